"""A table of figures (date, figure, speaker, place …) as one article: its rows are what claims point at."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from purport.articles.dates import parse_given
from purport.articles.inputs import Input, Reading, decoded
from purport.articles.jsonl import json_value
from purport.articles.outcome import Problem
from purport.errors import InputError
from purport.lexicon.series import SERIES, SeriesMap, role_head
from purport.model import Anchor, Article, Original, Part, Text

_NUMBER = re.compile(r"[-−]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?")
_HOURS = re.compile(r"[0-9]{1,4}(?:\.[0-9]+)?")
_EMPTY = ("", "-", "–", "n/a", "na", "nan", "null", "none")
_MOST_BYTES = 50_000_000

Record = Mapping[str, Any]
_SURPLUS = "\x00surplus"  # the key of the cells that a row has beyond the header


def read(given: Input, columns: SeriesMap) -> Reading:
    """The table as one article. A row without a date, and a cell that is no number, are a line each."""
    content = given.content(_MOST_BYTES)
    original = Original(content, "application/octet-stream")
    records = _records(given, content)
    missing = _missing(columns, {str(name) for record in records for name in record}) if records else None
    if missing:
        raise InputError(
            given.shown, f"has no column {missing}", "give --map one of its columns, or words in quotation marks"
        )
    lines = ["\t".join([*(role_head(r, c) for r, c in columns.roles.items()), *(f.head for f in columns.figures)])]
    anchors: list[Anchor] = []
    at = len(lines[0]) + 1
    for number, record in enumerate(records, start=1):
        row, problems = _row(given, columns, record, number)
        yield from problems
        if row is not None:
            line = "\t".join(row)
            anchors.append(Anchor(at, at + len(line), f"row={number}"))
            lines.append(line)
            at += len(line) + 1
    if len(lines) == 1:
        raise InputError(given.shown, "has no row with a date and a figure", "check --map")
    yield original
    text = "\n".join(lines)
    yield Article(
        doc_id=given.stem, origin=given.origin, text=Text(text), title=given.name, parts=(Part("body", 0, len(text)),),
        anchors=tuple(anchors), original=original.id, media_type=SERIES,
    )  # fmt: skip


def _missing(columns: SeriesMap, known: Collection[str]) -> str | None:
    """A column that no row of the table has."""
    wanted = [*columns.roles.values(), *(f.column for f in columns.figures)]
    return next((c for c in wanted if _fixed(c) is None and c not in known), None)


def _fixed(column: str) -> str | None:
    """The words in quotation marks that hold for every row."""
    match = re.fullmatch(r"'(.*)'|\"(.*)\"", column)
    return (match.group(1) or match.group(2) or "") if match else None


def _row(given: Input, columns: SeriesMap, record: Record, number: int) -> tuple[list[str] | None, list[Problem]]:
    where = f"{given.shown} row {number}"
    cells = {role: _cell(record, column) for role, column in columns.roles.items()}
    day = parse_given(cells["date"])
    figures = [_cell(record, figure.column) for figure in columns.figures]
    if record.get(_SURPLUS):
        return None, [Problem(where, "has more cells than the header", "set numbers with commas in quotation marks")]
    if day is None:
        lost = any(figures)
        problem = Problem(
            where, f"has no date that can be read in {columns.roles['date']}", "give it as 2023-10-17", lost=lost
        )
        return None, [problem] if lost else []
    cells["date"] = day.isoformat()
    problems = []
    if cells.get("since"):
        start = parse_given(cells["since"])
        if start is None:
            problems.append(
                Problem(where, f"has no date in {columns.roles['since']}", "give it as 2023-10-07", lost=False)
            )
        elif start > day:
            problems.append(Problem(where, "has a start after its day", "mend one of them", lost=False))
        cells["since"] = start.isoformat() if start and start <= day else ""
    if cells.get("hours") and not _HOURS.fullmatch(cells["hours"]):
        problems.append(Problem(where, f"has no hours in {columns.roles['hours']}", "give them as 24", lost=False))
        cells["hours"] = ""
    for index, (cell, figure) in enumerate(zip(figures, columns.figures, strict=True)):
        if cell and not _NUMBER.fullmatch(cell):
            problems.append(Problem(where, f"{figure.column} is no number ({cell[:40]})", "mend that cell", lost=False))
            figures[index] = ""
    return ([*cells.values(), *figures] if any(figures) else None), problems


def _cell(record: Record, column: str) -> str:
    """A cell in one line, a whole number without its decimals; "" where there is nothing."""
    fixed = _fixed(column)
    found = fixed if fixed is not None else record.get(column)
    if isinstance(found, float) and found.is_integer():
        found = int(found)
    words = " ".join(str(found).split()) if found is not None else ""
    return "" if words.lower() in _EMPTY else words


def _records(given: Input, content: bytes) -> list[Record]:
    """The rows of CSV, JSON, JSON Lines or a workbook's first sheet; InputError where it is none of them."""
    if given.ending in (".xlsx", ".xls", ".ods"):
        return list(_sheet(given, content))
    text, _ = decoded(given, content)
    if given.ending in (".json", ".jsonl", ".ndjson"):
        return _json(given, text)
    head = text.split("\n", 1)[0]
    reader = csv.DictReader(io.StringIO(text), delimiter=max(",;\t", key=head.count), strict=True)
    try:
        return [{_SURPLUS if k is None else k.strip(): v for k, v in row.items()} for row in reader]
    except csv.Error as error:
        raise InputError(given.shown, f"is no table ({error})", "check its quotation marks") from None


def _json(given: Input, text: str) -> list[Record]:
    found, problem = json_value(text)
    if problem:
        rows = [json_value(line) for line in text.splitlines() if line.strip()]
        if any(wrong for _, wrong in rows):
            raise InputError(given.shown, f"is not JSON ({problem})", "give a list of objects, or one object a line")
        found = [row for row, _ in rows]
    return [row for row in found if isinstance(row, dict)] if isinstance(found, list) else []


def _sheet(given: Input, content: bytes) -> Iterator[Record]:
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        rows: Iterable[list[Any]] = book.get_sheet_by_index(0).to_python(skip_empty_area=True)
    except (CalamineError, ValueError, OSError, IndexError) as error:
        raise InputError(
            given.shown, f"is no workbook that opens ({error})", "save it again as .xlsx or .csv"
        ) from None
    table = iter(rows)
    header = [str(cell).strip() for cell in next(table, [])]
    for row in table:
        yield dict(zip(header, row, strict=False))
