"""How a figure was come by, where its sentence says so: documented, registered, estimated."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from purport.claims.draft import Draft
from purport.lexicon.tables import rows

_HEDGES = r"(?:(?:at least|at most|no (?:fewer|less) than|more than|a total of|up to|some|about|around|nearly|almost|over|only|just|another|an?|the|as many as)\s+)*"
_OBJECT = r"(?:(?:the\s+)?(?:deaths?|killings?|cases?|names?|arrivals?|displacement|loss|detention|injury)\s+of\s+)?"
# Of the same clause: no other number, no new subject.
_CLAUSE = r"(?:(?!\b(?:and|but|while|after|who|which)\b)[^\d,;:()\"“”]){0,60}?"
_NOT = re.compile(r"\b(?:not|never|n[’']t|yet to be|could|cannot|without)\b[\w\s]{0,20}$", re.IGNORECASE)
_BEFORE = {"counts": rf"(?:{_OBJECT}{_HEDGES})", "is": r"(?!)", "names": _CLAUSE}
_BEHIND = {
    # "12 registered refugees", "people confirmed dead", "fatalities were confirmed"
    "counts": rf"(?:\s+(?:[\w’-]+\s+){{0,2}}?|{_CLAUSE}\b(?:been|were|was|are|is)\s+(?:\w+ly\s+)?)",
    "names": _CLAUSE,
}
_BEHIND["is"] = _BEHIND["counts"]


@cache
def _table() -> tuple[tuple[re.Pattern[str], re.Pattern[str], str], ...]:
    return tuple(
        (
            re.compile(rf"\b(?P<word>{word})\s+{_BEFORE[how]}$", re.IGNORECASE),
            re.compile(rf"{_BEHIND[how]}\b(?P<word>{word})\b", re.IGNORECASE),
            basis,
        )
        for word, basis, how in rows("purport.claims", "basis_words.tsv")
    )


@cache  # for lower-case text: the search is five times as fast
def _any_word() -> re.Pattern[str]:
    return re.compile("|".join(word for word, *_ in rows("purport.claims", "basis_words.tsv")))


@lru_cache(maxsize=64)
def _has_word(sentence: str) -> bool:
    return _any_word().search(sentence.lower()) is not None


def read_basis(draft: Draft) -> None:
    """Sets `basis` from the nearest word before the number, else behind it (basis_words.tsv)."""
    if not _has_word(draft.sentence.text):
        return
    found = [
        (len(side) - match.start("word") if before else len(side) + match.end(), match["word"], basis)
        for ahead, behind, basis in _table()
        for before, side, pattern in ((True, draft.before, ahead), (False, draft.after, behind))
        for match in [pattern.search(side) if before else pattern.match(side)]
        if match and not _NOT.search(side[: match.start("word")])
    ]
    if found:
        _, word, basis = min(found)
        draft.basis, draft.because["basis"] = basis, f"{word!r} beside the number (basis_words.tsv)"
