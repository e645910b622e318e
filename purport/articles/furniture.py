"""What a page holds beside its article: donation bars, buttons, counters, book prices, legal notices.

Told line by line from `data/furniture.tsv`; it stays in the stored text, in no part, and is not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from purport.lexicon.tables import rows

_MARKUP = re.compile(r"</?[a-z][^>]{0,200}>|\]\([^)\s]{0,300}\)|[\[\]*_\\]|^[\s>#]+", re.IGNORECASE)
_LONGEST_LINE, _LONGEST_PARAGRAPH = 320, 2500
_BLOCK_LINES = 30


@dataclass(frozen=True, slots=True)
class _Rule:
    pattern: re.Pattern[str]
    scope: str
    closing: re.Pattern[str] | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text: its offsets, and its words without markup."""

    begin: int
    until: int
    words: str


@cache
def _rules() -> tuple[_Rule, ...]:
    found = []
    for pattern, scope, *_ in rows("purport.articles", "furniture.tsv"):
        name, _, closing = scope.partition("=>")
        ends = re.compile(closing.strip(), re.IGNORECASE) if closing else None
        found.append(_Rule(re.compile(pattern, re.IGNORECASE), name.strip(), ends))
    return tuple(found)


def bare(line: str) -> str:
    """The words of a line without tags, links and marks of emphasis."""
    return " ".join(_MARKUP.sub(" ", line[:_LONGEST_PARAGRAPH]).split())


def lines_of(text: str, begin: int, until: int) -> list[Line]:
    """The lines that are not blank."""
    found = []
    for match in re.compile(r"[^\n]+").finditer(text, begin, until):
        if match.group().strip():
            found.append(Line(match.start(), match.end(), bare(match.group())))
    return found


def find_furniture(text: str, begin: int, until: int) -> Iterator[tuple[int, int]]:
    """The stretches between the offsets that are furniture, in order, none within another."""
    lines = lines_of(text, begin, until)
    at = 0
    while at < len(lines):
        rule = _rule_for(lines[at])
        if rule is None:
            at += 1
            continue
        last = _last_line(text, lines, at, rule)
        stop = until if rule.scope == "rest" else lines[last].until
        # A text that is one line is an article, whatever word it opens with.
        if lines[at].begin > begin or stop < until or len(lines) > 1:
            yield lines[at].begin, stop
        at = last + 1


def _rule_for(line: Line) -> _Rule | None:
    length = line.until - line.begin
    for rule in _rules():
        longest = _LONGEST_LINE if rule.scope in ("line", "block") else _LONGEST_PARAGRAPH
        if length <= longest and rule.pattern.search(line.words):
            return rule
    return None


def _last_line(text: str, lines: list[Line], at: int, rule: _Rule) -> int:
    """The last line that the rule takes with it."""
    if rule.scope == "rest":
        return len(lines) - 1
    if rule.scope == "paragraph":
        while at + 1 < len(lines) and text[lines[at].until : lines[at + 1].begin].count("\n") < 2:
            at += 1
        return at
    if rule.closing is not None:
        window = range(at + 1, min(at + _BLOCK_LINES, len(lines)))
        return next((i for i in reversed(window) if rule.closing.search(lines[i].words)), at)
    return at
