"""Parts and repeats: "at least 68 children among them" is part of the 126 before it."""

from __future__ import annotations

import re

from purport.claims.draft import Draft

_PART_LEAD = re.compile(
    r"(?:\b(?:including|includes?|included|among (?:them|those(?: killed)?|the dead|the victims|the casualties|whom)(?: were| are| was)?|of whom|of which|of them|of these|of those|comprising|counting)\s*[,:]?\s*(?:at least |about |some |nearly |up to |around |the |more than )*)$",
    re.IGNORECASE,
)
_LIST_ON = re.compile(
    r"^[^.;:]{0,60}(?:,|\band\b|\bwith\b)\s*(?:another |at least |about |some |up to )*$", re.IGNORECASE
)
_PART_TAIL = re.compile(
    r"^[^.;,]{0,45}?,?\s*(?:(?:were |are |was |is )?among (?:them|those|the (?:dead|victims|total|killed|casualties|people))|of (?:them|those|whom|the (?:dead|victims))\b)",
    re.IGNORECASE,
)
_OF_N = re.compile(r"^\s*(?:\w+\s){0,2}?(?:of|among)\s+(?:the\s+)?(?:\w+\s)?$", re.IGNORECASE)
_OPENS_PART = re.compile(
    r"^(?:the (?:dead|victims|casualties|toll|fatalities)|they|those killed|among (?:them|those|the (?:dead|victims)))\s*(?:also )?(?:include[sd]?|were|are|comprise[sd]?|killed)?\b",
    re.IGNORECASE,
)
_SIMILAR = ("killed", "injured", "casualties")


def find_wholes(drafts: list[Draft]) -> None:
    """Sets `part_of` for the drafts of one article, in reading order."""
    for i, draft in enumerate(drafts):
        whole, why = _whole(draft, drafts[:i], drafts[i + 1 : i + 3])
        if whole is not None:
            draft.part_of, draft.because["part_of"] = whole, why
            _adopt_measure(draft, whole)


def _adopt_measure(part: Draft, whole: Draft) -> None:
    """Places listed as parts of places taken are taken too; the list leaves the verb out."""
    listed = part.sentence is whole.sentence and part.number.begin > whole.number.begin
    if (
        listed
        and whole.measure in ("places_captured", "places", "destroyed", "restored", "seized")
        and part.number.unit == whole.number.unit
    ):
        part.measure, part.because["measure"] = whole.measure, f"part of {whole.number.written} {whole.counted}"
    if whole.measure in _SIMILAR and part.measure in ("other", "present", "involved") and part.event is None:
        part.measure, part.because["measure"] = whole.measure, f"part of {whole.number.written} {whole.counted}"


def _whole(draft: Draft, before: list[Draft], after: list[Draft]) -> tuple[Draft | None, str]:
    here = [d for d in before if d.sentence is draft.sentence]
    if _PART_LEAD.search(draft.before):
        alone = [
            d for d in here if d.part_of is None and d.measure == draft.measure and d.number.unit == draft.number.unit
        ]
        return _nearest(draft, here or before[-6:]) or (alone[0] if len(alone) == 1 else None), "introduced as a part"
    if here and here[-1].part_of is not None and _continues(here[-1], draft):
        return here[-1].part_of, "list of parts goes on"
    if _PART_TAIL.match(draft.after) and not _OF_N.match(draft.after):
        return _nearest(draft, here or before[-6:]), "among them"
    nxt = after[0] if after and after[0].sentence is draft.sentence else None
    if (
        nxt is not None
        and _OF_N.match(draft.sentence.text[draft.number.after : nxt.number.begin])
        and _can_hold(nxt, draft)
    ):
        return nxt, "part of the number behind"
    if not here and before and _OPENS_PART.match(draft.sentence.text) and before[-1].measure in _SIMILAR:
        return _nearest(draft, before[-6:]), "the sentence opens with the parts"
    return None, ""


def _continues(one: Draft, two: Draft) -> bool:
    between = one.sentence.text[one.number.after : two.number.begin]
    verbs = any(t.tag_ in ("VBD", "VBG", "VBP", "VBZ") for t in one.doc[one.token.i + 1 : two.token.i])
    harm = one.measure in _SIMILAR or two.measure in _SIMILAR
    same = one.measure == two.measure if harm else one.number.unit == two.number.unit
    return bool(_LIST_ON.match(between)) and not verbs and same


def _nearest(draft: Draft, before: list[Draft]) -> Draft | None:
    for candidate in reversed(before):
        if candidate.part_of is None and _can_hold(candidate, draft):
            return candidate
    return None


def _can_hold(whole: Draft, part: Draft) -> bool:
    """A whole is a count of at least the part's size, of the same measure or of both together."""
    size, piece = whole.high or whole.low, part.low or part.high
    if size is None or piece is None or whole.number.unit != part.number.unit:
        return part.number.unit == "percent" and whole.number.unit == "count"
    same = whole.measure == part.measure or "casualties" in (whole.measure, part.measure)
    # "Among them were 68 children": no word of its own says what happened to them.
    same = same or (
        part.measure in ("other", "present", "involved") and part.event is None and whole.measure in _SIMILAR
    )
    # A list of parts leaves the verb out, so that only deaths and wounds are told apart by it.
    same = same or (not {whole.measure, part.measure} & set(_SIMILAR) and whole.sentence is part.sentence)
    return same and (whole.high is None or size >= piece)


def find_repeats(drafts: list[Draft]) -> None:
    """Sets `same_as`: the first draft of the article that states the same figure of the same."""
    firsts: dict[tuple[object, ...], list[Draft]] = {}
    for draft in drafts:
        same = firsts.setdefault((draft.measure, draft.number.unit, draft.low or draft.high), [])
        for first in same[:20]:
            if _repeats(first, draft):
                draft.same_as, draft.because["same_as"] = first, f"repeats {first.number.written}"
                break
        else:
            same.append(draft)


def _repeats(first: Draft, later: Draft) -> bool:
    if first.measure != later.measure or first.number.unit != later.number.unit:
        return False
    if (first.low or first.high) != (later.low or later.high):
        return False
    if first.sentence is later.sentence and first.number.begin != later.number.begin:
        return False
    one, two = _head(first), _head(later)
    small = (first.low or first.high or 0) < 5
    if small and (one != two or (first.place and later.place and first.place != later.place)):
        return False
    general = {"people", "persons", "others", "", "civilians", "dead", "killed"}
    return (
        one == two
        or (one in general and two in general)
        or ((first.low or 0) >= 20 and (one in general or two in general))
    )


def _head(draft: Draft) -> str:
    words = re.findall(r"[\w-]+", (draft.counted or "").lower().split(" of ")[0])
    return words[-1] if words else ""
