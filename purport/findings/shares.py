"""`shares-exceed-whole`: shares of one whole by different holders on one day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from purport.findings.intervals import rounding, show
from purport.findings.subjects import place_key
from purport.findings.view import Figure, View
from purport.model import Finding


def find(view: View) -> Iterator[Finding]:
    """Within one article: the shares of one place's land, one a holder, for one day."""
    for figures in view.by_article.values():
        groups: dict[tuple[object, ...], dict[str, Figure]] = defaultdict(dict)
        for figure in figures:
            key = _whole(figure)
            if key is not None and figure.claim.actor:
                groups[key].setdefault(_holder(figure, view), figure)
        for by_holder in groups.values():
            yield from _check(list(by_holder.values()))


def _whole(figure: Figure) -> tuple[object, ...] | None:
    claim = figure.claim
    if (
        claim.measure != "territory"
        or claim.quantity.unit != "percent"
        or claim.stance != "asserted"
        or claim.part == "comment"
    ):
        return None
    return place_key(figure), claim.start, claim.end, claim.time


def _holder(figure: Figure, view: View) -> str:
    body = view.aliases.find(
        figure.claim.actor or "", figure.article.id, figure.place.country if figure.place else None
    )
    return view.aliases.root(body).id


def _width(figure: Figure) -> float:
    """What rounding may have added: one of the last digit, and 70% is no rounder than 71%."""
    return min(rounding(figure.claim.quantity), 1.0)


def _check(shares: list[Figure]) -> Iterator[Finding]:
    """Only the least that each share can be counts, less what rounding may have added."""
    if len(shares) < 2:
        return
    least = sum(max((f.claim.quantity.low or 0.0) - _width(f), 0.0) for f in shares)
    if least <= 100:
        return
    total = sum(f.claim.quantity.low or 0.0 for f in shares)
    sum_ = " + ".join(f"{show(f.claim.quantity.low)}" for f in shares)
    listed = "; ".join(f"{f.words} for {f.claim.actor}" for f in shares)
    yield Finding(
        kind="shares-exceed-whole",
        severity="contradiction",
        claims=tuple((f.id, "share") for f in shares),
        sentence=f"Shares of one territory come to {show(round(total, 2))}%: {listed}. So says {shares[0].teller}.",
        working=f"{sum_} = {show(round(total, 2))} > 100. Assumes one whole, one day, and that no two holders share land.",
        rule="findings/shares.py",
    )
