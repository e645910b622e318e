"""Which words for time a figure may have, and what speaks for each."""

from __future__ import annotations

import re
from collections.abc import Iterator

from purport.claims.draft import Draft
from purport.claims.evidence.lines import WAR, Line, group, near
from purport.claims.periods import When
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


def period_options(draft: Draft, lines: list[Line], at: int) -> list[tuple[When | None, Features]]:
    """The words for time around a claim, and none: (when, features)."""
    what = group(draft)
    war = bool(WAR.search(draft.sentence.text))
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
