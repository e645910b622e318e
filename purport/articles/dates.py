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

    `given` is a date in ISO form or in words (a year and month are a period and give no day);
    `hint` is month/day/year. A dateline weeks away from a given date, or a year from a hint, is
    some other event's. A day before 1990 or in the future is doubted and not used.
    """
    known = parse_given(given)
    other = known or parse_hint(hint)
    line = dateline(text, other)
    if line is not None and (other is None or abs((line - other).days) <= (40 if known else 400)):
        return DatedBy(line, "dateline")
    return DatedBy(other, "given" if known else "hint") if other else None


def plausible(day: date | None) -> date | None:
    """The day, where a news page can have been published on it."""
    return day if day and day.year >= _FIRST and day <= date.today() else None


def parse_given(given: str | None) -> date | None:
    """A date in ISO form, in words ("11 December 2018") or as month/day/year; None for anything else."""
    match = re.match(r"(\d{4})-(\d{2})-(\d{2})", given or "")
    if match:
        return _date(int(match[1]), int(match[2]), int(match[3]))
    american = re.match(r"\s*(\d{1,2})/(\d{1,2})/(\d{4})", given or "")
    if american:
        return _date(int(american[3]), int(american[1]), int(american[2]))
    return read_long(LONG_DATE.search(given or ""), None)


def parse_hint(hint: str | None) -> date | None:
    """month/day/year, or any form of `parse_given`."""
    return parse_given(hint)


# What stands before a dateline: the start, a line's end, a name (the agency), or words that say so.
_BEFORE_LINE = re.compile(
    r"(?:^|\n|[.:!?|(\])/–—-]|\b(?:Published|Posted(?: on)?|[Uu]pdated(?: at| on)?|Date of publication)|\b[A-Z][\w-]*,?)\s*$"
)


def dateline(text: str, near: date | None) -> date | None:
    """The date in the head of the text that stands there as a dateline, not inside a sentence."""
    for match in LONG_DATE.finditer(text[:_HEAD]):
        before, after = text[max(0, match.start() - 24) : match.start()], text[match.end() : match.end() + 6]
        posted = re.search(r"(?:Published|Posted|publication|[Uu]pdated)[\w ]*\W*$", before)
        behind = not after.strip() or re.match(r"\s*[\n\"“(<A-Z\d–—/|-]|Get|,? ?(?:at )?\d", after)
        opens = not text[: match.start()].strip() or (_BEFORE_LINE.search(before) and behind)
        led = re.search(r"\b(?:[Oo]n|[Ii]n|[Oo]f|[Ss]ince|[Uu]ntil|[Bb]y|[Ff]rom|[Tt]he|[Aa]fter|[Bb]efore)\s$", before)
        if posted or (opens and not led):
            return plausible(read_long(match, near))
    tail = re.search(rf"(?:Published|Posted)\D{{0,12}}{LONG_DATE.pattern}", text, re.IGNORECASE)
    if tail:
        return plausible(read_long(LONG_DATE.search(tail.group()), near))
    short = _DAY_ONLY.search(text[:60])
    if short and near:
        name, day = short["m"] or short["m2"], short["d"] or short["d2"]
        return _date(near.year, MONTHS[name.lower().rstrip(".")], int(day))
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
