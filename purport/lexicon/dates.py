"""How dates are written: months, weekdays, and the patterns that several stages look for."""

from __future__ import annotations

import re
from collections.abc import Iterator

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            ("monday", "mon"),
            ("tuesday", "tue", "tues"),
            ("wednesday", "wed"),
            ("thursday", "thu", "thurs"),
            ("friday", "fri"),
            ("saturday", "sat"),
            ("sunday", "sun"),
        )
    )
    for name in names
}

MONTH = "(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
WEEKDAY = "(?:" + "|".join(sorted((w for w in WEEKDAYS), key=len, reverse=True)) + r")\b\.?"
YEAR = r"(?:19[4-9]\d|20[0-4]\d)"

# A month beside a number, in lower case: quickly told, and in every date that names its month.
_MONTH_BEGINS = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
DAY_OR_YEAR_OF_MONTH = rf"{_MONTH_BEGINS}[a-z]*\.?,?\s+\d|\d(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH_BEGINS}"

# A whole date with its year, the weekday before it and a clock time after it taken along.
LONG_DATE = re.compile(
    rf"\b(?:{WEEKDAY},?\s+)?(?:"
    rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{MONTH}),?\s+(?P<year>{YEAR})\b"
    rf"|(?P<month2>{MONTH})\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year2>{YEAR})\b"
    rf"|(?P<day3>\d{{1,2}})[.-](?P<month3>\d{{1,2}})[.-](?P<year3>{YEAR})\b"
    rf"|(?P<year4>{YEAR})-(?P<month4>\d{{1,2}})-(?P<day4>\d{{1,2}})\b"
    rf"|(?P<month5>{MONTH})\s+(?P<day5>\d{{2}})(?P<year5>{YEAR})\b"
    r")(?:,?\s+(?:at\s+)?\d{1,2}:\d{2}(?:\s?[ap]\.?m\.?)?(?:[ ](?:GMT|UTC|IST|KSA|EST|EDT|CET|BST|PST|EET|MSK)\b)?)?",
    re.IGNORECASE,
)
_YEAR = re.compile(YEAR)


def long_dates(text: str, begin: int = 0, until: int | None = None) -> Iterator[re.Match[str]]:
    """The matches of LONG_DATE in a stretch of a text; one without a year, which is quickly told, has none."""
    until = len(text) if until is None else until
    return LONG_DATE.finditer(text, begin, until) if _YEAR.search(text, begin, until) else iter(())
