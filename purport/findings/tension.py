"""`tension`: jointly possible, yet hard to square: "more than 260" beside 536 of one phase."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from purport.findings.intervals import number_of, show
from purport.findings.subjects import place_key, subject
from purport.findings.times import phase_of, shown_day
from purport.findings.view import Figure, View
from purport.model import Finding

Number = tuple[str, str, str, float | None]
# A floor well under another figure of the same is worth a look; one just under it is how floors are.
_WELL_UNDER = 0.75


def find(view: View) -> Iterator[Finding]:
    """One body on one phase of one campaign: an open floor far under another figure that was not said later."""
    phases = {_number(f): n for f in view.figures if (n := phase_of(f.claim.time)) is not None}
    groups: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for figure in view.figures:
        key = _key(figure, phases)
        if key is not None:
            groups[key].append(figure)
    for group in groups.values():
        found = next(((f, floor) for floor in group for f in group if _hard_to_square(floor, f)), None)
        if found is not None:
            yield _finding(*found)


def _key(figure: Figure, phases: dict[Number, int]) -> tuple[object, ...] | None:
    """What a figure is compared by; the phase may stand with the same number elsewhere in the article."""
    phase = phases.get(_number(figure))
    if phase is None or figure.claim.stance != "asserted" or figure.body is None:
        return None
    what = subject(figure)
    return (figure.body.id, what, place_key(figure), phase) if what else None


def _number(figure: Figure) -> Number:
    return figure.article.id, figure.claim.measure, *number_of(figure.claim.quantity)


def _hard_to_square(floor: Figure, other: Figure) -> bool:
    """Whether a floor lies far under another figure, unless it was said first: tolls rise."""
    said, then = floor.claim.said, other.claim.said
    if said and then and said <= then:
        return False
    lowest, number = floor.claim.quantity, other.claim.quantity
    opened = lowest.bound in ("at_least", "more_than") and lowest.low is not None
    return opened and number.low is not None and (lowest.low or 0) < number.low * _WELL_UNDER


def _finding(other: Figure, floor: Figure) -> Finding:
    order = "" if floor.claim.said and other.claim.said else " Which was said first is not known."
    return Finding(
        kind="tension",
        severity="tension",
        claims=((other.id, "figure"), (floor.id, "floor")),
        sentence=f"{_said(floor)} allows {_said(other)}, but is a much lower floor for the same phase.",
        working=f"{show(floor.claim.quantity.low)} < {_WELL_UNDER} × {show(other.claim.quantity.low)};"
        f" any number from {show(other.claim.quantity.low)} up satisfies both.{order}"
        " Assumes that both count the same people in the same phase.",
        rule="findings/tension.py: a floor well under another figure",
    )


def _said(figure: Figure) -> str:
    day = f" on {shown_day(figure.claim.said)}" if figure.claim.said else ""
    return f"{figure.words} by {figure.teller}{day}"
