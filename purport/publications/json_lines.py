"""Claims, questions and findings as JSON objects, one a line (DESIGN.md, section 7)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from purport.model import Article, Claim, FigureClaim, Finding, Question
from purport.publications.records import guideline_rows


class Shapes:
    """Looks up the claims and articles that questions and findings point at."""

    def __init__(self, articles: Mapping[str, Article], claims: Mapping[str, Claim]) -> None:
        self._articles = articles
        self._claims = claims

    def claim(self, claim: Claim) -> dict[str, Any]:
        """The guideline's fields, with the ledger's ids in place of numbers within the article."""
        article = self._articles[claim.article_id]
        row = guideline_rows(article, [claim])[0]
        part_of = claim.part_of if isinstance(claim, FigureClaim) else None
        return {
            **row,
            "id": claim.id,
            "doc_id": article.doc_id,
            "part_of": part_of,
            "same_as": claim.same_as,
            "because": {r.field: r.rule for r in claim.because},
        }

    def pointer(self, claim_id: str) -> dict[str, Any]:
        """A claim as a finding or question shows it: where it is, its number and its sentence."""
        claim = self._claims[claim_id]
        article = self._articles[claim.article_id]
        span, sentence = claim.span, claim.sentence_span
        text = article.text.characters
        number = claim.quantity.written if isinstance(claim, FigureClaim) else None
        return {
            "id": claim.id,
            "doc_id": article.doc_id,
            "number": number,
            "sentence": text[sentence.begin : sentence.until],
            "span": [span.begin, span.until],
        }

    def question(self, question: Question) -> dict[str, Any]:
        """A question with its claims in order."""
        return {
            "id": question.id,
            "title": question.title,
            "claims": [self.pointer(c) | self._said(c) for c in question.claims],
            "low": question.low,
            "high": question.high,
            "independent": question.independent,
        }

    def _said(self, claim_id: str) -> dict[str, Any]:
        claim = self._claims[claim_id]
        return {
            "speaker": claim.speaker,
            "bound": claim.quantity.bound if isinstance(claim, FigureClaim) else None,
            "basis": claim.basis if isinstance(claim, FigureClaim) else None,
            "end": claim.end.isoformat() if claim.end else None,
            "said": claim.said.isoformat() if claim.said else None,
        }

    def finding(self, finding: Finding) -> dict[str, Any]:
        """A finding with its claims in their roles and the doc_ids of their articles."""
        pointers = []
        for claim_id, role in finding.claims:
            pointer = self.pointer(claim_id)
            pointers.append({"id": pointer.pop("id"), "role": role, **pointer})
        return {
            "id": finding.id,
            "kind": finding.kind,
            "severity": finding.severity,
            "sentence": finding.sentence,
            "working": finding.working,
            "claims": pointers,
            "articles": sorted({p["doc_id"] for p in pointers}),
        }
