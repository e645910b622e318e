"""Places by name, whatever the spelling; the bundled extract credits GeoNames (CC BY 4.0)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from math import asin, cos, log10, radians, sin, sqrt
from pathlib import Path
from typing import NamedTuple

from purport.lexicon.tables import mapping, rows, table_rows
from purport.lexicon.toponyms import fold, reads_alike, strip_type, type_of
from purport.model import Place

COLUMNS = ("id", "name", "other names", "kind", "country", "within", "latitude", "longitude", "population", "area_km2")
_LEADING_THE = re.compile(r"^the\s+", re.IGNORECASE)
_REPLACES = len(COLUMNS)  # a project's row may name, as its last cell, the bundled place that it is instead of
_ABBREVIATED = 4  # letters: SOHR is no spelling of a place, MOSCOW is a dateline
_KNOWN_ANYWHERE = 500_000  # people
_EARTH_KM = 12742  # across
# What a candidate is worth: a country's name is the country; the type that the words give; each ten times
# in people; and against it each ten times in distance from the article's other places, from 50 km on.
_COUNTRY, _TYPE, _PEOPLE, _AWAY, _CLOSE_KM = 20.0, 8.0, 1.0, 2.0, 50.0
_UNSURE = 0.5  # a second candidate that near in worth is a doubt
_SAME_KM = 30.0


class Choice(NamedTuple):
    """The likeliest place for a toponym, and whether another is about as likely."""

    place: Place | None
    doubtful: bool = False


class Gazetteer:
    """Places and their names. A project's places come before the bundled ones."""

    def __init__(self, table: Iterable[Sequence[str]]) -> None:
        lines = [(*row, *[""] * (_REPLACES + 1 - len(row))) for row in table]
        replaced = {row[_REPLACES] for row in lines if row[_REPLACES]}
        lines = [row for row in lines if row[0] not in replaced]
        self.places: dict[str, Place] = {}
        self._exact: dict[str, list[str]] = {}
        for row in lines:
            self.places.setdefault(row[0], place_of(row))
            for name in filter(None, (row[1], *row[2].split("|"))):
                self._exact.setdefault(name.lower(), []).append(row[0])
        for spelling, name in mapping("purport.lexicon", "place_spellings.tsv").items():
            self._exact.setdefault(spelling, []).extend(self._exact.get(name.lower(), []))
        self._folded: dict[str, list[tuple[str, list[str]]]] = {}
        for name, ids in self._exact.items():
            if len(name) > 3:
                self._folded.setdefault(fold(name), []).append((name, ids))
        self._found: dict[str, tuple[Place, ...]] = {}

    def candidates(self, toponym: str) -> tuple[Place, ...]:
        """Every place that the words may name: those of the exact name, else of the folded one."""
        if toponym not in self._found:
            self._found[toponym] = self._candidates(toponym)
        return self._found[toponym]

    def _candidates(self, toponym: str) -> tuple[Place, ...]:
        name = _LEADING_THE.sub("", toponym.strip())
        for key in dict.fromkeys((name, strip_type(name))):
            ids = self._exact.get(key.lower()) or self._like(key)
            if ids:
                return tuple(self.places[i] for i in dict.fromkeys(ids))
        return ()

    def _like(self, name: str) -> list[str]:
        """Places whose name folds to the same key and reads much the same."""
        if name.isupper():
            return []  # SOHR is no spelling of a place
        if not name[:1].isupper() and not name.startswith(("al-", "ash-", "ar-")):
            return []
        key = fold(name)
        if len(key) < 3:
            return []
        return [i for other, ids in self._folded.get(key, []) if reads_alike(other, name) for i in ids]

    def is_named(self, name: str) -> bool:
        """Whether the gazetteer has the name letter for letter."""
        return name[:1].isupper() and name.lower() in self._exact

    def choose(self, toponym: str | None, country: str | None = None, near: Iterable[Place] = ()) -> Choice:
        """The likeliest place by type, country, people and the way from the article's other places.

        A place outside the article's country counts only under its exact name and with half a million
        people: "London" in an article on Syria, but no village of the same sound. None is an answer.
        """
        if not toponym:
            return Choice(None)
        toponym = toponym.title() if toponym.isupper() and len(toponym) > _ABBREVIATED else toponym
        found = self._in_country(toponym, country)
        wanted = type_of(toponym)
        if wanted == "region" and not any(p.kind == "region" for p in found):
            found = list(self.candidates(f"{strip_type(toponym)} province")) or found
        others = [p for p in near if p.latitude is not None]
        ranked = sorted(((_worth(p, wanted, others), p.id, p) for p in found), reverse=True)
        if not ranked:
            return Choice(None)
        worth, _, place = ranked[0]
        rivals = (p for other, _, p in ranked[1:] if other > worth - _UNSURE)
        return Choice(place, any((kilometres(place, p) or 0.0) > _SAME_KM for p in rivals))

    def _in_country(self, toponym: str, country: str | None) -> list[Place]:
        found = list(self.candidates(toponym))
        if country is None:
            return found
        return [p for p in found if p.country == country] or [
            p
            for p in found
            if p.kind == "country" or (self.is_named(toponym) and (p.population or 0) >= _KNOWN_ANYWHERE)
        ]

    def main_country(self, toponyms: Iterable[str]) -> str | None:
        """The country that most of an article's toponyms lie in; None where there are none."""
        count: dict[str, float] = {}
        for toponym in toponyms:
            if toponym.endswith(("'s", "’s")):
                continue  # "Russia's aircraft": whose, not where
            found = {p.country for p in self.candidates(toponym) if p.country}
            for country in found:
                count[country] = count.get(country, 0.0) + 1 / len(found)
        return max(sorted(count), key=lambda c: count[c], default=None)

    def country_spoken_of(self, text: str) -> str | None:
        """The country that a text names most, as a noun or an adjective ("Syrian"); None where it names none."""
        counted = Counter(match.group() for match in countries_said(text))
        name = max(sorted(counted), key=lambda n: counted[n], default=None)
        return next((p.country for p in self.candidates(name) if p.kind == "country"), None) if name else None


@cache
def _countries() -> re.Pattern[str]:
    names = sorted((p.name for p in bundled().places.values() if p.kind == "country"), key=lambda n: (-len(n), n))
    first = "".join(sorted({name[0] for name in names}))  # told first, so that other words are passed over quickly
    return re.compile(rf"\b(?=[{first}])(?:{'|'.join(map(re.escape, names))})")


def countries_said(text: str) -> Iterator[re.Match[str]]:
    """Where countries stand in a text, by name or in an adjective that begins so: "Syria" of "Syrian"."""
    return _countries().finditer(text)


def place_of(row: Sequence[str]) -> Place:
    """The place of a row with the columns above."""
    return Place(
        id=row[0],
        name=row[1],
        kind=row[3],
        country=row[4] or None,
        within=row[5] or None,
        latitude=_number(row[6]),
        longitude=_number(row[7]),
        population=int(row[8]) if row[8] else None,
        area_km2=_number(row[9]),
    )


def _number(cell: str) -> float | None:
    return float(cell) if cell else None


def _worth(place: Place, wanted: str | None, near: Sequence[Place]) -> float:
    worth = _PEOPLE * log10(max(place.population or 1, 1))
    worth += _COUNTRY if place.kind == "country" else 0.0
    worth += _TYPE if wanted == "region" and place.kind == "region" else 0.0
    away = min((d for p in near if (d := kilometres(place, p)) is not None), default=None)
    return worth - (_AWAY * log10(1 + away / _CLOSE_KM) if away is not None else 0.0)


def kilometres(one: Place, other: Place) -> float | None:
    """The distance of two places over a sphere; None where one has no coordinates."""
    if one.latitude is None or one.longitude is None or other.latitude is None or other.longitude is None:
        return None
    a, b = radians(one.latitude), radians(other.latitude)
    half = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(radians(other.longitude - one.longitude) / 2) ** 2
    return _EARTH_KM * asin(min(1.0, sqrt(half)))


def _bundled_rows() -> list[tuple[str, ...]]:
    tables = ("gazetteer.tsv", "places_more.tsv", "regions.tsv")
    return [row for table in tables for row in rows("purport.lexicon", table)]


@cache
def bundled() -> Gazetteer:
    """The gazetteer that comes with purport."""
    return Gazetteer(_bundled_rows())


def with_project(path: Path) -> Gazetteer:
    """The bundled gazetteer with a project's own places before it, where the file is there."""
    if not path.is_file():
        return bundled()
    return Gazetteer([*table_rows(path), *_bundled_rows()])


def candidates(toponym: str) -> tuple[Place, ...]:
    """The bundled places that the words may name."""
    return bundled().candidates(toponym)


def is_place(name: str) -> bool:
    """Whether the bundled gazetteer knows the name, exactly or folded (folded keys of 3 letters and more)."""
    return name[:1].isupper() and bool(candidates(name))


def is_named(name: str) -> bool:
    """Whether the bundled gazetteer has the name letter for letter."""
    return bundled().is_named(name)


@cache
def country_name(code: str | None) -> str | None:
    """The name of a country by its two-letter code."""
    country = country_of(code)
    return country.name if country else None


@cache
def country_of(code: str | None) -> Place | None:
    """The country by its two-letter code."""
    return next((p for p in bundled().places.values() if p.kind == "country" and p.country == code), None)
