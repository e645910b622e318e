"""Gathers comparable claims: one measure and unit, compatible words, one place, one period.

Too loose is worse than too tight: a wrong merge makes false findings. What a claim leaves open
(no place, no period) joins nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date
from functools import cache

from purport.findings.independence import independent_speakers
from purport.findings.intervals import interval
from purport.findings.view import Figure, View
from purport.lexicon.tables import mapping
from purport.lexicon.toponyms import fold, strip_type
from purport.model import Question

# "another 12", "the other 36": besides other figures, no answer by itself.
# A place named in the figure's own sentence while the claim's comes from elsewhere.
_OTHER_PLACE = re.compile(
    r"\b(?:in|at|near) (?:the )?(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:January|February|March|April|May|June|July|August|September|October|November|December)\b)(?:al-|el-|as-|ash-)?[A-Z][a-z]"
)
_BESIDES = re.compile(
    r"\b(?:other|another|remaining|further|additional)(?: about| some| at least| nearly)?\s*$", re.IGNORECASE
)
# Measures that lump acts together: only figures with one word for the act answer one question.
_BY_EVENT = ("attacks", "involved", "aid", "destroyed", "seized", "restored")
_STATES = ("present", "territory")
_TITLES = {
    "killed": "People killed",
    "injured": "People injured",
    "casualties": "Casualties",
    "detained": "People detained",
    "displaced": "People displaced",
    "evacuated": "People evacuated",
    "returned": "People returned",
    "present": "People present",
    "places_captured": "Places taken",
    "territory": "Territory",
    "missing": "People missing",
    "surrendered": "People surrendered",
    "restored": "Facilities restored",
}


@cache
def _classes() -> dict[str, str]:
    return mapping("purport.findings", "counted_classes.tsv")


def counted_class(words: str | None) -> str:
    """The class of counted words; the head word itself where the table lacks it."""
    head = re.split(r"\s+(?:of|in|from|who|from)\s+", (words or "").strip())[0]
    last = re.sub(r"[^\w-]", "", head.split()[-1]) if head.split() else ""
    return _classes().get(last.lower(), last.lower())


def subject(figure: Figure) -> tuple[str, ...] | None:
    """What a figure is a figure of, but for place and period; None where that is not clear."""
    claim = figure.claim
    if claim.measure in ("other", "distance", "opinion", "money") or claim.stance in ("possible", "doubted"):
        return None
    kind = counted_class(claim.counted)
    qualifier = _qualifier(claim.counted)
    if (
        (claim.measure == "territory" and figure.actor is None)
        or _BESIDES.search(figure.before)
        or figure.after.lower().startswith((" more", " other"))
    ):
        return None
    holder = figure.actor.id if figure.actor and claim.measure == "territory" else ""
    event = (claim.event or "").lower()[:4] if claim.measure in _BY_EVENT else ""  # 59 fired, 58 hit
    return claim.measure, claim.quantity.unit, kind, qualifier, holder, event


def _qualifier(words: str | None) -> str:
    """Whose: "SDF fighters" and "ISIS fighters" are counted apart; sorted capitalised words."""
    return " ".join(sorted(fold(w) for w in re.findall(r"\b[A-Z][\w-]+", words or "")))


def place_key(figure: Figure) -> str | None:
    """The gazetteer's place, else the folded name; None where the sentence names another that is not known."""
    place = figure.claim.place or ""
    if place not in figure.sentence and _OTHER_PLACE.search(figure.sentence):
        return None
    if figure.place is not None:
        return figure.place.id
    return f"name:{fold(figure.claim.place)}" if figure.claim.place else None


def period_of(figure: Figure) -> tuple[date, date] | None:
    """The closed period of an event, or the day of speaking for a state; None where it is open."""
    claim = figure.claim
    if claim.measure in _STATES and claim.start is None and claim.end is None and claim.time is None and claim.said:
        return claim.said, claim.said
    return (claim.start, claim.end) if claim.start and claim.end else None


def gather(view: View) -> tuple[Question, ...]:
    """All questions with at least two claims, in the order of their titles."""
    groups: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for figure in view.figures:
        key = _key(figure)
        if key is not None:
            groups[key].append(figure)
    questions = [_question(group) for group in groups.values() if len(group) > 1]
    return tuple(sorted(questions, key=lambda q: (q.title, q.id)))


def _key(figure: Figure) -> tuple[object, ...] | None:
    what, place, period = subject(figure), place_key(figure), period_of(figure)
    if what is None or place is None or period is None or (figure.claim.part_of is not None and what[2] == "person"):
        return None
    return (*what, place, *period)


def _question(group: list[Figure]) -> Question:
    ordered = sorted(
        group,
        key=lambda f: (f.claim.end or date.min, f.claim.said or date.min, f.article.doc_id, f.claim.number_in_article),
    )
    lows = [interval(f.claim.quantity).low for f in ordered if f.claim.quantity.low is not None]
    highs = [f.claim.quantity.high for f in ordered if f.claim.quantity.high is not None]
    return Question(
        title=_title(ordered),
        claims=tuple(f.id for f in ordered),
        low=min(lows) if lows else None,
        high=max(highs) if highs else None,
        independent=len(independent_speakers(ordered)),
    )


def _title(figures: list[Figure]) -> str:
    first = figures[0].claim
    measure = _TITLES.get(first.measure, first.measure.replace("_", " ").capitalize())
    kind = counted_class(first.counted)
    what = "" if kind in ("person", "") else f" ({(first.counted or '').strip()})"
    start, end = period_of(figures[0]) or (None, None)
    return f"{measure}{what} · {strip_type(first.place or 'no place')} · {_days(start, end)}"


def _days(start: date | None, end: date | None) -> str:
    if start and end:
        return _day(start) if start == end else f"{_day(start)} to {_day(end)}"
    return _day(end) if end else "no period"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
