"""Claims in the field names of gold/GUIDELINE.md, as `purport extract` prints them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from purport.model import Article, Claim, FigureClaim


def guideline_rows(article: Article, claims: Sequence[Claim]) -> list[dict[str, Any]]:
    """One dictionary a claim; `id` is the claim's number within the article, spans [begin, until]."""
    numbers = {claim.id: claim.number_in_article for claim in claims}
    return [_row(article, claim, numbers) for claim in claims]


def _row(article: Article, claim: Claim, numbers: dict[str, int]) -> dict[str, Any]:
    text = article.text.characters
    row: dict[str, Any] = {
        "id": claim.number_in_article,
        "kind": "figure" if isinstance(claim, FigureClaim) else "control",
        "sentence": text[claim.sentence_span.begin : claim.sentence_span.until],
    }
    if isinstance(claim, FigureClaim):
        quantity = claim.quantity
        row |= {
            "number": quantity.written,
            "low": _plain(quantity.low),
            "high": _plain(quantity.high),
            "bound": quantity.bound,
            "unit": quantity.unit,
            "counted": claim.counted,
            "measure": claim.measure,
            "event": claim.event,
            "basis": claim.basis,
            "part_of": numbers.get(claim.part_of or ""),
        }
    else:
        row |= {"act": claim.act, "other": claim.other}
    row |= {
        "actor": claim.actor,
        "place": claim.place,
        "time": claim.time,
        "start": claim.start.isoformat() if claim.start else None,
        "end": claim.end.isoformat() if claim.end else None,
        "speaker": claim.speaker,
        "stance": claim.stance,
        "same_as": numbers.get(claim.same_as or ""),
        "part": claim.part,
        "span": [claim.span.begin, claim.span.until],
        "attribution": attribution_row(claim),
    }
    return row


def attribution_row(claim: Claim) -> dict[str, Any]:
    """The road from the first speaker to the page."""
    steps = [
        {"name": s.name, "kind": s.kind, "cue": s.cue, "span": [s.begin, s.until]} for s in claim.attribution.links
    ]
    return {"links": steps, "carried_over": claim.attribution.carried_over}


def _plain(amount: float | None) -> float | int | None:
    return int(amount) if amount is not None and float(amount).is_integer() else amount
