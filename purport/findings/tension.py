"""`tension`: jointly possible, yet hard to square: a later "more than 260" after 536."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from purport.findings.intervals import show
from purport.findings.questions import place_key, subject
from purport.findings.view import Figure, View
from purport.model import Finding

# A floor well under the figure given before is worth a look; one just under it is how floors are.
_WELL_UNDER = 0.75
_PHASE = re.compile(r"\b(first|second|third|fourth|fifth|sixth|phase [ivx\d]+)\b", re.IGNORECASE)
_ROMAN = {"phase i": "first", "phase ii": "second", "phase iii": "third", "phase iv": "fourth"}


def find(view: View) -> Iterator[Finding]:
    """One body on one phase of one campaign: an open floor said later than a higher figure."""
    groups: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for figure in view.figures:
        key = _key(figure)
        if key is not None:
            groups[key].append(figure)
    for group in groups.values():
        ordered = sorted(group, key=lambda f: (str(f.claim.said), f.article.doc_id, f.claim.number_in_article))
        for later in ordered:
            earlier = [f for f in ordered if _said_before(f, later) and _well_under(later, f)]
            if earlier:
                yield _finding(earlier[-1], later)
                break


def _key(figure: Figure) -> tuple[object, ...] | None:
    what, phase = subject(figure), phase_of(figure.claim.time)
    if what is None or phase is None or figure.root is None or figure.claim.stance != "asserted":
        return None
    return figure.root.id, what, place_key(figure), phase


def phase_of(time: str | None) -> str | None:
    """The phase that words for time name: "in the second phase", "Phase II" → "second"."""
    match = _PHASE.search(time or "")
    name = match.group(1).lower() if match else None
    return _ROMAN.get(name, name) if name else None


def _said_before(one: Figure, later: Figure) -> bool:
    return bool(one.claim.said and later.claim.said and one.claim.said < later.claim.said)


def _well_under(later: Figure, earlier: Figure) -> bool:
    floor, before = later.claim.quantity, earlier.claim.quantity
    opened = floor.bound in ("at_least", "more_than") and floor.low is not None
    return opened and before.low is not None and (floor.low or 0) < before.low * _WELL_UNDER


def _finding(earlier: Figure, later: Figure) -> Finding:
    return Finding(
        kind="tension",
        severity="tension",
        claims=((earlier.id, "earlier"), (later.id, "later")),
        sentence=f"{later.words} by {later.teller} on {later.claim.said} allows {earlier.words}"
        f" by {earlier.teller} on {earlier.claim.said}, but is a much lower floor for the same phase.",
        working=f"{show(later.claim.quantity.low)} < {_WELL_UNDER} × {show(earlier.claim.quantity.low)};"
        f" any number from {show(earlier.claim.quantity.low)} up satisfies both. Assumes that both count the same people in the same phase.",
        rule="findings/tension.py: a later floor well under an earlier figure",
    )
