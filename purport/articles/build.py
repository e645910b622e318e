"""Makes the Article record from a text and what is known about it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from purport.articles.dates import parse_hint, published
from purport.articles.parts import credit_line, split_parts
from purport.model import Article, DatedBy, Part, Text


def whole_characters(text: str) -> str:
    """Lone halves of surrogate pairs, which no file can hold, become U+FFFD; offsets stay."""
    return re.sub("[\ud800-\udfff]", "\ufffd", text)


def build_article(
    text: str, known: Mapping[str, str | None], *, origin: str, parts: tuple[Part, ...] | None = None
) -> Article:
    """The record. `known` may hold doc_id, title, outlet, byline, url, date, date_hint, updated.

    Without `parts` they are told from the text's form.
    """
    text = whole_characters(text)
    known = {key: whole_characters(words) if words else words for key, words in known.items()}
    title = known.get("title") or None
    body = text if not parts else text[parts[0].begin :]
    updated = parse_hint(known.get("updated"))
    return Article(
        doc_id=known.get("doc_id") or origin,
        origin=known.get("url") or origin,
        text=Text(text),
        title=title,
        outlet=known.get("outlet") or None,
        byline=known.get("byline") or None,
        url=known.get("url") or None,
        language=known.get("language") or None,
        published=published(body, given=known.get("date"), hint=known.get("date_hint")),
        updated=DatedBy(updated, "given") if updated else None,
        credit=credit_line(body),
        parts=split_parts(text, 0, title) if parts is None else parts,
    )
