"""What near-duplicates are found by: an article's five-word runs, and its figures and quotations in order.

Runs are kept as 64-bit hashes that are the same on every machine.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from purport.model import Article

Hashes = NDArray[np.uint64]

# Raised when the same article may get another print.
MADE_WITH = "1"
RUN = 5  # words
QUOTED = 5  # words: a shorter quotation is anybody's
_FACTOR = np.uint64(0x9E3779B97F4A7C15)  # the golden ratio in 64 bits: spreads neighbouring numbers
_WORD = re.compile(r"\w+(?:[.,]\d+)*")
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*(?!\w)")
_QUOTATION = re.compile(r"[“\"]([^“”\"]{20,1500})[”\"]")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


@dataclass(frozen=True, slots=True)
class Print:
    """The runs of an article, sorted, once each; its telling figures and quoted sentences in order, once each."""

    runs: Hashes
    items: tuple[str, ...]


def print_of(article: Article) -> Print:
    """The print of the article's own text: headlines tell what it is on, comments are others' words."""
    return Print(_runs(_own_text(article, "body", "headline")), _items(_own_text(article)))


def _own_text(article: Article, *kinds: str) -> str:
    text = article.text.characters
    parts = [text[p.begin : p.until] for p in article.parts if p.kind in (kinds or ("body",))]
    return "\n".join(parts) or text


def _runs(text: str) -> Hashes:
    words = _words(text)
    count = max(1, len(words) - RUN + 1)
    hashes = np.zeros(count, np.uint64)
    for step in range(min(RUN, len(words))):
        hashes = hashes * _FACTOR + words[step : step + count]
    return _once(_mixed(hashes))


def _words(text: str) -> Hashes:
    """A hash for each word of a text; "1,411" is one word. Whole-array work: it is done for every article."""
    codes = np.frombuffer(text.lower().encode("utf-32-le", "surrogatepass"), np.uint32)
    if not len(codes):
        return np.zeros(0, np.uint64)
    in_word = _letters()[codes]
    digits = (codes[1:-1] == ord(",")) | (codes[1:-1] == ord("."))
    in_word[1:-1] |= digits & in_word[:-2] & (codes[2:] - ord("0") < 10)
    begins = in_word.copy()
    begins[1:] &= ~in_word[:-1]
    firsts = np.flatnonzero(begins[in_word])
    if not len(firsts):
        return np.zeros(0, np.uint64)
    letters = codes[in_word].astype(np.uint64)
    places = np.arange(len(letters)) - np.repeat(firsts, np.diff(firsts, append=len(letters)))
    return _mixed(np.add.reduceat(letters * _powers()[places % len(_powers())], firsts))


@cache
def _letters() -> NDArray[np.bool_]:
    """Whether a character is part of a word, by its code."""
    return np.array([chr(code).isalnum() or code == ord("_") for code in range(0x110000)])


@cache
def _powers() -> Hashes:
    return np.cumprod(np.full(64, _FACTOR, np.uint64), dtype=np.uint64)


def hashes_of(items: Iterable[str]) -> Hashes:
    """A hash for each item, sorted, once each."""
    encoded = [item.encode("utf-8", "surrogatepass") for item in items]
    return _once(_mixed(np.array([crc32(e) << 32 | crc32(e, 0x5BD1E995) for e in encoded], np.uint64)))


def _once(hashes: Hashes) -> Hashes:
    """Sorted, each once; on a few hundred numbers quicker than np.unique, which hashes them first."""
    hashes.sort()
    fresh = np.ones(len(hashes), bool)
    np.not_equal(hashes[1:], hashes[:-1], out=fresh[1:])
    return hashes[fresh]


def _mixed(hashes: Hashes) -> Hashes:
    """Every bit of the input in every bit of the output (the finish of splitmix64, Vigna 2015)."""
    hashes = (hashes ^ (hashes >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    hashes = (hashes ^ (hashes >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return hashes ^ (hashes >> np.uint64(31))


def _items(text: str) -> tuple[str, ...]:
    found: list[tuple[int, str]] = []
    for match in _FIGURE.finditer(text):
        figure = telling_figure(match.group())
        # What stands before is looked at here: a pattern that opens with a look behind is tried at every character.
        if figure and not (match.start() and (text[match.start() - 1].isalnum() or text[match.start() - 1] in ".,")):
            found.append((match.start(), figure))
    for match in _QUOTATION.finditer(text):
        for sentence in _SENTENCE_END.split(match.group(1)):
            words = _WORD.findall(sentence.lower())
            if len(words) >= QUOTED:
                found.append((match.start(), "“" + " ".join(words)))
    return tuple(dict.fromkeys(item for _, item in sorted(found, key=lambda f: f[0])))


def figures_in_form(article: Article) -> dict[tuple[str, ...], set[str]]:
    """The telling figures by the two words on either side of each, figures among them left blank."""
    words = _WORD.findall(_own_text(article).lower())
    blank = ["#" if word[0].isdigit() else word for word in words]
    forms: dict[tuple[str, ...], set[str]] = {}
    for at, word in enumerate(words):
        if word[0].isdigit() and (figure := telling_figure(word)) is not None:
            forms.setdefault((*blank[max(0, at - 2) : at], "|", *blank[at + 1 : at + 3]), set()).add(figure)
    return forms


def telling_figure(word: str) -> str | None:
    """A number that two writers do not hit upon by chance, its separators off: not a year, a day, or below a hundred.

    "1,411" → "1411"; "96.5" → "96.5"; "12" and "2018" → None.
    """
    plain = word.replace(",", "") if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", word) else word.replace(",", ".")
    if not re.fullmatch(r"\d+(?:\.\d+)?", plain) or (re.fullmatch(r"(?:19|20)\d\d", plain) and "," not in word):
        return None
    return plain if "." in plain or len(plain) > 2 else None
