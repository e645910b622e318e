"""What one asserts and another denies, and places held twice: what must fire beside its neighbour that must not."""

from __future__ import annotations

import pytest

from tests.conftest import make_article
from tests.findings.test_findings import findings, kinds

TAKEN = "The Syrian army captured the town of Hajin on Friday, SANA said."


@pytest.mark.parametrize(
    ("second", "days", "expected"),
    [
        ("The SDF denied that the Syrian army captured the town of Hajin.", ("2018-12-07", "2018-12-08"), ["denial"]),
        ("The SDF denied that the Syrian army captured the town of Susah.", ("2018-12-07", "2018-12-08"), []),
        ("The SDF denied that the Syrian army captured the town of Hajin.", ("2018-12-07", "2019-03-08"), []),
        ("The Syrian army captured the town of Hajin, the SDF said.", ("2018-12-07", "2018-12-08"), []),
    ],
)
def test_an_act_that_another_denies(second: str, days: tuple[str, str], expected: list[str]) -> None:
    """Of one place and one act, within ten days."""
    assert kinds(TAKEN, second, days=days) == expected


def test_a_denial_names_both() -> None:
    """Who says it, who denies it, and the words of both."""
    one = make_article(TAKEN, doc_id="one", outlet="Wire")
    two = make_article("The SDF denied that the Syrian army captured the town of Hajin.", doc_id="two", outlet="Post")
    [finding] = findings(one, two)
    assert "SANA (Wire, one)" in finding.sentence
    assert "The SDF (Post, two)" in finding.sentence


HELD = "The town of Hajin is held by {}, {} said."


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (("the Syrian army", "SANA"), ("the Islamic State", "the SDF"), ["control-clash"]),
        (("the Syrian army", "SANA"), ("the Syrian army", "the SDF"), []),
    ],
)
def test_one_place_two_sides(first: tuple[str, str], second: tuple[str, str], expected: list[str]) -> None:
    """Two sides on one day by different bodies; one side by both is no clash."""
    assert kinds(HELD.format(*first), HELD.format(*second)) == expected


@pytest.mark.parametrize(
    "second",
    [
        "The outskirts of the town of Hajin are held by the Islamic State, the SDF said.",
        "The province of Homs is held by the Islamic State, the SDF said.",
    ],
)
def test_parts_of_a_place_may_be_held_by_others(second: str) -> None:
    """Outskirts, and a province, have room for two."""
    first = HELD.format("the Syrian army", "SANA") + " The province of Homs is held by the Syrian army, SANA said."
    assert kinds(first, second) == []


def test_other_days_other_holders() -> None:
    """What changes hands is no clash."""
    texts = (HELD.format("the Syrian army", "SANA"), HELD.format("the Islamic State", "the SDF"))
    assert kinds(*texts, days=("2018-12-07", "2018-12-09")) == []
