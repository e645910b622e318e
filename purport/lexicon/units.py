"""Units as they are written, their usual symbols, and how they convert."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from purport.lexicon.tables import rows


@dataclass(frozen=True, slots=True)
class Unit:
    """One written unit: "square miles" is mi2, an area, 2.589988 of the base unit km2."""

    written: str
    symbol: str
    dimension: str
    in_base: float


@cache
def by_writing() -> dict[str, Unit]:
    """Every way of writing a unit, in lower case, longest first."""
    table = [Unit(r[0], r[1], r[2], float(r[3])) for r in rows("purport.lexicon", "units.tsv")]
    return {unit.written: unit for unit in sorted(table, key=lambda u: -len(u.written))}


@cache
def unit_pattern() -> re.Pattern[str]:
    """A unit right behind a number, hyphen or space before it; group 1 is the unit as written."""
    units = "|".join(re.escape(unit) for unit in by_writing() if unit not in ("$", "us$", "€", "£"))
    return re.compile(rf"[\s-]?({units})(?![\w²])", re.IGNORECASE)


@cache
def by_symbol() -> dict[str, Unit]:
    """One unit for each symbol."""
    return {unit.symbol: unit for unit in by_writing().values()}


def convert(amount: float, symbol: str, to: str) -> float | None:
    """`amount` of one unit in another; None where they measure different things or are money."""
    units = by_symbol()
    one, other = units.get(symbol), units.get(to)
    if one is None or other is None or one.dimension != other.dimension:
        return None
    if one.dimension == "money" and one.symbol != other.symbol:
        return None
    return amount * one.in_base / other.in_base
