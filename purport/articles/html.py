"""HTML pages as saved, by trafilatura: the article's text, readers' comments kept apart."""

from __future__ import annotations

from typing import Any

from trafilatura import bare_extraction

from purport.articles.build import build_article
from purport.articles.parts import split_parts
from purport.errors import InputError
from purport.model import Article, Part


def read_html(html: str, doc_id: str, origin: str) -> Article:
    """The article of a page: headline, body and comments. InputError where there is no text."""
    found = bare_extraction(html, with_metadata=True, include_comments=True, include_tables=True, fast=True)
    page: dict[str, Any] = found if isinstance(found, dict) else found.as_dict() if found else {}
    body = page.get("text") or ""
    if not body.strip():
        raise InputError(origin, "holds no article text", "save the page again or give its text")
    title, comments = page.get("title"), page.get("comments") or ""
    text, parts = _assemble(title, body, comments)
    known = {
        "doc_id": doc_id,
        "title": title,
        "outlet": page.get("sitename"),
        "byline": page.get("author"),
        "date": page.get("date"),
        "language": page.get("language"),
    }
    return build_article(text, known, origin=origin, parts=parts)


def _assemble(title: str | None, body: str, comments: str) -> tuple[str, tuple[Part, ...]]:
    pieces: list[str] = []
    parts: list[Part] = []
    if title and not body.lstrip().startswith(title):
        pieces.append(f"{title}\n\n")
        parts.append(Part("headline", 0, len(title)))
    at = sum(map(len, pieces))
    pieces.append(body)
    parts += [Part(p.kind, p.begin + at, p.until + at, p.author, p.depth) for p in split_parts(body, 0, title)]
    if comments.strip():
        pieces.append("\n\n")
        begin = sum(map(len, pieces))
        pieces.append(comments)
        parts.append(Part("comment", begin, begin + len(comments)))
    return "".join(pieces), tuple(parts)
