"""Makes the Article record from a text and what is known about it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from purport.articles.dates import DatedText, find_dates
from purport.articles.heads import Head, read_head
from purport.articles.languages import language_of
from purport.articles.parts import split_parts
from purport.lexicon.outlets import outlet_of_address
from purport.model import Anchor, Article, Original, Part, Text


def whole_characters(text: str) -> str:
    """Lone halves of surrogate pairs, which no file can hold, become U+FFFD; offsets stay."""
    return re.sub("[\ud800-\udfff]", "\ufffd", text)


def build_article(
    text: str,
    known: Mapping[str, str | None],
    *,
    origin: str,
    parts: tuple[Part, ...] | None = None,
    anchors: tuple[Anchor, ...] = (),
    original: Original | None = None,
) -> Article:
    """The record. Without `parts` they are told from the text's form.

    `known` may hold doc_id, title, outlet, byline, url, archive_url, retrieved, language; dates as
    date (given), metadata_date, date_hint (month/day/year), file_date, updated.
    """
    text = whole_characters(text)
    known = {key: whole_characters(words) if words else words for key, words in known.items()}
    if parts is None:
        parts = split_parts(text, 0, known.get("title"))
    read = [part for part in parts if part.kind in ("headline", "body", "caption", "note")]
    head = read_head(text, parts, read[0].begin if read else 0)
    dates = find_dates(text[read[0].begin :] if read else text, DatedText.of(known))
    url = known.get("url") or None
    return Article(
        doc_id=known.get("doc_id") or origin,
        origin=url or origin,
        text=Text(text),
        title=known.get("title") or head.title or None,
        outlet=_outlet(known, head, url),
        byline=known.get("byline") or head.byline or None,
        url=url,
        language=language_of([text[part.begin : part.until] for part in read], known.get("language")),
        published=dates.published,
        updated=dates.updated,
        doubted=dates.doubted,
        credit=head.credit,
        parts=parts,
        archive_url=known.get("archive_url") or None,
        retrieved=known.get("retrieved") or None,
        anchors=tuple(sorted(anchors, key=lambda anchor: anchor.begin)),
        original=original.id if original else None,
        media_type=original.media_type if original else None,
    )


def _outlet(known: Mapping[str, str | None], head: Head, url: str | None) -> str | None:
    """By name: as given, as the page's head line says, as the address is known; by host only failing all."""
    return known.get("outlet") or head.outlet or known.get("site_name") or (outlet_of_address(url) if url else None)


def shifted(parts: Sequence[Part], by: int) -> tuple[Part, ...]:
    """The parts of a text that stands `by` characters further on in a longer one."""
    return tuple(Part(p.kind, p.begin + by, p.until + by, p.author, p.depth) for p in parts)
