"""Which figures stand in one question: what a sentence names beside its place, and what is told twice."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from purport.api import audit, extract
from purport.findings.subjects import names_another
from tests.conftest import make_article


@pytest.mark.parametrize(
    ("sentence", "another"),
    [
        ("At least 45 people were killed in Syria's Idlib province.", False),
        ("At least 45 people were killed in Syria.", False),
        ("At least 45 people were killed in northern Idlib.", False),
        ("At least 45 people were killed in Homs.", True),
        ("At least 45 people were killed in Homs on the way to the province.", True),
        ("At least 45 people were killed near Kemda on Sunday.", True),
    ],
)
def test_what_a_sentence_names_beside_its_place(sentence: str, another: bool) -> None:
    """A province or the article's country may hold the figure's town; another town does not."""
    figure = SimpleNamespace(sentence=sentence, country=SimpleNamespace(name="Syria"))
    assert names_another(figure) is another  # type: ignore[arg-type]


def test_one_figure_told_with_two_bounds_is_one() -> None:
    """ "150 injured" in a headline and "more than 150" below are one article's one figure."""
    text = "57 civilians killed, 150 injured in Homs\n\nMore than 150 civilians were injured in Homs on 3 May 2017."
    article = make_article(text, day="2017-05-03")
    claims = extract(article)
    told = {c.id for c in claims if getattr(c, "measure", "") == "injured"}
    assert len(told) == 2
    assert any(told <= set(question.claims) for question in audit([article], list(claims))[0])
