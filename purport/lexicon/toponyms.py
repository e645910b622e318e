"""The spellings of place names: one key for the transliterations of a name, and the name without its type."""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher
from functools import lru_cache

_ARTICLE = re.compile(r"^(?:al|el|ad|as|ash|at|ath|az|an|ar|the|tal|tall|tell)[ -]+(?=\w)")
_TYPE = re.compile(
    r"\b(?:city|town|village|villages|towns|province|governorate|district|neighbou?rhood|region|area"
    r"|countryside|county|state|camp|suburb|suburbs|farms|town of|city of)\b"
)
_MARKS, _MARK, _NO_WORD, _NO_LETTER = (re.compile(p) for p in (r"[’'`ʻʼ‘]", r"[^\w ]", r"\W", r"[^a-z]"))
_INNER_ARTICLE = re.compile(r"[ -](?:al|el|ez|ad|as|ash|az|an|ar)[ -]")
_DOUBLE = re.compile(r"(.)\1")
_VOWELS = re.compile(r"(?<=.)(?:[aeiouwy]+h?$|[aeiouy])")
_REGION = re.compile(r"provinc|governorat|countryside")
_TOWN = re.compile(r"\b(?:city|town|village)\b")
_ALIKE = 0.7  # of the letters


@lru_cache(maxsize=50000)
def fold(name: str) -> str:
    """One key for the common transliterations of a name: Deir ez-Zor, Deir Ezzor → "dirzr".

    Article and diacritics off, doubled letters single, vowels but the first dropped, q as k.
    """
    plain = name.lower()
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    plain = _ARTICLE.sub("", _MARKS.sub("", plain.replace("_", " ")).strip())
    plain = _INNER_ARTICLE.sub("", plain)
    plain = _NO_LETTER.sub("", plain)
    plain = plain.replace("q", "k").replace("ou", "u").replace("ph", "f")
    plain = _DOUBLE.sub(r"\1", plain)
    return plain[:1] + _VOWELS.sub("", plain[1:])


@lru_cache(maxsize=50000)
def strip_type(name: str) -> str:
    """The name without the words for what it is: "the town of Khan Sheikhoun" → "Khan Sheikhoun"."""
    bare = set(_MARK.sub("", _TYPE.sub(" ", name.lower())).split())
    kept = [w for w in name.split() if _NO_WORD.sub("", w.lower()) in bare]
    kept = [w for w in kept if w.lower() not in ("the", "of", "in", "near", "outside", "around")]
    return " ".join(kept) or name


def type_of(name: str) -> str | None:
    """ "region" or "city" where the words say which: "Homs province", "the town of Homs"."""
    if _REGION.search(name.lower()):
        return "region"
    return "city" if _TOWN.search(name.lower()) else None


def reads_alike(one: str, other: str) -> bool:
    """Whether two names of one key have 0.7 of their letters in common, in order."""
    return SequenceMatcher(None, _letters(one), _letters(other), autojunk=False).ratio() >= _ALIKE


def spelling(name: str) -> str:
    """The letters of a name that no gazetteer has, vowels kept: what is not known is not taken for another."""
    return _DOUBLE.sub(r"\1", _letters(strip_type(name)))


@lru_cache(maxsize=50000)
def _letters(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.lower())
    return _NO_LETTER.sub("", _ARTICLE.sub("", plain))
