"""What near-duplicates are found by: an article's five-word runs, and its figures and quotations in order.

Runs are kept as 64-bit hashes that are the same on every machine. Of them a fixed quarter is the
sketch (FracMinHash: Irber et al. 2022, doi:10.1101/2022.01.11.475838): unlike MinHash of a fixed
size it tells containment, so that a short text is found inside a long page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from purport.model import Article

Hashes = NDArray[np.uint64]

# Raised when the same article may get another print.
MADE_WITH = "1"
RUN = 5  # words
SCALE = 4  # one run in so many is in the sketch
QUOTED = 5  # words: a shorter quotation is anybody's
_FACTOR = np.uint64(0x9E3779B97F4A7C15)  # the golden ratio in 64 bits: spreads neighbouring numbers
_WORD = re.compile(r"\w+(?:[.,]\d+)*")
_FIGURE = re.compile(r"(?<![\w.,])\d+(?:[.,]\d+)*(?!\w)")
_QUOTATION = re.compile(r"“([^”]{20,1500})”|\"([^\"]{20,1500})\"")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


@dataclass(frozen=True, slots=True)
class Print:
    """The runs of an article, sorted, once each; its telling figures and quoted sentences in order, once each."""

    runs: Hashes
    items: tuple[str, ...]

    @property
    def sketch(self) -> Hashes:
        """The runs whose hash is among the lowest quarter."""
        return self.runs[self.runs < np.uint64(2**64 // SCALE)]

    @property
    def features(self) -> Hashes:
        """The items as hashes."""
        return np.unique(_mixed(np.array([_word(item) for item in self.items], np.uint64)))

    @property
    def figures(self) -> frozenset[str]:
        """The telling figures among the items."""
        return frozenset(item for item in self.items if item[0].isdigit())


def print_of(article: Article) -> Print:
    """The print of the article's own text: headlines tell what it is on, comments are others' words."""
    text = article.text.characters
    body = "\n".join(text[p.begin : p.until] for p in article.parts if p.kind in ("body", "headline")) or text
    told = "\n".join(text[p.begin : p.until] for p in article.parts if p.kind == "body") or text
    return Print(_runs(body), _items(told))


def _runs(text: str) -> Hashes:
    found = _WORD.findall(text.lower())
    words = np.fromiter(map(_word, found), np.uint64, len(found))
    count = max(1, len(words) - RUN + 1)
    hashes = np.zeros(count, np.uint64)
    for step in range(min(RUN, len(words))):
        hashes = hashes * _FACTOR + words[step : step + count]
    return np.unique(_mixed(hashes))


@lru_cache(maxsize=200_000)
def _word(word: str) -> int:
    encoded = word.encode("utf-8", "surrogatepass")
    return crc32(encoded) << 32 | crc32(encoded, 0x5BD1E995)


def _mixed(hashes: Hashes) -> Hashes:
    """Every bit of the input in every bit of the output (the finish of splitmix64, Vigna 2015)."""
    hashes = (hashes ^ (hashes >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    hashes = (hashes ^ (hashes >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return hashes ^ (hashes >> np.uint64(31))


def _items(text: str) -> tuple[str, ...]:
    found: list[tuple[int, str]] = []
    for match in _FIGURE.finditer(text):
        figure = telling_figure(match.group())
        if figure:
            found.append((match.start(), figure))
    for match in _QUOTATION.finditer(text):
        for sentence in _SENTENCE_END.split(match.group(1) or match.group(2)):
            words = _WORD.findall(sentence.lower())
            if len(words) >= QUOTED:
                found.append((match.start(), "“" + " ".join(words)))
    return tuple(dict.fromkeys(item for _, item in sorted(found, key=lambda f: f[0])))


def telling_figure(word: str) -> str | None:
    """A number that two writers do not hit upon by chance, its separators off: not a year, a day, or below a hundred.

    "1,411" → "1411"; "96.5" → "96.5"; "12" and "2018" → None.
    """
    plain = word.replace(",", "") if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", word) else word.replace(",", ".")
    if not re.fullmatch(r"\d+(?:\.\d+)?", plain) or re.fullmatch(r"(?:19|20)\d\d", plain) and "," not in word:
        return None
    return plain if "." in plain or len(plain) > 2 else None
