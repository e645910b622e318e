"""The day of an article: the dateline in its text counts above any hint given with the file."""

from __future__ import annotations

import re
from datetime import date

from purport.lexicon.dates import LONG_DATE, MONTH, MONTHS
from purport.model import DatedBy

_FIRST, _LAST_YEAR_AHEAD = 1990, 1
_DAY_ONLY = re.compile(
    rf"\b(?P<m>{MONTH})\s+(?P<d>\d{{1,2}})(?:\.|,|\s[-–(/])|\b(?P<d2>\d{{1,2}})\s+(?P<m2>{MONTH})(?:\.|,|\s[-–(/])",
    re.IGNORECASE,
)
_HEAD = 400


def published(text: str, *, given: str | None = None, hint: str | None = None) -> DatedBy | None:
    """The day of publication: a dateline in the text, else a date given with the file, else a hint.

    `given` is an ISO date (also a year and month, which is a period and gives no day); `hint` is
    month/day/year. A day before 1990 or in the future is doubted and not used.
    """
    other = parse_given(given) or parse_hint(hint)
    line = dateline(text, other)
    if line is not None and _agrees(line, other):
        return DatedBy(line, "dateline")
    if parse_given(given):
        return DatedBy(other, "given") if other else None
    return DatedBy(other, "hint") if other else None


def _agrees(line: date, other: date | None) -> bool:
    """A dateline far from the given date is some other event's date."""
    return other is None or abs((line - other).days) <= 400


def plausible(day: date | None) -> date | None:
    """The day, where a news page can have been published on it."""
    return day if day and day.year >= _FIRST and day <= date.today() else None


def parse_given(given: str | None) -> date | None:
    """An ISO date or date and time; None for anything else."""
    match = re.match(r"(\d{4})-(\d{2})-(\d{2})", given or "")
    return _date(int(match[1]), int(match[2]), int(match[3])) if match else None


def parse_hint(hint: str | None) -> date | None:
    """month/day/year, or an ISO date."""
    match = re.match(r"\s*(\d{1,2})/(\d{1,2})/(\d{4})", hint or "")
    return _date(int(match[3]), int(match[1]), int(match[2])) if match else parse_given(hint)


def dateline(text: str, near: date | None) -> date | None:
    """The date in the head of the text that stands there as a dateline, not inside a sentence."""
    for match in LONG_DATE.finditer(text[:_HEAD]):
        before = text[max(0, match.start() - 16) : match.start()].rstrip().lower()
        if not re.search(r"\b(?:on|in|of|since|until|by|from|the|to|and|for|after|before)$", before):
            return plausible(read_long(match, near))
    tail = re.search(rf"(?:Published|Posted|Updated)\D{{0,12}}{LONG_DATE.pattern}", text, re.IGNORECASE)
    if tail:
        return plausible(read_long(LONG_DATE.search(tail.group()), near))
    short = _DAY_ONLY.search(text[:60])
    if short and near:
        return _date(near.year, MONTHS[(short["m"] or short["m2"]).lower().rstrip(".")], int(short["d"] or short["d2"]))
    return None


def read_long(match: re.Match[str] | None, near: date | None) -> date | None:
    """The date of a LONG_DATE match; all-digit dates are day first unless only the other fits."""
    if match is None:
        return None
    g = match.groupdict()
    for form in ("", "2", "5"):
        if g[f"month{form}"]:
            return _date(int(g[f"year{form}"]), MONTHS[g[f"month{form}"].lower().rstrip(".")], int(g[f"day{form}"]))
    if g["month4"]:
        return _date(int(g["year4"]), int(g["month4"]), int(g["day4"]))
    readings = [
        _date(int(g["year3"]), int(g["month3"]), int(g["day3"])),
        _date(int(g["year3"]), int(g["day3"]), int(g["month3"])),
    ]
    days = [d for d in readings if d]
    if near and days:
        return min(days, key=lambda d: abs((d - near).days))
    return days[0] if days else None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return plausible(date(year, month, day))
    except ValueError:
        return None
