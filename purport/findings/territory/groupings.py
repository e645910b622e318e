"""Claimed shares of one whole, without a map: which groupings of their holders make another claimed share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from purport.errors import PurportError
from purport.findings.intervals import Interval, added

MOST_HOLDERS = 8  # 254 groupings: a longer list says nothing


@dataclass(frozen=True, slots=True)
class Grouping:
    """Some of the holders, what their shares come to as said, and within which ends, in percent."""

    holders: tuple[str, ...]
    share: float
    reach: Interval

    def makes(self, claimed: Interval) -> bool:
        """Whether the claimed share can be this sum."""
        return claimed.meets(self.reach)


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
            added(interval for _, interval, _ in some),
        )
        for count in range(1, len(shares))
        for some in combinations(shares, count)
    ]
