"""Which of two like articles came first: by a credit line, a byline, or the dates; unknown is an answer."""

from __future__ import annotations

import re

from purport.lexicon.outlets import known_outlet
from purport.model import UNKNOWN_ORDER, Article, Descent, Likeness


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
        if later.byline and _plain(later.byline) == _plain(earlier.outlet) != _plain(later.outlet):
            return earlier, later, "byline"
    if one.day and other.day and one.day != other.day:
        return (one, other, "date") if one.day < other.day else (other, one, "date")
    ordered = sorted((one, other), key=lambda a: (len(a.text.characters), a.doc_id, a.id))
    return ordered[0], ordered[1], UNKNOWN_ORDER


def _plain(name: str | None) -> str:
    """An outlet's name as the table of outlets gives it, in lower-case words."""
    known = known_outlet(name or "") or name or ""
    return " ".join(word for word in re.findall(r"\w+", known.lower()) if word != "the")
