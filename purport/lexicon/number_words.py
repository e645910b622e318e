"""What number words are worth, and the pattern that finds numbers written in any way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from purport.lexicon.tables import rows

_TENS = ("twenty", "thirty", "forty", "fourty", "fifty", "sixty", "seventy", "eighty", "ninety")


@cache
def table(kind: str) -> dict[str, float]:
    """The words of one kind (unit, scale, vague, part) and what each is worth."""
    lines = rows("purport.lexicon", "number_words.tsv")
    return {row[0]: float(row[2]) for row in lines if row[1] == kind}


def worth(words: str) -> float | None:
    """ "two hundred and five" → 205, "1.2 million" → 1200000, "half a dozen" → 6; else None."""
    total, current = 0.0, None
    scales, units = table("scale"), table("unit")
    for token in re.findall(r"\d[\d,. \u00a0\u202f]*\d|\d|[a-z]+", words.lower()):
        if token in ("and", "a", "an", "of"):
            continue
        if token in scales:
            current = (1.0 if current is None else current) * scales[token]
            if scales[token] >= 1000:
                total, current = total + current, None
        elif token in ("half", "quarter"):
            current = table("part")[token] / 100
        elif token in units:
            current = (current or 0.0) + units[token]
        elif token[0].isdigit():
            current = (current or 0.0) + digits_worth(token)
        else:
            return None
    return total + (current or 0.0)


def digits_worth(digits: str) -> float:
    """ "1,411" → 1411, "816 000" → 816000, "4.629" → 4.629, "3,5" → 3.5."""
    plain = re.sub(r"[ \u00a0\u202f]", "", digits)
    if re.fullmatch(r"\d+,\d{1,2}", plain):
        return float(plain.replace(",", "."))
    return float(plain.replace(",", ""))


def _any(words: list[str]) -> str:
    return "(?:" + "|".join(sorted(map(re.escape, words), key=len, reverse=True)) + ")"


_WORD = re.compile(r"[^\W\d]+|\d+")


@cache
def _first_words() -> frozenset[str]:
    """The words that a written number can begin with."""
    listed = (word.split()[0] for word in (*table("unit"), *table("vague")))
    return frozenset(["a", "an", "many", "several", "half", "third", "dozen", "hundred", *_TENS, *listed])


def written_numbers(text: str) -> Iterator[re.Match[str]]:
    """The matches of `number_pattern`, tried only where a digit or a word for a number stands: three times as fast."""
    pattern, first_words = number_pattern(), _first_words()
    end = 0
    for word in _WORD.finditer(text):
        begin, written = word.start(), word.group()
        if begin >= end and (written.lower() in first_words or written[0].isdecimal()):
            match = pattern.match(text, begin)
            if match is not None:
                yield match
                end = match.end()


@cache
def number_pattern() -> re.Pattern[str]:
    """One pattern for every way of writing a number; the groups tell which way it was.

    Groups: `share` (a third, half, 1/8), `vague` (dozens, tens of thousands, several hundred),
    `words` (twenty-five, half a million, a dozen), `digits` (1,411; 816 000; 2.5 million).
    """
    ones = [w for w, n in table("unit").items() if n < 10 and w != "zero"]
    teens = [w for w, n in table("unit").items() if 10 <= n < 20]
    vague = [*table("vague")]
    scale = r"(?:hundred|thousand|million|mln|billion|bln|trillion|lakhs?|crores?)"
    below_100 = rf"(?:{_any(list(_TENS))}(?:[- ]{_any(ones)})?|{_any(teens)}|{_any(ones)})"
    below_1000 = rf"(?:(?:{below_100}|a|an)[ -]hundred(?:(?:[ ]and)?[ ]{below_100})?|{below_100})"
    digits = (
        r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,2}(?:,\d{2})+,\d{3}|\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?![\d-])"
        r"|\d,[ ]\d{3}(?=\s*(?:[.;)]|$))|\d+,\d{1,2}(?=\s?%)|\d+\.\d+|\d+"
    )
    part = r"(?:thirds?|quarters?|fifths?|sixth|tenths?)"
    return re.compile(
        rf"""(?<![\w/])(?<![\d][.,:])(?:
          (?P<share>(?:an?|one|two|three|four)[ -]{part}(?![ -](?:of[ ]an?[ ])?million)\b(?!-)
             |(?<=other[ ])third\b|half\b(?![ -](?:an?|past|hour|way|time|brother|sister)\b)|\d/\d\d?(?!\d|/))
         |(?P<vague>(?:(?:several|many|a[ ]few|a[ ]couple(?:[ ]of)?)[ ](?:hundreds?|thousands?|dozens?|millions?)
             |{_any(vague)}(?:[ ]of[ ](?:thousands|millions))?)\b)
         |(?P<words>(?:half[ ]an?|an?[ ]quarter[ ]of[ ]an?|{below_1000}|an?)[ -](?:{scale}|dozen)
                (?:(?:[ ]and)?[ ]{below_1000}|[ ]{scale})*\b
             |{below_1000}\b|(?:a[ ])?(?:dozen|hundred)\b)
         |(?P<digits>(?:{digits})(?:[ -]?{scale}\b(?:[ ]\d{{3}}(?!\d))?|(?:k|m|bn)\b(?!²))?)
        )""",
        re.VERBOSE | re.IGNORECASE,
    )
