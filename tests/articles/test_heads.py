"""Dates, bylines, outlets and credits are taken from lines that state them, not from sentences."""

from __future__ import annotations

import io
import time
from datetime import date

import pytest

from purport.articles.build import build_article
from purport.articles.dates import parse_given
from purport.articles.inputs import whole_input
from purport.articles.kinds import kind_of
from purport.model import Article

BODY = "Forty houses burned in the valley, the mayor said.\n\nNobody was hurt, and the fire was out by noon."


def article(text: str, **known: str | None) -> Article:
    return build_article(text, {"doc_id": "a", **known}, origin="a")


@pytest.mark.parametrize(
    ("given", "day"),
    [
        ("12/25/2018", date(2018, 12, 25)),
        ("25/12/2018", date(2018, 12, 25)),
        ("1544486400", date(2018, 12, 11)),
        ("1544486400000", date(2018, 12, 11)),
        ("20181211", date(2018, 12, 11)),
        ("31/31/2018", None),
        ("12345", None),
    ],
)
def test_given_dates(given: str, day: date | None) -> None:
    """Month first unless it can only be day first; seconds and milliseconds since 1970."""
    assert parse_given(given) == day


def test_a_report_published_on_a_day_does_not_date_the_article() -> None:
    """A line that opens with "Published" does; a sentence about another report does not."""
    sentence = f"{BODY}\n\nA report of the board published on 6 September 2017 had warned of it."
    assert article(sentence).published is None
    line = article(f"{BODY}\n\nPublished on 6 September 2017")
    assert line.published is not None
    assert line.published.day == date(2017, 9, 6)


@pytest.mark.parametrize(
    ("line", "byline"),
    [
        ("By Anna Weaver", "Anna Weaver"),
        ("BY ANNA WEAVER", "ANNA WEAVER"),
        ("By the numbers", None),
        ("By The Numbers", None),
        ("By Monday evening", None),
        ("By March", None),
    ],
)
def test_bylines(line: str, byline: str | None) -> None:
    """A name behind "by", and no day or article."""
    assert article(f"Houses burn in the valley\n\n{line}\n\n{BODY}").byline == byline


def test_an_outlet_that_a_sentence_names_is_not_the_articles() -> None:
    """ "Global Research, December 12, 2018" is a line of the head; "in The Guardian, April 10, 2017, said" is not."""
    assert article(f"Fire\n\nGlobal Research, December 12, 2018\n\n{BODY}").outlet == "Global Research"
    assert article(f"Fire\n\nA letter in The Guardian, April 10, 2017, said so.\n\n{BODY}").outlet is None


def test_an_agency_whose_reporting_is_spoken_of_is_no_credit() -> None:
    """ "Reuters reporting showed" is a sentence; "(Reuters reporting)" a credit."""
    assert article(f"{BODY}\n\nReuters reporting showed another number.").credit is None
    assert article(f"{BODY}\n\n(Reuters reporting)").credit == "Reuters"


def test_many_comments_before_a_doctype_take_no_time() -> None:
    """A page of comments without end is told at once, whatever it is."""
    begun = time.monotonic()
    kind_of(whole_input(io.BytesIO(b"<!-- a --> <!-- b " * 3000), shown="a", name="a", origin="a"))
    page = b"<!-- x -->\n" * 40 + b"<!doctype html><p>x</p>"
    kind = kind_of(whole_input(io.BytesIO(page), shown="a", name="a", origin="a"))
    assert kind is not None
    assert kind.module == "html"
    assert time.monotonic() - begun < 5


def test_a_dateline_beats_a_hint_that_is_years_away() -> None:
    """A hint is a hint; a given day is sure."""
    text = "Thu Feb 5 2015 Rockets hit the capital on Thursday."
    assert build_article(text, {"date_hint": "6/10/2013"}, origin="test").day == date(2015, 2, 5)
    assert build_article(text, {"date": "2013-06-10"}, origin="test").day == date(2013, 6, 10)
