"""Which articles are one text (reprints), and which re-tell another's figures and quotations (follows).

Candidates share hashes of a sketch, which is a fixed quarter of an article's runs (FracMinHash: Irber et
al. 2022, doi:10.1101/2022.01.11.475838): unlike MinHash of a fixed size it tells containment, so that a
short text is found inside a long page. Each pair is verified by exact containment, and none is chained.
Daily bulletins of one form share their words, not their figures: they are neither.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from purport.entities.direction import credits, directed
from purport.entities.prints import Hashes, Print, figures_in_form, hashes_of, print_of
from purport.model import Article, Cluster, Descent, Likeness, LikenessKind

REPRINTED = 0.5  # share of the shorter text's runs that stand in the longer
SHORTEST = 12  # runs; a shorter text stands in others by chance
SCALE = 4  # one run in so many is in the sketch


class Enough(NamedTuple):
    """What makes a text follow another: items in one order in both, their part of the fewer, runs in common."""

    items: int
    part: float
    share: float


# Less is needed with wording in common, least with a credit.
FOLLOWED = (Enough(5, 0.6, 0.0), Enough(3, 0.5, 0.15))
CREDITED = Enough(2, 0.2, 0.1)
# Shares of the shorter sketch in common that are worth an exact look: by themselves, and with items in common.
_LOOKED_AT = (0.3, 0.06)
_STORED = np.dtype("<u8")
_LOOKED_AT_AGAIN = 5000  # articles whose prints are held while pairs are verified
_HELD_BY_MANY = 40  # articles; beyond it a run leads to the first two of them only


@dataclass(frozen=True, slots=True)
class Sketch:
    """What candidates are found by: the quarter of an article's runs with the lowest hashes, and its items' hashes."""

    runs: Hashes
    items: Hashes

    @classmethod
    def from_bytes(cls, runs: bytes, items: bytes) -> Sketch:
        """What `to_bytes` wrote."""
        return cls(np.frombuffer(runs, _STORED), np.frombuffer(items, _STORED))

    def to_bytes(self) -> tuple[bytes, bytes]:
        """Runs and items as 64-bit little-endian numbers."""
        return self.runs.astype(_STORED).tobytes(), self.items.astype(_STORED).tobytes()


def sketch_of(made: Print) -> Sketch:
    """The sketch of a print."""
    return Sketch(made.runs[made.runs < np.uint64(2**64 // SCALE)], hashes_of(made.items))


class Look:
    """An article with what an exact comparison looks at, each worked out once."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.print = print_of(article)

    @cached_property
    def forms(self) -> dict[tuple[str, ...], set[str]]:
        """Its telling figures by the words beside them."""
        return figures_in_form(self.article)


def find_descents(articles: Sequence[Article]) -> list[Descent]:
    """Which of the articles reprint or follow which."""
    by_id = {a.id: a for a in articles}
    sketches = {name: sketch_of(print_of(article)) for name, article in by_id.items()}
    found = find_likenesses(sketches, by_id, by_id.__getitem__)
    return [directed(like, by_id[like.one], by_id[like.other]) for like in found]


def find_likenesses(
    sketches: Mapping[str, Sketch], fresh: Iterable[str], article: Callable[[str], Article]
) -> Iterator[Likeness]:
    """Every verified pair in which one of the fresh articles has a part, each once, by their ids.

    `sketches` are those of all articles in the order in which they came; `article` gets one for an
    exact look. The work grows with the fresh ones and their candidates, not with the pairs of all.
    """
    names = list(sketches)

    @lru_cache(maxsize=_LOOKED_AT_AGAIN)
    def look(at: int) -> Look:
        return Look(article(names[at]))

    for one, other in _candidates(sketches, set(fresh)):
        likeness = verify(look(one), look(other))
        if likeness is not None:
            yield likeness


def _candidates(sketches: Mapping[str, Sketch], fresh: set[str]) -> list[tuple[int, int]]:
    """Pairs of positions whose sketches are alike enough for an exact look."""
    new = np.array([name in fresh for name in sketches], bool)
    sizes = np.array([max(1, len(s.runs)) for s in sketches.values()])
    pairs, shared = _sharing([s.runs for s in sketches.values()], new)
    told, items = _sharing([s.items for s in sketches.values()], new)
    part = shared / np.minimum(sizes[pairs // len(sizes)], sizes[pairs % len(sizes)])
    alike = pairs[(part >= _LOOKED_AT[0]) & (shared > 1)]
    retold = np.intersect1d(pairs[(part >= _LOOKED_AT[1]) & (shared > 1)], told[items >= CREDITED.items])
    both = np.unique(np.concatenate([alike, retold, told[items >= FOLLOWED[0].items]]))
    return [(int(pair) // len(sizes), int(pair) % len(sizes)) for pair in both]


def _sharing(held: Sequence[Hashes], new: NDArray[np.bool_]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Pairs that hold a hash in common, at least one of each new, and how many they share.

    A pair of positions is one number: the first times the count of all, plus the second.
    """
    if not held:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    bits = np.uint64(len(held).bit_length())
    # Hash and position in one number: sorted in place, it takes half the memory of sorting one by the other.
    keys = np.concatenate(held) >> bits << bits
    keys |= np.repeat(np.arange(len(held), dtype=np.uint64), [len(h) for h in held])
    if not new.all():
        keys = keys[
            np.isin(keys >> bits, np.concatenate([h for h, is_new in zip(held, new, strict=True) if is_new]) >> bits)
        ]
    keys.sort()
    none = np.uint64(2**64 - 1)
    alike = np.diff(keys >> bits, prepend=none, append=none) == 0
    keys = keys[alike[1:] | alike[:-1]]  # most hashes are one article's only
    begins = np.flatnonzero(np.diff(keys >> bits, prepend=none))
    sizes = np.diff(begins, append=len(keys))
    owners = keys & ((np.uint64(1) << bits) - np.uint64(1))
    found = [_pairs_of(owners, begins[sizes == size], int(size)) for size in np.unique(sizes) if size > 1]
    pairs = np.concatenate([np.zeros((0, 2), np.int64), *found])
    pairs = pairs[new[pairs].any(axis=1)]
    return np.unique(pairs[:, 0] * len(held) + pairs[:, 1], return_counts=True)


def _pairs_of(owners: Hashes, begins: NDArray[np.int64], size: int) -> NDArray[np.int64]:
    """All pairs of the owners of each hash that `size` articles hold; of one that many hold, those with its first two."""
    one, other = np.triu_indices(size, 1)
    if size > _HELD_BY_MANY:
        one, other = one[one < 2], other[one < 2]
    return (
        np.stack([owners[begins[:, None] + one], owners[begins[:, None] + other]], axis=2)
        .reshape(-1, 2)
        .astype(np.int64)
    )


def verify(one: Look, other: Look) -> Likeness | None:
    """The likeness of two articles, or None where they have too little in common."""
    short, long = sorted((one.print, other.print), key=lambda p: len(p.runs))
    common = len(np.intersect1d(short.runs, long.runs, assume_unique=True))
    share = common / max(1, len(short.runs))
    items = in_one_order(short.items, long.items)
    kind: LikenessKind = "reprint" if share >= REPRINTED and len(short.runs) >= SHORTEST else "follows"
    if kind == "follows":
        credited = credits(one.article, other.article) or credits(other.article, one.article)
        part = items / max(1, min(len(short.items), len(long.items)))
        enough = (*FOLLOWED, CREDITED) if credited else FOLLOWED
        if not any(items >= e.items and part >= e.part and share >= e.share for e in enough):
            return None
    if not set(short.items) <= set(long.items) and is_template(one, other):
        return None
    first, second = sorted((one.article.id, other.article.id))
    return Likeness(first, second, kind, round(share, 3), items)


def is_template(one: Look, other: Look) -> bool:
    """Whether two articles are bulletins of one form: where the words beside a figure agree, most figures do not."""
    both = one.forms.keys() & other.forms.keys()
    same = sum(not one.forms[form].isdisjoint(other.forms[form]) for form in both)
    return len(both) - same > same


def in_one_order(one: Sequence[str], other: Sequence[str]) -> int:
    """How many items the two have in common in one order (the longest common subsequence)."""
    common = set(one) & set(other)
    places = {item: place for place, item in enumerate(item for item in other if item in common)}
    ends: list[int] = []  # of subsequences of each length, the least last place
    for item in one:
        if item in places:
            at = bisect_left(ends, places[item])
            ends[at : at + 1] = [places[item]]
    return len(ends)


def clusters_of(descents: Iterable[Descent]) -> list[Cluster]:
    """Clusters of reprints, each around the article that its pairs go back to; one inside another is left out."""
    around: dict[str, list[Descent]] = {}
    for descent in sorted(descents, key=lambda d: (d.earlier, d.later)):
        if descent.kind == "reprint":
            around.setdefault(descent.earlier, []).append(descent)
    found = [Cluster(first, (first, *(d.later for d in pairs)), tuple(pairs)) for first, pairs in around.items()]
    sets = {cluster.first: frozenset(cluster.articles) for cluster in found}
    holding: dict[str, list[str]] = {}
    for cluster in found:
        for article in cluster.articles:
            holding.setdefault(article, []).append(cluster.first)
    return [c for c in found if not any(sets[c.first] < sets[other] for other in holding[c.first])]
