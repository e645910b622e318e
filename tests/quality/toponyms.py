"""Measures the resolver of place names on `toponyms.tsv`: how many are resolved, and how many of those rightly.

    python tests/quality/toponyms.py [--misses]

Right is: the country itself; for a place within 10 km of where the annotator put it (15 km for bases,
rivers and crossings, 150 km for regions, whose middle is a matter of taste). A toponym of which the
annotator or the gazetteer knows no coordinates is not counted.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

from purport.lexicon.gazetteer import bundled, kilometres
from purport.model import Place

SAMPLE = Path(__file__).parent / "toponyms.tsv"
_NEAR_KM = {"city": 10, "other": 15, "region": 150}


@dataclass(frozen=True, slots=True)
class Annotated:
    """One toponym of one article and the place that is meant; coordinates in degrees where they are known."""

    doc_id: str
    toponym: str
    kind: str
    name: str
    country: str
    latitude: float | None
    longitude: float | None


def sample() -> list[Annotated]:
    """All rows of the sample."""
    rows = [line.split("\t") for line in SAMPLE.read_text("utf-8").splitlines() if not line.startswith("#")]
    return [Annotated(*r[:5], *(float(n) if n else None for n in r[5:7])) for r in rows]


def verdict(row: Annotated, country: str | None) -> str | None:
    """ "right", "wrong" or "unresolved"; None where it cannot be told."""
    found = bundled().choose(row.toponym, country).place
    if row.kind == "country":
        return "unresolved" if found is None else "right" if found.country == row.country else "wrong"
    if row.latitude is None or row.longitude is None:
        return None
    if found is None:
        return "unresolved"
    meant = Place(row.name, row.name, row.country, row.latitude, row.longitude)
    away = kilometres(meant, found)
    return None if away is None else "right" if away <= _NEAR_KM[row.kind] else "wrong"


def measure() -> tuple[Counter[tuple[str, str]], list[str]]:
    """Verdicts by the sample's two halves (Syria's pages, other fields), and what is not right, a line each."""
    articles: dict[str, list[Annotated]] = defaultdict(list)
    for row in sample():
        articles[row.doc_id].append(row)
    count: Counter[tuple[str, str]] = Counter()
    misses = []
    for doc_id, rows in articles.items():
        country = bundled().main_country(row.toponym for row in rows)
        for row in rows:
            told = verdict(row, country)
            if told is not None:
                count["other fields" if doc_id.startswith("o") else "pages", told] += 1
            if told in ("wrong", "unresolved"):
                misses.append(f"{told}: {doc_id} {row.toponym} ({row.name}, {row.country})")
    return count, misses


def main() -> None:
    """Prints the figures, and with --misses what is not right."""
    count, misses = measure()
    for half in ("pages", "other fields"):
        right, wrong, unresolved = (count[half, told] for told in ("right", "wrong", "unresolved"))
        resolved = right + wrong
        print(
            f"{half}: {resolved + unresolved} toponyms, {resolved / (resolved + unresolved):.3f} resolved,"
            f" of those {right / resolved:.3f} right; right of all {right / (resolved + unresolved):.3f}"
        )
    if "--misses" in sys.argv:
        print("\n".join(misses))


if __name__ == "__main__":
    main()
