"""The land of known places: Thiessen cells within a boundary, in square kilometres on the ellipsoid.

Cells are made in a plane (equirectangular about the middle of the country) and measured by geographiclib
(Karney 2013, doi:10.1007/s00190-012-0578-z).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from math import cos, radians
from pathlib import Path

import numpy as np
from geographiclib.geodesic import Geodesic
from numpy.typing import NDArray
from shapely import MultiPoint, Point, Polygon, STRtree, voronoi_polygons
from shapely.affinity import scale
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union

from purport.errors import InputError, PurportError
from purport.findings.territory.control import Spot

DEGREE_KM = 111.195  # of a great circle
FAR_KM = (10, 25, 50)
_MOST_LATITUDE, _MOST_RADIUS = 80.0, 1000.0
SETTLED_KM = 10.0  # land so near to a settlement counts as populated


@dataclass(frozen=True, slots=True)
class Boundary:
    """A country's outline, and where it came from: a choice, named in every figure that is made with it."""

    outline: BaseGeometry
    source: str


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
    """The union of a GeoJSON file's polygons; InputError where it holds none."""
    try:
        given = json.loads(path.read_text("utf-8"))
        bare = [given] if "coordinates" in given or "geometries" in given else []
        geometries = bare or [f.get("geometry") for f in given.get("features", [given])]
        shapes = [part for g in geometries if g for part in getattr(shape(g), "geoms", [shape(g)])]
        outline = unary_union([s.buffer(0) for s in shapes if s.geom_type.endswith("Polygon")])
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(str(path), f"is no GeoJSON with polygons ({error})", "give a boundary as GeoJSON") from None
    if outline.is_empty:
        raise InputError(str(path), "holds no polygon", "give a boundary as GeoJSON")
    return Boundary(outline, str(given.get("note") or path.name))


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
    cells = [_within(cell, plane) for cell in _cells(points, plane)]
    settled = unary_union([p.buffer(SETTLED_KM / DEGREE_KM) for p, s in zip(points, spots, strict=True) if s.settled])
    far = [
        [_km2(cell.difference(p.buffer(km / DEGREE_KM)), squeeze) for km in FAR_KM]
        for cell, p in zip(cells, points, strict=True)
    ]
    return Land(
        cells=tuple(scale(cell, 1 / squeeze, 1, origin=(0, 0)) for cell in cells),
        area=np.array([_km2(cell, squeeze) for cell in cells]),
        settled=np.array([_km2(cell.intersection(settled), squeeze) for cell in cells]),
        far=np.array(far).reshape(len(spots), len(FAR_KM)),
        source=boundary.source,
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


def _within(cell: BaseGeometry, plane: BaseGeometry) -> BaseGeometry:
    return cell.intersection(plane)


def _km2(geometry: BaseGeometry, squeeze: float) -> float:
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
    rim = [Geodesic.WGS84.Direct(latitude, longitude, bearing, radius_km * 1000) for bearing in range(360)]
    disc = Polygon([(p["lon2"] * squeeze, p["lat2"]) for p in rim])
    plane = scale(boundary.outline, squeeze, 1, origin=(0, 0))
    inside = _km2(disc.intersection(plane), squeeze)
    return _km2(disc, squeeze), inside, 100 * inside / _km2(plane, squeeze)


def break_even(boundary: Boundary, latitude: float, longitude: float, percent: float) -> float:
    """The radius in km at which a circle takes so much of the country, to 10 m; PurportError where none up to 1,000 km does."""
    low, high = 0.0, _MOST_RADIUS
    if circle(boundary, latitude, longitude, high)[2] < percent:
        raise PurportError(f"{percent:g}%: no circle of up to 1,000 km takes so much")
    while high - low > 0.01:
        middle = (low + high) / 2
        low, high = (low, middle) if circle(boundary, latitude, longitude, middle)[2] >= percent else (middle, high)
    return high
