"""`periods-clash`: figures of periods that lie in one another, follow one another, or step from day to day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from math import inf

from purport.findings.falls import series_of, total_of
from purport.findings.intervals import Interval, added, show
from purport.findings.subjects import Subject, place_key, subject
from purport.findings.times import (
    ONE_DAY,
    STATES,
    campaign_of,
    closed_period,
    phase_of,
    running_of,
    shown_day,
    shown_period,
)
from purport.findings.view import Figure, View, is_series
from purport.model import Finding

Key = tuple[str, Subject, str | None]
_MOST_PARTS = 400  # periods that may follow one another within one


def find(view: View) -> Iterator[Finding]:
    """Periods of one body, one subject and place; phases of one campaign; steps of one series."""
    for group in _by_body(view).values():
        yield from _contained(group)
        yield from _tiled(group)
    yield from _phases(view)
    yield from _steps(view)


def _by_body(view: View) -> dict[Key, list[tuple[date, date, Figure]]]:
    groups: dict[Key, list[tuple[date, date, Figure]]] = defaultdict(list)
    for figure in view.figures:
        what, place, period = subject(figure), place_key(figure), _period(figure)
        countable = figure.claim.stance == "asserted" and figure.claim.part != "comment" and not is_series(figure)
        if what and place and period and countable and figure.body and what[0] not in STATES:
            groups[figure.body.id, what, place].append((*period, figure))
    return groups


def _period(figure: Figure) -> tuple[date, date] | None:
    running = running_of(figure)
    if running is not None:
        return (running[0], running[1]) if running[0] and running[1] else None
    return closed_period(figure)


def _contained(group: list[tuple[date, date, Figure]]) -> Iterator[Finding]:
    """A part of a time with more than the whole time, where the whole was not said before the part."""
    ordered = sorted(group, key=lambda g: (g[0], -g[1].toordinal(), g[2].id))
    for at, (start, end, whole) in enumerate(ordered):
        for begin, until, part in ordered[at + 1 :]:
            if begin > end:
                break
            inside = until <= end and (begin, until) != (start, end) and not _one_total(whole, part)
            if inside and _said_after(whole, part) and total_of(whole).below(total_of(part)):
                yield _more_in_part(whole, part)


def _one_total(one: Figure, other: Figure) -> bool:
    """Whether two are one running total at two days: falls.py looks at those."""
    a, b = running_of(one), running_of(other)
    return a is not None and b is not None and a[0] == b[0]


def _said_after(whole: Figure, part: Figure) -> bool:
    a, b = whole.claim.said, part.claim.said
    return whole.article.id == part.article.id or (a is not None and b is not None and a >= b)


def _more_in_part(whole: Figure, part: Figure) -> Finding:
    outer, inner = _period(whole), _period(part)
    return Finding(
        kind="periods-clash",
        severity="contradiction",
        claims=((whole.id, "whole"), (part.id, "part")),
        sentence=f"{part.words} for {shown_period(*(inner or (None, None)))} is more than {whole.words} for"
        f" {shown_period(*(outer or (None, None)))}, which contains it. So say {part.teller} and {whole.teller}.",
        working=f"{show(total_of(part).low)} > {show(total_of(whole).high)}. Assumes that both count the same, and that the longer period counts all"
        " that the shorter does.",
        rule="findings/sums_over_time.py: a period inside a period",
    )


def _tiled(group: list[tuple[date, date, Figure]]) -> Iterator[Finding]:
    """Periods that follow one another without a gap and make up a whole one that is given too."""
    by_start: dict[date, list[tuple[date, Figure]]] = defaultdict(list)
    for start, end, figure in group:
        by_start[start].append((end, figure))
    for start, end, whole in group:
        parts = _cover(start, end, whole, by_start)
        if parts and all(_said_after(whole, p) for p in parts) and not _sum(parts).meets(total_of(whole)):
            yield _clash(whole, parts, "The periods follow one another and make up the whole one.")


def _cover(start: date, end: date, whole: Figure, by_start: dict[date, list[tuple[date, Figure]]]) -> list[Figure]:
    """The figures of periods from start to end, each beginning the day after the one before; none where a day lacks."""
    parts: list[Figure] = []
    at = start
    while at <= end and len(parts) < _MOST_PARTS:
        nexts = [(until, f) for until, f in by_start.get(at, []) if until <= end and f.id != whole.id]
        nexts = [(until, f) for until, f in nexts if not (at == start and until == end)]
        if not nexts:
            return []
        until, figure = max(nexts, key=lambda n: (n[0], n[1].id))
        parts.append(figure)
        at = until + ONE_DAY
    return parts if len(parts) > 1 else []


def _phases(view: View) -> Iterator[Finding]:
    """The phases of a campaign, from the first on, against the figure of the whole campaign."""
    groups: dict[tuple[Subject, str], list[Figure]] = defaultdict(list)
    for figure in view.figures:
        what, place = subject(figure), place_key(figure)
        of_campaign = phase_of(figure.claim.time) is not None or campaign_of(figure)
        if what and place and of_campaign and figure.claim.stance == "asserted" and figure.claim.part != "comment":
            groups[what, place].append(figure)
    for group in groups.values():
        wholes = [f for f in group if campaign_of(f) and phase_of(f.claim.time) is None]
        for whole in wholes[:1]:
            phases = {n: f for f in reversed(group) if (n := phase_of(f.claim.time)) and _one_side(f, whole)}
            parts = [phases[n] for n in sorted(phases)]
            complete = len(parts) > 1 and sorted(phases) == list(range(1, len(phases) + 1))
            short = total_of(whole).below(_sum(parts)) if complete else False
            # An open whole may hold a phase that goes on and has no figure yet.
            over = complete and total_of(whole).high < inf and _sum(parts).below(total_of(whole))
            if short or over:
                yield _clash(whole, parts, "The phases are taken to be all of the campaign up to that day.")


def _one_side(one: Figure, other: Figure) -> bool:
    """No two known bodies: a figure in a page's own voice may be of either."""
    return one.body is None or other.body is None or one.body.id == other.body.id


def _steps(view: View) -> Iterator[Finding]:
    """In a table, the figure of a day against the step of the total from the day before its period."""
    daily: dict[Key, dict[date, Figure]] = defaultdict(dict)
    for figure in view.figures:
        what, period = subject(figure), closed_period(figure)
        if is_series(figure) and what and period and running_of(figure) is None:
            daily[figure.article.id, what, place_key(figure)][period[1]] = figure
    for (by, what, place, _), totals in series_of(view).items():
        for before, after in pairwise(totals):
            step = daily.get((by, what, place), {}).get(_day(after))
            if step is None or _day(after) - _days(step) * ONE_DAY != _day(before):
                continue
            if not Interval(after.size - before.size, after.size - before.size).meets(total_of(step)):
                yield _step_clash(before, after, step)


def _day(figure: Figure) -> date:
    running = running_of(figure)
    return running[1] if running and running[1] else figure.claim.end or date.min


def _days(step: Figure) -> int:
    start, end = closed_period(step) or (date.min, date.min)
    return (end - start).days + 1


def _step_clash(before: Figure, after: Figure, step: Figure) -> Finding:
    gap = after.size - before.size
    return Finding(
        kind="periods-clash",
        severity="contradiction",
        claims=((before.id, "total before"), (after.id, "total"), (step.id, "step")),
        sentence=f"The total goes from {before.words} to {after.words}, a step of {show(gap)}, but {step.words} is given"
        f" for {shown_period(*(closed_period(step) or (None, None)))}. So says {step.teller}.",
        working=f"{show(after.size)} − {show(before.size)} = {show(gap)} ≠ {show(step.size)}. Assumes that the total"
        f" to {shown_day(_day(before))} is the one before, and that nothing was corrected in between.",
        rule="findings/sums_over_time.py: a day's figure is not the step of the total",
    )


def _sum(parts: Sequence[Figure]) -> Interval:
    return added(map(total_of, parts))


def _clash(whole: Figure, parts: Sequence[Figure], taken: str) -> Finding:
    total = sum(p.size for p in parts)
    sum_ = " + ".join(show(p.size) for p in parts)
    listed = "; ".join(f"{p.words} {p.claim.time or ''} ({p.page})" for p in parts)
    return Finding(
        kind="periods-clash",
        severity="contradiction",
        claims=((whole.id, "whole"), *((p.id, "part") for p in parts)),
        sentence=f"{whole.words} in all, but its parts come to {show(total)}: {listed}. So says {whole.teller} of the whole.",
        working=f"{sum_} = {show(total)}; the whole is {show(whole.size)}, a difference of {show(whole.size - total)}."
        f" {taken} Assumes that nothing is counted in two of them.",
        rule="findings/sums_over_time.py: parts of a time against the whole",
    )
