"""The road of a figure within its article: who said it first, who passes it on, where it is told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from purport.claims.evidence.lines import Line, tells_of_war
from purport.claims.evidence.speaker import MEMORY
from purport.claims.sayings import CITING, hearer, reports_saying
from purport.claims.speakers import Voice
from purport.model import Attribution, Link

CARRIED = 5  # sentences; further on the article has taken over
LISTED = 3  # figures
OPENING = 16  # characters: "At least another" stands before the first figure
_GOES_ON = re.compile(
    r"(?:of (?:these|those|them|the (?:dead|victims|total))|another|a further|also|in addition|besides"
    r"|among (?:them|these|those)|the (?:rest|others?|remaining))\b",
    re.IGNORECASE,
)
# What the article says itself: its background, its comparisons in time, and what a dateline opens.
_OWN_VOICE = re.compile(
    r"^(?-i:[A-Z]{3,}\b)|^\(|^(?:it (?:is|was|seems|appears|remains)|taking into account|however|meanwhile|earlier|elsewhere|separately"
    r"|in (?:a )?(?:separate|related|another)|(?:last|on) (?:week|month|year|[A-Z][a-z]+day))\b"
    r"|\bit (?:does not |doesn.t )?seems?\b|\breported(?:ly)?\b|\ballegedly\b|\bprevious(?:ly)?\b|\bin the past\b"
    r"|\b(?:day|week|month|year)s? (?:after|before|earlier|ago)\b|\b(?:last|in) (?:\w+ (?:of )?)?(?:19|20)\d\d\b(?!,)",
    re.IGNORECASE,
)
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
    return None, _carried_over(lines, at), None


def _carried_over(lines: list[Line], at: int) -> Attribution:
    """Whom a sentence without a speaker goes on with, if that is plain; the claim's speaker stays nobody.

    "Besides this, Mizintsev revealed that centres had been set up in 412 localities. … Since the start
    of 2018, 4,690 residential buildings … have been restored": one who gives figures goes on giving
    them to the end of his paragraph, and through the next if nobody speaks in it. Only a list, or a
    sentence that opens with its figure or with "of these", is read so; the rest may be background.
    """
    here = lines[at]
    if here.voices or _speaks_itself(here) or not _goes_on(here):
        return Attribution()
    for before in reversed(lines[max(0, at - CARRIED) : at]):
        breaks = here.sentence.paragraph - before.sentence.paragraph
        if before.sentence.part != here.sentence.part or breaks > 1 or _speaks_itself(before):
            return Attribution()
        if before.voices:
            names = {v.name for v in before.voices if not v.saying.rank}
            voice = before.voices[-1]
            plain = names == {voice.name} and before.drafts and not _NOBODY_NAMED.match(voice.name)
            return Attribution(tuple(_links(voice, before)), carried_over=True) if plain else Attribution()
    return Attribution()


def _goes_on(line: Line) -> bool:
    first = min((d.number.begin for d in line.drafts), default=99)
    return len(line.drafts) >= LISTED or first < OPENING or bool(_GOES_ON.match(line.sentence.text))


def _speaks_itself(line: Line) -> bool:
    sentence = line.sentence
    return line.headline or sentence.part != "body" or tells_of_war(sentence.text) or _is_own_voice(sentence.text)


@lru_cache(maxsize=64)
def _is_own_voice(sentence: str) -> bool:
    return _OWN_VOICE.search(sentence) is not None


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
