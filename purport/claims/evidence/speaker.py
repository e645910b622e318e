"""Who of the article may give a figure, and what speaks for each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from purport.claims.draft import Draft
from purport.claims.evidence.lines import Line, comes_back, group, near, tells_of_war
from purport.claims.places import is_body
from purport.claims.ranking import Features
from purport.claims.sayings import CITING, reports_saying
from purport.claims.speakers import Voice

# A quotation that runs over several sentences, and a statement told over several, are rarely longer.
MEMORY = 12  # sentences
_GENERIC = re.compile(
    r"\b(?:the|this|their|its|his|her|that) (?:\w+ )?(?:statement|figures?|toll|tally|count|report|survey|study|list|update|number|total|latest)\b",
    re.IGNORECASE,
)


_BREAKS = frozenset([";", ":", "while", "but", "which", "who", "after", "since"])
_QUOTES = frozenset(["“", "”", '"'])
_HE_SAID = re.compile(r"\b(?:[Hh]e|[Ss]he) (?:\w+ly |also )?(?:said|says|added|told|noted|stressed|explained)\b")


@lru_cache(maxsize=64)
def _he_says(sentence: str) -> bool:
    return _HE_SAID.search(sentence) is not None


@lru_cache(maxsize=64)
def _is_generic(sentence: str) -> bool:
    """Whether a sentence speaks of figures that somebody gave: "the latest tally", "its report"."""
    return _GENERIC.search(sentence) is not None


def speaks_alone(lines: list[Line]) -> bool:
    """Whether one speaker only is named in an article."""
    return len({v.name for line in lines for v in line.voices if not v.saying.rank}) == 1


def speaker_options(draft: Draft, lines: list[Line], at: int, *, alone: bool) -> list[tuple[object, Features]]:
    """Nobody, the voices of the sentence, a headline's tail, and voices before and after: (voice, features).

    `alone`: `speaks_alone(lines)`, which is the same for every figure of an article.
    """
    line = lines[at]
    own = _within_reach([v for v in line.voices if not v.begin <= draft.token.idx < v.until], draft)
    own = _first_links(own, draft)
    shape = f"quoted {line.quoted} own {min(sum(not v.saying.rank for v in own), 2)}"
    options: list[tuple[object, Features]] = [(None, _none_facts(draft, lines, at, shape))]
    depth = {a.i: n for n, a in enumerate(draft.token.ancestors)}
    for index, voice in enumerate(own):
        options.append((voice, tuple(_voice_facts(draft, line, voice, index, len(own), depth))))
    if line.tail is not None and not line.tail[2] <= draft.number.begin < line.tail[3]:
        options.append((line.tail, (f"tail own {min(len(own), 1)}", f"tail headline {line.headline}")))
    options += _earlier(draft, lines, at, shape=shape, alone=alone)
    if at + 1 < len(lines) and lines[at + 1].voices:
        after = lines[at + 1]
        close = line.sentence.until + 3 >= after.sentence.begin
        facts = (
            f"next {shape}",
            f"next close {close} quoted {line.quoted} {after.quoted}",
            f"next headline {line.headline} own {min(len(own), 1)}",
        )
        options.append((after.voices[0], facts))
    return options


def _none_facts(draft: Draft, lines: list[Line], at: int, shape: str) -> Features:
    line = lines[at]
    spoken = [step for step in range(1, MEMORY) if at - step >= 0 and lines[at - step].voices]
    return (
        f"none {shape}",
        f"none headline {line.headline}",
        f"none {group(draft)}",
        f"none part {draft.sentence.part}",
        f"none opener {comes_back(draft.sentence.text)}",
        f"none form {draft.number.form}",
        f"none war {tells_of_war(draft.sentence.text)} {bool(line.voices)}",
        f"none first {at == 0} own {bool(line.voices)}",
        f"none spoken {min(spoken, default=0)} own {bool(line.voices)}",
        f"none part of one before {draft.part_of is not None and draft.part_of.sentence is not draft.sentence} own {bool(line.voices)}",
        f"none generic {_is_generic(line.sentence.text)} own {bool(line.voices)}",
    )


def _earlier(draft: Draft, lines: list[Line], at: int, *, shape: str, alone: bool) -> Iterator[tuple[Voice, Features]]:
    """The speakers of the sentences before, each once, the latest first."""
    line, seen = lines[at], set[str]()
    own, he = min(len(line.voices), 1), _he_says(line.sentence.text)
    opener, generic = comes_back(draft.sentence.text), _is_generic(line.sentence.text)
    kind = group(draft)
    for step in range(1, MEMORY + 1):
        if at - step < 0:
            return
        before = lines[at - step]
        if not before.voices:
            continue
        run = all(k.quoted for k in lines[at - step + 1 : at + 1])
        for voice in reversed([v for v in before.voices if not v.saying.rank]):
            if voice.name in seen or (he and is_body(voice.name)):
                continue
            seen.add(voice.name)
            steps, rank = min(step, 4), min(len(seen), 3)
            close = before.sentence.until + 3 >= line.sentence.begin
            paragraph = before.sentence.paragraph == line.sentence.paragraph
            person = " " in voice.name and voice.name[0].isupper()
            whole = draft.part_of is not None and draft.part_of.sentence is before.sentence
            yield (
                voice,
                (
                    f"before {steps} rank {rank} {shape}",
                    f"before {steps} close {close} quoted {line.quoted}",
                    f"before {min(step, 2)} right {voice.saying.right} quoted {before.quoted} {line.quoted}",
                    f"before {steps} opener {opener} own {own}",
                    f"before {steps} whole {whole} own {own}",
                    f"before {steps} same paragraph {paragraph}",
                    f"before {min(step, 2)} opener {opener} whole {whole} own {own}",
                    f"before run of quotation {run and line.quoted} person {person} own {own} rank {rank}",
                    f"before generic {generic} own {own} rank {rank}",
                    f"before {steps} cue {voice.saying.cue.lower_}",
                    f"before {steps} {kind} own {own}",
                    f"before only voice {alone} own {own}",
                ),
            )


def _within_reach(voices: list[Voice], draft: Draft) -> list[Voice]:
    """A semicolon parts two statements: a voice of the number's own side goes before the other side's."""
    text, at = draft.sentence.text, draft.number.begin
    begin, end = text.rfind(";", 0, at) + 1, text.find(";", at)
    side = [v for v in voices if begin <= v.begin and (end < 0 or v.until <= end)]
    return side or voices


def _first_links(voices: list[Voice], draft: Draft) -> list[Voice]:
    """Without those who only pass on: who cites another, or says that another said (the guideline: the first link)."""
    cited = [v for v in voices if v.saying.cue.lower_ in CITING]
    if cited:
        return cited
    over = {a.i for a in draft.token.ancestors}
    above = {v.saying.cue.i: v.saying.cue for v in voices if v.saying.cue.i in over and not v.saying.rank}
    passing = {i for i, cue in above.items() if any(reports_saying(cue, inner) for inner in above.values())}
    return [v for v in voices if v.saying.cue.i not in passing]


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
    yield f"own found {voice.saying.how} {voice.saying.rank}"
    kind = "person" if " " in voice.name and voice.name[0].isupper() else "common" if voice.name.islower() else "name"
    yield f"own kind {kind}"
    yield f"own kind {kind} rank {voice.saying.rank}"
    yield f"own pronoun {'pronoun' in voice.why}"
    yield f"own noun {voice.saying.words.split()[-1].lower()}"
    begin, end = sorted((cue.i, draft.token.i))
    between = {t.lower_ for t in draft.doc[begin + 1 : end]}
    yield f"own {side} break {not between.isdisjoint(_BREAKS)}"
    yield f"own {side} that {'that' in between}"
    yield f"own {side} quote between {not between.isdisjoint(_QUOTES)} quoted {line.quoted}"
    yield f"own {side} other cue between {any(v is not voice and begin < v.saying.cue.i < end for v in line.voices)}"
    cited = [v for v in line.voices if v.saying.cue.lower_ in CITING]
    yield f"own cited {cue.lower_ in CITING} of {bool(cited)} {side}"
    yield f"own subject {draft.anchor.dep_ == 'nsubj' and draft.anchor.head.i == cue.i}"
    yield f"own {group(draft)} {side}"
    inside = voice.saying.begin <= draft.anchor.i < voice.saying.until
    yield f"own holds the number {inside}"
