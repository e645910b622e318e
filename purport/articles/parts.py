"""Parts of a text told by form: front matter, a repeated headline, notes in brackets, credits."""

from __future__ import annotations

import re

from purport.lexicon.tables import same_words
from purport.model import Part

_FRONT = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.*?)\r?\n---[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_KEY = re.compile(r"^([A-Za-z_]+):[ \t]*(.*?)[ \t]*\r?$", re.MULTILINE)
_NOTE = re.compile(
    r"\[(?:[A-Z]{2,4}|Ed\.?|Editors?|Editor[’']s note|Editorial note|Note)(?: [^:\]\n]{0,30})?:[^\]]{3,2000}\]"
)
_CREDITS = (
    re.compile(r"The original source of this article is (?:<u>)?\[?([^\]<\n.]{2,60})"),
    re.compile(
        r"\b(AFP|Reuters|AP|TASS|SANA|Xinhua|Anadolu|Sputnik|Interfax|RIA Novosti)\b (?:contributed to|reporting)"
    ),
    re.compile(
        r"(?:^|\n)[A-Z][A-Za-z .,]{2,60}\((?:[A-Za-z]+ News / )?(AFP|Reuters|AP|TASS|SANA|Xinhua|Anadolu|Sputnik)[^)\n]{0,30}\)\s*[-–—]"
    ),
    re.compile(r"/(TASS|Interfax|ITAR-TASS)/"),
    re.compile(r"[-–—]\s*(REUTERS|AFP|AP|SANA)\s*\.?\s*\Z"),
    re.compile(r"\(First published by ([^)\n]{2,60})\)"),
)


def front_matter(text: str) -> tuple[dict[str, str], int]:
    """The keys between two `---` lines at the head of a text file, and where the body begins."""
    match = _FRONT.match(text)
    if not match:
        return {}, 0
    return {key.lower(): words for key, words in _KEY.findall(match.group(1))}, match.end()


def split_parts(text: str, begin: int = 0, title: str | None = None) -> tuple[Part, ...]:
    """Headline, body and editors' notes of a text from `begin` on, in order, nothing left over."""
    parts: list[Part] = []
    at = begin
    headline = _headline_end(text, begin, title)
    if headline:
        parts.append(Part("headline", begin, headline))
        at = headline
    for note in _NOTE.finditer(text, at):
        if text[at : note.start()].strip():
            parts.append(Part("body", at, note.start()))
        parts.append(Part("note", note.start(), note.end()))
        at = note.end()
    if text[at:].strip():
        parts.append(Part("body", at, len(text)))
    return tuple(parts)


def _headline_end(text: str, begin: int, title: str | None) -> int | None:
    """Where the text opens with its own headline on a line for itself."""
    line = re.match(r"\s*(?:#+ )?(.*?)(?:\r?\n|\Z)", text[begin:])
    if line and title and title.strip() and same_words(line.group(1), title):
        return begin + line.end()
    return None


def credit_line(text: str) -> str | None:
    """The agency or outlet that the text says it comes from."""
    for pattern in _CREDITS:
        match = pattern.search(text)
        if match:
            return match.group(1).strip()
    return None
