"""Which measures a figure may have, and what speaks for each."""

from __future__ import annotations

from collections.abc import Iterator

from purport.claims.draft import Draft
from purport.claims.evidence.lines import near
from purport.claims.measures import event_path, event_role, events_in, kind_of, verdict
from purport.claims.nouns import noun_class
from purport.claims.parse import Token
from purport.claims.ranking import ARROW, Features
from purport.model import MEASURES

# What a noun of a class cannot have happen to it, whatever the features say.
_OF_PEOPLE = frozenset(
    [
        "killed",
        "injured",
        "casualties",
        "detained",
        "kidnapped",
        "missing",
        "surrendered",
        "displaced",
        "evacuated",
        "returned",
        "opinion",
    ]
)
_OF_THINGS = frozenset(
    ["places", "places_captured", "territory", "destroyed", "restored", "seized", "money", "distance"]
)
_NEVER = {
    "person": _OF_THINGS,
    "thing": _OF_PEOPLE | {"places", "places_captured", "territory", "distance"},
    "place": _OF_PEOPLE | {"money", "distance", "seized"},
    "land": _OF_PEOPLE - {"opinion"},
}


Path = list[tuple[Token, str]]  # event words by way of the parse, with how the quantity stands to each
_TELLING = frozenset(["NOUN", "VERB", "ADJ", "ADP"])


def measure_options(draft: Draft) -> list[tuple[str, Features]]:
    """The measures that a figure may have, in the order of MEASURES: (measure, features).

    Some features say what speaks for any measure alike ("rule by path"; "right 3": the nearest
    event word behind says so), others are of one measure alone ("noun hospitals → attacks").
    """
    facts, spoken = measure_evidence(draft)
    return [
        (m, (*(f"{fact}{ARROW}{m}" for fact in facts), *(fact for fact, said in spoken if said == m)))
        for m in possible_measures(draft)
    ]


def possible_measures(draft: Draft) -> list[str]:
    """The measures that the class of the noun does not bar, in the order of MEASURES."""
    barred = _NEVER.get(kind_of(draft) or "", frozenset())
    return [m for m in MEASURES if m not in barred or m == draft.measure]


def measure_evidence(draft: Draft) -> tuple[list[str], list[tuple[str, str]]]:
    """What is known of a figure whatever its measure, and what speaks for one measure: (feature, measure)."""
    path = list(event_path(draft))
    return list(_measure_facts(draft, path)), list(_measures_spoken(draft, path))


def _measures_spoken(draft: Draft, path: Path) -> Iterator[tuple[str, str]]:
    """Which measure each piece of evidence speaks for."""
    why = draft.because.get("measure", "")
    how = next(
        (
            word
            for word in ("both", "unit", "noun", "nearest", "object", "subject", "itself", "part of", "as ")
            if why.startswith(word)
        ),
        "default",
    )
    yield f"rule by {how}", draft.measure
    kind = kind_of(draft)
    for place, (token, relation) in enumerate(path[:2]):
        measure = verdict(token, relation, kind)
        if measure:
            yield f"path{place} {relation} {event_role(token)}", measure
    for side, token, distance in _neighbours(draft):
        measure = verdict(token, "object", kind)
        if measure:
            yield f"{side} {distance}", measure
            yield f"{side} {distance} {token.tag_}", measure
    if kind in MEASURES:
        yield "noun's own", str(kind)


def _measure_facts(draft: Draft, path: Path) -> Iterator[str]:
    yield "any"
    noun = draft.noun.lower_ if draft.noun is not None else "-"
    kind = noun_class(noun) or "unlisted"
    yield f"noun {noun}"
    yield f"class {kind}"
    yield f"unit {draft.number.unit}"
    yield f"rule {draft.measure}"
    if path:
        yield f"path {path[0][0].lower_}"
    else:
        yield f"no event above {kind}"
    verb = next((a for a in draft.anchor.ancestors if a.pos_ in ("VERB", "AUX")), None)
    if verb is not None:
        yield f"verb {verb.lower_}"
        yield f"verb {verb.lower_} class {kind}"
        for child in verb.children:
            if (
                child.dep_ in ("nsubj", "nsubjpass", "dobj", "attr", "acomp", "oprd", "prep", "prt")
                and child.i != draft.anchor.i
            ):
                yield f"verb's {child.dep_} {child.lower_}"
    for token in draft.doc[max(0, draft.token.i - 5) : draft.anchor.i + 6]:
        if token.pos_ in _TELLING and token.i not in (draft.token.i, draft.anchor.i):
            yield f"near {token.lower_}"
    for child in draft.anchor.children:
        if child.i != draft.token.i and child.dep_ in ("amod", "compound", "prep", "acl", "relcl"):
            yield f"noun's {child.dep_} {child.lower_}"


def _neighbours(draft: Draft) -> Iterator[tuple[str, Token, str]]:
    """The nearest event word on each side of the number."""
    strong = [token for token, event in events_in(draft.doc) if event.role != "weak"]
    left = [token for token in strong if token.i < draft.token.i]
    right = [token for token in strong if token.i > draft.anchor.i]
    if left:
        yield "left", left[-1], near(draft.token.i - 1 - left[-1].i)
    if right:
        yield "right", right[0], near(right[0].i - draft.anchor.i - 1)
