"""Readers' comments in plain text, told by the form in which pages are copied: author, text, nesting.

Three forms: a bullet with the author's name above an indented text (a Disqus or Facebook thread as
text), "NAME says:" above a date (WordPress), and "NAME • 2 years ago" (Disqus as copied).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from purport.lexicon.aliases import body_names, plain_name
from purport.lexicon.dates import LONG_DATE
from purport.lexicon.gazetteer import is_place
from purport.lexicon.outlets import known_outlet
from purport.model import Part

_BULLET = re.compile(r"^(?P<indent>[ \t]*)[•*·▪◦–-][ \t]+(?P<author>\S[^\n]{0,59}?)[ \t]*\r?$", re.MULTILINE)
_SAYS = re.compile(
    r"^[ \t]{0,40}(?P<author>[^\s:][^\n:]{0,59}?)[ \t]{1,4}(?:says|wrote|said) ?:[ \t]{0,4}\r?\n{1,3}"
    rf"[ \t]{{0,40}}(?:on )?(?:{LONG_DATE.pattern}|\d{{1,3}} \w+ ago)(?:[ \t]*(?:at |- )?\d{{1,2}}:\d{{2}}[^\n]{{0,12}})?[ \t]*\r?\n",
    re.MULTILINE | re.IGNORECASE,
)
_AGO = re.compile(
    r"^[ \t]{0,40}(?P<author>[^\s•·|][^\n•·|]{0,59}?)[ \t]{1,4}[•·|−–-][ \t]{1,4}"
    r"(?:(?:an?|\d+)[ \t]+(?:second|minute|hour|day|week|month|year)s?[ \t]+ago|yesterday|just now)(?:[ \t]+edited)?[ \t]*\r?$",
    re.MULTILINE | re.IGNORECASE,
)
# What stands between the comments of a copied thread and is nobody's words.
_CHROME = re.compile(
    r"^[ \t>•·|−–-]*(?:reply|share|like|edit|report|permalink|flag|show more replies|load more comments|see more|"
    r"log in to (?:reply|leave a comment)|\d+|[▲▼△▽⬆⬇+−–-]+|\d+ (?:likes?|replies|reply|up ?votes?))?[ \t>•·|−–-]*\r?$",
    re.IGNORECASE,
)
_LONGEST_BUTTON = 80
_LEAST = 2  # one alone may be a list's item or a line of dialogue
# At the head of its line: "Sector responses" is a report's heading.
_HEADING = re.compile(
    r"(?:^|\n)\W*(?:\d+\s+|(?:readers?|leave|post|view|show|all|top|latest|your|the)\W{0,3}\s+){0,2}"
    r"(?:comments?|discussion|replies|responses|thread|consider helping us|sort by|newest|oldest)\b[^\n.]{0,60}\s*\Z",
    re.IGNORECASE,
)
# What opens the entries of a live blog in the place of a reader's name.
_ENTRY = re.compile(
    r"\b(?:updated?|breaking|live|summary|key (?:events?|points?)|developments?|analysis|watch|read more|editor|staff)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Opening:
    """Where a comment opens: the line with its author, where its text begins, how far it is indented."""

    begin: int
    text: int
    author: str
    indent: int


def find_comments(text: str, begin: int = 0) -> tuple[Part, ...]:
    """The comments from `begin` on, in order, each with author and depth; none where no thread is told."""
    bulleted = _bulleted(text, begin)
    if len(bulleted) >= _LEAST and _is_thread(text, bulleted):
        return tuple(_parts(text, bulleted, _end_of(text, bulleted[-1])))
    for form in (_SAYS, _AGO):
        openings = _headed(text, begin, form)
        if sum(_is_reader(opening.author) for opening in openings) >= max(_LEAST, len(openings) / 2):
            return tuple(_parts(text, openings, len(text)))
    return ()


def _is_thread(text: str, openings: list[_Opening]) -> bool:
    """Whether bullets are readers: one answers another or a heading says so, and they are not places of a list."""
    nested = len({opening.indent for opening in openings}) > 1
    headed = _HEADING.search(text[max(0, openings[0].begin - 150) : openings[0].begin]) is not None
    others = sum(not _is_reader(opening.author) for opening in openings)
    return (nested or headed) and others < len(openings) / 2


def _is_reader(author: str) -> bool:
    """Whether a name may be a reader's: no place, outlet, body or head of a live blog's entry."""
    known = is_place(author) or known_outlet(author) is not None or plain_name(author) in body_names()
    return not known and not _ENTRY.search(author)


def opening_of(text: str, comments: tuple[Part, ...]) -> int:
    """Where the thread begins: the line with the first comment's author."""
    line = text.rfind(comments[0].author or "", 0, comments[0].begin)
    return text.rfind("\n", 0, max(line, 0)) + 1


def _bulleted(text: str, begin: int) -> list[_Opening]:
    """Bullets whose line is a name and whose text stands below, indented further."""
    openings = []
    for match in _BULLET.finditer(text, begin):
        below = re.compile(r"(?:[ \t]*\r?\n)+(?P<indent>[ \t]+)(?![ \t•*·▪◦–-])(?=\S)").match(text, match.end())
        indent = len(match["indent"].expandtabs())
        if below and len(below["indent"].expandtabs()) > indent and _is_name(match["author"]):
            openings.append(_Opening(match.start(), below.end(), match["author"], indent))
    return openings


def _headed(text: str, begin: int, form: re.Pattern[str]) -> list[_Opening]:
    return [
        _Opening(match.start(), match.end(), match["author"].strip(" >•·"), 0)
        for match in form.finditer(text, begin)
        if _is_name(match["author"])
    ]


def _is_name(words: str) -> bool:
    """A reader's name: a few words that are no sentence."""
    return len(words.split()) <= 6 and not re.search(r"[.!?;:,]$|[.!?] ", words.strip())


def _end_of(text: str, last: _Opening) -> int:
    """Where the last bulleted comment ends: before the first line that stands no further in than its bullet."""
    for line in re.compile(r"^(?P<indent>[ \t]*)\S", re.MULTILINE).finditer(text, last.text):
        if len(line["indent"].expandtabs()) <= last.indent:
            return line.start()
    return len(text)


def _parts(text: str, openings: list[_Opening], end: int) -> Iterator[Part]:
    indents: list[int] = []
    for opening, until in zip(openings, [o.begin for o in openings[1:]] + [end], strict=True):
        while indents and indents[-1] >= opening.indent:
            indents.pop()
        depth = len(indents)
        indents.append(opening.indent)
        at, end = _trimmed(text, opening.text, until)
        if at < end:
            yield Part("comment", at, end, opening.author, depth)


def _trimmed(text: str, begin: int, until: int) -> tuple[int, int]:
    """Without blank lines and the buttons of the thread at both ends."""
    lines = []
    at = begin
    for line in text[begin:until].splitlines(keepends=True):
        if len(line) > _LONGEST_BUTTON or not _CHROME.match(line.rstrip("\n")):
            lines.append((at + len(line) - len(line.lstrip()), at + len(line.rstrip())))
        at += len(line)
    return (lines[0][0], lines[-1][1]) if lines else (begin, begin)
