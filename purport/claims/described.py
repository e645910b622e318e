"""Places that a sentence describes instead of naming: "the north of the country", "the rebel-held west", "worldwide"."""

from __future__ import annotations

import re
from functools import lru_cache

from purport.claims.places import PEOPLES, Toponym

_RANK = 6  # beyond those of names
_SIDE = r"(?:(?:north|south)(?:[ -]?(?:east|west))?|east|west|cent(?:re|er)|heart|edges?|rest|interior|coast|outskirts)"
_WARD = r"(?:(?:north|south)(?:[ -]?(?:east|west))?|east|west|central)(?:ern)?"
_PARTS = (
    r"(?:parts?|areas?|districts?|sectors?|neighbou?rhoods?|quarters?|half|side|portions?|swathes?|bank|suburbs?"
    r"|countryside|outskirts|provinces?|regions?|states?|counties|cities|towns|villages|islands|coast)"
)
_WHOLE = r"(?:city|town|village|country|nation|province|governorate|region|state|county|island|river|capital|district)"
_HELD = r"(?:[\w-]{1,30}-(?:held|controlled|occupied|run|besieged)\s+)"
_OF_A_WHOLE = rf"\s+of\s+(?:the|its|this|that|their)\s+(?:[\w-]+\s+){{0,2}}?{_WHOLE}\b(?!\s+of\b)"
_DESCRIBED = re.compile(
    rf"\b(?=[\w-])(?:(?:the\s+)?{_HELD}?(?:far\s+)?{_SIDE}(?:(?:,| and) {_SIDE}){{0,3}}{_OF_A_WHOLE}"
    rf"|(?:the\s+)?(?:{_HELD})?{_WARD}(?:(?: and|,) {_WARD}){{0,3}}\s+{_PARTS}(?:{_OF_A_WHOLE}|\b(?!\s+of\b))"
    rf"|(?:(?:the|several|most|much|other|large)\s+){{0,4}}{_PARTS}{_OF_A_WHOLE}"
    rf"|(?:the|its)\s+{_HELD}(?:{_WARD}(?!\s+\w*[A-Z])|{_PARTS})\b(?!\s+of\b)"
    rf"|(?:the\s+)?{_WHOLE}[’']?s\s+(?:\w+-held\s+)?{_WARD}(?: and {_WARD})?\b(?:\s+{_PARTS}\b)?"
    rf"|(?:the\s+)?{_WHOLE}[’']?s\s+outskirts\b"
    rf"|(?:the\s+)(?:{PEOPLES})(?:[ -](?:{PEOPLES}|[A-Z]\w+))?\s+(?:border|frontier|coast|side|part|waters)\b"
    r"|(?:all\s+)?(?:around|across|throughout)\s+the\s+(?:world|globe|country|nation|region|continent)\b"
    r"|(?:worldwide|nationwide|countrywide|globally)\b)"
)


@lru_cache(maxsize=4096)
def described_places(sentence: str) -> tuple[Toponym, ...]:
    """Where a sentence describes a place, in order."""
    return tuple(Toponym(m.start(), m.end(), m.group(), _RANK, False) for m in _DESCRIBED.finditer(sentence))


def is_described(words_: str) -> bool:
    """Whether words are nothing but a place's description."""
    return bool(_DESCRIBED.fullmatch(words_))


def and_described(sentence: str, named: tuple[Toponym, ...]) -> tuple[Toponym, ...]:
    """The toponyms of a sentence, and the places that it describes and does not name."""
    more = [
        place
        for place in described_places(sentence)
        if not any(t.begin < place.until and place.begin < t.until for t in named)
    ]
    return tuple(sorted((*named, *more), key=lambda t: t.begin)) if more else named
