"""How many speakers are independent, at most (Standards for Casualty Recording)."""

from __future__ import annotations

from collections.abc import Iterable

from purport.findings.view import Figure
from purport.model import Body


def independent_speakers(figures: Iterable[Figure]) -> list[Body]:
    """The bodies behind the figures, one each.

    A claim without a speaker counts for none, nor does a reader's: who comments on a page has read it.
    """
    bodies: dict[str, Body] = {}
    for figure in figures:
        if (
            figure.claim.part != "comment"
            and figure.root is not None
            and figure.root.kind not in ("unnamed", "witness")
        ):
            bodies.setdefault(figure.root.id, figure.root)
    return [bodies[key] for key in sorted(bodies)]
