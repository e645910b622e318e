"""Readers' comments of a web page, by the marks that comment systems leave: author, text, nesting."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from lxml.html import HtmlElement

from purport.articles.page_blocks import block_lines
from purport.lexicon.dates import LONG_DATE
from purport.lexicon.tables import rows

_SAYS = re.compile(r"(?: (?:says|wrote|said|writes))? ?:?$", re.IGNORECASE)
# When a comment was written, as it stands beside its author.
_WHEN = re.compile(
    rf"[ ,|·•–-]*\b(?:on |at )?(?:{LONG_DATE.pattern}|(?:an?|\d{{1,3}}) \w+ ago)(?:[ ,–-]*(?:at )?\d{{1,2}}:\d{{2}}(?: ?[ap]\.?m\.?)?)?",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"^(?:li-|div-)?comment-\d+$")


@dataclass(frozen=True, slots=True)
class PageComment:
    """One comment: its element, author, lines and how deep it answers others (0: none)."""

    element: HtmlElement
    author: str | None
    lines: tuple[str, ...]
    depth: int


@cache
def _marks(role: str) -> frozenset[str]:
    return frozenset(row[1] for row in rows("purport.articles", "comment_marks.tsv") if row[0] == role)


def _tokens(element: HtmlElement) -> set[str]:
    words = f"{element.get('class') or ''} {element.get('itemprop') or ''}"
    return set(words.lower().split())


def find_page_comments(tree: HtmlElement) -> list[PageComment]:
    """The comments in the order of the page."""
    items = [element for element in tree.iter("li", "div", "article", "section") if _is_item(element)]
    items = [] if len(items) == 1 and _is_the_page(items[0], tree) else items
    chosen = set(items)
    found: list[PageComment] = []
    told: set[HtmlElement] = set()
    for item in items:
        inner = [other for other in item.iterdescendants() if other in chosen]
        author = _author(item, inner)
        lines = [line for line in _lines(item, inner) if not _is_byline(line, author)]
        # A wrapper around one comment is none of its own, and a comment without words says nothing.
        if lines and author:
            depth = sum(above in told for above in item.iterancestors())
            told.add(item)
            found.append(PageComment(item, author, tuple(lines), depth))
    return found


def _is_the_page(item: HtmlElement, tree: HtmlElement) -> bool:
    """Whether the only thing marked as a comment is a piece of opinion: it holds most of the page's words."""
    words = len("".join(item.itertext()).split())
    return words > len("".join(tree.itertext()).split()) / 2


def _is_byline(line: str, author: str | None) -> bool:
    """Whether a line holds nothing but the author's name and the date."""
    if len(line) > 200:
        return False
    rest = _WHEN.sub("", line.replace(author or "", "", 1))
    return not re.search(r"\w", _SAYS.sub("", rest))


def _is_item(element: HtmlElement) -> bool:
    if str(element.get("itemtype") or "").rstrip("/").endswith("schema.org/Comment"):
        return True
    if _NUMBERED.match(element.get("id") or ""):
        return True
    return bool(_tokens(element) & _marks("item"))


def _own(item: HtmlElement, inner: list[HtmlElement]) -> Iterator[HtmlElement]:
    """The elements of a comment that do not lie in an answer to it."""
    hidden = {below for other in inner for below in other.iter()}
    return (element for element in item.iterdescendants() if element not in hidden and isinstance(element.tag, str))


def _author(item: HtmlElement, inner: list[HtmlElement]) -> str | None:
    candidates = [
        element for element in _own(item, inner) if element.tag != "time" and _tokens(element) & _marks("author")
    ]
    candidates += [element for element in _own(item, inner) if element.tag == "cite" or element.get("rel") == "author"]
    for element in candidates:
        words = _SAYS.sub("", _WHEN.sub("", " ".join("".join(element.itertext()).split())[:200]))
        if 0 < len(words) <= 80:
            return words
    return None


def _lines(item: HtmlElement, inner: list[HtmlElement]) -> list[str]:
    """The words of the comment itself: in the element marked as its text, else what is left of it."""
    marked = [element for element in _own(item, inner) if _tokens(element) & _marks("text")]
    outside = set(inner)
    if marked:
        return block_lines(marked[0], without=outside)
    drop = {element for element in _own(item, inner) if _is_chrome(element)}
    return block_lines(item, without=outside | drop)


def _is_chrome(element: HtmlElement) -> bool:
    if element.tag in ("time", "button", "form", "cite", "footer", "header", "svg"):
        return True
    return bool(_tokens(element) & (_marks("author") | _marks("chrome")))
