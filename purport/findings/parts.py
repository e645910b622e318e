"""`parts-do-not-sum` and `part-exceeds-whole`: the parts of a figure against the figure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from purport.findings.intervals import Interval, added, interval, show
from purport.findings.subjects import counted_class
from purport.findings.view import Figure, View
from purport.model import Finding

# Words that say the parts are all of the whole.
_COMPLETE = re.compile(
    r"(?:comprising|made up of|consisting of|composed of|by (?:province|region|district|type)|namely|that is|of which|:)\s*$",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(r"\(\s*$")


def find(view: View) -> Iterator[Finding]:
    """Within one article: each whole with the parts that name it as theirs."""
    parts: dict[str, list[Figure]] = defaultdict(list)
    for figure in view.figures:
        if figure.claim.part_of in view.by_id:
            parts[figure.claim.part_of or ""].append(figure)
    for whole_id in sorted(parts):
        whole = view.by_id[whole_id]
        yield from _too_large(whole, parts[whole_id])
        yield from _sum(whole, [p for p in parts[whole_id] if p.sentence == whole.sentence])


def _too_large(whole: Figure, parts: list[Figure]) -> Iterator[Finding]:
    for part in parts:
        if part.claim.quantity.unit != whole.claim.quantity.unit or part.claim.measure != whole.claim.measure:
            continue
        if interval(whole.claim.quantity, rounded=True).below(interval(part.claim.quantity)):
            yield Finding(
                kind="part-exceeds-whole",
                severity="contradiction",
                claims=((whole.id, "whole"), (part.id, "part")),
                sentence=f"{part.words} is given as a part of {whole.words}, which is fewer. {_teller(whole)}",
                working=f"part {_shown(part)} > whole {_shown(whole)}. Assumes that the part is meant as a part of that whole.",
                rule="findings/parts.py: part-exceeds-whole",
            )


def _sum(whole: Figure, parts: list[Figure]) -> Iterator[Finding]:
    """Fires where disjoint parts come to more than the whole, or complete ones to another number."""
    bracketed = _by_place_in_brackets(parts)
    if len(parts) < 2 or not _comparable(whole, parts) or not (bracketed or _disjoint(parts)):
        return
    total = _total(parts)
    target = interval(whole.claim.quantity)
    complete = bracketed or bool(_COMPLETE.search(whole.sentence[: _at(parts[0])].rstrip(" (")))
    if target.below(total) or (complete and total.below(target)):
        yield _finding(whole, parts, complete)


def _comparable(whole: Figure, parts: list[Figure]) -> bool:
    """One unit and one measure; places of several kinds may make up a number of places."""
    same = {"places", "places_captured"}
    one = whole.claim
    return all(
        p.claim.quantity.unit == one.quantity.unit
        and (p.claim.measure == one.measure or {p.claim.measure, one.measure} <= same)
        for p in parts
    )


def _disjoint(parts: list[Figure]) -> bool:
    """No two parts can count one thing twice: other nouns of one rank (children, women), or places.

    A general noun beside a special one ("civilians", "children") is not disjoint from it.
    """
    kinds = [counted_class(p.claim.counted) for p in parts]
    if len(set(kinds)) < len(kinds):
        return False
    special = {"person:child", "person:woman", "person:man"}
    if all(k.startswith("person") for k in kinds):
        return set(kinds) <= special or set(kinds) <= {"person:civilian", "person:fighter"}
    return not any(k.startswith("person") for k in kinds) and kinds.count("place") <= 1


def _by_place_in_brackets(parts: list[Figure]) -> bool:
    """ "14 violations: Damascus (7), Hama (4), Latakia (2) and Daraa (1)": other places, and the list is complete."""
    places = {p.claim.place for p in parts}
    return len(places) == len(parts) and all(_IN_BRACKETS.search(p.before) for p in parts)


def _total(parts: list[Figure]) -> Interval:
    return added(interval(part.claim.quantity) for part in parts)


def _at(figure: Figure) -> int:
    return figure.claim.span.begin - figure.claim.sentence_span.begin


def _finding(whole: Figure, parts: list[Figure], complete: bool) -> Finding:
    total = sum(p.claim.quantity.low or 0 for p in parts)
    sum_ = " + ".join(show(p.claim.quantity.low) for p in parts)
    listed = ", ".join(p.words for p in parts)
    word = "says that these are all of it" if complete else "lists them as parts of it"
    return Finding(
        kind="parts-do-not-sum",
        severity="contradiction",
        claims=((whole.id, "whole"), *((p.id, "part") for p in parts)),
        sentence=f"{whole.words} is said to be {sum_}, which is {show(total)}. {_teller(whole)}",
        working=f"{sum_} = {show(total)}; the whole is given as {_shown(whole)}. The sentence {word}: {listed}."
        " Assumes that nothing is counted in two of the parts.",
        rule="findings/parts.py: parts-do-not-sum",
    )


def _teller(whole: Figure) -> str:
    return f"So says {whole.teller}."


def _shown(figure: Figure) -> str:
    q = figure.claim.quantity
    if q.low is not None and q.high is not None:
        return show(q.low) if q.low == q.high else f"{show(q.low)} to {show(q.high)}"
    return f"{show(q.low)} or more" if q.low is not None else f"{show(q.high)} or less"
