"""Land as somebody drew it: polygons of who held what from when to when, cut into pieces without overlap."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from math import cos, radians
from pathlib import Path
from typing import Any

import numpy as np
from shapely import Point
from shapely.affinity import scale
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union

from purport.errors import InputError
from purport.findings.territory.control import CONTESTED, UNKNOWN, Control, Hold, Spot
from purport.findings.territory.land import (
    DEGREE_KM,
    FAR_KM,
    SETTLED_KM,
    Boundary,
    Land,
    km2,
    polygons_in,
    read_features,
)
from purport.findings.territory.readings import Ground
from purport.lexicon.gazetteer import bundled
from purport.model import Place

_SLIVER_KM2 = 0.01  # what two drawings of one line leave between them
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Land that one side held from one day to another, both included."""

    holder: str
    start: date
    end: date
    land: BaseGeometry


@dataclass(frozen=True, slots=True)
class _Piece:
    land: BaseGeometry
    held: tuple[str, ...] = ()
    had: tuple[str, ...] = ()

    def cut(self, holder: str, land: BaseGeometry, by: str) -> Iterator[_Piece]:
        """What of the piece lies in the land, the holder added to `held` or `had`, and what does not."""
        inside, outside = polygons_in(self.land.intersection(land)), polygons_in(self.land.difference(land))
        if not inside.is_empty:
            added = {"held": self.held, "had": self.had, by: (*getattr(self, by), holder)}
            yield _Piece(inside, **added)
        if not outside.is_empty:
            yield _Piece(outside, self.held, self.had)


@dataclass(frozen=True, slots=True)
class Drawing:
    """The stretches of a file within a boundary, and who published it.

    Land that no stretch covers on a day is unknown, land of two holders at once contested.
    """

    country: str
    published_by: str
    boundary: Boundary
    stretches: tuple[Stretch, ...]

    def on(self, day: date) -> Ground:
        """The pieces of that day, each with its holder, who had it before, and the gazetteer's towns in it."""
        pieces = [_Piece(self.boundary.outline)]
        for by, held in (("held", self._now(day)), ("had", self._until(day))):
            for holder, land in _by_holder(held):
                pieces = [new for piece in pieces for new in piece.cut(holder, land, by)]
        return self._ground(pieces, day)

    def changes(self) -> set[int]:
        """The days, as ordinals, on which something is held otherwise than the day before."""
        return {s.start.toordinal() for s in self.stretches} | {s.end.toordinal() + 1 for s in self.stretches}

    def _now(self, day: date) -> list[Stretch]:
        return [s for s in self.stretches if s.start <= day <= s.end]

    def _until(self, day: date) -> list[Stretch]:
        return [s for s in self.stretches if s.start <= day]

    def _ground(self, pieces: list[_Piece], day: date) -> Ground:
        squeeze = cos(radians(self.boundary.outline.centroid.y))
        plane = [scale(p.land, squeeze, 1, origin=(0, 0)) for p in pieces]
        areas = [km2(land, squeeze) for land in plane]
        settled = unary_union([_plane_point(t, squeeze).buffer(SETTLED_KM / DEGREE_KM) for t in _towns(self.country)])
        kept = [n for n, area in enumerate(areas) if area > _SLIVER_KM2]
        spots = tuple(self._spot(pieces[n], day) for n in kept)
        land = Land(
            cells=tuple(pieces[n].land for n in kept),
            area=np.array([areas[n] for n in kept]),
            settled=np.array([km2(plane[n].intersection(settled), squeeze) for n in kept]),
            far=np.zeros((len(kept), len(FAR_KM))),  # the publisher drew it: nothing is filled in between places
            source=self.boundary.source,
        )
        return Ground(Control(self.country, self.published_by, spots), land)

    def _spot(self, piece: _Piece, day: date) -> Spot:
        middle = piece.land.representative_point()
        holder = piece.held[0] if len(piece.held) == 1 else CONTESTED if piece.held else UNKNOWN
        name = " and ".join(piece.held) or "no polygon"
        before = tuple(Hold(had, date.min, day - _ONE_DAY) for had in piece.had if had != holder)
        now = (Hold(holder, day, day, f"drawn by {self.published_by}"),) if piece.held else ()
        inside = [t for t in _towns(self.country) if piece.land.contains(Point(t.longitude, t.latitude))]
        people = sum(t.population or 0 for t in inside)
        return Spot(name, middle.y, middle.x, people, len(inside), (*before, *now))


@lru_cache(maxsize=8)
def _towns(country: str) -> tuple[Place, ...]:
    """The gazetteer's towns of a country."""
    towns = (p for p in bundled().places.values() if p.country == country and p.kind not in ("country", "region"))
    return tuple(t for t in towns if t.latitude is not None)


def _plane_point(town: Place, squeeze: float) -> Point:
    return Point((town.longitude or 0.0) * squeeze, town.latitude or 0.0)


def _by_holder(stretches: Iterable[Stretch]) -> list[tuple[str, BaseGeometry]]:
    lands: dict[str, list[BaseGeometry]] = {}
    for stretch in stretches:
        lands.setdefault(stretch.holder, []).append(stretch.land)
    return sorted((holder, unary_union(of_one)) for holder, of_one in lands.items())


def read_polygons(path: Path, country: str, boundary: Boundary) -> Drawing:
    """A GeoJSON file whose polygons have the properties holder, from and to, or holder and date.

    The file's own `source` says who published it, else its name. InputError names a feature that has not.
    """
    given, features = read_features(path)
    stretches = tuple(_stretch(f"{path} feature {n}", *feature) for n, feature in enumerate(features, 1))
    return Drawing(country, str(given.get("source") or path.name), boundary, stretches)


def _stretch(where: str, properties: dict[str, Any], land: BaseGeometry) -> Stretch:
    try:
        start, end = (date.fromisoformat(properties.get(name) or properties["date"]) for name in ("from", "to"))
        holder = str(properties["holder"]).strip()
        if start > end or not holder:
            raise ValueError("from is later than to" if holder else "no holder")
    except (KeyError, TypeError, ValueError) as error:
        raise InputError(where, f"cannot be read ({error})", "give it holder, from and to as 2018-12-11") from None
    return Stretch(holder, start, end, land)
