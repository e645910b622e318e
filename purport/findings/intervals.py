"""Intervals of figures: what a number as written leaves open, and whether two can both be so."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce

from purport.model import Quantity


@dataclass(frozen=True, slots=True)
class Interval:
    """From `low` to `high`, either infinite; an open end is one that is not itself meant."""

    low: float
    high: float
    low_open: bool = False
    high_open: bool = False

    def meets(self, other: Interval) -> bool:
        """Whether one number can lie in both."""
        return not (self.below(other) or other.below(self))

    def below(self, other: Interval) -> bool:
        """Whether everything in this one is smaller than everything in the other."""
        if self.high < other.low:
            return True
        return self.high == other.low and (self.high_open or other.low_open)

    def plus(self, other: Interval) -> Interval:
        """What the two add up to."""
        return Interval(
            self.low + other.low,
            self.high + other.high,
            self.low_open or other.low_open,
            self.high_open or other.high_open,
        )

    def times(self, factor: float) -> Interval:
        """Converted by a positive factor."""
        return Interval(self.low * factor, self.high * factor, self.low_open, self.high_open)


def added(intervals: Iterable[Interval]) -> Interval:
    """What the intervals add up to."""
    return reduce(Interval.plus, intervals, Interval(0, 0))


def number_of(quantity: Quantity) -> tuple[str, float | None]:
    """The unit and the number that stands on the page, of a range its lower: what two figures are the same by."""
    return quantity.unit, quantity.low if quantity.low is not None else quantity.high


def is_precise(quantity: Quantity) -> bool:
    """Whether two pages are unlikely to hit upon the number by themselves: three digits and more, closing zeros aside."""
    return len(re.sub(r"\D", "", quantity.written).rstrip("0")) > 2


def is_vague(quantity: Quantity) -> bool:
    """Whether a number is a word that only sets a lower end: "scores", "thousands"."""
    return quantity.high is None and not re.search(r"\d", quantity.written)


def last_digit_width(written: str) -> float:
    """The worth of the last digit that is not a closing zero: 830 → 10, 96.5 → 0.1, 7,400 → 100."""
    match = re.search(r"\d[\d,. \u00a0]*", written)
    if not match:
        return 1.0
    digits = match.group().strip(" ,.\u00a0").replace(",", "").replace(" ", "").replace("\u00a0", "")
    if "." in digits:
        return 10.0 ** -len(digits.split(".")[1])
    return 10.0 ** (len(digits) - len(digits.rstrip("0"))) if digits.strip("0") else 1.0


def rounding(quantity: Quantity) -> float:
    """How far a number may be from what was meant: the width of its last written digit, scaled.

    Numbers in words have no digits written; theirs is told from the value: "two million" → 1,000,000.
    """
    centre = quantity.low if quantity.low is not None else quantity.high
    if not centre:
        return 0.0
    written = re.search(r"\d[\d,. \u00a0]*", quantity.written)
    if written is None:
        return last_digit_width(f"{centre:.0f}") if float(centre).is_integer() else 1.0
    shown = float(re.sub(r"[^\d.]", "", written.group()).rstrip(".") or 0)
    return last_digit_width(quantity.written) * (centre / shown if shown else 1.0)


def interval(quantity: Quantity, *, rounded: bool = False) -> Interval:
    """The interval of a quantity; "about" and, with `rounded`, any number widen by the last digit."""
    low = -math.inf if quantity.low is None else quantity.low
    high = math.inf if quantity.high is None else quantity.high
    if quantity.bound == "about" or rounded:
        width = rounding(quantity)
        low, high = low - width, high + width
    return Interval(low, high, quantity.bound == "more_than", quantity.bound == "less_than")


def show(amount: float | None) -> str:
    """A number for a sentence: 1411 → "1,411", 96.5 → "96.5"."""
    if amount is None:
        return "?"
    if math.isinf(amount):
        return "any number"
    return f"{amount:,.0f}" if float(amount).is_integer() else f"{amount:,.2f}".rstrip("0").rstrip(".")
