"""Intervals: what meets, and how far a number may have been rounded."""

from __future__ import annotations

import pytest

from purport.findings.intervals import interval, last_digit_width
from purport.model import Bound, Quantity


def quantity(written: str, low: float | None, high: float | None, bound: Bound = "exact") -> Quantity:
    return Quantity(written, low, high, bound)


@pytest.mark.parametrize(
    ("written", "width"), [("830", 10), ("96.5", 0.1), ("7,400", 100), ("126", 1), ("38.14", 0.01), ("1", 1)]
)
def test_the_width_of_the_last_written_digit(written: str, width: float) -> None:
    """Closing zeros are taken for rounding."""
    assert last_digit_width(written) == pytest.approx(width)


def test_about_830_meets_826_and_not_812() -> None:
    """A hedge widens by the last written digit."""
    about = interval(quantity("830", 830, 830, "about"))
    assert about.meets(interval(quantity("826", 826, 826)))
    assert not about.meets(interval(quantity("812", 812, 812)))


def test_more_than_is_open_and_at_least_is_closed() -> None:
    """ "more than 260" is not 260; "at least 260" may be."""
    exact = interval(quantity("260", 260, 260))
    assert not interval(quantity("260", 260, None, "more_than")).meets(exact)
    assert interval(quantity("260", 260, None, "at_least")).meets(exact)
