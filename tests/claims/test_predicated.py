"""Counts that stand apart from their noun, lists by place, and times and places that hold for more than a sentence."""

from __future__ import annotations

from datetime import date

import pytest

from purport.model import FigureClaim
from tests.conftest import by_number, figures


def one(text: str, number: str) -> FigureClaim:
    return by_number(figures(text))[number]


@pytest.mark.parametrize(
    ("text", "number", "counted", "measure"),
    [
        ("Villages that the army has retaken since 1 May now number 214, the ministry said.", "214", "Villages", "places_captured"),
        ("The number of armed groups that signed has grown to 63.", "63", "armed groups", None),
        ("With these, the fishing villages to have joined the truce have increased in number to 512.", "512", "fishing villages", "places"),
        ("Still at 17 is the number of settlements under quarantine.", "17", "settlements", "places"),
        ("Rebel fighters killed are more than 45.", "45", "Rebel fighters", "killed"),
    ],
)  # fmt: skip
def test_a_count_said_of_its_noun(text: str, number: str, counted: str, measure: str | None) -> None:
    """The noun is the subject of "number", "grow to", "are", or stands behind "the number of"."""
    claim = one(text, number)
    assert claim.counted == counted
    assert measure is None or claim.measure == measure


def test_a_verb_of_being_far_away_counts_nothing() -> None:
    """ "Officials who came are … 45" is no count of officials: a plain "are" takes only the noun before it."""
    claim = one("Officials met near the towns where the losses in the last raid are 45.", "45")
    assert claim.counted not in ("Officials", "towns")


def test_a_list_in_brackets() -> None:
    """Each number is of the place before its bracket, a part of the number before the list, and of its noun."""
    text = "Observers registered 9 violations of the truce, by province: Hama (4), Homs (3), Idlib (2)."
    claims = by_number(figures(text))
    whole = claims["9"]
    parts = [claims[n] for n in ("4", "3", "2")]
    assert [(p.place, p.counted, p.measure, p.part_of) for p in parts] == [
        (place, whole.counted, whole.measure, whole.id) for place in ("Hama", "Homs", "Idlib")
    ]


def test_brackets_that_hold_more_than_the_number_before_are_no_parts() -> None:
    """A bracket behind a name may hold anything."""
    claims = by_number(figures("Three people died in Homs. The storm reached Hama (40)."))
    assert all(c.part_of is None for c in claims.values())


def test_the_line_that_opens_a_list_dates_it() -> None:
    """ "In Phase II, the operation has brought:" holds for every line below."""
    text = (
        "In Phase II, the operation has brought these results:\n\n"
        "197 villages were taken.\n\nMore than 260 fighters were killed."
    )
    assert {c.time for c in figures(text)} == {"In Phase II"}


def test_the_campaign_that_a_sentence_names() -> None:
    """ "since the operation began" is a period whose first day the words do not give."""
    claim = one("The army has taken 3,200 square kilometers since the operation began, it said.", "3,200")
    assert (claim.time, claim.start, claim.end) == ("since the operation began", None, date(2018, 12, 7))


def test_a_place_where_something_is_banned_is_not_where_it_happened() -> None:
    """ "(banned in Russia)" stands in every Russian report."""
    claim = one("Troops freed 12 villages in Syria from Islamic State (banned in Russia), the ministry said.", "12")
    assert claim.place != "Russia"


def test_a_total_behind_a_semicolon_is_of_neither_place_nor_time_before_it() -> None:
    """Two towns signed in Hama in a day; the settlements that have grown to 1,436 are Syria's."""
    text = (
        "In the last 24 hours two towns in Hama province signed in Syria; settlements keeping the truce have"
        " thereby grown in number to 1,436."
    )
    claim = one(text, "1,436")
    assert claim.place == "Syria"
    assert claim.time is None
