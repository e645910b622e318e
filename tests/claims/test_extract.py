"""Extraction as a whole: spans, determinism, any text at all."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from purport.claims.extract import extract
from purport.model import FigureClaim
from tests.conftest import EXAMPLE, make_article, quoted

WORDS = st.lists(
    st.sampled_from(
        [
            "At",
            "least",
            "12",
            "1,411",
            "96.5%",
            "people",
            "were",
            "killed",
            "and",
            "wounded",
            "in",
            "Aleppo",
            "on",
            "Tuesday",
            ",",
            ".",
            '"',
            "“",
            "”",
            "the",
            "army",
            "said",
            "that",
            "half",
            "of",
            "it",
            "dozens",
            "km",
            "square",
            "kilometers",
            "(3.5",
            "miles)",
            "[SF:",
            "note]",
            "2017",
            "including",
            "children",
            "\n",
            "\n\n",
            "-",
            "–",
            "a",
            "child",
            "rebel-held",
            "Raqqa",
            "captured",
        ]
    ),
    max_size=60,
)


def test_text_at_the_span_is_the_number_as_written() -> None:
    """For every figure of the example."""
    for path in sorted(EXAMPLE.glob("*.txt")):
        article = make_article(path.read_text("utf-8"))
        for claim in extract(article):
            if isinstance(claim, FigureClaim):
                assert quoted(article, claim) == claim.quantity.written
            assert claim.sentence_span.begin <= claim.span.begin < claim.span.until <= claim.sentence_span.until


def test_the_same_article_gives_the_same_claims() -> None:
    """Byte for byte, however often."""
    article = make_article((EXAMPLE / "12-mizintsev-1411.txt").read_text("utf-8"))
    assert extract(article) == extract(article)


@settings(max_examples=150, deadline=None)
@given(WORDS)
def test_no_text_breaks_it(tokens: list[str]) -> None:
    """Any mixture of words gives claims with true spans and ids that differ."""
    article = make_article(" ".join(tokens))
    claims = extract(article)
    assert len({c.id for c in claims}) == len(claims)
    for claim in claims:
        if isinstance(claim, FigureClaim):
            assert quoted(article, claim) == claim.quantity.written
            low, high = claim.quantity.low, claim.quantity.high
            assert low is None or high is None or low <= high


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300))
def test_no_characters_break_it(text: str) -> None:
    """Control characters, odd scripts and lone marks are only text."""
    extract(make_article(text))


@pytest.mark.parametrize(
    "text", ["z" * 100_000, "and 5 dogs " * 1_000, "a@" * 10_000, "1,000 " * 1_000, "x. " * 10_000]
)
def test_hostile_lengths_end(text: str) -> None:
    """No page takes minutes."""
    started = time.monotonic()
    extract(make_article(text))
    assert time.monotonic() - started < 30


def test_a_semicolon_parts_two_speakers() -> None:
    """Each figure has the speaker of its own side."""
    text = (
        "Police detained 32 people, the interior ministry said; the rights group Amnesty said 58 people were detained."
    )
    claims = [c for c in extract(make_article(text)) if isinstance(c, FigureClaim)]
    assert "ministry" in (claims[0].speaker or "")
    assert "Amnesty" in (claims[1].speaker or "")
