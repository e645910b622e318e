"""Scores extracted claims against gold, in the project's own few lines.

A pair is a gold and an extracted claim of one sentence (one holds the other, or most of its
words) with the same number or interval; of control claims, with the same act and place. `core`
asks for value, measure, speaker and stance besides. The shared scorer, where it is, is stricter in
the matching of names; its figures are the ones to publish.
"""

from __future__ import annotations

import re
from typing import Any

Claim = dict[str, Any]
_SMALL = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "in",
        "on",
        "at",
        "to",
        "for",
        "and",
        "its",
        "city",
        "town",
        "village",
        "province",
        "al",
        "el",
        "near",
    ]
)


def words(text: str | None) -> list[str]:
    """Lower-case words without the small ones."""
    return [w for w in re.findall(r"\w+", (text or "").lower()) if w not in _SMALL]


def alike(one: str | None, other: str | None) -> bool:
    """Both empty, one within the other, or half of the words shared."""
    a, b = set(words(one)), set(words(other))
    if not a or not b:
        return not a and not b
    return a <= b or b <= a or 2 * len(a & b) >= 0.5 * (len(a) + len(b))


def same_sentence(one: str, other: str) -> bool:
    """One holds the other and is not three times as long, or they share three words in five."""
    a, b = words(one), words(other)
    if not a or not b or max(len(a), len(b)) > 3 * min(len(a), len(b)) + 8:
        return False
    return len(set(a) & set(b)) >= 0.6 * min(len(set(a)), len(set(b)))


def _digits(number: str | None) -> str:
    return re.sub(r"[^\w.]", "", (number or "").lower())


def _near(a: float | None, b: float | None) -> bool:
    return a == b or (a is not None and b is not None and abs(a - b) < 0.011)


def _interval(gold: Claim, read: Claim) -> bool:
    return _near(gold["low"], read["low"]) and _near(gold["high"], read["high"])


def _found(gold: Claim, read: Claim) -> bool:
    if gold["kind"] != read["kind"] or not same_sentence(gold["sentence"], read["sentence"]):
        return False
    if gold["kind"] == "control":
        return bool(gold["act"] == read["act"]) and alike(gold["place"], read["place"])
    return _digits(gold["number"]) == _digits(read["number"]) or _interval(gold, read)


def _core(gold: Claim, read: Claim) -> bool:
    same = alike(gold.get("speaker"), read.get("speaker")) and gold["stance"] == read["stance"]
    if gold["kind"] == "control":
        return same and alike(gold.get("actor"), read.get("actor"))
    measures = {gold["measure"], *gold.get("measure_also", [])}
    return same and _interval(gold, read) and read["measure"] in measures


def _pairs(gold: list[Claim], read: list[Claim]) -> list[tuple[Claim, Claim]]:
    free = list(read)
    pairs = []
    for claim in gold:
        fits = [r for r in free if _found(claim, r)]
        if fits:
            best = max(fits, key=lambda r: (_core(claim, r), r.get("number") == claim.get("number")))
            free.remove(best)
            pairs.append((claim, best))
    return pairs


def f1(hits: int, gold: int, read: int) -> float:
    """The harmonic mean of precision and recall."""
    return 2 * hits / (gold + read) if gold + read else 0.0


def score(gold: dict[str, list[Claim]], read: dict[str, list[Claim]]) -> dict[str, float]:
    """`found` and `core` F1 for figures, `control_found` for control claims, over all articles."""
    hits = {"found": 0, "core": 0, "control_found": 0}
    sizes = {"figure": [0, 0], "control": [0, 0]}
    for doc_id, claims in gold.items():
        mine = read.get(doc_id, [])
        for kind in sizes:
            one, two = ([c for c in some if c["kind"] == kind] for some in (claims, mine))
            sizes[kind][0] += len(one)
            sizes[kind][1] += len(two)
            pairs = _pairs(one, two)
            hits["found" if kind == "figure" else "control_found"] += len(pairs)
            hits["core"] += sum(_core(g, r) for g, r in pairs) if kind == "figure" else 0
    return {
        name: f1(count, *sizes["control" if name.startswith("control") else "figure"]) for name, count in hits.items()
    }
