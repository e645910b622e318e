"""What one sentence leaves open and the article answers: parts, speakers, places, periods, repeats."""

from __future__ import annotations

from functools import cache

from purport.claims.basis import read_basis
from purport.claims.decisions import Option, decide, drafts_of
from purport.claims.draft import Draft
from purport.claims.evidence.lines import Line
from purport.claims.evidence.period import at_cue
from purport.claims.evidence.place import map_of
from purport.claims.periods import NAMED_PERIOD, When
from purport.claims.predicated import list_by_place
from purport.claims.ranking import deciding
from purport.claims.roads import attribute
from purport.claims.uncounted import name_the_uncounted
from purport.claims.wholes import find_repeats, find_wholes

_LIST_LENGTH = 15  # sentences


def settle_figures(lines: list[Line]) -> list[Draft]:
    """Fills the fields that need the whole article; the drafts in reading order."""
    placed = drafts_of(lines)
    drafts = [draft for draft, _ in placed]
    find_wholes(drafts)
    for name, settle in (("speaker", _settle_speaker), ("place", _settle_place), ("period", _settle_period)):
        for (draft, at), option in zip(placed, decide(name, lines), strict=True):
            settle(draft, lines, at, option)
    _of_this_clause(placed, lines)
    _of_campaign(placed, lines)
    _lead_in(placed, lines)
    list_by_place(drafts)
    name_the_uncounted(drafts)
    for draft in drafts:
        _share_period(draft)
        read_basis(draft)
    find_repeats(drafts)
    return drafts


def _of_this_clause(placed: list[tuple[Draft, int]], lines: list[Line]) -> None:
    """ "two towns in Hama signed; settlements have grown to 1,436": a running total is of no place or time before ";"."""
    country = cache(lambda: map_of(lines).country)  # few articles have such a clause
    for draft, at in placed:
        clause = draft.sentence.text.rfind(";", 0, draft.number.begin) + 1
        if not clause or draft.noun is None or draft.noun.idx < clause or draft.noun.idx > draft.number.begin:
            continue
        here = {t.words for t in lines[at].toponyms if t.begin >= clause}
        if draft.place in {t.words for t in lines[at].toponyms} - here:
            draft.place, draft.because["place"] = (
                country(),
                "the article's country: the place named is another clause's",
            )
        if any(w.words == draft.time and w.until <= clause for w in lines[at].times):
            draft.time = draft.start = draft.end = None


def _of_campaign(placed: list[tuple[Draft, int]], lines: list[Line]) -> None:
    """A figure without a time is of the one phase or campaign that its sentence names: "freed in the second phase"."""
    for draft, at in placed:
        named = [w for w in lines[at].times if NAMED_PERIOD.search(w.words)]
        if draft.time is None and len(named) == 1 and draft.measure not in ("present", "distance"):
            draft.time, draft.start, draft.end = named[0].words, named[0].start, named[0].end
            draft.because["time"] = f"{named[0].words!r}, the one phase or campaign of the sentence"


def _lead_in(placed: list[tuple[Draft, int]], lines: list[Line]) -> None:
    """ "In Phase II, the operation has brought:": the time holds for the list below it."""
    for draft, at in placed:
        if draft.time is not None:
            continue
        for number in range(at - 1, max(-1, at - _LIST_LENGTH), -1):
            if not lines[number].sentence.text.rstrip().endswith(":"):
                continue
            when = next((w for w in lines[number].times if not at_cue(w, lines[number])), None)
            if when is not None:
                draft.time, draft.start, draft.end = when.words, when.start, when.end
                draft.because["time"] = f"{when.words!r}, of the line that opens the list"
            break


def _share_period(part: Draft) -> None:
    """A part and its whole in one sentence are of one event: where one has no period, the other's holds."""
    whole = part.part_of
    if whole is None or whole.sentence is not part.sentence:
        return
    for one, other in ((part, whole), (whole, part)):
        if one.time is None and other.time is not None:
            one.time, one.start, one.end = other.time, other.start, other.end
            one.because["time"] = f"that of {other.number.written} in the sentence"


def _settle_speaker(draft: Draft, lines: list[Line], at: int, option: Option) -> None:
    chosen, features = option
    draft.speaker, draft.attribution, why = attribute(chosen, lines, at)
    if why:
        draft.because["speaker"] = f"{why}; weighed: {deciding('speaker', features)}"


def _settle_place(draft: Draft, lines: list[Line], at: int, option: Option) -> None:
    draft.place, features = option
    if draft.place:
        draft.because["place"] = f"weighed: {deciding('place', features)}"


def _settle_period(draft: Draft, lines: list[Line], at: int, option: Option) -> None:
    when, features = option
    if isinstance(when, When):
        draft.time, draft.start, draft.end = when.words, when.start, when.end
        draft.because["time"] = f"{when.words!r}, weighed: {deciding('period', features)}"
