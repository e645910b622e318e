"""What stands at the edges of a PDF's pages and is nobody's words: page numbers, running titles, what browsers print.

A line is told as such only where it is the same on most pages, or differs by the page's number
alone; numbers that stand by themselves only where they count the pages. A sentence never is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from purport.lexicon.tables import same_words

# What a browser prints above and below each page: the moment and the page's title, the address and the page's number.
_MOMENT = re.compile(r"\d{1,2}[/.]\d{1,2}[/.]\d{2,4}, \d{1,2}:\d{2}(?::\d{2})?(?: [AP]M)?\b(?P<title>.*)")
_ADDRESS = re.compile(r"(?P<address>(?:https?|file)://\S+)(?: \d+(?:/| of )\d+)?")
_SENTENCE = re.compile(r"(?:\S+\s+){3,}\S*[.!?][\"”’')\]]*$")
_NEAR = 3.0  # points: lines that are set as one
_MOST = 0.6  # of the pages


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page: its words, where it begins (left, points), its base (from the foot) and its height."""

    words: str
    left: float
    right: float
    base: float
    height: float


def edge_lines(pages: list[list[Line]], title: str | None) -> list[set[Line]]:
    """The lines at the head and foot of each page that belong to the pages and not to the text."""
    running = _running(pages)
    return [
        {line for line in _edges(lines) if running & set(_forms(line, number, outer=line in _outermost(lines)))}
        | {line for line in _outermost(lines) if _is_printed(line.words, running, title, f"{number}/{len(pages)}")}
        for number, lines in enumerate(pages, start=1)
    ]


def printed_address(furniture: list[set[Line]]) -> str | None:
    """The address that a browser prints at the foot of each page."""
    found = (_ADDRESS.fullmatch(line.words) for lines in furniture for line in lines)
    return next((match["address"] for match in found if match and match["address"].startswith("http")), None)


def _edges(lines: list[Line]) -> list[Line]:
    """The two lines at the head and the two at the foot."""
    ordered = sorted(lines, key=lambda line: line.base)
    return list(dict.fromkeys((*ordered[:2], *ordered[-2:])))


def _outermost(lines: list[Line]) -> list[Line]:
    """The first line of a page and its last, with what is set beside them."""
    bases = [line.base for line in lines]
    return [line for line in lines if line.base > max(bases) - _NEAR or line.base < min(bases) + _NEAR]


def _running(pages: list[list[Line]]) -> set[str]:
    """The forms that the edges of most pages share."""
    count: Counter[str] = Counter()
    for number, lines in enumerate(pages, start=1):
        outer = _outermost(lines)
        count.update({form for line in _edges(lines) for form in _forms(line, number, outer=line in outer)})
    return {form for form in count if count[form] >= max(2 if form.startswith("#") else 3, _MOST * len(pages))}


def _forms(line: Line, page: int, *, outer: bool) -> Iterator[str]:
    """The line as it is, and with each of its numbers as a distance from the page's; "#" opens those of a number alone."""
    words = " ".join(line.words.lower().split())
    counts = [m for m in re.finditer(r"\d+", words) if len(m.group()) < 6]
    if re.fullmatch(r"\W*(?:page )?\W*\d+\W*(?:(?:of|/)\W*\d+)?\W*", words):
        for match in counts[:1] if outer else ():
            yield f"#{words[: match.start()]}{int(match.group()) - page:+}{words[match.end() :]}"
    elif not _SENTENCE.search(words):
        yield words
        for match in counts:
            yield f"{words[: match.start()]}{int(match.group()) - page:+}{words[match.end() :]}"


def _is_printed(words: str, running: set[str], title: str | None, place: str) -> bool:
    """Whether a browser printed the line; a moment with other words than the page's title is a line of a list."""
    moment = _MOMENT.fullmatch(words)
    if moment:
        rest = moment["title"].strip()
        return not rest or " ".join(words.lower().split()) in running or bool(title and same_words(rest, title))
    return words == place or _ADDRESS.fullmatch(words) is not None
