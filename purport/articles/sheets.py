"""Excel and OpenDocument sheets: one article a row under a header row, every sheet that has a text column."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from purport.articles.columns import COLUMNS, Columns
from purport.articles.inputs import Input, Reading
from purport.articles.outcome import Problem
from purport.articles.records import read_record
from purport.errors import InputError
from purport.model import Original

_MOST_BYTES = 50_000_000  # packed; a sheet unpacks to about ten times that


def read(given: Input) -> Reading:
    """The articles of the workbook; a sheet without a text column is left and said so."""
    content = given.content(_MOST_BYTES)
    original = Original(content, "application/vnd.ms-excel" if given.ending == ".xls" else _media_type(given))
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets = [(name, book.get_sheet_by_name(name)) for name in book.sheet_names]
    except (CalamineError, ValueError, OSError) as error:
        raise InputError(
            given.shown, f"is no workbook that opens ({error})", "save it again as .xlsx or .csv"
        ) from None
    read_any = False
    for name, sheet in sheets:
        header, rows = _table(sheet)
        if _text_column(header, given.columns):
            read_any = True
            yield from _rows(given, header, rows, original)
        elif header:
            yield Problem(f"{given.shown} sheet {name}", "has no text column", _MEND, lost=False)
    if not read_any:
        raise InputError(given.shown, "has no sheet with a text column", _MEND)


_MEND = "name its column with --column text=NAME, or its header " + "|".join(COLUMNS["text"])


def _media_type(given: Input) -> str:
    from purport.articles.kinds import KINDS

    return next(kind.media_type for kind in KINDS if kind.module == "sheets")


def _table(sheet: CalamineSheet) -> tuple[list[str], Iterator[list[Any]]]:
    rows = iter(sheet.to_python(skip_empty_area=True))
    return [str(cell).strip() for cell in next(rows, [])], rows


def _text_column(header: list[str], columns: Columns) -> bool:
    names = (columns.named["text"],) if "text" in columns.named else COLUMNS["text"]
    return any(cell.lower() in {name.lower() for name in names} for cell in header)


def _rows(given: Input, header: list[str], rows: Iterator[list[Any]], original: Original) -> Reading:
    for number, row in enumerate(rows, start=2):
        record = {name: _words(cell) for name, cell in zip(header, row, strict=False)}
        if any(record.values()):
            yield from read_record(given, record, number, place="row", original=original)


def _words(cell: Any) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == datetime.min.time() else cell.isoformat()
    return cell.isoformat() if isinstance(cell, date) else str(cell)
