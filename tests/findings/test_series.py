"""Published tables: what falls, what is explained, which steps are not the day's figure."""

from __future__ import annotations

import json
import shlex
from collections import Counter
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from purport.cli import main
from purport.errors import PurportError
from purport.lexicon.series import FigureColumn, SeriesMap, columns_of
from purport.pipeline import add, audit
from purport.store.ledger import Ledger

ROWS = [
    ("2024-01-01", "ministry", 24, 10, 110, 40),
    ("2024-01-02", "ministry", 24, 5, 115, 38),
    ("2024-01-03", "office", 24, 7, 121, 35),
    ("2024-01-05", "office", 48, 4, 125, 35),
]
NAMES = ("day", "who", "hours", "dead", "dead_cum", "women_cum")
MAP = (
    "date=day", "basis=who", "hours=hours", "speaker='Relief Board'", "place='Orlova'",
    "figure=dead:killed:people:daily", "figure=dead_cum:killed:people", "figure=women_cum:killed:women",
)  # fmt: skip


def written(tmp_path: Path, ending: str) -> Path:
    """The table in one of the forms that are read."""
    path = tmp_path / f"table{ending}"
    records = [dict(zip(NAMES, row, strict=True)) for row in ROWS]
    if ending == ".json":
        path.write_text(json.dumps(records), "utf-8")
    elif ending == ".jsonl":
        path.write_text("\n".join(map(json.dumps, records)), "utf-8")
    elif ending == ".xlsx":
        book = openpyxl.Workbook()
        for line in (NAMES, *ROWS):
            book.active.append(line)
        book.save(path)
    else:
        path.write_text("\n".join(",".join(map(str, line)) for line in (NAMES, *ROWS)), "utf-8")
    return path


@pytest.mark.parametrize("ending", [".csv", ".json", ".jsonl", ".xlsx"])
def test_a_table_is_audited(tmp_path: Path, ending: str) -> None:
    """Women fall by 2 on one basis, by 3 where the basis changes; one day's dead are not the step of the total."""
    with Ledger(tmp_path / "l.sqlite", create=True) as ledger:
        summary = add(ledger, [], tables=[(str(written(tmp_path, ending)), SeriesMap.of(MAP))])
        assert (summary.added, summary.claims, summary.failed) == (1, 12, False)
        _, found = audit(ledger)
        numbers = {c.id: c.quantity.written for c in ledger.claims()}
        [article] = ledger.articles()
    told = {(f.kind, tuple(numbers[c] for c, _ in f.claims)) for f in found}
    assert told == {
        ("fall", ("40", "38")),
        ("basis-changed", ("38", "35")),
        ("periods-clash", ("115", "121", "7")),
    }
    assert article.text.characters.split("\n")[0].startswith("date ← day\tbasis ← who")


def test_a_cell_leads_back_to_its_row(tmp_path: Path) -> None:
    """The sentence of a claim is its row, and the row's number stands beside it."""
    ledger = str(tmp_path / "l.sqlite")
    command = ["add", "--series", str(written(tmp_path, ".csv")), "--ledger", ledger]
    for pair in MAP:
        command += ["--map", pair]
    assert CliRunner().invoke(main, command).exit_code == 0
    rows = CliRunner().invoke(main, ["claims", "--json", "--ledger", ledger]).stdout.splitlines()
    claim = next(json.loads(row) for row in rows if '"number": "38"' in row)
    assert claim["sentence"].split("\t") == ["2024-01-02", "ministry", "24", "Relief Board", "Orlova", "5", "115", "38"]
    assert (claim["end"], claim["basis"], claim["speaker"]) == ("2024-01-02", "ministry", "Relief Board")
    shown = CliRunner().invoke(main, ["show", claim["id"], "--json", "--ledger", ledger]).stdout
    assert json.loads(shown)["stands_at"] == "row=2"


def test_a_declared_correction_explains_a_fall(tmp_path: Path) -> None:
    """On the day, or up to two days before it; of the same noun only."""
    (tmp_path / "totals.csv").write_text("d,tanks,guns\n2024-01-01,50,20\n2024-01-03,48,19\n2024-02-01,47,30\n")
    (tmp_path / "corrections.csv").write_text("d,tanks,guns\n2024-01-02,-3,0\n")
    totals = SeriesMap.of(["date=d", "figure=tanks:destroyed:tanks", "figure=guns:destroyed:guns"])
    declared = SeriesMap.of(
        ["date=d", "figure=tanks:destroyed:tanks:correction", "figure=guns:destroyed:guns:correction"]
    )
    with Ledger(tmp_path / "l.sqlite", create=True) as ledger:
        tables = [(str(tmp_path / "totals.csv"), totals), (str(tmp_path / "corrections.csv"), declared)]
        add(ledger, [], tables=tables)
        _, found = audit(ledger)
        numbers = {c.id: c.quantity.written for c in ledger.claims()}
    told = Counter((f.kind, numbers[f.claims[1][0]]) for f in found)
    assert told == {("basis-changed", "48"): 1, ("fall", "47"): 1, ("fall", "19"): 1}


def test_what_cannot_be_read_is_told_and_the_rest_is_kept(tmp_path: Path) -> None:
    """A row without a date and a cell that is no number are a line each; empty cells are no figures."""
    path = tmp_path / "t.csv"
    path.write_text("day,dead\n2024-01-01,3\n?,4\n2024-01-03,many\n2024-01-04,\n2024-01-05,5\n")
    with Ledger(tmp_path / "l.sqlite", create=True) as ledger:
        summary = add(ledger, [], tables=[(str(path), SeriesMap.of(["date=day", "figure=dead:killed"]))])
        assert summary.claims == 2
        assert [(p.where.rsplit(" ", 1)[1], p.lost) for p in summary.problems] == [("2", True), ("3", False)]


@pytest.mark.parametrize("content", [b"", b"a,b\n1,2\n", b"day,dead\n", b"\x00\x01", b'day,dead\n"2024'])
def test_what_is_no_such_table_is_one_line(tmp_path: Path, content: bytes) -> None:
    """It fails alone, and names the file."""
    (tmp_path / "t.csv").write_bytes(content)
    with Ledger(tmp_path / "l.sqlite", create=True) as ledger:
        table = (str(tmp_path / "t.csv"), SeriesMap.of(["date=day", "figure=dead:killed"]))
        [problem] = add(ledger, [], tables=[table]).problems
    assert problem.lost
    assert "t.csv" in problem.where


@pytest.mark.parametrize(
    "pair", ["date", "colour=x", "figure=a:felled", "figure=a:killed:b:weekly", "figure=a:killed:b:total:c"]
)
def test_a_map_that_says_nothing_is_refused(pair: str) -> None:
    """With what may be given instead."""
    with pytest.raises(PurportError, match="give"):
        SeriesMap.of(["date=day", "figure=dead:killed", pair])


def test_a_tables_first_line_is_read_back() -> None:
    """What the article stage writes the claim stage reads."""
    columns = [FigureColumn("w ← x", "killed", "women and girls", "daily"), FigureColumn("c", "killed", None, "total")]
    assert columns_of("\t".join(["date ← d", *(c.head for c in columns)])) == ["date", *columns]


def test_add_needs_something(tmp_path: Path) -> None:
    """Neither paths nor a table is a usage error."""
    done = CliRunner().invoke(main, shlex.split(f"add --ledger {tmp_path / 'l.sqlite'}"))
    assert done.exit_code == 2


def test_the_shared_series(shared: Path, tmp_path: Path) -> None:
    """Gaza's daily file: both falls of the women killed, told apart, seven steps, and nothing else."""
    table = shared / "data" / "palestine" / "casualties_daily.json"
    columns = SeriesMap.of([
        "date=report_date", "basis=report_source", "hours=report_period", "figure=killed:killed:people:daily",
        "figure=killed_cum:killed:people", "figure=killed_women_cum:killed:women",
    ])  # fmt: skip
    with Ledger(tmp_path / "l.sqlite", create=True) as ledger:
        add(ledger, [], tables=[(str(table), columns)])
        _, found = audit(ledger)
    assert Counter(f.kind for f in found) == {"periods-clash": 7, "fall": 1, "basis-changed": 1}


def test_dates_in_other_forms_are_read(tmp_path: Path) -> None:
    """Days, months in words, and the start of a total; a start that is none is told and left out."""
    path = tmp_path / "t.csv"
    path.write_text("day,dead,from\n17 October 2023,3,7 October 2023\n18 October 2023,5,soon\n")
    with Ledger(tmp_path / "l.sqlite", create=True) as ledger:
        columns = SeriesMap.of(["date=day", "since=from", "figure=dead:killed"])
        summary = add(ledger, [], tables=[(str(path), columns)])
        found = [(str(c.start), str(c.end)) for c in ledger.claims()]
    assert found == [("2023-10-07", "2023-10-17"), ("None", "2023-10-18")]
    assert [p.lost for p in summary.problems] == [False]


def test_places_of_one_table_are_kept_apart(tmp_path: Path) -> None:
    """Orlova's total is not held against Rasmin's day; another speaker of the row is another basis."""
    path = tmp_path / "t.csv"
    path.write_text(
        "day,where,who,dead,cum\n2024-01-01,Orlova,MoH,10,100\n2024-01-02,Orlova,MoH,10,110\n"
        "2024-01-01,Rasmin,MoH,2,20\n2024-01-02,Rasmin,MoH,2,22\n2024-01-03,Rasmin,GMO,,21\n"
    )
    columns = SeriesMap.of(
        ["date=day", "place=where", "speaker=who", "figure=dead:killed:people:daily", "figure=cum:killed:people"]
    )
    with Ledger(tmp_path / "l.sqlite", create=True) as ledger:
        add(ledger, [], tables=[(str(path), columns)])
        assert [f.kind for f in audit(ledger)[1]] == ["basis-changed"]


def test_one_bad_cell_costs_its_row(tmp_path: Path) -> None:
    """Numbers, hours and starts that are none are a line each; the other rows are kept."""
    path = tmp_path / "t.csv"
    path.write_text(
        "day,h,from,dead\n2024-01-01,24,2023-01-01,1.5.2\n2024-01-02,²,soon,5\n2024-01-03,24,2023-01-01,7\n2024-01-04,24,2023-01-01,900,000\n"
    )
    columns = SeriesMap.of(["date=day", "hours=h", "since=from", "figure=dead:killed:people:daily"])
    with Ledger(tmp_path / "l.sqlite", create=True) as ledger:
        summary = add(ledger, [], tables=[(str(path), columns)])
        assert [c.quantity.written for c in ledger.claims()] == ["5", "7"]
        assert [(p.where.rsplit(" ", 1)[1], p.lost) for p in summary.problems] == [
            ("1", False),
            ("2", False),
            ("2", False),
            ("4", True),
        ]


def test_a_column_that_is_not_there_is_named(tmp_path: Path) -> None:
    """Also one of figures."""
    (tmp_path / "t.csv").write_text("day,dead\n2024-01-01,3\n")
    with Ledger(tmp_path / "l.sqlite", create=True) as ledger:
        table = (str(tmp_path / "t.csv"), SeriesMap.of(["date=day", "figure=dead:killed", "figure=hurt:injured"]))
        [problem] = add(ledger, [], tables=[table]).problems
    assert "hurt" in problem.problem
