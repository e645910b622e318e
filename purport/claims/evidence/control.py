"""Which places of a sentence somebody is said to take, lose, hold, besiege or fight for, and what speaks for it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from purport.claims.evidence.lines import Line, near
from purport.claims.parse import Doc, Token
from purport.claims.places import Toponym
from purport.claims.ranking import Features
from purport.lexicon.tables import rows, words
from purport.model import Act

_EPITHET = re.compile(
    r"(?:((?:(?:the |an? )?(?:[A-Z][\w’'.]*[ -]){0,4}(?:[A-Za-z][\w’'.]*)(?: \([A-Z]+\))?(?: group| rebels?| militants?| fighters)?))"
    r"-(held|controlled|occupied|dominated|run|ruled|besieged)"
    r"|\b(rebel|opposition|regime|government|militant|insurgent|[A-Z]{2,6}) (held|controlled|occupied))\s"
)
_SIDE_PLACE = re.compile(
    r"\b(rebel|opposition|regime|government|insurgent|jihadist)[ -](?:territory|areas?|towns?|villages?|neighbou?rhoods?|districts?|enclave|zones?)\s+(?:in|of|around|on|near)\b"
)
_POINTER = re.compile(
    r"\b(?:the|its|this|that|these|those|an?|both|two|three|another|most of the|parts of the)\s+(?:[\w’'-]+\s){0,3}?"
    r"(city|town|village|area|province|district|neighbou?rhood|region|enclave|airport|airbase|base|capital|outskirts"
    r"|suburb|camp|cities|towns|villages|areas|districts|neighbou?rhoods|suburbs|stronghold|bastion)\b(?! of\b)",
    re.IGNORECASE,
)
_JOINED = re.compile(
    r"^(?:[’']s?)?\s*(?:,|and|,\s*and|as well as|or|\s)\s*(?:(?:the |nearby |neighbou?ring )?(?:towns?|villages?|cit(?:y|ies)|areas?|districts?|neighbou?rhoods?) of )?(?:the |nearby |in )?$"
)
_PEOPLES = "|".join(sorted(words("purport.lexicon", "demonyms.txt")))
_DIRECT = re.compile(
    rf"^[\s\"“,]*(?:(?:back|over|all|most|part|parts|much|nearly|almost|more|the|its|of|entire|whole|strategic|key|ancient|border|central|city|area|areas|town|towns|village|villages|cit(?:y|ies)|province|district|districts|neighbou?rhoods?|region|suburbs?|nearby|historic|large|swathes|besieged|both|desert|{_PEOPLES}|percent|\d+|(?:north|south|east|west)\w*|northern|general|hospital|airport|base|dam|countryside|former|\w+-(?:held|controlled))[\s,]+)*$",
    re.IGNORECASE,
)
_UNNAMED = re.compile(
    r"(?:\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|dozens of|several|many|some|other|an?))\s+(?:[\w-]+\s){0,2}"
    r"(?:villages?|towns?|cities|settlements?|areas?|locations?|positions?|hamlets?|hills?|bases?|neighbou?rhoods?|districts?|checkpoints?)\b",
    re.IGNORECASE,
)
_DATELINE = re.compile(r"^(?:,? [A-Z][\w.]+)*\s?(?:[:(–—]|- )")  # "BAGHDAD — Officials said …"
_PASSIVE = re.compile(r"\b(?:was|were|been|being|is|are|be)\s+(?:\w+ly\s+)?$")
_STOP = re.compile(r"\b(?:said|says|told|which|who|where|when|while|but|after|before|killing|killed|according|that)\b")
_REACH = 150  # characters between a cue and a place


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


@cache
def _table() -> tuple[tuple[re.Pattern[str], Act, str], ...]:
    # For lower-case text, and without a leading \b: the search is three times as fast.
    return tuple(
        (re.compile(rf"(?:{row[0].lower()})(?=\W|$)"), row[1], row[2])  # type: ignore[misc]
        for row in rows("purport.claims", "control_cues.tsv")
    )


@lru_cache(maxsize=512)
def find_cues(text: str) -> tuple[Cue, ...]:
    """The words for control in a sentence; of two rows for the same words the earlier one of the table."""
    found = [
        Cue(
            m.start(), m.end(), m.group().strip(), "besieges" if m.group(2) == "besieged" else "holds", "epithet",
            "after", m.group(1) or m.group(3),
        )
        for m in _EPITHET.finditer(text)
    ]  # fmt: skip
    found += [
        Cue(m.start(), m.end(), m.group(), "holds", "side's places", "after", m.group(1))
        for m in _SIDE_PLACE.finditer(text)
    ]
    lowered = text.replace("İ", "I").lower()  # the one capital that grows
    for number, (pattern, act, where) in enumerate(_table()):
        for match in pattern.finditer(lowered):
            begin, until = match.span()
            opens = not begin or not (lowered[begin - 1].isalnum() or lowered[begin - 1] == "-")
            if opens and not any(c.begin < until and begin < c.until for c in found):
                found.append(Cue(begin, until, text[begin:until], act, f"row {number + 1}", where))
    return tuple(sorted(found, key=lambda cue: cue.begin))


def points_to_place(sentence: str) -> bool:
    """Whether "the city" and the like stand in a sentence."""
    return bool(_POINTER.search(sentence))


def most_named(lines: list[Line]) -> str | None:
    """The town or part of a town that an article names most often."""
    counts = Counter(t.words for line in lines for t in line.toponyms if t.rank >= 3)
    return counts.most_common(1)[0][0] if counts else None


def holdings(lines: list[Line], at: int, most: str | None) -> list[Holding]:
    """Every place of a sentence, or pointed to in it, beside every cue that it may belong to, with features.

    `most`: `most_named(lines)`, which "the city" may point to.
    """
    line = lines[at]
    doc, text = line.doc, line.sentence.text
    cues = find_cues(text) if doc is not None else ()
    if not cues or doc is None:
        return []
    named = [t for t in line.toponyms if t.begin or not _DATELINE.match(text[t.until :])]
    places = sorted([*named, *_pointers(text, line.toponyms)], key=lambda t: t.begin)
    referents = _referents(lines, at, most)
    found = []
    for cue in cues:
        for index, toponym in enumerate(places):
            apart = toponym.begin >= cue.until or toponym.until <= cue.begin
            pointed = toponym.rank < 0 and toponym.begin <= cue.until + 40
            if _gap(cue, toponym) > _REACH or not (apart or pointed):
                continue
            facts = tuple(_facts(doc, text, cues, cue, places, index))
            if toponym.rank >= 0:
                found.append(Holding(cue, toponym, toponym.words, facts))
            else:
                for how, words_ in _nearest_first(toponym, referents, line.toponyms):
                    found.append(Holding(cue, toponym, words_, (*facts, *_pointed(toponym, how, cue))))
    return found


def _pointers(text: str, toponyms: tuple[Toponym, ...]) -> list[Toponym]:
    """ "the city", "two besieged towns": words that point to a place named elsewhere."""
    return [
        Toponym(m.start(), m.end(), m.group(), -1, False)
        for m in _POINTER.finditer(text)
        if not any(t.begin < m.end() and m.start() < t.until for t in toponyms)
    ]


def _referents(lines: list[Line], at: int, named: str | None) -> list[tuple[str, str]]:
    """The places that a sentence may point to, outside it: (how it stands, words)."""
    before = [t for line in lines[max(0, at - 3) : at] for t in line.toponyms if t.rank >= 1]
    behind = [t for line in lines[at + 1 : at + 3] for t in line.toponyms if t.rank >= 3]
    found = [("last before", t.words) for t in before[-1:]] + [("one before that", t.words) for t in before[-2:-1]]
    found += [("most named", named)] if named else []
    return found + [("next behind", t.words) for t in behind[:1]]


def _nearest_first(
    pointer: Toponym, referents: list[tuple[str, str]], toponyms: tuple[Toponym, ...]
) -> Iterator[tuple[str, str]]:
    here = [("here before", t.words) for t in toponyms if t.until <= pointer.begin and t.rank >= 1][-1:]
    here += [("here behind", t.words) for t in toponyms if t.begin >= pointer.until and t.rank >= 3][:1]
    seen = set()
    for how, words_ in [*here, *referents]:
        if words_ not in seen:
            seen.add(words_)
            yield how, words_


def _pointed(pointer: Toponym, how: str, cue: Cue) -> Iterator[str]:
    noun = pointer.words.split()[-1].lower()
    first = pointer.words.split()[0].lower()
    yield f"points {how}"
    yield f"points {how} {first}"
    yield f"points {how} {noun}"
    yield f"points {how} {cue.act}"


def _gap(cue: Cue, toponym: Toponym) -> int:
    return max(toponym.begin - cue.until, cue.begin - toponym.until)


def _facts(doc: Doc, text: str, cues: tuple[Cue, ...], cue: Cue, places: list[Toponym], index: int) -> Iterator[str]:
    toponym = places[index]
    behind = toponym.begin >= cue.until
    side = "behind" if behind else "ahead"
    between = text[cue.until : toponym.begin] if behind else text[toponym.until : cue.begin]
    others = [
        p
        for p in places
        if p is not toponym and min(cue.begin, toponym.begin) < p.begin < max(cue.begin, toponym.begin)
    ]
    rival = any(c is not cue and min(cue.begin, toponym.begin) < c.begin < max(cue.begin, toponym.begin) for c in cues)
    expected = cue.where == "both" or (cue.where == "after") == behind
    rank = "pointer" if toponym.rank < 0 else str(min(toponym.rank, 3))
    yield "any"
    yield f"{cue.act} {side} expected {expected}"
    yield f"{cue.row}"
    yield f"{cue.row} {side}"
    yield f"{side} {near(len(between))} expected {expected}"
    yield f"{side} {near(len(between))} {cue.act}"
    yield f"{side} stop {bool(_STOP.search(between))} expected {expected}"
    done_to = bool(_PASSIVE.search(text[: cue.begin]))
    yield f"{side} passive {done_to} by {text[cue.until :].lstrip().startswith('by ')} {cue.act}"
    yield f"{side} passive {done_to} expected {expected}"
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
    last = re.search(r"(\w+)\s+(?:the\s+)?(?:[\w-]+\s){0,1}$", text[: toponym.begin])
    yield f"after {last.group(1).lower() if last else '-'} {side} {cue.act}"
    # "captured 12 villages in Idlib": what is taken has no name, and where it lies is not taken.
    unnamed = bool(_UNNAMED.search(text[max(0, cue.begin - 50) : toponym.begin]))
    yield f"after {last.group(1).lower() if last else '-'} {side} {cue.act} unnamed {unnamed}"
    yield from _parsed(doc, cue, toponym, side)


def _parsed(doc: Doc, cue: Cue, toponym: Toponym, side: str) -> Iterator[str]:
    """How the place hangs on the cue in the parse."""
    one = doc.char_span(cue.begin, cue.begin + len(cue.words.split()[0]), alignment_mode="expand")
    two = doc.char_span(toponym.begin, toponym.until, alignment_mode="expand")
    if one is None or two is None:
        return
    head, place = one.root, two.root
    yield f"place {place.dep_} {cue.act} {side}"
    yield f"cue tag {head.tag_} {cue.act} {side}"
    path = list(_up(place, head))
    yield f"under the cue {bool(path)} {side} {cue.act}"
    if path:
        yield f"by {' '.join(t.dep_ for t in path[-2:])} {side}"
    subject = any(c.dep_ in ("nsubj", "nsubjpass") for c in head.children)
    yield f"cue has subject {subject} {side} {cue.act}"


def _up(token: Token, head: Token) -> list[Token]:
    """The tokens from one up to below another, empty where that is not above it."""
    path = [token]
    while path[-1].i != head.i and len(path) < 9:
        if path[-1].head.i == path[-1].i:
            return []
        path.append(path[-1].head)
    return path[:-1] if path[-1].i == head.i else []
