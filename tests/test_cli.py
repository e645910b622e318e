"""The command line as scripts call it: names, options, JSON fields, exit codes."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from purport import __version__
from purport.cli import main
from tests.articles import samples
from tests.conftest import EXAMPLE


def run(*words: str | Path, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, [str(w) for w in words], input=stdin)


def code(result: Result) -> int:
    """The exit code; a traceback has none."""
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code


def rows(result: Result) -> list[dict[str, Any]]:
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("cli") / "l.sqlite"
    assert run("audit", EXAMPLE, "--ledger", path).exit_code == 0
    return path


def test_version() -> None:
    assert __version__ in run("--version").stdout


def test_audit_prints_the_sum_and_the_sentence(tmp_path: Path) -> None:
    """The main job: what does not add up, with the words on the page."""
    result = run("audit", EXAMPLE, "--ledger", tmp_path / "l.sqlite")
    assert result.exit_code == 0
    assert "135 + 31 + 5 + 1, which is 172" in result.stdout
    assert "including 135 villages, 31 strategic areas" in result.stdout


def test_extract_writes_the_guidelines_fields(tmp_path: Path) -> None:
    """One line an article; spans point into the file; ids count from 1."""
    file = EXAMPLE / "10-olive-branch.txt"
    [row] = rows(run("extract", file))
    assert row["doc_id"] == "10-olive-branch"
    claim = next(c for c in row["claims"] if c["number"] == "171" and c["part"] == "body")
    expected = {
        "id", "kind", "sentence", "number", "low", "high", "bound", "unit", "counted", "measure", "actor", "place",
        "time", "start", "end", "speaker", "stance", "part_of", "same_as", "part", "span", "attribution",
    }  # fmt: skip
    assert expected <= set(claim)
    begin, until = claim["span"]
    assert file.read_text("utf-8")[begin:until] == "171"
    assert [c["id"] for c in row["claims"]] == list(range(1, len(row["claims"]) + 1))
    assert {c["number"] for c in row["claims"] if c.get("part_of") == claim["id"]} == {"135", "31", "five", "one"}
    out = tmp_path / "out.jsonl"
    assert run("extract", file, "-o", out).exit_code == 0
    assert json.loads(out.read_text("utf-8")) == row


def test_findings_json(ledger: Path) -> None:
    """The shape that scripts rely on."""
    for finding in rows(run("findings", "--json", "--ledger", ledger)):
        assert list(finding) == ["id", "kind", "severity", "sentence", "working", "claims", "articles"]
        assert finding["severity"] in ("contradiction", "tension", "information")
        for claim in finding["claims"]:
            assert list(claim) == ["id", "role", "doc_id", "number", "sentence", "span"]
            assert claim["doc_id"] in finding["articles"]
            assert claim["number"] in claim["sentence"]


def test_questions_json(ledger: Path) -> None:
    """A title that can be read, claims in order of their day, the range."""
    found = rows(run("questions", "--json", "--ledger", ledger))
    question = next(q for q in found if q["title"] == "People killed · Khan Shaykhun · 4 April 2017")
    assert list(question) == ["id", "title", "claims", "low", "high", "independent"]
    assert (question["low"], question["independent"]) == (35, 2)


def test_claims_show_and_trace(ledger: Path) -> None:
    """From a list to one claim with its reasons, and its road."""
    found = rows(run("claims", "Mizintsev", "--json", "--ledger", ledger))
    claim = next(
        c for c in found if c["number"] == "96.5%" and c["stance"] == "asserted" and c["doc_id"].startswith("13")
    )
    shown = run("show", claim["id"], "--ledger", ledger)
    assert "measure: territory   ←" in shown.stdout
    road = rows(run("trace", claim["id"], "--json", "--ledger", ledger))[0]
    assert road["speaker"] == "Mikhail Mizintsev"
    assert road["credit"] == "Volga Bulletin"
    [first] = road["roads"]
    assert (first["doc_id"], [p["doc_id"] for p in first["then"]]) == ("12-mizintsev-1411", ["13-mizintsev-reprint"])
    assert "Euphrates Courier" in run("trace", claim["id"], "--ledger", ledger).stdout


def test_show_takes_every_kind_of_id(ledger: Path) -> None:
    """Findings, questions and articles too."""
    finding = rows(run("findings", "--json", "--ledger", ledger))[0]
    question = rows(run("questions", "--json", "--ledger", ledger))[0]
    for record_id in (finding["id"], question["id"], "12-mizintsev-1411"):
        assert run("show", record_id, "--ledger", ledger).exit_code == 0


def test_export_gives_a_row_a_claim_beside_its_sentence(ledger: Path, tmp_path: Path) -> None:
    """Every cell leads back to a sentence: by the sentence, its offsets and the reasons."""
    out = tmp_path / "claims.csv"
    assert run("export", "-o", out, "--ledger", ledger).exit_code == 0
    table = list(csv.DictReader(io.StringIO(out.read_text("utf-8"))))
    assert len(table) == len(rows(run("claims", "--json", "--ledger", ledger)))
    for row in table:
        text = (EXAMPLE / f"{row['doc_id']}.txt").read_text("utf-8")
        assert text[int(row["sentence_begin"]) : int(row["sentence_until"])] == row["sentence"]
        if row["kind"] == "figure":
            assert text[int(row["number_begin"]) : int(row["number_until"])] == row["number"]


def test_correct_and_remove(tmp_path: Path) -> None:
    """A correction and a removal by command."""
    path = tmp_path / "l.sqlite"
    run("add", EXAMPLE, "--ledger", path)
    claim = rows(run("claims", "--json", "--ledger", path, "--article", "10-olive-branch"))[0]
    assert run("correct", claim["id"], "measure", "places", "--ledger", path, "--who", "ana").exit_code == 0
    assert rows(run("claims", "--json", "--ledger", path, "--article", "10-olive-branch"))[0]["measure"] == "places"
    assert run("remove", "10-olive-branch", "--ledger", path).exit_code == 0
    assert run("claims", "--ledger", path, "--article", "10-olive-branch").exit_code == 2


def test_exit_codes(tmp_path: Path, ledger: Path) -> None:
    """0 done, 1 some inputs failed, 2 wrong usage, 3 the ledger cannot be used."""
    good, path = EXAMPLE / "10-olive-branch.txt", tmp_path / "l.sqlite"
    assert code(run("add", good, "--ledger", path)) == 0
    assert code(run("add", good, tmp_path / "missing.txt", "--ledger", path)) == 1
    assert code(run("audit", tmp_path / "missing.txt", "--ledger", path)) == 1
    assert code(run("extract", tmp_path / "missing.txt")) == 1
    assert code(run("add", "--ledger", path)) == 2
    assert code(run("audit", good, "--column", "nothing", "--ledger", path)) == 2
    assert code(run("show", "c-nothing", "--ledger", ledger)) == 2
    assert code(run("findings", "--ledger", tmp_path / "none.sqlite")) == 3
    bad = tmp_path / "bad.sqlite"
    bad.write_text("no database " * 1000)
    assert code(run("add", good, "--ledger", bad)) == 3


def test_a_problem_is_one_line_on_standard_error(tmp_path: Path) -> None:
    """It names the file and the mend, and what could be read is read."""
    (tmp_path / "empty.txt").write_text("")
    result = run("add", tmp_path / "empty.txt", EXAMPLE / "10-olive-branch.txt", "--ledger", tmp_path / "l.sqlite")
    assert result.exit_code == 1
    assert [line for line in result.stderr.splitlines() if "empty.txt" in line] == [
        f"{tmp_path / 'empty.txt'}: is empty; remove it or fetch it again"
    ]
    assert "1 articles read" in result.stdout


def test_standard_input(tmp_path: Path) -> None:
    """ "-" is a text, or JSON Lines."""
    [row] = rows(run("extract", "-", stdin="At least 12 people were killed in Homs.\n"))
    assert row["claims"][0]["low"] == 12
    [row] = rows(run("extract", "-", stdin=json.dumps({"id": "x", "text": "Raids killed 7 people in Homs."}) + "\n"))
    assert (row["doc_id"], row["claims"][0]["low"]) == ("x", 7)


def test_hostile_text_does_not_steer_the_terminal(tmp_path: Path) -> None:
    """Escape codes and markup in a page are printed as text, formulas in a sheet are text."""
    page = tmp_path / "evil.txt"
    page.write_text("=cmd() [bold]12 people\x1b[2J were killed[/bold] in Homs, the army said.\n")
    path = tmp_path / "l.sqlite"
    run("add", page, "--ledger", path)
    shown = run("claims", "--ledger", path).stdout
    assert "\x1b[2J" not in shown
    assert "[bold]" in shown
    sheet = run("export", "--ledger", path).stdout
    assert "'=cmd()" in sheet


def test_add_prints_what_was_read_by_kind(tmp_path: Path) -> None:
    """A table of kinds, the parts, and the count; the original can be written out again."""
    (tmp_path / "page.html").write_bytes(samples.every_format()["page.html"])
    path = tmp_path / "l.sqlite"
    result = run("add", tmp_path / "page.html", "--ledger", path)
    assert "web page         1" in result.stdout
    assert "2 comment" in result.stdout
    claim = rows(run("claims", "--json", "--ledger", path))[-1]
    assert run("show", claim["id"], "--original", tmp_path / "out.html", "--ledger", path).exit_code == 0
    assert (tmp_path / "out.html").read_bytes() == samples.every_format()["page.html"]
    shown = rows(run("show", claim["id"], "--json", "--ledger", path))[0]
    assert shown["stands_at"].startswith("/html/body")


def test_extract_fetches_nothing(tmp_path: Path) -> None:
    """Only add and audit do, and only what they are given."""
    result = run("extract", "https://one.example/page.html")
    assert result.exit_code == 1
    assert "only add and audit fetch" in result.stderr
