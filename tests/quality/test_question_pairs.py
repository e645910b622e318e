"""What is gathered into one question does not get looser."""

from __future__ import annotations

from pathlib import Path

from tests.quality.question_pairs import annotated, measure


def test_pairs(shared: Path) -> None:
    """Of the pairs that stand in one question nearly all should, and of those that should most do."""
    assert len(list(annotated())) >= 200
    precision, recall, _ = measure()
    assert precision >= 0.95
    assert recall >= 0.73
