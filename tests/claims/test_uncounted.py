"""What a number counts where no noun stands behind it."""

from __future__ import annotations

import pytest

from purport.articles.build import build_article
from purport.claims.extract import extract
from purport.model import FigureClaim


@pytest.mark.parametrize(
    ("sentence", "number", "counted"),
    [
        ("The valley has a population of 40,000.", "40,000", "population"),
        ("Two of the victims were nurses, police said.", "Two", "nurses"),
        ("The mill lies some 8 km (5 miles) north of the harbour.", "5", "north of the harbour"),
        ("The reds took 40 seats, against the 52 that the blues can count on.", "52", "seats"),
    ],
)
def test_counted(sentence: str, number: str, counted: str) -> None:
    """The words that say it stand before the number, behind the verb or in the figure before."""
    claims = extract(build_article(sentence, {"doc_id": "d"}, origin="test"))
    found = {c.quantity.written: c.counted for c in claims if isinstance(c, FigureClaim)}
    assert counted in (found[number] or "")
