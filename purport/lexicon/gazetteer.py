"""Places by name, whatever the spelling; the bundled extract credits GeoNames (CC BY 4.0)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import cache, lru_cache

from purport.lexicon.tables import mapping, rows
from purport.model import Place

_ABBREVIATED = 4  # letters: SOHR is no spelling of a place, MOSCOW is a dateline
_KNOWN_ANYWHERE = 500_000  # people
_ARTICLE = re.compile(r"^(?:al|el|ad|as|ash|at|ath|az|an|ar|the|tal|tall|tell)[ -]+(?=\w)")
_TYPE = re.compile(
    r"\b(?:city|town|village|villages|towns|province|governorate|district|neighbou?rhood|region|area"
    r"|countryside|county|state|camp|suburb|suburbs|farms|town of|city of)\b"
)


@lru_cache(maxsize=50000)
def fold(name: str) -> str:
    """One key for the common transliterations of a name: Deir ez-Zor, Deir Ezzor → "dirzr".

    Article and diacritics off, doubled letters single, vowels but the first dropped, q as k.
    """
    plain = unicodedata.normalize("NFKD", name.lower())
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    plain = _ARTICLE.sub("", re.sub(r"[’'`ʻʼ‘]", "", plain.replace("_", " ")).strip())
    plain = re.sub(r"[ -](?:al|el|ez|ad|as|ash|az|an|ar)[ -]", "", plain)
    plain = re.sub(r"[^a-z]", "", plain)
    plain = plain.replace("q", "k").replace("ou", "u").replace("ph", "f")
    plain = re.sub(r"(.)\1", r"\1", plain)
    return plain[:1] + re.sub(r"(?<=.)(?:[aeiouwy]+h?$|[aeiouy])", "", plain[1:])


@lru_cache(maxsize=50000)
def strip_type(name: str) -> str:
    """The name without the words for what it is: "the town of Khan Sheikhoun" → "Khan Sheikhoun"."""
    bare = _TYPE.sub(" ", name.lower())
    kept = [w for w in name.split() if re.sub(r"\W", "", w.lower()) in re.sub(r"[^\w ]", "", bare).split()]
    kept = [w for w in kept if w.lower() not in ("the", "of", "in", "near", "outside", "around")]
    return " ".join(kept) or name


@cache
def places() -> dict[str, Place]:
    """All places of the gazetteer by id."""
    return {row[0]: _place(row) for row in _table()}


@cache
def _table() -> tuple[tuple[str, ...], ...]:
    lists = ("gazetteer.tsv", "places_more.tsv")
    lines = (row for name in lists for row in rows("purport.lexicon", name))
    return tuple((*row, *[""] * (10 - len(row))) for row in lines)


def _place(row: tuple[str, ...]) -> Place:
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


@cache
def _exact() -> dict[str, list[str]]:
    table: dict[str, list[str]] = {}
    for row in _table():
        for name in (row[1], *row[2].split("|")):
            if name:
                table.setdefault(name.lower(), []).append(row[0])
    for spelling, name in mapping("purport.lexicon", "place_spellings.tsv").items():
        table.setdefault(spelling, []).extend(table.get(name.lower(), []))
    return table


@cache
def _folded() -> dict[str, list[tuple[str, list[str]]]]:
    table: dict[str, list[tuple[str, list[str]]]] = {}
    for name, ids in _exact().items():
        if len(name) > 3:
            table.setdefault(fold(name), []).append((name, ids))
    return table


@lru_cache(maxsize=20000)
def candidates(toponym: str) -> tuple[Place, ...]:
    """Every place that the words may name: those of the exact name, else of the folded one."""
    name = re.sub(r"^the\s+", "", toponym.strip(), flags=re.IGNORECASE)
    for key in dict.fromkeys((name, strip_type(name))):
        ids = _exact().get(key.lower()) or _like(key)
        if ids:
            return tuple(places()[i] for i in dict.fromkeys(ids))
    return ()


@cache
def _like(name: str) -> list[str]:
    """Places whose name folds to the same key and reads much the same (0.7 of the letters)."""
    key = fold(name)
    if name.isupper():
        return []  # SOHR is no spelling of a place
    if len(key) < 3 or (not name[:1].isupper() and not name.startswith(("al-", "ash-", "ar-"))):
        return []
    like = []
    for other, ids in _folded().get(key, []):
        matcher = SequenceMatcher(None, _bare(other), _bare(name), autojunk=False)
        if matcher.ratio() >= 0.7:
            like += ids
    return like


def _bare(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.lower())
    return re.sub(r"[^a-z]", "", _ARTICLE.sub("", plain))


def is_place(name: str) -> bool:
    """Whether the gazetteer knows the name, exactly or folded (folded keys of 3 letters and more)."""
    return name[:1].isupper() and bool(candidates(name))


def is_named(name: str) -> bool:
    """Whether the gazetteer has the name letter for letter."""
    return name[:1].isupper() and name.lower() in _exact()


def resolve(toponym: str | None, country: str | None = None) -> Place | None:
    """The likeliest place: in the given country, else a country or a place known the world over; None is an answer.

    Among several: a country, then by population. A place elsewhere counts only under its exact name
    and with half a million people: "London" in an article on Syria, but no village of the same sound.
    """
    if not toponym:
        return None
    toponym = toponym.title() if toponym.isupper() and len(toponym) > _ABBREVIATED else toponym
    found = list(candidates(toponym))
    if country:
        found = [p for p in found if p.country == country] or [
            p for p in found if p.kind == "country" or (is_named(toponym) and (p.population or 0) >= _KNOWN_ANYWHERE)
        ]
    wanted = "region" if re.search(r"provinc|governorat|countryside", toponym.lower()) else "city"
    if wanted == "region":
        found = [p for p in found if p.kind == "region"] or list(candidates(f"{strip_type(toponym)} province")) or found
    return max(found, key=lambda p: (p.kind == "country", p.population or 0, p.id), default=None)


@cache
def country_name(code: str | None) -> str | None:
    """The name of a country by its two-letter code."""
    return next((p.name for p in places().values() if p.kind == "country" and p.country == code), None)


def main_country(toponyms: Iterable[str]) -> str | None:
    """The country that most of an article's toponyms lie in; None where there are none."""
    count: dict[str, float] = {}
    for toponym in toponyms:
        if toponym.endswith(("'s", "’s")):
            continue  # "Russia's aircraft": whose, not where
        found = candidates(toponym)
        for country in {p.country for p in found if p.country}:
            count[country] = count.get(country, 0.0) + 1 / len({p.country for p in found})
    return max(sorted(count), key=lambda c: count[c], default=None)
