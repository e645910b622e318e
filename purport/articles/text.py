"""Plain text and Markdown, with or without front matter (title, outlet, date, url, byline, id)."""

from __future__ import annotations

from purport.articles.build import build_article
from purport.articles.parts import front_matter, split_parts
from purport.model import Article


def read_text(text: str, doc_id: str, origin: str) -> Article:
    """The article of a text file; its text is the file's characters, so that offsets hold there."""
    head, begin = front_matter(text)
    return build_article(
        text,
        {**head, "doc_id": head.get("doc_id") or head.get("id") or doc_id, "title": head.get("title")},
        origin=origin,
        parts=split_parts(text, begin, head.get("title")),
    )
