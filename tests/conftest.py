"""What several tests need: articles made on the spot, ledgers in a temporary folder, shared data."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from purport.claims.extract import extract
from purport.model import Article, Claim, ControlClaim, DatedBy, FigureClaim, Part, Text

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
EXAMPLE = ROOT / "examples" / "syria-2018"

MakeArticle = Callable[..., Article]


def make_article(
    text: str, *, day: str | None = "2018-12-07", doc_id: str = "a", outlet: str | None = None, title: str | None = None
) -> Article:
    """An article of one body part, dated as given."""
    published = DatedBy(date.fromisoformat(day), "given") if day else None
    parts = (Part("body", 0, len(text)),)
    return Article(doc_id, doc_id, Text(text), title=title, outlet=outlet, published=published, parts=parts)


def figures(text: str, **known: str | None) -> list[FigureClaim]:
    """The figure claims of a text."""
    return [c for c in extract(make_article(text, **known)) if isinstance(c, FigureClaim)]  # type: ignore[arg-type]


def controls(text: str, **known: str | None) -> list[ControlClaim]:
    """The control claims of a text."""
    return [c for c in extract(make_article(text, **known)) if isinstance(c, ControlClaim)]  # type: ignore[arg-type]


def by_number(claims: list[FigureClaim]) -> dict[str, FigureClaim]:
    """Figures by their number as written."""
    return {c.quantity.written: c for c in claims}


def quoted(article: Article, claim: Claim) -> str:
    """The characters at a claim's span."""
    return article.text.characters[claim.span.begin : claim.span.until]


@pytest.fixture(scope="session")
def shared() -> Path:
    """The project's shared data; the test is skipped where it is not there."""
    if not (SHARED / "gold").is_dir():
        pytest.skip("../shared is not here: the development gold and the pages are not in the project")
    return SHARED
