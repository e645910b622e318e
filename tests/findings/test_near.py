"""Pairs of figures that a person should decide on."""

from __future__ import annotations

import pytest

from purport.api import link
from purport.claims.extract import extract
from purport.findings.audit import audit
from purport.findings.near import near_misses
from purport.findings.view import make_view
from purport.lexicon.aliases import bundled
from tests.conftest import make_article

FIRST = "The Homs governor said that 37 people were killed in Homs on 4 May 2018."


def pairs(*told: tuple[str, str]) -> list[tuple[str, str, str]]:
    articles = [make_article(text, doc_id=f"d{i}", outlet=f"Outlet {i}", day=day) for i, (text, day) in enumerate(told)]
    claims = {a.id: extract(a) for a in articles}
    meanings = [m for a in articles for m in link(a, claims[a.id])]
    view = make_view(articles, [c for a in articles for c in claims[a.id]], meanings, [], [], bundled())
    questions, _ = audit(view)
    return [
        (one.claim.quantity.written, other.claim.quantity.written, why)
        for one, other, why in near_misses(view, questions)
    ]


@pytest.mark.parametrize(
    ("second", "day", "expected"),
    [
        ("Activists said that 37 people were killed in Homs on 5 May 2018.", "2018-05-06", "the days differ"),
        ("Activists said that 37 people were killed in Homs on 4 May 2018.", "2018-05-05", None),
        ("Activists said that 37 people were killed in Homs on 9 May 2018.", "2018-05-10", None),
        ("Activists said that 41 people were killed in Homs on 5 May 2018.", "2018-05-06", None),
        ("Activists said that 37 people were killed in Idlib on 4 May 2018.", "2018-05-05", None),
    ],
)
def test_one_number_a_day_apart(second: str, day: str, expected: str | None) -> None:
    """The same toll of a neighbouring day is asked about; one that is gathered already, or plainly another, is not."""
    found = pairs((FIRST, "2018-05-05"), (second, day))
    assert found == ([("37", "37", expected)] if expected else [])
