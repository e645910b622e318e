"""Near-duplicates: candidate pairs by MinHash, each verified by exact containment, none chained."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rensa import RMinHash, RMinHashLSH

from purport.model import Article, Cluster

RUN = 5  # words in a shingle
CONTAINED = 0.5  # share of the shorter text's shingles that must stand in the longer
SAME_FIGURES = 0.5  # share of the shorter text's figures that must stand in the longer
_PERMUTATIONS, _BANDS = 128, 64
_WORD = re.compile(r"\w+(?:[.,]\d+)*")


@dataclass(frozen=True, slots=True)
class _Print:
    article: Article
    shingles: frozenset[str]
    figures: frozenset[str]


def find_clusters(articles: Sequence[Article]) -> list[Cluster]:
    """Clusters of near-duplicates, each around the article that its pairs go back to."""
    prints = {a.id: _print(a) for a in articles}
    pairs = [pair for one, other in _candidates(list(prints.values())) if (pair := _verify(one, other)) is not None]
    clusters: dict[str, list[tuple[str, str, float, str]]] = {}
    for first, later, share, how in sorted(pairs):
        clusters.setdefault(first, []).append((first, later, share, how))
    return [
        Cluster(first, (first, *sorted(p[1] for p in found)), tuple(found)) for first, found in sorted(clusters.items())
    ]


def _print(article: Article) -> _Print:
    body = "\n".join(
        article.text.characters[p.begin : p.until] for p in article.parts if p.kind in ("body", "headline")
    )
    tokens = [t.lower() for t in _WORD.findall(body or article.text.characters)]
    runs = frozenset(" ".join(tokens[i : i + RUN]) for i in range(max(1, len(tokens) - RUN + 1)))
    figures = frozenset(t for t in tokens if t[0].isdigit() and not re.fullmatch(r"(?:19|20)\d\d|\d|[0-3]\d", t))
    return _Print(article, runs, figures)


def _candidates(prints: list[_Print]) -> list[tuple[_Print, _Print]]:
    """Pairs that share a MinHash band; with 64 bands of 2 rows a resemblance of 0.15 is rarely missed."""
    index = RMinHashLSH(threshold=0.1, num_perm=_PERMUTATIONS, num_bands=_BANDS)
    hashes = []
    for number, item in enumerate(prints):
        minhash = RMinHash(num_perm=_PERMUTATIONS, seed=1)
        minhash.update(sorted(item.shingles))
        index.insert(number, minhash)
        hashes.append(minhash)
    pairs = {
        (min(number, other), max(number, other))
        for number, minhash in enumerate(hashes)
        for other in index.query(minhash)
        if other != number
    }
    return [(prints[one], prints[other]) for one, other in sorted(pairs)]


def _verify(one: _Print, other: _Print) -> tuple[str, str, float, str] | None:
    short, long = sorted((one, other), key=lambda p: (len(p.shingles), p.article.id))
    share = len(short.shingles & long.shingles) / len(short.shingles)
    if share < CONTAINED or _is_template(short, long):
        return None
    first, later, how = _direction(one.article, other.article)
    return first.id, later.id, round(share, 3), how


def _is_template(one: _Print, other: _Print) -> bool:
    """Daily bulletins share their words, not their figures: neither is a reprint of the other."""
    if not one.figures or not other.figures:
        return False
    fewer = min(len(one.figures), len(other.figures))
    return len(one.figures & other.figures) / fewer < SAME_FIGURES


def _direction(one: Article, other: Article) -> tuple[Article, Article, str]:
    """Which came first: by a credit line, else by date, else by length and name."""
    for first, later in ((one, other), (other, one)):
        if later.credit and first.outlet and later.credit.lower() in first.outlet.lower():
            return first, later, "credit line"
    if one.day and other.day and one.day != other.day:
        return (one, other, "date") if one.day < other.day else (other, one, "date")
    ordered = sorted((one, other), key=lambda a: (len(a.text.characters), a.doc_id, a.id))
    return ordered[0], ordered[1], "unknown which came first"
