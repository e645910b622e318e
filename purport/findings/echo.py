"""`echo`: many articles, one independent speaker."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from purport.findings.independence import independent_speakers
from purport.findings.view import Figure, View, page_name
from purport.model import Cluster, Finding


def find(view: View) -> Iterator[Finding]:
    """Clusters of near-duplicates, and questions that several articles answer through one body."""
    for cluster in view.clusters:
        found = _cluster(cluster, view)
        if found is not None:
            yield found
    told = {frozenset(c.articles) for c in view.clusters}
    for pages, figures in sorted(_carried(view).items()):
        if frozenset(pages) not in told:
            yield _carried_finding(pages, figures, view)


def _carried(view: View) -> dict[tuple[str, ...], list[Figure]]:
    """Figures that several articles give from one body to the letter, by the articles that do.

    Only numbers of three digits and more tell: two pages may well count "two dead" by themselves.
    """
    groups: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for figure in view.figures:
        quantity = figure.claim.quantity
        digits = re.sub(r"\D", "", quantity.written).rstrip("0")
        if figure.root is not None and figure.root.kind not in ("unnamed", "witness") and len(digits) > 2:
            groups[(figure.root.id, figure.claim.measure, quantity.unit, quantity.low or quantity.high)].append(figure)
    carried: dict[tuple[str, ...], list[Figure]] = defaultdict(list)
    for group in groups.values():
        first = {f.article.id: f for f in reversed(group)}
        if len(first) > 1:
            carried[tuple(sorted(first))] += [first[a] for a in sorted(first)]
    return carried


def _carried_finding(pages: tuple[str, ...], figures: list[Figure], view: View) -> Finding:
    bodies = independent_speakers(figures)
    names = ", ".join(f"{page_name(view.articles[a])}" for a in pages)
    numbers = ", ".join(dict.fromkeys(f"“{f.claim.quantity.written}”" for f in figures))
    count = len(bodies)
    return _finding(
        figures[:12],
        len(pages),
        f"{len(pages)} articles ({names}) carry the same figures of {' and '.join(b.name for b in bodies)} ({numbers}):"
        f" at most {count} independent speaker{'' if count == 1 else 's'}",
    )


def _cluster(cluster: Cluster, view: View) -> Finding | None:
    """The figures that the later articles share with the first."""
    by_article = view.by_article()
    first = by_article.get(cluster.first, [])
    shared: list[Figure] = []
    for figure in first:
        same = [
            f
            for other in cluster.articles[1:]
            for f in by_article.get(other, [])
            if f.claim.quantity == figure.claim.quantity and f.claim.measure == figure.claim.measure
        ]
        if same:
            shared += [figure, same[0]]
    if not shared:
        return None
    names = [view.articles[a] for a in cluster.articles]
    listed = ", ".join(page_name(a) for a in names)
    share = min(pair.share for pair in cluster.pairs)
    bodies = independent_speakers(shared)
    speakers = ", ".join(b.name for b in bodies) or "no speaker named"
    unique = list({f.id: f for f in shared}.values())[:8]
    return _finding(
        unique,
        len(names),
        f"{len(names)} articles are one text: {listed}; at most {len(bodies)} independent speaker{'' if len(bodies) == 1 else 's'} ({speakers})",
        f" At least {share:.0%} of the shorter text's five-word runs stand in the longer; direction: {cluster.pairs[0].how}.",
    )


def _finding(figures: list[Figure], pages: int, sentence: str, more: str = "") -> Finding:
    bodies = independent_speakers(figures)
    return Finding(
        kind="echo",
        severity="information",
        claims=tuple((f.id, "figure") for f in figures),
        sentence=f"{sentence}.",
        working=f"{pages} articles; bodies behind the named speakers: {', '.join(b.name for b in bodies) or 'none'}."
        f"{more} A claim without a speaker counts for none; the count is the most that it can be.",
        rule="findings/echo.py",
    )
