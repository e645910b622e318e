"""Reads the word lists: tab-separated, UTF-8, `#` opens a comment line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path

from purport.errors import InputError, SetupError


def same_words(one: str, other: str) -> bool:
    """Whether two texts are the same but for case, punctuation and spaces."""
    return re.findall(r"\w+", one.lower()) == re.findall(r"\w+", other.lower())


def rows(package: str, name: str) -> Iterator[tuple[str, ...]]:
    """The rows of `data/NAME` beside `package`, cells stripped; SetupError where it is missing."""
    try:
        text = (files(package) / "data" / name).read_text("utf-8")
    except FileNotFoundError:
        raise SetupError(f"{package}/data/{name} is missing; install purport again") from None
    yield from _cells(text)


def table_rows(path: Path) -> list[tuple[str, ...]]:
    """The rows of a project's own table; InputError where it is not UTF-8."""
    try:
        return list(_cells(path.read_text("utf-8")))
    except UnicodeDecodeError:
        raise InputError(str(path), "is not UTF-8", "save it as UTF-8") from None


def _cells(text: str) -> Iterator[tuple[str, ...]]:
    for line in text.split("\n"):
        if line.strip() and not line.startswith("#"):
            yield tuple(cell.strip() for cell in line.split("\t"))


@cache
def words(package: str, name: str) -> frozenset[str]:
    """A list of one column, in lower case."""
    return frozenset(row[0].lower() for row in rows(package, name))


@cache
def mapping(package: str, name: str) -> dict[str, str]:
    """A table of two columns, keys in lower case; the first row of a key wins."""
    table: dict[str, str] = {}
    for row in rows(package, name):
        table.setdefault(row[0].lower(), row[1])
    return table
