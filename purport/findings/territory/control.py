"""Who held which place from when to when, as a table says it; the table says who published it."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path

from purport.errors import InputError
from purport.lexicon.gazetteer import bundled
from purport.lexicon.tables import table_rows

CONTESTED, UNKNOWN = "contested", "unknown"
_COLUMNS = ("place", "lat", "lon", "holder", "from", "to")
# Names of stretches of land that nobody lives in.
_EMPTY = re.compile(
    r"desert|steppe|crossroads|zone|point|junction|road|border|base|dam\b|field|mountain|jabal", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Hold:
    """A place and who held it from one day to another, both included: evidence is what the table gives for it."""

    holder: str
    start: date
    end: date
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Spot:
    """A known place, or a stretch of land: where it is, the people and settlements in it, who held it when, in order."""

    name: str
    latitude: float
    longitude: float
    people: int
    settlements: int
    holds: tuple[Hold, ...]

    def on(self, day: date) -> Hold | None:
        """Who held it that day; None where the table does not say."""
        return next((h for h in self.holds if h.start <= day <= h.end), None)

    def ever(self, holder: str, until: date) -> bool:
        """Whether the holder had it on any day up to the given one."""
        return any(h.holder == holder and h.start <= until for h in self.holds)


@dataclass(frozen=True, slots=True)
class Control:
    """The places of a country and where the table came from."""

    country: str
    published_by: str
    spots: tuple[Spot, ...]

    def holders(self, until: date) -> list[str]:
        """Every side that holds or held a place up to the day, contested apart, in alphabetical order."""
        found = {h.holder for s in self.spots for h in s.holds if h.start <= until}
        return sorted(found - {CONTESTED, UNKNOWN})


def read_control(path: Path, country: str, published_by: str) -> Control:
    """A table with the columns place, lat, lon, holder, from and to; InputError where a row has not, by its line."""
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except UnicodeDecodeError:
        raise InputError(str(path), "is not UTF-8", "save it as UTF-8") from None
    return _control(lines, str(path), country, published_by)


def _control(lines: Iterable[str], where: str, country: str, published_by: str) -> Control:
    table = csv.DictReader(line for line in lines if not line.startswith("#"))
    missing = [c for c in _COLUMNS if c not in (table.fieldnames or ())]
    if missing:
        raise InputError(where, f"has no column {missing[0]}", f"give {', '.join(_COLUMNS)}")
    holds: dict[tuple[str, float, float], list[Hold]] = {}
    for number, row in enumerate(table, start=2):
        try:
            key = (row["place"].strip(), float(row["lat"]), float(row["lon"]))
            start, end = date.fromisoformat(row["from"]), date.fromisoformat(row["to"])
            if not (abs(key[1]) <= 90 and abs(key[2]) <= 180):
                raise ValueError(f"{row['lat']} {row['lon']} is nowhere")
            if start > end:
                raise ValueError("from is later than to")
        except (ValueError, AttributeError, TypeError) as error:
            raise InputError(f"{where} row {number}", f"cannot be read ({error})", "mend that row") from None
        told = "; ".join(filter(None, (row.get("basis"), row.get("confidence") and f"confidence {row['confidence']}")))
        holds.setdefault(key, []).append(Hold(row["holder"].strip(), start, end, told))
    if not holds:
        raise InputError(where, "holds no row", f"give {', '.join(_COLUMNS)}")
    spots = [_spot(*key, country, tuple(sorted(held, key=lambda h: h.start))) for key, held in holds.items()]
    return Control(country, published_by, tuple(spots))


def _spot(name: str, latitude: float, longitude: float, country: str, holds: tuple[Hold, ...]) -> Spot:
    bare = re.sub(r"\s*\([^)]*\)", "", name)
    known = bundled().choose(bare, country).place
    people = known.population or 0 if known is not None and known.kind == "city" else 0
    return Spot(name, latitude, longitude, people, int(bool(people) or not _EMPTY.search(name)), holds)


@cache
def bundled_countries() -> tuple[str, ...]:
    """The codes of the countries that a table comes with purport for."""
    data = files("purport.findings.territory") / "data"
    names = (entry.name for entry in data.iterdir())
    return tuple(sorted(name[8:-4] for name in names if name.startswith("control_") and name.endswith(".csv")))


@cache
def bundled_control(country: str) -> Control | None:
    """The table that comes with purport for the country; None where there is none."""
    table = files("purport.findings.territory") / "data" / f"control_{country}.csv"
    if not table.is_file():
        return None
    lines = table.read_text("utf-8").splitlines()
    return _control(lines, f"control_{country}.csv", country, lines[0].lstrip("# "))


@cache
def bundled_holders(country: str) -> dict[str, tuple[str, frozenset[str]]]:
    """What each holder of the bundled table is called, and the sides that it is."""
    path = Path(str(files("purport.findings.territory") / "data" / f"holders_{country}.tsv"))
    table = table_rows(path) if path.is_file() else []
    return {row[0]: (row[1], frozenset(row[2].split("|"))) for row in table}
