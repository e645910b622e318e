"""Toponyms of a sentence, and the place that a figure is about."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from purport.lexicon.gazetteer import candidates, is_place
from purport.lexicon.tables import words

_CAP = r"(?:(?:al|el|as|ash|ad|at|az|an|ar|ez|Al|El|As|Ash|Ad|At|Az|Ar)[ -])?(?:[A-Z][\w’'`-]*)"
_RUN = re.compile(rf"(?:{_CAP})(?:[ -](?:of the |of |al-|el-|ez-|al |ez |el )?(?:{_CAP}))*")
_KIND = (
    r"(?:city|town|village|villages|towns|province|governorate|district|neighbou?rhood|region|area|suburb|countryside"
    r"|camp|district|districts|neighbou?rhoods|provinces|state|county|airport|airbase|base|dam|valley|road|mountain|mountains"
    r"|island|crossing|farms|hospital|field|desert|zone|frontier|border|outskirts|suburbs|enclave|pocket|plateau|street|farm|heights|hill|hills|front|axis|square)"
)
_COMPASS = r"(?:(?:north|south|east|west|central)(?:ern|east(?:ern)?|west(?:ern)?)?|rural|nearby|neighbou?ring|besieged|Northern|Southern|Eastern|Western|Northeastern|Northwestern|Southeastern|Southwestern)"
_PEOPLES = "|".join(word.capitalize() for word in sorted(words("purport.lexicon", "demonyms.txt")))
_LEAD = re.compile(
    rf"(?:\b(?i:in|at|near|outside|inside|around|into|to|from|across|over|on|of|off|towards?|through|throughout|within|between|and|between|for|hit|targeted|struck|bombed|shelled|entered|against|southeast|northeast|northwest|southwest|north|south|east|west|(?:re)?captur\w+|seiz\w+|liberat\w+|retak\w+|retook|besieg\w+|encircl\w+|surround\w*|storm\w*|overr[au]n|regain\w*|(?:held|controlled|occupied|run|dominated)|control of|control over|hold of),?)\s+"
    rf"(?:the\s+)?(?:(?:\S+-(?:held|controlled|occupied|run|dominated|besieged)|{_COMPASS}|(?:{_PEOPLES}|strategic|same|ancient|border|key|historic|small|largest|capital)\b)\s+)*"
    rf"(?:{_KIND}\s+(?:of\s+)?)?$",
)
_KIND_OF = re.compile(rf"\b{_KIND}s? of (?:the )?$")
_REGION_OF = re.compile(
    r"\b(?:province|governorate|region|state|county|countryside|provinces) of (?:the )?$", re.IGNORECASE
)
_TRAIL = re.compile(rf"^(?:[’']s?)?\s+(?:{_COMPASS}\s+)?{_KIND}\b", re.IGNORECASE)
_ACTOR_TAIL = re.compile(
    r"^\s+(?:forces|troops|army|fighters|rebels|militants|warplanes|jets|air force|government|regime|military|police|officials|said|told|has|have|was|were|is|are|activists|soldiers)\b"
)
_HELD = re.compile(r"^[\w’'.]+-(?:held|controlled|occupied|run|dominated|besieged|linked|backed|led|majority)\s+")


@dataclass(frozen=True, slots=True)
class Toponym:
    """A place's name in a sentence, as written; `rank` grows with how specific it is."""

    begin: int
    until: int
    words: str
    rank: int
    led: bool


@lru_cache(maxsize=4096)
def find_toponyms(sentence: str) -> tuple[Toponym, ...]:
    """The places named in a sentence: known to the gazetteer, or led there by a preposition."""
    found: list[Toponym] = []
    for match in _RUN.finditer(sentence):
        toponym = _toponym(sentence, match) or (_joined(sentence, match, found[-1]) if found else None)
        if toponym:
            found.append(toponym)
    return tuple(found)


def _joined(sentence: str, match: re.Match[str], last: Toponym) -> Toponym | None:
    """ "the villages of al-Jaif, Dahr al-Abdul and Badr": a list of places goes on."""
    gap = sentence[last.until : match.start()]
    name = match.group()
    if not last.led or last.rank < 3 or not re.fullmatch(r"\s*(?:,|and|,\s*and|or|as well as)\s*(?:nearby )?", gap):
        return None
    plain = name.lower().split()[0] not in words("purport.claims", "not_places.txt")
    body = _ACTOR_TAIL.match(sentence[match.end() :])
    return Toponym(match.start(), match.end(), name, 3, True) if plain and not body and len(name.split()) < 4 else None


def _toponym(sentence: str, match: re.Match[str]) -> Toponym | None:
    begin, until = match.span()
    name = match.group()
    tokens = name.split()
    while tokens and _no_place(tokens[-1]):
        until -= len(tokens.pop()) + 1
    while tokens and (_no_place(tokens[0]) or tokens[0].lower() in ("of", "the")):
        begin += len(tokens.pop(0)) + 1
    held = _HELD.match(sentence[begin:until])
    begin += held.end() if held else 0
    name = sentence[begin:until].strip()
    if not name or len(name) < 3 or not re.search(r"[A-Za-z]{3}", name):
        return None
    led = bool(_LEAD.search(sentence[:begin]) or _KIND_OF.search(sentence[:begin]))
    trails = _TRAIL.match(sentence[until:])
    known = is_place(name) or is_place(re.sub(r"[’']?s$", "", name))
    opens = begin == 0 and len(name) > 4 and _rank(name, None) >= 2
    if _ACTOR_TAIL.match(sentence[until:]) and not led and not opens:
        return None
    if not (
        (known and (led or trails or opens)) or (trails and not _ACTOR_TAIL.match(sentence[until + trails.end() :]))
    ):
        return None if not (led and _unknown_place(name, sentence, begin)) else Toponym(begin, until, name, 3, led)
    if trails:
        until += trails.end()
    rank = min(_rank(name, trails), 1 if _REGION_OF.search(sentence[:begin]) else 3)
    return Toponym(begin, until, sentence[begin:until], rank, led)


def _no_place(word: str) -> bool:
    """Words that are no place by themselves: weekdays, bodies, peoples, number words, common nouns."""
    plain = re.sub(r"[’']s?$", "", word.lower())
    return plain in words("purport.claims", "not_places.txt") or plain in words("purport.lexicon", "demonyms.txt")


def _unknown_place(name: str, sentence: str, begin: int) -> bool:
    """A capitalised word behind "in", "at" or "near" that is no person, body or weekday."""
    before = sentence[:begin].lower()
    close = re.search(
        r"\b(?:in|at|near|outside|around|towards?|(?:re)?captur\w+|seiz\w+|liberat\w+|retak\w+|retook|besieg\w+|encircl\w+|held|controlled|occupied|control of|control over|(?:village|town|city|district|neighbou?rhood|area|province|villages|towns|districts|areas|suburb|neighbou?rhoods|state|county|port|island) of)\s+(?:the\s+)?(?:[\w-]+\s)?$",
        before,
    )
    return bool(close) and not re.search(r"\d", name) and len(name.split()) <= 3


def _rank(name: str, trails: re.Match[str] | None) -> int:
    tail = trails.group().lower() if trails else ""
    if re.search(r"province|governorate|region|countryside|state\b|county", tail):
        return 1
    found = candidates(name)
    kinds = {place.kind for place in found}
    if "country" in kinds:
        return 0
    return 2 if kinds & {"region"} and not kinds & {"city", "town"} else 3
