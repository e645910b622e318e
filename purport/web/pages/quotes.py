"""Sentences as pages quote them: the words, their numbers, who says so, where and when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from purport.findings.intervals import show
from purport.model import Article, Claim, ControlClaim, FigureClaim
from purport.web.library import Library
from purport.web.lit import Piece, quoted

UNNAMED = "no speaker named"


@dataclass(frozen=True, slots=True)
class Quote:
    """One sentence of one article with the claims in it that are meant, and the roles that they have."""

    article: Article
    claims: tuple[Claim, ...]
    pieces: tuple[Piece, ...]
    roles: tuple[str, ...] = ()

    @property
    def claim(self) -> Claim:
        """The first of the claims."""
        return self.claims[0]

    @property
    def speaker(self) -> str:
        """Who speaks, as written."""
        return self.claim.speaker or UNNAMED

    @property
    def said(self) -> date | None:
        """The day of speaking."""
        return self.claim.said


def quotes(library: Library, claims: Iterable[tuple[str, str]]) -> list[Quote]:
    """The sentences of (claim id, role) pairs, each once."""
    groups: dict[tuple[str, int], list[tuple[Claim, str]]] = {}
    for claim_id, role in claims:
        claim = library.claims.get(claim_id)
        if claim is not None:
            groups.setdefault((claim.article_id, claim.sentence_span.begin), []).append((claim, role))
    return [_quote(library, group) for group in groups.values()]


def _quote(library: Library, group: Sequence[tuple[Claim, str]]) -> Quote:
    claims = tuple(claim for claim, _ in group)
    article = library.article_of(claims[0])
    return Quote(article, claims, quoted(article, claims), tuple(dict.fromkeys(role for _, role in group)))


def number_words(claim: Claim) -> str:
    """What is claimed, in the words of the page: the number with what it counts, or who does what to a place."""
    if isinstance(claim, ControlClaim):
        return f"{claim.actor or 'somebody'} {claim.act} {claim.place or ''}".strip()
    return f"{claim.quantity.written} {claim.counted or ''}".strip()


def interval_words(claim: FigureClaim) -> str:
    """ "12 to 15", "12 and up", "up to 70"."""
    low, high = (show(e) if e is not None else None for e in (claim.quantity.low, claim.quantity.high))
    if low == high:
        return low or ""
    return f"{low} to {high}" if low and high else f"{low} and up" if low else f"up to {high}"


def plain(amount: float) -> str:
    """A number as a form takes it back: all of its digits, no commas."""
    return str(int(amount)) if float(amount).is_integer() else repr(float(amount))
