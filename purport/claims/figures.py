"""Reads the figure claims of one parsed sentence."""

from __future__ import annotations

import itertools
import re
from functools import lru_cache

from purport.claims.actors import actor_of
from purport.claims.admit import refuse
from purport.claims.bounds import read_bounds
from purport.claims.counted import find_noun, read_counted
from purport.claims.draft import Draft, token_at
from purport.claims.evidence.lines import HARM
from purport.claims.evidence.measure import measure_evidence, possible_measures
from purport.claims.measures import read_measure
from purport.claims.nouns import noun_class
from purport.claims.numbers import Number, find_numbers
from purport.claims.parse import Doc
from purport.claims.ranking import ARROW, best_label, deciding
from purport.claims.sentences import Sentence
from purport.claims.stances import read_stance, share_stance

_ARTICLE = re.compile(r"\b(an?|another)\s", re.IGNORECASE)
_NOT_ONE = frozenset(
    ["monitor", "family", "militia", "staff", "workforce", "population", "populace", "crew", "personnel", "force"]
)
_HARMS = (
    "kill", "dead", "die", "wound", "injur", "arrest", "detain", "kidnap", "abduct", "execut", "behead", "martyr",
    "shot", "missing", "including", "hurt",
)  # fmt: skip
_SAY_TAIL = re.compile(r"^\s+(?:\w+\s){0,5}?(?:said|says|told|added)\b")


@lru_cache(maxsize=512)
def admitted(sentence: str) -> tuple[Number, ...]:
    """The numbers of a sentence that no rule of admit.py refuses."""
    return tuple(number for number in find_numbers(sentence) if refuse(number, sentence) is None)


def may_hold_person(sentence: str) -> bool:
    """Whether "a" or "an" before a person may count one harmed ("a child was killed")."""
    lowered = sentence.lower()
    return any(harm in lowered for harm in _HARMS) and bool(_ARTICLE.search(sentence))


def read_figures(sentence: Sentence, doc: Doc) -> list[Draft]:
    """The drafts of one sentence with every field that the sentence itself can give."""
    drafts = [d for number in admitted(sentence.text) if (d := _draft(sentence, doc, number)) is not None]
    drafts = sorted([*drafts, *_persons(sentence, doc, drafts)], key=lambda d: d.number.begin)
    read_bounds(drafts)
    kept: list[Draft] = []
    for draft in drafts:
        find_noun(draft)
        read_counted(draft, kept)
        read_measure(draft)
        if _is_claim(draft):
            kept.append(draft)
    _carry_measure(kept)
    for draft in kept:
        _weigh_measure(draft)
        _read_circumstances(draft)
    share_stance(kept)
    return kept


def _draft(sentence: Sentence, doc: Doc, number: Number) -> Draft | None:
    token = token_at(doc, number.begin, number.until)
    return Draft(sentence, doc, number, token) if token is not None else None


def _persons(sentence: Sentence, doc: Doc, drafts: list[Draft]) -> list[Draft]:
    """ "A" and "an" before persons harmed or held; "A man, woman and child died" is three."""
    if not may_hold_person(sentence.text):
        return []
    found: list[Draft] = []
    for match in _ARTICLE.finditer(sentence.text):
        token = token_at(doc, match.start(1), match.end(1))
        if token is None or token.dep_ != "det" or not _is_person(token.head.text):
            continue
        if any(d.number.begin <= match.end() <= d.number.until for d in drafts):
            continue  # "another 20 people" is twenty
        written = match.group(1)
        number = Number(match.start(1), match.end(1), match.end(1), written, 1.0, 1.0, "article")
        found.append(Draft(sentence, doc, number, token))
    return found


def _is_person(word: str) -> bool:
    return noun_class(word) == "person" and word.islower() and word not in _NOT_ONE


def _is_claim(draft: Draft) -> bool:
    if draft.number.form == "article":
        return _is_harmed(draft)
    if draft.number.written.lower() == "one" and draft.number.unit == "count":
        if draft.noun is None:
            return draft.event is not None and draft.measure in HARM
        if draft.noun.lower_ in (
            "side",
            "way",
            "part",
            "family",
            "report",
            "location",
            "hand",
            "area",
            "front",
            "point",
            "case",
            "occasion",
        ):
            return False
    small = draft.number.form == "words" and (draft.high or 0) < 6
    if small and re.search(r"\baccording to $", draft.before, re.IGNORECASE):
        return False  # "according to two officials"
    source = small and _SAY_TAIL.match(draft.after) and draft.measure not in HARM
    return not source


# "Six civilians, including two women and a child": whoever is named among those harmed.
_INCLUDED = re.compile(r"\bincluding (?:[\w-]+ ){0,6}$")


def _is_harmed(draft: Draft) -> bool:
    """Only whoever is harmed or held counts as one, and not a person brought in as a source."""
    event, noun = draft.event, draft.noun
    if event is None or noun is None or draft.measure not in HARM:
        return False
    if _INCLUDED.search(draft.before):
        return True
    if "nearest" in draft.because.get("measure", ""):
        return False
    if _SAY_TAIL.match(draft.after) and event.i > noun.i + 6:
        return False
    if noun.dep_ in ("appos", "attr", "compound", "nmod"):
        return noun.dep_ == "appos" and bool(re.search(r"\b(?:including|them|women and|children and)\b", draft.before))
    near = abs(event.i - noun.i) <= 14
    return (
        near
        and noun.dep_ in ("nsubj", "nsubjpass", "dobj", "conj", "pobj", "ROOT", "oprd", "dep", "npadvmod")
        and _not_tool(draft)
    )


def _not_tool(draft: Draft) -> bool:
    """ "killed by a man", "with a soldier": whoever stands behind "by" is not the harmed one."""
    noun = draft.noun
    if noun is None or noun.dep_ != "pobj":
        return True
    preposition = noun.head.lower_
    return preposition in ("including", "of", "among", "with", "to")


def _carry_measure(drafts: list[Draft]) -> None:
    """A number without its own event word goes on with its neighbour's: "killing six and 12 …"."""
    for one, two in itertools.pairwise(drafts):
        weak = two.measure == "other" and two.noun is not None and noun_class(two.noun.text) == "person"
        if weak and one.measure in HARM and two.token.i - one.token.i < 12:
            two.measure, two.event = one.measure, one.event
            two.because["measure"] = f"as {one.number.written} before it"


def _read_circumstances(draft: Draft) -> None:
    draft.stance, why = read_stance(draft.sentence.text, draft.token, draft.event)
    if why:
        draft.because["stance"] = why
    draft.actor, why = actor_of(draft.event, draft.anchor, draft.sentence.text)
    if draft.actor and why:
        draft.because["actor"] = why


def _weigh_measure(draft: Draft) -> None:
    """The rule's verdict is one feature among others; the table has the last word."""
    facts, spoken = measure_evidence(draft)
    measure = best_label("measure", facts, spoken, possible_measures(draft))
    if measure != draft.measure:
        features = (*(f"{fact}{ARROW}{measure}" for fact in facts), *(f for f, said in spoken if said == measure))
        draft.measure, draft.because["measure"] = measure, f"weighed: {deciding('measure', features)}"
