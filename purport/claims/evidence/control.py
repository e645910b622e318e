"""Which places of a sentence somebody is said to take, lose, hold, besiege or fight for, and what speaks for it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from purport.claims.described import described_places, is_described
from purport.claims.evidence.lines import Line, is_dateline, near
from purport.claims.evidence.pointing import joined_places, kind_of_noun, kinds_known, kinds_said
from purport.claims.parse import Doc, Token
from purport.claims.places import PEOPLES, Toponym
from purport.claims.ranking import Features
from purport.lexicon.gazetteer import candidates
from purport.lexicon.tables import rows
from purport.model import Act

_EPITHET = re.compile(
    r"(?<![\w-])(?:((?:(?:the |an? )?(?:[A-Z][\w’'.]*[ -]){0,4}(?!(?:in|of|on|at|to|from|near|and)\b)(?:[A-Za-z][\w’'.]*)(?: \([A-Z]+\))?(?: group| rebels?| militants?| fighters)?))"
    r"\s?-(held|controlled|occupied|dominated|run|ruled|besieged)"
    r"|\b(rebel|opposition|regime|government|militant|insurgent|[A-Z]{2,6}) (held|controlled|occupied))\s"
)
# What every epithet ends in: most sentences are searched for no more than that.
_HELD = re.compile(r"[ -](?:held|controlled|occupied|dominated|run|ruled|besieged)\s")
_SIDE_PLACE = re.compile(
    r"\b(rebel|opposition|regime|government|insurgent|jihadist)[ -](?:territory|areas?|towns?|villages?|neighbou?rhoods?|districts?|enclave|zones?)\s+(?:in|of|around|on|near)\b"
)
_POINTER = re.compile(
    r"\b(?:the|its|this|that|these|those|an?|both|one|two|three|four|another|most of the|parts of the)\s+(?:[\w’'-]+\s){0,3}?"
    r"(city|town|village|area|province|district|neighbou?rhood|region|enclave|airport|airbase|base|capital|outskirts"
    r"|suburb|camp|cities|towns|villages|areas|districts|neighbou?rhoods|suburbs|stronghold|bastion)\b(?! of\b)",
    re.IGNORECASE,
)
_JOINED = re.compile(
    r"^(?:[’']s?)?\s*(?:,|and|,\s*and|as well as|or|\s)\s*(?:(?:the |nearby |neighbou?ring )?(?:towns?|villages?|cit(?:y|ies)|areas?|districts?|neighbou?rhoods?) of )?(?:the |nearby |in )?$"
)
_DIRECT = re.compile(
    rf"^[\s\"“,]*(?:(?:back|over|all|most|part|parts|much|nearly|almost|more|the|its|of|entire|whole|strategic|key|ancient|border|central|city|area|areas|town|towns|village|villages|cit(?:y|ies)|province|district|districts|neighbou?rhoods?|region|suburbs?|nearby|historic|large|swathes|besieged|both|desert|{PEOPLES}|percent|\d+|(?:north|south|east|west)\w*|northern|general|hospital|airport|base|dam|countryside|former|\w+-(?:held|controlled))[\s,]+)*$",
    re.IGNORECASE,
)
_UNNAMED = re.compile(
    r"(?:\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|dozens of|several|many|some|other|an?))\s+(?:[\w-]+\s){0,2}"
    r"(?:square )?(?:kilomet(?:er|re)s?|km2?|miles?|villages?|towns?|cities|settlements?|areas?|locations?|positions?|hamlets?|hills?|bases?|neighbou?rhoods?|districts?|checkpoints?)\b",
    re.IGNORECASE,
)
_PASSIVE = re.compile(r"\b(?:was|were|been|being|is|are|be)\s+(?:\w+ly\s+)?$")
_STOP = re.compile(r"\b(?:said|says|told|which|who|where|when|while|but|after|before|killing|killed|according|that)\b")
_WORD = re.compile(r"[\w’'-]+")
_MODAL = frozenset(
    [
        "not",
        "never",
        "to",
        "would",
        "could",
        "will",
        "may",
        "might",
        "can",
        "should",
        "if",
        "unable",
        "failed",
        "n't",
        "hoping",
        "planning",
    ]
)
_FIRE = re.compile(
    r"air ?strikes?|air raids?|shell(?:ed|ing|s)?|bomb(?:ed|ing|ings|ardment)|rockets?|missiles?|mortars?|barrel",
    re.IGNORECASE,
)
_GROUND = re.compile(r"clash|fighting|battle|offensive|ground|advance|troops|storm", re.IGNORECASE)
_NAMED = "|".join(row[0] for row in rows("purport.claims", "sides.txt"))
_FORCE = (
    r"rebels?|opposition|regime|government|army|forces|troops|fighters|militants|insurgents|terrorists?|jihadists?"
    r"|groups?|coalition|militia|militias|militiamen|factions?|soldiers|separatists|loyalists|guerrillas|paramilitar(?:y|ies)"
    r"|military|allies|extremists|gunmen|units?|alliance|police|gangs?|bandits|tribesmen|peacekeepers|marines|monitors"
    r"|Rebels|Militants|Insurgents|Jihadists|Troops|Fighters|Gunmen|Government|Regime|Opposition|Army of \w+|Army|(?:Armed |Defen[cs]e |Security |Support )?Forces|Militias?|Coalition|Brigades?|Battalions?|Units|Guards?"
)
_SIDES = re.compile(
    rf"\b(?=\w)(?:(?:the |an? )?(?:[A-Z][\w’'()-]*\s|[a-z]+-(?:led|backed|linked|allied|aligned)\s|(?:Islamist|jihadist|pro-government|government|rebel|opposition|loyalist|allied|local|regime|army|insurgent)\s){{0,5}}(?:{_FORCE}|{_NAMED})(?: (?:forces|fighters|rebels|groups?|troops|militants|units|army|militia|alliance|movement))?)(?!\w)"
)
_LAST_WORD = re.compile(r"\b(\w+)\s+(?:the\s+)?(?:[\w-]+\s){0,1}$")
_REACH = 150  # characters between a cue and a place
_SIGHT = 60  # characters: as far as the words before a cue or a place are looked for


@dataclass(frozen=True, slots=True)
class Cue:
    """A word for control in a sentence: the act that it stands for, and the row of the table."""

    begin: int
    until: int
    words: str
    act: Act
    row: str
    where: str
    side: str | None = None


@dataclass(frozen=True, slots=True)
class Holding:
    """A cue and a place that it may be about: what is weighed."""

    cue: Cue
    toponym: Toponym
    place: str
    features: Features
    joined: bool = False  # one of two places that "the two towns" points to


@cache
def _table() -> tuple[tuple[re.Pattern[str], Act, str], ...]:
    # For lower-case text, and without a leading \b: the search is three times as fast.
    return tuple(
        (re.compile(rf"(?:{row[0].lower()})(?=\W|$)"), row[1], row[2])  # type: ignore[misc]
        for row in rows("purport.claims", "control_cues.tsv")
    )


@cache
def _openings() -> re.Pattern[str]:
    """Where a cue of the table begins in lower-case text: at the start of a word."""
    cues = "|".join(f"(?:{pattern.pattern})" for pattern, _, _ in _table())
    return re.compile(rf"(?<![^\W_])(?<!-)(?={cues})")


@lru_cache(maxsize=512)
def find_cues(text: str) -> tuple[Cue, ...]:
    """The words for control in a sentence; of two rows for the same words the earlier one of the table."""
    found = [
        Cue(
            m.start(), m.end(), m.group().strip(), "besieges" if m.group(2) == "besieged" else "holds", "epithet",
            "after", m.group(1) or m.group(3),
        )
        for m in (_EPITHET.finditer(text) if _HELD.search(text) else ())
    ]  # fmt: skip
    found += [
        Cue(m.start(), m.end(), m.group(), "holds", "side's places", "after", m.group(1))
        for m in _SIDE_PLACE.finditer(text)
    ]
    lowered = text.replace("İ", "I").lower()  # the one capital that grows
    begins = [m.start() for m in _openings().finditer(lowered)]
    table = _table()
    for number in sorted({n for begin in begins for n, row in enumerate(table) if row[0].match(lowered, begin)}):
        pattern, act, where = table[number]
        for match in pattern.finditer(lowered):
            begin, until = match.span()
            if begin in begins and not any(c.begin < until and begin < c.until for c in found):
                found.append(Cue(begin, until, text[begin:until], act, f"row {number + 1}", where))
    return tuple(sorted(found, key=lambda cue: cue.begin))


def points_to_place(sentence: str) -> bool:
    """Whether "the city" and the like stand in a sentence."""
    return bool(_pointed_in(sentence))


@lru_cache(maxsize=512)
def _pointed_in(sentence: str) -> tuple[tuple[int, int], ...]:
    described = ((place.begin, place.until) for place in described_places(sentence))
    return (*described, *(m.span() for m in _POINTER.finditer(sentence)))


@dataclass(frozen=True, slots=True)
class Named:
    """What an article says of the places that "the city" may point to."""

    most: str | None  # the town or part of a town that it names most often
    first: str | None  # and the one that it names first
    kinds: dict[str, set[str]]  # "town", "province" …: what it calls each
    joined: set[str]  # those that it names in pairs: "Foua and Kefraya"


def named_places(lines: list[Line]) -> Named:
    """The places of an article, for those that only point to them."""
    kinds: dict[str, set[str]] = {}
    joined: set[str] = set()
    towns: Counter[str] = Counter()
    for line in lines:
        for toponym in line.toponyms:
            kinds.setdefault(toponym.words, set()).update(kinds_said(line.sentence.text, toponym))
            if toponym.rank >= 3 and not is_dateline(line, toponym):
                towns[toponym.words] += 1
        joined.update(t.words for t in joined_places(line.sentence.text, line.toponyms))
    for words in kinds:
        kinds[words] |= kinds_known(next(iter(candidates(words)), None))
    return Named(towns.most_common(1)[0][0] if towns else None, next(iter(towns), None), kinds, joined)


def holdings(lines: list[Line], at: int, named: Named) -> list[Holding]:
    """Every place of a sentence, or pointed to in it, beside every cue that it may belong to, with features."""
    line = lines[at]
    doc, text = line.doc, line.sentence.text
    cues = find_cues(text) if doc is not None else ()
    if not cues or doc is None:
        return []
    written = [t for t in line.toponyms if not is_dateline(line, t)]
    places = sorted([*written, *_pointers(doc, text, line.toponyms)], key=lambda t: t.begin)
    referents = _referents(lines, at, named)
    found = []
    told = f"headline {line.headline} quoted {line.quoted}"
    for cue in cues if places else ():
        said = (*_cue_facts(text, cue, sides_in(text)), f"{told} {cue.act}")
        placed = _Placed(doc, text, cues, cue, places)
        for index, toponym in enumerate(places):
            apart = toponym.begin >= cue.until or toponym.until <= cue.begin
            pointed = toponym.rank < 0 and toponym.begin <= cue.until + 40
            if _gap(cue, toponym) > _REACH or not (apart or pointed):
                continue
            facts = (*_facts(placed, index), *said)
            if toponym.rank >= 0:
                found.append(Holding(cue, toponym, toponym.words, facts))
            else:
                for words_, points in _pointed(toponym, _nearest_first(toponym, referents, written), named, cue):
                    joined = _is_plural(toponym) and words_ in named.joined
                    found.append(Holding(cue, toponym, words_, (*facts, *points, f"points joined {joined}"), joined))
    return found


def _pointers(doc: Doc, text: str, toponyms: tuple[Toponym, ...]) -> list[Toponym]:
    """ "the city", "two besieged towns", "the eastern districts": words that point to a place named elsewhere."""
    found: list[Toponym] = []
    for begin, until in _pointed_in(text):
        if not any(t.begin < until and begin < t.until for t in (*toponyms, *found)) and _is_phrase(doc, begin, until):
            found.append(Toponym(begin, until, text[begin:until], -1, False))
    return found


def _is_phrase(doc: Doc, begin: int, until: int) -> bool:
    """Whether words hold together: "the army took villages" points to nothing."""
    span = doc.char_span(begin, until, alignment_mode="expand")
    return span is not None and not any(t.pos_ in ("VERB", "AUX") and t.tag_ not in ("VBN", "VBG") for t in span)


def _referents(lines: list[Line], at: int, named: Named) -> list[tuple[str, str]]:
    """The places that a sentence may point to, outside it: (how it stands, words)."""
    before = [
        t.words
        for line in lines[max(0, at - 4) : at]
        for t in line.toponyms
        if t.rank >= 1 and not is_dateline(line, t)
    ]
    behind = [t.words for line in lines[at + 1 : at + 3] for t in line.toponyms if t.rank >= 3]
    found = [(f"{n} before", words) for n, words in enumerate(dict.fromkeys(reversed(before)))][:4]
    found += [("most named", named.most)] if named.most else []
    found += [("first named", named.first)] if named.first else []
    return found + [("next behind", words) for words in behind[:1]]


def _nearest_first(
    pointer: Toponym, referents: list[tuple[str, str]], toponyms: list[Toponym]
) -> list[tuple[str, str]]:
    own = [("own words", pointer.words)] if is_described(pointer.words) else []
    here = [("here before", t.words) for t in toponyms if t.until <= pointer.begin and t.rank >= 1][-1:]
    here += [("here behind", t.words) for t in toponyms if t.begin >= pointer.until and t.rank >= 3][:1]
    by_words: dict[str, tuple[str, str]] = {}
    for how, words_ in [*own, *here, *referents]:
        by_words.setdefault(words_, (how, words_))
    return list(by_words.values())


def _is_plural(pointer: Toponym) -> bool:
    return pointer.words.endswith("s")


def _pointed(
    pointer: Toponym, referents: list[tuple[str, str]], named: Named, cue: Cue
) -> Iterator[tuple[str, list[str]]]:
    """Each place that words may point to, and what speaks for it."""
    noun, first = pointer.words.split()[-1].lower(), pointer.words.split()[0].lower()
    kind = kind_of_noun(noun)
    many = _is_plural(pointer)
    fitted = False
    for how, words_ in referents:
        kinds = named.kinds.get(words_, set())
        fits = "own" if how == "own words" else "unknown" if not kinds else str(kind in kinds)
        nearest = fits == "True" and not fitted
        fitted = fitted or nearest
        yield words_, [
            f"points {how}", f"points {how} {first}", f"points {how} {noun}", f"points {how} {cue.act}",
            f"points fits {fits} nearest {nearest}", f"points {how} fits {fits} nearest {nearest}", f"points {kind} fits {fits} nearest {nearest}",
            f"points many {many} fits {fits} nearest {nearest} {cue.act}",
            f"points to most named {words_ == named.most} first {words_ == named.first}",
            f"points to most named {words_ == named.most} fits {fits}",
        ]  # fmt: skip


def _gap(cue: Cue, toponym: Toponym) -> int:
    return max(toponym.begin - cue.until, cue.begin - toponym.until)


@lru_cache(maxsize=512)
def sides_in(text: str) -> tuple[tuple[int, int, str], ...]:
    """Where the sides of a sentence are named: (begin, until, words)."""
    return tuple((m.start(), m.end(), m.group()) for m in _SIDES.finditer(text))


def _cue_facts(text: str, cue: Cue, sides: tuple[tuple[int, int, str], ...]) -> tuple[str, ...]:
    """What the words around a cue say of it, whatever the place."""
    before = _WORD.findall(text[max(0, cue.begin - 40) : cue.begin].lower())
    modal = next((w for w in reversed(before[-4:]) if w in _MODAL), "-")
    ahead = any(until <= cue.begin and cue.begin - until < 80 for _, until, _ in sides)
    behind = any(cue.until <= begin < cue.until + 60 for begin, _, _ in sides)
    return (
        f"word before {before[-1] if before else '-'} {cue.act}",
        f"word before {before[-1] if before else '-'} {cue.row}",
        f"modal {modal} {cue.act}",
        f"sides ahead {ahead} behind {behind} {cue.act}",
        f"sides ahead {ahead} {cue.row}",
        f"{_arms(text)} {cue.act}",
    )


@lru_cache(maxsize=64)
def _arms(text: str) -> str:
    """Whether a sentence tells of fire from afar, and of fighting on the ground."""
    return f"fire {bool(_FIRE.search(text))} ground {bool(_GROUND.search(text))}"


class _Placed:
    """What is asked of one cue beside each place of its sentence, looked up once."""

    def __init__(self, doc: Doc, text: str, cues: tuple[Cue, ...], cue: Cue, places: list[Toponym]) -> None:
        self.doc, self.text, self.cue, self.places = doc, text, cue, places
        self.others = [c for c in cues if c is not cue]
        self.done_to = bool(_PASSIVE.search(text, max(0, cue.begin - _SIGHT), cue.begin))
        self.by = text[cue.until :].lstrip().startswith("by ")
        first = doc.char_span(cue.begin, cue.begin + len(cue.words.split()[0]), alignment_mode="expand")
        self.head = None if first is None else first.root
        self.subject = self.head is not None and any(c.dep_ in ("nsubj", "nsubjpass") for c in self.head.children)


def _facts(placed: _Placed, index: int) -> Iterator[str]:
    text, cue, places = placed.text, placed.cue, placed.places
    toponym = places[index]
    behind = toponym.begin >= cue.until
    side = "behind" if behind else "ahead"
    between = text[cue.until : toponym.begin] if behind else text[toponym.until : cue.begin]
    others = [
        p
        for p in places
        if p is not toponym and min(cue.begin, toponym.begin) < p.begin < max(cue.begin, toponym.begin)
    ]
    rival = any(min(cue.begin, toponym.begin) < c.begin < max(cue.begin, toponym.begin) for c in placed.others)
    expected = cue.where == "both" or (cue.where == "after") == behind
    rank = "pointer" if toponym.rank < 0 else str(min(toponym.rank, 3))
    yield "any"
    yield f"{cue.act} {side} expected {expected}"
    yield f"{cue.row}"
    yield f"{cue.row} {side}"
    apart = near(len(between))
    yield f"{side} {apart} expected {expected}"
    yield f"{side} {apart} {cue.act}"
    yield f"{side} stop {bool(_STOP.search(between))} expected {expected}"
    yield f"{side} passive {placed.done_to} by {placed.by} {cue.act}"
    yield f"{side} passive {placed.done_to} expected {expected}"
    yield f"{side} comma {',' in between} semicolon {';' in between}"
    yield f"{side} direct {bool(_DIRECT.match(between))} {cue.act}"
    yield f"{side} places between {min(len(others), 2)} expected {expected}"
    yield f"{side} rival {rival} expected {expected}"
    yield f"rank {rank} {cue.act}"
    yield f"rank {rank} {side}"
    yield f"led {toponym.led} owns {toponym.owns} {side}"
    chained = bool(index and behind and _JOINED.match(text[places[index - 1].until : toponym.begin]))
    yield f"chained {chained} {side} others {min(len(others), 2)}"
    wider = bool(index and 0 <= toponym.rank < places[index - 1].rank and toponym.begin - places[index - 1].until < 25)
    yield f"wider than the one before {wider} {side}"
    last = _LAST_WORD.search(text, max(0, toponym.begin - _SIGHT), toponym.begin)
    word = last.group(1).lower() if last else "-"
    yield f"after {word} {side} {cue.act}"
    # "captured 12 villages in Idlib": what is taken has no name, and where it lies is not taken.
    unnamed = bool(_UNNAMED.search(text[max(0, cue.begin - 50) : toponym.begin]))
    yield f"after {word} {side} {cue.act} unnamed {unnamed}"
    yield from _parsed(placed, toponym, side)


def _parsed(placed: _Placed, toponym: Toponym, side: str) -> Iterator[str]:
    """How the place hangs on the cue in the parse."""
    head, cue = placed.head, placed.cue
    span = placed.doc.char_span(toponym.begin, toponym.until, alignment_mode="expand")
    if head is None or span is None:
        return
    place = span.root
    yield f"place {place.dep_} {cue.act} {side}"
    yield f"cue tag {head.tag_} {cue.act} {side}"
    path = _up(place, head)
    yield f"under the cue {bool(path)} {side} {cue.act}"
    if path:
        yield f"by {' '.join(t.dep_ for t in path[-2:])} {side}"
    yield f"cue has subject {placed.subject} {side} {cue.act}"


def _up(token: Token, head: Token) -> list[Token]:
    """The tokens from one up to below another, empty where that is not above it."""
    path = [token]
    while path[-1].i != head.i and len(path) < 9:
        if path[-1].head.i == path[-1].i:
            return []
        path.append(path[-1].head)
    return path[:-1] if path[-1].i == head.i else []
