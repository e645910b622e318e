"""CSV: one article a row under a header row, read row by row however long the file is."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from typing import Any

from purport.articles.encoding import decode
from purport.articles.inputs import Input, Reading
from purport.articles.outcome import MOST_CHARACTERS, Problem
from purport.articles.records import read_record
from purport.errors import InputError
from purport.model import Original

_MOST_LINE = 4 * MOST_CHARACTERS


class _Lines:
    """The lines of a table as text; remembers those of the row that is being read."""

    def __init__(self, stream: io.BufferedReader, encoding: str) -> None:
        self._stream = stream
        self._decode = codecs.getincrementaldecoder(encoding)("replace").decode
        self._row: list[bytes] = []

    def __iter__(self) -> Iterator[str]:
        length = 0
        while line := self._stream.readline(_MOST_LINE):
            length = length + len(line) if self._row else len(line)
            self._row.append(line)
            if length > _MOST_LINE:
                raise csv.Error("a row without an end: a quotation mark is not closed")
            yield self._decode(line)

    def taken(self) -> bytes:
        """The bytes of the last row."""
        row, self._row = b"".join(self._row), []
        return row


def read(given: Input) -> Reading:
    """A broken row is one problem, and the rows after it are still read."""
    encoding, note = _encoding(given)
    if note:
        yield note
    csv.field_size_limit(MOST_CHARACTERS)
    lines = _Lines(given.stream, encoding)
    header_line = given.head().decode(encoding if encoding != "utf-16" else "utf-8", "replace").split("\n", 1)[0]
    # Only the delimiter is told from the header; quotation marks in articles mislead csv.Sniffer.
    table = csv.DictReader(iter(lines), delimiter=max(",;\t", key=header_line.count))
    number = 1
    while True:
        number += 1
        try:
            row = next(table)
        except StopIteration:
            return
        except csv.Error as error:
            lines.taken()
            yield Problem(f"{given.shown} row {number}", f"cannot be read ({error})", "mend or remove that row")
            continue
        raw = lines.taken()
        yield from _doubts(f"{given.shown} row {number}", raw, row)
        original = Original(raw, "text/csv")
        yield from read_record(given, row, number, place="row", original=original)


def _doubts(where: str, raw: bytes, row: dict[str, Any]) -> Iterator[Problem]:
    """What a row has lost, or may have taken from the rows after it."""
    extra = row.pop(None, None)  # type: ignore[call-overload]
    if extra:
        cut = ", ".join(extra)[:80]
        yield Problem(
            where,
            f"has {len(extra)} cells more than the header, left unread: {cut}",
            "set its cells in quotation marks",
        )
    if raw.count(b'"') % 2:
        yield Problem(where, "opens a quotation mark that is not closed; it may have taken rows after it", "close it")


def _encoding(given: Input) -> tuple[str, Problem | None]:
    """The encoding of a table, told from its first bytes."""
    head = given.head()
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise InputError(given.shown, "is UTF-16", "save it as UTF-8")
    if head.startswith(codecs.BOM_UTF8):
        return "utf-8-sig", None
    whole = head[: head.rfind(b"\n") + 1] or head  # a character may be cut in two at the end
    guessed = decode(whole, given.shown, given.known.get("charset"))[1]
    if guessed is None:
        return "utf-8", None
    note = Problem(given.shown, f"is not UTF-8, read as {guessed}", "check its names and quotation marks", lost=False)
    return guessed, note
