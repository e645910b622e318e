"""Figures of a page beside the same figures of the page that it reprints or follows: what `drift` and `unattributed` look at."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from purport.findings.intervals import interval, is_precise, number_of
from purport.findings.view import Figure, View, page_name
from purport.model import UNKNOWN_ORDER, Descent

ALIKE = 0.6  # share of the shorter sentence's words, numbers aside, that stand in the other
_BOUNDS = {"at_least": "more", "more_than": "more", "at_most": "less", "less_than": "less"}
_WORD = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True, slots=True)
class Retold:
    """A figure of the earlier page and its counterpart on the later."""

    earlier: Figure
    later: Figure

    @property
    def same_number(self) -> bool:
        """Whether the number is the same; else it stands at the same place of the same sentence."""
        return _number(self.earlier) == _number(self.later)


def counterparts(descent: Descent, view: View) -> Iterator[Retold]:
    """For each figure of the later page the figure of the earlier that it re-tells, the likest one."""
    first = [f for f in view.by_article.get(descent.earlier, []) if f.claim.part not in ("comment", "note")]
    again = [f for f in view.by_article.get(descent.later, []) if f.claim.part != "comment"]
    numbers = {_number(f) for f in first}, {_number(f) for f in again}
    for figure in again:
        same = [f for f in first if _number(f) == _number(figure) and _comparable(f, figure)]
        if same:
            yield Retold(min(same, key=lambda f: (len(changes(f, figure)), -alike(f, figure))), figure)
            continue
        other = [f for f in first if _number(f) not in numbers[1] and _in_one_place(f, figure)]
        if other and _number(figure) not in numbers[0]:
            yield Retold(max(other, key=lambda f: alike(f, figure)), figure)


def dropped_doubts(descent: Descent, view: View) -> Iterator[Retold]:
    """Figures that the earlier page doubts in its own words, and the later carries without a doubt anywhere."""
    again = [f for f in view.by_article.get(descent.later, []) if f.claim.part in ("body", "headline")]
    doubted = {_number(f) for f in again if f.claim.stance != "asserted"}
    for figure in view.by_article.get(descent.earlier, []):
        if figure.claim.stance == "doubted" and figure.root is None and _number(figure) not in doubted:
            carried = [f for f in again if _number(f) == _number(figure) and _comparable(figure, f)]
            if carried:
                yield Retold(figure, carried[-1])


def _number(figure: Figure) -> tuple[str, float | None]:
    return number_of(figure.claim.quantity)


def _comparable(one: Figure, other: Figure) -> bool:
    """Numbers that tell by themselves are one figure wherever they stand; small ones only in like sentences."""
    measures = {one.claim.measure, other.claim.measure}
    return (len(measures) == 1 or "other" in measures) and (
        is_precise(one.claim.quantity) or alike(one, other) >= ALIKE
    )


def _in_one_place(one: Figure, other: Figure) -> bool:
    """Whether two different numbers stand at one place of one sentence: a number was changed."""
    return (
        one.claim.measure == other.claim.measure
        and one.claim.quantity.unit == other.claim.quantity.unit
        and (one.claim.counted or "").lower() == (other.claim.counted or "").lower()
        and alike(one, other) >= ALIKE
        and len(_WORD.findall(one.sentence)) > 5
        and (other.claim.part != "headline" or not interval(one.claim.quantity).meets(interval(other.claim.quantity)))
    )


def alike(one: Figure, other: Figure) -> float:
    """How much of the shorter sentence's words, numbers aside, stands in the other."""
    words, others = ({w.lower() for w in _WORD.findall(f.sentence)} for f in (one, other))
    return len(words & others) / max(1, min(len(words), len(others)))


def changes(earlier: Figure, later: Figure) -> list[str]:
    """What the later page changed of a figure besides its number, each in a few words; empty where nothing."""
    told = []
    was, now = earlier.claim, later.claim
    if _BOUNDS.get(was.quantity.bound, was.quantity.bound) != _BOUNDS.get(now.quantity.bound, now.quantity.bound):
        told.append(f"{_bound(was.quantity.bound)} there, {_bound(now.quantity.bound)} here")
    if was.stance != now.stance:
        told.append(f"{was.stance} there, {now.stance} here")
    if loses_speaker(earlier, later):
        told.append(f"given to {was.speaker} there, to nobody here")
    elif earlier.root and later.root and earlier.root.id != later.root.id:
        told.append(f"given to {was.speaker} there, to {now.speaker} here")
    return told


def loses_speaker(earlier: Figure, later: Figure) -> bool:
    """Whether a named speaker of the earlier page is gone: the later names none, nor goes on with one."""
    return earlier.named is not None and later.claim.speaker is None and not later.claim.attribution.carried_over


def _bound(bound: str) -> str:
    return bound.replace("_", " ") if bound != "exact" else "no bound"


def described(descent: Descent, view: View) -> str:
    """The pair in words: who reprints or follows whom, how much they share, how the direction was told."""
    earlier, later = page_name(view.articles[descent.earlier]), page_name(view.articles[descent.later])
    verb = "reprints" if descent.kind == "reprint" else "follows"
    order = f"direction by {descent.how}" if known_direction(descent) else "which came first is not known"
    return (
        f"{later} {verb} {earlier}: {descent.share:.0%} of the shorter text's five-word runs and"
        f" {descent.items} figures or quotations in one order stand in both; {order}"
    )


def known_direction(descent: Descent) -> bool:
    """Whether anything tells which of the two pages came first."""
    return descent.how != UNKNOWN_ORDER
