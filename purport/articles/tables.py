"""JSON Lines and CSV: one article a record, columns by name."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from purport.articles.build import build_article
from purport.articles.outcome import MOST_CHARACTERS, Outcome, Problem

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "doc_id": ("doc_id", "id"),
    "text": ("text", "article_content", "body"),
    "title": ("title", "headline"),
    "outlet": ("outlet", "source"),
    "date": ("date", "published"),
    "date_hint": ("date_hint",),
    "updated": ("updated",),
    "url": ("url",),
    "byline": ("byline", "author"),
}


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column holds what; `named` (field → column) comes before the usual names."""

    named: Mapping[str, str] = field(default_factory=dict)

    def of(self, record: Mapping[str, Any]) -> dict[str, str | None]:
        """The fields of a record that are there and not empty, as strings."""
        known: dict[str, str | None] = {}
        lowered = {str(key).strip().lower(): words for key, words in record.items() if key is not None}
        for name, usual in COLUMNS.items():
            for column in (self.named[name].lower(),) if name in self.named else usual:
                words = lowered.get(column)
                if words not in (None, "") and not isinstance(words, (dict, list)):
                    known[name] = str(words)
                    break
        return known


def read_jsonl(text: str, shown: str, origin: str, columns: Columns) -> Iterator[Outcome]:
    """One article a line; a broken line is one problem, and the lines after it are still read."""
    for number, line in enumerate(io.StringIO(text, newline="\n"), start=1):
        where = f"{shown} line {number}"
        if not line.strip():
            continue
        if len(line) > MOST_CHARACTERS:
            yield Problem(where, f"is {len(line) // 1_000_000} MB long", "split it into one article a line")
            continue
        try:
            record = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield Problem(where, f"is not JSON ({_brief(error)})", "mend or remove that line")
            continue
        if not isinstance(record, dict):
            yield Problem(where, "is not a JSON object", "give one object a line")
            continue
        yield _article(record, where, f"{origin}#{number}", columns)


def _brief(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return error.msg
    return "nested too deep" if isinstance(error, RecursionError) else "a number of too many digits"


def read_json(text: str, shown: str, origin: str, columns: Columns) -> Iterator[Outcome]:
    """One JSON object, or a list of them, each an article."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        yield Problem(
            shown, f"is not JSON ({_brief(error)})", "mend it, or name it .jsonl where it is one object a line"
        )
        return
    for number, record in enumerate(found if isinstance(found, list) else [found], start=1):
        if isinstance(record, dict):
            yield _article(record, f"{shown} record {number}", f"{origin}#{number}", columns)
        else:
            yield Problem(f"{shown} record {number}", "is not a JSON object", "give one object an article")


def read_csv(text: str, shown: str, origin: str, columns: Columns) -> Iterator[Outcome]:
    """One article a row under a header row."""
    csv.field_size_limit(MOST_CHARACTERS)
    # Only the delimiter is told from the header; quotation marks in articles mislead csv.Sniffer.
    header = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=header.count)
    table = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    number = 1
    while True:
        number += 1
        try:
            row = next(table)
        except StopIteration:
            return
        except csv.Error as error:
            yield Problem(f"{shown} row {number}", f"cannot be read ({error})", "mend or remove that row")
            continue
        yield _article(row, f"{shown} row {number}", f"{origin}#{number}", columns)


def _article(record: Mapping[str, Any], where: str, origin: str, columns: Columns) -> Outcome:
    known = columns.of(record)
    text = known.pop("text", None)
    if not text or not text.strip():
        names = "|".join(COLUMNS["text"])
        return Problem(where, f"has no text ({names})", "name its column with --column text=NAME")
    if len(text) > MOST_CHARACTERS:
        return Problem(where, f"is {len(text) // 1_000_000} MB long", "split it into articles")
    name, _, number = origin.rsplit("/", 1)[-1].partition("#")
    known["doc_id"] = known.get("doc_id") or f"{name.rsplit('.', 1)[0]}#{number}"
    identity = f"{origin.split('#')[0]}#{known['doc_id']}"
    return build_article(text, known, origin=identity)
