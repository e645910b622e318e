"""Which places of the article a figure may be about, and what speaks for each."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from purport.claims.described import and_described
from purport.claims.draft import Draft
from purport.claims.evidence.hanging import hanging
from purport.claims.evidence.lines import Line, group, is_dateline, near, tells_of_war
from purport.claims.evidence.pointing import joined_places, kinds_known, kinds_said, pointers
from purport.claims.places import Toponym
from purport.claims.ranking import Features
from purport.lexicon.gazetteer import bundled, candidates, countries_said, country_name
from purport.lexicon.toponyms import fold, strip_type
from purport.model import Place

_SIGHT = 80  # characters
_FIRED_FROM = re.compile(r"(?:positioned|based|stationed|located|stronghold|said) (?:in|at|near) (?:the )?$")
_PREPOSITION = re.compile(r"\b(\w+)\s+(?:the\s+)?(?:[\w-]+\s+){0,2}$")


@dataclass(frozen=True, slots=True)
class Deep:
    """The specific places of an article: how often each stands, how many there are, which comes first."""

    counts: dict[str, int]
    many: str
    total: int
    first: int


def _deep(counts: dict[str, int], lead: dict[str, int]) -> Deep:
    many = next((str(limit) for limit in (0, 1, 2, 3, 5, 8) if len(counts) <= limit), "more")
    return Deep(counts, many, sum(counts.values()), min((lead[k] for k in counts), default=-1))


@dataclass(frozen=True, slots=True)
class Map:
    """What an article's toponyms say of one another: how often each stands, which comes first, which lies in which."""

    counts: dict[str, int]
    first: str | None
    within: dict[str, set[str]]
    country: str | None
    known: dict[str, Place | None]
    kinds: dict[str, set[str]]
    ranks: dict[str, int]
    lead: dict[str, int]
    deep: Deep
    wider: frozenset[str]  # those that others lie in
    country_key: str | None
    joined: frozenset[str]  # those that are named in pairs


def place_key(toponym: Toponym) -> str:
    """One key for the spellings of a toponym, words for its kind left out."""
    return _key(toponym.words)


@lru_cache(maxsize=50000)
def _key(words: str) -> str:
    return fold(strip_type(words))


def without_datelines(lines: list[Line]) -> list[Line]:
    """The lines without the place that only opens an article ("BEIRUT (Reuters)"), if it names others.

    In the shared gold no figure has the place of a dateline alone.
    """
    if len({place_key(t) for line in lines for t in line.toponyms}) < 2:
        return lines
    until = next((n for n, line in enumerate(lines) if not line.headline), 0) + 3
    opening = [
        replace(line, toponyms=line.toponyms[1:]) if line.toponyms and is_dateline(line, line.toponyms[0]) else line
        for line in lines[:until]
    ]
    return [*opening, *lines[until:]]


def with_described(lines: list[Line]) -> list[Line]:
    """The lines with the places that figures' sentences describe ("the north of the country") beside the named ones."""
    return [
        replace(line, toponyms=and_described(line.sentence.text, line.toponyms)) if line.drafts else line
        for line in lines
    ]


def map_of(lines: list[Line]) -> Map:
    """The toponyms of an article put together."""
    counts: dict[str, int] = {}
    within: dict[str, set[str]] = {}
    code = bundled().main_country(t.words for line in lines for t in line.toponyms)
    known: dict[str, Place | None] = {}
    kinds: dict[str, set[str]] = {}
    ranks: dict[str, int] = {}
    lead: dict[str, int] = {}
    for number, line in enumerate(lines):
        for index, toponym in enumerate(line.toponyms):
            key = place_key(toponym)
            counts[key] = counts.get(key, 0) + 1
            kinds.setdefault(key, set()).update(kinds_said(line.sentence.text, toponym))
            if not toponym.owns:
                ranks[key] = max(toponym.rank, ranks.get(key, 0))
                lead.setdefault(key, number)
            if key not in known:
                known[key] = bundled().choose(toponym.words, code).place
            if _is_specific(line, toponym, index) == "yes":
                around = index - 1 if index and _is_of(line, index) else index + 1
                within.setdefault(key, set()).add(place_key(line.toponyms[around]))
    first = next(iter(ranks), None)
    country = _country_of(lines)
    deep = {key: counts[key] for key, rank in ranks.items() if rank >= 3}
    joined = frozenset(place_key(t) for line in lines for t in joined_places(line.sentence.text, line.toponyms))
    wider = frozenset(key for keys in within.values() for key in keys)
    return Map(
        counts,
        first,
        within,
        country,
        known,
        kinds,
        ranks,
        lead,
        _deep(deep, lead),
        wider,
        fold(country) if country else None,
        joined,
    )


def _country_of(lines: list[Line]) -> str | None:
    """The country that the article speaks of most, as a name or an adjective ("Syria", "Syrian")."""
    toponyms = [t for line in lines for t in line.toponyms]
    text = " ".join(line.sentence.text for line in lines)
    said = Counter(m.group() for m in countries_said(text) if not _NOT_THE_SCENE.match(text[m.end() :]))
    lies_in = country_name(bundled().main_country(t.words for t in toponyms if t.rank))
    if lies_in:
        named = {place.name for t in toponyms if not t.rank for place in candidates(t.words) if place.kind == "country"}
        said = Counter({name: said[name] for name in {*named, lies_in}})
    return max(sorted(said), key=lambda name: said[name], default=None)


def place_options(draft: Draft, lines: list[Line], at: int, mapped: Map) -> list[tuple[str | None, Features]]:
    """Every place named in the article, its country, and none: (words, features)."""
    known: dict[str, tuple[str, list[str]]] = {}
    what, here = group(draft), {place_key(t): t for t in lines[at].toponyms}
    context = _Context(draft, lines, at, mapped)
    pointed: set[str] = set()
    for number, line in _around(lines, at):
        beside = list(_figures_beside(context, line, number)) if line.toponyms else []
        for index, toponym in enumerate(line.toponyms):
            key = place_key(toponym)
            if key in known:
                known[key][1].extend(beside)
                continue
            facts = list(_place_facts(draft, line, toponym, index, number - at))
            facts += _standing(context, toponym, key, number)
            facts += beside
            facts += _pointed_at(context, toponym, key, number, pointed)
            facts += _among_the_deep(context, key, number)
            facts += _hung(context, toponym, number)
            known[key] = (toponym.words, facts)
    none = (f"none {what}", f"none here {bool(here)}", f"none unit {draft.number.unit}", f"none any {bool(known)}",
            f"none measure {draft.measure}")  # fmt: skip
    options: list[tuple[str | None, Features]] = [(None, none)]
    if mapped.country and fold(mapped.country) not in known:
        country = (
            f"country {what}",
            f"country war {context.war}",
            f"country here {bool(here)}",
            f"country unit {draft.number.unit}",
            f"country measure {draft.measure}",
            f"over {context.told_as} main country True own {bool(here)}",
            f"size {context.size} main country True war {context.war}",
            f"size {context.size} over {context.told_as} main country True own {bool(here)}",
            f"countrywide {context.countrywide} main country True apart own {bool(here)}",
            f"country said {_says(mapped.country, draft)} own {bool(here)}",
        )
        options.append((mapped.country, country))
    options += [(words, tuple(dict.fromkeys((*facts, f"{facts[0]} for {what}")))) for words, facts in known.values()]
    return options


class _Context:
    """What is asked about every candidate of one figure, looked up once."""

    def __init__(self, draft: Draft, lines: list[Line], at: int, mapped: Map) -> None:
        self.draft, self.lines, self.at, self.mapped = draft, lines, at, mapped
        told = (n for n, k in enumerate(lines[:_REACH]) if any(d.measure == draft.measure for d in k.drafts))
        self.first_of_measure = next(told, -1)
        self.war = tells_of_war(draft.sentence.text)
        self.most = max(mapped.counts.values(), default=0)
        self.what = group(draft)
        self.here = {place_key(t) for t in lines[at].toponyms}
        self.deepest = max((t.rank for t in lines[at].toponyms), default=-1)
        mine = draft.low or draft.high or 0
        self.size = "tens of thousands" if mine >= 10000 else "hundreds" if mine >= 100 else "few"
        self.deeper = _deeper_told(draft, lines, at, self.deepest)
        span, total = _span(lines[at]), _tells_total(draft.sentence.text)
        self.told_as = f"{span} total {total}"
        self.countrywide = total or self.war or span in ("months", "years")
        self.coming_back = _is_definite(draft.sentence.text)
        text = draft.sentence.text
        self.pointers = pointers(text)
        self.pointer = min(self.pointers, key=lambda p: abs(p.begin - draft.number.begin), default=None)
        self.places = [p for p in (mapped.known.get(key) for key in self.here) if p is not None]


def _standing(context: _Context, toponym: Toponym, key: str, number: int) -> Iterator[str]:
    """What an article says of a place as a whole, and of it and those in the sentence."""
    mapped, what, apart = context.mapped, context.what, number - context.at
    near_by = "here" if not apart else "apart"
    inside = bool(mapped.within.get(key, set()) & context.here) and key not in context.here
    place = mapped.known.get(key)
    yield f"first {mapped.first == key}"
    yield f"rank {toponym.rank}"
    yield f"inside what is here {inside}"
    yield f"inside what is here {inside} {near_by} rank {toponym.rank} of {context.deepest}"
    yield f"war {context.war} rank {toponym.rank}"
    yield f"rank {toponym.rank} for {what}"
    yield f"rank {toponym.rank} measure {context.draft.measure}"
    yield f"nearest {max(-3, min(apart, 3))} rank {toponym.rank}"
    yield f"holds others {key in mapped.wider} {near_by}"
    main = key == mapped.country_key
    yield f"main country {main} {what}"
    yield f"{near_by} deeper {toponym.rank - context.deepest if apart else 0} coming back {context.coming_back}"
    yield f"size {context.size} main country {main} war {context.war}"
    yield f"over {context.told_as} main country {main} own {bool(context.here)}"
    yield f"size {context.size} over {context.told_as} main country {main} own {bool(context.here)}"
    yield f"countrywide {context.countrywide} main country {main} {near_by} own {bool(context.here)}"
    if main:
        yield f"country said {_says(toponym.words, context.draft)} own {bool(context.here)}"
    yield f"over {context.told_as} rank {toponym.rank} {near_by} own {bool(context.here)}"
    yield f"size {context.size} rank {toponym.rank} {near_by}"
    yield f"owns {toponym.owns} {near_by}"
    yield f"{near_by} rank {toponym.rank} here {context.deepest} told deeper {context.deeper}"
    yield f"known {place.kind if place else 'no'} {near_by}"
    yield f"most named {mapped.counts[key] == context.most} {near_by} here {bool(context.here)}"
    if apart and context.places:
        yield f"apart by {_distance(place, context.places)} deeper {toponym.rank > context.deepest}"


def _figures_beside(context: _Context, line: Line, number: int) -> Iterator[str]:
    """Whether the same figure, or one of the same measure, stands in the sentence of a place."""
    if number == context.at:
        return
    mine = context.draft
    alike = [d for d in line.drafts if d.measure == mine.measure]
    same = [d for d in alike if (d.low, d.number.unit) == (mine.low, mine.number.unit)]
    big = (mine.low or mine.high or 0) > 4
    side = "earlier" if number < context.at else "later"
    yield f"same figure {bool(same)} big {big} {side} own {bool(context.here)}"
    yield f"same measure {bool(alike)} {side} own {bool(context.here)} coming back {context.coming_back}"
    if alike and number == context.first_of_measure:
        yield f"first of the measure own {bool(context.here)}"


def _pointed_at(context: _Context, toponym: Toponym, key: str, number: int, pointed: set[str]) -> Iterator[str]:
    """Whether the sentence points back to a place of this kind ("the town"), and this is the nearest one."""
    side = "here" if number == context.at else "earlier" if number < context.at else "later"
    if context.pointer is None:
        yield f"points nowhere {side}"
        return
    kinds = context.mapped.kinds[key] | kinds_known(context.mapped.known.get(key))
    for pointer in context.pointers:
        near_by = "close" if pointer is context.pointer else "far"
        fits = pointer.kind in kinds or (pointer.kind == "any" and toponym.rank > 0)
        nearest = fits and side != "later" and pointer.kind not in pointed
        if nearest:
            pointed.add(pointer.kind)
        yield f"points {near_by} fits {fits} nearest {nearest} {side}"
        yield f"points {near_by} {pointer.kind} fits {fits} {side} own {bool(context.here)}"
        if pointer.many:
            joined = place_key(toponym) in context.mapped.joined
            yield f"points to many {near_by} fits {fits} joined {joined} {side}"
        if not fits and kinds:
            yield f"points {near_by} {pointer.kind} to another kind {side} rank {toponym.rank}"


def _hung(context: _Context, toponym: Toponym, number: int) -> Iterator[str]:
    """How a place of the figure's own sentence hangs together with it."""
    if number != context.at:
        return
    deeper = max(-1, min(toponym.rank - context.deepest, 1))
    for fact in hanging(context.draft, toponym.begin, toponym.until):
        yield fact
        yield f"{fact} deeper {deeper}"
    if context.draft.measure == "distance":
        yield f"measured from {toponym.begin >= context.draft.number.after}"


def _among_the_deep(context: _Context, key: str, number: int) -> Iterator[str]:
    """How many specific places an article names, and how this one stands among them."""
    mapped = context.mapped
    side = "here" if number == context.at else "earlier" if number < context.at else "later"
    deep, many = mapped.deep, mapped.deep.many
    if key not in deep.counts:
        yield f"not deep of {many} {side} deepest {context.deepest}"
        return
    share = deep.counts[key] / deep.total
    part = next((str(limit) for limit in (0.1, 0.2, 0.34, 0.5, 0.7) if share <= limit), "most")
    first = deep.first == mapped.lead[key]
    own = "free" if not context.here else "deep" if context.deepest >= 3 else "wide"
    yield f"deep of {many} {side} own {own}"
    yield f"deep share {part} {side} own {own}"
    yield f"deep first {first} {side} own {own}"
    yield f"deep first {first} share {part} {side} {context.what}"


def _deeper_told(draft: Draft, lines: list[Line], at: int, deepest: int) -> str:
    """Whether a sentence near by tells the same figure, or one of the same measure, of a more specific place."""
    told = "no"
    for line in [*lines[max(0, at - 4) : at], *lines[at + 1 : at + 5]]:
        if max((t.rank for t in line.toponyms if not t.owns), default=-1) > deepest:
            alike = [d for d in line.drafts if d.measure == draft.measure]
            if any((d.low, d.number.unit) == (draft.low, draft.number.unit) for d in alike) and (draft.low or 0) > 2:
                return "same"
            told = "alike" if alike else told
    return told


def _says(country: str, draft: Draft) -> bool:
    """Whether a figure's sentence names a country, or has its adjective ("Syrian troops")."""
    return bool(re.search(rf"\b{re.escape(country)}", draft.sentence.text))


def _span(line: Line) -> str:
    """How long the times of a sentence are: of a war's years one speaks for the country."""
    spans = [(when.end - when.start).days for when in line.times if when.start and when.end]
    steps = ((300, "years"), (31, "months"), (6, "weeks"), (0, "days"))
    return next((name for least, name in steps if spans and max(spans) >= least), "no time")


def _distance(place: Place | None, others: list[Place]) -> str:
    """How far a place lies from the nearest of others: a step in kilometres, or another country."""
    if place is None or place.latitude is None or place.longitude is None:
        return "unknown"
    steps = []
    for other in others:
        if other.latitude is not None and other.longitude is not None:
            east = (place.longitude - other.longitude) * math.cos(math.radians(place.latitude)) * 111
            steps.append(math.hypot(east, (place.latitude - other.latitude) * 111))
    gap = min(steps, default=1e9)
    return next((f"{limit} km" for limit in (2, 30, 120, 400) if gap <= limit), "far")


# "which Russia has outlawed", "the Russian Defence Ministry said": no word of where it happened.
_NOT_THE_SCENE = re.compile(
    r"\w*\s+(?:(?:has|have)\s+)?(?:banned|outlawed|prohibited)|\w*\s+(?:Defen[cs]e|Foreign|Interior)\s+Minist"
)
_OF = re.compile(
    r"(?:[’']?s?\s(?:[\w-]+\s){0,3})?(?:city|town|village|suburb|district|neighbou?rhood|province|region|area)s? of (?:the )?|\sof (?:the )?"
)
_OWNED = re.compile(r"[’']?s?\s(?:[a-z][\w-]*\s){0,3}")
_CLOSED = re.compile(r"(?!, and\b)(?:,|[.;:]|$| (?:on|where|when|after|before|late|early|last)\b)")
_TOTAL = re.compile(r"\b(?:total|overall|altogether|now number|reached|tally|so far)\b", re.IGNORECASE)
_DEFINITE = re.compile(
    r"\b(?:the|this|that|these|those) (?:\w+ ){0,2}?(?:attacks?|strikes?|raids?|blasts?|bombings?|explosions?|incident|assault|shelling|clashes|fighting|battle|crash|quake|earthquake|flood|storm|fire|protest|march|operation|city|town|village|area|district|dead|victims|toll|wounded|injured)\b",
    re.IGNORECASE,
)


# Both are asked of a sentence for each of its figures.
@lru_cache(maxsize=64)
def _tells_total(sentence: str) -> bool:
    return _TOTAL.search(sentence) is not None


@lru_cache(maxsize=64)
def _is_definite(sentence: str) -> bool:
    return _DEFINITE.search(sentence) is not None


# Places further off than this many sentences, but for those of the lead, are some other event's.
_REACH = 15


def _around(lines: list[Line], at: int) -> list[tuple[int, Line]]:
    """The sentences near one and those of the lead, the nearest first."""
    near_by = {*range(max(0, at - _REACH), min(len(lines), at + _REACH + 1)), *range(min(3, len(lines)))}
    return [(n, lines[n]) for n in sorted(near_by, key=lambda n: (abs(n - at), n > at))]


def _place_facts(draft: Draft, line: Line, toponym: Toponym, index: int, apart: int) -> Iterator[str]:
    specific = _is_specific(line, toponym, index)
    if apart:
        side = "earlier" if apart < 0 else "later"
        yield f"{side} {min(abs(apart), 4)} specific {specific}"
        yield f"{side} {min(abs(apart), 4)} index {min(index, 2)} of {min(len(line.toponyms), 3)}"
        yield f"{side} headline {line.headline}"
        yield f"{side} led {toponym.led} rank {toponym.rank}"
        return
    behind = toponym.begin > draft.number.begin
    side = "behind" if behind else "ahead"
    gap = toponym.begin - draft.number.after if behind else draft.number.begin - toponym.until
    yield f"here {side} {near(gap)} specific {specific}"
    yield f"here {side} led {toponym.led} rank {toponym.rank}"
    within = [t for t in line.toponyms if (t.begin > draft.number.begin) == behind]
    place = within.index(toponym) if behind else len(within) - 1 - within.index(toponym)
    yield f"here {side} nth {min(place, 3)} specific {specific}"
    seen = max(0, toponym.begin - _SIGHT)
    preposition = _PREPOSITION.search(line.sentence.text, seen, toponym.begin)
    yield f"here {side} after {preposition.group(1).lower() if preposition else '-'}"
    yield f"here fired from {_FIRED_FROM.search(line.sentence.text, seen, toponym.begin) is not None}"
    yield f"here in voice {any(v.begin <= toponym.begin < v.until for v in line.voices)}"
    between = line.sentence.text[min(draft.number.after, toponym.until) : max(draft.number.begin, toponym.begin)]
    yield f"here {side} numbers between {min(len(re.findall(r'[0-9]+', between)), 2)}"
    yield f"here {side} clause {bool(re.search(r'[;,]|said|while|after|which|where', between))}"


def _is_specific(line: Line, toponym: Toponym, index: int) -> str:
    """Whether a wider place stands beside it ("X in Y", "Y's town of X"), or a narrower one."""
    last = len(line.toponyms) - 1
    if (index < last and _lies_in(line, index)) or (index and _is_of(line, index)):
        return "yes"
    return "no" if (index and _lies_in(line, index - 1)) or (index < last and _is_of(line, index + 1)) else "alone"


def _is_of(line: Line, index: int) -> bool:
    """Whether a toponym is what the one before it is said of: "Damascus suburb of Jaramana", "Idlib's town of Saraqib"."""
    wider, place = line.toponyms[index - 1], line.toponyms[index]
    between = line.sentence.text[wider.until : place.begin]
    if wider.owns and _OWNED.fullmatch(between):
        return True
    return bool(_OF.fullmatch(between)) and (wider.owns or wider.rank < place.rank or " " in wider.words)


def _lies_in(line: Line, index: int) -> bool:
    """Whether a toponym of a line lies in the one behind it: close and less deep, or "Baggao, Cagayan, where"."""
    one, other = line.toponyms[index], line.toponyms[index + 1]
    text = line.sentence.text
    if other.begin - one.until >= 30 or _is_of(line, index + 1):
        return False
    return other.rank <= one.rank or (
        text[one.until : other.begin] == ", " and bool(_CLOSED.match(text[other.until :]))
    )
