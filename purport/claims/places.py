"""Toponyms of a sentence, and the place that a figure is about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from purport.claims.names import looks_like_person
from purport.lexicon.aliases import body_names, plain_name
from purport.lexicon.gazetteer import candidates, is_named, is_place
from purport.lexicon.tables import words
from purport.lexicon.toponyms import strip_type

_CAP = r"(?:(?<!\w)(?:al|el|as|ash|ad|at|az|an|ar|ez|Al|El|As|Ash|Ad|At|Az|Ar)[ -])?(?:[A-Z][\w’'`-]*)"
_ARTICLED = re.compile(r"(?:al|el|as|ash|ad|at|az|an|ar|ez)-[A-Z]\w+", re.IGNORECASE)
_JOINER = r"(?:of the |of |al-|el-|ez-|al |ez |el |do |da |dos |das |del |de |de la |de los |di |du |des )"
_RUN = re.compile(rf"(?:{_CAP})(?:[ -]{_JOINER}?(?:{_CAP}))*")
_KIND = (
    r"(?:city|town|village|villages|towns|province|governorate|district|neighbou?rhood|region|area|suburb|countryside"
    r"|camp|district|districts|neighbou?rhoods|provinces|state|county|airport|airbase|base|dam|valley|road|mountain|mountains"
    r"|regions|counties|states|governorates|cities|islands|prefecture|municipality|island|crossing|farms|hospital|field|desert|zone|frontier|border|outskirts|suburbs|enclave|pocket|plateau|street|farm|heights|hill|hills|front|axis|square)"
)
_COMPASS = r"(?:(?:north|south|east|west|central)(?:ern|east(?:ern)?|west(?:ern)?)?|rural|nearby|neighbou?ring|besieged|Northern|Southern|Eastern|Western|Northeastern|Northwestern|Southeastern|Southwestern)"
PEOPLES = "|".join(word.capitalize() for word in sorted(words("purport.lexicon", "demonyms.txt")))
_LEAD = re.compile(
    # A \b alone is tried at the end of every word too; so also in other patterns that most sentences are searched for.
    rf"(?:\b(?=\w)(?i:in|at|near|outside|inside|around|into|to|from|across|over|on|of|off|towards?|through|throughout|within|between|and|between|for|hit|targeted|struck|bombed|shelled|entered|against|southeast|northeast|northwest|southwest|north|south|east|west|(?:re)?captur\w+|seiz\w+|liberat\w+|(?:re)?tak(?:e|es|en|ing)|(?:re)?took|enter(?:ed|s|ing)?|los(?:t|es|ing|e)|holds?|holding|controls?|controlling|defend\w*|retain\w*|abandon\w*|besieg\w+|encircl\w+|surround\w*|storm\w*|conquer\w*|overr[au]n|regain\w*|(?:held|controlled|occupied|run|dominated)|control of|control over|hold of),?)\s+"
    rf"(?:the\s+)?(?:(?:\S+-(?:held|controlled|occupied|run|dominated|besieged)|{_COMPASS}|(?:{PEOPLES}|strategic|same|ancient|border|key|historic|small|largest|capital)\b)\s+)*"
    rf"(?:{_KIND}\s+(?:of\s+)?)?$",
)
_PLACES_OF = re.compile(rf"\b{_KIND}s of (?:the )?$")
# One name of a list without commas: "Dorla al-Esm", "al-Shaza", "Western Tall".
_ONE_NAME = re.compile(
    r"(?:(?:North|South|East|West|Central)\w* )?\S+(?: (?:al|el|as|ash|ad|at|az|an|ar|ez)-\S+)?", re.IGNORECASE
)
_KIND_OF = re.compile(rf"\b{_KIND}s? of (?:the )?$")
_REGION_OF = re.compile(
    r"\b(?:province|governorate|region|state|county|countryside|provinces) of (?:the )?$", re.IGNORECASE
)
_TRAIL = re.compile(rf"^(?:[’']s?)?\s+(?:{_COMPASS}\s+)?{_KIND}\b", re.IGNORECASE)
_FORCES = "forces|troops|army|fighters|rebels|militants|warplanes|jets|air force|government|regime|military|police|officials|activists|soldiers"
_ACTOR_TAIL = re.compile(rf"^\s+(?:{_FORCES}|said|told|has|have|was|were|is|are)\b")
_SIDE_TAIL = re.compile(
    rf"^\s+(?:{_FORCES}|said(?! the [A-Z])|says|told|added|adds|explained|stressed|noted|wrote|warned)\b"
)
# "Levadne and Lobkove, villages in the southeast": what a name in apposition is.
_LISTED = (
    r"(?:(?:al|el|as|ash|ad|at|az|an|ar|ez)[ -])?[A-Z][\w’'`-]*"  # one way to match a name, so that lists take no time
)
_APPOSED = re.compile(
    rf"^(?:(?:,| and|, and) {_LISTED}){{0,8}}"
    rf"(?:(?:,? an?|, (?:the|two|three|both|another)) (?:[\w’'-]+ ){{0,3}}?{_KIND}(?=[,.;:]|$| (?:in|near|on|of|outside|north|south|east|west)\b)"
    rf"|, (?:[\w’'-]+ )?{_KIND} (?:in|near|on|outside|north|south|east|west)\b)"
)
# "villages including X", "al-Malaah Farms": what a name behind such words or ending in one is.
_AMONG = re.compile(
    rf"\b{_KIND} (?:including|such as|like|called|named|known as)\s+(?:that of\s+)?(?:the\s+)?$"
    r"|(?:[’']s|\bthe) (?:[\w-]+ )?capital(?: city)?,?\s+$"
)
_SITE = re.compile(
    r"(?:Farms?|Plant|Field|Oilfield|Heights|Hills?|Towers?|Complex|Barracks|Quarter|Suburb|Countryside|Town|Village|Neighbou?rhood|Checkpoint|Crossroads|Junction|Roundabout|Highway|Silos|Mill|Factory|Citadel|Castle)$"
)
# "Kem, Yuba and Butte counties": what the names before the last one are.
_LISTED_KIND = re.compile(rf"^(?:, {_LISTED}){{0,6}},? and {_LISTED} (?:{_COMPASS} )?{_KIND}\b")
_ONE_OF = re.compile(rf"\b(?:an?|one|two|three|another|several|some|many|few)\s+(?:{_COMPASS}\s+)?$", re.IGNORECASE)
# What a name with a last word of these is: a thing that stands in a place, or a body that stands in none.
_BUILT = frozenset(
    ["Airport", "Hospital", "Base", "Airbase", "Square", "Street", "Mosque", "Dam", "Camp", "Road", "Province", "City",
     "District", "University", "Bridge", "Station", "Crossing", "Governorate", "County", "State", "Valley", "Island",
     "Islands", "River", "Lake", "Mountains", "Heights", "Church", "School", "Prison", "Stadium", "Port", "Park", "House",
     "Building", "Palace", "Hotel", "Tower", "Towers", "Market", "Hall", "Plaza", "Terminal", "Cathedral", "Temple",
     "Monastery", "Reservoir", "Canal", "Avenue", "Boulevard", "Forest", "Desert", "Gulf", "Bay", "Peninsula", "Refinery"]
)  # fmt: skip
_ORGANISED = frozenset(
    ["Front", "Army", "Brigade", "Brigades", "Forces", "Council", "Agency", "International", "Coalition", "Party",
     "Court", "Programme", "Program", "Organization", "Organisation", "Observatory", "Network", "Monitor", "Union",
     "Ministry", "Group", "Committee", "Command", "Movement", "Federation", "Association", "Assembly", "Fund", "Bank",
     "Times", "Post", "News", "Television", "TV", "Radio", "Press", "Congress", "Parliament", "Senate", "Legion",
     "Corps", "Division", "Battalion", "Police", "Watch", "Crescent", "Cross", "Commission", "Nations"]
)  # fmt: skip
# Behind a bare name, it is the government of the place that speaks or acts.
_METONYM = re.compile(
    r"^(?:[’']s)?\s+(?:said|says|told|and its|denies|denied|accuse\w*|claims?|insist\w*|sent|announc\w+|want\w*|support\w*|back\w*|call\w+)\b"
)
_BARE_COMPASS = re.compile(r"(?:North|South|East|West|Central)(?:ern|east(?:ern)?|west(?:ern)?)?", re.IGNORECASE)
_KIND_OF_NAME = re.compile(r"\s+of\s+(?:the\s+)?[A-Z]|\s+of\s+al-")  # "the Damascus suburb of Jaramana"
_OWNER = re.compile(r"^(?:[’']s?|s)(?!\w)")
_OF_PLACE = re.compile(r"((?:(?! of )[\w ’'-])+) of (?:the )?(?=[A-Z]|al-)")
# What stands before "of" within a name: "Republic of Congo", "Gulf of Aden".
_REALMS = frozenset(
    ["Republic", "Kingdom", "Emirate", "Gulf", "Strait", "Straits", "Sea", "Cape", "Isle", "Horn", "Bay", "Mount", "Port",
     "Voice", "Doctors", "Faculty", "Order", "Department", "Rock", "Territory"]
)  # fmt: skip
_NAMED_OF = _BUILT | _ORGANISED | _REALMS
_BESIDE_ANOTHER = re.compile(  # "al-Kemda Northwest of Aleppo"
    r"(\S+(?: \S+)?) (?:North|South|East|West)(?:east|west)?(?:ern)? of (?:the )?(?=[A-Z]|al-)"
)
_OWNED_BODY = re.compile(  # "Russia's Defence Ministry" is no place of it
    rf"^(?:[’']s?|s)\s+(?:[\w-]+ ){{0,2}}?(?i:ministr(?:y|ies)|minister|president|parliament|spokes\w+|ambassador|leader|{_FORCES})\b"
)
_OWNING = re.compile(r"[’']?s$")
_LETTERS = re.compile(r"[A-Za-z]{3}")
_HELD = re.compile(r"^[\w’'.]+-(?:held|controlled|occupied|run|dominated|besieged|linked|backed|led|majority)\s+")
_HELD_BEHIND = re.compile(r"\s[\w’'.]+-(?:held|controlled|occupied|run|dominated|besieged)$")


@dataclass(frozen=True, slots=True)
class Toponym:
    """A place's name in a sentence, as written; `rank` grows with how specific it is, `owns` in "Syria's army"."""

    begin: int
    until: int
    words: str
    rank: int
    led: bool
    owns: bool = False


@lru_cache(maxsize=4096)
def find_toponyms(sentence: str) -> tuple[Toponym, ...]:
    """The places named in a sentence: known to the gazetteer, or led there by a preposition."""
    found: list[Toponym] = []
    for match in _RUN.finditer(sentence):
        listed = list(_glued_list(sentence, *match.span()))
        if listed:
            found += listed
            continue
        for begin, until in _pieces(sentence, *match.span()):
            toponym = _toponym(sentence, begin, until)
            if toponym and _ends_in(_OUTLAWED, sentence, begin):
                toponym = None  # "(banned in Russia)" says where a name is outlawed, not where anything happened
            if toponym is None and found:
                toponym = _joined(sentence, begin, until, found[-1])
            if toponym:
                found.append(toponym)
    return tuple(found)


def shown_places(toponyms: Iterable[Toponym]) -> frozenset[str]:
    """The names that an article shows to be places in one of its sentences."""
    return frozenset(strip_type(t.words) for t in toponyms if t.rank >= 3 and not t.owns and len(t.words) > 3)


def with_known(sentence: str, found: tuple[Toponym, ...], known: frozenset[str]) -> tuple[Toponym, ...]:
    """The toponyms of a sentence, and the names in it that the rest of the article shows to be places."""
    if not any(name in sentence for name in known):
        return found
    more = []
    for match in _RUN.finditer(sentence):
        name = match.group()
        if name not in known or any(t.begin < match.end() and match.start() < t.until for t in found):
            continue
        if not _SIDE_TAIL.match(sentence[match.end() :]):
            owns = bool(_OWNER.match(sentence[match.end() :]))
            more.append(Toponym(match.start(), match.end(), name, _rank(name, None), False, owns))
    return tuple(sorted((*found, *more), key=lambda t: t.begin)) if more else found


def _glued_list(sentence: str, begin: int, until: int) -> Iterator[Toponym]:
    """The names of a list in text without commas: "the villages of Kemda Dorla al-Esm al-Shaza Karvah" is four."""
    run = sentence[begin:until]
    if run.count(" ") > 1 and "," not in sentence and _ends_in(_PLACES_OF, sentence, begin):
        for name in _ONE_NAME.finditer(run):
            yield Toponym(begin + name.start(), begin + name.end(), name.group(), _rank(name.group(), None), True)


def _pieces(sentence: str, begin: int, until: int) -> Iterator[tuple[int, int]]:
    """A run of capitals cut where text without commas or apostrophes has glued names together.

    "Syrias Idlib" is Idlib; "Aleppo Idlib Homs" is three; "Tokhar" and "Damascus International Airport" stay whole.
    """
    name = sentence[begin:until]
    held = _HELD.match(name)
    if held:
        begin, name = begin + held.end(), name[held.end() :]
    epithet = _HELD_BEHIND.search(name)
    if epithet:
        until, name = begin + epithet.start(), name[: epithet.start()]
    beside = _BESIDE_ANOTHER.match(name)
    if beside:
        yield begin, begin + beside.end(1)
        yield from _pieces(sentence, begin + beside.end(), until)
        return
    begin += _before_place(name)
    name = sentence[begin:until]
    first = name.split(" ")[0]
    owner = _OWNING.sub("", first)
    if owner != first and is_named(owner) and not is_named(first) and (first[-2] in "’'" or not is_body(first)):
        yield begin, begin + len(owner)
        if len(first) < len(name):
            yield from _pieces(sentence, begin + len(first) + 1, until)
        return
    last = name.split(" ")[-1]
    if " " not in name or is_place(name) or last in _BUILT:
        yield begin, until
        return
    for cut in range(len(name) - 1, 2, -1):
        if name[cut] != " ":
            continue
        behind = name[cut + 1 :].split(" ")[0]
        if behind.islower():
            continue
        follows = is_named(behind)
        glued = follows and _ARTICLED.fullmatch(name[:cut])  # "al-Fouaa Idleb"
        acronym = behind.isupper() and len(behind) > 2  # "Syria UNICEF"
        if glued or (is_named(name[:cut]) and (cut > 5 or acronym or follows)):
            yield begin, begin + cut
            yield from _pieces(sentence, begin + cut + 1, until)
            return
    yield begin, until


def _before_place(name: str) -> int:
    """How many characters of a run are no part of the place behind "of": "Governor of Hatay", "Organizers of the New York"."""
    match = _OF_PLACE.match(name)
    if match is None or is_named(name) or match.group(1).split()[-1] in _NAMED_OF:
        return 0
    place = name[match.end() :]
    return match.end() if is_place(place) or place.split()[-1] in _BUILT else 0


def _joined(sentence: str, begin: int, until: int, last: Toponym) -> Toponym | None:
    """ "the villages of al-Jaif, Dahr al-Abdul and Badr": a list of places goes on."""
    gap, name = sentence[last.until : begin], sentence[begin:until]
    if not last.led or last.rank < 3 or not re.fullmatch(r"\s*(?:,|and|,\s*and|or|as well as)\s*(?:nearby )?", gap):
        return None
    plain = name.lower().split()[0] not in words("purport.claims", "not_places.txt")
    body = _SIDE_TAIL.match(sentence[until:]) or is_body(name)
    return Toponym(begin, until, name, 4, True) if plain and not body and len(name.split()) < 4 else None


_OUTLAWED = re.compile(r"\b(?:banned|outlawed|prohibited|proscribed|designated)(?: as \S+)? (?:in|by) (?:the )?$")
_SIGHT = 80  # characters: as far as the words that lead to a name are looked for


def _ends_in(pattern: re.Pattern[str], sentence: str, until: int) -> bool:
    """Whether the words before a place in a sentence end in what the pattern says: words and a space."""
    return sentence[until - 1 : until].isspace() and bool(pattern.search(sentence, max(0, until - _SIGHT), until))


def _toponym(sentence: str, begin: int, until: int) -> Toponym | None:
    tokens = sentence[begin:until].split()
    while tokens and _no_place(tokens[-1]):
        until -= len(tokens.pop()) + 1
    while tokens and (_no_place(tokens[0]) or tokens[0].lower() in ("of", "the")):
        begin += len(tokens.pop(0)) + 1
    name = sentence[begin:until].strip()
    if len(name) < 3 or not _LETTERS.search(name) or is_body(name) or _BARE_COMPASS.fullmatch(name):
        return None
    if _SITE.fullmatch(name) or name in _BUILT:
        return None  # a kind of place, and no name: "the Complex"
    owner = bool(_OWNER.match(sentence[until:]))
    led = any(_ends_in(pattern, sentence, begin) for pattern in (_LEAD, _KIND_OF, _AMONG))
    trails = _TRAIL.match(sentence[until:])
    if trails and trails.group().split()[-1] in _ORGANISED:
        return None
    known = is_place(name) or is_place(_OWNING.sub("", name))
    if owner:
        is_place_s = is_named(name) and not _OWNED_BODY.match(sentence[until:])
        return Toponym(begin, until, name, _rank(name, None), led, True) if is_place_s else None
    opens = len(name) > 4 and is_named(name) and _rank(name, None) >= 2 and not _METONYM.match(sentence[until:])
    if _ACTOR_TAIL.match(sentence[until:]) and not led and not opens:
        return None
    if not (
        (known and (led or trails)) or opens or (trails and not _SIDE_TAIL.match(sentence[until + trails.end() :]))
    ):
        return Toponym(begin, until, name, 4, led) if _told_as_place(sentence, begin, until, name, led=led) else None
    if trails and _KIND_OF_NAME.match(sentence[until + trails.end() :]):
        return Toponym(begin, until, name, _rank(name, None), led, True)  # "the Damascus suburb of Jaramana"
    if trails and not _ends_in(_ONE_OF, sentence, begin):  # "a Damascus suburb" is no name of one
        until += trails.end()
    wider = _ends_in(_REGION_OF, sentence, begin)
    rank = min(_rank(name, trails), 1 if wider else 5)
    return Toponym(begin, until, sentence[begin:until], rank, led)


def _told_as_place(sentence: str, begin: int, until: int, name: str, *, led: bool) -> bool:
    """Whether the words of an unknown name or those around it say that it is a place."""
    behind = sentence[until:]
    if led and (_unknown_place(name, sentence, begin) or _SITE.search(name) or name.split()[-1] in _BUILT):
        return True
    if _APPOSED.match(behind) and not looks_like_person(name):
        return True
    opener = name.split()[0].split("-")[0].lower()
    named_so = (" " in name and opener in words("purport.lexicon", "toponym_parts.txt")) or _LISTED_KIND.match(behind)
    return bool(named_so) and not _SIDE_TAIL.match(behind)


@lru_cache(maxsize=10000)
def is_body(name: str) -> bool:
    """Whether a name is that of a body or a side: "Nusra Front", "State-held", "WHO"."""
    last = _OWNING.sub("", name.split()[-1])
    if last.capitalize() in _ORGANISED or re.search(
        r"-(?:held|controlled|occupied|run|dominated|besieged|led|backed|majority|linked|affiliated|allied)$",
        name.split()[0] if len(name.split()) > 1 else last,
    ):
        return True
    if name in words("purport.claims", "sides.txt") or (name.isupper() and len(name) < 6 and not is_named(name)):
        return True
    return not is_named(name) and plain_name(name) in body_names()


@lru_cache(maxsize=10000)
def _no_place(word: str) -> bool:
    """Words that are no place by themselves: weekdays, bodies, peoples, number words, common nouns."""
    plain = re.sub(r"[’']s?$", "", word.lower())
    glued = plain[:-1] if plain.endswith("days") else plain  # "Tuesdays attack", in text without apostrophes
    return glued in words("purport.claims", "not_places.txt") or plain in words("purport.lexicon", "demonyms.txt")


_PLAINLY_LED = re.compile(
    r"\b(?:in|at|near|outside|around|towards?|(?:re)?captur\w+|seiz\w+|liberat\w+|(?:re)?tak(?:e|es|en|ing)|(?:re)?took|entered|lost|holds?|controls?|besieg\w+|encircl\w+|conquer\w*|held|controlled|occupied|control of|control over|(?:rockets?|shells?|mortars?|mortar rounds|missiles?|bombs?|strikes?|raids?|attacks?|shelling|bombardment|fired?|fell|landed) (?:on|in)|(?:assaults?|offensives?|advanc\w+|march|push|siege|battle|fight|fighting|clashes|control) (?:on|of|against|over|for|towards?)|parts? of|(?:village|town|city|district|neighbou?rhood|area|province|villages|towns|districts|areas|suburb|neighbou?rhoods|state|county|port|island|region|governorate|municipality|prefecture|enclave|suburbs|resort|peninsula|valley|hamlet|settlement) of)\s+(?:the\s+)?(?:[\w-]+\s)?$",
    re.IGNORECASE,
)


def _unknown_place(name: str, sentence: str, begin: int) -> bool:
    """A capitalised word behind "in", "at" or "near" that is no person, body or weekday."""
    several = _ends_in(_PLACES_OF, sentence, begin)  # "the villages of al-Kem Al-Dura Western Tall"
    close = several or _ends_in(_AMONG, sentence, begin) or _ends_in(_PLAINLY_LED, sentence, begin)
    return close and not re.search(r"\d", name) and (len(name.split()) <= 3 or several)


def _rank(name: str, trails: re.Match[str] | None) -> int:
    """0 a country, a continent or a sea, 1 a province, 2 a region, 3 a town, 4 what no gazetteer lists, 5 a part of a town."""
    tail = trails.group().lower() if trails else ""
    if re.search(r"province|governorate|region|countryside|states?\b|county|counties|prefecture", tail):
        return 1
    found = candidates(name)
    kinds = {place.kind for place in found}
    if "country" in kinds or (found and not any(place.country for place in found)):
        return 0  # a country, a continent, a sea
    if _PART_OF_TOWN.search(tail) or _PART_OF_TOWN.search(name.split(" ")[-1].lower()):
        return 5
    if kinds & {"region"} and not kinds & {"city", "town"}:
        return 2
    return 3 if kinds else 4


_PART_OF_TOWN = re.compile(
    r"neighbou?rhood|street|square|hospital|road|mosque|school|church|checkpoint|crossing|airport|airbase|base\b|market|hotel|prison|university|dam\b|bridge"
)
