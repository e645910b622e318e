"""Counts that are said of their noun: "settlements … now number 225", "the number of groups has grown to 140".

And lists by place: "14 violations, by province: Hama (4), Homs (10)".
"""

from __future__ import annotations

import re

from purport.claims.draft import Draft
from purport.claims.nouns import noun_class
from purport.claims.parse import Token

_HEDGE = r"(?:about |some |nearly |almost |around |at least |more than |over |up to |only |just )*"
# Words that say how many a subject is, right before the number.
_SAYS_HOW_MANY = re.compile(
    r"(?:\b(?:number(?:s|ed)?|total(?:s|led|ed)?|amount(?:s|ed)? to|(?:st(?:an|oo)ds?|still|remain(?:s|ed)?) at"
    r"|(?:grow[ns]?|grew|ris(?:en?|es)|rose|increased?s?|climb(?:ed|s)?|f[ae]ll(?:en|s)?|dropp?(?:ed|s)?)"
    r" (?:in (?:number|total) )?(?:up |down )?(?:to|from \S+ to)"
    r"|reach(?:ed|es)?(?: (?:a|an) (?:overall |total )?(?:number|total) of)?"
    r"|(?:brings?|brought|puts?) (?:the|their|its) (?:\w+ )?(?:total|number) (?:to|at))\s"
    rf"|\s[-–—]\s|\b(?:are|is|was|were)\s){_HEDGE}$",
    re.IGNORECASE,
)
# Verbs that the parser takes for nouns, so that their subject is lost.
_TAKEN_FOR_NOUNS = re.compile(rf"\b(?:number|total)s?\s{_HEDGE}$", re.IGNORECASE)
_NUMBER_OF = re.compile(r"\b(?:number|total|count|tally)\s+of\s+", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\b([A-Z][\w’'-]+(?:[ -][A-Z][\w’'-]+)*)\s*\($")
_FAR = 200  # characters: a subject stands no farther before its count


def predicated_noun(draft: Draft) -> Token | None:
    """The noun whose count is given behind a verb, where no noun stands behind the number; None where none is."""
    if not _SAYS_HOW_MANY.search(draft.before):
        return None
    named = _number_of(draft)
    if named is not None:
        return named
    plain = re.search(rf"\s[-–—]\s|\b(?:are|is|was|were)\s{_HEDGE}$", draft.before)
    return _subject(draft, right_before=plain.start() if plain else None)


def _number_of(draft: Draft) -> Token | None:
    """The noun behind the last "number of" before the count, or the next one behind it ("Still at 69 is the number of …")."""
    before = [m.end() for m in _NUMBER_OF.finditer(draft.sentence.text, 0, draft.number.begin)]
    begin = before[-1] if before else None
    if begin is None:
        behind = re.match(r"\s+(?:is|was)\s+the number of\s+", draft.after)
        begin = draft.number.after + behind.end() if behind else None
    if begin is None or draft.number.begin - begin > _FAR:
        return None
    return _head_of_run([t for t in draft.doc if t.idx >= begin])


def _head_of_run(tokens: list[Token]) -> Token | None:
    """The plural noun that ends the first run of adjectives and nouns: "illegal armed groups"."""
    head = None
    for token in tokens:
        if token.tag_ in ("NNS", "NNPS"):
            head = token
        elif token.pos_ not in ("ADJ", "NOUN", "PROPN", "DET") and token.tag_ not in ("VBN", "VBG", "HYPH", "JJ"):
            break
    return head


def _subject(draft: Draft, right_before: int | None) -> Token | None:
    """The first plural noun of the clause that is a subject; with a plain "are" only one that stands before it.

    `right_before`: where the plain verb or dash begins in the words before the number, if it is one.
    """
    clause = draft.sentence.text.rfind(";", 0, draft.number.begin) + 1
    plural = [
        t for t in draft.doc if clause <= t.idx < draft.number.begin and t.tag_ == "NNS" and draft.at - t.idx < _FAR
    ]
    subject = next((t for t in plural if t.dep_ in ("nsubj", "nsubjpass", "ROOT")), None)
    if subject is None and _TAKEN_FOR_NOUNS.search(draft.before):
        subject = next((t for t in plural if noun_class(t.text)), None)
    if subject is None or right_before is None:
        return subject
    gap = draft.before[subject.idx + len(subject) - draft.at : right_before]
    return subject if re.fullmatch(r" (?:\w+(?:ed|en) )?", gap) else None


def list_by_place(drafts: list[Draft]) -> None:
    """Sets noun, measure, place and whole of the parts in brackets behind names of places."""
    whole: Draft | None = None
    for draft in drafts:
        name = _IN_BRACKETS.search(draft.before) if draft.number.unit == "count" else None
        if name is None or not re.match(r"\s*\)", draft.after):
            whole = draft
        elif whole is not None and whole.sentence is draft.sentence and (whole.high or 0) >= (draft.high or 0):
            draft.noun, draft.counted, draft.measure = whole.noun, whole.counted, whole.measure
            draft.event, draft.part_of, draft.place = whole.event, whole, name.group(1)
            draft.speaker, draft.attribution, draft.stance = whole.speaker, whole.attribution, whole.stance
            draft.time, draft.start, draft.end = whole.time, whole.start, whole.end
            for field in ("counted", "measure", "part_of", "place", "speaker", "time"):
                draft.because[field] = f"in brackets, a part of {whole.number.written}"
