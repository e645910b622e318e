"""What a page holds beside its article: donation bars, buttons, counters, book prices, legal notices.

Told line by line from `data/furniture.tsv`; it stays in the stored text, in no part, and is not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from purport.lexicon.number_words import number_pattern
from purport.lexicon.tables import rows

_MARKUP = re.compile(r"</?[a-z][^>]{0,200}>|\]\([^)\s]{0,300}\)|[\[\]*_\\]|^[\s>#]+", re.IGNORECASE)
_LONGEST_LINE, _LONGEST_PARAGRAPH = 320, 2500
_BLOCK_LINES = 30
_SHORT, _WIDEST = 50, 120  # characters: of a line that is no paragraph, and of one that was broken for its width
_BLANK = re.compile(r"\n[^\S\n]*\n")
_SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]*$")


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


def find_furniture(text: str, lines: list[Line]) -> Iterator[tuple[int, int]]:
    """The stretches of the lines that are furniture, in order, none within another."""
    at = 0
    while at < len(lines):
        rule = _rule_for(lines[at])
        last = _last_line(text, lines, at, rule) if rule else None
        if last is not None:
            yield lines[at].begin, lines[last].until
        at = (at if last is None else last) + 1


def _rule_for(line: Line) -> _Rule | None:
    length = line.until - line.begin
    for rule in _rules():
        longest = _LONGEST_PARAGRAPH if rule.scope in ("paragraph", "rest") else _LONGEST_LINE
        if length <= longest and rule.pattern.search(line.words) and not _is_report(line.words, rule.scope):
            return rule
    return None


def _is_report(words: str, scope: str) -> bool:
    """Whether a line that opens like a button or a list holds a figure, so that it may be the article's."""
    ended = _SENTENCE_END.search(words) is not None
    return (scope == "line" or (scope == "label" and ended)) and _has_number(words)


def _has_number(words: str) -> bool:
    return re.search(r"\d", words) is not None or number_pattern().search(words) is not None


def _last_line(text: str, lines: list[Line], at: int, rule: _Rule) -> int | None:
    """The last line that the rule takes with it; None where it takes none."""
    if rule.scope == "rest" and _is_foot(lines, at):
        return len(lines) - 1
    if rule.scope in ("paragraph", "rest"):
        return _paragraph_end(text, lines, at)
    if rule.scope == "run":
        last = next((i for i in range(at + 1, len(lines)) if not _closes(rule, lines[i])), len(lines)) - 1
        return last if last > at else None
    return _block_end(lines, at, rule) if rule.scope == "block" else at


def _is_foot(lines: list[Line], at: int) -> bool:
    """Whether a line stands in the last quarter of the text, or no paragraph of the article follows."""
    begin, until = lines[0].begin, lines[-1].until
    if lines[at].begin - begin >= 0.75 * (until - begin):
        return True
    own = 1 if len(lines[at].words) >= _SHORT else 2  # a heading has its paragraph below it
    return all(len(line.words) < _SHORT or _rule_for(line) for line in lines[at + own :])


def _paragraph_end(text: str, lines: list[Line], at: int) -> int:
    """The last line of a paragraph; of a text whose paragraphs are lines, the line itself."""
    if not _BLANK.search(text, lines[0].begin, lines[-1].until):
        return at
    while at + 1 < len(lines) and not _BLANK.search(text, lines[at].until, lines[at + 1].begin):
        wrapped = _SHORT <= len(lines[at].words) <= _WIDEST and not _SENTENCE_END.search(lines[at].words)
        if not wrapped:
            return at
        at += 1
    return at


def _block_end(lines: list[Line], at: int, rule: _Rule) -> int | None:
    """The first line that closes a block; None where none does, or a figure of the article stands before it."""
    for number in range(at + 1, min(at + _BLOCK_LINES, len(lines))):
        if _closes(rule, lines[number]):
            return number
        if _has_number(lines[number].words) and _rule_for(lines[number]) is None:
            return None
    return None


def _closes(rule: _Rule, line: Line) -> bool:
    return rule.closing is not None and rule.closing.search(line.words) is not None
