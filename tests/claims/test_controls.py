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
        ("Rebels have been trying since May to conquer Marea.", "contests", "Marea", "Rebels"),
        ("The army brought Palmyra under its control.", "captured", "Palmyra", "The army"),
        ("Israel seized the Golan Heights in 1967.", "captured", "Golan Heights", "Israel"),
        ("The town of Marea is held by the Turkish Armed Forces.", "holds", "Marea", "the Turkish Armed Forces"),
        ("Clashes between rebels and the army went on in Marea.", "contests", "Marea", None),
        ("The town of Marea has returned to government control.", "captured", "Marea", "government"),
        ("The village of Marea has been besieged by rebels for a year.", "besieges", "Marea", "rebels"),
        ("The army began its assault on Fuzal on Wednesday.", "contests", "Fuzal", "The army"),
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


def test_the_side_inside_the_cue() -> None:
    """ "the de facto ISIS capital" is ISIS's, whoever advances on it."""
    claims = controls("The SDF advanced on Raqqa, the de facto ISIS capital.")
    assert [c.actor for c in claims if c.act == "holds"] == ["ISIS"]


def test_a_described_place_is_named_by_its_words() -> None:
    """Where a part of a city has no name, its description is the place."""
    claims = controls("Shells fell on rebel-held parts of the northern city.")
    assert [c.place for c in claims if c.act == "holds"] == ["parts of the northern city"]


def test_what_a_pointer_is_about() -> None:
    """ "The village" is the place that the article calls one; "the two villages" are the two that it names in a pair."""
    text = "The army reached Kemda, a village in Orlova province. The rebel-held village was shelled for a week."
    assert [c.place for c in controls(text) if c.act == "holds"] == ["Kemda"]
    text = "Buses left the villages of Kemda and Dorla near Aleppo. The two villages have been besieged by rebels for a year."
    assert {c.place for c in controls(text) if c.act == "besieges"} == {"Kemda", "Dorla"}


def test_the_side_of_an_epithet_begins_at_a_word() -> None:
    """ "the town of Orum al-Joz in rebel-controlled Idlib": the side is "rebel"."""
    claims = controls("A strike hit the town of Orum al-Joz in rebel-controlled Idlib province.")
    assert ("Idlib province", "rebel") in [(c.place, c.actor) for c in claims if c.act == "holds"]
