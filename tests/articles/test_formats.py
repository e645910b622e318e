"""Every format: the article, its parts, dates and outlet, and the bytes that it was read from."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest

from purport.articles.inputs import whole_input
from purport.articles.kinds import KINDS
from purport.articles.outcome import Outcome, Problem
from purport.articles.read import read_input
from purport.claims.extract import extract
from purport.model import Article, FigureClaim, Original
from tests.articles import samples

FILES = samples.every_format()


def outcomes(name: str, content: bytes, **known: str | None) -> list[Outcome]:
    """What a file of that name and content comes to."""
    return list(read_input(whole_input(io.BytesIO(content), shown=name, name=name, origin=name, known=known)))


def articles(name: str, content: bytes | None = None, **known: str | None) -> list[Article]:
    """Its articles."""
    found = outcomes(name, FILES[name] if content is None else content, **known)
    return [outcome for outcome in found if isinstance(outcome, Article)]


def words_read(article: Article) -> str:
    """The words of all its parts but comments."""
    return " ".join(" ".join(parts(article, kind)) for kind in ("headline", "body", "caption", "note"))


def problem(name: str, content: bytes) -> Problem:
    """The one thing that is wrong with it."""
    [found] = [outcome for outcome in outcomes(name, content) if isinstance(outcome, Problem)]
    return found


def parts(article: Article, kind: str) -> list[str]:
    """The words of its parts of a kind."""
    return [article.text.characters[p.begin : p.until].strip() for p in article.parts if p.kind == kind]


@pytest.mark.parametrize("name", FILES)
def test_every_format_is_read_and_its_bytes_are_kept(name: str) -> None:
    """The lead is in a part that is read, whatever it came in; the original stands before its article."""
    found = outcomes(name, FILES[name])
    assert not [p for p in found if isinstance(p, Problem) and p.lost]
    read = [outcome for outcome in found if isinstance(outcome, Article)]
    assert any(samples.LEAD in " ".join(" ".join(parts(a, "body")).split()) for a in read)
    kept = {outcome.id for outcome in found if isinstance(outcome, Original)}
    assert {article.original for article in read} == kept
    assert all(article.language in ("en", None) for article in read)


def test_every_kind_has_a_sample_and_a_reader() -> None:
    """A format that is in the table is a module that reads, and is tested here."""
    told = {Path(name.removesuffix(".gz") if name != "packed.txt.gz" else name).suffix for name in FILES}
    for kind in KINDS:
        assert callable(kind.read)
        assert told & set(kind.endings), kind.name


@pytest.mark.parametrize("name", ["page.html", "saved.mhtml", "crawl.warc", "crawl.wacz"])
def test_a_page_in_parts(name: str) -> None:
    """Headline, caption, note, credit and comments apart; buttons, lists and cookies left out."""
    [article] = articles(name)
    assert parts(article, "headline") == [samples.TITLE]
    assert parts(article, "caption") == [samples.CAPTION]
    assert parts(article, "note") == [samples.NOTE]
    assert parts(article, "credit") == ["The original source of this article is Valley Radio"]
    comments = [(p.author, p.depth) for p in article.parts if p.kind == "comment"]
    assert comments == [(author, depth) for author, depth, _ in samples.COMMENTS]
    assert parts(article, "comment") == [words for _, _, words in samples.COMMENTS]
    read = " ".join(words for kind in ("headline", "body", "caption", "note") for words in parts(article, kind))
    for furniture in ("2,300", "912", "88 ways", "1,586", "4711", "Reply"):
        assert furniture not in read
    assert (article.outlet, article.byline, article.credit) == ("Orontes Courier", "Lina Haddad", "Valley Radio")


def test_a_comments_byline_is_none_of_its_words() -> None:
    """Name and date above the text, as systems that mark neither write them."""
    page = samples.PAGE.replace('<cite class="fn">Rana K</cite> <span class="says">says:</span>', "").replace(
        '<time>10 December 2018</time><div class="comment-content">',
        '<div><b class="author">Rana K on December 10, 2018 at 9:15 am</b></div><div>Rana K</div><div>2 days ago at 07:52 am</div><div>',
    )
    [article] = articles("page.html", page.encode())
    assert [p.author for p in article.parts if p.kind == "comment"] == ["Rana K", "old_bridge"]
    assert parts(article, "comment")[0].split("\n")[0] == samples.COMMENTS[0][2]


def test_dates_of_a_page_are_kept_apart() -> None:
    """Published and updated, each with how it was found."""
    [article] = articles("page.html")
    assert article.published is not None
    assert article.updated is not None
    assert (article.published.day.isoformat(), article.published.how) == ("2018-12-09", "metadata")
    assert (article.updated.day.isoformat(), article.updated.how) == ("2018-12-10", "metadata")


def test_saved_pages_know_their_address_and_day() -> None:
    """Of MHTML, of web archives, of the marks that browsers and the Wayback Machine leave."""
    [saved] = articles("saved.mhtml")
    [archived] = articles("crawl.warc")
    assert saved.retrieved == "2018-12-10T09:00:00"
    assert archived.retrieved == "2018-12-11T08:00:00Z"
    assert archived.url == samples.ADDRESS
    plain = samples.PAGE.replace('<link rel="canonical"', '<link rel="nothing"')
    [marked] = articles("p.html", b"<!-- saved from url=(0031)https://one.example/report.html -->\n" + plain.encode())
    assert marked.url == "https://one.example/report.html"
    wayback = "https://web.archive.org/web/20181212093000/https://one.example/report.html"
    [copied] = articles("p.html", plain.encode(), url=wayback)
    assert (copied.url, copied.archive_url, copied.retrieved) == (
        "https://one.example/report.html", wayback, "2018-12-12T09:30:00Z",
    )  # fmt: skip


def test_a_reader_speaks_for_himself_or_for_whom_he_names() -> None:
    """ "My cousin counted 17" is the reader's word; "the UN said 300" is the UN's, by way of the reader."""
    page = samples.PAGE.replace(samples.COMMENTS[1][2], "The United Nations said 300 people were killed there.")
    [article] = articles("page.html", page.encode())
    claims = {c.quantity.written: c for c in extract(article) if isinstance(c, FigureClaim) and c.part == "comment"}
    assert claims["17"].speaker == "Rana K"
    assert claims["300"].speaker == "The United Nations"
    assert [link.name for link in claims["300"].attribution.links] == ["The United Nations", "old_bridge"]


def test_a_text_file_has_parts_by_form() -> None:
    """Headline, byline, date, note, credit and a thread with authors and nesting; furniture left out."""
    [article] = articles("note.txt")
    assert article.text.characters == samples.TEXT
    assert (article.title, article.byline, article.credit) == (samples.TITLE, "Lina Haddad", "Reuters")
    assert article.published is not None
    assert (article.published.day.isoformat(), article.published.how) == ("2018-12-09", "dateline")
    assert [(p.author, p.depth) for p in article.parts if p.kind == "comment"] == [("Rana K", 0), ("old_bridge", 1)]
    read = " ".join(words for kind in ("headline", "body", "note") for words in parts(article, kind))
    assert "1,586" not in read
    assert "full-size" not in read


def test_a_pdfs_lines_are_paragraphs_again() -> None:
    """A line's end inside a sentence is the page's; each page leads back to its number."""
    [article] = articles("report.pdf")
    assert samples.LEAD in article.text.characters
    assert article.title == samples.TITLE
    assert [anchor.selector for anchor in article.anchors] == ["page=1", "page=2"]
    second = article.anchors[1]
    assert article.text.characters[second.begin : second.until] == samples.LAST


def test_lines_at_the_head_and_foot_of_every_page_are_furniture() -> None:
    """Running titles and page numbers are nobody's words: they stay in the text, in no part."""
    bodies = [samples.LEAD, samples.MORE, samples.LAST]
    pages = [["Situation report 12", "", *samples.wrapped(body), f"{n} / 3"] for n, body in enumerate(bodies, start=1)]
    [article] = articles("report.pdf", samples.pdf(pages))
    read = words_read(article)
    assert "Situation report" in article.text.characters
    assert "Situation report" not in read
    assert "/ 3" not in read
    assert all(body in read for body in bodies)


@pytest.mark.parametrize("place", [0, -1])
def test_page_numbers_are_told_from_the_numbers_of_a_page(place: int) -> None:
    """Digits that count the pages are furniture; digits at the same place that do not are a table's, or a sentence's."""
    bodies = [samples.LEAD, samples.MORE, samples.LAST]
    numbered = [samples.wrapped(body) for body in bodies]
    counted = [samples.wrapped(body) for body in bodies]
    for n, (lines, others) in enumerate(zip(numbered, counted, strict=True)):
        lines.insert(place % (len(lines) + 1), str(n + 7))
        others.insert(place % (len(others) + 1), ("387", "412", "98")[n])
    [article] = articles("a.pdf", samples.pdf(numbered))
    assert not re.search(r"^(?:7|8|9)$", "\n".join(parts(article, "body")), re.MULTILINE)
    [article] = articles("a.pdf", samples.pdf(counted))
    assert all(re.search(rf"\b{n}\b", " ".join(parts(article, "body"))) for n in (387, 412, 98))


def test_a_number_that_stands_on_a_line_of_its_sentence_is_read() -> None:
    """ "rose to", "387", "according to" are three lines of one sentence."""
    page = ["The number of dead in the valley rose to", "387", "according to the civil defence there.", "12 of 40"]
    [article] = articles("a.pdf", samples.pdf([page, ["Nothing more was known that evening."]]))
    assert "rose to 387 according" in " ".join(parts(article, "body")[0].split())
    assert "12 of 40" in " ".join(parts(article, "body"))


def test_sentences_and_rows_of_one_shape_are_no_running_titles() -> None:
    """What differs by more than the page's number is read, and so is a sentence that does not differ."""
    heads = ["Week 12: 40 people were killed.", "Week 13: 52 people were killed.", "Week 14: 9 people were killed."]
    pages = [[head, "", samples.LAST[:60], "", f"{n * n} homes lost"] for n, head in enumerate(heads, start=3)]
    [article] = articles("a.pdf", samples.pdf(pages))
    assert all(words in words_read(article) for words in [*heads, "9 homes lost", "16 homes lost"])
    same = [
        ["The toll of 40 is not final, the police said.", "", body] for body in (samples.LAST[:50], "B.", "C.", "D.")
    ]
    [article] = articles("a.pdf", samples.pdf(same))
    assert words_read(article).count("toll of 40") == 4


def test_a_line_of_a_list_is_not_what_a_browser_prints() -> None:
    """The moment above a page has the page's title beside it; an address in the text is not the page's own."""
    page = [
        "05/04/2017, 06:30 Two strikes killed 12 people",
        samples.LAST[:70],
        "https://one.example/a",
        samples.LAST[:60],
    ]
    [article] = articles("a.pdf", samples.pdf([page]))
    assert "Two strikes killed 12" in words_read(article)
    assert article.url is None


def test_a_scan_is_told_apart() -> None:
    """Pictures without a text layer are no empty article: what to do is said."""
    found = problem("scan.pdf", samples.pdf([[], []], picture=True))
    assert "is a scan" in found.problem
    assert "ocrmypdf" in found.mend


def test_a_mail_gives_its_text_and_its_attachments() -> None:
    """Subject, sender and day from its headers; the signature and the buttons are not read."""
    message, table = articles("alert.eml")
    assert (message.title, message.outlet, message.day and message.day.isoformat()) == (
        samples.TITLE, "Orontes Courier", "2018-12-09",
    )  # fmt: skip
    assert "Bridge Street" not in message.text.characters
    assert "browser" not in " ".join(parts(message, "body"))
    assert table.doc_id == "c1"


def test_a_feed_is_an_article_an_entry() -> None:
    """The fullest text that the feed gives; the feed's name is the outlet's."""
    full, short = articles("feed.rss")
    assert parts(full, "headline") == [samples.TITLE]
    assert samples.LEAD in parts(full, "body")[0]
    assert (short.outlet, short.url) == ("Orontes Courier", "https://orontes-courier.example/road")
    assert articles("feed.json")[0].day is not None


def test_archives_leave_out_what_belongs_to_a_saved_page() -> None:
    """ "page_files" beside "page.html" is the page's, not an article; inner files are told by their content."""
    assert [article.doc_id for article in articles("inbox.zip")] == ["page", "b"]
    assert [article.doc_id for article in articles("inbox.tar.gz")] == ["page", "b"]


@pytest.mark.parametrize(
    "name", ["page.html", "report.pdf", "alert.eml", "feed.rss", "crawl.warc", "inbox.zip", "feed.json"]
)
def test_the_content_tells_a_kind_under_a_wrong_name(name: str) -> None:
    """A page that is called .txt is a page, a PDF without an ending a PDF."""
    expected = [article.text.id for article in articles(name)]
    assert [article.text.id for article in articles("download.txt", FILES[name])] == expected
    assert [article.text.id for article in articles("download", FILES[name])] == expected


def test_a_foreign_text_has_its_language() -> None:
    """By the words, not by what a template says."""
    spanish = "Al menos catorce personas murieron y treinta resultaron heridas en la inundación cerca de Hama, dijo la defensa civil."
    [article] = articles("a.txt", f"{spanish} {spanish}".encode())
    assert article.language == "es"
    [short] = articles("a.txt", "قتل 12 شخصا في حلب".encode())
    assert short.language == "ar"


@pytest.mark.parametrize(
    ("head", "day"), [("1 January 2999", "2999-01-01"), ("<meta name=date content=1970-01-01>", "1970-01-01")]
)
def test_an_impossible_date_is_doubted_and_kept(head: str, day: str) -> None:
    """It is not used, and it is not lost."""
    page = f"<html><head><title>{samples.TITLE}</title>{head if '<' in head else f'<meta name=date content={day}>'}</head><body><article><h1>{samples.TITLE}</h1><p>{samples.LEAD}</p><p>{samples.MORE}</p></article></body></html>"
    [article] = articles("p.html", page.encode())
    assert article.published is None
    assert [dated.day.isoformat() for dated in article.doubted] == [day]


def test_dates_in_addresses_and_names_are_found() -> None:
    """Where the page itself says nothing; how is kept."""
    page = f"<html><head><title>x</title></head><body><article><p>{samples.LEAD}</p><p>{samples.MORE}</p></article></body></html>"
    [by_address] = articles("p.html", page.encode(), url="https://one.example/2018/12/11/flood.html")
    [by_name] = articles("2018-12-11-flood.txt", samples.LEAD.encode())
    for article, how in ((by_address, "url"), (by_name, "file")):
        assert article.published is not None
        assert (article.published.day.isoformat(), article.published.how) == ("2018-12-11", how)


def test_an_outlet_has_a_name_not_a_host() -> None:
    """By the table of hosts where the page does not say it; the bare host only failing that."""
    page = f"<html><body><article><p>{samples.LEAD}</p><p>{samples.MORE}</p></article></body></html>".encode()
    assert articles("p.html", page, url="https://southfront.org/x")[0].outlet == "South Front"
    assert articles("p.html", page, url="https://www.unknown.example/x")[0].outlet == "unknown.example"


def test_the_encoding_that_a_page_declares_is_used() -> None:
    """Windows-1251 without a word, since the page says so."""
    page = f'<html><head><meta charset="windows-1251"><title>Потоп</title></head><body><article><p>{"Погибли 14 человек в долине реки. " * 9}</p></article></body></html>'
    found = outcomes("p.html", page.encode("cp1251"))
    assert [type(outcome) for outcome in found] == [Original, Article]
    assert isinstance(found[1], Article)
    assert "Погибли 14 человек" in found[1].text.characters
