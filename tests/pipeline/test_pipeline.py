"""The path as a whole: the same input twice, a killed run, corrections and removals."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from purport.errors import PurportError
from purport.model import Article, Claim
from purport.pipeline import add, audit, claims_of
from purport.pipeline.judging import correct, remove
from purport.store.ledger import Ledger
from tests.articles import samples
from tests.conftest import EXAMPLE

TABLES = (
    "article",
    "text",
    "part",
    "span",
    "claim",
    "link",
    "descent",
    "question",
    "question_claim",
    "finding",
    "finding_claim",
)


def contents(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every table's rows in a fixed order."""
    db = sqlite3.connect(path)
    rows = {table: sorted(db.execute(f"SELECT * FROM {table}"), key=repr) for table in TABLES}
    db.close()
    return rows


def audited(path: Path) -> dict[str, list[tuple[object, ...]]]:
    with Ledger(path) as ledger:
        add(ledger, [str(EXAMPLE)])
        audit(ledger)
    return contents(path)


def test_the_same_input_twice_changes_nothing(tmp_path: Path) -> None:
    """Neither on the second run nor in another ledger."""
    first = audited(tmp_path / "a.sqlite")
    assert audited(tmp_path / "a.sqlite") == first
    assert audited(tmp_path / "b.sqlite") == first
    assert first["claim"]
    assert first["finding"]


def test_a_killed_run_goes_on_and_ends_the_same(tmp_path: Path) -> None:
    """SIGKILL half-way: the ledger is whole, and a second run ends where one run would."""
    source = tmp_path / "many.jsonl"
    rows = [
        {"id": f"r{n}", "text": f"At least {n} people were killed in Homs on Tuesday, the army said.\n\n" * 6}
        for n in range(2, 400)
    ]
    source.write_text("\n".join(map(json.dumps, rows)))
    whole, killed = tmp_path / "whole.sqlite", tmp_path / "killed.sqlite"
    with Ledger(whole) as ledger:
        add(ledger, [str(source)], workers=1)
        audit(ledger)
    run = subprocess.Popen(
        [sys.executable, "-m", "purport.cli", "add", str(source), "--ledger", str(killed)],
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    _wait_for_some(killed, run)
    os.killpg(run.pid, signal.SIGKILL)
    run.wait()
    with Ledger(killed) as ledger:
        reached = len(ledger.articles())
        assert 0 < reached < len(rows)
        summary = add(ledger, [str(source)], workers=1)
        assert (summary.known, summary.added) == (reached, len(rows) - reached)
        audit(ledger)
    assert contents(killed) == contents(whole)


def _wait_for_some(path: Path, run: subprocess.Popen[bytes]) -> None:
    for _ in range(1200):
        if path.exists() and run.poll() is None:
            try:
                db = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
                count = db.execute("SELECT count(*) FROM article").fetchone()[0]
                db.close()
                if count > 5:
                    return
            except sqlite3.Error:
                pass
        time.sleep(0.05)
    pytest.fail("the run never wrote an article")


def test_many_processes_give_what_one_gives(tmp_path: Path) -> None:
    """A pool of two writes the same ledger."""
    source = tmp_path / "many.jsonl"
    rows = [
        {"id": f"r{n}", "text": f"At least {n} people were killed in Homs on Tuesday, the army said."}
        for n in range(2, 90)
    ]
    source.write_text("\n".join(map(json.dumps, rows)))
    for name, workers in (("one", 1), ("two", 2)):
        with Ledger(tmp_path / f"{name}.sqlite") as ledger:
            add(ledger, [str(source)], workers=workers)
    assert contents(tmp_path / "one.sqlite") == contents(tmp_path / "two.sqlite")


def test_a_correction_is_kept_beside_what_was_read(tmp_path: Path) -> None:
    """The claim shows the person's value; the reading stays in the file; adding again keeps it."""
    path = tmp_path / "l.sqlite"
    with Ledger(path) as ledger:
        add(ledger, [str(EXAMPLE)])
        claim = next(c for c in claims_of(ledger) if c.place == "Khan Shaykhun")
        correct(ledger, claim.id, "place", "Idlib", who="ana", why="test")
        assert next(c for c in claims_of(ledger) if c.id == claim.id).place == "Idlib"
        assert ledger.claim(claim.id).place == "Khan Shaykhun"
        add(ledger, [str(EXAMPLE)])
        assert next(c for c in claims_of(ledger) if c.id == claim.id).place == "Idlib"
        [judgement] = ledger.judgements(claim.id)
        assert (judgement.who, judgement.why) == ("ana", "test")


def test_a_corrected_date_moves_the_periods(tmp_path: Path) -> None:
    """ "on Tuesday" is read against the article's day."""
    with Ledger(tmp_path / "l.sqlite") as ledger:
        add(ledger, [str(EXAMPLE / "01-khan-shaykhun-morning.txt")])
        correct(ledger, "01-khan-shaykhun-morning", "date", "2017-04-12")
        ends = {c.end.isoformat() for c in claims_of(ledger) if c.end}
    assert ends == {"2017-04-11"}


@pytest.mark.parametrize(
    ("field", "value"), [("colour", "red"), ("stance", "true"), ("low", "many"), ("start", "tomorrow")]
)
def test_a_wrong_correction_is_refused_and_changes_nothing(tmp_path: Path, field: str, value: str) -> None:
    """Fields and values outside the guideline's lists."""
    with Ledger(tmp_path / "l.sqlite") as ledger:
        add(ledger, [str(EXAMPLE / "01-khan-shaykhun-morning.txt")])
        claim = claims_of(ledger)[0]
        with pytest.raises(PurportError):
            correct(ledger, claim.id, field, value)
        assert ledger.judgements() == []


def test_a_removed_article_stays_removed_until_asked_for(tmp_path: Path) -> None:
    """Adding the folder again does not bring it back; --again does."""
    with Ledger(tmp_path / "l.sqlite") as ledger:
        add(ledger, [str(EXAMPLE)])
        remove(ledger, "08-shoigu-asean")
        assert add(ledger, [str(EXAMPLE)]).removed_before == 1
        _, found = audit(ledger)
        assert "beyond-the-possible" not in {f.kind for f in found}
        add(ledger, [str(EXAMPLE)], again=True)
        assert "beyond-the-possible" in {f.kind for f in audit(ledger)[1]}
        assert add(ledger, [str(EXAMPLE)]).removed_before == 0


def test_again_brings_back_only_what_is_added_again(tmp_path: Path) -> None:
    """--again on one file leaves the other removals standing."""
    one, two = EXAMPLE / "08-shoigu-asean.txt", EXAMPLE / "10-olive-branch.txt"
    with Ledger(tmp_path / "l.sqlite") as ledger:
        add(ledger, [str(one), str(two)])
        remove(ledger, "08-shoigu-asean")
        remove(ledger, "10-olive-branch")
        add(ledger, [str(two)], again=True)
        assert add(ledger, [str(one)]).removed_before == 1


def test_a_changed_alias_table_is_audited_anew(tmp_path: Path) -> None:
    """The bodies behind names are part of what an audit was made with."""
    with Ledger(tmp_path / "l.sqlite") as ledger:
        add(ledger, [str(EXAMPLE)])
        before = {f.kind for f in audit(ledger)[1] if "Shayrat" in f.sentence and "People" in f.sentence}
        (tmp_path / "purport-aliases.tsv").write_text("sy-barazi\tTalal Barazi\tperson\tsy-gov\n")
        after = {f.kind for f in audit(ledger)[1] if "Shayrat" in f.sentence and "People" in f.sentence}
    assert before == {"disagreement"}
    assert "disagreement" not in after


@pytest.mark.parametrize(
    ("field", "value"), [("low", "nan"), ("low", "1e9"), ("unit", "bananas"), ("start", "2999-01-01")]
)
def test_a_correction_that_makes_no_interval_is_refused(tmp_path: Path, field: str, value: str) -> None:
    """low over high, a start after the end, numbers that are none, units nobody has."""
    with Ledger(tmp_path / "l.sqlite") as ledger:
        add(ledger, [str(EXAMPLE / "01-khan-shaykhun-morning.txt")])
        claim = next(c for c in claims_of(ledger) if c.end and getattr(c, "quantity", None) and c.quantity.high)  # type: ignore[union-attr]
        with pytest.raises(PurportError):
            correct(ledger, claim.id, field, value)


def test_a_text_that_breaks_the_reader_stops_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is one problem; the rest is stored."""
    from purport import pipeline

    real = pipeline.extract

    def breaks(article: Article) -> tuple[Claim, ...]:
        if article.doc_id.startswith("08"):
            raise RuntimeError("a parser's own")
        return real(article)

    monkeypatch.setattr(pipeline, "extract", breaks)
    with Ledger(tmp_path / "l.sqlite") as ledger:
        summary = add(ledger, [str(EXAMPLE)], workers=1)
        assert [p.where for p in summary.problems] == ["08-shoigu-asean"]
        assert summary.added == len(list(EXAMPLE.glob("*.txt"))) - 1


def test_the_original_bytes_are_kept_once_and_go_with_their_last_article(tmp_path: Path) -> None:
    """Content-addressed and packed; a plain text is its own original; a removal takes them out."""
    (tmp_path / "in").mkdir()
    for name in ("page.html", "feed.rss", "note.txt", "report.pdf"):
        (tmp_path / "in" / name).write_bytes(samples.every_format()[name])
    with Ledger(tmp_path / "l.sqlite") as ledger:
        add(ledger, [str(tmp_path / "in")])
        articles = {a.doc_id: a for a in ledger.articles()}
        for doc_id, name in (
            ("page", "page.html"),
            ("feed#1", "feed.rss"),
            ("feed#2", "feed.rss"),
            ("note", "note.txt"),
        ):
            assert ledger.original(articles[doc_id]).content == samples.every_format()[name]
        kept = "SELECT count(*) FROM original"
        assert ledger._db.execute(kept).fetchone()[0] == 3
        remove(ledger, "feed#1")
        assert ledger._db.execute(kept).fetchone()[0] == 3
        remove(ledger, "feed#2")
        assert ledger._db.execute(kept).fetchone()[0] == 2
        assert ledger.articles()[0].anchors == articles[ledger.articles()[0].doc_id].anchors


def test_an_article_in_another_language_is_kept_and_said_so(tmp_path: Path) -> None:
    """Without claims, counted, with one line that tells why."""
    words = "Al menos catorce personas murieron y treinta resultaron heridas en la inundación cerca de Hama, dijo la defensa. "
    (tmp_path / "es.txt").write_text(words * 3)
    with Ledger(tmp_path / "l.sqlite") as ledger:
        summary = add(ledger, [str(tmp_path / "es.txt")])
        assert (summary.added, summary.claims, dict(summary.languages)) == (1, 0, {"es": 1})
        assert not summary.failed
        assert ["not read in (es)" in p.problem for p in summary.problems] == [True]
        assert ledger.articles()[0].language == "es"


def test_a_doubted_date_is_said_and_kept(tmp_path: Path) -> None:
    """In the summary, and with the article."""
    (tmp_path / "a.jsonl").write_text(json.dumps({"id": "a", "text": samples.LEAD, "date": "1970-01-01"}))
    with Ledger(tmp_path / "l.sqlite") as ledger:
        summary = add(ledger, [str(tmp_path / "a.jsonl")])
        assert ["1970-01-01 by its given" in p.problem for p in summary.problems] == [True]
        [article] = ledger.articles()
        assert article.day is None
        assert [d.day.isoformat() for d in article.doubted] == ["1970-01-01"]
