"""`control`: who held which place on a day, shares of a country over time, and the table of readings."""

from __future__ import annotations

import csv
import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

import click

from purport.cli.common import emit, json_option, ledger_option, opened, with_errors
from purport.errors import PurportError

_country = click.option("--country", metavar="CODE", help="Two letters; by default the only country that is bundled.")
_table = click.option(
    "--table",
    metavar="FILE",
    help="Who held what (CSV: place, lat, lon, holder, from, to), in place of the bundled one.",
)
_boundaries = click.option(
    "--boundaries", metavar="FILE", help="The country's outline (GeoJSON), in place of the bundled one."
)


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


def _known(code: str | None, table: str | None, boundaries: str | None) -> Any:
    """The ground of the country, from the given files or the bundled ones."""
    from purport.findings.territory.control import bundled_control, read_control
    from purport.findings.territory.land import bundled_boundary, land_of, read_boundary
    from purport.findings.territory.readings import Ground

    country = _code(code)
    control = read_control(Path(table), country, Path(table).name) if table else bundled_control(country)
    boundary = read_boundary(Path(boundaries)) if boundaries else bundled_boundary(country)
    if control is None or boundary is None:
        raise PurportError(f"{country}: nothing is known of who held what; give --table and --boundaries")
    return Ground(control, land_of(control.spots, boundary))


@click.group()
def control() -> None:
    """Who held which place, shares of a country, and under which readings a share holds."""


@control.command("on")
@click.argument("day", type=_Day())
@_country
@_table
@_boundaries
@click.option("--geojson", metavar="OUT", help="The cells of that day with holder and evidence, as GeoJSON.")
@click.option("--svg", metavar="OUT", help="A picture of that day.")
@json_option
@with_errors
def control_on(
    day: date,
    country: str | None,
    table: str | None,
    boundaries: str | None,
    geojson: str | None,
    svg: str | None,
    as_json: bool,
) -> None:
    """Each holder's share of the land, the places and the people on a day."""
    from purport.findings.territory.pictures import cells_of, picture
    from purport.findings.territory.readings import shares_on

    ground = _known(country, table, boundaries)
    rows = shares_on(ground, day)
    if geojson:
        Path(geojson).write_text(json.dumps(cells_of(ground.control, ground.land, day), ensure_ascii=False), "utf-8")
    if svg:
        Path(svg).write_text(picture(ground.control, ground.land, day), "utf-8")
    if as_json:
        emit({"day": day.isoformat(), **row} for row in rows)
        return
    for row in rows:
        click.echo(
            f"{row['holder']:<20} {row['area']:6.1f}% of the land  {row['places']:6.1f}% of places  {row['people']:6.1f}% of people"
        )
    click.echo(f"places: {len(ground.control.spots)}. {ground.control.published_by}\nborder: {ground.land.source}")


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
@_country
@_table
@_boundaries
@with_errors
def control_shares(first: date, last: date, country: str | None, table: str | None, boundaries: str | None) -> None:
    """The shares of every day from one to another, as CSV."""
    from purport.findings.territory.readings import shares_over

    if first > last:
        raise click.UsageError(f"--from {first} is later than --to {last}")
    ground = _known(country, table, boundaries)
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(("day", "holder", "area_percent", "places_percent", "people_percent"))
    for day, rows in shares_over(ground, first, last):
        for row in rows:
            out.writerow((day.isoformat(), row["holder"], *(f"{row[k]:.2f}" for k in ("area", "places", "people"))))


@control.command("table")
@click.argument("side")
@click.argument("day", type=_Day())
@click.option("--claimed", metavar="SHARE", help='A share to hold against it: "96.5", "more than 96.5", "less than 5".')
@_country
@_table
@_boundaries
@json_option
@with_errors
def control_table(
    side: str,
    day: date,
    claimed: str | None,
    country: str | None,
    table: str | None,
    boundaries: str | None,
    as_json: bool,
) -> None:
    """Every reading of the closed list for a side on a day, the whole of it."""
    from dataclasses import asdict

    from purport.findings.territory.readings import claimed_share, readings

    ground = _known(country, table, boundaries)
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
    from purport.findings.territory.land import break_even, bundled_boundary, circle, read_boundary

    boundary = read_boundary(Path(boundaries)) if boundaries else bundled_boundary(_code(country))
    if boundary is None:
        raise PurportError(f"{_code(country)}: no border is known; give --boundaries")
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
