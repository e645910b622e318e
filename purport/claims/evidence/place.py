"""Which places of the article a figure may be about, and what speaks for each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from purport.claims.draft import Draft
from purport.claims.evidence.lines import WAR, Line, group, near
from purport.claims.places import Toponym
from purport.claims.ranking import Features
from purport.lexicon.gazetteer import candidates, country_name, fold, main_country, strip_type

_PREPOSITION = re.compile(r"(\w+)\s+(?:the\s+)?(?:[\w-]+\s+){0,2}$")


@dataclass(frozen=True, slots=True)
class Map:
    """What an article's toponyms say of one another: how often each stands, which comes first, which lies in which."""

    counts: dict[str, int]
    first: str | None
    within: dict[str, set[str]]
    country: str | None


def place_key(toponym: Toponym) -> str:
    """One key for the spellings of a toponym, words for its kind left out."""
    return fold(strip_type(toponym.words))


def map_of(lines: list[Line]) -> Map:
    """The toponyms of an article put together."""
    counts: dict[str, int] = {}
    within: dict[str, set[str]] = {}
    for line in lines:
        for index, toponym in enumerate(line.toponyms):
            counts[place_key(toponym)] = counts.get(place_key(toponym), 0) + 1
            if _is_specific(line, toponym, index) == "yes":
                within.setdefault(place_key(toponym), set()).add(place_key(line.toponyms[index + 1]))
    return Map(counts, next(iter(counts), None), within, _country_of(lines))


def _country_of(lines: list[Line]) -> str | None:
    """The country that the article speaks of most, as a name or an adjective ("Syria", "Syrian")."""
    named = {t.words for line in lines for t in line.toponyms if t.rank == 0}
    names = {place.name for words in named for place in candidates(words) if place.kind == "country"}
    names |= {name for name in [country_name(main_country(t.words for line in lines for t in line.toponyms))] if name}
    text = " ".join(line.sentence.text for line in lines)
    counted = {name: len(re.findall(rf"\b{re.escape(name)}", text)) for name in names}
    return max(sorted(counted), key=lambda name: counted[name], default=None)


def place_options(draft: Draft, lines: list[Line], at: int, mapped: Map) -> list[tuple[str | None, Features]]:
    """Every place named in the article, its country, and none: (words, features)."""
    known: dict[str, tuple[str, list[str]]] = {}
    what, here = group(draft), {place_key(t) for t in lines[at].toponyms}
    war = bool(WAR.search(draft.sentence.text))
    for number, line in _around(lines, at):
        for index, toponym in enumerate(line.toponyms):
            if toponym.words.endswith(("'s", "’s")):
                continue  # "Russia's representative": whose, not where
            key = place_key(toponym)
            facts = list(_place_facts(draft, line, toponym, index, number - at))
            if key in known:
                known[key][1].extend(f"also {fact}" for fact in facts[:1])
                continue
            inside = bool(mapped.within.get(key, set()) & here) and key not in here
            facts += [
                f"count {min(mapped.counts[key], 4)}", f"first {mapped.first == key}", f"rank {toponym.rank}",
                f"inside what is here {inside}", f"war {war} rank {toponym.rank}", f"rank {toponym.rank} for {what}",
                f"nearest {max(-3, min(number - at, 3))} rank {toponym.rank}", f"holds others {any(key in w for w in mapped.within.values())}",
                f"main country {mapped.country is not None and key == fold(mapped.country)} {what}",
            ]  # fmt: skip
            known[key] = (toponym.words, facts)
    none = (f"none {what}", f"none here {bool(here)}", f"none unit {draft.number.unit}", f"none any {bool(known)}")
    options: list[tuple[str | None, Features]] = [(None, none)]
    if mapped.country and fold(mapped.country) not in known:
        country = (
            f"country {what}",
            f"country war {war}",
            f"country here {bool(here)}",
            f"country unit {draft.number.unit}",
        )
        options.append((mapped.country, country))
    options += [(words, (*facts, f"{facts[0]} for {what}")) for words, facts in known.values()]
    return options


# Places further off than this many sentences, but for those of the lead, are some other event's.
_REACH = 30


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
    preposition = _PREPOSITION.search(line.sentence.text[: toponym.begin])
    yield f"here {side} after {preposition.group(1).lower() if preposition else '-'}"
    yield f"here fired from {bool(re.search(r'(?:positioned|based|stationed|located|stronghold|said) (?:in|at|near) (?:the )?$', line.sentence.text[: toponym.begin]))}"
    yield f"here in voice {any(v.begin <= toponym.begin < v.until for v in line.voices)}"
    between = line.sentence.text[min(draft.number.after, toponym.until) : max(draft.number.begin, toponym.begin)]
    yield f"here {side} numbers between {min(len(re.findall(r'[0-9]+', between)), 2)}"
    yield f"here {side} clause {bool(re.search(r'[;,]|said|while|after|which|where', between))}"


def _is_specific(line: Line, toponym: Toponym, index: int) -> str:
    """Whether a wider place stands right behind ("X in Y"), or a narrower one right before."""
    toponyms = line.toponyms
    if (
        index + 1 < len(toponyms)
        and toponyms[index + 1].begin - toponym.until < 30
        and toponyms[index + 1].rank <= toponym.rank
    ):
        return "yes"
    if index and toponym.begin - toponyms[index - 1].until < 30 and toponyms[index - 1].rank >= toponym.rank:
        return "no"
    return "alone"
