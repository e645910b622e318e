"""One record of a table or of JSON to one article, columns by name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from purport.articles.build import build_article
from purport.articles.columns import COLUMNS
from purport.articles.inputs import Input
from purport.articles.outcome import MOST_CHARACTERS, Outcome, Problem
from purport.model import Anchor, Original


def read_record(
    given: Input, record: Mapping[str, Any], number: int, *, place: str, original: Original
) -> Iterator[Outcome]:
    """The record's article with the bytes that it stands in; `place` is "line", "row" or "record"."""
    where = f"{given.shown} {place} {number}"
    known = given.columns.of(record)
    text = known.pop("text", None)
    if not text or not text.strip():
        names = "|".join(COLUMNS["text"])
        yield Problem(where, f"has no text ({names})", "name its column with --column text=NAME")
    elif len(text) > MOST_CHARACTERS:
        yield Problem(where, f"is {len(text) // 1_000_000} MB long", "split it into articles")
    else:
        known["doc_id"] = known.get("doc_id") or f"{given.stem}#{number}"
        anchors = (Anchor(0, len(text), f"{place}={number}"),)
        yield original
        origin = f"{given.origin}#{known['doc_id']}"
        yield build_article(text, known, origin=origin, anchors=anchors, original=original)
