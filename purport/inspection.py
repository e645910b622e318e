"""What `show` and `trace` print of one record, gathered from the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from purport.errors import UnknownRecord
from purport.findings.intervals import number_of
from purport.model import Article, Claim, ControlClaim, DatedBy, Descent, FigureClaim, Original
from purport.pipeline import audit, claims_of, find_article
from purport.publications.json_lines import Shapes
from purport.store.ledger import Ledger


def inspect(ledger: Ledger, record_id: str) -> dict[str, Any]:
    """A record of any kind with what hangs on it; UnknownRecord where the id names none."""
    questions, findings = audit(ledger)
    claims = {c.id: c for c in claims_of(ledger)}
    articles = {a.id: a for a in ledger.articles()}
    shapes = Shapes(articles, claims)
    if record_id in claims:
        claim = claims[record_id]
        shown = shapes.claim(claim)
        return {
            "record": "claim",
            **shown,
            "stands_at": _where(articles[claim.article_id], claim.span.begin, claim.span.until),
            "links": dict(_links(ledger, record_id)),
            "findings": [f.id for f in findings if record_id in {c for c, _ in f.claims}],
            "questions": [q.id for q in questions if record_id in q.claims],
            "judgements": [[j.when, j.who, j.field, j.value, j.why] for j in ledger.judgements(record_id)],
        }
    for question in questions:
        if question.id == record_id:
            return {"record": "question", **shapes.question(question), "independent_shown": question.shown}
    for finding in findings:
        if finding.id == record_id:
            return {"record": "finding", **shapes.finding(finding), "rule": finding.rule}
    return _article(ledger, record_id, list(claims.values()))


def original_of(ledger: Ledger, record_id: str) -> Original:
    """The bytes that an article, or the article of a claim, was read from; UnknownRecord where none has the id."""
    article_id = next((c.article_id for c in ledger.claims("claim.id=?", [record_id])), record_id)
    return ledger.original(find_article(ledger, article_id))


def _where(article: Article, begin: int, until: int) -> str | None:
    """The place in the original where a stretch of the text stands: the narrowest that is known."""
    holding = [a for a in article.anchors if a.begin <= begin and until <= a.until]
    return min(holding, key=lambda a: a.until - a.begin).selector if holding else None


def _links(ledger: Ledger, claim_id: str) -> list[tuple[str, str]]:
    found = next((m for m in ledger.meanings() if m.claim_id == claim_id), None)
    if found is None:
        return []
    known = (("speaker", found.speaker), ("actor", found.actor), ("place", found.place))
    return [(role, f"{target.name} ({target.id})") for role, target in known if target]


def _article(ledger: Ledger, record_id: str, claims: list[Claim]) -> dict[str, Any]:
    article = find_article(ledger, record_id)
    return {
        "record": "article",
        "id": article.id,
        "doc_id": article.doc_id,
        "outlet": article.outlet,
        "title": article.title,
        "url": article.url,
        "credit": article.credit,
        "byline": article.byline,
        "language": article.language,
        "published": _dated(article.published),
        "updated": _dated(article.updated),
        "doubted": [_dated(dated) for dated in article.doubted],
        "archive_url": article.archive_url,
        "retrieved": article.retrieved,
        "original": [article.media_type, article.original] if article.original else None,
        "parts": [[p.kind, p.begin, p.until, p.author, p.depth] for p in article.parts],
        "claims": [c.id for c in claims if c.article_id == article.id],
        "judgements": [[j.when, j.who, j.field, j.value, j.why] for j in ledger.judgements(article.id)],
    }


def _dated(dated: DatedBy | None) -> list[str] | None:
    return [dated.day.isoformat(), dated.how] if dated else None


def road(ledger: Ledger, claim_id: str) -> dict[str, Any]:
    """From the first speaker to the page, and over the pages that the page stems from or that stem from it.

    `roads` is a tree of pages: each with the doc_id, outlet and sentence, how it stems from the page
    above it, and `then`, the pages that stem from it. Only pages that carry the figure are in it.
    """
    audit(ledger)
    claims = {c.id: c for c in claims_of(ledger)}
    if claim_id not in claims:
        raise UnknownRecord(f"{claim_id}: no claim of this ledger has that id; purport claims lists them")
    claim = claims[claim_id]
    articles = {a.id: a for a in ledger.articles()}
    article = articles[claim.article_id]
    speaker = dict(_links(ledger, claim_id)).get("speaker")
    return {
        "claim": claim.id,
        "number": claim.quantity.written if isinstance(claim, FigureClaim) else claim.place,
        "speaker": claim.speaker,
        "identity": speaker,
        "links": [{"name": s.name, "kind": s.kind, "cue": s.cue} for s in claim.attribution.links],
        "carried_over": claim.attribution.carried_over,
        "credit": article.credit if claim.part != "comment" else None,  # it credits the article, not its readers
        "page": {"doc_id": article.doc_id, "outlet": article.outlet, "url": article.url},
        "roads": roads_of(claim, claims.values(), articles, ledger.descents()) if claim.part != "comment" else [],
    }


def roads_of(
    claim: Claim, others: Iterable[Claim], articles: Mapping[str, Article], descents: Iterable[Descent]
) -> list[dict[str, Any]]:
    """The trees of pages that carry the claim's figure and stem from one another, from the earliest pages on."""
    carrying = {claim.article_id: claim}
    for other in others:
        if _same_figure(claim, other) and other.part != "comment":
            carrying.setdefault(other.article_id, other)
    descents = [d for d in descents if d.earlier in carrying and d.later in carrying]
    near = {claim.article_id}
    while more := {end for d in descents if near & {d.earlier, d.later} for end in (d.earlier, d.later)} - near:
        near |= more
    firsts = sorted(near - {d.later for d in descents}) or [claim.article_id]
    return _Pages(articles, carrying, descents).trees(firsts)


def _same_figure(one: Claim, other: Claim) -> bool:
    if isinstance(one, FigureClaim) and isinstance(other, FigureClaim):
        return one.measure == other.measure and number_of(one.quantity) == number_of(other.quantity)
    both = isinstance(one, ControlClaim) and isinstance(other, ControlClaim)
    return both and (one.place, one.act) == (other.place, other.act)  # type: ignore[union-attr]


class _Pages:
    """The pages that carry a figure, each told once however many roads lead to it."""

    def __init__(
        self, articles: Mapping[str, Article], carrying: Mapping[str, Claim], descents: Sequence[Descent]
    ) -> None:
        self._articles, self._carrying, self._descents = articles, carrying, descents
        self._told: set[str] = set()

    def trees(self, firsts: Iterable[str]) -> list[dict[str, Any]]:
        """A tree below each of the articles."""
        return [self._tree(first, None) for first in firsts]

    def _tree(self, article_id: str, by: Descent | None) -> dict[str, Any]:
        self._told.add(article_id)
        article, claim = self._articles[article_id], self._carrying[article_id]
        then = [d for d in self._descents if d.earlier == article_id]
        span = claim.sentence_span
        return {
            "doc_id": article.doc_id,
            "outlet": article.outlet,
            "credit": article.credit,
            "claim": claim.id,
            "speaker": claim.speaker,
            "sentence": article.text.characters[span.begin : span.until],
            "stems": {"kind": by.kind, "share": by.share, "how": by.how} if by else None,
            "then": [self._tree(d.later, d) for d in then if d.later not in self._told],
        }
