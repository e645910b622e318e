"""Control on a day, shares of a country and the table of readings, on a country of our own and on the bundled one."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner

from purport.api import audit, link
from purport.claims.extract import extract
from purport.cli import main
from purport.errors import InputError, PurportError
from purport.findings.intervals import Interval
from purport.findings.territory.claimed import states_on
from purport.findings.territory.control import read_control
from purport.findings.territory.land import Boundary, break_even, bundled_boundary, circle, land_of, read_boundary
from purport.findings.territory.readings import Ground, claimed_share, readings, shares_on, shares_over
from purport.findings.view import make_view
from purport.lexicon.aliases import bundled as aliases
from tests.conftest import make_article

TABLE = """place,lat,lon,holder,from,to,basis
Northton,0.75,0.5,red,2018-01-01,2018-06-30,held from the first
Northton,0.75,0.5,blue,2018-07-01,2018-12-31,taken in July
Southton,0.25,0.5,red,2018-01-01,2018-12-31,held throughout
"""
SQUARE = {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]]}


@pytest.fixture
def ground(tmp_path: Path) -> Ground:
    """A country of one degree by one, with a place in each half."""
    (tmp_path / "t.csv").write_text(TABLE, "utf-8")
    (tmp_path / "b.geojson").write_text(
        json.dumps({"type": "FeatureCollection", "note": "made up", "features": [{"geometry": SQUARE}]}), "utf-8"
    )
    control = read_control(tmp_path / "t.csv", "XX", "ourselves")
    return Ground(control, land_of(control.spots, read_boundary(tmp_path / "b.geojson")))


def area(rows: list[dict[str, Any]], holder: str) -> float:
    return next((row["area"] for row in rows if row["holder"] == holder), 0.0)


def test_half_the_land_changes_hands(ground: Ground) -> None:
    """All of it is red before July, half of it after; the day of change is the new holder's."""
    assert area(shares_on(ground, date(2018, 6, 30)), "red") == pytest.approx(100)
    assert area(shares_on(ground, date(2018, 7, 1)), "blue") == pytest.approx(50, abs=0.1)
    assert area(shares_on(ground, date(2019, 1, 1)), "unknown") == pytest.approx(100)


def test_a_degree_at_the_equator_is_as_large_as_it_is(ground: Ground) -> None:
    """12,309 km² on the ellipsoid (110.574 by 111.320 km)."""
    assert ground.land.area.sum() == pytest.approx(12_309, rel=1e-3)


def test_the_series_is_worked_out_at_changes_only_and_the_same(ground: Ground) -> None:
    """Each day of it is what that day gives by itself."""
    for day, rows in shares_over(ground, date(2018, 6, 29), date(2018, 7, 2)):
        assert rows == shares_on(ground, day)


def test_the_table_of_readings(ground: Ground) -> None:
    """The list is the same for every side; a share holds under some readings and not under others."""
    day = date(2018, 12, 1)
    red, blue = readings(ground, "red", day), readings(ground, "blue", day)
    assert red[0].who == "held by red"
    assert red[0].share == pytest.approx(50, abs=0.1)
    assert [r.who.replace("red", "X") for r in red][:3] == [r.who.replace("blue", "X") for r in blue][:3]
    once = next(r for r in red if r.land == "land once held by blue" and r.count == "area")
    assert once.share == pytest.approx(0, abs=0.1)
    assert red[0].verdict(Interval(1, 100)) == "holds"
    assert red[0].verdict(Interval(90, 100)) == "does not hold"


def test_far_land_makes_it_impossible_to_tell(ground: Ground) -> None:
    """Cells that reach further than 25 km from their place leave a range; a share within it cannot be told."""
    reading = readings(ground, "red", date(2018, 12, 1))[0]
    assert reading.low < reading.share < reading.high
    assert reading.verdict(Interval(reading.share + 1, 100)) == "cannot be told"


def test_the_bundled_country_by_hand() -> None:
    """Syria within its border is 185,941 km² (Natural Earth); the circle of 55 km about al-Tanf takes 3.7% of it."""
    boundary = bundled_boundary("SY")
    assert boundary is not None
    whole, inside, share = circle(boundary, 33.506, 38.618, 55)
    assert whole == pytest.approx(9_503, rel=1e-3)
    assert inside == pytest.approx(6_956, rel=2e-3)
    assert round(share, 1) == 3.7
    assert round(break_even(boundary, 33.506, 38.618, 3.5)) == 53


CLAIM = "Syrian government troops have retaken {} of Syria, Mikhail Mizintsev said."


@pytest.mark.parametrize(
    ("words", "expected"),
    [("more than 96.5%", ["share-readings"]), ("more than 60%", ["share-readings"]), ("0.2%", [])],
)
def test_a_share_under_every_reading(words: str, expected: list[str]) -> None:
    """Whether it is near the plain reading or not: one measure for all; only what is within any map's error is left."""
    article = make_article(CLAIM.format(words), day="2018-12-11")
    found = audit([article], extract(article))[1]
    assert [f.kind for f in found] == expected


def test_the_finding_is_one_sentence_with_its_working() -> None:
    """k of n readings, those under which it holds, whose data and which border."""
    article = make_article(CLAIM.format("more than 96.5%"), day="2018-12-11")
    [finding] = audit([article], extract(article))[1]
    assert "of 112 readings it holds under 30" in finding.sentence
    assert "not held by isis, all land, by area" in finding.working
    assert "Natural Earth" in finding.working
    assert "no definition of “retaken”" in finding.working


def test_another_side_by_the_same_measure() -> None:
    """The same share claimed for another side is held against the same list."""
    text = "The SDF controls more than 96.5% of Syria, the SDF said."
    article = make_article(text, day="2018-12-11")
    [finding] = audit([article], extract(article))[1]
    assert "of 112 readings" in finding.sentence


@pytest.mark.parametrize(
    ("words", "low", "high"), [("96.5", 96.45, 96.55), ("more than 96.5%", 96.5, 100), ("less than 5", 0, 5)]
)
def test_a_share_in_words(words: str, low: float, high: float) -> None:
    """The last digit rounds; bounds are open."""
    share = claimed_share(words)
    assert (share.low, share.high) == pytest.approx((low, high))
    with pytest.raises(PurportError):
        claimed_share("nearly all")


@pytest.mark.parametrize(
    "content",
    [
        "",
        "place,lat\nA,1\n",
        TABLE + "Eastton,north,0.5,red,2018-01-01,2018-12-31,\n",
        TABLE.replace("2018-07-01", "July"),
    ],
)
def test_a_table_that_cannot_be_read_is_one_line(tmp_path: Path, content: str) -> None:
    """It names the file, and the row."""
    (tmp_path / "t.csv").write_text(content, "utf-8")
    with pytest.raises(InputError, match=r"t\.csv"):
        read_control(tmp_path / "t.csv", "XX", "ourselves")


def test_a_boundary_that_is_none(tmp_path: Path) -> None:
    """Neither text nor points are a border."""
    for content in ("nothing", '{"features": [{"geometry": {"type": "Point", "coordinates": [1, 2]}}]}'):
        (tmp_path / "b.geojson").write_text(content, "utf-8")
        with pytest.raises(InputError):
            read_boundary(tmp_path / "b.geojson")


def test_the_commands(ground: Ground, tmp_path: Path) -> None:
    """A day with its evidence as GeoJSON and as a picture, a series as CSV, the table, whose border it is."""
    own = ["--country", "XX", "--table", str(tmp_path / "t.csv"), "--boundaries", str(tmp_path / "b.geojson")]
    out = ["--geojson", str(tmp_path / "o.geojson"), "--svg", str(tmp_path / "o.svg")]
    printed = CliRunner().invoke(main, ["control", "on", "2018-12-01", *own, *out])
    assert "border: made up" in printed.stdout
    features = json.loads((tmp_path / "o.geojson").read_text("utf-8"))["features"]
    assert features.pop()["properties"]["state"] == "far"  # land that is filled in stands apart
    assert {(f["properties"]["place"], f["properties"]["holder"], f["properties"]["evidence"]) for f in features} == {
        ("Northton", "blue", "taken in July"), ("Southton", "red", "held throughout"),
    }  # fmt: skip
    assert ElementTree.parse(tmp_path / "o.svg").getroot().tag.endswith("svg")
    series = CliRunner().invoke(main, ["control", "shares", "--from", "2018-06-30", "--to", "2018-07-01", *own]).stdout
    assert series.splitlines()[1].startswith("2018-06-30,red,100.00")
    table = (
        CliRunner().invoke(main, ["control", "table", "red", "2018-12-01", "--claimed", "more than 90", *own]).stdout
    )
    assert "does not hold" in table
    assert CliRunner().invoke(main, ["control", "on", "2018-12-01", "--country", "QQ"]).exit_code == 2
    assert isinstance(bundled_boundary("SY"), Boundary)


@pytest.mark.parametrize(
    ("texts", "state", "holder"),
    [
        (["The Syrian army captured the town of Hajin on Friday, SANA said."], "claimed", "Syrian government"),
        (
            ["The Syrian Observatory said that the SDF captured the town of Hajin on Friday."],
            "holds",
            "Syrian Democratic Forces",
        ),
        (["The SDF said that it captured the town of Hajin on Friday."], "claimed", "Syrian Democratic Forces"),
        (
            ["The SDF captured the town of Hajin on Friday.", "The Islamic State holds the town of Hajin."],
            "contests",
            None,
        ),
        (["Fierce clashes continued in Hajin between the SDF and the Islamic State."], "contests", None),
    ],
)
def test_the_state_of_a_place_by_what_is_said(texts: list[str], state: str, holder: str | None) -> None:
    """Told by others it is held, told by the side alone it is claimed, told of two it is contested."""
    articles = [make_article(text, doc_id=f"d{n}", outlet=f"Outlet {n}") for n, text in enumerate(texts)]
    claims = [c for a in articles for c in extract(a)]
    meanings = [m for a in articles for m in link(a, [c for c in claims if c.article_id == a.id])]
    view = make_view(articles, claims, meanings, [], [], aliases())
    [found] = [s for s in states_on(view, date(2018, 12, 8)) if s.place == "Hajīn"]
    assert (found.state, found.holder) == (state, holder)
    assert found.evidence
    assert states_on(view, date(2018, 1, 1)) == []


def test_a_bare_geometry_is_a_boundary(tmp_path: Path) -> None:
    """Without features around it, and with one that is empty."""
    for given in (SQUARE, {"type": "MultiPolygon", "coordinates": [SQUARE["coordinates"]]},
                  {"features": [{"geometry": None}, {"geometry": SQUARE}]}):  # fmt: skip
        (tmp_path / "b.geojson").write_text(json.dumps(given), "utf-8")
        assert read_boundary(tmp_path / "b.geojson").outline.area == pytest.approx(1)


@pytest.mark.parametrize(
    "command",
    ["circle 95 38 55", "circle 33.5 38.6 nan", "circle 33.5 38.6 55 --leaves 101", "table nobody 2018-01-01",
     "table government 2031-01-01", "shares --from 2018-02-01 --to 2018-01-01", "on soon"],
)  # fmt: skip
def test_what_makes_no_sense_is_one_line(command: str) -> None:
    """A wrong use, with what to give."""
    done = CliRunner().invoke(main, ["control", *command.split()])
    assert done.exit_code == 2
    assert not isinstance(done.exception, (ValueError, TypeError))
