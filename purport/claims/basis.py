"""How a figure was come by, where its sentence says so: documented, registered, estimated."""

from __future__ import annotations

import re
from functools import cache

from purport.claims.draft import Draft
from purport.lexicon.tables import rows

# Between the word and its number: no other number, no new clause, no "not yet".
_BESIDE = r"(?:(?!\b(?:and|but|while|after|who|which)\b)[^\d,;:()\"“”]){0,60}?"
_NOT = re.compile(r"\b(?:not|never|n[’']t|yet to be|could|cannot|un|without)\b[\w\s]{0,20}$", re.IGNORECASE)


@cache
def _table() -> tuple[tuple[re.Pattern[str], re.Pattern[str], str], ...]:
    return tuple(
        (
            re.compile(rf"\b(?P<word>{words})\b{_BESIDE}$", re.IGNORECASE),
            re.compile(rf"{_BESIDE}\b(?P<word>{words})\b", re.IGNORECASE),
            basis,
        )
        for words, basis in rows("purport.claims", "basis_words.tsv")
    )


def read_basis(draft: Draft) -> None:
    """Sets `basis` from the nearest word before the number, else behind it (basis_words.tsv)."""
    found = [
        (len(side) - match.start() if before else match.end() + len(side), match["word"], basis)
        for ahead, behind, basis in _table()
        for before, side, pattern in ((True, draft.before, ahead), (False, draft.after, behind))
        for match in [pattern.search(side) if before else pattern.match(side)]
        if match and not _NOT.search(side[: match.start("word")])
    ]
    if found:
        _, word, basis = min(found)
        draft.basis, draft.because["basis"] = basis, f"{word!r} beside the number (basis_words.tsv)"
