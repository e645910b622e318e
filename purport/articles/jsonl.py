"""JSON Lines: one article a line, read line by line however long the file is."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import Any

from purport.articles.encoding import decode
from purport.articles.inputs import Input, Reading
from purport.articles.outcome import MOST_CHARACTERS, Problem
from purport.articles.records import read_record
from purport.errors import InputError
from purport.model import Original

# Four bytes a character at the most, and the escapes of JSON.
_MOST_LINE = 4 * MOST_CHARACTERS


def read(given: Input) -> Reading:
    """A broken line is one problem, and the lines after it are still read."""
    yield from read_lines(given, given.stream)


def read_lines(given: Input, stream: io.BufferedReader) -> Reading:
    """The articles of the lines of a stream."""
    told: set[str] = set()
    empty = True
    for number, line, length in _lines(stream):
        empty = empty and not line.strip()
        where = f"{given.shown} line {number}"
        if length > _MOST_LINE:
            yield Problem(where, f"is {length // 1_000_000} MB long", "split it into one article a line")
        elif line.strip():
            yield from _read_line(given, line, number, told)
    if empty:
        raise InputError(given.shown, "is empty", "remove it or fetch it again")


def _lines(stream: io.BufferedReader) -> Iterator[tuple[int, bytes, int]]:
    """Number, bytes and length of every line; of one that is too long only the beginning is held."""
    number = 0
    while line := stream.readline(_MOST_LINE + 1):
        number += 1
        length = len(line)
        while not line.endswith(b"\n") and length > _MOST_LINE:
            more = stream.readline(_MOST_LINE)
            length += len(more)
            if not more or more.endswith(b"\n"):
                break
        yield number, line if length <= _MOST_LINE else line[:1000], length


def _read_line(given: Input, line: bytes, number: int, told: set[str]) -> Reading:
    where = f"{given.shown} line {number}"
    try:
        text, guessed = decode(line.rstrip(b"\r\n"), where, given.known.get("charset"))
    except InputError as error:
        yield Problem(error.where, error.problem, error.mend)
        return
    if guessed and guessed not in told:
        told.add(guessed)
        yield Problem(where, f"is not UTF-8, read as {guessed}", "check its names and quotation marks", lost=False)
    record, problem = json_value(text)
    if problem:
        yield Problem(where, f"is not JSON ({problem})", "mend or remove that line")
    elif not isinstance(record, dict):
        yield Problem(where, "is not a JSON object", "give one object a line")
    else:
        original = Original(line.rstrip(b"\r\n"), "application/json")
        yield from read_record(given, record, number, place="line", original=original)


def json_value(text: str) -> tuple[Any, str | None]:
    """The value, or what is wrong with it in a few words."""
    try:
        return json.loads(text), None
    except json.JSONDecodeError as error:
        return None, error.msg
    except RecursionError:
        return None, "nested too deep"
    except ValueError:
        return None, "a number of too many digits"
