"""The table of readings: a share of land under every reading of a list that is fixed beforehand, the same for every side.

Who counts as holding (the side; the side and what is contested; all that one or two other sides do not
hold), which land (all; populated; once held by another side), which count (area, places, people). The
other sides are the three that held the most land on any day: more would make an alibi for any number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from purport.errors import PurportError
from purport.findings.intervals import Interval
from purport.findings.territory.control import CONTESTED, UNKNOWN, Control
from purport.findings.territory.land import FAR_KM, Boundary, Land, in_unit, land_of

Verdict = Literal["holds", "does not hold", "cannot be told"]
_OTHERS = 3
_FAR = FAR_KM.index(25)

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading, its share in percent, and the share with the land far from any place given to nobody or to the side."""

    who: str
    land: str
    count: str
    share: float
    low: float
    high: float

    def verdict(self, claimed: Interval) -> Verdict:
        """Whether the claimed share is so under this reading; cannot be told where the far land decides."""
        low, high = (claimed.meets(Interval(end, end)) for end in (self.low, self.high))
        if low and high:
            return "holds"
        within = claimed.meets(Interval(self.low, self.high))
        return "cannot be told" if within else "does not hold"

    def away(self, claimed: Interval) -> float:
        """How many points the share lies from the claimed one; none where it holds."""
        return max(0.0, claimed.low - self.share, self.share - claimed.high)


class Ground:
    """Control and land together, as arrays: asked for many days, they are looked up without a loop over places."""

    def __init__(self, control: Control, land: Land) -> None:
        self.control, self.land = control, land
        held = [(at, h) for at, spot in enumerate(control.spots) for h in spot.holds]
        self.holders = sorted({h.holder for _, h in held} | {UNKNOWN})
        self._spot = np.array([at for at, _ in held], np.int64)
        self._holder = np.array([self.holders.index(h.holder) for _, h in held], np.int64)
        self._start = np.array([h.start.toordinal() for _, h in held], np.int64)
        self._end = np.array([h.end.toordinal() for _, h in held], np.int64)
        self.people = np.array([s.people for s in control.spots], np.float64)
        self.settled = np.array([s.settlements for s in control.spots], np.float64)
        self._none = np.zeros(len(control.spots))

    def on(self, day: date) -> Ground:
        """The same: the cells of known places do not change with the day."""
        return self

    def held(self, day: date) -> NDArray[np.int64]:
        """The number in `holders` of who held each place that day."""
        found = np.full(len(self.control.spots), self.holders.index(UNKNOWN))
        at = (self._start <= day.toordinal()) & (self._end >= day.toordinal())
        found[self._spot[at]] = self._holder[at]
        return found

    def ever(self, holder: str, until: date) -> Mask:
        """The places that the holder had on any day up to the given one."""
        found = np.zeros(len(self.control.spots), np.bool_)
        code = self.holders.index(holder)
        found[self._spot[(self._holder == code) & (self._start <= until.toordinal())]] = True
        return found

    def changes(self) -> set[int]:
        """The days, as ordinals, on which something is held otherwise than the day before."""
        return set(self._start.tolist()) | set((self._end + 1).tolist())

    def counts(self, where: str) -> Iterator[tuple[str, NDArray[np.float64], NDArray[np.float64]]]:
        """The weight of each place by each count, and how much of it lies far from the place."""
        if where == "populated land":
            yield "area", self.land.settled, self._none
        else:
            yield "area", self.land.area, self.land.far[:, _FAR]
        yield "places", self.settled, self._none
        if where != "populated land":
            yield "people", self.people, self._none


def ground_within(control: Control, boundary: Boundary, unit: str | None = None) -> Ground:
    """The cells of a table's places within a country, or within one unit of it: there only its own people and places count."""
    if unit is None:
        return Ground(control, land_of(control.spots, boundary))
    part = boundary.of(unit)
    own = replace(control, spots=in_unit(control.spots, part.outline))
    return Ground(own, land_of(control.spots, part))


def readings(ground: Ground, side: str, day: date) -> list[Reading]:
    """Every reading of the closed list for a side on a day, in a fixed order; those without any land are left out."""
    held = ground.held(day)
    had = {holder: ground.ever(holder, day) for holder in ground.holders if holder not in (side, CONTESTED, UNKNOWN)}
    most = {holder: float(ground.land.area[mask].sum()) for holder, mask in had.items() if mask.any()}
    others = sorted(most, key=lambda holder: (-most[holder], holder))[:_OTHERS]
    every = np.ones(len(held), np.bool_)
    lands = [("all land", every), ("populated land", every), *((f"land once held by {o}", had[o]) for o in others)]
    found = []
    for who, mine in _groups(held, ground.holders, side, others):
        for where, within in lands:
            for count, weights, far in ground.counts(where):
                whole = float(weights[within].sum())
                if whole > 0:
                    found.append(_reading(who, where, count, mine & within, within, weights, far, whole))
    return found


def _groups(held: NDArray[np.int64], names: list[str], side: str, others: list[str]) -> Iterator[tuple[str, Mask]]:
    def by(name: str) -> Mask:
        return np.asarray(held == (names.index(name) if name in names else -1))

    yield f"held by {side}", by(side)
    yield f"held by {side} or contested", by(side) | by(CONTESTED)
    for other in others:
        yield f"not held by {other}", ~by(other)
    for one, two in combinations(others, 2):
        yield f"not held by {one} or {two}", ~by(one) & ~by(two)


def _reading(
    who: str, where: str, count: str, mine: Mask, within: Mask, weights: NDArray[np.float64],
    far: NDArray[np.float64], whole: float,
) -> Reading:  # fmt: skip
    held, mine_far, all_far = float(weights[mine].sum()), float(far[mine].sum()), float(far[within].sum())
    low, high = (held - mine_far) / whole, (held + all_far - mine_far) / whole
    return Reading(who, where, count, 100 * held / whole, 100 * low, 100 * high)


def shares_on(ground: Ground, day: date) -> list[dict[str, float | str]]:
    """Each holder's percent of the land, of the settlements and of the people on a day, the most land first."""
    held = ground.held(day)
    counts = {name: weights for name, weights, _ in ground.counts("all land")}
    rows: list[dict[str, float | str]] = [
        {
            "holder": ground.holders[code],
            **{n: 100 * float(w[held == code].sum() / max(w.sum(), 1e-9)) for n, w in counts.items()},
        }
        for code in np.unique(held).tolist()
    ]
    there = [row for row in rows if any(row[name] for name in counts)]
    return sorted(there, key=lambda row: (-float(row["area"]), str(row["holder"])))


class DatedGround(Protocol):
    """Whose land is whose from day to day: cells of places, or polygons that are drawn anew."""

    def on(self, day: date) -> Ground:
        """The ground of one day."""
        ...

    def changes(self) -> set[int]:
        """The days, as ordinals, on which something is held otherwise than the day before."""
        ...


def shares_over(ground: DatedGround, first: date, last: date) -> Iterator[tuple[date, list[dict[str, float | str]]]]:
    """The shares of every day; they are worked out anew only where something changed hands."""
    changes = ground.changes()
    rows: list[dict[str, float | str]] = []
    for ordinal in range(first.toordinal(), last.toordinal() + 1):
        if not rows or ordinal in changes:
            day = date.fromordinal(ordinal)
            rows = shares_on(ground.on(day), day)
        yield date.fromordinal(ordinal), rows


_SHARE = re.compile(
    r"\s*(?P<lead>more than|over|at least|less than|under|at most|up to)?\s*(?P<number>\d+(?:\.\d+)?)\s*%?\s*"
)


def stated_share(words: str) -> float:
    """The number of a share as somebody says it: "more than 96.5" → 96.5; PurportError where it is none."""
    return float(_share(words)["number"])


def claimed_share(words: str) -> Interval:
    """A share as somebody says it: "96.5" (the last digit rounds), "more than 96.5", "less than 5%"; PurportError else."""
    match = _share(words)
    number, lead = float(match["number"]), match["lead"]
    if lead in ("more than", "over", "at least"):
        return Interval(number, 100.0, low_open=lead != "at least")
    if lead is not None:
        return Interval(0.0, number, high_open=lead in ("less than", "under"))
    half = 10.0 ** -len(match["number"].partition(".")[2]) / 2
    return Interval(number - half, number + half)


def _share(words: str) -> re.Match[str]:
    match = _SHARE.fullmatch(words)
    if match is None or float(match["number"]) > 100:
        raise PurportError(f'{words!r}: is no share; give it as 96.5 or "more than 96.5"')
    return match
