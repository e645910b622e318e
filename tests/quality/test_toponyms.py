"""The resolver of place names does not get worse."""

from __future__ import annotations

import pytest

from purport.lexicon.gazetteer import kilometres
from purport.model import Place
from tests.quality.toponyms import measure


@pytest.mark.parametrize(("half", "resolved", "right"), [("pages", 0.80, 0.98), ("other fields", 0.68, 0.98)])
def test_toponyms(half: str, resolved: float, right: float) -> None:
    """Of the toponyms so many are resolved, and of those nearly all rightly: unresolved is better than wrong."""
    count, _ = measure()
    rightly, wrongly, not_at_all = (count[half, told] for told in ("right", "wrong", "unresolved"))
    assert (rightly + wrongly) / (rightly + wrongly + not_at_all) >= resolved
    assert rightly / (rightly + wrongly) >= right


def test_kilometres() -> None:
    """A degree of latitude is about 111 km; a place without coordinates has no distance."""
    at = ((34, 37), (35, 37), (None, None))
    south, north, nowhere = (Place("1", "Town", "SY", *point) for point in at)
    assert 110 < (kilometres(south, north) or 0) < 112
    assert kilometres(south, nowhere) is None
