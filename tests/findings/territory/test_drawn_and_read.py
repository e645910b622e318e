"""Land as somebody drew it, one unit of a country, what articles say, and shares without a map."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from shapely import box

from purport.api import audit
from purport.claims.extract import extract
from purport.cli import main
from purport.errors import InputError, PurportError
from purport.findings.intervals import Interval
from purport.findings.territory.groupings import groupings
from purport.findings.territory.land import Boundary, circle
from purport.findings.territory.polygons import read_polygons
from purport.findings.territory.readings import readings, shares_on, shares_over
from tests.conftest import make_article

COUNTRY = Boundary(box(0, 0, 1, 1), "made up")
FIRST, SECOND = {"from": "2018-01-01", "to": "2018-06-30"}, {"from": "2018-07-01", "to": "2018-12-31"}


def drawn(path: Path, *stretches: tuple[dict[str, str], tuple[float, float, float, float]]) -> Path:
    features = [
        {"type": "Feature", "properties": properties, "geometry": box(*at).__geo_interface__}
        for properties, at in stretches
    ]
    path.write_text(
        json.dumps({"type": "FeatureCollection", "source": "a cartographer", "features": features}), "utf-8"
    )
    return path


def area(rows: list[dict[str, Any]], holder: str) -> float:
    return next((row["area"] for row in rows if row["holder"] == holder), 0.0)


@pytest.fixture
def polygons(tmp_path: Path) -> Path:
    """Red has the western half, then the south-western quarter; blue the eastern half, which overlaps red's by a tenth in July."""
    return drawn(
        tmp_path / "p.geojson",
        ({"holder": "red", **FIRST}, (0, 0, 0.5, 1)),
        ({"holder": "red", **SECOND}, (0, 0, 0.5, 0.5)),
        ({"holder": "blue", **SECOND}, (0.4, 0, 1, 1)),
    )


def test_polygons_of_a_day(polygons: Path) -> None:
    """What nobody drew is unknown, what two drew is contested, and land outside the border counts for nobody."""
    drawing = read_polygons(polygons, "XX", COUNTRY)
    before, after = (shares_on(drawing.on(day), day) for day in (date(2018, 3, 1), date(2018, 8, 1)))
    assert area(before, "red") == pytest.approx(50, abs=0.1)
    assert area(before, "unknown") == pytest.approx(50, abs=0.1)
    assert area(after, "red") == pytest.approx(20, abs=0.1)
    assert area(after, "contested") == pytest.approx(5, abs=0.1)
    assert area(after, "blue") == pytest.approx(55, abs=0.1)


def test_land_once_held_is_remembered(polygons: Path) -> None:
    """Of the land that red had in the first half year, half is red's in the second: nothing is filled in between."""
    day = date(2018, 8, 1)
    table = readings(read_polygons(polygons, "XX", COUNTRY).on(day), "blue", day)
    once = next(r for r in table if r.who == "held by blue" and r.land == "land once held by red" and r.count == "area")
    assert once.share == pytest.approx(10, abs=0.1)
    assert once.low == once.high


def test_polygons_from_day_to_day(polygons: Path) -> None:
    """The series is drawn anew where a polygon begins or ends, and the same as each day by itself."""
    drawing = read_polygons(polygons, "XX", COUNTRY)
    for day, rows in shares_over(drawing, date(2018, 6, 29), date(2018, 7, 2)):
        assert rows == shares_on(drawing.on(day), day)


@pytest.mark.parametrize("properties", [{"holder": "red"}, {"holder": "", **FIRST}, {"holder": "red", "date": "May"}])
def test_a_polygon_without_holder_or_day(tmp_path: Path, properties: dict[str, str]) -> None:
    """One line names the file and the feature."""
    with pytest.raises(InputError, match="feature 1"):
        read_polygons(drawn(tmp_path / "p.geojson", (properties, (0, 0, 1, 1))), "XX", COUNTRY)


def run(*command: str) -> Result:
    return CliRunner().invoke(main, ["control", *command])


def test_one_unit_of_a_country() -> None:
    """Its land, its places and its people alone; a name that is none is answered with those that are."""
    rows = {
        r["holder"]: r
        for r in map(json.loads, run("on", "2018-12-11", "--unit", "Ar-Raqqah", "--json").stdout.splitlines())
    }
    assert set(rows) == {"government", "sdf"}
    assert sum(r["people"] for r in rows.values()) == pytest.approx(100)
    wrong = run("on", "2018-12-11", "--unit", "Atlantis")
    assert wrong.exit_code == 2
    assert "Hasakah" in wrong.stderr


def test_polygons_and_a_table_are_never_mixed(polygons: Path) -> None:
    """One of them says whose the land is."""
    assert run("on", "2018-12-11", "--polygons", str(polygons), "--table", "t.csv").exit_code == 2
    told = run("on", "2018-12-11", "--polygons", str(polygons))
    assert "a cartographer" in told.stdout


def test_what_articles_say_as_a_map(tmp_path: Path) -> None:
    """The places that a ledger's articles speak of, and what a side alone says of itself apart."""
    (tmp_path / "a.txt").write_text(
        "date: 2018-12-07\n\nThe SDF captured the town of Hajin on Friday.\n\nThe SDF said that it captured the town of Raqqa.\n",
        "utf-8",
    )
    ledger = str(tmp_path / "l.sqlite")
    assert CliRunner().invoke(main, ["add", str(tmp_path / "a.txt"), "--ledger", ledger]).exit_code == 0
    told = run("on", "2018-12-08", "--read", ledger).stdout
    assert "Syrian Democratic Forces, by its own word" in told
    assert "read from this ledger's articles" in told
    assert run("on", "2018-01-01", "--read", ledger).exit_code == 2


def exactly(*shares: float) -> list[tuple[str, Interval, float]]:
    return [(f"side {n}", Interval(share, share), share) for n, share in enumerate(shares)]


def test_groupings_of_claimed_shares() -> None:
    """Of 30 groupings of five holders those that make the share, within what rounding leaves open."""
    found = groupings(exactly(52.7, 25.4, 13.7, 8, 0.13))
    assert len(found) == 30
    assert [g.holders for g in found if g.makes(Interval(91.7, 91.85))] == [("side 0", "side 1", "side 2")]
    assert not [g for g in found if g.makes(Interval(84.5, 85.5))]
    with pytest.raises(PurportError):
        groupings(exactly(100))


def test_groupings_on_the_command_line() -> None:
    """The whole list is printed, and how many of it make the share."""
    told = run(
        "groupings", "government=52.7", "sdf=25.4", "rebels=13.7", "isis=8", "--claimed", "more than 91.5"
    ).stdout
    assert "of 14 groupings make more than 91.5%" in told
    assert len(told.splitlines()) == 15


STATED = (
    "Government forces hold 40% of Kenya, the Nairobi Institute said. Tiger Front fighters hold 35% of Kenya, it said."
    " Lion Brigade fighters hold 15% of Kenya, it said."
)


def test_a_share_where_there_is_no_map() -> None:
    """The shares that one page gives for each holder are added up, and that no map is known is said."""
    pages = [
        make_article(STATED, doc_id="a", outlet="A", day="2018-05-01"),
        make_article(
            "Government forces hold 75% of Kenya, the defence ministry said.", doc_id="b", outlet="B", day="2018-05-03"
        ),
    ]
    found = [f for f in audit(pages, [c for a in pages for c in extract(a)])[1] if f.kind == "share-readings"]
    assert len(found) == 1
    assert "of 6 groupings" in found[0].sentence
    assert "No map" in found[0].working


def test_a_circle_over_the_antimeridian() -> None:
    """Half of a circle about a point on the border of a country beyond 180° lies within it."""
    island = Boundary(box(-180, -20, -175, -15), "made up")
    whole, inside, _ = circle(island, -17.5, 180, 100)
    assert inside == pytest.approx(whole / 2, rel=1e-3)


@pytest.mark.parametrize(
    ("text", "said", "defined"),
    [
        ("Syrian government troops hold 61% of Syria, Mikhail Mizintsev said.", "held by government, all land, by area", "gives no definition"),
        ("Syrian government troops hold 61% of the inhabited land of Syria, Mikhail Mizintsev said.", "held by government, populated land, by area", "gives no definition"),
        ("Syrian government troops hold 61% of Syria, Mikhail Mizintsev said. Land counts as held where a checkpoint stands.", "held by government, all land, by area", "the page says: “Land counts as held"),
    ],
)  # fmt: skip
def test_the_reading_that_the_words_state(text: str, said: str, defined: str) -> None:
    """One reading of the list is what the words say; where the page says what counts as held, its sentence is quoted."""
    article = make_article(text, day="2018-12-11")
    [finding] = [f for f in audit([article], extract(article))[1] if f.kind == "share-readings"]
    assert f"The words state: {said}" in finding.working
    assert defined in finding.working


def test_what_is_filled_in_is_told() -> None:
    """How much land lies further than 10, 25 and 50 km from any known place."""
    printed = run("on", "2018-12-11").stdout
    told = re.search(r"of the land ([\d.]+)% further than 10 km, ([\d.]+)% further than 25 km", printed)
    assert told
    assert 100 > float(told[1]) > float(told[2]) > 0
