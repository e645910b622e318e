"""`unattributed`: a page states as its own what the page that it reprints or follows gives to a speaker."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from purport.findings.intervals import number_of
from purport.findings.retold import Retold, counterparts, described, known_direction, loses_speaker
from purport.findings.view import View
from purport.model import Descent, Finding


def find(view: View) -> Iterator[Finding]:
    """One finding a page and speaker; pages of which the first is not known have none."""
    for descent in filter(known_direction, view.descents):
        pairs = [p for p in counterparts(descent, view) if p.same_number and p.later.claim.part == "body"]
        attributed = {number_of(p.later.claim.quantity) for p in pairs if not loses_speaker(p.earlier, p.later)}
        groups: dict[str, dict[object, Retold]] = defaultdict(dict)
        for pair in pairs:
            number = number_of(pair.later.claim.quantity)
            if pair.earlier.root and pair.later.claim.stance == "asserted" and number not in attributed:
                groups[pair.earlier.root.id].setdefault(number, pair)
        for held in groups.values():
            yield _finding(descent, list(held.values()), view)


def _finding(descent: Descent, pairs: list[Retold], view: View) -> Finding:
    numbers = ", ".join(p.later.words for p in pairs)
    first = pairs[0].earlier
    return Finding(
        kind="unattributed",
        severity="tension",
        claims=tuple((f.id, role) for p in pairs for f, role in ((p.earlier, "earlier"), (p.later, "later"))),
        sentence=f"{pairs[0].later.page} states as its own {numbers}, which {first.page} gives to {first.claim.speaker}.",
        working=f"{described(descent, view)}. On the later page no speaker stands with the figure, nor goes on from the"
        " sentences before it.",
        rule="findings/unattributed.py: a named speaker there, nobody here",
    )
