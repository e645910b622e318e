"""Of what time a figure is: a day or closed period, a running total, a phase of a campaign, a state of one day."""

from __future__ import annotations

import re
from datetime import date, timedelta

from purport.findings.view import Figure
from purport.lexicon.dates import MONTH

STATES = ("present", "territory")
_HARM = ("killed", "injured", "casualties", "missing", "detained", "kidnapped")
_SINCE = re.compile(r"^(?:ever )?since\b|^the (?:year|month|week)\b|^this (?:year|month)\b", re.IGNORECASE)
_UP_TO = re.compile(r"^(?:by|until|till|up to)\b", re.IGNORECASE)
_AGED = re.compile(r"[- ]year(?:-old|-long)? (?:civil )?(?:conflict|war|uprising|crisis)\b", re.IGNORECASE)
_YEAR_ALONE = re.compile(r"^(?:ever )?since\b.*\b(?:19|20)\d\d$", re.IGNORECASE)
_MONTH = re.compile(rf"\b{MONTH}|\b\d\d?\b", re.IGNORECASE)
_TAKEN = re.compile(r"captur|liberat|free|tak|took|retak|seiz|los|regain|recover|clear|reach", re.IGNORECASE)
_PAST_HOURS = re.compile(r"\b(?:hours?|day|week)\b", re.IGNORECASE)
# Words close before a number, or right behind it, that make it a total which goes on from report to report.
_GOES_ON = re.compile(
    r"(?:\bnow number|^in (?:all|total)\b|\b(?:and|,) in (?:all|total)\b|\b(?:overall|total) (?:number|area|figure|of)|\btotal(?:s|led|ed)?\b"
    r"|\b(?:grow[ns]?|grew|ris(?:en|es)|rose|increased?s?|climbed)(?: in number)?(?: up)? to"
    r"|\breach(?:ed|es)\b|\b(?:unchanged|remains? at|st(?:an|oo)ds? at|still (?:at|number))\b)[^;:]{0,60}$"
    r"|\bno change\b[^;:]{0,40}\bin the (?:number|total) of\b[^;:]{0,200}$",
    re.IGNORECASE,
)
_ALTOGETHER = re.compile(r"^[^,.;]{0,40}\b(?:in total|in all|altogether|so far|to date)\b", re.IGNORECASE)
_PHASE = re.compile(r"\b(first|second|third|fourth|fifth|sixth|(?:phase|stage) [ivx\d]+)\b", re.IGNORECASE)
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth")
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi")
_CAMPAIGN = re.compile(r"\bsince\b.{0,40}\b(?:operations?|campaign|offensive|assault|battle|siege)\b", re.IGNORECASE)

ONE_DAY = timedelta(days=1)


def is_taking(event: str | None) -> bool:
    """Whether a word for an event says that land changed hands: "liberated", "taken", "lost"."""
    return bool(_TAKEN.match(event or ""))


def closed_period(figure: Figure) -> tuple[date, date] | None:
    """The closed period of an event, or the day of speaking for a state; None where it is open."""
    claim = figure.claim
    state = claim.measure in STATES and not is_taking(claim.event)
    if state and claim.start is None and claim.end is None and claim.time is None and claim.said:
        return claim.said, claim.said
    return (claim.start, claim.end) if claim.start and claim.end else None


def running_of(figure: Figure) -> tuple[date | None, date | None] | None:
    """From when to when a running total runs, either unknown; None where the figure is none.

    It is one by "since 1 January" and "up to 17 October", or by words such as "has grown to": a
    toll of one event rises so too, so that people harmed need a start.
    """
    claim = figure.claim
    words = claim.time or ""
    end = claim.end or claim.said
    if _SINCE.search(words) or is_aged(figure):
        return claim.start, end
    if _UP_TO.search(words) and claim.start is None:
        return None, end
    if claim.measure in _HARM or not (_GOES_ON.search(figure.before) or _ALTOGETHER.search(figure.after)):
        return None
    if claim.start and claim.end and claim.start < claim.end and not _PAST_HOURS.search(words):
        return claim.start, end
    return None, claim.said or claim.end


def start_range(figure: Figure) -> tuple[date, date] | None:
    """The days between which a period began, where its words give no day of it: "since 2011", "the five-year war".

    A war called five years old began in one of three years: its age may be rounded either way.
    """
    start, words = figure.claim.start, figure.claim.time or ""
    if start is None:
        return None
    if is_aged(figure):
        return date(start.year - 1, 1, 1), date(start.year + 1, 12, 31)
    return (start, date(start.year, 12, 31)) if _YEAR_ALONE.search(words) and not _MONTH.search(words) else None


def is_aged(figure: Figure) -> bool:
    """Whether the start is known by an age alone."""
    return bool(_AGED.search(figure.claim.time or ""))


def phase_of(time: str | None) -> int | None:
    """The number of the phase that words for time name: "in the second phase", "Phase II" → 2."""
    match = _PHASE.search(time or "")
    if match is None or not re.search(r"phase|stage", time or "", re.IGNORECASE):
        return None
    name = match.group(1).lower().split()[-1]
    if name in _ORDINALS:
        return _ORDINALS.index(name) + 1
    return _ROMAN.index(name) + 1 if name in _ROMAN else int(name) if name.isdigit() else None


def goes_on(figure: Figure) -> bool:
    """Whether later reports may give more without a change of mind: a running total, a phase, a campaign."""
    return running_of(figure) is not None or phase_of(figure.claim.time) is not None or campaign_of(figure)


def campaign_of(figure: Figure) -> bool:
    """Whether the figure is of a campaign from its beginning on: "since the operation started"."""
    return bool(_CAMPAIGN.search(figure.claim.time or ""))


def shown_period(start: date | None, end: date | None) -> str:
    """ "4 April 2017", "1 January 2017 to 30 April 2017", "to 30 April 2017"."""
    if start and end:
        return shown_day(start) if start == end else f"{shown_day(start)} to {shown_day(end)}"
    if start:
        return f"since {shown_day(start)}"
    return f"to {shown_day(end)}" if end else "no period"


def shown_day(day: date) -> str:
    """ "4 April 2017"."""
    return f"{day.day} {day:%B %Y}"
