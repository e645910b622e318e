"""What a number counts: its noun, and the words that say it."""

from __future__ import annotations

import re

from purport.claims.draft import Draft
from purport.claims.nouns import noun_class
from purport.claims.parse import Token
from purport.claims.predicated import predicated_noun
from purport.claims.uncounted import count_without_noun, said_to_be

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
# A headline without commas: who reports stands right behind the number, or the next verb does.
_HEADLINE_TAIL = re.compile(
    r"^\s*(?:[-–—:]\s*)?(?:[A-Z][\w-]+ )?"
    r"(?:Monitor|Media|media|Observatory|Governor|Official|Source|Ministry|TV)\s*\.?$"
)
_CONVERTED = re.compile(r"\s*\)?\s*(?:\([^)]*\)\s*)?(?=of\b)")
_HARMING = frozenset(["injure", "injures", "wound", "wounds", "kill", "kills"])
_DISTANCE = re.compile(
    r"\s*\)?\s*(?:\([^)]*\)\s*)?((?:away\b|north|south|east|west|from|off|outside|to the|deep|inside|into)[^.,;)]{0,70})",
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


def _of_another(noun: Token, draft: Draft) -> bool:
    """Whether a noun behind the number is not what it counts: "kills 19 Monitor", "wounded 50 a monitor said"."""
    if _HEADLINE_TAIL.match(draft.after):
        return True
    between = draft.doc[draft.token.i + 1 : noun.i + 1]
    if any(t.lower_ in _HARMING for t in between):
        return True
    words = [t.lower_ for t in between]
    return (
        draft.number.unit == "count"
        and "of" not in words
        and any(w in ("a", "an", "the", "most", "mostly") for w in words[:2])
    )


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
    skipped = _CONVERTED.match(draft.after)
    begin = draft.number.after + (skipped.end() if skipped else 0)
    following = draft.doc.char_span(begin, len(draft.sentence.text), alignment_mode="contract")
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
    if noun is not None and noun.idx > draft.number.begin and _of_another(noun, draft):
        noun = predicated_noun(draft)
    if noun is None or noun.lower_ in _PRONOUN or noun.lower_ in _STATE:
        count_without_noun(draft, noun, earlier)
        return
    named = said_to_be(draft)
    if named is not None:
        draft.counted, draft.because["counted"] = named, "what they are said to be"
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
    skipped = _CONVERTED.match(text[draft.number.after : noun.idx])
    start = draft.number.after + (skipped.end() if skipped else 0)
    begin = max(start, noun.left_edge.idx) if noun.idx > start else noun.left_edge.idx
    following = text[start : noun.idx]
    told_of = re.match(r"\s*(?:is|was) the number of ", following)
    if told_of:
        begin = start + told_of.end()
    elif following.strip().startswith("of "):
        begin = start + len(following) - len(following.lstrip()) + 3
    elif len(following) < 60 and "," not in following:
        begin = start
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
