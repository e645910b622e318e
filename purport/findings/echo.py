"""`echo`: many articles, one independent speaker."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from purport.findings.independence import counted, independent_speakers
from purport.findings.intervals import is_precise, number_of
from purport.findings.retold import described
from purport.findings.view import Figure, View, is_series, page_name
from purport.lexicon.toponyms import fold
from purport.model import Body, Cluster, Finding

_MONTH = 31  # days


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

    Only precise numbers tell: two pages may well count "two dead" by themselves. A body may give one
    number of two places, or again after a month: those are two figures.
    """
    groups: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for figure in view.figures:
        quantity = figure.claim.quantity
        if figure.named is not None and is_precise(quantity) and not is_series(figure):
            groups[(figure.named.id, figure.claim.measure, *number_of(quantity))].append(figure)
    carried: dict[tuple[str, ...], list[Figure]] = defaultdict(list)
    for group in groups.values():
        for same in _of_one_place(group) if len(group) > 1 else ():
            first = {f.article.id: f for f in reversed(same)}
            if len(first) > 1:
                carried[tuple(sorted(first))] += [first[a] for a in sorted(first)]
    return carried


def _of_one_place(group: list[Figure]) -> Iterator[list[Figure]]:
    """The figures of one place that were said within a month of one another; a country, or no place, joins the only one."""
    by_place: dict[str, list[Figure]] = defaultdict(list)
    for figure in group:
        wide = figure.place.kind == "country" if figure.place else not figure.claim.place
        by_place["" if wide else figure.place.id if figure.place else fold(figure.claim.place or "")].append(figure)
    if len(by_place) == 2 and "" in by_place:
        by_place = defaultdict(list, {"": group})
    for figures in by_place.values():
        ordered = sorted(figures, key=lambda f: (f.claim.said or date.min, f.id))
        run: list[Figure] = []
        for figure in ordered:
            if run and _days_apart(run[-1], figure) > _MONTH:
                yield run
                run = []
            run.append(figure)
        yield run


def _days_apart(one: Figure, other: Figure) -> int:
    a, b = one.claim.said, other.claim.said
    return abs((b - a).days) if a and b else 0


def _carried_finding(pages: tuple[str, ...], figures: list[Figure], view: View) -> Finding:
    bodies = independent_speakers(figures)
    names = ", ".join(f"{page_name(view.articles[a])}" for a in pages)
    numbers = ", ".join(dict.fromkeys(f"“{f.claim.quantity.written}”" for f in figures))
    related = [described(d, view) for d in view.descents if d.earlier in pages and d.later in pages]
    return _finding(
        figures[:12],
        figures,
        view,
        f"{len(pages)} articles ({names}) carry the same figures of {' and '.join(b.name for b in bodies)} ({numbers}):"
        f" {_at_most(bodies)}",
        f"{'; '.join(related)}." if related else "None of the pages reprints or follows another, as far as is known.",
    )


def _cluster(cluster: Cluster, view: View) -> Finding | None:
    """The figures that the later articles share with the first."""
    first = view.by_article.get(cluster.first, [])
    shared: list[Figure] = []
    for figure in first:
        same = [
            f
            for other in cluster.articles[1:]
            for f in view.by_article.get(other, [])
            if f.claim.quantity == figure.claim.quantity and f.claim.measure == figure.claim.measure
        ]
        if same:
            shared += [figure, *same]
    if not shared:
        return None
    names = [view.articles[a] for a in cluster.articles]
    listed = ", ".join(page_name(a) for a in names)
    bodies = independent_speakers(shared)
    speakers = ", ".join(b.name for b in bodies) or "no speaker named"
    unique = list({f.id: f for f in shared}.values())[:8]
    return _finding(
        unique,
        shared,
        view,
        f"{len(names)} articles are one text: {listed}; {_at_most(bodies)} ({speakers})",
        f"{'; '.join(described(pair, view) for pair in cluster.pairs)}.",
    )


def _at_most(bodies: list[Body]) -> str:
    return f"at most {len(bodies)} independent speaker{'' if len(bodies) == 1 else 's'}"


def _finding(shown: list[Figure], all_of_them: list[Figure], view: View, sentence: str, how: str) -> Finding:
    return Finding(
        kind="echo",
        severity="information",
        claims=tuple((f.id, "figure") for f in shown),
        sentence=f"{sentence}.",
        working=f"{counted(all_of_them, view)} {how}",
        rule="findings/echo.py",
    )
