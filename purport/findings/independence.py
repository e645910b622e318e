"""How many speakers are independent, at most (Standards for Casualty Recording: three values)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from purport.findings.view import Figure, View
from purport.model import Body

Independence = Literal["shown", "excluded", "unknown"]


def independence(one: Figure, other: Figure, view: View) -> Independence:
    """Shown: first speakers of different bodies, neither article a reprint of the other."""
    if one.root is None or other.root is None:
        return "unknown"
    if one.root.id == other.root.id or _reprints(one, other, view):
        return "excluded"
    unnamed = ("unnamed", "witness")
    return "unknown" if one.root.kind in unnamed or other.root.kind in unnamed else "shown"


def _reprints(one: Figure, other: Figure, view: View) -> bool:
    pair = {one.article.id, other.article.id}
    return any(pair == {first, later} for c in view.clusters for first, later, _, _ in c.pairs)


def independent_speakers(figures: Iterable[Figure]) -> list[Body]:
    """The bodies behind the figures, one each; a claim without a speaker counts for none."""
    bodies: dict[str, Body] = {}
    for figure in figures:
        if figure.root is not None and figure.root.kind not in ("unnamed", "witness"):
            bodies.setdefault(figure.root.id, figure.root)
    return [bodies[key] for key in sorted(bodies)]
