"""Words for time and the periods that they stand for, worked out from the article's day.

A period is (start, end), both days included, either open; a state "as of" one day has start = end.
A day of the week is the last one up to the article's day; "past N days" runs from N days before.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from purport.lexicon.dates import DAY_OR_YEAR_OF_MONTH, MONTH, MONTHS, WEEKDAY, WEEKDAYS, YEAR
from purport.lexicon.number_words import worth

Period = tuple[date | None, date | None]
Resolver = Callable[[re.Match[str], date | None], Period]


@dataclass(frozen=True, slots=True)
class When:
    """Words for time in a sentence, and their period."""

    begin: int
    until: int
    words: str
    start: date | None
    end: date | None


_NUM = r"(?:\d{1,4}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty[- ]eight|twenty[- ]four|seventy[- ]two|few|several|couple of)"
_COUNTED = r"(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_SPAN = r"(?:hours?|days?|weeks?|months?|years?)"


def _month(name: str) -> int:
    return MONTHS[name.lower().rstrip(".")]


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _day(match: re.Match[str], today: date | None) -> Period:
    groups = match.groupdict()
    month, day = _month(groups["m"]), int(groups["d"])
    year = groups.get("y")
    if year:
        found = _valid(int(year), month, day)
    elif today is None:
        return None, None
    else:
        found = _valid(today.year, month, day)
        if found and found > today + timedelta(days=45):
            found = _valid(today.year - 1, month, day)
    return found, found


def _between(match: re.Match[str], today: date | None) -> Period:
    groups = match.groupdict()
    year = int(groups["y"]) if groups.get("y") else today.year if today else None
    if year is None:
        return None, None
    first = _valid(year, _month(groups["m"]), int(groups["d"]))
    last = _valid(year, _month(groups["m2"] or groups["m"]), int(groups["d2"]))
    return _in_order(first, last)


def _between_dm(match: re.Match[str], today: date | None) -> Period:
    groups = match.groupdict()
    year = int(groups["y"]) if groups["y"] else today.year if today else None
    if year is None:
        return None, None
    last = _valid(year, _month(groups["m2"]), int(groups["d2"]))
    return _in_order(_valid(year, _month(groups["m"] or groups["m2"]), int(groups["d"])), last)


def _in_order(first: date | None, last: date | None) -> Period:
    """ "between December 28 and January 3": the first day is of the year before."""
    if first is not None and last is not None and first > last:
        return _valid(first.year - 1, first.month, first.day), last
    return first, last


def _whole_month(match: re.Match[str], today: date | None) -> Period:
    month = _month(match["m"])
    year = int(match["y"]) if match["y"] else None
    if year is None:
        if today is None:
            return None, None
        year = today.year if month <= today.month else today.year - 1
    first, last = _all_of(year, month)
    if (match["lead"] or "").lower().endswith("late "):
        first = date(year, month, 21)
        return (first, today) if match["lead"].lower().startswith("since") else (first, last)
    return _from_lead(match, first, last, today)


def _month_last_year(match: re.Match[str], today: date | None) -> Period:
    if today is None:
        return None, None
    return _all_of(today.year - 1, _month(match["m"]))


def _all_of(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def _year(match: re.Match[str], today: date | None) -> Period:
    year = int(match["y"])
    return _from_lead(match, date(year, 1, 1), date(year, 12, 31), today)


def _from_lead(match: re.Match[str], first: date, last: date, today: date | None) -> Period:
    lead = (match["lead"] or "").lower()
    if "since" in lead and "end of" in lead:
        return last, today
    if "mid" in lead:
        first, last = _middle(first, last)
        if "since" in lead:
            first += (last - first) / 2  # about the 15th, about the first of July
    if "since" in lead or "start of" in lead or "beginning of" in lead or "from" in lead:
        return first, today
    if lead.startswith(("by", "until", "till", "up to", "before")):
        return None, last
    if lead.startswith(("late", "at the end")):
        return None, last
    if lead.startswith(("at ", "as of")):
        return last, last
    return first, min(last, today) if today and today >= first else last


def _middle(first: date, last: date) -> tuple[date, date]:
    """The middle third of a month or a year."""
    third = (last - first) / 3
    return first + third, last - third


def _since_day(match: re.Match[str], today: date | None) -> Period:
    return _day(match, today)[0], today


def _by_day(match: re.Match[str], today: date | None) -> Period:
    return None, _day(match, today)[0]


def _then(match: re.Match[str], today: date | None) -> Period:
    """ "since then": from the time named before it (`go_back` finds that) to the article's day."""
    return None, today


def _campaign(match: re.Match[str], today: date | None) -> Period:
    """ "since the operation began": from a day that these words do not give."""
    return None, today


def _years_of(match: re.Match[str], today: date | None) -> Period:
    """ "the five-year conflict": from the year so many before the article's, to the article's day; months likewise."""
    count = worth(match["n"])
    if today is None or count is None or not 1 <= count < 200:
        return None, today
    if match["span"].lower() == "month":
        return _back(today, int(count), "month"), today
    return date(today.year - int(count), 1, 1), today


def go_back(lines: list[list[When]]) -> None:
    """Gives "since then" the start of the time named last before it, in its sentence or the three before."""
    for at, times in enumerate(lines):
        for index, when in enumerate(times):
            if not re.match(r"since th(?:en|at)", when.words, re.IGNORECASE):
                continue
            earlier = [w for line in lines[max(0, at - 3) : at] for w in line] + times[:index]
            starts = [w.start for w in earlier if w.start is not None]
            if starts:
                times[index] = When(when.begin, when.until, when.words, starts[-1], when.end)


def _weekday(match: re.Match[str], today: date | None) -> Period:
    if today is None:
        return None, None
    back = (today.weekday() - WEEKDAYS[match["w"].lower().rstrip(".")]) % 7
    lead = match.group().lower()
    if "next" in lead or "coming" in lead:
        back -= 7
    elif "last" in lead and back == 0:
        back = 7
    day = today - timedelta(days=back)
    if "since" in lead:
        return day, today
    return (day - timedelta(days=1), day) if "overnight" in lead else (day, day)


def _past(match: re.Match[str], today: date | None) -> Period:
    if today is None:
        return None, None
    groups = match.groupdict()
    count = (match["n"] or groups.get("n2") or "one").lower()
    if count in ("few", "several", "couple of", "recent"):
        return None, today
    number = worth(count) if count not in ("a", "an") else 1.0
    return _back(today, int(number or 1), match["span"] or groups["span2"]), today


def _back(today: date, count: int, span: str) -> date | None:
    span = span.lower().rstrip("s")
    try:
        if span == "hour":
            return today - timedelta(days=max(1, round(count / 24)))
        if span in ("day", "week"):
            return today - timedelta(days=count * (7 if span == "week" else 1))
        months = count * (12 if span == "year" else 1)
        year, month = divmod(today.year * 12 + today.month - 1 - months, 12)
        return _valid(year, month + 1, min(today.day, calendar.monthrange(year, month + 1)[1]))
    except (ValueError, OverflowError, calendar.IllegalMonthError):
        return None


def _ago(match: re.Match[str], today: date | None) -> Period:
    if today is None or match["n"].lower() in ("few", "several", "couple of"):
        return None, today
    number = 1.0 if match["n"].lower() in ("a", "an") else worth(match["n"]) or 1.0
    day = _back(today, int(number), match["span"])
    return (day, day) if match["span"].lower().startswith("day") else (None, None)


def _this(match: re.Match[str], today: date | None) -> Period:
    if today is None:
        return None, None
    span = match["span"].lower()
    first = {
        "week": today - timedelta(days=today.weekday()),
        "month": today.replace(day=1),
        "year": date(today.year, 1, 1),
    }[span]
    return first, today


def _last_named(match: re.Match[str], today: date | None) -> Period:
    if today is None:
        return None, None
    span = match["span"].lower()
    if span == "week":
        monday = today - timedelta(days=today.weekday() + 7)
        return monday, monday + timedelta(days=6)
    if span == "month":
        last = today.replace(day=1) - timedelta(days=1)
        return last.replace(day=1), last
    if span == "weekend":
        saturday = today - timedelta(days=(today.weekday() - 5) % 7 or 7)
        return saturday, saturday + timedelta(days=1)
    return date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)


def _next_named(match: re.Match[str], today: date | None) -> Period:
    if today is None:
        return None, None
    span = match["span"].lower()
    if span == "week":
        monday = today + timedelta(days=7 - today.weekday())
        return monday, monday + timedelta(days=6)
    if span == "month":
        there = today.replace(day=1) + timedelta(days=32)
        return _all_of(there.year, there.month)
    return date(today.year + 1, 1, 1), date(today.year + 1, 12, 31)


def _today(_: re.Match[str], today: date | None) -> Period:
    return today, today


def _yesterday(_: re.Match[str], today: date | None) -> Period:
    day = today - timedelta(days=1) if today else None
    return day, day


def _overnight(_: re.Match[str], today: date | None) -> Period:
    return (today - timedelta(days=1) if today else None), today


def _recent(_: re.Match[str], today: date | None) -> Period:
    return None, today


def _named(_: re.Match[str], __: date | None) -> Period:
    """A phase of a campaign is a period whose days the words do not give."""
    return None, None


_LEAD = r"(?P<lead>(?:since (?:the (?:start|beginning|end) of |early |late |mid-?)?|from (?:the (?:start|beginning) of )?|by (?:the end of |late |early )?|until |till |up to |before |in (?:late |early |mid-?)?|(?:late|early) in |late |early |at the end of |as of |during |over |throughout |between |in the (?:summer|spring|autumn|fall|winter) of )?)"


def _pattern(text: str, *needles: str) -> tuple[re.Pattern[str], tuple[str, ...]]:
    """A pattern, and lower-case stretches of which a sentence must hold one for it to match at all."""
    return re.compile(rf"(?<![\w-])(?<!\d[,.])(?:{text})(?![\w])", re.IGNORECASE), needles


_CAMPAIGN = r"(?:[A-Z]?\w+ ){0,2}?(?:operations?|campaign|offensive|assault|battle|siege|truce|ceasefire)"
_BEGUN = r"(?:was |were )?(?:began|begun|started|launched|announced|under way)"
# Times whose days the words do not give.
NAMED_PERIOD = re.compile(rf"\b(?:phase|stage)\b|^since (?:the |its )?.*{_CAMPAIGN}", re.IGNORECASE)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DATED = "a month beside a number"  # stands in for the stretches that no list could hold
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


_MD = rf"(?P<m>{MONTH}) (?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?!\d|,\d{{3}})(?:,? (?P<y>{YEAR}))?"
_DM = rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<m>{MONTH})(?:,? (?P<y>{YEAR}))?"
_NAMED_DAY = "(?:" + "|".join(sorted(WEEKDAYS, key=len, reverse=True)) + ")"
_WD = rf"(?:{WEEKDAY},? )?"

RULES: tuple[tuple[tuple[re.Pattern[str], tuple[str, ...]], Resolver], ...] = (
    (
        _pattern(
            rf"(?:between|from) (?P<m>{MONTH}) (?P<d>\d{{1,2}})(?:st|nd|rd|th)? (?:and|to|until) (?:(?P<m2>{MONTH}) )?(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?:,? (?P<y>{YEAR}))?",
            _DATED,
        ),
        _between,
    ),
    (
        _pattern(
            rf"(?:between|from) (?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?: (?P<m>{MONTH}))? (?:and|to|until) (?P<d2>\d{{1,2}})(?:st|nd|rd|th)? (?P<m2>{MONTH})(?:,? (?P<y>{YEAR}))?",
            _DATED,
        ),
        _between_dm,
    ),
    (_pattern(rf"(?:ever )?since (?:it began on |\w+ )?{_WD}{_MD}", _DATED), _since_day),
    (_pattern(rf"(?:ever )?since {_WD}{_DM}", _DATED), _since_day),
    (_pattern(rf"(?:since [\w\s]{{3,40}}? (?:began|started|launched|erupted) on )(?:{_MD})", _DATED), _since_day),
    (_pattern(rf"(?:by|until|till|up to|before) {_WD}{_MD}", _DATED), _by_day),
    (_pattern(rf"(?:by|until|till|up to|before) {_WD}{_DM}", _DATED), _by_day),
    (_pattern(rf"(?:early |late |as of )?(?:on )?(?:the (?:morning|evening|night) of )?{_WD}{_MD}", _DATED), _day),
    (_pattern(rf"(?:early |late |as of )?(?:on )?(?:the (?:morning|evening|night) of )?{_WD}{_DM}", _DATED), _day),
    (_pattern(rf"(?:in |since )?(?P<m>{MONTH}) (?:of )?last year", "last year"), _month_last_year),
    (_pattern(rf"{_LEAD}(?P<m>{MONTH}),?(?: of)?(?: (?P<y>{YEAR}))?(?! \d)", *_MONTHS), _whole_month),
    (_pattern(rf"{_LEAD}(?P<y>{YEAR})", "19", "20"), _year),
    (
        _pattern(
            rf"(?:since |overnight |early |late |earlier |later |as of |at dawn |at noon )?(?:on |since |by )?(?:last |next |this |the )?(?:morning |evening |night |afternoon |dawn )?(?:of )?(?P<w>{_NAMED_DAY})(?:\b\.?|(?<=day)[’']?s(?=\s[a-z]))(?: (?:morning|night|evening|afternoon|at dawn|dawn))?",
            *_DAYS,
        ),
        _weekday,
    ),
    (
        _pattern(
            rf"(?:(?:in|over|during|within|for|throughout) )?(?:the )?(?:past|last|previous|preceding) (?:(?P<n>{_NUM}) )?(?P<span>hours?|days|weeks|months|years)(?: alone)?",
            "past",
            "last",
            "previous",
            "preceding",
        ),
        _past,
    ),
    (_pattern(r"(?:in|over|during|within) (?:the )?(?:past) (?P<n>)(?P<span>day|week|month|year)", "past"), _past),
    (_pattern(r"(?:in|within|over) (?P<n>24|48|72|twenty-four) (?P<span>hours)", "hours"), _past),
    (_pattern(rf"(?P<n>{_NUM}) (?P<span>{_SPAN}) (?:ago|earlier)", "ago", "earlier"), _ago),
    (
        _pattern(
            rf"(?:in|over|within|during) (?:the )?(?P<n>{_COUNTED}) (?P<span>days?|weeks?|months?)(?= |$|[.,])(?! (?:of|after|before|later|from|since))"
            rf"|(?P<n2>{_COUNTED}) (?P<span2>days|weeks|months)(?= of [a-z])",
            "day",
            "week",
            "month",
        ),
        _past,
    ),
    (
        _pattern(
            r"(?:since the (?:start|beginning) of |so far |earlier |later |at the beginning of |at the start of )?(?:the |this )(?P<span>week|month|year)(?: alone)?",
            "week",
            "month",
            "year",
        ),
        _this,
    ),
    (_pattern(r"(?:earlier |later |late )?(?:this )(?P<span>week|month|year)", "week", "month", "year"), _this),
    (
        _pattern(r"(?:late |early |earlier )?last (?P<span>week|month|year|weekend)", "week", "month", "year"),
        _last_named,
    ),
    (_pattern(r"(?:early |late )?next (?P<span>week|month|year)", "next"), _next_named),
    (_pattern(r"since then|since that (?:time|date|day)", "since th"), _then),
    (
        _pattern(
            rf"(?:(?:in|during|over) )?(?:the )?(?P<n>{_NUM})(?:-| and a half-)(?P<span>year|month)(?:-old|-long)? (?:civil )?(?:conflict|war|uprising|insurgency|crisis|revolt|rebellion)",
            "year",
            "month",
        ),
        _years_of,
    ),
    (_pattern(r"(?:in|over|during)? ?recent (?:hours|days|weeks|months|years)", "recent"), _recent),
    (
        _pattern(r"(?:at dawn |late |early |earlier )?yesterday(?: (?:morning|evening|night|afternoon))?", "yesterday"),
        _yesterday,
    ),
    (_pattern(r"(?:last night|overnight|(?:during|in) the night)", "night"), _overnight),
    (
        _pattern(
            r"(?:earlier |early |until |as of )?today|this (?:morning|afternoon|evening)|tonight|earlier in the day|at dawn|during the day",
            "today",
            "this ",
            "tonight",
            "the day",
            "dawn",
        ),
        _today,
    ),
    (
        _pattern(
            r"(?:in |during |since |of )?(?:the |its )?(?:first|second|third|fourth|fifth|sixth) (?:phase|stage)|(?:in |during |since )?(?:phase|stage) (?:[IVX]+|\d|one|two|three|four)",
            "phase",
            "stage",
        ),
        _named,
    ),
    (
        _pattern(
            rf"since (?:the |its )?(?:(?:start|beginning|launch|outset) of )?(?:the |its )?{_CAMPAIGN}(?: {_BEGUN})?",
            "since",
        ),
        _campaign,
    ),
    (
        _pattern(
            r"(?:at present|currently|so far|to date|now|until now|at the moment)",
            "present",
            "current",
            "so far",
            "to date",
            "now",
            "moment",
        ),
        _today,
    ),
)


_A_DATE = re.compile(DAY_OR_YEAR_OF_MONTH)
_NEEDLES = frozenset(needle for (_, needles), _ in RULES for needle in needles)


def find_times(sentence: str, today: date | None) -> list[When]:
    """The words for time in a sentence, longest reading first, none overlapping another."""
    found: list[When] = []
    lowered = sentence.lower()
    held = {needle for needle in _NEEDLES if needle in lowered}
    if _A_DATE.search(lowered):
        held.add(_DATED)
    for (pattern, needles), resolve in RULES:
        if held.isdisjoint(needles):
            continue
        for match in pattern.finditer(sentence):
            words = match.group().strip().rstrip(".")
            begin = match.start() + len(match.group()) - len(match.group().lstrip())
            until = begin + len(words)
            if _is_word(words, sentence, begin) and not any(w.begin < until and begin < w.until for w in found):
                start, end = resolve(match, today)
                found.append(_since(When(begin, until, words, start, end), sentence, today))
    return sorted(found, key=lambda w: w.begin)


_BEGAN = re.compile(
    r"(?:\bsince\b(?! then)[^.,;]{3,110}|\b(?:began|begun|started|erupted|broke out|launched)\b[^.,;]{0,70})$",
    re.IGNORECASE,
)


def _since(when: When, sentence: str, today: date | None) -> When:
    """ "since the conflict began in March 2011" runs from then on, not through March only."""
    began = _BEGAN.search(sentence[: when.begin])
    if not began or when.start is None or when.words.lower().startswith("since") or (today and when.start >= today):
        return when
    begin = began.start() if began.group().lower().startswith("since") else when.begin
    return When(begin, when.until, sentence[begin : when.until], when.start, today)


def _is_word(words: str, sentence: str, begin: int) -> bool:
    """ "may" and "sun", "mar", "sat" are words, not times; "now" and "so far" only on their own."""
    lowered = words.lower()
    if lowered in ("may", "march", "sat", "sun", "mar", "wed", "mon", "dec", "jan", "sep", "second", "fri"):
        return words[0].isupper() and begin > 0 and lowered not in ("may", "sun", "sat", "mar")
    if re.fullmatch(r"\d{4}", words):
        return not re.search(
            r"\b(?:than|least|over|about|nearly|some|around|almost|up to)\s$", sentence[:begin], re.IGNORECASE
        )
    return True
