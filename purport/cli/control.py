"""`control`: who held which place on a day, shares of a country over time, and the table of readings."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Any

import click

from purport.cli.common import emit, json_option, ledger_option, opened, with_errors
from purport.errors import PurportError

_country = click.option("--country", metavar="CODE", help="Two letters; by default the only country that is bundled.")
_boundaries = click.option(
    "--boundaries", metavar="FILE", help="The country's outline (GeoJSON), in place of the bundled one."
)
_GROUND = (
    _country,
    _boundaries,
    click.option(
        "--table",
        metavar="FILE",
        help="Who held what (CSV: place, lat, lon, holder, from, to), in place of the bundled one.",
    ),
    click.option(
        "--polygons",
        metavar="FILE",
        help="Who held what land (GeoJSON: holder, from, to), in place of cells around places.",
    ),
    click.option("--read", "read", metavar="LEDGER", help="Who holds what by the articles of a ledger."),
    click.option("--unit", metavar="NAME", help="One first-order unit of the country alone."),
)


_COUNTED = (("area", "the land"), ("places", "places"), ("people", "people"))


class _Day(click.ParamType[date]):
    name = "date"

    def convert(self, value: Any, param: Any, ctx: Any) -> date:
        """A day as 2018-12-11."""
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value}: give a day as 2018-12-11", param, ctx)


def _code(country: str | None) -> str:
    from purport.findings.territory.control import bundled_countries

    known = bundled_countries()
    if country is None and len(known) != 1:
        raise PurportError(f"give --country, one of {', '.join(known)}, or --table and --boundaries")
    return country or known[0]


def _boundary(code: str | None, given: str | None) -> Any:
    from purport.findings.territory.land import bundled_boundary, read_boundary

    boundary = read_boundary(Path(given)) if given else bundled_boundary(_code(code))
    if boundary is None:
        raise PurportError(f"{_code(code)}: no border is known; give --boundaries")
    return boundary


def _known(code: str | None, boundaries: str | None, unit: str | None, **given: str | None) -> Any:
    """Whose land is whose: from the polygons, ledger or table given, else the bundled table."""
    from purport.findings.territory.control import bundled_control, read_control
    from purport.findings.territory.polygons import read_polygons
    from purport.findings.territory.readings import ground_within

    if sum(map(bool, given.values())) > 1:
        raise click.UsageError("give one of --table, --polygons and --read: they are never mixed")
    country, boundary = _code(code), _boundary(code, boundaries)
    outline = boundary.of(unit) if unit else boundary
    if given["polygons"]:
        return read_polygons(Path(given["polygons"]), country, outline)
    if given["read"]:
        return _read_ground(given["read"], outline)
    table = given["table"]
    control = read_control(Path(table), country, Path(table).name) if table else bundled_control(country)
    if control is None:
        raise PurportError(f"{country}: nothing is known of who held what; give --table, --polygons or --read")
    return ground_within(control, boundary, unit)


def _read_ground(ledger_path: str, outline: Any) -> Any:
    from purport.findings.territory.claimed import ReadGround
    from purport.pipeline import view_of

    with opened(ledger_path) as ledger:
        return ReadGround(view_of(ledger)[0], outline)


def _on_ground(command: Callable[..., None]) -> Callable[..., None]:
    """The options that say whose land is whose; the command gets what they make as `ground`."""

    @wraps(command)
    def run(
        country: str | None, boundaries: str | None, table: str | None, polygons: str | None, read: str | None,
        unit: str | None, **rest: Any,
    ) -> None:  # fmt: skip
        command(ground=_known(country, boundaries, unit, table=table, polygons=polygons, read=read), **rest)

    for option in _GROUND:
        run = option(run)
    return run


@click.group()
def control() -> None:
    """Who held which place, shares of a country, and under which readings a share holds."""


@control.command("on")
@click.argument("day", type=_Day())
@click.option("--geojson", metavar="OUT", help="The land of that day with holder and evidence, as GeoJSON.")
@click.option("--svg", metavar="OUT", help="A picture of that day.")
@json_option
@with_errors
@_on_ground
def control_on(day: date, ground: Any, geojson: str | None, svg: str | None, as_json: bool) -> None:
    """Each holder's share of the land, the places and the people on a day."""
    from purport.findings.territory.land import FAR_KM
    from purport.findings.territory.pictures import cells_of, picture
    from purport.findings.territory.readings import shares_on

    ground = ground.on(day)
    rows = shares_on(ground, day)
    if geojson:
        Path(geojson).write_text(json.dumps(cells_of(ground.control, ground.land, day), ensure_ascii=False), "utf-8")
    if svg:
        Path(svg).write_text(picture(ground.control, ground.land, day), "utf-8")
    if as_json:
        emit({"day": day.isoformat(), **row} for row in rows)
        return
    for row in rows:
        told = (f"{row[count]:6.1f}% of {words}" for count, words in _COUNTED)
        click.echo(f"{row['holder']:<20} {'  '.join(told)}")
    far = ground.land.far.sum(axis=0) / max(float(ground.land.area.sum()), 1e-9)
    away = ", ".join(f"{100 * share:.1f}% further than {km} km" for km, share in zip(FAR_KM, far, strict=True))
    click.echo(f"filled in: of the land {away} from any known place")
    within = sum(not cell.is_empty for cell in ground.land.cells)
    click.echo(f"places: {within}. {ground.control.published_by}\nborder: {ground.land.source}")


@control.command("read")
@click.argument("day", type=_Day())
@ledger_option
@json_option
@with_errors
def control_read(day: date, ledger_path: str, as_json: bool) -> None:
    """Who holds which place on a day by what the ledger's articles say, each with its evidence.

    holds: somebody says so who is not of that side; claimed: only the side itself does; contests;
    unknown: lost, and nobody named since. Nothing imported is mixed in. Claims of control are read rightly in
    about one of two cases (docs/evaluation.md): look at the sentences.
    """
    from purport.findings.territory.claimed import states_on
    from purport.pipeline import view_of

    with opened(ledger_path) as ledger:
        view, _ = view_of(ledger)
        rows: list[dict[str, Any]] = [
            {
                "place": s.place, "state": s.state, "holder": s.holder, "since": s.since.isoformat() if s.since else None,
                "evidence": [{"claim": h.id, "teller": h.teller, "sentence": " ".join(h.sentence.split())} for h in s.evidence],
            }
            for s in states_on(view, day)
        ]  # fmt: skip
    if as_json:
        emit(rows)
        return
    for row in rows:
        click.echo(f"{row['place']}: {row['state']} {row['holder'] or ''} (by {row['since']})")
        for told in row["evidence"]:
            click.echo(f"    {told['teller']}: {told['sentence'][:200]}  {told['claim']}")


@control.command("shares")
@click.option("--from", "first", type=_Day(), required=True)
@click.option("--to", "last", type=_Day(), required=True)
@with_errors
@_on_ground
def control_shares(first: date, last: date, ground: Any) -> None:
    """The shares of every day from one to another, as CSV."""
    from purport.findings.territory.readings import shares_over

    if first > last:
        raise click.UsageError(f"--from {first} is later than --to {last}")
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(("day", "holder", *(f"{count}_percent" for count, _ in _COUNTED)))
    for day, rows in shares_over(ground, first, last):
        for row in rows:
            out.writerow((day.isoformat(), row["holder"], *(f"{row[count]:.2f}" for count, _ in _COUNTED)))


@control.command("table")
@click.argument("side")
@click.argument("day", type=_Day())
@click.option("--claimed", metavar="SHARE", help='A share to hold against it: "96.5", "more than 96.5", "less than 5".')
@json_option
@with_errors
@_on_ground
def control_table(side: str, day: date, claimed: str | None, ground: Any, as_json: bool) -> None:
    """Every reading of the closed list for a side on a day, the whole of it."""
    from purport.findings.territory.readings import claimed_share, readings

    ground = ground.on(day)
    if side not in ground.holders:
        raise PurportError(f"{side}: holds nothing in this table; give one of {', '.join(ground.holders)}")
    if not any(spot.on(day) for spot in ground.control.spots):
        raise PurportError(f"{day}: the table says nothing of that day")
    share = claimed_share(claimed) if claimed else None
    rows = [
        {
            **asdict(r),
            "verdict": r.verdict(share) if share else None,
            "points_off": round(r.away(share), 2) if share else None,
        }
        for r in readings(ground, side, day)
    ]
    if as_json:
        emit(rows)
        return
    for row in rows:
        told = f"  {row['verdict']}" if share else ""
        click.echo(
            f"{row['share']:6.1f}% ({row['low']:5.1f} to {row['high']:5.1f})  {row['who']}, {row['land']}, by {row['count']}{told}"
        )


@control.command("groupings")
@click.argument("shares", nargs=-1, required=True, metavar="HOLDER=SHARE...")
@click.option("--claimed", metavar="SHARE", required=True, help='The share to make: "85", "more than 96.5".')
@json_option
@with_errors
def control_groupings(shares: tuple[str, ...], claimed: str, as_json: bool) -> None:
    """Which groupings of holders, by the shares claimed for each, make another claimed share; no map is asked."""
    from purport.findings.territory.groupings import groupings
    from purport.findings.territory.readings import claimed_share, stated_share

    share = claimed_share(claimed)
    given = [
        (holder, claimed_share(said), stated_share(said)) for holder, _, said in (s.partition("=") for s in shares)
    ]
    rows: list[dict[str, Any]] = [
        {"holders": g.holders, "share": g.share, "low": g.reach.low, "high": g.reach.high, "makes": g.makes(share)}
        for g in groupings(given)
    ]
    if as_json:
        emit(rows)
        return
    for row in rows:
        click.echo(f"{row['share']:6.2f}%  {' + '.join(row['holders'])}{'  makes it' if row['makes'] else ''}")
    click.echo(f"{sum(row['makes'] for row in rows)} of {len(rows)} groupings make {claimed}%")


@control.command("circle")
@click.argument("latitude", type=float)
@click.argument("longitude", type=float)
@click.argument("radius_km", type=float)
@_country
@_boundaries
@click.option(
    "--leaves",
    type=float,
    metavar="PERCENT",
    help="The share that a claim leaves: from which radius on the circle is more.",
)
@json_option
@with_errors
def control_circle(
    latitude: float,
    longitude: float,
    radius_km: float,
    country: str | None,
    boundaries: str | None,
    leaves: float | None,
    as_json: bool,
) -> None:
    """How much of a country lies within a circle, as a zone that somebody claims about a base."""
    from purport.findings.territory.land import break_even, circle

    boundary = _boundary(country, boundaries)
    whole, inside, share = circle(boundary, latitude, longitude, radius_km)
    row = {"circle_km2": whole, "inside_km2": inside, "percent": share, "border": boundary.source}
    if leaves is not None:
        row["break_even_km"] = break_even(boundary, latitude, longitude, leaves)
    if as_json:
        emit([row])
        return
    click.echo(f"{whole:,.0f} km², of which {inside:,.0f} within the border: {share:.3f}% of it")
    if leaves is not None:
        click.echo(f"it is {leaves:g}% at a radius of {row['break_even_km']:.1f} km")
    click.echo(f"border: {boundary.source}")
