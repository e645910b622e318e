"""Parts of a text told by form: headline, body, captions, editors' notes, comments, credits."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace
from operator import itemgetter

from purport.articles.furniture import Line, find_furniture, lines_of
from purport.articles.heads import is_credit
from purport.articles.threads import find_comments, opening_of
from purport.lexicon.dates import long_dates
from purport.lexicon.tables import same_words
from purport.model import Part, PartKind

_NOTE = re.compile(
    r"\[(?:[A-Z]{2,4}|Ed\.?|Editors?|Editor[’']s note|Editorial note|Note)(?: [^:\]\n]{0,30})?:[^\]]{3,2000}\]"
)
_NOTE_LINE = re.compile(
    r"^(?:Editor[’']?s[’']? note|Ed\. note|Editorial note|Correction|Clarification)\s*[:–—-]\s*\S", re.IGNORECASE
)
_CAPTION = re.compile(
    r"^(?:FILE PHOTO|File (?:photo|image)|Photo(?:graph)?|Image|Picture|Caption|Featured image|In this (?:file )?(?:photo|image|picture))\b"
    r"(?:\s?:|,| taken\b| from\b| provided\b)|"
    r"^.{10,400}(?:\bGetty Images|\bvia (?:AFP|AP|Reuters|Getty)|/(?:AFP|AP|Reuters|EPA|Getty))\W*$",
)
_HEADLINE_LINES = 6


def split_parts(text: str, begin: int = 0, title: str | None = None, *, headed: bool = False) -> tuple[Part, ...]:
    """The parts of a text from `begin` on, in order; what lies in none is furniture.

    `headed`: the headline stands elsewhere, so no line of this text is one.
    """
    comments = find_comments(text, begin)
    if not comments:
        return tuple(_article_parts(text, (begin, len(text)), title, headed=headed, whole=True))
    opening, after = opening_of(text, comments), comments[-1].until
    above = _article_parts(text, (begin, opening), title, headed=headed)
    below = _article_parts(text, (after, len(text)), None, headed=True)
    return (*above, *comments, *below)


def without(parts: Iterable[Part], stretches: Iterable[tuple[int, int]], text: str) -> tuple[Part, ...]:
    """The parts, in order, with the stretches, which are in order too, cut out of them as furniture."""
    cuts = list(stretches)
    kept = []
    for part in parts:
        within = cuts[bisect_right(cuts, part.begin, key=_UNTIL) : bisect_left(cuts, part.until, key=_BEGIN)]
        begins = [part.begin, *(until for _, until in within)]
        ends = [*(begin for begin, _ in within), part.until]
        for begin, until in zip(begins, ends, strict=True):
            if text[begin:until].strip():
                kept.append(replace(part, begin=begin, until=until))
    return tuple(kept)


def _article_parts(
    text: str, stretch: tuple[int, int], title: str | None, *, headed: bool, whole: bool = False
) -> Iterator[Part]:
    """Everything but comments: marked stretches, and body between them. `whole`: the stretch is all of the text."""
    begin, until = stretch
    lines = lines_of(text, begin, until)
    # A text that is one line is an article, whatever word it opens with.
    furniture = [] if whole and len(lines) == 1 else find_furniture(text, lines)
    marked: list[Marked] = [(left, right, None) for left, right in furniture]
    lines = [line for line in lines if not _meets(marked, line.begin, line.until)]
    headlines = [] if headed else _headlines(lines, text, title)
    marked += [(line.begin, line.until, "headline") for line in headlines]
    marked += [
        (line.begin, line.until, kind) for line in lines if line not in headlines and (kind := _kind_of_line(line))
    ]
    marked.sort(key=_BEGIN)
    notes = [note.span() for note in _NOTE.finditer(text, begin, until)]
    marked += [(b, u, "note") for b, u in notes if not _meets(marked, b, u)]
    yield from _filled(text, sorted(marked, key=_BEGIN), begin, until)


# A stretch and the kind of part that it is; None where it is furniture.
Marked = tuple[int, int, PartKind | None]
_BEGIN, _UNTIL = itemgetter(0), itemgetter(1)


def _meets(marked: list[Marked], begin: int, until: int) -> bool:
    """Whether one of the stretches, which are in order, has characters of this one."""
    at = bisect_left(marked, until, key=_BEGIN) - 1
    return at >= 0 and marked[at][1] > begin


def _kind_of_line(line: Line) -> PartKind | None:
    if line.until - line.begin > 600:
        return None
    if is_credit(line.words):
        return "credit"
    if _NOTE_LINE.match(line.words):
        return "note"
    return "caption" if _CAPTION.match(line.words) else None


def _filled(text: str, marked: list[Marked], begin: int, until: int) -> Iterator[Part]:
    """The marked stretches that are parts, and the body that lies between; blank stretches are no part."""
    at = begin
    for left, right, kind in [*marked, (until, until, None)]:
        if text[at:left].strip():
            yield Part("body", at, left)
        if kind:
            yield Part(kind, left, right)
        at = max(at, right)


def _headlines(lines: list[Line], text: str, title: str | None) -> list[Line]:
    """The headline, on a line for itself, and its repetitions just below."""
    if not lines:
        return []
    if title:
        first = lines[0] if same_words(lines[0].words, title) else None
    else:
        first = lines[0] if not _kind_of_line(lines[0]) and _looks_like_headline(lines, text) else None
    if first is None:
        return []
    return [first] + [line for line in lines[1:_HEADLINE_LINES] if same_words(line.words, first.words)]


def _looks_like_headline(lines: list[Line], text: str) -> bool:
    """A short first line that is no sentence and is set apart from what follows."""
    words = lines[0].words
    if not 15 <= len(words) <= 200 or len(words.split()) < 3 or len(lines) < 2:
        return False
    if text[lines[0].begin : lines[0].until].lstrip().startswith("#"):
        return True
    apart = text[lines[0].until : lines[1].begin].count("\n") > 1 or same_words(words, lines[1].words)
    closed = words.rstrip("”\"’'")[-1:] in (".", ":", ";", ",", "!")
    return apart and not closed and not any(long_dates(words)) and not words.lower().startswith("by ")
