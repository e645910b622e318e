"""The road of a figure within its article: who said it first, who passes it on, where it is told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from purport.claims.evidence.lines import Line
from purport.claims.evidence.speaker import MEMORY
from purport.claims.sayings import CITING, hearer, reports_saying
from purport.claims.speakers import Voice
from purport.model import Attribution, Link

_NOBODY_NAMED = re.compile(
    r"(?:i|we|you|they|he|she|my|our|your|his|her|their|an?|some\w*|people|everyone|everybody|nobody)\b", re.IGNORECASE
)


def attribute(chosen: Any, lines: list[Line], at: int) -> tuple[str | None, Attribution, str | None]:
    """The speaker, the whole road, and why, of a speaker candidate: a voice, a headline's tail, or nobody.

    In a reader's comment the reader speaks, or passes on whom the sentence itself names ("my cousin" is no name).
    """
    author = lines[at].sentence.author
    if author is None:
        return _in_the_article(chosen, lines, at)
    begin = lines[at].sentence.begin
    reader = Link(author, "person", "comment", begin, begin)  # the name stands beside the comment, not in it
    if isinstance(chosen, Voice) and chosen in lines[at].voices and not _NOBODY_NAMED.match(chosen.name):
        name, road, why = _in_the_article(chosen, lines, at)
        return name, Attribution((*road.links, reader)), why
    return author, Attribution((reader,)), "the comment's author"


def _in_the_article(chosen: Any, lines: list[Line], at: int) -> tuple[str | None, Attribution, str | None]:
    if isinstance(chosen, Voice):
        own = chosen in lines[at].voices
        near = [lines[at], *reversed(lines[max(0, at - MEMORY) : at]), *lines[at + 1 : at + 2]]
        line = next(line for line in near if chosen in line.voices)
        return chosen.name, Attribution(tuple(_links(chosen, line)), carried_over=not own), chosen.why
    if isinstance(chosen, tuple):
        begin = lines[at].sentence.begin
        step = Link(chosen[0], "unnamed", "headline", begin + chosen[2], begin + chosen[3])
        return chosen[0], Attribution((step,)), chosen[1]
    return None, Attribution(), None


def _links(voice: Voice, line: Line) -> Iterator[Link]:
    """The first speaker, then whoever was told, then whoever cites or reports that."""
    yield _link(voice, line)
    told = hearer(voice.saying)
    if told is not None:
        begin, until, name = told
        yield Link(name, "unnamed", voice.cue, line.sentence.begin + begin, line.sentence.begin + until)
    seen = {voice.name}
    for other in _passing_on(voice, line):
        if other.name not in seen:
            seen.add(other.name)
            yield _link(other, line)


def _link(voice: Voice, line: Line) -> Link:
    begin = line.sentence.begin
    return Link(voice.name, "unnamed", voice.cue, begin + voice.begin, begin + voice.until)


def _passing_on(voice: Voice, line: Line) -> Iterator[Voice]:
    """ "Anadolu, citing the SRGC", "the paper said the ministry had confirmed …": the outer speakers, inmost first."""
    others = [v for v in line.voices if not v.saying.rank and v.saying.cue.i != voice.saying.cue.i]
    cue = voice.saying.cue
    outer = [v for v in others if v.saying.cue.lower_ not in CITING and reports_saying(v.saying.cue, cue)]
    if cue.lower_ in CITING and not outer:
        outer = sorted(others, key=lambda v: abs(v.saying.cue.i - cue.i))[:1]
    depth = {token.i: n for n, token in enumerate(cue.ancestors)}
    yield from sorted(outer, key=lambda v: depth.get(v.saying.cue.i, 0))
