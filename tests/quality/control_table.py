"""Holds the bundled table of who held what in Syria against two files that it was not made from alone.

    python -m tests.quality.control_table

Dated captures of 2016 to 2018 in a public list of cities (../shared/data/syria_wiki): does the table
give the place to the same side a week later, and how many days lie between its change and the list's?
Places of a GeoNames extract with a name of the table: how far apart are they? And of the places that
one side alone held in October 2023 by the list: who held them at the end of 2018 by the table?
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from difflib import SequenceMatcher
from pathlib import Path
from statistics import median

from purport.findings.territory.control import Spot, bundled_control
from purport.findings.territory.land import bundled_boundary
from purport.lexicon.gazetteer import kilometres
from purport.lexicon.toponyms import fold, spelling, strip_type
from purport.model import Place

SHARED = Path(__file__).parents[3] / "shared" / "data"
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_TAKEN = re.compile(
    rf"[Oo]n (\d{{1,2}}) ({'|'.join(_MONTHS)}) (201[678]),? [^.]*?"
    r"(?:(Syrian [Aa]rmy|[Gg]overnment forces|Syrian Arab Army)|(Syrian Democratic Forces|YPG))[^.]*"
)
_ACT = re.compile(r"took|taken|captur|control|regain|surrender|terms")
_SIDES = {"Syrian government": "government", "SDF": "sdf", "opposition/SNA": "turkey_backed", "HTS": "hts_opposition"}


def listed() -> list[dict[str, object]]:
    """The public list's places."""
    return list(json.loads((SHARED / "syria_wiki" / "control_of_cities_table.json").read_text("utf-8")))


def spots_named(name: str) -> list[Spot]:
    """The table's places of that name, whatever the spelling."""
    control = bundled_control("SY")
    wanted = _bare(name)
    return [s for s in control.spots if _one_name(_bare(s.name), wanted)] if control else []


def _bare(name: str) -> str:
    return strip_type(re.sub(r"\s*\([^)]*\)|.*– ", "", name))


def _one_name(one: str, other: str) -> bool:
    return fold(one) == fold(other) and SequenceMatcher(None, spelling(one), spelling(other)).ratio() > 0.8


def captures() -> Iterator[tuple[str, date, str]]:
    """Place, day and new holder of each dated capture of the table's years."""
    for row in listed():
        for match in _TAKEN.finditer(str(row["history"])):
            if _ACT.search(match.group()) and not str(row["name"]).startswith("Outside"):
                day = date(int(match[3]), _MONTHS.index(match[2]) + 1, int(match[1]))
                yield str(row["name"]), day, "government" if match[4] else "sdf"


def against_captures() -> list[tuple[str, date, str, str | None, int | None]]:
    """Each capture beside the holder that the table gives a week later, and the days to the table's own change."""
    found = []
    for name, day, holder in captures():
        for spot in spots_named(name):
            then = spot.on(day + timedelta(days=7))
            changed = [h.start for h in spot.holds if h.holder == holder and h.start > date(2016, 1, 1)]
            apart = min((abs((c - day).days) for c in changed), default=None)
            found.append((spot.name, day, holder, then.holder if then else None, apart))
    return found


def from_geonames() -> list[tuple[str, float]]:
    """The table's places beside the nearest GeoNames place of their name: kilometres."""
    rows = json.loads((SHARED / "gazetteers" / "geonames_cities500_SY.json").read_text("utf-8"))
    nearest: dict[str, float] = {}
    for row in rows:
        there = Place("", row["name"], "SY", float(row["latitude"]), float(row["longitude"]))
        for spot in spots_named(row["name"]):
            away = kilometres(there, Place("", "", "SY", spot.latitude, spot.longitude)) or 0.0
            nearest[spot.name] = min(away, nearest.get(spot.name, away))
    return list(nearest.items())


def later_holders() -> Counter[tuple[str, str]]:
    """(Holder of October 2023, holder of 31 December 2018 by the table) of the places that one side alone held."""
    count: Counter[tuple[str, str]] = Counter()
    for row in listed():
        holders = list(row["holders_oct2023"])  # type: ignore[call-overload]
        for spot in spots_named(str(row["name"])) if len(holders) == 1 else []:
            then = spot.on(date(2018, 12, 31))
            count[_SIDES.get(holders[0], holders[0]), then.holder if then else "unknown"] += 1
    return count


def main() -> None:
    """Prints the three comparisons."""
    told = against_captures()
    right = sum(holder == then for _, _, holder, then, _ in told)
    days = [apart for *_, apart in told if apart is not None]
    print(
        f"{len(told)} dated captures: {right} with the same holder a week later; days apart, median {median(days)}, at most {max(days)}"
    )
    for name, day, holder, then, apart in told:
        print(f"    {name}: {holder} on {day}; table a week later {then}, its change {apart} days apart")
    far = from_geonames()
    print(
        f"{len(far)} places by name in GeoNames: median {median(km for _, km in far):.1f} km, {sum(km > 10 for _, km in far)} over 10 km"
    )
    print("    " + ", ".join(f"{name} {km:.0f}" for name, km in sorted(far, key=lambda f: -f[1]) if km > 10))
    for (later, then), count in sorted(later_holders().items()):
        print(f"    {later} in October 2023, {then} at the end of 2018: {count}")
    boundary, control = bundled_boundary("SY"), bundled_control("SY")
    assert boundary is not None
    assert control is not None
    print(f"{len(control.spots)} places, {len(boundary.units)} units within the border")


if __name__ == "__main__":
    main()
