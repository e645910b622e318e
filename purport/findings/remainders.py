"""What a total leaves for the time that no other figure covers: `tension` where it is little, `periods-clash` below nothing.

"More than 1,000" by November 2017, 387 in 2018 and 1,411 in all leave at most 23 for the weeks between.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from purport.findings.falls import total_of
from purport.findings.intervals import number_of, show
from purport.findings.subjects import Subject, place_key, subject
from purport.findings.times import ONE_DAY, STATES, closed_period, running_of, shown_day, shown_period
from purport.findings.view import Figure, View, is_series
from purport.model import Finding

_LONG = 60  # days: a shorter period is an event, not a stretch of a campaign
_GAP = 14  # days that lie between, for something to be expected of them
_NEAR = 31  # days before the total's day within which the later period ends
_LITTLE = 0.5  # of what the rest of the time would let expect


def find(view: View) -> Iterator[Finding]:
    """Each total of a body with the longest earlier and the latest later stretch that lie within it."""
    groups: dict[tuple[str, Subject, str], list[Figure]] = defaultdict(list)
    for figure in view.figures:
        what, place = subject(figure), place_key(figure)
        told = figure.claim.stance == "asserted" and figure.claim.part != "comment" and not is_series(figure)
        if what and place and figure.body and told and what[0] not in STATES:
            groups[figure.body.id, what, place].append(figure)
    for group in groups.values():
        stretches = [(*p, f) for f in group if (p := closed_period(f)) and (p[1] - p[0]).days >= _LONG]
        totals = {number_of(f.claim.quantity): f for f in reversed(group) if _runs_without_start(f)}
        for total in totals.values():
            yield from _left(total, stretches)


def _runs_without_start(figure: Figure) -> bool:
    running = running_of(figure)
    return running is not None and running[0] is None and running[1] is not None


def _left(total: Figure, stretches: list[tuple[date, date, Figure]]) -> Iterator[Finding]:
    end = (running_of(total) or (None, None))[1] or date.min
    later = [s for s in stretches if end >= s[1] and (end - s[1]).days <= _NEAR]
    for begin, _, part in sorted(later, key=lambda s: s[0], reverse=True)[:1]:
        earlier = [s for s in stretches if s[1] < begin]
        for start, closing, base in sorted(earlier, key=lambda s: (s[1], s[2].id), reverse=True)[:1]:
            most = total_of(total).high - total_of(base).low - total_of(part).low
            # "More than 1,000" is at least 1,001 where things are counted.
            most -= total_of(base).low_open + total_of(part).low_open
            gap, all_days = (begin - closing).days, (end - start).days
            if most < 0 or (gap >= _GAP and most < _LITTLE * total.size * gap / max(1, all_days)):
                yield _finding(total, base, part, most, (closing + ONE_DAY, begin - ONE_DAY))


def _finding(total: Figure, base: Figure, part: Figure, most: float, gap: tuple[date, date]) -> Finding:
    sum_ = f"{show(total.size)} − {show(base.size)} − {show(part.size)}"
    clash = most < 0
    told = "less than nothing" if clash else f"at most {show(most)}"
    return Finding(
        kind="periods-clash" if clash else "tension",
        severity="contradiction" if clash else "tension",
        claims=((total.id, "total"), (base.id, "earlier part"), (part.id, "later part")),
        sentence=f"{total.words} in all by {_said(total)} leaves {told} for {shown_period(*gap)}, beside {base.words}"
        f" for {shown_period(*(closed_period(base) or (None, None)))} and {part.words} for"
        f" {shown_period(*(closed_period(part) or (None, None)))}. So say {total.teller}, {base.teller} and {part.teller}.",
        working=f"{sum_}: {told}; all three can be so only then. Assumes that they count one kind of thing, none of it"
        " twice, and that the total holds what the other two do.",
        rule="findings/remainders.py: what a total leaves",
    )


def _said(figure: Figure) -> str:
    end = (running_of(figure) or (None, None))[1]
    return shown_day(end) if end else "a day not known"
