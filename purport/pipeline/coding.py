"""What each house's codebook would make of the ledger's questions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from purport.findings.codebooks import NAMES, Codebook, codebook
from purport.findings.codebooks.houses import suggest
from purport.pipeline import audit, view_of
from purport.store.ledger import Ledger


def suggestions(ledger: Ledger, name: str, plural: int | None = None) -> Iterator[dict[str, Any]]:
    """For each question that the house's rules speak of: its fields, the rules that fired, what is left open."""
    questions, _ = audit(ledger)
    view, _ = view_of(ledger)
    for question in questions:
        told = suggest(name, [view.by_id[c] for c in question.claims if c in view.by_id], plural)
        if told is None:
            continue
        fired = [told.codebook.rules[rule] for rule in told.fired]
        yield {
            "id": question.id,
            "title": question.title,
            "codebook": told.codebook.label,
            "values": told.values,
            "rules": [{"id": rule.id, "words": rule.words, "where": rule.where} for rule in fired],
            "open": told.open,
        }


def codebooks() -> list[Codebook]:
    """Every codebook that there is."""
    return [codebook(name) for name in NAMES]
