"""The four stages for Python, without a ledger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from purport.articles.guard import Guard
from purport.articles.outcome import Problem
from purport.articles.read import read_paths
from purport.claims.extract import extract
from purport.entities.link import link_article
from purport.entities.reprints import clusters_of, find_descents
from purport.findings.audit import audit as run_audit
from purport.findings.view import make_view
from purport.lexicon import gazetteer
from purport.lexicon.aliases import bundled
from purport.model import Article, Claim, Finding, Original, Question, Resolved

__all__ = ["audit", "extract", "link", "read"]


def read(paths: Iterable[str]) -> Iterator[Article | Problem]:
    """Every article under the paths, and a Problem for what could not be read; addresses are not fetched."""
    with Guard() as guard:
        for outcome in read_paths(paths, reader=guard):
            if not isinstance(outcome, Original):
                yield outcome


def link(article: Article, claims: Sequence[Claim]) -> list[Resolved]:
    """What the words of an article's claims stand for, by the bundled registers."""
    return link_article(article, claims, bundled(), gazetteer.bundled())


def audit(articles: Sequence[Article], claims: Iterable[Claim]) -> tuple[tuple[Question, ...], tuple[Finding, ...]]:
    """Questions and findings over articles and their claims."""
    by_article: dict[str, list[Claim]] = {}
    for claim in claims:
        by_article.setdefault(claim.article_id, []).append(claim)
    meanings = [m for a in articles for m in link(a, by_article.get(a.id, []))]
    held = [c for found in by_article.values() for c in found]
    descents = find_descents(articles)
    return run_audit(make_view(articles, held, meanings, descents, clusters_of(descents), bundled()))
