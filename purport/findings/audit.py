"""The audit: gathers the questions, then runs every check. A new check is one line here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from purport.findings import (
    denials,
    disagreement,
    drift,
    echo,
    falls,
    parts,
    possible,
    remainders,
    shares,
    sums_over_time,
    tension,
    unattributed,
    units,
)
from purport.findings.questions import gather
from purport.findings.territory import shares as territory
from purport.findings.view import View
from purport.model import Finding, Question

CHECKS: tuple[Callable[[View], Iterator[Finding]], ...] = (
    parts.find,
    units.find,
    shares.find,
    possible.find,
    disagreement.find,
    denials.find,
    tension.find,
    falls.find,
    sums_over_time.find,
    remainders.find,
    territory.find,
    echo.find,
    drift.find,
    unattributed.find,
)
_ORDER = {"contradiction": 0, "tension": 1, "information": 2}


def audit(view: View) -> tuple[tuple[Question, ...], tuple[Finding, ...]]:
    """Questions and findings, the gravest first; the same ledger gives the same, in one order."""
    questions = gather(view)
    seen = replace(view, questions=questions)
    found = [finding for check in CHECKS for finding in check(seen)]
    order = {claim: at for at, claim in enumerate([*(f.id for f in view.figures), *(h.id for h in view.holdings)])}
    return questions, tuple(sorted(_without_repeats(found, view), key=lambda f: _rank(f, order)))


def _rank(finding: Finding, order: dict[str, int]) -> tuple[int, str, int, str]:
    """The gravest first, then by kind, then as the claims stand in their articles."""
    return _ORDER[finding.severity], finding.kind, order.get(finding.claims[0][0], 0), finding.id


def _without_repeats(found: Iterable[Finding], view: View) -> Iterator[Finding]:
    """A figure that the article repeats is found once: the same kind, article and sentence."""
    article_of = {f.id: f.article.id for f in view.figures} | {h.id: h.article.id for h in view.holdings}
    seen: set[tuple[str, str, tuple[str, ...]]] = set()
    for finding in found:
        pages = tuple(sorted({article_of[c] for c, _ in finding.claims}))
        key = (finding.kind, finding.sentence, pages)
        if key not in seen:
            seen.add(key)
            yield finding
