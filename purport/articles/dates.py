"""The days of an article: published and updated kept apart, each with how it was found."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from purport.lexicon.dates import LONG_DATE, MONTH, MONTHS, long_dates
from purport.model import DatedBy

_FIRST_YEAR = 1990  # no news page is older; what says so is a default or another event's date
_DAY_ONLY = re.compile(
    rf"\b(?P<m>{MONTH})\s+(?P<d>\d{{1,2}})(?:\.|,|\s[-–(/])|\b(?P<d2>\d{{1,2}})\s+(?P<m2>{MONTH})(?:\.|,|\s[-–(/])",
    re.IGNORECASE,
)
_URL_DATE = re.compile(
    r"/(?P<year>199\d|20\d\d)(?:[/-](?P<month>\d{1,2}|[a-z]{3})[/-](?P<day>\d{1,2})|(?P<month2>\d\d)(?P<day2>\d\d))(?=[/._-]|$)"
)
_FILE_DATE = re.compile(r"(?<!\d)(?P<year>199\d|20\d\d)([-_.]?)(?P<month>0[1-9]|1[0-2])\2(?P<day>[0-2]\d|3[01])(?!\d)")
_HEAD = 400


@dataclass(frozen=True, slots=True)
class DatedText:
    """What is known of an article's days beside its text, as written, by how it was found."""

    given: str | None = None
    metadata: str | None = None
    url: str | None = None
    hint: str | None = None
    file: str | None = None
    updated: str | None = None

    @classmethod
    def of(cls, known: Mapping[str, str | None]) -> DatedText:
        """The fields by the names that readers give them."""
        return cls(
            known.get("date"), known.get("metadata_date"), known.get("url"), known.get("date_hint"),
            known.get("file_date"), known.get("updated"),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Dates:
    """Published, updated, and the dates that were doubted: in the future, or before 1990."""

    published: DatedBy | None = None
    updated: DatedBy | None = None
    doubted: tuple[DatedBy, ...] = ()


def find_dates(text: str, known: DatedText) -> Dates:
    """The days of an article: a dateline in the text, else what is known beside it, the surest first.

    A dateline weeks away from a known date, or four years from a hint, is some other event's.
    """
    stated = [
        DatedBy(day, how)
        for how, day in (
            ("given", parse_given(known.given)),
            ("metadata", parse_given(known.metadata)),
            ("url", _numeric(_URL_DATE.search(known.url or ""))),
            ("hint", parse_given(known.hint)),
            ("file", _numeric(_FILE_DATE.search(known.file or ""))),
        )
        if day
    ]
    changed = [DatedBy(day, how) for how, day in (("metadata", parse_given(known.updated)),) if day]
    good = [dated for dated in stated if plausible(dated.day)]
    best = good[0] if good else None
    line, line_changed = datelines(text, best.day if best else None)
    if line_changed:
        changed.append(DatedBy(line_changed, "dateline"))
    slack = 40 if best and best.how in ("given", "metadata", "url") else 4 * 366
    if line and (best is None or abs((line - best.day).days) <= slack):
        best = DatedBy(line, "dateline")
    updated = next((dated for dated in changed if plausible(dated.day)), None)
    sure = best and best.how not in ("hint", "file")
    if updated and best and sure and updated.day < best.day:  # the day of the page's making, not of a change
        updated = None
    doubted = tuple(dated for dated in (*stated, *changed) if not plausible(dated.day))
    return Dates(best, updated, doubted)


def plausible(day: date | None) -> date | None:
    """The day, where a news page can have been published on it: from 1990 to tomorrow (time zones)."""
    return day if day and day.year >= _FIRST_YEAR and day <= date.today() + timedelta(days=1) else None


def parse_given(given: str | None) -> date | None:
    """A date in ISO form, in words ("11 December 2018"), as month/day/year, or as seconds or milliseconds since 1970.

    25/12/2018 is day first, since it can be nothing else; None for what is no date.
    """
    given = (given or "").strip()
    match = re.match(r"(\d{4})-?(\d{2})-?(\d{2})(?!\d)", given)
    if match:
        return _day(int(match[1]), int(match[2]), int(match[3]))
    slashed = re.match(r"(\d{1,2})/(\d{1,2})/(\d{4})", given)
    if slashed:
        one, other, year = map(int, slashed.groups())
        return _day(year, one, other) or _day(year, other, one)
    if re.fullmatch(r"\d{9,10}(?:\d{3})?(?:\.\d+)?", given):
        seconds = float(given)
        return datetime.fromtimestamp(seconds / 1000 if seconds >= 1e11 else seconds, UTC).date()
    return _read_long(LONG_DATE.search(given), None)


# What stands before a dateline: the start, a line's end, a name (the agency), or words that say so.
_BEFORE_LINE = re.compile(
    r"(?:^|\n|[.:!?|(\])/–—-]|\b(?:Published|Posted(?: on)?|[Uu]pdated(?: at| on)?|Date of publication)|\b[A-Z][\w-]*,?)\s*$"
)
_UPDATED = re.compile(r"\b(?:last )?(?:updated|modified)\b[\w ]{0,12}\W*$", re.IGNORECASE)


def datelines(text: str, near: date | None) -> tuple[date | None, date | None]:
    """The days of publication and of change that the head of the text states, not inside a sentence."""
    published: date | None = None
    changed: date | None = None
    for match in long_dates(text[:_HEAD]):
        before, after = text[max(0, match.start() - 24) : match.start()], text[match.end() : match.end() + 6]
        posted = re.search(r"(?:Published|Posted|publication|[Uu]pdated)[\w ]*\W*$", before)
        behind = not after.strip() or re.match(r"\s*[\n\"“(<A-Z\d–—/|-]|Get|,? ?(?:at )?\d", after)
        opens = not text[: match.start()].strip() or (_BEFORE_LINE.search(before) and behind)
        led = re.search(r"\b(?:[Oo]n|[Ii]n|[Oo]f|[Ss]ince|[Uu]ntil|[Bb]y|[Ff]rom|[Tt]he|[Aa]fter|[Bb]efore)\s$", before)
        if posted or (opens and not led):
            day = plausible(_read_long(match, near))
            if _UPDATED.search(before):
                changed = changed or day
            else:
                published = published or day
    return published or _tail_date(text, near) or _short_date(text, near), changed


def _tail_date(text: str, near: date | None) -> date | None:
    """The day of a line that opens with "Published" or "Posted"; a report "published on 6 September" is another's."""
    tail = re.search(
        rf"^\W{{0,4}}(?:Published|Posted)\D{{0,12}}{LONG_DATE.pattern}", text, re.IGNORECASE | re.MULTILINE
    )
    return plausible(_read_long(LONG_DATE.search(tail.group()), near)) if tail else None


def _short_date(text: str, near: date | None) -> date | None:
    """ "MOSCOW, April 8. /TASS/": a day without its year, which the known date gives."""
    short = _DAY_ONLY.search(text[:60])
    if not short or not near:
        return None
    name, day = short["m"] or short["m2"], short["d"] or short["d2"]
    return plausible(_day(near.year, MONTHS[name.lower().rstrip(".")], int(day)))


def _read_long(match: re.Match[str] | None, near: date | None) -> date | None:
    """The date of a LONG_DATE match; all-digit dates are day first unless only the other fits."""
    if match is None:
        return None
    g = match.groupdict()
    for form in ("", "2", "5"):
        if g[f"month{form}"]:
            return _day(int(g[f"year{form}"]), MONTHS[g[f"month{form}"].lower().rstrip(".")], int(g[f"day{form}"]))
    if g["month4"]:
        return _day(int(g["year4"]), int(g["month4"]), int(g["day4"]))
    readings = [
        _day(int(g["year3"]), int(g["month3"]), int(g["day3"])),
        _day(int(g["year3"]), int(g["day3"]), int(g["month3"])),
    ]
    days = [d for d in readings if d]
    if near and days:
        return min(days, key=lambda d: abs((d - near).days))
    return days[0] if days else None


def _numeric(match: re.Match[str] | None) -> date | None:
    """The date of an address or a file's name."""
    if match is None:
        return None
    found = match.groupdict()
    month, day = found["month"] or found.get("month2") or "", found["day"] or found.get("day2") or ""
    number = MONTHS.get(month.lower()) if month.isalpha() else int(month)
    return _day(int(match["year"]), number, int(day)) if number else None


def _day(year: int, month: int, day: int) -> date | None:
    if year < 1000:  # what programs write where they know none
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
