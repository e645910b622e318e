"""Which words for time a figure may have, and what speaks for each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from purport.claims.draft import Draft
from purport.claims.evidence.hanging import hanging
from purport.claims.evidence.lines import Line, comes_back, group, near, tells_of_war
from purport.claims.periods import Period, When
from purport.claims.ranking import Features

THIS_DAY = re.compile(r"^(?:earlier |early )?(?:this (?:morning|afternoon|evening)|today|tonight)", re.IGNORECASE)
_WHEN_KINDS = (
    ("this day", THIS_DAY),
    ("now", re.compile(r"^(?:now|so far|to date|currently|at present|until now)", re.IGNORECASE)),
    ("since", re.compile(r"\bsince\b", re.IGNORECASE)),
    ("past", re.compile(r"\b(?:past|last|previous|recent)\b", re.IGNORECASE)),
    ("weekday", re.compile(r"(?:day)\b", re.IGNORECASE)),
    ("year", re.compile(r"^(?:in |by |until |late |early |during |of )*\d{4}$", re.IGNORECASE)),
    ("phase", re.compile(r"phase|stage", re.IGNORECASE)),
)


_DATELINE = re.compile(
    r"^(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\.?,? )?(?:\d{1,2} [A-Z]\w+\.?|[A-Z]\w+\.? \d{1,2}),? \d{4}$"
)


_STRETCH = re.compile(
    r"^(?:ever )?(?:since|over|during|within|throughout|by|until|till|up to)\b|\b(?:past|previous|preceding)\b"
    r"|\blast \w+ (?:hours|days|weeks|months|years)|\d (?:hours|days|weeks|months)|-(?:year|month)\b",
    re.IGNORECASE,
)


def _is_dateline(when: When, number: int) -> bool:
    """A full date without a preposition in the first lines is when the article was written."""
    return number < 3 and when.begin < 40 and bool(_DATELINE.match(when.words))


def _tells(when: When, line: Line, number: int) -> bool:
    return not at_cue(when, line) and not _is_dateline(when, number)


def period_options(draft: Draft, lines: list[Line], at: int, main: Period | None) -> list[tuple[When | None, Features]]:
    """The words for time around a claim, and none: (when, features). `main`: `main_day(lines)`."""
    what = group(draft)
    war, tense = tells_of_war(draft.sentence.text), _tense(draft)
    own = any(_tells(w, lines[at], at) for w in lines[at].times)
    told = _told_of(draft, lines, at)
    options: list[tuple[When | None, Features]] = [
        (
            None,
            (
                f"none {what}",
                f"none war {war}",
                f"none here {own} {what}",
                f"none form {draft.number.form} {what}",
                f"none headline {lines[at].headline}",
                f"none unit {draft.number.unit}",
                f"none stance {draft.stance}",
                f"none measure {draft.measure}",
                f"none told {told}",
                f"none tense {tense}",
                f"none main day {main is not None}",
            ),
        )
    ]
    around = range(max(0, at - 5), min(len(lines), at + 3))
    for number in sorted({*around, *range(min(4, len(lines)))}, key=lambda n: (abs(n - at), n > at)):
        line = lines[number]
        for when in line.times:
            if not _tells(when, line, number):
                continue  # the day of speaking or writing is not the figure's time (the guideline)
            facts = list(_period_facts(draft, line, when, number - at, war))
            facts += _standing(draft, lines, at, number, when, main, own=own, tense=tense)
            facts += _of_the_event(draft, lines, at, number, when, own=own)
            options.append((when, tuple(facts + [f"{fact} for {what}" for fact in facts[:3]])))
    return options


def _of_the_event(draft: Draft, lines: list[Line], at: int, number: int, when: When, *, own: bool) -> Iterator[str]:
    """Whether the sentence of a time seems to tell of the figure's event."""
    line, mine = lines[number], lines[at]
    side = "here" if number == at else "earlier" if number < at else "later"
    yield f"bare {when.words[:1].isupper() or when.words[:1].isdigit()} {_kind_of(when)} {side}"
    if number == at:
        yield from hanging(draft, when.begin, when.until)
        return
    yield f"headline {mine.headline} of {line.headline} {side} {min(abs(number - at), 3)}"
    there, here = ({t.words for t in k.toponyms if t.rank} for k in (line, mine))
    shared = "both none" if not there and not here else "yes" if there & here else "no" if there and here else "one"
    yield f"place shared {shared} {side} own {own}"


def _tense(draft: Draft) -> str:
    """The verb above a figure: "live" and "are held" are states of now, "killed" is not."""
    verb = next((a for a in draft.anchor.ancestors if a.tag_[:2] == "VB" or a.tag_ == "MD"), None)
    if verb is None:
        return "no verb"
    helpers = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    if helpers & {"will", "would", "could", "may", "might", "to"}:
        return "future"
    if helpers & {"has", "have"}:
        return "perfect"
    if helpers & {"is", "are"} or verb.tag_ in ("VBZ", "VBP"):
        return "present"
    return "past" if verb.tag_ in ("VBD", "VBN") else "other"


def _told_of(draft: Draft, lines: list[Line], at: int) -> str:
    """Whether the same figure stands earlier with a time in its sentence."""
    for number in range(at - 1, max(-1, at - 31), -1):
        for other in lines[number].drafts:
            same = (other.low, other.number.unit, other.measure) == (draft.low, draft.number.unit, draft.measure)
            if same and (draft.low or 0) > 2:
                return "with a time" if lines[number].times else "without"
    return "no"


def main_day(lines: list[Line]) -> Period | None:
    """The period that most sentences with figures name, the earliest of equals."""
    named = Counter(
        (w.start, w.end)
        for number, line in enumerate(lines)
        if line.drafts
        for w in line.times
        if w.start and _tells(w, line, number)
    )
    return max(named, key=lambda period: named[period], default=None)


def _standing(
    draft: Draft, lines: list[Line], at: int, number: int, when: When, main: Period | None, *, own: bool, tense: str
) -> Iterator[str]:
    """What the sentence of a time says of other figures, and the article of the time.

    `own`, `tense`: whether the figure's sentence has a time of its own, and the tense of its verb.
    """
    line = lines[number]
    near_by = "here" if number == at else "earlier" if number < at else "later"
    alike = [d for d in line.drafts if d.measure == draft.measure] if number != at else []
    same = any((d.low, d.number.unit) == (draft.low, draft.number.unit) for d in alike) and (draft.low or 0) > 2
    yield f"main day {main == (when.start, when.end)} {near_by} own {own}"
    yield f"main day {main == (when.start, when.end)} {group(draft)} tense {tense}"
    yield f"tense {tense} {near_by} {_kind_of(when)}"
    if near_by != "here":
        yield f"same figure {same} {near_by} own {own}"
        yield f"same measure {bool(alike)} {near_by} own {own}"
        between = sum(1 for k in lines[min(at, number) + 1 : max(at, number)] if k.times)
        yield f"times between {min(between, 2)} {near_by} own {own}"
        yield f"coming back {comes_back(draft.sentence.text)} {near_by} {min(abs(number - at), 3)}"
        yield f"whole there {draft.part_of is not None and draft.part_of.sentence is line.sentence} own {own}"
        yield f"same paragraph {line.sentence.paragraph == lines[at].sentence.paragraph} {near_by} own {own}"


def _kind_of(when: When) -> str:
    return _kind_of_words(when.words)


@lru_cache(maxsize=1000)
def _kind_of_words(words: str) -> str:
    return next(
        (name for name, pattern in _WHEN_KINDS if pattern.search(words)), "date" if re.search(r"\d", words) else "other"
    )


def _period_facts(draft: Draft, line: Line, when: When, apart: int, war: bool) -> Iterator[str]:
    kind = _kind_of(when)
    state = "open" if when.start is None or when.end is None else "day" if when.start == when.end else "span"
    if apart:
        side = "earlier" if apart < 0 else "later"
        yield f"{side} {min(abs(apart), 6)} {kind}"
        yield f"{side} headline {line.headline} {kind}"
        yield f"{side} war {war} {state}"
        yield f"{side} number in line {bool(line.drafts)}"
        yield f"{side} measure {draft.measure} {state}"
        return
    behind = when.begin > draft.number.begin
    side = "behind" if behind else "ahead"
    gap = when.begin - draft.number.after if behind else draft.number.begin - when.until
    between = line.sentence.text[min(draft.number.after, when.until) : max(draft.number.begin, when.begin)]
    yield f"here {side} {kind}"
    yield f"here {side} {near(gap)}"
    yield f"here {state}"
    yield f"here {side} clause {bool(re.search(r'[;,]|said|while|after|which|where', between))} {kind}"
    yield f"here war {war} {kind}"
    yield f"here {side} numbers between {min(len(re.findall(r'[0-9]+', between)), 2)}"
    yield f"here times {min(len(line.times), 3)}"


def at_cue(when: When, line: Line) -> bool:
    """ "said on Friday", "told AFP last week": the time hangs on the cue or stands right behind it."""
    if _STRETCH.search(when.words):
        return False  # nobody speaks since March
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
