"""The bundled table of who held what agrees with what others wrote down."""

from __future__ import annotations

from pathlib import Path

from tests.quality.control_table import against_captures, from_geonames


def test_dated_captures(shared: Path) -> None:
    """Nearly every capture that a public list dates has its place in the same hands a week later."""
    told = against_captures()
    assert len(told) >= 10
    assert sum(holder == then for _, _, holder, then, _ in told) >= len(told) - 1


def test_places_lie_where_they_lie(shared: Path) -> None:
    """Of the places that GeoNames knows by name nearly all lie within 10 km of there."""
    far = from_geonames()
    assert sum(km > 10 for _, km in far) <= len(far) / 50
