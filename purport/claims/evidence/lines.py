"""One sentence with what was found in it, and the words that features are made of."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from purport.claims.draft import Draft
from purport.claims.parse import Doc
from purport.claims.periods import When
from purport.claims.places import PEOPLES, Toponym
from purport.claims.sentences import Sentence
from purport.claims.speakers import Voice

HARM = ("killed", "injured", "casualties", "missing", "kidnapped", "detained")
_WAR = re.compile(r"\b(?:war|conflict|uprising|crisis|since \d{4}|in total|in all|so far)\b", re.IGNORECASE)
_OPENER = re.compile(
    r"^(?:among|of|they|those|the (?:dead|victims|toll|casualties)|another|he|she|it|also)\b", re.IGNORECASE
)


# Both are asked of a sentence for each of its figures and each speaker, time and place near them.
@lru_cache(maxsize=64)
def tells_of_war(sentence: str) -> bool:
    """Whether a sentence speaks of a war as a whole, or of a total."""
    return _WAR.search(sentence) is not None


@lru_cache(maxsize=64)
def comes_back(sentence: str) -> bool:
    """Whether a sentence opens with a word that comes back to the one before ("they", "among them")."""
    return _OPENER.match(sentence) is not None


_DATELINE = re.compile(
    r"^(?:,? [A-Z][\w.]+)*(?: ?\d{1,2})?\s?(?:[:–—]|- |,? ?\((?:[A-Z]{2}|Reuters|Sputnik|Xinhua|Agenc|Anadolu|Interfax|Bloomberg)|\. /)"
)
# Text without punctuation: "Beirut Syrian government air strikes killed", "Geneva The council said".
_GLUED = re.compile(rf"^ (?:The|An?|At least|More than|Some|Dozens|Hundreds|(?:{PEOPLES}) [a-z]\w+) ")


@dataclass(slots=True)
class Line:
    """One sentence with what was found in it; `doc` where it was parsed."""

    sentence: Sentence
    doc: Doc | None
    voices: list[Voice]
    toponyms: tuple[Toponym, ...]
    times: list[When]
    quoted: bool
    headline: bool
    tail: tuple[str, str, int, int] | None = None
    drafts: list[Draft] = field(default_factory=list)


def is_dateline(line: Line, toponym: Toponym) -> bool:
    """Whether a place only opens a report: "BEIRUT (Reuters)", "Moscow — Officials said"."""
    if toponym.begin or line.headline:
        return False
    behind = line.sentence.text[toponym.until :]
    capitals = toponym.words.isupper() and len(toponym.words) > 4
    return capitals or bool(_DATELINE.match(behind) or _GLUED.match(behind))


def near(number: int) -> str:
    """A distance in characters or tokens as one of a few steps."""
    for step in (1, 3, 8, 20, 45, 90, 180):
        if number <= step:
            return str(step)
    return "far"


def group(draft: Draft) -> str:
    """The kind of figure that the features are told apart by."""
    if draft.measure in HARM:
        return "harm"
    return (
        draft.measure if draft.measure in ("territory", "distance", "attacks", "places_captured", "present") else "rest"
    )
