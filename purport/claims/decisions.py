"""The fields that the whole article decides: who says a figure, where, and when."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any

from purport.claims.draft import Draft
from purport.claims.evidence.lines import Line
from purport.claims.evidence.period import main_day, period_options
from purport.claims.evidence.place import map_of, place_options, with_described, without_datelines
from purport.claims.evidence.speaker import speaker_options, speaks_alone
from purport.claims.periods import When
from purport.claims.ranking import Features, likeliest
from purport.lexicon.aliases import plain_name

Option = tuple[Any, Features]
Read = Callable[[list[Line]], list[list[Option]]]


def speaker_name(chosen: Any) -> str | None:
    """The name of a speaker candidate: a voice, a headline's tail, or nobody."""
    return chosen[0] if isinstance(chosen, tuple) else getattr(chosen, "name", None)


def drafts_of(lines: list[Line]) -> list[tuple[Draft, int]]:
    """The figures of an article in reading order, each with the number of its sentence."""
    return [(draft, at) for at, line in enumerate(lines) for draft in line.drafts]


def _speakers(lines: list[Line]) -> list[list[Option]]:
    alone = speaks_alone(lines)
    return [list(speaker_options(draft, lines, at, alone=alone)) for draft, at in drafts_of(lines)]


def _places(lines: list[Line]) -> list[list[Option]]:
    told = with_described(without_datelines(lines))
    mapped = map_of(told)
    return [list(place_options(draft, told, at, mapped)) for draft, at in drafts_of(told)]


def _periods(lines: list[Line]) -> list[list[Option]]:
    main = main_day(lines)
    return [list(period_options(draft, lines, at, main)) for draft, at in drafts_of(lines)]


DECISIONS: dict[str, Read] = {"speaker": _speakers, "place": _places, "period": _periods}


def options_of(name: str, lines: list[Line]) -> list[list[Option]]:
    """The candidates for one field of each figure of an article, each with its features."""
    return DECISIONS[name](lines)


def decide(name: str, lines: list[Line]) -> list[Option]:
    """The candidate chosen for each figure of an article, with what spoke for it."""
    chosen = []
    for each in options_of(name, lines):
        answers = [_answer(name, candidate) for candidate, _ in each]
        chosen.append(each[likeliest(name, [features for _, features in each], answers)])
    return chosen


def _answer(name: str, candidate: Any) -> Hashable:
    """What a candidate says of the field: two voices of one name, two times of one period say the same.

    Words that give no day ("in the second stage") say no more of the period than none at all.
    """
    if name == "period":
        return (candidate.start, candidate.end) if isinstance(candidate, When) else (None, None)
    words = candidate if isinstance(candidate, str) else speaker_name(candidate)
    return words and plain_name(words)
