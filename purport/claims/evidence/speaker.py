"""Who of the article may give a figure, and what speaks for each."""

from __future__ import annotations

from collections.abc import Iterator

from purport.claims.draft import Draft
from purport.claims.evidence.lines import OPENER, WAR, Line, group, near
from purport.claims.ranking import Features
from purport.claims.speakers import Voice


def speaker_options(draft: Draft, lines: list[Line], at: int) -> list[tuple[object, Features]]:
    """Nobody, the voices of the sentence, a headline's tail, and voices before and after: (voice, features)."""
    line = lines[at]
    own = _within_reach([v for v in line.voices if not v.begin <= draft.token.idx < v.until], draft)
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
                f"none opener {bool(OPENER.match(draft.sentence.text))}",
                f"none form {draft.number.form}",
                f"none war {bool(WAR.search(draft.sentence.text))} {min(len(own), 1)}",
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
                f"before {step} opener {bool(OPENER.match(draft.sentence.text))} own {min(len(own), 1)}",
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


def _within_reach(voices: list[Voice], draft: Draft) -> list[Voice]:
    """A semicolon parts two statements: a voice of the number's own side goes before the other side's."""
    text, at = draft.sentence.text, draft.number.begin
    begin, end = text.rfind(";", 0, at) + 1, text.find(";", at)
    side = [v for v in voices if begin <= v.begin and (end < 0 or v.until <= end)]
    return side or voices


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
