"""`disagreement`, `self-contradiction` and `revision`: the figures that answer one question."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from purport.findings.intervals import show
from purport.findings.times import goes_on
from purport.findings.view import HEDGES, Figure, View, span_of
from purport.model import Finding, Question


def find(view: View) -> Iterator[Finding]:
    """Every question once for each of the three."""
    for question in view.questions:
        figures = view.of(question)
        yield from _disagreement(question, figures)
        if not any(map(goes_on, figures)):  # a total that goes on is no revision; falls.py looks at those
            yield from _own_figures(question, figures)


def _latest(figures: list[Figure]) -> dict[str, Figure]:
    """The last figure of each body behind a named speaker."""
    last: dict[str, Figure] = {}
    for figure in figures:
        if figure.named is not None and figure.claim.stance == "asserted":
            last[figure.named.id] = figure
    return last


def _disagreement(question: Question, figures: list[Figure]) -> Iterator[Finding]:
    last = _latest(figures)
    bodies = sorted(last, key=lambda body: (span_of(last[body]).low, body))
    apart = [
        (a, b)
        for a, b in combinations(bodies, 2)
        if not span_of(last[a]).meets(span_of(last[b])) and _said_together(last[a], last[b])
    ]
    if not apart:
        return
    ids = sorted({body for pair in apart for body in pair})
    chosen = sorted((last[b] for b in ids), key=lambda f: (span_of(f).low, f.id))
    listed = "; ".join(f"{f.words} by {f.teller}" for f in chosen)
    yield Finding(
        kind="disagreement",
        severity="contradiction",
        claims=tuple((f.id, "answer") for f in chosen),
        sentence=f"{question.title}: {listed}.",
        working="; ".join(f"{_shown(last[a])} and {_shown(last[b])} have no number in common" for a, b in apart)
        + ". Assumes that all answer one question: the same measure, words, place and period.",
        rule="findings/disagreement.py: different bodies, intervals that do not meet",
    )


def _said_together(one: Figure, two: Figure) -> bool:
    """A toll rises from day to day; only what is said on one day, or on days unknown, is apart."""
    a, b = one.claim.said, two.claim.said
    return a is None or b is None or a == b


def _own_figures(question: Question, figures: list[Figure]) -> Iterator[Finding]:
    """One body's figures: in one article a contradiction, on another day or page a revision."""
    groups: dict[str, list[Figure]] = {}
    for figure in figures:
        if figure.named is not None and figure.claim.stance == "asserted":
            groups.setdefault(figure.named.id, []).append(figure)
    for body in sorted(groups):
        group = groups[body]
        apart = [(a, b) for a, b in combinations(group, 2) if not span_of(a).meets(span_of(b))]
        own = next(((a, b) for a, b in apart if a.article.id == b.article.id and not _counted_apart(a, b)), None)
        if own is not None:
            yield _contradiction(question, *own)
        elif any(a.article.id != b.article.id for a, b in apart):
            yield _revision(question, group)


def _counted_apart(one: Figure, two: Figure) -> bool:
    """Whether two figures say that they were come by in two ways: 75 confirmed dead, 55 of them identified."""
    a, b = one.claim.basis, two.claim.basis
    return a != b and None not in (a, b)


def _contradiction(question: Question, one: Figure, two: Figure) -> Finding:
    return Finding(
        kind="self-contradiction",
        severity="contradiction",
        claims=((one.id, "answer"), (two.id, "answer")),
        sentence=f"{question.title}: {one.teller} gives {one.words} and also {two.words}.",
        working=f"{_shown(one)} and {_shown(two)} have no number in common. Assumes that both answer one question.",
        rule="findings/disagreement.py: one article, one speaker, two answers",
    )


def _revision(question: Question, group: list[Figure]) -> Finding:
    """In the order of saying; pages of one day are ordered by size, and that is said."""
    ordered = sorted(group, key=lambda f: (str(f.claim.said or ""), span_of(f).low, f.id))
    chosen = [ordered[0]]
    for figure in ordered[1:]:
        if not span_of(figure).meets(span_of(chosen[-1])):
            chosen.append(figure)
    path = ", then ".join(f"{f.words} ({f.article.doc_id}, {f.claim.said or 'day unknown'})" for f in chosen)
    same_day = len({f.claim.said for f in chosen}) < len(chosen)
    order = " Of one day, the smaller is put first; which was said first is not known." if same_day else ""
    return Finding(
        kind="revision",
        severity="information",
        claims=tuple((f.id, "answer") for f in chosen),
        sentence=f"{question.title}: {chosen[0].claim.speaker} gives {path}.",
        working=" → ".join(_shown(f) for f in chosen)
        + f".{order} A new figure is no error. Assumes that all answer one question.",
        rule="findings/disagreement.py: one body, a new answer",
    )


def _shown(figure: Figure) -> str:
    quantity = figure.claim.quantity
    basis = f" ({figure.claim.basis})" if figure.claim.basis else ""
    if quantity.bound == "range":
        return f"{show(quantity.low)} to {show(quantity.high)}{basis}"
    return HEDGES.get(quantity.bound, "") + show(figure.size) + basis
