"""What people decided, put upon what was read: corrections, rejections, what is the same and what is not.

A judgement is never changed. Of two on one thing by anybody the later holds; "undone" takes the one
before it back.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from purport.model import (
    Article,
    Attribution,
    Claim,
    DatedBy,
    FigureClaim,
    Judgement,
    Quantity,
    Reason,
    Span,
)

CLAIM_DECISIONS = ("accepted", "rejected")
PAIR_DECISIONS = ("same", "different", "unsure")
_JOIN = "+"
QUANTITY_FIELDS = ("low", "high", "bound", "unit")


def pair_id(one: str, other: str) -> str:
    """What a judgement on two records is on: their ids in order."""
    return _JOIN.join(sorted((one, other)))


def standing(judgements: Iterable[Judgement]) -> list[Judgement]:
    """The judgements that hold, in order: an "undone" takes back the last one on the same thing by anybody."""
    kept: list[Judgement] = []
    for judgement in judgements:
        if judgement.decision != "undone":
            kept.append(judgement)
            continue
        last = next((k for k in reversed(kept) if k.on == judgement.on), None)
        if last is not None:
            kept.remove(last)
    return kept


@dataclass(frozen=True, slots=True)
class Decisions:
    """What holds of all judgements: records rejected, pairs that are one and pairs that are not."""

    rejected: frozenset[str] = frozenset()
    same: tuple[frozenset[str], ...] = ()
    different: frozenset[frozenset[str]] = frozenset()

    @classmethod
    def of(cls, judgements: Iterable[Judgement]) -> Decisions:
        """The last decision on each thing."""
        last = {j.on: j.decision for j in standing(judgements) if j.decision in (*CLAIM_DECISIONS, *PAIR_DECISIONS)}
        pairs = {frozenset(on.split(_JOIN)): decision for on, decision in last.items() if _JOIN in on}
        pairs = {pair: decision for pair, decision in pairs.items() if len(pair) == 2}
        return cls(
            frozenset(on for on, decision in last.items() if decision == "rejected"),
            tuple(sorted((p for p, d in pairs.items() if d == "same"), key=sorted)),
            frozenset(p for p, d in pairs.items() if d == "different"),
        )


def corrected_article(article: Article, judgements: Iterable[Judgement]) -> Article:
    """The article with its date, outlet and title as they were corrected."""
    for judgement in judgements:
        if judgement.decision == "corrected" and judgement.field == "date":
            article = replace(article, published=DatedBy(date.fromisoformat(judgement.value or ""), "given"))
        elif judgement.decision == "corrected" and judgement.field in ("outlet", "title"):
            changes: dict[str, Any] = {judgement.field: judgement.value or None}
            article = replace(article, **changes)
    return article


def corrected_claim(claim: Claim, judgements: Iterable[Judgement]) -> Claim:
    """The claim with the fields as they were corrected."""
    for judgement in judgements:
        if judgement.decision != "corrected" or judgement.field is None:
            continue
        name, value = judgement.field, judgement.value or None
        if name in QUANTITY_FIELDS:
            claim = _with_quantity(claim, name, value)
        elif hasattr(claim, name):
            day = name in ("start", "end") and value
            changes: dict[str, Any] = {name: date.fromisoformat(value or "") if day else value}
            claim = replace(claim, **changes)
    return claim


def _with_quantity(claim: Claim, name: str, value: str | None) -> Claim:
    if not isinstance(claim, FigureClaim):
        return claim
    quantity = claim.quantity
    changes: dict[str, Any] = {name: float(value) if name in ("low", "high") and value else value}
    if name == "bound":
        number = quantity.low if quantity.low is not None else quantity.high
        changes |= {"low": number, "high": number} if value in ("exact", "about") else {}
        changes |= {"low": number, "high": None} if value in ("at_least", "more_than") else {}
        changes |= {"low": None, "high": number} if value in ("at_most", "less_than") else {}
    return replace(claim, quantity=replace(quantity, **changes))


def entered_claims(article: Article, judgements: Iterable[Judgement], read: Sequence[Claim]) -> list[Claim]:
    """The claims that people entered by hand on the article, numbered behind those that were read.

    One whose words stand no longer at their place is left out: it is an orphan, not moved to a look-alike.
    """
    found: dict[str, Claim] = {}
    taken = {claim.id for claim in read}
    for judgement in standing(judgements):
        if judgement.decision == "entered":
            claim = _entered(article, judgement, len(read) + len(found) + 1)
            if claim is not None and claim.id not in taken:
                found[claim.id] = claim  # the later entry on the same words holds
    return list(found.values())


def _entered(article: Article, judgement: Judgement, number: int) -> FigureClaim | None:
    given = json.loads(judgement.value or "{}")
    begin, until = given["span"]
    if article.text.characters[begin:until] != given["number"]:
        return None
    sentence = given["sentence"]
    return FigureClaim(
        article_id=article.id, number_in_article=number, span=Span(article.text.id, begin, until),
        sentence_span=Span(article.text.id, *sentence), part=given["part"], place=given.get("place"),
        start=_day(given.get("start")), end=_day(given.get("end")), time=given.get("time"),
        speaker=given.get("speaker"), actor=given.get("actor"), stance=given.get("stance", "asserted"),
        attribution=Attribution(), said=article.day, counted=given.get("counted"), measure=given.get("measure", "other"),
        quantity=Quantity(given["number"], given.get("low"), given.get("high"), given.get("bound", "exact"), given.get("unit", "count")),
        because=(Reason("entered", f"by hand by {judgement.who} on {judgement.when[:10]}"),),
    )  # fmt: skip


def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso else None
