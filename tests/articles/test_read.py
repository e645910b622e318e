"""Reading files and folders: nothing lost, one clear line for what is wrong."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from purport.articles.columns import Columns
from purport.articles.dates import DatedText, find_dates
from purport.articles.outcome import MOST_CHARACTERS, Problem
from purport.articles.read import read_paths
from purport.model import Article, DatedBy

GOOD = "At least 12 people were killed in Aleppo on Monday, the army said."


def published(text: str, **known: str) -> DatedBy | None:
    return find_dates(text, DatedText(**known)).published


def read(*paths: Path | str, columns: Columns | None = None) -> tuple[list[Article], list[Problem]]:
    outcomes = list(read_paths([str(p) for p in paths], columns))
    return [o for o in outcomes if isinstance(o, Article)], [o for o in outcomes if isinstance(o, Problem)]


def test_a_text_file_is_an_article_whose_text_is_the_files(tmp_path: Path) -> None:
    """Offsets into the stored text are offsets into the file."""
    content = f"---\ntitle: A report\noutlet: The Post\ndate: 2018-12-07\n---\nA report\r\n\r\n{GOOD}\n"
    (tmp_path / "one.txt").write_bytes(content.encode())
    [article], problems = read(tmp_path / "one.txt")
    assert not problems
    assert article.text.characters == content
    assert (article.doc_id, article.title, article.outlet) == ("one", "A report", "The Post")
    assert [p.kind for p in article.parts] == ["headline", "body"]
    assert GOOD in content[article.parts[1].begin : article.parts[1].until]


def test_html_gives_the_text_without_the_furniture(tmp_path: Path) -> None:
    """Share buttons and scripts are not text; headline and date are found."""
    page = f"""<html><head><title>Blast in Aleppo</title><meta property="article:published_time" content="2018-12-07"/></head>
    <body><nav>Home | 1,500 shares</nav><article><h1>Blast in Aleppo</h1><p>{GOOD}</p><p>{"The army gave no further details of the blast. " * 6}</p></article>
    <script>var x = 99;</script><footer>Donate $17.95</footer></body></html>"""
    (tmp_path / "page.html").write_text(page)
    [article], _ = read(tmp_path / "page.html")
    assert GOOD in article.text.characters
    assert "17.95" not in article.text.characters
    assert "var x" not in article.text.characters
    assert article.day is not None
    assert article.day.isoformat() == "2018-12-07"


def test_named_columns_of_json_lines_and_csv(tmp_path: Path) -> None:
    """The usual names and those given by option; date_hint is month/day/year."""
    (tmp_path / "a.jsonl").write_text(
        json.dumps({"id": "j1", "article_content": GOOD, "source": "sana", "date_hint": "4/5/2017"}) + "\n"
    )
    (tmp_path / "b.csv").write_text(f'doc_id,story,published\nc1,"{GOOD}",2018-12-07\n')
    [one], none = read(tmp_path / "a.jsonl")
    [two], _ = read(tmp_path / "b.csv", columns=Columns({"text": "story"}))
    assert not none
    assert (one.doc_id, one.outlet, one.published and one.published.how) == ("j1", "sana", "hint")
    assert one.day is not None
    assert one.day.isoformat() == "2017-04-05"
    assert (two.doc_id, two.text.characters) == ("c1", GOOD)


def test_the_dateline_counts_above_the_hint() -> None:
    """A date given as date_hint is only a hint."""
    found = published(f"Wednesday 5 April 2017 {GOOD}", hint="4/7/2017")
    assert found is not None
    assert (found.day.isoformat(), found.how) == ("2017-04-05", "dateline")


def test_a_date_inside_a_sentence_is_no_dateline() -> None:
    """ "killed on 4 April 2015" does not date the page."""
    found = published("People killed on 4 April 2015 were buried.", hint="4/7/2017")
    assert found is not None
    assert found.day.isoformat() == "2017-04-07"


@pytest.mark.parametrize("day", ["12/31/1985", "1/1/2999"])
def test_a_day_in_the_future_or_before_1990_is_not_used(day: str) -> None:
    """Such a date is doubted."""
    assert published(GOOD, hint=day) is None


@pytest.fixture
def bad_inputs(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 40)
    lines = [json.dumps({"id": f"r{n}", "text": f"{n} people were killed."}) for n in range(1, 13)]
    lines[6] = '{"id": "r7", "text": "broken'
    (folder / "records.jsonl").write_text("\n".join(lines) + "\n")
    (folder / "latin.txt").write_bytes(
        "Trois cafés détruits à Alep: 12 personnes blessées, a monitor said. Über 30 Häuser.".encode("latin-1")
    )
    long = json.dumps({"id": "long", "text": "x" * 50_000_000})
    (folder / "long.jsonl").write_text(
        json.dumps({"id": "before", "text": GOOD})
        + "\n"
        + long
        + "\n"
        + json.dumps({"id": "after", "text": GOOD})
        + "\n"
    )
    (folder / "line.txt").write_text("y" * (MOST_CHARACTERS + 1))
    (folder / "good.txt").write_text(GOOD)
    return folder


def test_bad_inputs_get_one_line_each_and_stop_nothing(bad_inputs: Path) -> None:
    """An empty file, a binary, broken JSON on line 7, Latin-1, a 50 MB line, a missing path."""
    articles, problems = read(bad_inputs, bad_inputs / "missing.txt")
    lost = {Path(p.where.split(" line ")[0]).name: p for p in problems if p.lost}
    assert set(lost) == {"empty.txt", "binary.txt", "records.jsonl", "long.jsonl", "line.txt", "missing.txt"}
    assert "line 7" in lost["records.jsonl"].where
    assert "50 MB" in lost["long.jsonl"].problem
    assert all(str(p).count("\n") == 0 and p.mend for p in problems)
    names = {a.doc_id for a in articles}
    assert {f"r{n}" for n in range(1, 13) if n != 7} | {"before", "after", "latin", "good"} == names


def test_latin_1_is_read_and_said_so(bad_inputs: Path) -> None:
    """Nothing of a Latin-1 text is lost; that it is not UTF-8 is a note, not a failure."""
    [article], [note] = read(bad_inputs / "latin.txt")
    assert "détruits" in article.text.characters
    assert not note.lost


def test_a_file_without_permission_is_one_problem(bad_inputs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The rest of the folder is still read. (Root may read anything, so the refusal is played.)"""
    refused = bad_inputs / "good.txt"
    real = os.open

    def open_(path: Path, flags: int, *mode: int) -> int:
        if path == refused:
            raise PermissionError(13, "Permission denied")
        return real(path, flags, *mode)

    monkeypatch.setattr(os, "open", open_)
    articles, problems = read(bad_inputs)
    assert [p.problem for p in problems if p.where.endswith("good.txt")] == ["may not be read"]
    assert {"latin", "before", "after"} <= {a.doc_id for a in articles}


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    """A folder gives what is in it, and no more."""
    (tmp_path / "secret.txt").write_text(GOOD)
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "round").symlink_to(folder)
    articles, problems = read(folder)
    assert not articles
    assert ["link" in problem.problem for problem in problems] == [True, True]


def test_an_article_has_the_same_id_from_everywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By folder, by file, by relative path: one article."""
    (tmp_path / "one.txt").write_text(GOOD)
    monkeypatch.chdir(tmp_path)
    ids = {read(p)[0][0].id for p in (tmp_path, tmp_path / "one.txt", "one.txt", ".")}
    assert len(ids) == 1


def test_identical_copies_of_two_outlets_stay_two(tmp_path: Path) -> None:
    """An article is a publication of a text, not the text."""
    rows = [
        {"id": "a", "text": GOOD, "url": "https://one.example/1"},
        {"id": "b", "text": GOOD, "url": "https://two.example/1"},
    ]
    (tmp_path / "x.jsonl").write_text("\n".join(map(json.dumps, rows)))
    articles, _ = read(tmp_path / "x.jsonl")
    assert len({a.id for a in articles}) == 2
    assert len({a.text.id for a in articles}) == 1


def test_lone_surrogates_and_endless_numbers_are_one_lines_trouble(tmp_path: Path) -> None:
    """What no file can hold becomes U+FFFD; a number of 5,000 digits loses its own line only."""
    lines = [
        r'{"id": "s\udfff", "text": "7 people \ud800 died in Homs."}',
        '{"id": ' + "1" * 5000 + ', "text": "x"}',
        json.dumps({"id": "ok", "text": GOOD}),
    ]
    (tmp_path / "x.jsonl").write_text("\n".join(lines))
    articles, [problem] = read(tmp_path / "x.jsonl")
    assert [a.doc_id for a in articles] == ["s\ufffd", "ok"]
    assert articles[0].text.characters == "7 people \ufffd died in Homs."
    assert "line 2" in problem.where


def test_quotation_marks_in_csv_lose_nothing(tmp_path: Path) -> None:
    """Doubled quotation marks, and apostrophes that a sniffer takes for quotes."""
    text = "He said \"7 people died\", then left, and 8 more were hurt; it's so, isn't it?"
    (tmp_path / "a.csv").write_text('id,text\n1,"' + text.replace('"', '""') + '"\n')
    [article], _ = read(tmp_path / "a.csv")
    assert article.text.characters == text


def test_a_pipe_is_no_file(tmp_path: Path) -> None:
    """It is named and left, and the rest is read."""
    os.mkfifo(tmp_path / "a.txt")
    (tmp_path / "b.txt").write_text(GOOD)
    articles, [problem] = read(tmp_path)
    assert [a.doc_id for a in articles] == ["b"]
    assert "pipe" in problem.problem


def test_folders_of_one_name_are_told_apart(tmp_path: Path) -> None:
    """a/news/1.txt and b/news/1.txt are two publications of one text."""
    for outlet in ("a", "b"):
        (tmp_path / outlet / "news").mkdir(parents=True)
        (tmp_path / outlet / "news" / "1.txt").write_text(GOOD)
    articles, _ = read(tmp_path)
    assert len({a.id for a in articles}) == 2


def test_a_json_file_is_one_article_or_a_list(tmp_path: Path) -> None:
    """Its source is not read as prose."""
    (tmp_path / "a.json").write_text(json.dumps([{"id": "x", "text": GOOD}, {"id": "y"}]))
    [article], [problem] = read(tmp_path / "a.json")
    assert (article.doc_id, article.text.characters) == ("x", GOOD)
    assert "record 2" in problem.where


@pytest.mark.parametrize(
    "text",
    [
        "Last year's flood, 11 September 2018, is still felt here.",
        "The minister met him Tuesday, 7 May 2019. They spoke.",
    ],
)
def test_a_given_date_stands_against_dates_in_sentences(text: str) -> None:
    """Only a dateline counts above it."""
    found = published(text, given="2019-05-10")
    assert found is not None
    assert (found.day.isoformat(), found.how) == ("2019-05-10", "given")


@pytest.mark.parametrize(
    "text",
    [
        "[SF: The number could not be checked.]\n\nTwelve people died in Orlova, the mayor said.",
        "{This is a note.} Twelve people died in Orlova, the mayor said.",
        "To: all editors\nDate: today\n\nTwelve people died in Orlova, the mayor said.",
        "---\nTwelve people died in Orlova, the mayor said.\n---\nThe rest of the story.",
    ],
)
def test_a_text_that_opens_like_something_else_stays_a_text(tmp_path: Path, text: str) -> None:
    """A note in brackets, a memo's head, prose between two rules: all of it is kept and read."""
    (tmp_path / "a.txt").write_text(text, "utf-8")
    [article] = [o for o in read_paths([str(tmp_path / "a.txt")]) if isinstance(o, Article)]
    assert article.text.characters == text
    assert any("Twelve people" in text[p.begin : p.until] for p in article.parts)


def test_a_mail_and_json_under_a_texts_name_are_told(tmp_path: Path) -> None:
    """By what only a mail program writes, and by how an object begins."""
    mail = (
        "From: a@b.example\nMessage-ID: <1@b.example>\nSubject: Toll\nContent-Type: text/plain\n\nTwelve people died."
    )
    (tmp_path / "mail.txt").write_text(mail, "utf-8")
    (tmp_path / "record.txt").write_text('{"doc_id": "r", "text": "Nine people died."}', "utf-8")
    found = {a.doc_id: a for a in read_paths([str(tmp_path)]) if isinstance(a, Article)}
    assert found["r"].text.characters == "Nine people died."
    assert "Message-ID" not in found["mail"].text.characters


def test_rtf_is_named(tmp_path: Path) -> None:
    """Its codes are not taken for words."""
    (tmp_path / "a.txt").write_bytes(b"{\\rtf1\\ansi Twelve people died.}")
    [problem] = read_paths([str(tmp_path / "a.txt")])
    assert "RTF" in str(problem)


CYRILLIC = (
    "Двенадцать человек погибли и ещё тридцать были ранены в результате обстрела города в понедельник утром, "
    "сообщил журналистам мэр. По его словам, разрушены школа и две больницы, а жители соседних деревень "
    "вынуждены были покинуть свои дома. Ранее министерство называло меньшее число погибших."
)


def test_a_broken_byte_does_not_change_the_rest(tmp_path: Path) -> None:
    """One stray byte among UTF-8 is one sign; a Cyrillic page in its old encoding is read as that."""
    (tmp_path / "a.txt").write_bytes(
        "Zwölf Menschen starben in Orlová, sagte der Bürgermeister – “heute”.".encode() + b"\xe9"
    )
    (tmp_path / "b.txt").write_bytes(CYRILLIC.encode("cp1251"))
    found = {a.doc_id: a.text.characters for a in read_paths([str(tmp_path)]) if isinstance(a, Article)}
    assert found["a"].startswith("Zwölf Menschen starben in Orlová")
    assert found["b"].startswith("Двенадцать человек")


def test_csv_rows_that_do_not_fit_are_told(tmp_path: Path) -> None:
    """Cells beyond the header, and a quotation mark without its other half, are a line each that counts."""
    (tmp_path / "a.csv").write_text("doc_id,text\n1,Nine people died, the mayor said.\n2,All is well.\n", "utf-8")
    outcomes = list(read_paths([str(tmp_path / "a.csv")]))
    assert [o.doc_id for o in outcomes if isinstance(o, Article)] == ["1", "2"]
    [problem] = [o for o in outcomes if isinstance(o, Problem)]
    assert problem.lost
    assert "the mayor said" in problem.problem
    (tmp_path / "b.csv").write_text('doc_id,text\n1,"Nine people died.\n2,All is well.\n', "utf-8")
    assert any("not closed" in str(o) for o in read_paths([str(tmp_path / "b.csv")]) if isinstance(o, Problem))


def test_links_in_a_circle_and_names_without_letters(tmp_path: Path) -> None:
    """Neither ends the run; the file between them is read."""
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    (tmp_path / "a.txt").write_text("Nine people died in Orlova, the mayor said.", "utf-8")
    odd = os.fsencode(tmp_path) + b"/\xff\xfe.txt"
    with open(odd, "w", encoding="utf-8") as file:
        file.write("Ten people died in Orlova, the mayor said.")
    outcomes = list(read_paths([str(tmp_path)]))
    assert {o.doc_id for o in outcomes if isinstance(o, Article)} == {"a", "\ufffd\ufffd"}
    assert all(str(o).encode("utf-8") for o in outcomes if isinstance(o, Problem))
