"""What a number counts where no noun stands behind it: the words of its sentence or of the article that say so."""

from __future__ import annotations

import re

from purport.claims.draft import Draft
from purport.claims.nouns import noun_class
from purport.claims.parse import Doc, Token, text_of

_HEDGE = (
    r"(?:at least |about |some |nearly |almost |around |more than |over |up to |just |only |an estimated |between )*"
)
_NO_NOUN = "no noun: people"
_STATES = r"(?:killed|dead|wounded|injured|missing|hurt)"
_TOLL = re.compile(
    rf"\b((?:(?:death|casualty|overall|final|total) )?toll)\b(?!.*\b(?:died|{_STATES})\b)[^.;]{{0,45}}$", re.IGNORECASE
)
_STATE_BEHIND = re.compile(rf"^\s*{_STATES}\b", re.IGNORECASE)
_HARM_BEFORE = re.compile(rf"\b(?:kill|wound|injur|arrest|detain|hurt)\w* {_HEDGE}$", re.IGNORECASE)
# "a population of 700,000", "gusts of 285 kph", but not "a total of 12".
_MEASURED = re.compile(rf"\b([a-z]+) of {_HEDGE}$")
_GATHERED = re.compile(
    rf"\b(population|turnout|crowd)\b[^.;,]{{0,40}}\b(?:was|is|were|reached|stood at|grew to|rose to) {_HEDGE}$",
    re.IGNORECASE,
)
_NO_MEASURE = frozenset(
    ["total", "number", "rate", "average", "sum", "majority", "maximum", "minimum", "group", "series", "string", "out",
     "because", "instead", "age", "ahead", "most", "all", "one", "some", "any", "each", "figure", "estimate", "toll",
     "deaths", "killing", "evening", "morning", "night", "afternoon", "day", "week", "month", "year", "loss", "arrest", "team", "crew", "family", "list", "record", "target", "cost", "price"]
)  # fmt: skip
_SAID_TO_BE = re.compile(
    rf"^\s*(?:of|among) (?:the |those )(?:{_STATES}|victims|casualties)? ?(?:had been identified [\w\s]{{0,30}}?as|are|were|was|is)"
    rf" (?:all |mostly |also |either )?(?!{_STATES}|in\b|at\b|from\b|to\b|being\b|also\b)",
    re.IGNORECASE,
)
_BARE_SHARE = re.compile(r"^\s+(?:the|its|their|all)\s+(?=\w)")


def count_without_noun(draft: Draft, noun: Token | None, earlier: list[Draft]) -> None:
    """Sets `counted` where the noun is left out ("killing 13 people and wounding 25 others", "20 dead")."""
    if noun is not None and noun.lower_ == "others":
        draft.counted, draft.because["counted"] = "others", "as written"
        return
    found = said_to_be(draft) or _measured(draft) or _share_of(draft)
    if found is not None:
        draft.counted, draft.because["counted"] = found, "the words that say it of the number"
    elif draft.number.unit == "count":
        _as_before(draft, noun, [d for d in earlier if d.sentence is draft.sentence and d.counted])


def _as_before(draft: Draft, noun: Token | None, same: list[Draft]) -> None:
    counts = [d for d in same if d.number.unit == "count"]
    people = [d for d in counts if d.noun is not None and noun_class(d.noun.text) == "person"]
    harmed = noun is not None or _STATE_BEHIND.match(draft.after) or _HARM_BEFORE.search(draft.before)
    noun_of = people[-1] if people else counts[-1] if counts and not harmed and counts[-1].noun is not None else None
    if noun_of is not None:
        draft.counted, draft.because["counted"] = noun_of.counted, f"as {noun_of.number.written} before it"
    else:
        draft.counted, draft.because["counted"] = "people", _NO_NOUN


def said_to_be(draft: Draft) -> str | None:
    """ "Two of the victims were minors": what the counted ones are said to be."""
    match = _SAID_TO_BE.match(draft.after)
    return _first_nouns(draft.doc, draft.number.after + match.end()) if match else None


def _measured(draft: Draft) -> str | None:
    """ "a population of 700,000", "the crowd was 2,000 strong": the noun before the number."""
    gathered = _GATHERED.search(draft.before)
    if gathered:
        return gathered.group(1)
    match = _MEASURED.search(draft.before)
    if match is None or match.group(1) in _NO_MEASURE or draft.number.unit == "percent":
        return None
    begin = draft.number.begin - len(draft.before) + match.start(1)
    span = draft.doc.char_span(begin, begin + len(match.group(1)))
    return match.group(1) if span is not None and span[-1].tag_ in ("NN", "NNS") else None


def _share_of(draft: Draft) -> str | None:
    """ "half the country's population": what a share without "of" is a share of."""
    share = draft.number.unit == "percent" and draft.number.form == "words" and _BARE_SHARE.match(draft.after)
    return _first_nouns(draft.doc, draft.number.after + share.end()) if share else None


def _first_nouns(doc: Doc, begin: int) -> str | None:
    """The first run of adjectives and nouns from a place on: "foreign volunteers"."""
    tokens = [t for t in doc if t.idx >= begin][:8]
    run, head = [], 0
    for token in tokens:
        if token.pos_ not in ("ADJ", "NOUN", "PROPN") and token.tag_ not in ("HYPH", "POS", "CD"):
            break
        run.append(token)
        head = len(run) if token.pos_ in ("NOUN", "PROPN") else head
    return text_of(doc)[run[0].idx : run[head - 1].idx + len(run[head - 1])] if head else None


def name_the_uncounted(drafts: list[Draft]) -> None:
    """Where a noun is left out, the article has it: "the death toll rose to 47"; "18 dead", then "18 civilians"."""
    for draft in drafts:
        if draft.because.get("counted") != _NO_NOUN:
            continue
        toll = _TOLL.search(draft.before)
        if toll and not _STATE_BEHIND.match(draft.after):
            draft.counted, draft.because["counted"] = toll.group(1), "the toll that the number is of"
            continue
        twin = next((other for other in drafts if _same_people(draft, other)), None)
        if twin is not None:
            draft.counted, draft.because["counted"] = twin.counted, "the same figure has the noun elsewhere"


def _same_people(one: Draft, two: Draft) -> bool:
    same = (one.low, one.high, one.measure) == (two.low, two.high, two.measure) and (one.low or 0) > 2
    return same and two.noun is not None and noun_class(two.noun.text) == "person"
