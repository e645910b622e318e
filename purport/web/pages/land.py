"""The map: who held what on a day, with the evidence, the table of readings, and what is filled in between places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

from markupsafe import Markup

from purport.errors import PurportError
from purport.findings.territory.claimed import PlaceState, states_on
from purport.findings.territory.control import CONTESTED, UNKNOWN, bundled_countries
from purport.findings.territory.pictures import cells_of, colours_of, picture
from purport.findings.territory.readings import Ground, claimed_share, readings, shares_on
from purport.findings.territory.shares import ground_of
from purport.lexicon.gazetteer import country_name
from purport.web.charts.svg import node, ornament
from purport.web.library import Library


def one(library: Library, query: Mapping[str, str]) -> dict[str, Any]:
    """The map of the country that the ledger is on most, of those that a table is bundled for; what articles say below it."""
    country = _country(library)
    ground = ground_of(country) if country else None
    day = _day(library, ground, query.get("day", ""))
    read = [state for state in states_on(library.view, day) if state.place]
    if ground is None:
        return {"country": None, "day": day, "read": read, "known": False}
    return {
        "country": country_name(country) or country,
        "known": True,
        "day": day,
        "first": _first(ground),
        "last": _last(ground),
        "shares": [(row, swatch(row["holder"], ground)) for row in shares_on(ground, day)],
        "picture": Markup(picture(ground.control, ground.land, day)),
        "places": _places(ground, day),
        "published_by": ground.control.published_by,
        "border": ground.land.source,
        "read": read,
        **_table(ground, day, query),
    }


def swatch(holder: object, ground: Ground) -> Markup:
    """The holder's colour on the map, for the key."""
    colour = colours_of(ground.control)[str(holder)]
    return ornament(14, node("rect", x=1, y=1, width=12, height=12, fill=colour))


def geojson(library: Library, query: Mapping[str, str]) -> dict[str, Any]:
    """The land of the day for a map that is drawn in the browser; without features where none is known."""
    country = _country(library)
    ground = ground_of(country) if country else None
    if ground is None:
        return {"type": "FeatureCollection", "features": []}
    return cells_of(ground.control, ground.land, _day(library, ground, query.get("day", "")))


def _country(library: Library) -> str | None:
    """The country that most claims lie in, where a table of it is bundled."""
    count = Counter(f.country.country for f in library.view.figures if f.country and f.country.country)
    known = bundled_countries()
    return next((code for code, _ in count.most_common() if code in known), None)


def _first(ground: Ground) -> date:
    return min(h.start for s in ground.control.spots for h in s.holds)


def _last(ground: Ground) -> date:
    return max(h.end for s in ground.control.spots for h in s.holds)


def _day(library: Library, ground: Ground | None, asked: str) -> date:
    """The day asked for; else the last one that the ledger's shares speak of, within what is known."""
    try:
        return date.fromisoformat(asked)
    except ValueError:
        pass
    said = [f.claim.said for f in library.view.figures if f.claim.said]
    last = max(said, default=date(2000, 1, 1))
    return min(max(last, _first(ground)), _last(ground)) if ground else last


def _places(ground: Ground, day: date) -> list[tuple[str, str, str]]:
    """Each place with its holder and the evidence, by holder and name."""
    held = [(s.name, h.holder, h.evidence) for s in ground.control.spots for h in [s.on(day)] if h]
    return sorted(held, key=lambda row: (row[1], row[0]))


def _table(ground: Ground, day: date, query: Mapping[str, str]) -> dict[str, Any]:
    """The readings of a side's share on the day, with verdicts where a share is given."""
    sides = [h for h in ground.holders if h not in (CONTESTED, UNKNOWN)]
    side = query.get("side", "") if query.get("side", "") in sides else (sides[0] if sides else "")
    words = query.get("claimed", "").strip()
    try:
        share = claimed_share(words) if words else None
        wrong = ""
    except PurportError as error:
        share, wrong = None, str(error)
    table = [(r, r.verdict(share) if share else "") for r in readings(ground, side, day)] if side else []
    return {"sides": sides, "side": side, "claimed": words, "wrong": wrong, "readings": table}


def evidence_of(state: PlaceState) -> list[tuple[str, str, str]]:
    """(claim id, who says so, the words) for each claim that a state rests on."""
    return [(h.id, h.teller, " ".join(h.sentence.split())) for h in state.evidence]
