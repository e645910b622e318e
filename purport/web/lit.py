"""Texts with claims lit up: cut into pieces, each with the claim whose number it is and whether its sentence is meant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from purport.model import Article, Claim

_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?!\n)[^\n]+)*")


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words, the claim whose number they are or belong to, and whether they stand in the sentence meant."""

    words: str
    claim: str | None = None
    lit: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A part of an article: its kind, who wrote it, how deep it is nested, its paragraphs."""

    kind: str
    author: str | None
    depth: int
    paragraphs: tuple[tuple[Piece, ...], ...]


Range = tuple[int, int]


def pieces(
    text: str, within: Range, numbers: Iterable[tuple[Range, str]], lit: Iterable[Range] = ()
) -> tuple[Piece, ...]:
    """The words of a stretch of text, cut where a number or a lit sentence begins or ends."""
    begin, until = within
    marks = [(span, claim) for span, claim in numbers if span[0] < until and span[1] > begin]
    lights = [span for span in lit if span[0] < until and span[1] > begin]
    cuts = {begin, until, *(e for span, _ in marks for e in span), *(e for span in lights for e in span)}
    ordered = sorted(c for c in cuts if begin <= c <= until)
    return tuple(
        Piece(
            text[a:b],
            next((claim for span, claim in marks if span[0] <= a and b <= span[1]), None),
            any(span[0] <= a and b <= span[1] for span in lights),
        )
        for a, b in pairwise(ordered)
    )


def quoted(article: Article, claims: Iterable[Claim]) -> tuple[Piece, ...]:
    """The sentence that the claims share, their numbers marked."""
    held = list(claims)
    span = held[0].sentence_span
    return pieces(article.text.characters, (span.begin, span.until), [_number(c) for c in held])


def blocks(article: Article, claims: Iterable[Claim], lit: Iterable[Claim] = ()) -> Iterator[Block]:
    """The whole article, part by part; what stands between parts is furniture of the page."""
    text = article.text.characters
    numbers = [_number(c) for c in claims]
    lights = [(c.sentence_span.begin, c.sentence_span.until) for c in lit]
    at = 0
    for part in sorted(article.parts, key=lambda p: p.begin):
        yield from _furniture(text, at, part.begin)
        if part.until > at:
            found = _paragraphs(text, max(at, part.begin), part.until, numbers, lights)
            yield Block(part.kind, part.author, part.depth, found)
        at = max(at, part.until)
    if not article.parts:
        yield Block("body", None, 0, _paragraphs(text, 0, len(text), numbers, lights))
    else:
        yield from _furniture(text, at, len(text))


def _furniture(text: str, begin: int, until: int) -> Iterator[Block]:
    if text[begin:until].strip():
        yield Block("furniture", None, 0, _paragraphs(text, begin, until, [], []))


def _paragraphs(
    text: str, begin: int, until: int, numbers: list[tuple[Range, str]], lights: list[Range]
) -> tuple[tuple[Piece, ...], ...]:
    return tuple(pieces(text, (m.start(), m.end()), numbers, lights) for m in _PARAGRAPH.finditer(text, begin, until))


def _number(claim: Claim) -> tuple[Range, str]:
    return (claim.span.begin, claim.span.until), claim.id
