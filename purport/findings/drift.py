"""`drift`: what a page that reprints or follows another changed of a figure: number, bound, stance or speaker."""

from __future__ import annotations

from collections.abc import Iterator

from purport.findings.intervals import number_of
from purport.findings.retold import Retold, changes, counterparts, described, dropped_doubts, loses_speaker
from purport.findings.view import View
from purport.model import Descent, Finding

Number = tuple[str, float | None]


def find(view: View) -> Iterator[Finding]:
    """One finding a figure, both sentences side by side."""
    for descent in view.descents:
        pairs = list(counterparts(descent, view))
        headed = {number_of(p.earlier.claim.quantity) for p in pairs if p.earlier.claim.part == "headline"}
        # A figure that the later page tells unchanged somewhere in its body has not drifted.
        kept = {_number(p) for p in pairs if _in_body(p) and p.same_number and not changes(p.earlier, p.later)}
        drifted = [p for p in pairs if _has_drifted(p, kept, headed)]
        once: dict[tuple[Number, bool], Retold] = {}
        for pair in (*drifted, *dropped_doubts(descent, view)):
            once.setdefault((_number(pair), _in_body(pair)), pair)
        for pair in once.values():
            yield _finding(descent, pair, view)


def _has_drifted(pair: Retold, kept: set[Number], headed: set[Number]) -> bool:
    """Headlines seldom name a speaker: one that only leaves him out has changed nothing."""
    if not pair.same_number:
        return True
    told = changes(pair.earlier, pair.later)
    if _in_body(pair):
        return bool(told) and _number(pair) not in kept
    lost = loses_speaker(pair.earlier, pair.later)
    return len(told) > lost and _number(pair) not in headed


def _number(pair: Retold) -> Number:
    return number_of(pair.later.claim.quantity)


def _in_body(pair: Retold) -> bool:
    return pair.later.claim.part != "headline"


def _finding(descent: Descent, pair: Retold, view: View) -> Finding:
    was, now = pair.earlier, pair.later
    told = changes(was, now)
    place = "in its headline " if not _in_body(pair) else ""
    if pair.same_number:
        sentence = f"{now.page} {place}carries {now.words} of {was.page} changed: {'; '.join(told)}."
    else:
        sentence = (
            f"{now.page} {place}gives {now.words} where {was.page} has {was.words}"
            f"{': ' + '; '.join(told) if told else ''}."
        )
    return Finding(
        kind="drift",
        severity="information" if pair.same_number else "tension",
        claims=((was.id, "earlier"), (now.id, "later")),
        sentence=sentence,
        working=f"There: “{_flat(was.sentence)}” Here: “{_flat(now.sentence)}” {described(descent, view)}.",
        rule="findings/drift.py: a figure of the earlier page, changed",
    )


def _flat(sentence: str) -> str:
    return " ".join(sentence.split())
