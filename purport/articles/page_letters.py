"""Leads words of an extracted text back to the element of the page that holds them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from lxml import etree
from lxml.html import HtmlElement

_BLANK = re.compile(r"[\s\u00ad\u200b-\u200f\u2060\ufeff]+")
_UNSEEN = frozenset({"script", "style", "noscript", "template", "head"})
_PATH = re.compile(r"(?:/[A-Za-z][\w.-]*(?:\[\d+\])?)+")
_EDGE = 60  # letters that are enough to find a line's beginning or end


def squeezed(words: str) -> str:
    """The words without spaces and characters that are not seen: the same in source and extraction."""
    return _BLANK.sub("", words)


class Letters:
    """The letters of a page in document order, and the element that each stands in."""

    def __init__(self, tree: HtmlElement) -> None:
        self._starts: list[int] = []
        self._owners: list[HtmlElement] = []
        pieces: list[str] = []
        at = 0
        for owner, words in _texts(tree):
            letters = squeezed(words)
            if letters:
                self._starts.append(at)
                self._owners.append(owner)
                pieces.append(letters)
                at += len(letters)
        self.all = "".join(pieces)
        self._tree = tree.getroottree()

    def find(self, words: str, after: int = 0) -> tuple[int, int] | None:
        """Where the words stand, the first place from `after` on, else anywhere; None where nowhere."""
        letters = squeezed(words)
        if not letters:
            return None
        at = self._find(letters, after)
        if at is not None:
            return at, at + len(letters)
        if len(letters) < 2 * _EDGE:
            return None
        begin = self._find(letters[:_EDGE], after)
        end = self.all.find(letters[-_EDGE:], begin) if begin is not None else -1
        if begin is None or not 0 < end - begin < 2 * len(letters):
            return None
        return begin, end + _EDGE

    def _find(self, letters: str, after: int) -> int | None:
        at = self.all.find(letters, after)
        if at < 0:
            at = self.all.find(letters)
        return at if at >= 0 else None

    def element(self, begin: int, until: int) -> HtmlElement:
        """The smallest element that holds these letters."""
        first, last = bisect_right(self._starts, begin) - 1, bisect_right(self._starts, until - 1) - 1
        owners = list(dict.fromkeys(self._owners[first : last + 1]))
        common = _line_up(owners[0])
        for owner in owners[1:]:
            above = set(_line_up(owner))
            common = [element for element in common if element in above]
        return common[0]

    def path(self, element: HtmlElement) -> str:
        """Its XPath in the page as parsed, or that of the next element above whose name XPath can hold."""
        path = str(self._tree.getpath(element))
        above = element.getparent()
        return path if above is None or _PATH.fullmatch(path) else self.path(above)


def _texts(tree: HtmlElement) -> Iterator[tuple[HtmlElement, str]]:
    """Every text with the element that it stands in, in document order."""
    for event, element in (walk := etree.iterwalk(tree, events=("start", "end", "comment", "pi"))):
        if event == "start":
            if element.tag in _UNSEEN:
                walk.skip_subtree()
            elif element.text:
                yield element, element.text
        elif element.tail and element.getparent() is not None and element is not tree:
            yield element.getparent(), element.tail


def _line_up(element: HtmlElement) -> list[HtmlElement]:
    """The element and those that hold it, from the inside out."""
    return [element, *element.iterancestors()]
