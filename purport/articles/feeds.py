"""RSS, Atom and JSON feeds as files: one article an entry, as full as the feed gives it."""

from __future__ import annotations

import io
import time
from collections.abc import Mapping
from typing import Any

import feedparser

from purport.articles.build import build_article
from purport.articles.html import fragment_lines
from purport.articles.inputs import Input, Reading
from purport.articles.outcome import Problem
from purport.articles.page_facts import addressed
from purport.articles.parts import split_parts
from purport.errors import InputError
from purport.model import Anchor, Original


def read(given: Input) -> Reading:
    """The entries of an RSS or Atom feed. What it links to is not fetched."""
    content = given.content()
    try:
        feed = feedparser.parse(io.BytesIO(content), sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:  # feedparser fails in many ways on broken feeds
        raise InputError(given.shown, f"is no feed that can be read ({error})"[:200], "fetch it again") from None
    if not feed.entries:
        reason = f" ({feed.bozo_exception})" if feed.get("bozo") else ""
        raise InputError(given.shown, f"is no feed with entries{reason}", "fetch it again")
    if feed.get("bozo") and "encoding" not in type(feed.bozo_exception).__name__.lower():
        reason = str(feed.bozo_exception)[:120]
        yield Problem(given.shown, f"is broken XML ({reason}), read as far as it goes", "fetch it again", lost=False)
    original = Original(content, "application/rss+xml")
    title = feed.feed.get("title")
    for number, entry in enumerate(feed.entries, start=1):
        yield from _entry(given, number, _atom_facts(entry), _atom_html(entry), site=title, original=original)


def _atom_html(entry: Mapping[str, Any]) -> str:
    """The fullest of what the entry holds."""
    texts = [str(item.get("value") or "") for item in entry.get("content", [])] + [str(entry.get("summary") or "")]
    return max(texts, key=len)


def _atom_facts(entry: dict[str, Any]) -> dict[str, str | None]:
    return {
        "title": _line(entry.get("title")),
        "url": entry.get("link"),
        "byline": _line(entry.get("author")),
        "metadata_date": _day(entry.get("published_parsed")),
        # Asked as a plain dictionary: feedparser gives the other date where this one is missing.
        "updated": _day(dict.get(entry, "updated_parsed")),
    }


def _day(moment: time.struct_time | None) -> str | None:
    return time.strftime("%Y-%m-%d", moment) if moment and 0 < moment.tm_year < 10_000 else None


def _line(html: object) -> str | None:
    return " ".join(fragment_lines(str(html))) or None if html else None


def is_json_feed(found: Any) -> bool:
    """Whether a JSON value is a JSON Feed (jsonfeed.org)."""
    return (
        isinstance(found, dict)
        and "jsonfeed.org/version" in str(found.get("version"))
        and isinstance(found.get("items"), list)
    )


def read_json_feed(given: Input, feed: Mapping[str, Any], original: Original) -> Reading:
    """The items of a JSON Feed; its next page is not fetched."""
    for number, item in enumerate(feed["items"], start=1):
        if not isinstance(item, dict):
            yield Problem(f"{given.shown} item {number}", "is not a JSON object", "fetch the feed again")
            continue
        html = item.get("content_html") or _escaped(item.get("content_text") or item.get("summary"))
        authors = item.get("authors") or [item.get("author")]
        named = (
            [author.get("name") for author in authors if isinstance(author, dict)] if isinstance(authors, list) else []
        )
        facts = {
            "title": _string(item.get("title")),
            "url": _string(item.get("url")),
            "byline": ", ".join(name for name in named if isinstance(name, str)) or None,
            "metadata_date": _string(item.get("date_published")),
            "updated": _string(item.get("date_modified")),
            "language": _string(item.get("language") or feed.get("language")),
        }
        yield from _entry(given, number, facts, str(html), site=_string(feed.get("title")), original=original)


def _string(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _escaped(text: Any) -> str:
    from html import escape

    return "".join(f"<p>{escape(line)}</p>" for line in str(text or "").split("\n"))


def _entry(
    given: Input, number: int, facts: dict[str, str | None], html: str, *, site: str | None, original: Original
) -> Reading:
    lines = list(fragment_lines(html)) if html.strip() else []
    title = facts.get("title")
    if not lines:
        where = f"{given.shown} entry {number}"
        yield Problem(where, "has no text", "fetch its page", lost=title is None)
        if title is None:
            return
    head = f"{title}\n\n" if title else ""
    text = head + "\n\n".join(lines)
    parts = split_parts(text, title=title, headed=title is None)
    known = {**facts, **{k: v for k, v in addressed(facts.get("url")).items() if v}}
    known |= {"site_name": site, "doc_id": f"{given.stem}#{number}"}
    anchors = (Anchor(0, len(text), f"entry={number}"),)
    yield original
    yield build_article(text, known, origin=f"{given.origin}#{number}", parts=parts, anchors=anchors, original=original)
