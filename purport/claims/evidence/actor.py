"""Which side of a sentence takes, loses, holds, besieges or fights for a place, and what speaks for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from purport.claims.evidence.control import Holding, sides_in
from purport.claims.evidence.lines import Line, near
from purport.claims.places import PEOPLES
from purport.claims.ranking import Features
from purport.lexicon.gazetteer import countries_said

_LAST_WORD = re.compile(r"\b(\w+)\s+(?:the\s+)?$")
_SIGHT = 60  # characters
_PEOPLE = re.compile(rf"\b(?:the )?(?:{PEOPLES})s?\b(?! \w+s\b)")


def actor_options(holding: Holding, line: Line, before: Line | None) -> list[tuple[str | None, Features]]:
    """Nobody, and every side named in the sentence or the one before it: (words, features)."""
    text, cue = line.sentence.text, holding.cue
    found = list(_sides_and_peoples(text))
    taken = [(b, u) for b, u, _ in found]
    found += [
        (begin, until, words_)
        for begin, until, words_ in _countries(text)
        if words_ != holding.place and not any(b < until and begin < u for b, u in taken)
    ]
    inside = [f for f in sides_in(text) if cue.begin < f[0] and f[1] < cue.until]
    if cue.act == "holds" and cue.side is None and inside:
        return [(name, (f"in the cue {cue.act}",)) for _, _, name in inside[:1]]  # "the de facto IS capital"
    spans = sorted(f for f in found if cue.side is None or f[1] <= cue.begin or f[0] >= cue.until)
    options: list[tuple[str | None, Features]] = [
        (None, (f"nobody {cue.act}", f"nobody {cue.row}", f"nobody of {min(len(spans), 3)} {cue.act}"))
    ]
    if cue.side is not None:
        bare = re.sub(r"^(?:the|an?|in|of|on|from|near|between|and)\s+", "", cue.side.strip(), flags=re.IGNORECASE)
        options.append((bare, ("the epithet's", f"the epithet's {cue.row}")))
    for index, (begin, until, name) in enumerate(spans):
        options.append((name, tuple(_facts(holding, line, spans, index, begin, until))))
    if before is not None:
        last = sides_in(before.sentence.text)
        for _, _, name in last[-1:] + last[:1]:
            options.append((name, (f"sentence before {cue.act}", f"sentence before of {min(len(spans), 2)}")))
    return options


@lru_cache(maxsize=64)
def _sides_and_peoples(text: str) -> tuple[tuple[int, int, str], ...]:
    sides = sides_in(text)
    peoples = (
        (m.start(), m.end(), m.group())
        for m in _PEOPLE.finditer(text)
        if not any(begin < m.end() and m.start() < until for begin, until, _ in sides)
    )
    return (*sides, *peoples)


@lru_cache(maxsize=512)
def _countries(text: str) -> tuple[tuple[int, int, str], ...]:
    """Where countries are named as such: "Israel seized", not "Syria's" or "Syrian"."""
    found = countries_said(text)
    return tuple((m.start(), m.end(), m.group()) for m in found if not re.match(r"[\w’'-]", text[m.end() :]))


def _facts(
    holding: Holding, line: Line, spans: list[tuple[int, int, str]], index: int, begin: int, until: int
) -> Iterator[str]:
    text, cue, toponym = line.sentence.text, holding.cue, holding.toponym
    behind = begin >= cue.until
    inside = not behind and until > cue.begin
    side = "in the cue" if inside else "behind" if behind else "ahead"
    gap = begin - cue.until if behind else cue.begin - until
    between = text[cue.until : begin] if behind else text[until : cue.begin]
    same_side = [s for s in spans if (s[0] >= cue.until) == behind]
    nth = same_side.index(spans[index]) if behind else len(same_side) - 1 - same_side.index(spans[index])
    last = _LAST_WORD.search(text, max(0, begin - _SIGHT), begin)
    yield f"{side} {cue.act}"
    yield f"{side} {cue.row}"
    yield f"{side} {cue.act} nth {min(nth, 2)}"
    yield f"{side} {near(max(gap, 0))} {cue.act}"
    yield f"{side} after {last.group(1).lower() if last else '-'}"
    yield f"{side} after {last.group(1).lower() if last else '-'} {cue.act}"
    yield f"{side} comma {',' in between} clause {bool(re.search(r'[;:]|said|which|while|after|where', between))}"
    yield f"{side} place between {min(begin, cue.begin) < toponym.begin < max(until, cue.until)}"
    yield f"{side} of {min(len(spans), 3)}"
    yield f"ends in {text[begin:until].split()[-1].lower()} {side}"
    owned = re.match(r"[’']?s?\s", text[until : until + 3])
    yield f"right before the cue {not behind and not between.strip()} owns {bool(owned)}"
    if line.doc is not None:
        word = line.doc.char_span(begin, until, alignment_mode="expand")
        verb = line.doc.char_span(cue.begin, cue.begin + len(cue.words.split()[0]), alignment_mode="expand")
        if word is not None and verb is not None:
            hangs = word.root.head.i == verb.root.i
            yield f"{word.root.dep_} of the cue {hangs} {cue.act}"
            yield f"{word.root.dep_} {side} hangs {hangs}"
