"""Figures that go on from report to report: running totals, phases, periods in periods."""

from __future__ import annotations

import pytest

from purport.api import audit
from purport.claims.extract import extract
from purport.model import Article, Finding, Question
from tests.conftest import make_article


def audited(*told: tuple[str, str | None]) -> tuple[tuple[Question, ...], tuple[Finding, ...]]:
    """The audit of pages given as (text, day)."""
    articles: list[Article] = [
        make_article(text, doc_id=f"d{i}", outlet=f"Outlet {i}", day=day) for i, (text, day) in enumerate(told)
    ]
    return audit(articles, [c for a in articles for c in extract(a)])


def kinds(*told: tuple[str, str | None]) -> list[str]:
    return [f.kind for f in audited(*told)[1]]


TOTAL = "The Russian Defence Ministry said that settlements in Syria that have joined the truce now number {}."


def test_a_running_total_is_one_question_over_many_days() -> None:
    """In the order of the days; a page without a day stands where its number fits."""
    pages = [("1,473", "2017-04-28"), ("408", "2016-08-15"), ("956", None), ("616", "2016-09-14")]
    questions, findings = audited(*((TOTAL.format(number), day) for number, day in pages))
    [question] = questions
    assert findings == ()
    assert (question.low, question.high) == (408, 1473)
    assert "running total" in question.title
    articles = [
        make_article(TOTAL.format(n), doc_id=f"d{i}", outlet=f"Outlet {i}", day=d) for i, (n, d) in enumerate(pages)
    ]
    written = {c.id: c.quantity.written for a in articles for c in extract(a) if hasattr(c, "quantity")}
    assert [written[c] for c in question.claims] == ["408", "616", "956", "1,473"]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [("1,473", "1,470", ["fall"]), ("1,473", "1,475", []), ("1,473", "about 1,470", []), ("1,473", "1,450", []), ("1,473", "12", [])],
)  # fmt: skip
def test_a_fall(first: str, second: str, expected: list[str]) -> None:
    """A total of one body cannot go down; hedges, whole tens that may be rounded, and a count begun anew can."""
    if second in ("1,470", "1,450"):
        second = {"1,470": "1,469", "1,450": "1,470"}[second]
    assert kinds((TOTAL.format(first), "2017-04-28"), (TOTAL.format(second), "2017-04-30")) == expected


def test_a_total_counted_otherwise_does_not_fall() -> None:
    """Where the words say that it is a final count now, the basis has changed."""
    verified = TOTAL.replace("number {}", "number {} by its final count")
    assert kinds((TOTAL.format("1,473"), "2017-04-28"), (verified.format("1,212"), "2017-04-30")) == ["basis-changed"]


def test_two_bodies_totals_do_not_fall() -> None:
    """Another body counts otherwise."""
    other = TOTAL.replace("The Russian Defence Ministry", "The Syrian Observatory for Human Rights")
    assert "fall" not in kinds((TOTAL.format("1,473"), "2017-04-28"), (other.format("1,212"), "2017-04-30"))


def test_an_unstarted_total_joins_the_started_one_where_it_fits() -> None:
    """ "freed since January 1: 225", then "now number 236" go on; 12 does not."""
    started = (
        "Syrian troops have freed 225 settlements in Syria since January 1, 2017, the Russian Defence Ministry said."
    )
    later = "The Russian Defence Ministry said that settlements in Syria freed by Syrian troops now number {}."
    for number, expected in (("236", 1), ("12", 0)):
        questions, _ = audited((started, "2017-04-04"), (later.format(number), "2017-04-30"))
        assert len(questions) == expected


PHASES = (
    "The SDF said on Monday that it had taken 3,200 square kilometers around Raqqa since the beginning of the campaign.\n\n"
    "The SDF said that {} square kilometers were taken around Raqqa in the second phase.\n\n"
    "The SDF said that 560 square kilometers were taken around Raqqa in the first phase."
)


@pytest.mark.parametrize(("second", "expected"), [("2,480", ["periods-clash"]), ("2,640", []), ("about 2,640", [])])
def test_phases_against_the_campaign(second: str, expected: list[str]) -> None:
    """3,200 in all are not 560 and 2,480."""
    assert kinds((PHASES.format(second), "2017-01-16")) == expected


def test_phases_need_the_first() -> None:
    """Without the first phase nothing is said of the sum."""
    text = PHASES.format("2,480").rsplit("\n\n", 1)[0]
    assert kinds((text, "2017-01-16")) == []


YEAR = "The Syrian Observatory for Human Rights said that {} civilians were killed in Homs in 2018."
MONTH = "The Syrian Observatory for Human Rights said that {} civilians were killed in Homs in May 2018."


@pytest.mark.parametrize(
    ("year", "month", "days", "expected"),
    [
        ("311", "347", ("2019-01-05", "2018-06-02"), ["periods-clash"]),
        ("347", "311", ("2019-01-05", "2018-06-02"), []),
        ("more than 311", "347", ("2019-01-05", "2018-06-02"), []),
        ("311", "347", ("2019-01-05", "2019-03-01"), []),
    ],
)
def test_a_month_in_its_year(year: str, month: str, days: tuple[str, str], expected: list[str]) -> None:
    """A month with more dead than its year; a floor allows it, and so does a month that was counted again later."""
    assert kinds((YEAR.format(year), days[0]), (MONTH.format(month), days[1])) == expected


def test_a_floor_whose_order_is_unknown_is_a_tension() -> None:
    """A page of no day gives 536 for the phase, another on 16 January more than 260."""
    high = "The SDF said that 536 Islamic State fighters were killed in Raqqa in the second phase."
    low = "The SDF said that more than 260 Islamic State fighters were killed in Raqqa in the second phase."
    assert "tension" in kinds((high, None), (low, "2017-01-16"))
    assert "tension" not in kinds((high, "2017-01-20"), (low, "2017-01-16"))


def test_an_open_campaign_may_hold_a_phase_that_goes_on() -> None:
    """ "More than 800 since it began" is no contradiction to 311 and 252; 501 in all is."""
    text = (
        "The SDF said that {} fighters were killed in Raqqa since the operation started.\n\n"
        "The SDF said that 311 fighters were killed in Raqqa in the first phase.\n\n"
        "The SDF said that 252 fighters were killed in Raqqa in the second phase."
    )
    assert kinds((text.format("more than 800"), "2017-01-16")) == []
    assert kinds((text.format("501"), "2017-01-16")) == ["periods-clash"]


@pytest.mark.parametrize("loose", ["since 2011", "in the six-year conflict"])
def test_a_total_whose_start_is_loose_joins_one_that_began_then(loose: str) -> None:
    """ "since 2011" and "the six-year conflict" may both be "since March 2011"."""
    sure = ("The Observatory said that 310,000 people have been killed in Syria since March 2011.", "2016-09-20")
    other = (f"The United Nations said that 400,000 people have been killed in Syria {loose}.", "2016-08-15")
    [question] = audited(sure, other)[0]
    assert (question.low, question.high) == (310000, 400000)


def test_a_total_that_began_elsewhen_is_another_question() -> None:
    """ "since 2015" is not "since March 2011"."""
    sure = ("The Observatory said that 310,000 people have been killed in Syria since March 2011.", "2016-09-20")
    other = ("The United Nations said that 40,000 people have been killed in Syria since 2015.", "2016-08-15")
    assert audited(sure, other)[0] == ()


def test_a_total_of_places_that_names_none_is_the_countrys() -> None:
    """ "now number 616 in total", after a sentence on a province."""
    local = (
        "Two settlements in the Syrian province of Homs joined the truce on Wednesday.\n\n"
        "Settlements that have joined the truce now number 616 in total."
    )
    [question] = audited((local, "2016-09-14"), (TOTAL.format("1,473"), "2017-04-28"))[0]
    assert (question.low, question.high) == (616, 1473)
