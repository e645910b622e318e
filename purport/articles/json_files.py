"""JSON files: one article, a list of them, JSON Lines under another name, or a JSON Feed."""

from __future__ import annotations

import io
import json

from purport.articles.feeds import is_json_feed, read_json_feed
from purport.articles.inputs import Input, Reading, decoded
from purport.articles.jsonl import json_value, read_lines
from purport.articles.outcome import Problem
from purport.articles.records import read_record
from purport.errors import InputError
from purport.model import Original


def read(given: Input) -> Reading:
    """The articles of the file."""
    content = given.content()
    text, note = decoded(given, content)
    if note:
        yield note
    found, problem = json_value(text)
    if problem and _opens_with_a_record(text):
        yield from read_lines(given, io.BufferedReader(io.BytesIO(content)))
        return
    if problem:
        mend = "mend it, or name it .jsonl where it is one object a line"
        raise InputError(given.shown, f"is not JSON ({problem})", mend)
    if is_json_feed(found):
        yield from read_json_feed(given, found, Original(content, "application/feed+json"))
        return
    original = Original(content, "application/json")
    for number, record in enumerate(found if isinstance(found, list) else [found], start=1):
        if isinstance(record, dict):
            yield from read_record(given, record, number, place="record", original=original)
        else:
            yield Problem(f"{given.shown} record {number}", "is not a JSON object", "give one object an article")


def _opens_with_a_record(text: str) -> bool:
    """Whether the first line is an object for itself: one object a line."""
    first, newline, _ = text.lstrip().partition("\n")
    try:
        return bool(newline) and isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        return False
