"""HTML pages as saved or fetched: trafilatura finds the article, the rest is told by the page's marks.

Each line of the extracted text is led back to the element of the page that holds it.
"""

from __future__ import annotations

import codecs
import copy
import re
from collections.abc import Iterable, Iterator
from typing import Any

from lxml.html import HtmlElement
from trafilatura import bare_extraction
from trafilatura.utils import load_html

from purport.articles.build import build_article, shifted
from purport.articles.encoding import page_charset
from purport.articles.inputs import Input, Reading, decoded
from purport.articles.outcome import Problem
from purport.articles.page_blocks import block_lines
from purport.articles.page_comments import PageComment, find_page_comments
from purport.articles.page_facts import addressed, page_facts
from purport.articles.page_letters import Letters
from purport.articles.parts import split_parts
from purport.errors import InputError
from purport.lexicon.tables import same_words
from purport.model import Anchor, Original, Part, PartKind

# Pictures inside a page are no text, and are most of the bytes of a page saved as one file.
_INLINE_DATA = re.compile(rb"(?<=[\"'(=])data:[^\"')>\s]{200,}")
_CAPTION = ".//figcaption | .//*[contains(concat(' ', normalize-space(@class), ' '), ' wp-caption-text ')] | .//*[@itemprop='caption']"
_ASIDE = "data-purport-aside"
_BREAK = "\n\n"
_MEND = "save the page again once it has loaded, or give its text"


def read(given: Input) -> Reading:
    """The article of a page."""
    content = given.content()
    yield from read_page(given, content, Original(content, "text/html"))


def read_page(given: Input, content: bytes, original: Original) -> Reading:
    """The article of the page that `content` is, out of an original that may hold more than it."""
    html, note = decoded_page(given, content)
    if note:
        yield note
    tree = page_tree(html, given.shown)
    known = {**page_facts(tree, html), **{k: v for k, v in given.known.items() if v}, "doc_id": given.stem}
    known |= {key: words for key, words in addressed(known.get("url")).items() if words}
    page = _Page(tree, known.get("title"), given.shown)
    yield original
    yield build_article(
        page.text,
        {**known, "file_date": given.stem},
        origin=given.origin,
        parts=tuple(page.parts),
        anchors=tuple(page.anchors),
        original=original,
    )


def decoded_page(given: Input, content: bytes) -> tuple[str, Problem | None]:
    """The characters of a page without its inline pictures, by its own declaration where it is not UTF-8."""
    content = _INLINE_DATA.sub(b"data:,", content)
    wide = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if not wide and b"<" in content[:1000]:  # a null in a page is a fault of its maker; browsers pass over it too
        content = content.replace(b"\x00", b"")
    return decoded(given, content, page_charset(content))


def page_tree(html: str, shown: str) -> HtmlElement:
    """The parsed page. InputError where it is none."""
    tree = load_html(html)
    if tree is None:
        raise InputError(shown, "is no web page", _MEND)
    return tree


class _Page:
    """The text of a page, its parts and anchors, put together piece by piece."""

    def __init__(self, tree: HtmlElement, title: str | None, shown: str) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self.parts: list[Part] = []
        self.anchors: list[Anchor] = []
        self._letters = Letters(tree)
        comments, captions = find_page_comments(tree), _captions(tree)
        body = _body(tree, [*(c.element for c in comments), *captions])
        if not body.strip() and not comments:
            raise InputError(shown, "holds no article text", _MEND)
        span = self._add_body(body, title)
        self._add_captions(captions, span, body)
        for comment in comments:
            self._add_lines(comment.lines, "comment", comment.element, comment=comment)

    @property
    def text(self) -> str:
        """The text so far: lines, a blank one after each."""
        return "".join(self._pieces)

    def _add_body(self, body: str, title: str | None) -> tuple[int, int]:
        """Headline and body; gives where they stand among the page's letters."""
        first, _, rest = body.strip().partition("\n")
        if title and same_words(first, title):
            body = rest
        at = 0
        if title:
            found = self._letters.find(title)
            at = found[0] if found else 0
            self._add_lines([title], "headline", self._letters.element(*found) if found else None)
        begin, first_piece = self._length, len(self._pieces)
        until = self._anchored(line for line in body.split("\n") if line.strip())
        told = split_parts("".join(self._pieces[first_piece:]), headed=title is not None)
        self.parts += shifted(told, begin)
        return at, until

    def _anchored(self, lines: Iterable[str]) -> int:
        """Adds lines of the body, each with its element; gives where the last one stands."""
        at = last = 0
        for line in lines:
            begin = self._append(line.strip())
            found = self._letters.find(line.strip().removeprefix("- "), at)
            if found:
                at = found[1]
                last = max(last, at)
                self._anchor(begin, self._letters.element(*found))
        return last

    def _add_captions(self, captions: list[HtmlElement], span: tuple[int, int], body: str) -> None:
        """The captions of pictures in the article; those of other stories stand outside it."""
        told = {""}
        for element in captions:
            words = " ".join(block_lines(element))
            found = self._letters.find(words, span[0])
            if found and span[0] <= found[0] < span[1] and words not in body and words not in told:
                told.add(words)
                self._add_lines([words], "caption", element)

    def _add_lines(
        self, lines: Iterable[str], kind: PartKind, element: HtmlElement | None, *, comment: PageComment | None = None
    ) -> None:
        begins = [self._append(line) for line in lines]
        author, depth = (comment.author, comment.depth) if comment else (None, 0)
        self.parts.append(Part(kind, begins[0], self._length - len(_BREAK), author, depth))
        if element is not None:
            self._anchor(begins[0], element)

    def _append(self, line: str) -> int:
        begin = self._length
        self._pieces.append(line + _BREAK)
        self._length += len(line) + len(_BREAK)
        return begin

    def _anchor(self, begin: int, element: HtmlElement) -> None:
        self.anchors.append(Anchor(begin, self._length - len(_BREAK), self._letters.path(element)))


def _captions(tree: HtmlElement) -> list[HtmlElement]:
    found = tree.xpath(_CAPTION)
    chosen = set(found)
    return [element for element in found if chosen.isdisjoint(element.iterancestors())]


def _body(tree: HtmlElement, without: list[HtmlElement]) -> str:
    """The article's text, a line a block, found by trafilatura in a copy without comments and captions."""
    for element in without:
        element.set(_ASIDE, "")
    page = copy.deepcopy(tree)
    for element in page.xpath(f"//*[@{_ASIDE}]"):
        if element.getparent() is not None:
            element.drop_tree()
    found = bare_extraction(page, with_metadata=False, include_comments=False, include_tables=True, fast=True)
    known: dict[str, Any] = found if isinstance(found, dict) else found.as_dict() if found else {}
    return str(known.get("text") or "")


def fragment_lines(html: str) -> Iterator[str]:
    """The lines of a piece of HTML that is all article: a feed's entry, a mail."""
    tree = load_html(f"<html><body><div>{html}</div></body></html>")
    yield from block_lines(tree) if tree is not None else ()
