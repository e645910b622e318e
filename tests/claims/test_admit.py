"""Which numbers are no claims."""

from __future__ import annotations

import pytest

from purport.claims.figures import admitted


@pytest.mark.parametrize(
    "text",
    [
        "It began on April 4.",
        "On 21 August 2013 it began.",
        "In 2014 Iraqi forces fled.",
        "The raid came at 3:30 pm.",
        "It struck at around 715 pm.",
        "A 12-year-old boy watched.",
        "The boy, aged 12, watched.",
        "After six years of war they left.",
        "A 72-hour truce held.",
        "UN Resolution 2254 was cited.",
        "The G20 met.",
        "Su-24 jets flew over.",
        "They used 140mm rockets.",
        "One of the rebels spoke.",
        "No one was there.",
        "He said it three times.",
        "It was the 3rd attack.",
        "See http://t.co/45abc for more.",
    ],
)
def test_no_claim(text: str) -> None:
    """Dates, times, ages, durations, names, calibres, pronouns and ordinals are left out."""
    assert admitted(text) == ()


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("At least 2000 people fled.", "2000"),
        ("They lost 14 F-16s.", "14"),
        ("In 2016 200 people died.", "200"),
        ("Two Russian pilots were killed.", "Two"),
        ("The raids hit a 55 km zone.", "55"),
    ],
)
def test_a_claim_beside_one_that_is_none(text: str, written: str) -> None:
    """The neighbour of each exclusion is kept."""
    assert [n.written for n in admitted(text)] == [written]
