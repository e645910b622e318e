"""Which numbers of a sentence are not claims, and why: dates, ages, durations, names, numbering.

Each rule looks at one number and gives its reason or None. The order does not matter.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache

from purport.claims.numbers import Number
from purport.lexicon.dates import DAY_OR_YEAR_OF_MONTH, LONG_DATE, MONTH, YEAR
from purport.lexicon.tables import rows, words

_YEAR = re.compile(YEAR)
_DATES = re.compile(
    rf"{LONG_DATE.pattern}|\b{MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?(?:\s?(?:-|–|to|and)\s?\d{{1,2}}(?:th)?)?(?![\d,]\d|\d|%)"
    rf"|(?<![\d,.])\d{{1,2}}(?:st|nd|rd|th)?(?:(?:\s?(?:-|–)\s?|\s(?:and|to|or)\s)\d{{1,2}}(?:st|nd|rd|th)?)?\s+(?:of\s+)?{MONTH}|\b{MONTH},?\s+{YEAR}"
    rf"|\b\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}}\b|\b{YEAR}\s?[-–/]\s?(?:{YEAR}|\d\d)\b|\b{YEAR}s\b",
    re.IGNORECASE,
)
# What every date or clock time has in it, in lower case: most sentences are searched for no more than that.
_DATELIKE = re.compile(rf"{DAY_OR_YEAR_OF_MONTH}|\d[./-]\d|\d{{4}}(?:s|\s?[-–/])")
_CLOCK = re.compile(
    r"\b\d{1,2}:\d{2}(?:[:.]\d{2})?\b|\b\d{1,4}(?:[:.]\d{2})?\s?[ap]\.?m\b|\b\d{3,4}\s?(?:gmt|utc|hrs)\b"
    r"|(?<=\bat )[012]\d[0-5]\d\b(?! \w+s\b)|(?<=updated )\d{4}\b",
    re.IGNORECASE,
)
_CLOCKLIKE = re.compile(r"\d:\d|\d\s?(?:[ap]\.?m\b|gmt|utc|hrs)|at [012]\d[0-5]\d|updated \d")
_AGE_AFTER = re.compile(
    r"[\s-]?(?:and \w+ )?(?:years?|months?|days?|weeks?)[\s-]?olds?\b|\s?-?year-?old", re.IGNORECASE
)
_CODE_AFTER = re.compile(
    r"(?:[-/.]\d|(?<=\d)[A-Z]|(?:st|nd|rd|th)\b|mm\b|-?\s?mm\b|\s?caliber|-?\s?calibre|-pounder|-inch\b)"
)
_NAME_AFTER = re.compile(r"[\s-][A-Z][\w-]*(?:\s[A-Z]\w*)*(?!\S)(?!\s+[a-z]+s\b)")
_LIST_MARK = re.compile(r"\s*\(?\d{1,2}[.)]\s")
_PREPOSED_YEAR = re.compile(
    r"\b(?:in|since|of|until|till|by|from|during|before|after|mid|early|late|year|and|to|between|through|spring|summer|autumn|fall|winter|the|around|for)[\s-]$",
    re.IGNORECASE,
)
_HEDGE_BEFORE = re.compile(
    r"\b(?:least|than|over|about|around|some|nearly|almost|up to|approximately|estimated|total of|to)\s$", re.IGNORECASE
)
_ONE_PRONOUN = re.compile(
    r"\s*(?:another|day|side|hand|thing|by one|such|way|point|time|month|end|day|should|could|can|would|may|might|must|who|that|which|to|or the other|and all|of the\b|is|was|has|had|seems|knows|$|[.,;:?!\"”])",
    re.IGNORECASE,
)
# "one of them", "one of Karkovs main ports", "wounded, one critically": one of those spoken of.
_ONE_OF = re.compile(
    r"\s+of (?:them|these|those)\b|\s+of [A-Z][\w-]*['’]?s ['’]?(?:\w+ ){1,2}\w+|\s+\w+ly\b(?!\s+\w+ (?:was|were|has|had))"
)
# "one witness said", "said one activist": a person brought in to speak.
_SPEAKS = re.compile(
    r"\s+(?:(?!\w+s\s)[\w-]+\s)?(?:witness(?:es)?|residents?|activists?|officials?|sources?|diplomats?|doctors?|medics?|commanders?|analysts?|officers?)"
    r"\s+(?:[\w-]+\s){0,4}?(?:said|says|told|added)\b"
)
_SAID_ONE = re.compile(r"\b(?:said|says|added)\s+$")
_NO_ONE = re.compile(r"\b(?:no|any|every|some|each|this|that|the|which|an? \w+)[ -]$", re.IGNORECASE)
_URLISH = re.compile(
    r"https?\S{0,200}|www\.\S{1,200}|[^\s@]{1,64}@\S{1,200}|[^\s.]{1,64}(?:\.[^\s.]{1,64}){0,4}\.(?:com|org|net|info)\b\S{0,200}"
    r"|\bt\.co\S{0,100}|#\w{1,100}|#?&#\d{1,6};+",
    re.IGNORECASE,
)
_URL_MARKS = ("http", "www.", "@", ".com", ".org", ".net", ".info", "t.co", "#")
_LIMBS = re.compile(r"\s+(?:times|fold)\b|-fold|-times", re.IGNORECASE)


Spans = tuple[tuple[int, int], ...]


# Where each of these stands in a sentence: once a sentence, however many numbers it holds.
@lru_cache(maxsize=64)
def _dates(sentence: str) -> Spans:
    return _spans(_DATES, sentence) if _DATELIKE.search(sentence.lower()) else ()


@lru_cache(maxsize=64)
def _clocks(sentence: str) -> Spans:
    return _spans(_CLOCK, sentence) if _CLOCKLIKE.search(sentence.lower()) else ()


@lru_cache(maxsize=64)
def _addresses(sentence: str) -> Spans:
    lowered = sentence.lower()
    return _spans(_URLISH, sentence) if any(mark in lowered for mark in _URL_MARKS) else ()


def _spans(pattern: re.Pattern[str], sentence: str) -> Spans:
    return tuple(m.span() for m in pattern.finditer(sentence))


def _stands_in(number: Number, spans: Spans) -> bool:
    return any(begin <= number.begin < end for begin, end in spans)


# As far as any rule looks to either side of a number.
_SIGHT = 160


def _before(number: Number, sentence: str) -> str:
    return sentence[max(0, number.begin - _SIGHT) : number.begin]


def _after(number: Number, sentence: str, *, unit: bool = False) -> str:
    begin = number.after if unit else number.until
    return sentence[begin : begin + _SIGHT]


def _date(number: Number, sentence: str) -> str | None:
    return "part of a date" if _stands_in(number, _dates(sentence)) else None


def _year(number: Number, sentence: str) -> str | None:
    if not _YEAR.fullmatch(number.written) or number.unit != "count":
        return None
    before = _before(number, sentence)
    if _HEDGE_BEFORE.search(before) and not re.search(
        r"\b(?:earlier|later) than $|(?:from|up|back|prior) to $", before
    ):
        return None
    follows = re.match(
        r"\s+(?:people|civilians|fighters|families|villages|\w+ians|killed|dead|wounded)\b", _after(number, sentence)
    )
    return None if follows and not _PREPOSED_YEAR.search(before) else "a year"


def _clock(number: Number, sentence: str) -> str | None:
    timed = number.unit in ("count", "m") and _stands_in(number, _clocks(sentence))
    return "a clock time" if timed else None


def _age(number: Number, sentence: str) -> str | None:
    before, after = _before(number, sentence), _after(number, sentence)
    if _AGE_AFTER.match(after):
        return "an age"
    if "age" in before.lower() and re.search(r"\b(?:aged?|ages)\s+(?:\w+\s+){0,2}$", before, re.IGNORECASE):
        return "an age"
    small = number.low is not None and 0 < number.low < 110 and number.form in ("digits", "words")
    named = re.search(r"\b[A-Z][\w’'-]+,? \($", before) and after.startswith(")") and _several_named(sentence)
    if small and (named or (re.search(r"\b[A-Z][\w’'-]+, $", before) and re.match(r",(?! \d{3})", after))):
        return "an age"
    return "an age" if small and re.search(r"\b(?:under|over|below|above) the age of $", before) else None


def _several_named(sentence: str) -> bool:
    """Names with numbers in brackets are people's ages where person words introduce them."""
    return bool(re.search(r"\b(?:named|identified|victims|names)\b", sentence, re.IGNORECASE))


def _duration(number: Number, sentence: str) -> str | None:
    if number.unit not in ("count", "m"):
        return None
    follows = re.match(
        r"(?:[\s-]+(?:or so|more|straight|consecutive|full|long|and a half|additional|last|whole|and half|of))*[\s-]+([\w']+)",
        _after(number, sentence, unit=True),
    )
    if follows and follows.group(1).lower() in words("purport.claims", "time_units.txt"):
        return "a duration"
    joined = re.match(r"\s(?:to|or|and)\s\w+[\s-](\w+)", _after(number, sentence, unit=True))
    if (
        joined
        and number.form != "vague"
        and joined.group(1).lower() in ("years", "months", "weeks", "days", "hours", "minutes")
    ):
        return "a duration"
    return "a repetition" if _LIMBS.match(_after(number, sentence, unit=True)) else None


def _name(number: Number, sentence: str) -> str | None:
    before, after = _before(number, sentence), _after(number, sentence)
    if number.form == "digits":
        if re.search(r"\b(?:UNSCRs?|[Rr]esolutions?)\b[\d\s(),and]*$", before):
            return "one of several resolutions"
        lead = re.search(r"(?<![A-Za-z])([A-Za-z]+)\.?,?\s(?:(?:nos?\.?|number|and|\d[\d,]*)\s)*(?:nos?\.)?$", before)
        if lead and _numbers_a_name(lead.group(1), before):
            return f"numbered name ({lead.group(1)})"
    if re.search(r"[A-Za-z]-$", before) and not re.search(r"magnitude-$", before, re.IGNORECASE):
        return "part of a name"
    if number.form == "digits" and _CODE_AFTER.match(after):
        return "a code, an ordinal or a calibre"
    words_name = number.form == "words" and number.begin > 0 and number.written[0].isupper() and not _opens(before)
    if words_name and _NAME_AFTER.match(after) and _mostly_lower(sentence):
        return "part of a name"
    return None


def _numbers_a_name(word: str, before: str) -> bool:
    if word.lower() not in words("purport.claims", "numbered_names.txt"):
        return False
    article = re.search(rf"\b(?:the|a|an|its|this|that)\s+{word}\s$", before)
    return not (article and word[0].islower()) or word.lower() in ("regiment", "resolution")


def _opens(before: str) -> bool:
    return not before.strip(" \"“‘'([") or bool(re.search(r"[.:!?–—-]\s*[\"“‘']?$", before))


def _mostly_lower(sentence: str) -> bool:
    tokens = re.findall(r"[A-Za-z]{3,}", sentence)
    return sum(str(t)[0].islower() for t in tokens) * 2 > len(tokens)


@cache
def _furniture_patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    table = rows("purport.claims", "furniture.tsv")
    return tuple((re.compile(pattern), what) for pattern, what in table)


@lru_cache(maxsize=64)
def _furniture_in(sentence: str) -> tuple[tuple[str, Spans], ...]:
    """What furniture stands in a sentence, and where."""
    if not _any_furniture().search(sentence):
        return ()
    found = ((what, _spans(pattern, sentence)) for pattern, what in _furniture_patterns())
    return tuple((what, spans) for what, spans in found if spans)


@cache
def _any_furniture() -> re.Pattern[str]:
    """All patterns in one, without the \\b or ^ that they open with, which would slow the search."""
    opened = (re.sub(r"^(?:\\b|\^)", "", pattern.pattern) for pattern, _ in _furniture_patterns())
    return re.compile("|".join(f"(?:{pattern})" for pattern in opened))


def _furniture(number: Number, sentence: str) -> str | None:
    if _stands_in(number, _addresses(sentence)):
        return "part of an address"
    for what, spans in _furniture_in(sentence):
        if _stands_in(number, spans):
            return what
    if len(re.findall(r"[A-Za-z]{2,}", sentence)) < 2 and not re.search(r"killed|dead|wounded|injured", sentence):
        return "stands without words"
    if number.begin == 0 and _LIST_MARK.match(sentence):
        return "list numbering"
    edge = re.fullmatch(r"[\d.\s()-]*", _after(number, sentence)) or re.fullmatch(
        r"[\d\s()-]*", _before(number, sentence)
    )
    counted = re.match(r"\s*[a-z]|\s+[A-Z(]", _after(number, sentence, unit=True))
    if (
        number.form == "digits"
        and number.unit == "count"
        and edge
        and not counted
        and re.search(r"\.\s*\d[\d-]*$", sentence[: number.until])
    ):
        return "a number on its own"
    return "a price tag" if re.match(r"\s?\$", _after(number, sentence)) else None


def _speaker(number: Number, sentence: str) -> str | None:
    """Few people, in words, who are brought in to speak: "two residents said"."""
    few = number.form == "words" and (number.high or 99) < 6
    told = _SPEAKS.match(_after(number, sentence)) or (
        number.written.lower() == "one" and _SAID_ONE.search(_before(number, sentence))
    )
    return "brought in to speak" if few and told else None


def _one(number: Number, sentence: str) -> str | None:
    if number.written.lower() != "one" or number.unit != "count":
        return None
    after = _after(number, sentence)
    if _ONE_PRONOUN.match(after) or _ONE_OF.match(after) or _NO_ONE.search(_before(number, sentence)):
        return "a pronoun"
    return None


def _not_a_number(number: Number, sentence: str) -> str | None:
    word, after = number.written.lower(), _after(number, sentence)
    if (
        word == "half"
        and re.search(r"\b(?:first|second|latter|other|one|a) $", _before(number, sentence), re.IGNORECASE)
        and not re.match(r"\s+of\b", after)
    ):
        return "not a share"
    if word == "half" and re.match(r"\s+of (?:the )?(?:year|20|19)|[ -](?:year|day|century|century)", after):
        return "a duration"
    harmed = re.search(r"\b(?:kill|wound|injur|arrest|detain)\w*\s$", _before(number, sentence), re.IGNORECASE)
    if word == "scores" and re.match(r"\s+(?:the|a|his)\b", after) and not harmed:
        return "a verb"
    if word.endswith("third") and re.match(
        r"\s+(?:day|time|attack|week|party|parties|year|most|largest|consecutive|person|round|city|country)\b|-", after
    ):
        return "an ordinal"
    return None


RULES: tuple[Callable[[Number, str], str | None], ...] = (
    _date,
    _year,
    _clock,
    _age,
    _duration,
    _name,
    _furniture,
    _one,
    _speaker,
    _not_a_number,
)


def refuse(number: Number, sentence: str) -> str | None:
    """Why the number is not a claim; None where it may be one."""
    for rule in RULES:
        reason = rule(number, sentence)
        if reason:
            return reason
    return None
