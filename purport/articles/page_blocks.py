"""The words of an element, block by block: what a reader sees as lines."""

from __future__ import annotations

from collections.abc import Collection

from lxml.html import HtmlElement

_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "dd",
        "div",
        "dl",
        "dt",
        "figcaption",
        "figure",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_UNSEEN = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "head",
        "title",
        "svg",
        "iframe",
        "object",
        "select",
        "option",
        "button",
        "textarea",
    ]
)


def block_lines(element: HtmlElement, without: Collection[HtmlElement] = ()) -> list[str]:
    """The lines of an element; those elements `without` are left out. Blank lines are none."""
    lines: list[str] = [""]
    _walk(element, set(without), lines)
    return [words for line in lines if (words := " ".join(line.split()))]


def _walk(element: HtmlElement, without: set[HtmlElement], lines: list[str]) -> None:
    """Without recursion: pages nest deeper than Python does."""
    stack: list[tuple[HtmlElement, bool]] = [(element, False)]
    while stack:
        node, leaving = stack.pop()
        seen = isinstance(node.tag, str) and node.tag not in _UNSEEN and node not in without
        block = seen and node.tag in _BLOCKS
        if leaving or not seen:
            if block:
                lines.append("")
            if node is not element and node.tail:
                lines[-1] += node.tail
            continue
        if block:
            lines.append("")
        lines[-1] += node.text or ""
        stack.append((node, True))
        stack.extend((child, False) for child in reversed(node))
