"""Finds every number in a sentence, however it is written. Which of them are claims: admit.py."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from purport.lexicon.dates import MONTH
from purport.lexicon.number_words import digits_worth, table, worth, written_numbers
from purport.lexicon.tables import mapping
from purport.lexicon.units import by_writing, unit_pattern

Form = Literal["digits", "words", "vague", "share", "range", "article"]

_POINT_THOUSANDS = re.compile(r"\d{1,3}\.\d{3}")
_RANGE_JOIN = re.compile(r"\s?(?:-|–|—|to|or)\s?(?:more than |over |up to )?", re.IGNORECASE)
_SCALED = {"k": 1e3, "m": 1e6, "bn": 1e9}
_NOT_MILLION = re.compile(r"\s*(?:deep|high|long|away|from|wide|tall|range|above|below|of the)")


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a sentence: offsets in the sentence, the interval, the unit.

    `until` ends the number as written; `after` ends its unit ("12 km": the "km" too).
    """

    begin: int
    until: int
    after: int
    written: str
    low: float | None
    high: float | None
    form: Form
    unit: str = "count"


_CURRENCY = re.compile(r"(us\$|\$|€|£|₹|¥|\brs\.?)\s?$", re.IGNORECASE)
_LONGEST_CURRENCY = 5  # characters


LARGEST = 1e15  # more is a code or a number run together, not a count of anything in the news


def find_numbers(sentence: str) -> list[Number]:
    """All numbers of a sentence in order, ranges joined ("30 to 40" is one)."""
    found = [number for match in written_numbers(sentence) if (number := _read(match, sentence)) is not None]
    return _join_ranges(_join_thousands(found, sentence), sentence)


# What is counted, in the plural, and no verb behind it, which would make a clause of its own.
_THOUSANDS_GO_ON = re.compile(
    r"\s+(?:[a-z]+(?:ese|ish|ian|ic|al|ed|ive) )?(?:[a-z]{2,}s|people|children|men|women)\b"
    r"(?!\s+(?:were|was|are|is|had|have|has|who|fled|died|lost|went|came|said|got|took|left|\w+ed)\b)"
)
_NO_THOUSANDS = re.compile(
    rf"(?:\b{MONTH}|\b(?:killed|killing|injured|injuring|wounded|wounding|arrested|detained|lost|by|group|page|chapter|number|no|age|aged))\.?\s$",
    re.IGNORECASE,
)


def _join_thousands(found: list[Number], sentence: str) -> list[Number]:
    """ "1, 123 people" is one number; "killed 5, 120 wounded" is two."""
    joined: list[Number] = []
    for number in found:
        last = joined[-1] if joined else None
        if (
            last is not None
            and re.fullmatch(r"[1-9]\d{0,2}", last.written)
            and re.fullmatch(r"\d{3}", number.written)
            and sentence[last.until : number.begin] == ", "
            and _THOUSANDS_GO_ON.match(sentence, number.after)
            and not _NO_THOUSANDS.search(sentence[max(0, last.begin - 20) : last.begin])
        ):
            amount = (last.low or 0) * 1000 + (number.low or 0)
            written = sentence[last.begin : number.until]
            joined[-1] = replace(number, begin=last.begin, written=written, low=amount, high=amount)
        else:
            joined.append(number)
    return joined


def _read(match: re.Match[str], sentence: str) -> Number | None:
    form: Form = match.lastgroup  # type: ignore[assignment]
    written = match.group()
    low, high = _interval(form, written, sentence[match.end() :])
    if low is None or low > LARGEST:
        return None
    number = Number(match.start(), match.end(), match.end(), written, low, high, form)
    return _with_unit(number, sentence)


def _interval(form: Form, written: str, after: str) -> tuple[float | None, float | None]:
    lowered = written.lower()
    if form == "share":
        amount = _share(lowered)
        return amount, amount
    if form == "vague":
        return _vague(lowered), None
    suffix = re.search(r"(?<=\d)(k|m|bn)$", lowered)
    if suffix:
        if suffix.group() == "m" and _NOT_MILLION.match(after):
            amount = float(digits_worth(lowered[:-1]))
        else:
            amount = digits_worth(lowered[: suffix.start()]) * _SCALED[suffix.group()]
        return amount, amount
    value = digits_worth(lowered) if re.fullmatch(r"[\d,.  \u202f]+", lowered) else worth(lowered)
    return value, value


def _share(written: str) -> float:
    if "/" in written:
        above, below = written.split("/")
        return round(100 * int(above) / max(int(below), 1), 2)
    tokens = re.split(r"[ -]", written)
    times = table("unit").get(tokens[0], 1.0)
    amount = times * table("part")[tokens[-1]]
    return 66.67 if (times, tokens[-1]) == (2.0, "thirds") else round(amount, 2)


def _vague(written: str) -> float:
    parts = table("vague")
    if written.startswith(("tens of", "dozens of", "scores of", "hundreds of")) and len(written) > 9:
        first, _, scale = written.split()
        return {"tens": 20, "dozens": 24, "scores": 40, "hundreds": 200}[first] * parts[scale] / 2
    return parts[written.split()[-1].rstrip("s") + "s"]


def _with_unit(number: Number, sentence: str) -> Number:
    if number.form == "share":
        return replace(number, unit="percent")
    money = _CURRENCY.search(sentence, max(0, number.begin - _LONGEST_CURRENCY), number.begin)
    if money:
        return replace(number, unit=by_writing()[money.group(1).lower()].symbol)
    unit = unit_pattern().match(sentence, number.until)
    if not unit or _not_a_unit(unit, sentence):
        follows = re.match(r"\s+([a-z]{3,})\b", sentence[number.until :])
        kind = mapping("purport.claims", "counted_nouns.tsv").get(follows.group(1)) if follows else None
        whole = kind in ("person", "place", "thing") and number.written[0] != "0"  # "4.629 villages"
        if _POINT_THOUSANDS.fullmatch(number.written) and whole:
            amount = float(number.written.replace(".", ""))
            return replace(number, low=amount, high=amount)
        return number
    symbol = by_writing()[unit.group(1).lower()].symbol
    if symbol == "percent":
        end = unit.end()
        return replace(number, unit=symbol, until=end, after=end, written=sentence[number.begin : end])
    number = replace(number, unit=symbol, after=unit.end())
    if _POINT_THOUSANDS.fullmatch(number.written) and symbol in ("km2", "mi2"):
        amount = float(number.written.replace(".", ""))
        return replace(number, low=amount, high=amount)
    return number


def _not_a_unit(unit: re.Match[str], sentence: str) -> bool:
    """ "800 m" is metres only when written so; "5 tons", "5 pounds of" stay units."""
    short = unit.group(1)
    return short in ("M", "IN", "in") or (
        short == "m" and unit.group()[0] == " " and sentence[unit.end() :].startswith(" of")
    )


def _join_ranges(found: list[Number], sentence: str) -> list[Number]:
    joined: list[Number] = []
    for number in found:
        if joined and _is_range(joined[-1], number, sentence):
            joined[-1] = _range(joined[-1], number, sentence)
        else:
            joined.append(number)
    return joined


def _is_range(one: Number, two: Number, sentence: str) -> bool:
    between = sentence[one.until : two.begin]
    if "vague" in (one.form, two.form) or one.low is None or two.low is None:
        return False
    before = sentence[: one.begin].rstrip().lower()
    if between.lower() == " and ":
        return before.endswith("between") and one.low < two.low
    if not _RANGE_JOIN.fullmatch(between) or one.unit not in ("count", two.unit):
        return False
    ordered = two.low > one.low or (two.low < one.low * 1000 and two.written[-1].isalpha())
    return (ordered and not before.endswith(("from", "rise", "rose"))) or before.endswith("vary from")


def _range(one: Number, two: Number, sentence: str) -> Number:
    scale = 1.0
    if one.unit != two.unit or ((one.low or 0) < 1000 <= (two.low or 0) and two.written[-1].isalpha()):
        scale = _scale_of(two)
    low = (one.low or 0) * scale
    more = "more than" in sentence[one.until : two.begin].lower()
    return replace(
        two,
        begin=one.begin,
        written=sentence[one.begin : two.until],
        low=low,
        high=None if more else two.high,
        form="range",
    )


def _scale_of(number: Number) -> float:
    """ "2 to 3 million": the scale word of the second holds for the first."""
    last = number.written.lower().split()[-1]
    return table("scale").get(last, 1.0)
