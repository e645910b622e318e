"""The land of known places: Thiessen cells within a boundary, in square kilometres on the ellipsoid.

Cells are made in a plane (equirectangular about the middle of the country) and measured by geographiclib
(Karney 2013, doi:10.1007/s00190-012-0578-z).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from importlib.resources import files
from math import cos, radians
from pathlib import Path
from typing import Any

import numpy as np
from geographiclib.geodesic import Geodesic
from numpy.typing import NDArray
from shapely import MultiPoint, Point, Polygon, STRtree, make_valid, voronoi_polygons
from shapely.affinity import scale, translate
from shapely.errors import ShapelyError
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union

from purport.errors import InputError, PurportError
from purport.findings.territory.control import Spot
from purport.lexicon.toponyms import fold, spelling, strip_type

DEGREE_KM = 111.195  # of a great circle
FAR_KM = (10, 25, 50)
_MOST_LATITUDE, _MOST_RADIUS = 80.0, 1000.0
SETTLED_KM = 10.0  # land so near to a settlement counts as populated


@dataclass(frozen=True, slots=True)
class Boundary:
    """A country's outline, and where it came from: a choice, named in every figure that is made with it."""

    outline: BaseGeometry
    source: str
    units: Mapping[str, BaseGeometry] = field(default_factory=dict)

    def of(self, unit: str) -> Boundary:
        """The outline of one first-order unit, by its name in the file; PurportError where it has none of that name."""
        name = self.unit_named(unit)
        if name is None:
            raise PurportError(f"{unit}: no unit has that name; give one of {', '.join(self.units) or 'none'}")
        return Boundary(self.units[name], f"{name}, {self.source}")

    def unit_named(self, name: str) -> str | None:
        """The unit as the file calls it, whatever the spelling; None where there is none, or several may be meant."""
        bare = strip_type(name)
        alike = [n for n in self.units if spelling(n) == spelling(bare)] or [
            n for n in self.units if fold(n) == fold(bare)
        ]
        return alike[0] if len(alike) == 1 else None


@dataclass(frozen=True, slots=True)
class Land:
    """For each spot: its cell, the cell's area, how much of it is settled, and how much lies far from the spot.

    Areas in km²; `far` has a column for each distance of FAR_KM.
    """

    cells: tuple[BaseGeometry, ...]
    area: NDArray[np.float64]
    settled: NDArray[np.float64]
    far: NDArray[np.float64]
    source: str


def read_boundary(path: Path) -> Boundary:
    """The union of a GeoJSON file's polygons, those with a name as its units; InputError where it holds none."""
    given, features = read_features(path)
    outline = unary_union([polygon for _, polygon in features])
    units: dict[str, BaseGeometry] = {}
    for properties, polygon in features if len(features) > 1 else []:
        name = str(properties.get("name") or "")
        if name:
            units[name] = unary_union([units[name], polygon]) if name in units else polygon
    return Boundary(outline, str(given.get("note") or path.name), units)


def read_features(path: Path) -> tuple[dict[str, Any], list[tuple[dict[str, Any], BaseGeometry]]]:
    """A GeoJSON file, and the properties and land of each of its polygons; InputError where it holds none."""
    try:
        given = json.loads(path.read_text("utf-8"))
        bare = "coordinates" in given or "geometries" in given
        features = [{"geometry": given}] if bare else given.get("features", [given])
        found = [(f.get("properties") or {}, polygons_in(shape(f["geometry"]))) for f in features if f.get("geometry")]
        if not all(isinstance(properties, dict) for properties, _ in found):
            raise ValueError("properties are no object")
    except (ValueError, KeyError, TypeError, AttributeError, ShapelyError) as error:
        raise InputError(str(path), f"is no GeoJSON with polygons ({error})", "give polygons as GeoJSON") from None
    found = [(properties, land) for properties, land in found if not land.is_empty]
    if not found:
        raise InputError(str(path), "holds no polygon", "give polygons as GeoJSON")
    return given, found


def polygons_in(geometry: BaseGeometry) -> BaseGeometry:
    """The land of a geometry, mended, without the lines and points that it or a cut leaves."""
    return unary_union(_parts(make_valid(geometry)))


@lru_cache(maxsize=8)
def bundled_boundary(country: str) -> Boundary | None:
    """The outline that comes with purport for the country; None where there is none."""
    path = Path(str(files("purport.findings.territory") / "data" / f"boundary_{country}.geojson"))
    return read_boundary(path) if path.is_file() else None


def land_of(spots: Sequence[Spot], boundary: Boundary) -> Land:
    """Every spot's cell within the boundary; a spot outside it has what of the country lies nearest to it."""
    middle = boundary.outline.centroid.y
    squeeze = cos(radians(middle))
    plane = scale(boundary.outline, squeeze, 1, origin=(0, 0))
    points = [Point(s.longitude * squeeze, s.latitude) for s in spots]
    cells = [cell.intersection(plane) for cell in _cells(points, plane)]
    settled = unary_union(
        [p.buffer(SETTLED_KM / DEGREE_KM) for p, s in zip(points, spots, strict=True) if s.settlements]
    )
    far = [
        [km2(cell.difference(p.buffer(km / DEGREE_KM)), squeeze) for km in FAR_KM]
        for cell, p in zip(cells, points, strict=True)
    ]
    return Land(
        cells=tuple(scale(cell, 1 / squeeze, 1, origin=(0, 0)) for cell in cells),
        area=np.array([km2(cell, squeeze) for cell in cells]),
        settled=np.array([km2(cell.intersection(settled), squeeze) for cell in cells]),
        far=np.array(far).reshape(len(spots), len(FAR_KM)),
        source=boundary.source,
    )


def _parts(geometry: BaseGeometry) -> list[BaseGeometry]:
    """The polygons of a geometry, of collections in it too."""
    inner = getattr(geometry, "geoms", None)
    if inner is not None:
        return [part for one in inner for part in _parts(one)]
    return [geometry] if geometry.geom_type == "Polygon" and not geometry.is_empty else []


def far_land(spots: Sequence[Spot], land: Land, km: float) -> BaseGeometry:
    """The land that lies further than so many kilometres from every place: filled in, not known."""
    if not land.far.any():
        return Polygon()  # drawn by somebody, or everything near
    whole = unary_union(land.cells)
    squeeze = cos(radians(whole.centroid.y)) if not whole.is_empty else 1.0
    plane = scale(whole, squeeze, 1, origin=(0, 0))
    near = unary_union([Point(s.longitude * squeeze, s.latitude).buffer(km / DEGREE_KM) for s in spots])
    return scale(polygons_in(plane.difference(near)), 1 / squeeze, 1, origin=(0, 0))


def in_unit(spots: Sequence[Spot], outline: BaseGeometry) -> tuple[Spot, ...]:
    """The spots with the people and settlements of those inside the outline alone; the land is cut by the boundary."""
    return tuple(
        s if outline.covers(Point(s.longitude, s.latitude)) else replace(s, people=0, settlements=0) for s in spots
    )


def _cells(points: Sequence[Point], plane: BaseGeometry) -> list[BaseGeometry]:
    """The Thiessen cells in the order of the points; of two points in one spot the first has the cell."""
    polygons = list(voronoi_polygons(MultiPoint(points), extend_to=plane.envelope.buffer(1)).geoms)
    tree = STRtree(polygons)
    taken: set[int] = set()
    found: list[BaseGeometry] = []
    for point in points:
        at = next((int(i) for i in tree.query(point, predicate="intersects") if int(i) not in taken), None)
        found.append(polygons[at] if at is not None else Polygon())
        taken |= {at} if at is not None else set()
    return found


def km2(geometry: BaseGeometry, squeeze: float) -> float:
    """The area on the ellipsoid, holes taken off."""
    polygons: Iterable[BaseGeometry] = getattr(geometry, "geoms", [geometry])
    return sum(
        _ring_km2(p.exterior.coords, squeeze) - sum(_ring_km2(r.coords, squeeze) for r in p.interiors)
        for p in polygons
        if p.geom_type == "Polygon" and not p.is_empty
    )


def _ring_km2(ring: Iterable[tuple[float, ...]], squeeze: float) -> float:
    polygon = Geodesic.WGS84.Polygon()
    for x, y, *_ in list(ring)[:-1]:
        polygon.AddPoint(y, x / squeeze)
    return abs(float(polygon.Compute()[2])) / 1e6


def circle(boundary: Boundary, latitude: float, longitude: float, radius_km: float) -> tuple[float, float, float]:
    """Of a geodesic circle: its area in km², the part within the boundary, and that part in percent of the country."""
    if not (abs(latitude) <= _MOST_LATITUDE and 0 < radius_km <= _MOST_RADIUS):
        raise PurportError(f"{latitude} {longitude} {radius_km}: give a latitude up to 80 and a radius up to 1,000 km")
    squeeze = cos(radians(latitude))
    unrolled = Geodesic.STANDARD | Geodesic.LONG_UNROLL
    rim = [Geodesic.WGS84.Direct(latitude, longitude, bearing, radius_km * 1000, unrolled) for bearing in range(360)]
    disc = Polygon([(p["lon2"] * squeeze, p["lat2"]) for p in rim])
    # A circle over the antimeridian meets the land on its other side a turn away.
    turns = [translate(boundary.outline, turn) for turn in (-360, 0, 360)]
    plane = scale(
        unary_union([t for t in turns if t.intersects(scale(disc, 1 / squeeze, 1, origin=(0, 0)))]),
        squeeze,
        1,
        origin=(0, 0),
    )
    inside = km2(disc.intersection(plane), squeeze)
    whole = km2(scale(boundary.outline, squeeze, 1, origin=(0, 0)), squeeze)
    return km2(disc, squeeze), inside, 100 * inside / whole


def break_even(boundary: Boundary, latitude: float, longitude: float, percent: float) -> float:
    """The radius in km at which a circle takes so much of the country, to 10 m; PurportError where none up to 1,000 km does."""
    low, high = 0.0, _MOST_RADIUS
    if circle(boundary, latitude, longitude, high)[2] < percent:
        raise PurportError(f"{percent:g}%: no circle of up to 1,000 km takes so much")
    while high - low > 0.01:
        middle = (low + high) / 2
        low, high = (low, middle) if circle(boundary, latitude, longitude, middle)[2] >= percent else (middle, high)
    return high
