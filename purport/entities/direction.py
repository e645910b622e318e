"""Which of two like articles came first: by a credit line, an agency's tag, or the dates; unknown is an answer."""

from __future__ import annotations

import re

from purport.lexicon.outlets import known_outlet
from purport.model import Article, Descent, Likeness

UNKNOWN = "unknown which came first"
_TAG = re.compile(r"\(([A-Z][\w. ]{1,20})\)\s*[-–—]|(?:^|\s)/([A-Z]{2,10})/")
_TAG_WITHIN = 300  # characters of the body: an agency's tag stands in the dateline


def directed(likeness: Likeness, one: Article, other: Article) -> Descent:
    """The likeness with its direction; where nothing tells it, the shorter text is put first and that is said."""
    earlier, later, how = _order(one, other)
    return Descent(earlier.id, later.id, likeness.kind, likeness.share, likeness.items, how)


def credits(later: Article, earlier: Article) -> bool:
    """Whether an article's credit line names the other's outlet.

    "The original source of this article is South Front" names southfront.org, an article of the
    outlet South Front, and one whose editor signs his notes "[SF: …]".
    """
    credit = _plain(later.credit)
    host = re.sub(r"^https?://(?:www\.)?([^/]*).*", r"\1", earlier.url or "").replace("-", "")
    outlet = _plain(earlier.outlet)
    if not credit:
        return False
    if outlet:
        return f" {outlet} " in f" {credit} " or f" {credit} " in f" {outlet} "
    squeezed = credit.replace(" ", "")
    return (len(squeezed) > 3 and squeezed in host) or _signs_as(earlier, later.credit or "")


def _signs_as(article: Article, name: str) -> bool:
    initials = "".join(re.findall(r"\b[A-Z]", name))
    notes = (article.text.characters[p.begin : p.until].strip() for p in article.parts if p.kind == "note")
    return len(initials) > 1 and any(re.match(rf"[\[(]{initials}\b", note) for note in notes)


def _order(one: Article, other: Article) -> tuple[Article, Article, str]:
    for earlier, later in ((one, other), (other, one)):
        if credits(later, earlier) and not credits(earlier, later):
            return earlier, later, "credit line"
    for earlier, later in ((one, other), (other, one)):
        if _carries(later, earlier.outlet) and not _carries(earlier, later.outlet):
            return earlier, later, "agency"
    if one.day and other.day and one.day != other.day:
        return (one, other, "date") if one.day < other.day else (other, one, "date")
    ordered = sorted((one, other), key=lambda a: (len(a.text.characters), a.doc_id, a.id))
    return ordered[0], ordered[1], UNKNOWN


def _carries(article: Article, agency: str | None) -> bool:
    """Whether the article bears the agency's name: as its byline, or in brackets or strokes in the dateline."""
    if not agency:
        return False
    body = next((p for p in article.parts if p.kind == "body"), None)
    head = article.text.characters[body.begin : body.begin + _TAG_WITHIN] if body else ""
    tags = [a or b for a, b in _TAG.findall(head)] + [article.byline or ""]
    return any(_plain(tag) == _plain(agency) != _plain(article.outlet) for tag in tags)


def _plain(name: str | None) -> str:
    """An outlet's name as the table of outlets gives it, in lower-case words."""
    known = known_outlet(name or "") or name or ""
    return " ".join(word for word in re.findall(r"\w+", known.lower()) if word != "the")
