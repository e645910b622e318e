"""`beyond-the-possible`: more land than the country has, more people than the place has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from purport.findings.intervals import interval, show
from purport.findings.units import country_of
from purport.findings.view import Figure, View
from purport.lexicon.gazetteer import bundled
from purport.lexicon.units import by_symbol
from purport.model import Finding, Place

# People counted by the gazetteer are years out of date; only twice as many is beyond the possible.
_POPULATION_SLACK = 2.0
_PEOPLE = ("killed", "injured", "casualties", "detained", "displaced", "evacuated", "present", "missing")


def find(view: View) -> Iterator[Finding]:
    """Every figure on its own, against the gazetteer; repeats of one figure once an article."""
    seen: set[tuple[str, float | None, str]] = set()
    for figure in view.figures:
        key = (figure.article.id, figure.claim.quantity.low, figure.claim.quantity.unit)
        found = _land(figure) or _share(figure) or _people(figure)
        if found is not None and key not in seen:
            seen.add(key)
            yield found


def _land(figure: Figure) -> Finding | None:
    unit = by_symbol().get(figure.claim.quantity.unit)
    country = country_of(figure)
    if unit is None or unit.dimension != "area" or country is None or not country.area_km2:
        return None
    if figure.claim.measure != "territory" or (figure.claim.event is None and not _land_held(figure)):
        return None
    least = interval(figure.claim.quantity, rounded=True).low * unit.in_base
    if least <= country.area_km2:
        return None
    stated = (figure.claim.quantity.low or figure.claim.quantity.high or 0.0) * unit.in_base
    times = stated / country.area_km2
    return Finding(
        kind="beyond-the-possible",
        severity="contradiction",
        claims=((figure.id, "figure"),),
        sentence=f"{figure.words} is {times:.1f} times the area of {country.name}. So says {figure.teller}.",
        working=f"{show(round(stated))} km² ÷ {show(country.area_km2)} km² = {stated / country.area_km2:.2f}. The area is that of {country.name} by GeoNames;"
        " land taken more than once may be counted each time, and then the sum is no area.",
        rule="findings/possible.py: more land than the country has",
    )


def _land_held(figure: Figure) -> bool:
    """An area that is searched or burnt over may lie at sea or in many countries; land held does not."""
    return bool(
        re.search(
            r"\b(?:control|hold|held|liberat|freed|captur|retak|territory|land)\w*", figure.sentence, re.IGNORECASE
        )
    )


def _share(figure: Figure) -> Finding | None:
    quantity = figure.claim.quantity
    if quantity.unit != "percent" or figure.claim.measure != "territory" or interval(quantity).low <= 100:
        return None
    return Finding(
        kind="beyond-the-possible",
        severity="contradiction",
        claims=((figure.id, "figure"),),
        sentence=f"{figure.words} is more than all of it. So says {figure.teller}.",
        working=f"{show(quantity.low)}% > 100%.",
        rule="findings/possible.py: a share over 100%",
    )


def _people(figure: Figure) -> Finding | None:
    claim, place = figure.claim, figure.place
    if place is None or not place.population or claim.quantity.unit != "count" or claim.measure not in _PEOPLE:
        return None
    if place.kind not in ("country", "city") or (place.population < 1000 and place.kind == "city"):
        return None
    if place.kind == "city" and not _named_closely(figure):
        return None
    if place.kind == "country" and _other_countries(figure, place):
        return None
    least = interval(claim.quantity, rounded=True).low
    if least <= place.population * _POPULATION_SLACK:
        return None
    return Finding(
        kind="beyond-the-possible",
        severity="tension",
        claims=((figure.id, "figure"),),
        sentence=f"{figure.words} is more than twice the population of {place.name}. So says {figure.teller}.",
        working=f"{show(least)} > 2 × {show(place.population)} (GeoNames, of no fixed year). Assumes that the figure is of {place.name} alone.",
        rule="findings/possible.py: more people than the place has",
    )


@cache
def _countries() -> dict[str, str]:
    return {place.name: place.id for place in bundled().places.values() if place.kind == "country"}


def _other_countries(figure: Figure, place: Place) -> bool:
    """Whether the sentence names another country too: "35 million Kurds across Turkey, Iraq and Iran"."""
    named = re.findall(r"[A-Z]\w+(?: [A-Z]\w+)*", figure.sentence)
    return any(_countries().get(name, place.id) != place.id for name in named)


def _named_closely(figure: Figure) -> bool:
    """The place stands in the figure's own sentence as a town, not as a wider area."""
    return (
        bool(figure.claim.place)
        and (figure.claim.place or "") in figure.sentence
        and "provinc" not in (figure.claim.place or "").lower()
    )
