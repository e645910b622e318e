"""What one article offers for the fields that its sentences leave open: the features of each candidate.

Built once an article from its parsed sentences; settle.py asks it for every claim.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from purport.claims.counted import noun_class
from purport.claims.draft import Draft
from purport.claims.measures import event_of, event_path, event_role, kind_of, verdict
from purport.claims.parse import Doc, Token
from purport.claims.periods import When
from purport.claims.places import Toponym
from purport.claims.ranking import Features
from purport.claims.sentences import Sentence
from purport.claims.speakers import Voice
from purport.lexicon.gazetteer import candidates, country_name, fold, main_country, strip_type
from purport.model import MEASURES

_HARM = ("killed", "injured", "casualties", "missing", "kidnapped", "detained")
_PREPOSITION = re.compile(r"(\w+)\s+(?:the\s+)?(?:[\w-]+\s+){0,2}$")
_WAR = re.compile(r"\b(?:war|conflict|uprising|crisis|since \d{4}|in total|in all|so far)\b", re.IGNORECASE)
_OPENER = re.compile(
    r"^(?:among|of|they|those|the (?:dead|victims|toll|casualties)|another|he|she|it|also)\b", re.IGNORECASE
)
_WHEN_KINDS = (
    (
        "this day",
        re.compile(r"^(?:earlier |early )?(?:this (?:morning|afternoon|evening)|today|tonight)", re.IGNORECASE),
    ),
    ("now", re.compile(r"^(?:now|so far|to date|currently|at present|until now)", re.IGNORECASE)),
    ("since", re.compile(r"\bsince\b", re.IGNORECASE)),
    ("past", re.compile(r"\b(?:past|last|previous|recent)\b", re.IGNORECASE)),
    ("weekday", re.compile(r"(?:day)\b", re.IGNORECASE)),
    ("year", re.compile(r"^(?:in |by |until |late |early |during |of )*\d{4}$", re.IGNORECASE)),
    ("phase", re.compile(r"phase|stage", re.IGNORECASE)),
)


@dataclass(slots=True)
class Line:
    """One parsed sentence with what was found in it."""

    sentence: Sentence
    doc: Doc | None
    voices: list[Voice]
    toponyms: tuple[Toponym, ...]
    times: list[When]
    quoted: bool
    headline: bool
    tail: tuple[str, str, int, int] | None = None
    drafts: list[Draft] = field(default_factory=list)


def near(number: int) -> str:
    """A distance in characters or tokens as one of a few steps."""
    for step in (1, 3, 8, 20, 45, 90, 180):
        if number <= step:
            return str(step)
    return "far"


def group(draft: Draft) -> str:
    """The kind of figure that the features are told apart by."""
    if draft.measure in _HARM:
        return "harm"
    return (
        draft.measure if draft.measure in ("territory", "distance", "attacks", "places_captured", "present") else "rest"
    )


# measure


# What a noun of a class cannot have happen to it, whatever the features say.
_OF_PEOPLE = frozenset(
    [
        "killed",
        "injured",
        "casualties",
        "detained",
        "kidnapped",
        "missing",
        "surrendered",
        "displaced",
        "evacuated",
        "returned",
        "opinion",
    ]
)
_OF_THINGS = frozenset(
    ["places", "places_captured", "territory", "destroyed", "restored", "seized", "money", "distance"]
)
_NEVER = {
    "person": _OF_THINGS,
    "thing": _OF_PEOPLE | {"places", "places_captured", "territory", "distance"},
    "place": _OF_PEOPLE | {"money", "distance", "seized"},
    "land": _OF_PEOPLE - {"opinion"},
}


def measure_options(draft: Draft) -> list[tuple[str, Features]]:
    """The measures that a figure may have, in the order of MEASURES: (measure, features).

    Some features say what speaks for any measure alike ("rule by path"; "right 3": the nearest
    event word behind says so), others are of one measure alone ("noun hospitals → attacks").
    """
    facts = list(_measure_facts(draft))
    spoken = list(_measures_spoken(draft))
    barred = _NEVER.get(kind_of(draft) or "", frozenset())
    return [
        (m, (*(f"{fact} → {m}" for fact in facts), *(fact for fact, said in spoken if said == m)))
        for m in MEASURES
        if m not in barred or m == draft.measure
    ]


def _measures_spoken(draft: Draft) -> Iterator[tuple[str, str]]:
    """Which measure each piece of evidence speaks for."""
    why = draft.because.get("measure", "")
    how = next(
        (
            word
            for word in ("unit", "noun", "nearest", "object", "subject", "itself", "part of", "as ")
            if why.startswith(word)
        ),
        "default",
    )
    yield f"rule by {how}", draft.measure
    kind = kind_of(draft)
    for place, (token, relation) in enumerate(list(event_path(draft))[:2]):
        measure = verdict(token, relation, kind)
        if measure:
            yield f"path{place} {relation} {event_role(token)}", measure
    for side, token, distance in _neighbours(draft):
        measure = verdict(token, "object", kind)
        if measure:
            yield f"{side} {distance}", measure
            yield f"{side} {distance} {token.tag_}", measure
    if kind in MEASURES:
        yield "noun's own", str(kind)


def _measure_facts(draft: Draft) -> Iterator[str]:
    yield "any"
    noun = draft.noun.lower_ if draft.noun is not None else "-"
    kind = noun_class(noun) or "unlisted"
    yield f"noun {noun}"
    yield f"class {kind}"
    yield f"unit {draft.number.unit}"
    yield f"rule {draft.measure}"
    path = list(event_path(draft))
    if path:
        yield f"path {path[0][0].lower_}"
    else:
        yield f"no event above {kind}"
    verb = next((a for a in draft.anchor.ancestors if a.pos_ in ("VERB", "AUX")), None)
    if verb is not None:
        yield f"verb {verb.lower_}"


def _neighbours(draft: Draft) -> Iterator[tuple[str, Token, str]]:
    """The nearest event word on each side of the number."""
    tokens = {"left": reversed(list(draft.doc[: draft.token.i])), "right": iter(draft.doc[draft.anchor.i + 1 :])}
    for side, run in tokens.items():
        for steps, token in enumerate(run):
            event = event_of(token.lower_)
            if event and event.role != "weak":
                yield side, token, near(steps)
                break


# place


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
    war = bool(_WAR.search(draft.sentence.text))
    for number, line in sorted(enumerate(lines), key=lambda pair: (abs(pair[0] - at), pair[0] > at)):
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


# period


def period_options(draft: Draft, lines: list[Line], at: int) -> list[tuple[When | None, Features]]:
    """The words for time around a claim, and none: (when, features)."""
    what = group(draft)
    war = bool(_WAR.search(draft.sentence.text))
    options: list[tuple[When | None, Features]] = [
        (
            None,
            (
                f"none {what}",
                f"none war {war}",
                f"none here {bool(lines[at].times)}",
                f"none form {draft.number.form} {what}",
                f"none headline {lines[at].headline}",
                f"none unit {draft.number.unit}",
                f"none stance {draft.stance}",
            ),
        )
    ]
    for number in sorted(range(max(0, at - 5), min(len(lines), at + 3)), key=lambda n: (abs(n - at), n > at)):
        line = lines[number]
        for when in line.times:
            if _at_cue(when, line):
                continue  # the day of speaking is not the figure's time (the guideline)
            facts = list(_period_facts(draft, line, when, number - at, war))
            options.append((when, tuple(facts + [f"{fact} for {what}" for fact in facts[:3]])))
    return options


def _period_facts(draft: Draft, line: Line, when: When, apart: int, war: bool) -> Iterator[str]:
    kind = next(
        (name for name, pattern in _WHEN_KINDS if pattern.search(when.words)),
        "date" if re.search(r"\d", when.words) else "other",
    )
    spoken = _at_cue(when, line)
    state = "open" if when.start is None or when.end is None else "day" if when.start == when.end else "span"
    if apart:
        side = "earlier" if apart < 0 else "later"
        yield f"{side} {min(abs(apart), 4)} {kind} spoken {spoken}"
        yield f"{side} headline {line.headline} {kind}"
        yield f"{side} war {war} {state}"
        yield f"{side} {min(abs(apart), 4)} own times {bool(line is None)}"
        yield f"{side} number in line {bool(line.drafts)}"
        return
    behind = when.begin > draft.number.begin
    side = "behind" if behind else "ahead"
    gap = when.begin - draft.number.after if behind else draft.number.begin - when.until
    between = line.sentence.text[min(draft.number.after, when.until) : max(draft.number.begin, when.begin)]
    yield f"here {side} {kind} spoken {spoken}"
    yield f"here {side} {near(gap)}"
    yield f"here spoken {spoken} {state}"
    yield f"here {side} clause {bool(re.search(r'[;,]|said|while|after|which|where', between))} {kind}"
    yield f"here war {war} {kind}"
    yield f"here {side} numbers between {min(len(re.findall(r'[0-9]+', between)), 2)}"
    yield f"here times {min(len(line.times), 3)}"


def _at_cue(when: When, line: Line) -> bool:
    """ "said on Friday", "told AFP Monday": the time hangs on the cue or stands right behind it."""
    for voice in line.voices:
        cue = voice.saying.cue
        cue_end = cue.idx + len(cue)
        between = line.sentence.text[cue_end : when.begin] if when.begin > cue.idx else ""
        if when.begin > cue.idx and len(between.split()) <= 3 and not re.search(r"[,.;:]|that", between):
            return True
        if (
            voice.saying.right
            and voice.until <= when.begin
            and len(line.sentence.text[voice.until : when.begin].split()) <= 1
        ):
            return True
        if when.begin == 0 and when.until <= voice.begin and voice.begin - when.until < 4:
            return True
    return False


# speaker


def speaker_options(draft: Draft, lines: list[Line], at: int) -> list[tuple[object, Features]]:
    """Nobody, the voices of the sentence, a headline's tail, and voices before and after: (voice, features)."""
    line = lines[at]
    own = [v for v in line.voices if not v.begin <= draft.token.idx < v.until]
    whole = draft.part_of
    shape = f"quoted {line.quoted} own {min(len(own), 2)}"
    options: list[tuple[object, Features]] = [
        (
            None,
            (
                f"none {shape}",
                f"none headline {line.headline}",
                f"none {group(draft)}",
                f"none part {draft.sentence.part}",
                f"none opener {bool(_OPENER.match(draft.sentence.text))}",
                f"none form {draft.number.form}",
                f"none war {bool(_WAR.search(draft.sentence.text))} {min(len(own), 1)}",
            ),
        )
    ]
    depth = {a.i: n for n, a in enumerate(draft.token.ancestors)}
    for index, voice in enumerate(own):
        options.append((voice, tuple(_voice_facts(draft, line, voice, index, len(own), depth))))
    if line.tail is not None and not line.tail[2] <= draft.number.begin < line.tail[3]:
        options.append((line.tail, (f"tail own {min(len(own), 1)}", f"tail headline {line.headline}")))
    for step in (1, 2):
        if at - step >= 0 and lines[at - step].voices:
            before = lines[at - step]
            voice = before.voices[-1]
            close = before.sentence.until + 3 >= line.sentence.begin
            facts = [
                f"before {step} {shape}",
                f"before {step} close {close} quoted {line.quoted}",
                f"before {step} right {voice.saying.right} quoted {before.quoted} {line.quoted}",
                f"before {step} opener {bool(_OPENER.match(draft.sentence.text))} own {min(len(own), 1)}",
                f"before {step} whole {whole is not None and whole.sentence is before.sentence} own {min(len(own), 1)}",
                f"before {step} same paragraph {before.sentence.paragraph == line.sentence.paragraph}",
            ]
            options.append((voice, tuple(facts)))
    if at + 1 < len(lines) and lines[at + 1].voices:
        after = lines[at + 1]
        close = line.sentence.until + 3 >= after.sentence.begin
        facts = [
            f"next {shape}",
            f"next close {close} quoted {line.quoted} {after.quoted}",
            f"next headline {line.headline} own {min(len(own), 1)}",
        ]
        options.append((after.voices[0], tuple(facts)))
    return options


def _voice_facts(
    draft: Draft, line: Line, voice: Voice, index: int, count: int, depth: dict[int, int]
) -> Iterator[str]:
    cue = voice.saying.cue
    above = depth.get(cue.i)
    side = "cue behind" if cue.i > draft.token.i else "cue ahead"
    yield f"own {side} above {'no' if above is None else 'near' if above < 4 else 'yes'} of {min(count, 3)}"
    yield f"own index {min(index, 2)} of {min(count, 3)} {side}"
    yield f"own cue {cue.lower_}"
    yield f"own {side} {near(abs(cue.i - draft.token.i))}"
    yield f"own right {voice.saying.right} {side}"
    kind = "person" if " " in voice.name and voice.name[0].isupper() else "common" if voice.name.islower() else "name"
    yield f"own kind {kind}"
    yield f"own pronoun {'pronoun' in voice.why}"
    begin, end = sorted((cue.i, draft.token.i))
    between = draft.doc[begin + 1 : end]
    yield f"own {side} break {any(t.text in (';', ':') or t.lower_ in ('while', 'but', 'which', 'who', 'after', 'since') for t in between)}"
    yield f"own {side} that {any(t.lower_ == 'that' for t in between)}"
    yield f"own {side} quote between {any(t.text in ('“', '”', chr(34)) for t in between)} quoted {line.quoted}"
    yield f"own {side} other cue between {any(v is not voice and begin < v.saying.cue.i < end for v in line.voices)}"
    yield f"own subject {draft.anchor.dep_ == 'nsubj' and draft.anchor.head.i == cue.i}"
    yield f"own {group(draft)} {side}"
