"""`units-clash`: two units for one quantity, or an area and its share, that do not convert."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from purport.findings.intervals import Interval, rounding, show
from purport.findings.view import Figure, View
from purport.lexicon import gazetteer
from purport.lexicon.units import by_symbol, convert
from purport.model import Finding, Place

_RESTATES = re.compile(
    r"^[\s\w.²]{0,22}[(\[]\s*(?:or |about |around |approximately |roughly |some |that is,? )*$", re.IGNORECASE
)

_BESIDE = re.compile(
    r"^[\s\w²]{0,40}?(?:[(,]|\bor\b)[\s,]*(?:or |about |around |approximately |that is(?: to say)?,? |which is |almost |nearly |some )*$",
    re.IGNORECASE,
)


def find(view: View) -> Iterator[Finding]:
    """Neighbouring figures of one sentence that restate one quantity."""
    for figures in view.by_article.values():
        for one, two in pairwise(figures):
            if one.claim.sentence_span == two.claim.sentence_span:
                yield from _converted(one, two)
                yield from _share(one, two)


def _between(one: Figure, two: Figure) -> str:
    text = one.article.text.characters
    return text[one.claim.span.until : two.claim.span.begin]


def _wide(figure: Figure, factor: float = 1.0) -> Interval:
    """What the number may have been rounded from, whatever its hedge, in the other unit."""
    quantity = figure.claim.quantity
    centre = quantity.low if quantity.low is not None else quantity.high or 0.0
    width = rounding(quantity)
    return Interval((centre - width) * factor, (centre + width) * factor)


def _exactly(figure: Figure, factor: float = 1.0) -> Interval:
    """The number itself, whatever its hedge, in the other unit."""
    quantity = figure.claim.quantity
    centre = (quantity.low if quantity.low is not None else quantity.high or 0.0) * factor
    return Interval(centre, centre)


def _converted(one: Figure, two: Figure) -> Iterator[Finding]:
    units = by_symbol()
    first, second = one.claim.quantity, two.claim.quantity
    if first.unit == second.unit or first.unit not in units or second.unit not in units:
        return
    factor = convert(1.0, first.unit, second.unit)
    if factor is None or not _RESTATES.match(_between(one, two)):
        return
    if not (_exactly(one, factor).meets(_wide(two)) or _wide(one, factor).meets(_exactly(two))):
        centre = first.low if first.low is not None else first.high or 0.0
        yield Finding(
            kind="units-clash",
            severity="contradiction",
            claims=((one.id, "quantity"), (two.id, "restated")),
            sentence=f"{one.words} is restated as {two.words}, but it is about {show(round(centre * factor, 1))} {second.unit}. So says {one.teller}.",
            working=f"{show(centre)} {first.unit} × {factor:.6g} = {show(round(centre * factor, 2))} {second.unit}; the text has"
            f" {show(second.low if second.low is not None else second.high)} {second.unit}. The converted number is allowed one unit of its last written digit.",
            rule="findings/units.py: two units for one quantity",
        )


def _share(one: Figure, two: Figure) -> Iterator[Finding]:
    """ "14,816 square kilometers, 8% of the surface of the country" against the country's area."""
    area, share = (one, two) if two.claim.quantity.unit == "percent" else (two, one)
    unit = by_symbol().get(area.claim.quantity.unit)
    if (
        share.claim.quantity.unit != "percent"
        or unit is None
        or unit.dimension != "area"
        or share.claim.measure != "territory"
    ):
        return
    if not _BESIDE.match(_between(one, two)):
        return
    country = country_of(one) or country_of(two)
    if country is None or not country.area_km2:
        return
    whole = country.area_km2
    if abs((area.claim.quantity.low or 0.0) * unit.in_base - whole) < whole / 50:
        return  # the area is the country's own
    as_share = _wide(area, unit.in_base * 100 / whole)
    if as_share.meets(_wide(share)):
        return
    km2 = (area.claim.quantity.low or area.claim.quantity.high or 0.0) * unit.in_base
    yield Finding(
        kind="units-clash",
        severity="contradiction",
        claims=((area.id, "area"), (share.id, "share")),
        sentence=f"{area.words} and {share.words} are given for one stretch of land, but the area is {show(round(100 * km2 / whole, 2))}% of {country.name}. So says {area.teller}.",
        working=f"{show(km2)} km² ÷ {show(whole)} km² = {show(round(100 * km2 / whole, 2))}%; the text has {share.claim.quantity.written}."
        f" Assumes that the share is of all of {country.name}, {show(whole)} km² (GeoNames).",
        rule="findings/units.py: area and share",
    )


def country_of(figure: Figure) -> Place | None:
    """The country that a figure's place is, or lies in."""
    if figure.place is None:
        return None
    if figure.place.kind == "country":
        return figure.place
    return gazetteer.country_of(figure.place.country)
