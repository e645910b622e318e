"""The rules of each house, applied to the figures of one question."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from purport.findings.codebooks import Codebook, codebook
from purport.findings.independence import independent_speakers
from purport.findings.subjects import counted_class
from purport.findings.times import closed_period
from purport.findings.view import Figure

_PLURAL = re.compile(r"\b(tens|dozens?|scores?|hundreds|thousands)\b", re.IGNORECASE)
_DEATHS = ("killed", "casualties")
_WEEK = 7  # days


@dataclass(slots=True)
class Suggestion:
    """What a house would write down: its fields, the rules that fired, and what a coder still has to decide."""

    codebook: Codebook
    values: dict[str, Any] = field(default_factory=dict)
    fired: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)

    def fire(self, rule: str) -> None:
        """Notes a rule of the codebook, once."""
        if rule not in self.fired:
            self.fired.append(rule)


def suggest(name: str, figures: Sequence[Figure], plural: int | None = None) -> Suggestion | None:
    """The house's suggestion for a question's figures; None where its rules do not speak of such a question.

    `plural` is the coder's scale for an unknown number of dead (3 or 10), asked for and never guessed.
    """
    asserted = [f for f in figures if f.claim.stance == "asserted" and f.claim.part != "comment"]
    people = asserted and all(f.claim.measure in _DEATHS and f.claim.quantity.unit == "count" for f in asserted)
    if not asserted or (name != "guideline" and not people):
        return None
    return _HOUSES[name](Suggestion(codebook(name)), asserted, plural)


def _acled(told: Suggestion, figures: Sequence[Figure], plural: int | None) -> Suggestion:
    numbers = [n for f in figures if (n := _acled_number(told, f, plural)) is not None]
    if not numbers:
        return told
    if len(set(numbers)) > 1:
        told.fire("lowest")
    fatalities = int(min(numbers))
    told.values["fatalities"] = fatalities
    period = closed_period(figures[0])
    if period is None:
        told.open.append("the day: no period is known")
        return told
    told.fire("time-precision")
    start, end = period
    told.values["time_precision"] = 1 if start == end else 2 if (end - start).days <= _WEEK else 3
    if start < end:
        told.fire("divided")
        told.values["by_day"] = _divided(fatalities, start, end)
    return told


def _acled_number(told: Suggestion, figure: Figure, plural: int | None) -> float | None:
    """A report's number by the house's rules; a vague plural only by the scale that the coder gives."""
    quantity = figure.claim.quantity
    if figure.claim.measure == "casualties":
        told.fire("casualties")
        return 0.0
    word = _PLURAL.search(quantity.written)
    if word and not re.search(r"\d", quantity.written):
        told.fire("round-plural")
        name = word.group(1).lower()
        return told.codebook.numbers[name if name.endswith("s") else f"{name}s"]
    if quantity.low is None:
        told.fire("vague-plural")
        if plural is None:
            told.open.append(f"{figure.words} gives no lower number: choose a scale, 3 or 10")
            return None
        return float(plural)
    if quantity.bound in ("at_least", "more_than", "range"):
        told.fire("floor")
    return quantity.low


def _divided(total: int, start: date, end: date) -> dict[str, int]:
    """A total over days, the remainder to the first: 7 over 3 days is 3, 2, 2."""
    count = (end - start).days + 1
    each, left = divmod(total, count)
    return {(start + timedelta(days=n)).isoformat(): each + (n < left) for n in range(count)}


def _airwars(told: Suggestion, figures: Sequence[Figure], _: int | None) -> Suggestion:
    told.fire("range")
    civilians = [
        f for f in figures if counted_class(f.claim.counted) in ("person:civilian", "person:child", "person:woman")
    ]
    conceded = [f for f in figures if _concedes(f)]
    others = [f for f in figures if f not in conceded]
    if conceded:
        told.fire("conceded")
        told.values["conceded"] = [f"{f.words} by {f.teller}" for f in conceded]
    if others:
        told.values["min"], told.values["max"] = _lowest(others), _highest(others)
    if len(civilians) < len(figures):
        told.fire("civilians")
        told.open.append("whether those counted were civilians: not every figure says so")
    actors = {f.actor.id for f in figures if f.actor}
    if len(actors) > 1:
        told.fire("contested")
    told.fire("fair" if len(independent_speakers(others)) > 1 else "weak")
    told.open.append("the grade: a person gives it; Discounted cannot be told from reports")
    return told


def _concedes(figure: Figure) -> bool:
    """Whether the speaker is of the side that is said to have done it."""
    return figure.named is not None and figure.actor is not None and figure.named.id == figure.actor.id


def _ucdp(told: Suggestion, figures: Sequence[Figure], _: int | None) -> Suggestion:
    dead = [f for f in figures if f.claim.measure == "killed"]
    if len(dead) < len(figures):
        told.fire("killed-only")
    if not dead:
        told.values |= {"best": 0, "low": 0, "high": 0}
        return told
    told.fire("estimates")
    low, high = _lowest(dead), _highest(dead)
    told.values |= {"best": low, "low": low, "high": high}
    told.fire("by-side")
    kind, whose = counted_class(dead[0].claim.counted), dead[0].whose
    if kind.startswith("person:civilian") or kind in ("person:child", "person:woman"):
        part = "deaths_civilians"
    else:
        part = f"deaths_of_{whose.replace(' ', '_')}" if kind == "person:fighter" and whose else "deaths_unknown"
    told.values[part] = low
    told.fire("sum")
    if part.startswith("deaths_of_"):
        told.open.append("which of the sides is A and which is B")
    return told


def _guideline(told: Suggestion, figures: Sequence[Figure], _: int | None) -> Suggestion:
    told.fire("interval")
    if any(_PLURAL.search(f.claim.quantity.written) for f in figures):
        told.fire("round-plural")
    told.values |= {"low": _lowest(figures), "high": _highest(figures)}
    return told


def _lowest(figures: Sequence[Figure]) -> float:
    return min(_number(f, first=True) for f in figures)


def _highest(figures: Sequence[Figure]) -> float:
    return max(_number(f, first=False) for f in figures)


def _number(figure: Figure, *, first: bool) -> float:
    q = figure.claim.quantity
    low, high = (q.low, q.high) if first else (q.high, q.low)
    return low if low is not None else high or 0.0


_HOUSES: dict[str, Callable[[Suggestion, Sequence[Figure], int | None], Suggestion]] = {
    "acled": _acled,
    "airwars": _airwars,
    "guideline": _guideline,
    "ucdp": _ucdp,
}
