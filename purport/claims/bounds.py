"""The bound of a number from the hedge beside it: "at least 12" is 12 and up."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from purport.claims.draft import Draft
from purport.lexicon.tables import rows
from purport.model import Bound

_LIST_JOIN = re.compile(r"^[^.;:]*(?:,|\band\b|\balong with\b|,\s*and)\s*(?:another |a further )?$", re.IGNORECASE)
_BREAKS_LIST = re.compile(r"\b(?:including|among|of whom|of them|with|while|but|as)\b", re.IGNORECASE)


# "spread over 23 localities": where, not how many at least.
_NO_HEDGE = re.compile(r"\b(?:spread|scattered|stretch\w*|extend\w*|divided|held) over\s*$", re.IGNORECASE)
_CONVERTED = re.compile(r"^[\w\s.-]{0,24}\([$€£₹]?\)")  # "more than 837 million yuan ($100 million)"
_OF_THOSE = re.compile(r"^\s+of (?:whom|which|them|those|these)\b", re.IGNORECASE)  # a part of what the hedge covers


_FORMS = {
    "before": r"(?=^|\b|(?<=\s))(?:{})(?:\s+(?:a|the|an|total of|another|further))?\s*$",
    "after": r"^[\s-]*(?:{})(?!\w)",
}


def _rows(side: str) -> list[tuple[str, Bound]]:
    return [(r[0], r[1]) for r in rows("purport.claims", "hedges.tsv") if r[2] == side]  # type: ignore[misc]


@cache
def _hedges(side: str) -> tuple[tuple[re.Pattern[str], Bound, str], ...]:
    return tuple((re.compile(_FORMS[side].format(p), re.IGNORECASE), b, p) for p, b in _rows(side))


@cache
def _any_hedge(side: str) -> re.Pattern[str]:
    """All hedges of one side in one pattern, for lower-case text: most numbers have none."""
    return re.compile(_FORMS[side].format("|".join(f"(?:{p})" for p, _ in _rows(side))))


def read_bounds(drafts: list[Draft]) -> None:
    """Sets bound, low and high of the numbers of one sentence, in their order."""
    for draft in drafts:
        bound, why = _own(draft)
        _set(draft, bound, why)
    for one, two in pairwise(drafts):
        if "bound" not in two.because and one.bound in ("at_least", "more_than", "about"):
            between = one.sentence.text[one.number.after : two.number.begin]
            if _CONVERTED.match(between + two.after[:1]) or _shares_hedge(one, two, between):
                _set(two, one.bound, f"shares the hedge of {one.number.written}")


def _own(draft: Draft) -> tuple[Bound, str | None]:
    if draft.number.form == "range":
        return "range", "a range"
    before = draft.before[-60:].rstrip("($€£₹ ").removesuffix("Rs").removesuffix("US").rstrip() + " "
    for side, words in (("before", before), ("after", draft.after)):
        if _any_hedge(side).search(words.lower()) and not (side == "before" and _NO_HEDGE.search(words)):
            for pattern, bound, name in _hedges(side):
                if pattern.search(words):
                    return bound, f"hedge {name!r} {side}"
    return "exact", None


def _set(draft: Draft, bound: Bound, why: str | None) -> None:
    low, high = draft.number.low, draft.number.high
    if draft.number.form == "vague":
        bound = "at_least"
    elif bound in ("at_least", "more_than"):
        high = None
    elif bound in ("at_most", "less_than"):
        low = None
    draft.bound, draft.low, draft.high = bound, low, high
    if why:
        draft.because["bound"] = why


def _shares_hedge(one: Draft, two: Draft, between: str) -> bool:
    """A hedge covers a list that shares its verb: "at least 45 and 20 had been killed"."""
    if len(between) > 60 or _OF_THOSE.match(two.after) or not _LIST_JOIN.match(between) or _BREAKS_LIST.search(between):
        return False
    tokens = one.doc[one.token.i + 1 : two.token.i]
    return not any(t.tag_.startswith("VB") or t.lower_ in ("dead", "injured", "wounded") for t in tokens)
