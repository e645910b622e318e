"""Where a number or a day stands on an axis, and which ticks are drawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil, floor, log10

_STEPS = (1, 2, 5, 10)
_LARGEST = 1e18  # drawn at the end of the axis whatever it is
_WIDE = 40.0  # times: a wider range is drawn by powers of ten


@dataclass(frozen=True, slots=True)
class Scale:
    """From `low` at `begin` to `high` at `until`, in units of the drawing; by powers of ten where `log`."""

    low: float
    high: float
    begin: float
    until: float
    log: bool = False

    def at(self, amount: float) -> float:
        """Where a number stands."""
        inside = min(max(amount, self.low), self.high)  # beyond the ends it stands at the end
        if self.log:
            share = (log10(inside) - log10(self.low)) / (log10(self.high) - log10(self.low))
        else:
            share = (inside - self.low) / (self.high - self.low)
        return self.begin + share * (self.until - self.begin)

    def ticks(self, count: int = 5) -> list[float]:
        """Round numbers along the axis."""
        if self.log:
            powers = range(floor(log10(self.low)), ceil(log10(self.high)) + 1)
            return [10.0**p for p in powers if self.low <= 10.0**p <= self.high]
        step = _round_step((self.high - self.low) / count)
        first = ceil(self.low / step)
        return [n * step for n in range(first, floor(self.high / step) + 1)]


def scale_of(numbers: list[float], begin: float, until: float) -> Scale:
    """A scale that holds all of the numbers: from zero, or by powers of ten where they lie far apart."""
    low, high = max(min(numbers), -_LARGEST), min(max(numbers), _LARGEST)
    if low > 0 and high / low > _WIDE:
        return Scale(10.0 ** floor(log10(low)), 10.0 ** ceil(log10(high * 1.0001)), begin, until, log=True)
    step = _round_step(max(high - min(low, 0.0), 1.0) / 5)
    return Scale(floor(min(low, 0.0) / step) * step, (floor(high / step) + 1) * step, begin, until)


def _round_step(wanted: float) -> float:
    power = 10.0 ** floor(log10(wanted))
    return next(step * power for step in _STEPS if step * power >= wanted)


@dataclass(frozen=True, slots=True)
class Days:
    """From the first day at `begin` to the last at `until`."""

    first: date
    last: date
    begin: float
    until: float

    def at(self, day: date) -> float:
        """Where a day stands; a lone day stands in the middle."""
        days = (self.last - self.first).days
        share = (day - self.first).days / days if days else 0.5
        return self.begin + share * (self.until - self.begin)

    def ticks(self, count: int = 5) -> list[date]:
        """A few days evenly along the axis, first and last among them."""
        days = (self.last - self.first).days
        steps = min(count - 1, days) or 1
        return sorted({self.first + timedelta(days=round(days * n / steps)) for n in range(steps + 1)})
