"""Measures shares by all readings: 10,000 places that change hands, every day of 1,500.

    python benchmarks/territory.py [--places 10000] [--days 1500]

Made up with a fixed seed: places within the bundled outline of Syria, five sides, two changes a place.
"""

from __future__ import annotations

import argparse
import random
import time
from datetime import date, timedelta
from itertools import pairwise

from shapely import Point

from purport.findings.territory.control import Control, Hold, Spot
from purport.findings.territory.land import bundled_boundary, land_of
from purport.findings.territory.readings import Ground, readings

FIRST = date(2015, 1, 1)


def spots(count: int, days: int) -> tuple[Spot, ...]:
    """So many places, each with three holders one after another."""
    dice = random.Random(3)
    boundary = bundled_boundary("SY")
    assert boundary is not None
    west, south, east, north = boundary.outline.bounds
    found: list[Spot] = []
    while len(found) < count:
        at = Point(dice.uniform(west, east), dice.uniform(south, north))
        if not boundary.outline.contains(at):
            continue
        cuts = [0, *sorted(dice.sample(range(1, days), 2)), days]
        holds = tuple(
            Hold(f"side {dice.randrange(5)}", FIRST + timedelta(a), FIRST + timedelta(b - 1)) for a, b in pairwise(cuts)
        )
        found.append(Spot(f"place {len(found)}", at.y, at.x, dice.randrange(20_000), int(dice.random() < 0.8), holds))
    return tuple(found)


def main() -> None:
    """Prints the seconds for the cells and for all readings of all days."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])  # type: ignore[union-attr]
    options.add_argument("--places", type=int, default=10_000)
    options.add_argument("--days", type=int, default=1_500)
    chosen = options.parse_args()
    made = spots(chosen.places, chosen.days)
    boundary = bundled_boundary("SY")
    assert boundary is not None
    begin = time.perf_counter()
    ground = Ground(Control("SY", "made up", made), land_of(made, boundary))
    cells = time.perf_counter() - begin
    begin = time.perf_counter()
    count = sum(len(readings(ground, "side 0", FIRST + timedelta(n))) for n in range(chosen.days))
    seconds = time.perf_counter() - begin
    print(
        f"{chosen.places:,} places: cells {cells:.1f} s; {count:,} readings of {chosen.days:,} days {seconds:.1f} s; together {cells + seconds:.1f} s"
    )


if __name__ == "__main__":
    main()
