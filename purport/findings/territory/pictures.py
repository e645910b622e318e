"""A day's control as GeoJSON with its evidence, and as a picture."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from html import escape
from math import cos, radians
from typing import Any

from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from purport.findings.territory.control import CONTESTED, UNKNOWN, Control, Spot
from purport.findings.territory.land import Land, far_land

# Told apart with any colour vision (Okabe and Ito 2008), and by hatching where nobody holds.
_COLOURS = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#F0E442")
FAR, FAR_SHOWN_KM = "far", 25
_WIDTH = 900  # of the picture


def cells_of(control: Control, land: Land, day: date) -> dict[str, Any]:
    """A FeatureCollection of the cells: place, holder, from and to, evidence, area in km²; who published it, which border."""
    features = []
    colours = colours_of(control)
    for spot, cell, area in zip(control.spots, land.cells, land.area, strict=True):
        hold = spot.on(day)
        if cell.is_empty:
            continue
        known = {"from": hold.start.isoformat(), "to": hold.end.isoformat(), "evidence": hold.evidence} if hold else {}
        holder = hold.holder if hold else UNKNOWN
        told = {
            "place": spot.name,
            "holder": holder,
            "state": _state(holder),
            "colour": colours[holder],
            "area_km2": round(float(area), 1),
            **known,
        }
        features.append({"type": "Feature", "geometry": mapping(cell), "properties": told})
    far = far_land(control.spots, land, FAR_SHOWN_KM)
    if not far.is_empty:
        told = {"state": FAR, "holder": f"further than {FAR_SHOWN_KM} km from any known place"}
        features.append({"type": "Feature", "geometry": mapping(far), "properties": told})
    about = {"day": day.isoformat(), "places": control.published_by, "border": land.source}
    return {"type": "FeatureCollection", "about": about, "features": features}


def _state(holder: str) -> str:
    return {CONTESTED: "contests", UNKNOWN: "unknown"}.get(holder, "holds")


def colours_of(control: Control) -> dict[str, str]:
    """A colour for every side that ever holds a place, the same on every day; grey for land of nobody in particular."""
    holders = control.holders(date.max)
    sides = {holder: _COLOURS[n % len(_COLOURS)] for n, holder in enumerate(holders)}
    return sides | {CONTESTED: "#555", UNKNOWN: "#ddd"}


def picture(control: Control, land: Land, day: date) -> str:
    """An SVG of the cells in the holders' colours, with a key, the day, and whose data and border it is."""
    cells = [c for c in land.cells if not c.is_empty]
    west, south = min(c.bounds[0] for c in cells), min(c.bounds[1] for c in cells)
    east, north = max(c.bounds[2] for c in cells), max(c.bounds[3] for c in cells)
    squeeze = cos(radians((south + north) / 2))
    per_degree = _WIDTH / ((east - west) * squeeze)
    height = (north - south) * per_degree

    def at(x: float, y: float) -> str:
        return f"{(x - west) * squeeze * per_degree:.1f},{(north - y) * per_degree:.1f}"

    holders = control.holders(day)
    colours = colours_of(control) | {CONTESTED: "url(#hatch)"}
    drawn = [(s, c, _holder(s, day)) for s, c in zip(control.spots, land.cells, strict=True) if not c.is_empty]
    paths = "".join(
        f'<path fill="{colours[holder]}" d="{_path(cell, at)}"><title>{escape(spot.name)}: {escape(holder)}</title></path>'
        for spot, cell, holder in drawn
    )
    far = far_land(control.spots, land, FAR_SHOWN_KM)
    paths += f'<path fill="url(#far)" stroke="none" d="{_path(far, at)}"><title>further than {FAR_SHOWN_KM} km from any known place</title></path>'
    named = f"further than {FAR_SHOWN_KM} km from any known place: filled in"
    colours |= {named: "url(#far)"}
    shown = [*holders, CONTESTED, *([named] if not far.is_empty else [])]
    key = "".join(
        f'<rect x="0" y="{height + 16 + 20 * n:.0f}" width="14" height="14" fill="{colours[holder]}"/>'
        f'<text x="20" y="{height + 28 + 20 * n:.0f}">{escape(holder)}</text>'
        for n, holder in enumerate(shown)
    )
    foot = height + 30 + 20 * len(shown)
    published = escape(control.published_by.partition(";")[0][:150])
    title = f"Who held which place on {day.isoformat()}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {foot + 40:.0f}" font-family="sans-serif" font-size="13" role="img">'
        f"<title>{title}</title><defs><pattern id='hatch' width='6' height='6' patternUnits='userSpaceOnUse' patternTransform='rotate(45)'>"
        "<rect width='6' height='6' fill='#fff'/><line x1='0' y1='0' x2='0' y2='6' stroke='#444' stroke-width='2'/></pattern>"
        "<pattern id='far' width='9' height='9' patternUnits='userSpaceOnUse' patternTransform='rotate(-45)'>"
        "<line x1='0' y1='0' x2='0' y2='9' stroke='#fff' stroke-width='2.5' stroke-opacity='0.75'/></pattern></defs>"
        f'<g stroke="#fff" stroke-width="0.4">{paths}</g>{key}'
        f'<text x="0" y="{foot:.0f}" font-size="10">{escape(title)}. Cells of known places, no front lines.</text>'
        f'<text x="0" y="{foot + 14:.0f}" font-size="10">{published}</text>'
        f'<text x="0" y="{foot + 28:.0f}" font-size="10">Border: {escape(land.source[:150])}</text></svg>'
    )


def _holder(spot: Spot, day: date) -> str:
    hold = spot.on(day)
    return hold.holder if hold else UNKNOWN


def _path(cell: BaseGeometry, at: Any) -> str:
    polygons: Iterable[BaseGeometry] = getattr(cell, "geoms", [cell])
    rings = [ring for p in polygons if p.geom_type == "Polygon" for ring in (p.exterior, *p.interiors)]
    return " ".join(f"M{' L'.join(at(x, y) for x, y, *_ in ring.coords)}Z" for ring in rings)
