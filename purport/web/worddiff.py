"""Two texts side by side, word by word: what one has and the other has not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORD = re.compile(r"\S+\s*")
_MOST_WORDS = 6000  # a text; more is cut, and the page says so


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words that both have, or only the first or only the second; a change has both."""

    first: str
    second: str
    same: bool


def differences(first: str, second: str) -> tuple[list[Stretch], bool]:
    """The stretches in order, and whether the texts were too long to be compared whole."""
    one, two = _WORD.findall(first), _WORD.findall(second)
    cut = max(len(one), len(two)) > _MOST_WORDS
    one, two = one[:_MOST_WORDS], two[:_MOST_WORDS]
    keys = [[re.sub(r"\W", "", w).lower() or w for w in words] for words in (one, two)]
    matcher = SequenceMatcher(None, keys[0], keys[1], autojunk=False)
    return list(_stretches(matcher, one, two)), cut


def _stretches(matcher: SequenceMatcher[str], one: list[str], two: list[str]) -> Iterator[Stretch]:
    for tag, a, b, c, d in matcher.get_opcodes():
        yield Stretch("".join(one[a:b]), "".join(two[c:d]), tag == "equal")
