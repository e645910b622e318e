"""What one sentence leaves out and another of the article gives: places, times, parts, repeats."""

from __future__ import annotations

import itertools
import re

from purport.claims.controls import ControlDraft
from purport.claims.draft import Draft
from purport.claims.places import find_toponyms
from purport.claims.wholes import find_repeats, find_wholes
from purport.model import Article, Attribution

# The total of a war is no figure of the day that the article is about.
_WHOLE_WAR = re.compile(
    r"\b(?:war|conflict|uprising|crisis|epidemic|pandemic)\b(?:\s+\w+){0,3}?\s+(?:has|have|had)\b", re.IGNORECASE
)


def settle_figures(drafts: list[Draft], article: Article) -> None:
    """Fills the fields that need the whole article, in reading order."""
    find_wholes(drafts)
    _carry_speakers(drafts, article.text.characters)
    _carry_places(drafts)
    _carry_times(drafts)
    find_repeats(drafts)


def _carry_speakers(drafts: list[Draft], text: str) -> None:
    """A breakdown of a figure just attributed, and a quotation that goes on, keep its speaker."""
    for draft in drafts:
        whole = draft.part_of
        if draft.speaker is None and whole is not None and whole.speaker and whole.sentence is not draft.sentence:
            draft.speaker = whole.speaker
            draft.attribution = Attribution(whole.attribution.links, carried_over=True)
            draft.because["speaker"] = "carries on the breakdown of a figure just attributed"
    for before, draft in itertools.pairwise(drafts):
        if draft.speaker is None and before.speaker and _inside_quotation(text, draft.sentence.begin):
            draft.speaker = before.speaker
            draft.attribution = Attribution(before.attribution.links, carried_over=True)
            draft.because["speaker"] = "the quotation goes on"


def _inside_quotation(text: str, at: int) -> bool:
    paragraph = text.rfind("\n\n", 0, at) + 1
    before = text[paragraph:at]
    if "“" in before:
        return before.count("“") > before.count("”")
    return len(re.findall(r'"', before)) % 2 == 1


def _carry_places(drafts: list[Draft]) -> None:
    """Where the sentence names no place, that of the figure before it, else of the first that has one."""
    first = next((d.place for d in drafts if d.place), None)
    last: str | None = None
    for draft in drafts:
        whole = draft.part_of
        if draft.place is None and whole is not None and whole.place:
            draft.place, draft.because["place"] = whole.place, "place of the whole"
        if draft.place is None and draft.number.unit not in ("km", "mi"):
            draft.place = last or first
            if draft.place:
                draft.because["place"] = "place of the figure before" if last else "first place of the article"
        last = draft.place or last


def _carry_times(drafts: list[Draft]) -> None:
    """Time goes on within a paragraph's event; a headline has that of its lead."""
    for i, draft in enumerate(drafts):
        if draft.time is not None or _WHOLE_WAR.search(draft.sentence.text):
            continue
        giver = draft.part_of or _same_event(draft, drafts[:i]) or _lead(draft, drafts[i + 1 :])
        if giver is not None and giver.time is not None:
            draft.time, draft.start, draft.end = giver.time, giver.start, giver.end
            draft.because["time"] = f"as {giver.number.written}"


def _same_event(draft: Draft, before: list[Draft]) -> Draft | None:
    harm = ("killed", "injured", "casualties", "attacks", "evacuated", "destroyed")
    if draft.measure not in harm:
        return None
    return next((d for d in reversed(before[-4:]) if d.time and d.place == draft.place and d.measure in harm), None)


def _lead(draft: Draft, after: list[Draft]) -> Draft | None:
    if draft.sentence.begin > 200:
        return None
    return next((d for d in after[:3] if d.time and d.measure == draft.measure), None)


def settle_controls(drafts: list[ControlDraft], article: Article) -> None:
    """Names the places that are only pointed to ("the city"), and marks repeats."""
    text = article.text.characters
    for draft in drafts:
        if draft.pointer:
            named = [
                t
                for t in find_toponyms(text[max(0, draft.sentence.begin - 600) : draft.sentence.begin + draft.at])
                if t.rank >= 2
            ]
            if named:
                draft.place = named[-1].words
                draft.because["place"] = f"{named[-1].words!r} pointed to"
    drafts[:] = [d for d in drafts if not d.pointer or "place" in d.because]
    for i, draft in enumerate(drafts):
        draft.same_as = next(
            (d for d in drafts[:i] if d.act == draft.act and d.place == draft.place and d.same_as is None), None
        )
