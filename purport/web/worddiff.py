"""Two texts side by side: which sentences both have, and within those that were changed which words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_SENTENCE = re.compile(r".*?(?:[.!?][\"”’)\]]*\s+|\n+|$)", re.DOTALL)
_WORD = re.compile(r"\S+\s*")
_MOST_SENTENCES = 600  # a text; more is cut, and the page says so
_MOST_WORDS = 300  # of a changed passage; a longer one is shown changed as a whole


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words that both have, or only the first or only the second; a change has both."""

    first: str
    second: str
    same: bool


def differences(first: str, second: str) -> tuple[list[Stretch], bool]:
    """The stretches in order, and whether the texts were too long to be compared whole."""
    one, two = (list(filter(None, _SENTENCE.findall(text))) for text in (first, second))
    cut = max(len(one), len(two)) > _MOST_SENTENCES
    found: list[Stretch] = []
    for same, a, b in _aligned(one[:_MOST_SENTENCES], two[:_MOST_SENTENCES]):
        found.extend([Stretch("".join(a), "".join(b), same=True)] if same else _within("".join(a), "".join(b)))
    return found, cut


def _within(first: str, second: str) -> Iterator[Stretch]:
    """Word by word, where both are short enough to be read so."""
    one, two = _WORD.findall(first), _WORD.findall(second)
    if max(len(one), len(two)) > _MOST_WORDS:
        yield Stretch(first, second, same=False)
        return
    for same, a, b in _aligned(one, two):
        yield Stretch("".join(a), "".join(b), same)


def _aligned(one: Sequence[str], two: Sequence[str]) -> Iterator[tuple[bool, Sequence[str], Sequence[str]]]:
    """Commas and capitals make no difference."""
    keys = [[re.sub(r"\W", "", w).lower() or w for w in words] for words in (one, two)]
    for tag, a, b, c, d in SequenceMatcher(None, keys[0], keys[1], autojunk=False).get_opcodes():
        yield tag == "equal", one[a:b], two[c:d]
