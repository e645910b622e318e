"""What the head and the foot of a text say of it: title, byline, outlet, and whom it credits."""

from __future__ import annotations

import re
from dataclasses import dataclass

from purport.articles.furniture import bare
from purport.lexicon.dates import long_dates
from purport.lexicon.outlets import known_outlet
from purport.model import Part

_AGENCIES = "AFP|Reuters|AP|TASS|SANA|Xinhua|Anadolu|Sputnik|Interfax|RIA Novosti|DPA|EFE|ANSA|PTI|UPI|IRNA|ANHA"
_CREDITS = (
    re.compile(r"The original source of this article is (?:<u>)?\[?([^\]<\n.]{2,60})"),
    re.compile(
        r"This article (?:was )?(?:first|originally) (?:appeared|published)(?: (?:by|on|in|at))? ([A-Z][^.\n]{1,60})"
    ),
    re.compile(rf"\b({_AGENCIES})\b (?:contributed to|reporting(?= by\b|\s*[.;()]|\s*$))", re.MULTILINE),
    re.compile(rf"(?:^|\n)[A-Z][A-Za-z .,]{{2,60}}\((?:[A-Za-z]+ News / )?({_AGENCIES})[^)\n]{{0,30}}\)\s*[-–—]"),
    re.compile(r"/(TASS|Interfax|ITAR-TASS)/"),
    re.compile(r"[-–—]\s*(REUTERS|AFP|AP|SANA)\s*\.?\s*\Z"),
    re.compile(r"\(First published by ([^)\n]{2,60})\)"),
    re.compile(rf"(?:^|\n)\W{{0,4}}(?:\(|With |Source: ?)({_AGENCIES})\)?\W{{0,4}}(?:\n|\Z)"),
)
# A credit that is a line for itself is a part: it says whose words these are, and holds no claim.
_CREDIT_LINE = re.compile(
    r"^\W*(?:The original source of this article is\b.{2,200}|"
    r"This article (?:was )?(?:first|originally) (?:appeared|published)\b.{2,200}|"
    rf"(?:With )?(?:{_AGENCIES})\b(?: and (?:{_AGENCIES}))? contributed to this (?:report|article|story)\W*|"
    rf"(?:\(|With |Source: ?)(?:{_AGENCIES})(?:[/, ]+(?:and )?(?:{_AGENCIES}))*\)?\W*|\(First published by [^)]{{2,60}}\)\W*)$"
)
# "By the numbers" and "By Monday evening" name nobody.
_BYLINE = re.compile(
    r"^(?i:by|von|por)\s+(?!(?:The|An?|This|That|Early|Late|Noon|Now|Then|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"|January|February|March|April|May|June|July|August|September|October|November|December)\b)"
    r"(?P<name>[A-Z][\w.'’-]+(?:\s+(?:[A-Z][\w.'’-]+|and|&|al|de|van|von|bin)){0,6})\W*$"
)
_HEAD_LINES = 12


@dataclass(frozen=True, slots=True)
class Head:
    """Title, byline and outlet as the head of the text gives them; credit as any of its lines does."""

    title: str | None
    byline: str | None
    outlet: str | None
    credit: str | None


def read_head(text: str, parts: tuple[Part, ...], begin: int) -> Head:
    """The head of the text from `begin` on."""
    title = next((bare(text[p.begin : p.until]) for p in parts if p.kind == "headline"), None)
    first = [bare(line) for line in text[begin : begin + 2000].split("\n") if line.strip()][:_HEAD_LINES]
    byline = next((match["name"] for line in first if len(line) < 80 and (match := _BYLINE.match(line))), None)
    until = next((p.begin for p in parts if p.kind == "comment"), len(text))
    outlet = next((name for line in first if (name := _outlet_in(line))), None)
    return Head(title, byline, outlet, credit_line(text[begin:until]))


def _outlet_in(line: str) -> str | None:
    """ "Global Research, December 12, 2018": the name before a head line's date, where it is an outlet's."""
    date = next(long_dates(line[:200]), None)
    if not date or re.match(r",?\s*[a-z]", line[date.end() :]):
        return None  # "a report in The Guardian, April 10, 2017, said": a sentence
    before = line[: date.start()].rstrip(" ,|–—-")
    words = before.split()
    return next((name for n in range(min(5, len(words)), 0, -1) if (name := known_outlet(" ".join(words[-n:])))), None)


def credit_line(text: str) -> str | None:
    """The agency or outlet that the text says it comes from."""
    for pattern in _CREDITS:
        match = pattern.search(text)
        if match:
            return bare(match.group(1)).partition(" Copyright")[0].strip()
    return None


def is_credit(line: str) -> bool:
    """Whether a line (without markup) does nothing but credit."""
    return bool(_CREDIT_LINE.match(line))
