"""Claimed shares of one whole, without a map: which groupings of their holders make another claimed share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from purport.errors import PurportError
from purport.findings.intervals import Interval, show
from purport.findings.subjects import place_key
from purport.findings.times import is_taking
from purport.findings.view import Figure, View, span_of
from purport.model import Body

MOST_HOLDERS = 8  # 254 groupings: a longer list says nothing


@dataclass(frozen=True, slots=True)
class Grouping:
    """Some of the holders, and what their shares come to, in percent, from the least to the most."""

    holders: tuple[str, ...]
    share: float
    low: float
    high: float

    def makes(self, claimed: Interval) -> bool:
        """Whether the claimed share can be this sum."""
        return claimed.meets(Interval(self.low, self.high))


def groupings(shares: Sequence[tuple[str, Interval, float]]) -> list[Grouping]:
    """Every grouping of the holders but all of them, fewest first: (holder, interval, share as said) each.

    PurportError where there are fewer than two holders or more than MOST_HOLDERS.
    """
    if not 2 <= len(shares) <= MOST_HOLDERS:
        raise PurportError(f"{len(shares)} shares: give two to {MOST_HOLDERS}")
    return [
        Grouping(
            tuple(holder for holder, *_ in some),
            sum(said for *_, said in some),
            sum(max(0.0, interval.low) for _, interval, _ in some),
            min(100.0, sum(min(100.0, interval.high) for _, interval, _ in some)),
        )
        for count in range(1, len(shares))
        for some in combinations(shares, count)
    ]


_DAYS = 60  # fronts move: shares of another season say nothing
_FEWEST = 3  # two shares group in one way or the other: no table


@dataclass(frozen=True, slots=True)
class StatedSet:
    """The shares of one whole that one page gives for its holders on one day."""

    parts: tuple[Figure, ...]
    holders: tuple[Body, ...]

    @property
    def teller(self) -> str:
        """Who gives them."""
        return self.parts[0].teller

    def may_make(self, figure: Figure) -> bool:
        """Whether another figure is a share of the same whole, said within two months of these."""
        first, days = self.parts[0], (self.parts[0].claim.said, figure.claim.said)
        same = figure not in self.parts and place_key(figure) == place_key(first)
        return same and None not in days and abs((days[0] - days[1]).days) <= _DAYS  # type: ignore[operator]

    def groupings(self) -> list[Grouping]:
        """Every grouping of the holders."""
        return groupings([(b.name, _rounded(f), f.size) for f, b in zip(self.parts, self.holders, strict=True)])

    def making(self, claimed: Interval) -> list[Grouping]:
        """The groupings that make the claimed share."""
        return [g for g in self.groupings() if g.makes(claimed)]

    def told(self, made: Sequence[Grouping]) -> str:
        """One sentence: how many groupings make the share, and their sums."""
        sums = "; ".join(f"{' + '.join(g.holders)} = {show(round(g.share, 2))}%" for g in made)
        return (
            f"By the shares that {self.teller} gives, {len(made)} of {len(self.groupings())} groupings of"
            f" their holders make it{': ' + sums if made else ''}."
        )


def stated_sets(view: View) -> list[StatedSet]:
    """Of each page the shares of one whole, one a holder, where there are three and more."""
    sets = []
    for figures in view.by_article.values():
        by_whole: dict[str, dict[str, tuple[Figure, Body]]] = defaultdict(dict)
        for figure in figures:
            claim, where, holder = figure.claim, place_key(figure), figure.actor
            share = claim.measure == "territory" and claim.quantity.unit == "percent" and claim.stance == "asserted"
            if share and where and holder and claim.part != "comment" and not is_taking(claim.event):
                by_whole[where].setdefault(holder.id, (figure, holder))
        for found in by_whole.values():
            if _FEWEST <= len(found) <= MOST_HOLDERS:
                parts, holders = zip(*found.values(), strict=True)
                sets.append(StatedSet(parts, holders))
    return sets


def _rounded(figure: Figure) -> Interval:
    """A share as said, wider by half of its last digit: 8% may be 7.5."""
    said = span_of(figure)
    half = 10.0 ** -len(figure.claim.quantity.written.rstrip("% ").partition(".")[2]) / 2
    return Interval(said.low - half, said.high + half)
