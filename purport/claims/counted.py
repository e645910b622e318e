"""What a number counts: its noun, and the words that say it."""

from __future__ import annotations

import re

from purport.claims.draft import Draft
from purport.claims.nouns import noun_class
from purport.claims.parse import Token
from purport.claims.predicated import predicated_noun

_NUMBER_DEPS = ("nummod", "quantmod", "compound", "amod", "npadvmod", "advmod", "nmod", "det", "poss")
_PARTITIVE = frozenset(
    [
        "members",
        "member",
        "units",
        "number",
        "pieces",
        "groups",
        "group",
        "share",
        "part",
        "parts",
        "rest",
        "total",
        "kind",
        "kinds",
        "types",
        "tons",
        "tonnes",
        "pairs",
        "means",
        "forms",
        "supporters",
        "residents",
        "victims",
        "crew",
        "employees",
        "bodies",
        "lives",
        "cases",
        "militants",
        "fighters",
        "soldiers",
        "population",
        "percent",
        "%",
        "people",
        "square",
    ]
)
_PRONOUN = frozenset(["them", "those", "these", "whom", "which", "who", "others", "it", "all"])
_STATE = frozenset(["killed", "dead", "wounded", "injured", "missing", "others", "hurt"])
_DISTANCE = re.compile(
    r"\s*(?:\([^)]*\)\s*)?((?:away |north|south|east|west|from|off|outside|to the|deep|inside|into)[^.,;)]{0,70})",
    re.IGNORECASE,
)


def find_noun(draft: Draft) -> None:
    """Sets `noun`: the head that the number modifies, or what follows "of" behind it."""
    token = draft.token
    stop = draft.number.after
    head = token
    while head.dep_ in _NUMBER_DEPS and head.head.i != head.i and _may_climb(head, draft):
        head = head.head
    if head.idx >= stop and head.pos_ in ("NOUN", "PROPN", "ADJ", "PRON", "VERB"):
        draft.noun = head
        return
    draft.noun = _of_object(draft) or _next_noun(draft) or predicated_noun(draft)


def _may_climb(head: Token, draft: Draft) -> bool:
    """Only up to a noun right of the number and near it: the parser joins far words too."""
    up = head.head
    if up.i < draft.token.i:
        return False
    between = up.doc[draft.token.i + 1 : up.i]
    return (
        up.pos_ in ("NOUN", "PROPN", "NUM", "ADJ", "PRON", "SYM")
        and len(between) < 7
        and not any(
            t.tag_ in ("VBD", "VBZ", "VBP", "MD", ",", "IN", ":", "``", "''") and t.lower_ != "of" for t in between
        )
    )


def _of_object(draft: Draft) -> Token | None:
    following = draft.doc.char_span(draft.number.after, len(draft.sentence.text), alignment_mode="contract")
    if following is None or not len(following) or following[0].lower_ != "of":
        return None
    for child in following[0].children:
        if child.dep_ == "pobj":
            return child
    return next((t for t in following[1:8] if t.pos_ in ("NOUN", "PROPN", "PRON")), None)


def _next_noun(draft: Draft) -> Token | None:
    """The noun that ends the run of nouns and adjectives right behind the number."""
    last = None
    for token in draft.doc:
        if token.idx < draft.number.after:
            continue
        if token.pos_ in ("NOUN", "PROPN"):
            last = token
        elif (
            token.pos_ not in ("ADJ", "ADV")
            and token.text not in ("-", '"', "“", "‘", "’")
            and token.tag_ not in ("VBN", "VBG", "JJ", "POS")
        ):
            break
        elif token.lower_ in _STATE and last is None:
            return None
    return last


def read_counted(draft: Draft, earlier: list[Draft]) -> None:
    """Sets `counted` from the words behind the number, else from the figure before it."""
    if draft.number.unit in ("km", "mi", "m", "ft") and _distance(draft):
        return
    noun = draft.noun
    if noun is None or noun.lower_ in _PRONOUN or noun.lower_ in _STATE:
        _from_before(draft, earlier)
        return
    draft.counted = _phrase(draft, noun)
    draft.because["counted"] = f"noun {noun.text!r} of the number"


def _distance(draft: Draft) -> bool:
    found = _DISTANCE.match(draft.after)
    if found:
        draft.counted = found.group(1).strip()
        draft.because["counted"] = "words behind the distance"
    return found is not None


def _phrase(draft: Draft, noun: Token) -> str:
    text = draft.sentence.text
    if noun.idx < draft.number.begin:
        return text[_left_edge(noun) : noun.idx + len(noun)]
    begin = max(draft.number.after, noun.left_edge.idx) if noun.idx > draft.number.after else noun.left_edge.idx
    following = text[draft.number.after : noun.idx]
    told_of = re.match(r"\s*(?:is|was) the number of ", following)
    if told_of:
        begin = draft.number.after + told_of.end()
    elif following.strip().startswith("of "):
        begin = draft.number.after + len(following) - len(following.lstrip()) + 3
    elif len(following) < 60 and "," not in following:
        begin = draft.number.after
    until = noun.idx + len(noun)
    until = max(until, _complement_end(noun))
    words = text[begin:until].strip(" -\"“”'‘’")
    return re.sub(r"^(?:of|more|the|other of)\s+(?=\w)", "", words)


def _left_edge(noun: Token) -> int:
    """Where the words before a noun begin that say what kind it is: "populated localities"."""
    first = noun
    while first.i and (first.nbor(-1).pos_ in ("ADJ", "NOUN", "PROPN") or first.nbor(-1).tag_ in ("VBN", "HYPH")):
        first = first.nbor(-1)
    return int(first.idx)


def _complement_end(noun: Token) -> int:
    """ "members of the YPG and asayesh": the "of" phrase and joined nouns belong to what is counted."""
    end = noun.idx + len(noun)
    for child in noun.rights:
        if child.dep_ == "prep" and child.lower_ == "of" and noun.lower_ in _PARTITIVE:
            edge = child.right_edge
            if edge.i - noun.i < 12:
                end = max(end, edge.idx + len(edge))
        if child.dep_ == "conj" and not any(t.like_num for t in child.subtree) and child.i - noun.i < 5:
            if noun_class(child.text) or child.tag_ == noun.tag_:
                end = max(end, child.idx + len(child))
    return end


_TOLL = re.compile(r"\b((?:(?:death|casualty|overall|final|total) )?toll)\b[^.;]{0,45}$", re.IGNORECASE)
_NO_NOUN = "no noun: people"


def name_the_uncounted(drafts: list[Draft]) -> None:
    """Where a noun is left out, the article has it: "the death toll rose to 47"; "18 dead", then "18 civilians"."""
    for draft in drafts:
        if draft.because.get("counted") != _NO_NOUN:
            continue
        toll = _TOLL.search(draft.before)
        if toll:
            draft.counted, draft.because["counted"] = toll.group(1), "the toll that the number is of"
            continue
        twin = next((other for other in drafts if _same_people(draft, other)), None)
        if twin is not None:
            draft.counted, draft.because["counted"] = twin.counted, "the same figure has the noun elsewhere"


def _same_people(one: Draft, two: Draft) -> bool:
    same = (one.low, one.high, one.measure) == (two.low, two.high, two.measure) and (one.low or 0) > 2
    return same and two.noun is not None and noun_class(two.noun.text) == "person"


def _from_before(draft: Draft, earlier: list[Draft]) -> None:
    """The noun is left out ("killing 13 people and wounding 25 others", "20 dead")."""
    if draft.noun is not None and draft.noun.lower_ == "others":
        draft.counted, draft.because["counted"] = "others", "as written"
        return
    same = [d for d in earlier if d.sentence is draft.sentence and d.counted and d.number.unit == "count"]
    people = [d for d in same or earlier if d.counted and d.noun is not None and noun_class(d.noun.text) == "person"]
    if draft.number.unit == "count" and people and people[-1].sentence is draft.sentence:
        draft.counted = people[-1].counted
        draft.because["counted"] = f"as {people[-1].number.written} before it"
    elif draft.number.unit == "count":
        draft.counted, draft.because["counted"] = "people", _NO_NOUN
