"""Who did what a figure counts: the subject of its event, or "by …" behind it."""

from __future__ import annotations

import re
from functools import lru_cache

from purport.claims.parse import Token, text_of

_BY = re.compile(
    r"\b(?:by|from)\s+((?:the\s+|an?\s+)?(?:[\w’'-]+\s){0,6}?(?:forces|troops|army|fighters|rebels|militants|terrorists|warplanes|jets|aircraft|helicopters|coalition|regime|government|group|groups|organi[sz]ation|military|gunmen|police|[A-Z]{2,6}))\b"
)
_STRIKES = re.compile(
    r"\b((?:[A-Z][\w’'-]+(?:-led|-backed)?\s)+(?:regime |government |coalition |army |air force |military )?)(?:air\s?strikes?|strikes?|raids?|bombardments?|shelling|bombings?|air raids?|attacks?|warplanes|jets)\b"
)

_TELLS = frozenset(
    [
        "percent",
        "data",
        "figures",
        "statistics",
        "numbers",
        "report",
        "reports",
        "map",
        "maps",
        "statement",
        "survey",
        "poll",
    ]
)


def actor_of(event: Token | None, anchor: Token, sentence: str) -> tuple[str | None, str | None]:
    """The actor as written and the rule that found it; (None, None) where nobody is named."""
    if event is not None:
        for child in event.children:
            if child.dep_ == "agent":
                obj = next((c for c in child.children if c.dep_ == "pobj"), None)
                if obj is not None:
                    return _phrase(obj), f"agent of {event.text!r}"
        subject = _subject(event)
        if subject is not None and _can_act(subject) and event.tag_ != "VBN":
            return _phrase(subject), f"subject of {event.text!r}"
    if event is None:
        verb = next((a for a in anchor.ancestors if a.pos_ in ("VERB", "AUX")), None)
        subject = _subject(verb) if verb is not None else None
        if subject is not None and _can_act(subject) and anchor not in subject.subtree:
            return _phrase(subject), f"subject of {verb.text!r}" if verb is not None else None
    return _named_in(sentence)


def _can_act(noun: Token) -> bool:
    """Whether a subject may be who did it: no share ("8% of the land"), and nothing that only tells of it."""
    return noun.pos_ in ("NOUN", "PROPN") and noun.text != "%" and noun.lower_ not in _TELLS


@lru_cache(maxsize=64)
def _named_in(sentence: str) -> tuple[str | None, str | None]:
    """The actor that the words of the sentence name, whatever the parse."""
    by = _BY.search(sentence)
    if by:
        return by.group(1), "by …"
    strikes = _STRIKES.search(sentence)
    return (strikes.group(1).strip(), "whose strikes they are") if strikes else (None, None)


def _subject(event: Token) -> Token | None:
    head = event
    for _ in range(3):
        for child in head.children:
            if child.dep_ == "nsubj":
                return child
        if head.dep_ not in ("conj", "xcomp", "advcl"):
            return None
        head = head.head
    return None


def _phrase(noun: Token) -> str:
    begin = noun.left_edge.idx
    until = noun.idx + len(noun)
    for child in noun.rights:
        if (
            child.dep_ in ("prep", "conj", "cc")
            and child.right_edge.i - noun.i < 8
            and child.lower_ in ("of", "and", "for")
        ) or child.dep_ == "conj":
            until = (
                max(until, child.right_edge.idx + len(child.right_edge)) if child.right_edge.i - noun.i < 8 else until
            )
    return text_of(noun.doc)[begin:until].strip(' "“”,')
