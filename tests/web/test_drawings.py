"""Charts, scales, lit texts and word differences by themselves."""

from __future__ import annotations

import time
from datetime import date
from xml.etree import ElementTree

import pytest

from purport.web.charts.intervals import Point, intervals
from purport.web.charts.road import Stop, road
from purport.web.charts.scales import Days, scale_of
from purport.web.lit import pieces
from purport.web.pages.paging import page_of
from purport.web.worddiff import differences

SVG = "{http://www.w3.org/2000/svg}"


def test_an_axis_holds_what_is_on_it() -> None:
    """From zero in round steps; by powers of ten where the numbers lie far apart."""
    plain, wide = scale_of([58.0, 100.0], 300, 0), scale_of([12.0, 12_000.0], 300, 0)
    assert plain.at(0) == 300
    assert 0 <= plain.at(100) < plain.at(58) < 300
    assert plain.ticks() == [0, 50, 100]
    assert wide.log
    assert scale_of([1.0, 1e308], 300, 0).at(1e308) == 0
    assert wide.ticks() == [10, 100, 1_000, 10_000, 100_000]


def test_days_stand_in_order_and_a_lone_one_in_the_middle() -> None:
    """First and last are among the ticks."""
    days = Days(date(2018, 1, 1), date(2018, 12, 31), 0, 100)
    assert days.at(date(2018, 1, 1)) == 0
    assert days.at(date(2018, 12, 31)) == 100
    assert days.ticks()[0] == days.first
    assert days.ticks()[-1] == days.last
    assert Days(date(2018, 1, 1), date(2018, 1, 1), 0, 100).at(date(2018, 1, 1)) == 50


def test_every_figure_is_a_link_with_a_name() -> None:
    """Open ends have an arrow, a figure without a day a column of its own; hostile words stay words."""
    points = [
        Point(date(2018, 5, 4), 58, None, 'at least 58: "><script>', 0, '/claims/c-1?"><b>'),
        Point(None, 72, 72, "72", 1, "/claims/c-2"),
    ]
    drawn = ElementTree.fromstring(str(intervals(points, "People killed")))
    links = list(drawn.iter(f"{SVG}a"))
    assert [a.find(f"{SVG}title").text for a in links] == ['at least 58: "><script>', "72"]  # type: ignore[union-attr]
    assert links[0].get("href") == '/claims/c-1?"><b>'
    assert links[0].find(f"{SVG}line") is not None
    assert "no day" in [t.text for t in drawn.iter(f"{SVG}text")]
    assert drawn.get("role") == "group"
    assert intervals([], "nothing") == ""


def test_a_road_branches() -> None:
    """Every stop is drawn once, those behind a branch below it."""
    pages = (Stop("Gazette", "page", by="reprinted"), Stop("Herald", "page", by="followed"))
    drawn = ElementTree.fromstring(
        str(road(Stop("Ministry", "speaker", then=(Stop("Agency", "page", then=pages),)), "The road"))
    )
    names = [t.text for t in drawn.iter(f"{SVG}text") if t.get("class") == "name"]
    assert names == ["Ministry", "Agency", "Gazette", "Herald"]


def test_pieces_put_together_are_the_text() -> None:
    """Cut at numbers and lit sentences, nothing lost."""
    text = "Of 75 dead 55 are known. More later."
    cut = pieces(text, (0, len(text)), [((3, 5), "c-1"), ((11, 13), "c-2")], [(0, 24)])
    assert "".join(p.words for p in cut) == text
    assert [(p.words, p.claim) for p in cut if p.claim] == [("75", "c-1"), ("55", "c-2")]
    assert not cut[-1].lit


def test_words_that_changed() -> None:
    """A dropped hedge is the one difference; commas are none."""
    found, cut = differences("They hold more than 96.5% of it, he said", "They hold 96.5% of it he said")
    assert [(s.first.strip(), s.second) for s in found if not s.same] == [("more than", "")]
    assert not cut
    assert differences("A word. " * 700, "b")[1]


def test_words_that_repeat_do_not_hold_up() -> None:
    """A text made to be compared slowly is shown changed as a whole."""
    begin = time.perf_counter()
    found, _ = differences("a x " * 3000, "a y " * 3000)
    assert time.perf_counter() - begin < 2
    assert [s.same for s in found] == [False]


@pytest.mark.parametrize(("asked", "number"), [("2", 2), ("99", 3), ("-1", 1), ("x", 1), ("9" * 30, 1)])
def test_a_page_of_a_list(asked: str, number: int) -> None:
    """The nearest that there is."""
    page = page_of(list(range(120)), {"page": asked, "kind": "fall"})
    assert page.number == number
    assert page.last == 3
    assert page.after is None or "kind=fall" in page.after
