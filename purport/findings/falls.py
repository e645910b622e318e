"""`fall` and `basis-changed`: a running total by one body that goes down, and whether that is explained."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise

from purport.findings.intervals import Interval, interval, last_digit_width, show
from purport.findings.subjects import Subject, place_key, subject, what_is_counted
from purport.findings.times import phase_of, running_of, shown_day
from purport.findings.view import Figure, View, is_series
from purport.lexicon.series import CORRECTION
from purport.model import Finding

# A total at so small a part of the one before has begun anew: a phase that restarts at zero.
_ANEW = 0.1
_DECLARED_DAYS = 2  # a correction that is declared shows in the total within so many days
_ROUND = 10  # a number in whole tens carries no running total: it may have been rounded

Series = tuple[str, Subject, str | None, date | str | None]


def find(view: View) -> Iterator[Finding]:
    """Each series of totals, step by step, where the order of the two days is certain."""
    declared = _declared(view.figures)
    for totals in series_of(view).values():
        for earlier, later in pairwise(totals):
            if _below(later, earlier) and not 0 <= later.size <= _ANEW * earlier.size:
                yield _finding(earlier, later, _correction(later, declared))


def series_of(view: View) -> dict[Series, list[Figure]]:
    """Running totals of one body, one subject and place and one start, by the day that they run to.

    A table is one series whoever gives its rows: who does is its basis. Of two pages of one day
    the larger total comes last.
    """
    groups: dict[Series, dict[date, Figure]] = defaultdict(dict)
    for figure in view.figures:
        start, end = _start_and_end(figure)
        what, body = subject(figure), figure.body
        if end is None or what is None or figure.claim.stance != "asserted":
            continue
        if not (is_series(figure) or body) or figure.claim.part == "comment":
            continue
        by = figure.article.id if is_series(figure) or body is None else body.id
        place = place_key(figure)
        if place is None and not is_series(figure):
            continue
        days = groups[by, what, place, start]
        if end not in days or days[end].size < figure.size:
            days[end] = figure
    return {key: [days[day] for day in sorted(days)] for key, days in groups.items()}


def _start_and_end(figure: Figure) -> tuple[date | str | None, date | None]:
    """From when a total runs, a day or a phase, and to when; no end where it is none."""
    running, phase = running_of(figure), phase_of(figure.claim.time)
    if phase is not None and figure.claim.start is None:
        return f"phase {phase}", figure.claim.end or figure.claim.said
    return running if running is not None else (None, None)


def total_of(figure: Figure) -> Interval:
    """The interval of a total; in prose a number in whole tens may have been rounded."""
    quantity = figure.claim.quantity
    may_be_round = quantity.bound == "exact" and not is_series(figure) and last_digit_width(quantity.written) >= _ROUND
    return interval(quantity, rounded=may_be_round)


def _below(later: Figure, earlier: Figure) -> bool:
    return later.claim.quantity.unit == earlier.claim.quantity.unit and total_of(later).below(total_of(earlier))


def _declared(figures: Iterable[Figure]) -> dict[Subject, list[Figure]]:
    found: dict[Subject, list[Figure]] = defaultdict(list)
    for figure in figures:
        what = what_is_counted(figure) if figure.claim.event == CORRECTION else None
        if what is not None and figure.size < 0:
            found[what].append(figure)
    return found


def _correction(later: Figure, declared: dict[Subject, list[Figure]]) -> Figure | None:
    """The declared correction that explains a fall: of the same, on the day or up to two days before."""
    what, day = subject(later), later.claim.end
    for figure in declared.get(what, []) if what and day else []:
        then = figure.claim.end
        same = figure.body is None or later.body is None or figure.body.id == later.body.id
        if then and same and 0 <= (day - then).days <= _DECLARED_DAYS:  # type: ignore[operator]
            return figure
    return None


def _finding(earlier: Figure, later: Figure, correction: Figure | None) -> Finding:
    was, now = earlier.claim, later.claim
    bases = [c.basis or (c.speaker if is_series(earlier) else None) or "not given" for c in (was, now)]
    changed = bases[0] != bases[1]
    claims = [(earlier.id, "earlier"), (later.id, "later")]
    if correction is not None:
        claims.append((correction.id, "correction"))
        why = f" A correction of {show(correction.size)} was declared on {shown_day(correction.claim.end or date.min)}."
    elif changed:
        why = f" The basis is {bases[0]} first, then {bases[1]}."
    else:
        why = " The same basis, and no correction declared in this ledger."
    explained = correction is not None or changed
    return Finding(
        kind="basis-changed" if explained else "fall",
        severity="information" if explained else "contradiction",
        claims=tuple(claims),
        sentence=f"{_named(earlier)} goes down from {earlier.words} ({_to(earlier)}) to {later.words} ({_to(later)})."
        f" So says {later.teller}.",
        working=f"{show(later.size)} − {show(earlier.size)} = {show(later.size - earlier.size)}; a total that"
        f" only adds up cannot fall.{why} Assumes that both are totals of the same from the same start.",
        rule="findings/falls.py: a running total that goes down",
    )


def _named(figure: Figure) -> str:
    what = f" ({figure.claim.counted})" if figure.claim.counted else ""
    return f"The running total of {figure.claim.measure.replace('_', ' ')}{what}"


def _to(figure: Figure) -> str:
    end = _start_and_end(figure)[1]
    return f"to {shown_day(end)}" if end else "day unknown"
