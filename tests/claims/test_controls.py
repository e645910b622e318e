"""Control claims: who took, lost, holds, besieges or fights for a named place."""

from __future__ import annotations

import pytest

from tests.conftest import controls


@pytest.mark.parametrize(
    ("text", "act", "place", "actor"),
    [
        ("SDF units took control of al-Jaif.", "captured", "al-Jaif", "SDF units"),
        ("Raids hit the rebel-held town of Ariha.", "holds", "Ariha", "rebel"),
        ("Ariha was captured by opposition fighters in May.", "captured", "Ariha", "opposition fighters"),
        (
            "Government forces have besieged Eastern Ghouta since 2013.",
            "besieges",
            "Eastern Ghouta",
            "Government forces",
        ),
        ("The army withdrew from Palmyra.", "lost", "Palmyra", "The army"),
        ("Clashes between rebels and the army went on in Marea.", "contests", "Marea", None),
    ],
)
def test_acts(text: str, act: str, place: str, actor: str | None) -> None:
    """The act by its cue, the place it is done to, the side that does it."""
    claims = [c for c in controls(text) if c.act == act]
    assert [place in (c.place or "") for c in claims] == [True]
    if actor:
        assert claims[0].actor == actor


def test_a_list_of_places_is_a_claim_each() -> None:
    """ "the villages of al-Jaif, Dahr al-Abdul and Badr"."""
    claims = controls("SDF units took control of the villages of al-Jaif, Dahr al-Abdul and Badr.")
    assert [c.place for c in claims if c.act == "captured"] == ["al-Jaif", "Dahr al-Abdul", "Badr"]


def test_shelling_alone_is_no_control() -> None:
    """Air strikes on a place say nothing of who holds it."""
    assert controls("Warplanes bombed Aleppo on Monday.") == []
