"""Numbers as they are written in the news."""

from __future__ import annotations

import pytest

from purport.claims.numbers import find_numbers


@pytest.mark.parametrize(
    ("text", "written", "low", "high", "unit"),
    [
        ("1,411 settlements", "1,411", 1411, 1411, "count"),
        ("816 000 people", "816 000", 816000, 816000, "count"),
        ("reached a number of 1, 123.", "1, 123", 1123, 1123, "count"),
        ("4.629 square kilometers", "4.629", 4629, 4629, "km2"),
        ("503 thousand 223 square kilometers", "503 thousand 223", 503223, 503223, "km2"),
        ("2,70,000 people", "2,70,000", 270000, 270000, "count"),
        ("96.5% of it", "96.5%", 96.5, 96.5, "percent"),
        ("36.1 per cent of it", "36.1 per cent", 36.1, 36.1, "percent"),
        ("a third of Syria", "a third", 33.33, 33.33, "percent"),
        ("three quarters of it", "three quarters", 75, 75, "percent"),
        ("1/8 of the land", "1/8", 12.5, 12.5, "percent"),
        ("dozens of people", "dozens", 24, None, "count"),
        ("tens of thousands fled", "tens of thousands", 20000, None, "count"),
        ("hundreds of thousands fled", "hundreds of thousands", 200000, None, "count"),
        ("several hundred fighters", "several hundred", 200, None, "count"),
        ("half a dozen men", "half a dozen", 6, 6, "count"),
        ("half a million people", "half a million", 500000, 500000, "count"),
        ("a quarter of a million people", "a quarter of a million", 250000, 250000, "count"),
        ("one hundred and twenty-five people", "one hundred and twenty-five", 125, 125, "count"),
        ("30 to 40 dead", "30 to 40", 30, 40, "count"),
        ("between 500 and 1300 people", "500 and 1300", 500, 1300, "count"),
        ("2m people", "2m", 2_000_000, 2_000_000, "count"),
        ("$5.2 billion was lost", "5.2 billion", 5_200_000_000, 5_200_000_000, "usd"),
        ("Rs 5 lakh each", "5 lakh", 500_000, 500_000, "inr"),
        ("12km away", "12", 12, 12, "km"),
        ("550km² taken", "550", 550, 550, "km2"),
    ],
)
def test_a_number_is_read_as_written(text: str, written: str, low: float, high: float | None, unit: str) -> None:
    """Its words, its interval and its unit."""
    [number] = find_numbers(text)
    assert (number.written, number.low, number.high, number.unit) == (written, low, high, unit)


def test_two_units_are_two_numbers() -> None:
    """ "9.1 square kilometers (3.5 square miles)" is a figure and its conversion."""
    assert [(n.low, n.unit) for n in find_numbers("9.1 square kilometers (3.5 square miles)")] == [
        (9.1, "km2"),
        (3.5, "mi2"),
    ]


def test_a_rise_is_no_range() -> None:
    """ "rose from 58 to 72" gives two figures."""
    assert [n.low for n in find_numbers("The toll rose from 58 to 72.")] == [58, 72]
