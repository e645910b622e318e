"""What kind of place a name stands for in an article, and which kinds a sentence points back to ("the town")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from purport.claims.places import Toponym
from purport.model import Place

_GROUPS = {
    "city": "town", "town": "town", "village": "town", "capital": "town", "settlement": "town", "municipality": "town",
    "province": "province", "governorate": "province", "state": "province", "county": "province", "prefecture": "province",
    "region": "region", "area": "region", "enclave": "region", "zone": "region", "territory": "region",
    "valley": "region", "pocket": "region", "countryside": "region", "island": "island", "country": "country",
    "nation": "country", "republic": "country", "district": "district", "suburb": "district", "quarter": "district",
    "neighbourhood": "district", "neighborhood": "district", "camp": "camp", "airport": "base", "airbase": "base",
    "airfield": "base", "base": "base", "barracks": "base", "hospital": "building", "school": "building", "mosque": "building",
    "church": "building", "market": "building", "prison": "building", "jail": "building", "university": "building",
    "mall": "building", "hotel": "building", "station": "building", "crossing": "crossing", "border": "crossing",
    "road": "road", "highway": "road", "street": "road", "bridge": "road", "dam": "dam", "field": "field", "plant": "field",
    "mine": "field", "river": "river", "square": "square", "front": "front", "desert": "desert",
}  # fmt: skip
_NOUN = "|".join(sorted(_GROUPS, key=lambda n: (-len(n), n)))
_MANY = "|".join(
    sorted(
        {
            noun.removesuffix("y") + "ies" if noun.endswith("y") and noun[-2] not in "ae" else f"{noun}s"
            for noun in _GROUPS
        },
        key=lambda n: (-len(n), n),
    )
)
_AND = re.compile(r"\s+(?:and|or|&)\s+")
_POINTS = re.compile(
    rf"\b(?:the|this|that|its|their|same|these|those|both|two)\s+(?:(?!the\b)[\w-]+\s+){{0,2}}?({_NOUN}|{_MANY})(?:[’']?s)?\b(?!\s+(?:of|in)\s+(?:[A-Z]|al-))",
    re.IGNORECASE,
)
_THERE = re.compile(r"\b(?:there|here)\b(?!\s+(?:is|are|was|were|has|have|had|will|would|may|could|should)\b)")
_KIND_BEFORE = re.compile(rf"\b({_NOUN})\s+(?:of\s+)?(?:the\s+)?$", re.IGNORECASE)
_SIGHT = 40  # characters: the longest word for a kind, "of the" and spaces
_KIND_BEHIND = re.compile(rf"^[’']?s?,?\s+(?:an?\s+)?(?:[\w-]+\s+)?({_NOUN})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Pointer:
    """Words that point back to a place: where they stand, and the kind of place."""

    begin: int
    kind: str
    many: bool = False


def kind_of_noun(noun: str) -> str | None:
    """The kind of place that a noun says, one or many: "towns" and "city" are of one kind."""
    one = noun.lower()
    return _GROUPS.get(one) or _GROUPS.get(one.removesuffix("s")) or _GROUPS.get(one.removesuffix("ies") + "y")


def joined_places(sentence: str, toponyms: Sequence[Toponym]) -> Iterator[Toponym]:
    """Those that a sentence names in pairs, which "the two towns" may point to: "Foua and Kefraya"."""
    for one, two in pairwise(toponyms):
        if _AND.fullmatch(sentence[one.until : two.begin]):
            yield from (one, two)


@lru_cache(maxsize=64)
def pointers(sentence: str) -> tuple[Pointer, ...]:
    """ "the town", "this province", "there": what a sentence points back to without a name."""
    found = []
    for match in _POINTS.finditer(sentence):
        noun = match.group(1).lower()
        found.append(Pointer(match.start(), kind_of_noun(noun) or "any", noun not in _GROUPS))
    found += [Pointer(m.start(), "any") for m in _THERE.finditer(sentence)]
    return tuple(sorted(found, key=lambda p: p.begin))


def kinds_said(sentence: str, toponym: Toponym) -> set[str]:
    """The kinds that the words around a name, or its own last word, give it: "the town of X", "X province"."""
    begin = toponym.begin
    around = (
        _KIND_BEFORE.search(sentence, max(0, begin - _SIGHT), begin),
        _KIND_BEHIND.match(sentence[toponym.until :]),
    )
    said = {_GROUPS[m.group(1).lower()] for m in around if m}
    last = toponym.words.split()[-1].lower()
    return said | ({_GROUPS[last]} if last in _GROUPS else set())


def kinds_known(place: Place | None) -> set[str]:
    """The kind that the gazetteer gives a place, in the words that articles use."""
    if place is None:
        return set()
    return {{"region": "province", "city": "town"}.get(place.kind, place.kind)}
