"""Pairs of figures that may answer one question though the rules keep them apart: for a person to decide."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial
from itertools import takewhile

from purport.findings.intervals import number_of
from purport.findings.subjects import Subject, place_key, subject
from purport.findings.times import closed_period, goes_on
from purport.findings.view import Figure, View
from purport.model import Place, Question

_DAYS = 2  # reports of one event are that close
_SMALL = 3  # "two killed" are said of two events on any day
_COMPARED = 40  # figures of one number and subject, next to each other in time


def near_misses(view: View, questions: Iterable[Question]) -> Iterator[tuple[Figure, Figure, str]]:
    """Pairs of one number and subject told within days on two pages, with what keeps them apart.

    The likeliest first: those that differ in one thing before those that leave it open.
    """
    gathered = {claim: question.id for question in questions for claim in question.claims}
    decided = {*view.same, *view.different}
    found = []
    for figures in _of_one_number(view).values():
        ordered = sorted(figures, key=lambda f: (_day(f), f.id))
        for at, one in enumerate(ordered):
            for other in takewhile(partial(_near, one), ordered[at + 1 : at + _COMPARED]):
                together = gathered.get(one.id) is not None and gathered.get(one.id) == gathered.get(other.id)
                doubt = None if together or frozenset((one.id, other.id)) in decided else _doubt(one, other, view)
                if doubt:
                    found.append((len(doubt), one.id, other.id, one, other, ", ".join(doubt)))
    yield from ((one, other, why) for *_, one, other, why in sorted(found, key=lambda f: f[:3]))


def _day(figure: Figure) -> date:
    """The day spoken of, else the day of speaking; the first of all where neither is known."""
    return figure.claim.end or figure.claim.said or date.min


def _near(one: Figure, other: Figure) -> bool:
    return (_day(other) - _day(one)).days <= _DAYS


def _of_one_number(view: View) -> dict[tuple[Subject, float | None], list[Figure]]:
    groups: dict[tuple[Subject, float | None], list[Figure]] = defaultdict(list)
    for figure in view.figures:
        what = subject(figure)
        if what is not None and figure.size >= _SMALL and figure.claim.stance == "asserted":
            groups[what, number_of(figure.claim.quantity)[1]].append(figure)
    return groups


def _doubt(one: Figure, other: Figure, view: View) -> list[str] | None:
    """What keeps two figures apart; None where they plainly are of two things, or one page reprints the other."""
    if view.descends(one.article.id, other.article.id) or goes_on(one) != goes_on(other):
        return None
    place, time = _places(one, other), _times(one, other)
    if place is None or time is None:
        return None
    return [*place, *time]


def _places(one: Figure, other: Figure) -> list[str] | None:
    a, b = place_key(one), place_key(other)
    if a is None or b is None:
        return ["a place is not clear"]
    if a == b:
        return []
    if one.place and other.place and _one_holds_the_other(one.place, other.place):
        return [f"{one.place.name} and {other.place.name}: one place may lie in the other"]
    return None


def _one_holds_the_other(one: Place, other: Place) -> bool:
    return (
        one.within == other.id
        or other.within == one.id
        or (one.country == other.country and "country" in (one.kind, other.kind))
    )


def _times(one: Figure, other: Figure) -> list[str] | None:
    a, b = closed_period(one), closed_period(other)
    said = (one.claim.said, other.claim.said)
    if a is None or b is None:
        near = None not in said and abs((said[0] - said[1]).days) <= _DAYS  # type: ignore[operator]
        return ["a day is not clear"] if near else None
    if a == b:
        return []
    apart = max((b[0] - a[1]).days, (a[0] - b[1]).days)
    return ["the days differ"] if apart <= 1 else None
