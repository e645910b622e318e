"""Measures the search for near-duplicates: seconds, memory, and the pair precision and recall it reaches.

    python benchmarks/reprints.py [--articles 100000] [--more 100]

The articles are made up, word by word, with a fixed seed: one in ten belongs to a planted pair or wire
whose members are edited copies (cut short, set into a longer page, a few words or a paragraph
exchanged); one in ten is a bulletin of one form with its own figures, or shares a paragraph of
furniture with thousands. The truth is what was planted; a pair is found where purport calls it a
reprint. Then `--more` further articles are added to a ledger that holds the others' prints.
"""

from __future__ import annotations

import argparse
import random
import resource
import tempfile
import time
from collections.abc import Iterator
from itertools import accumulate, combinations
from pathlib import Path

from purport.entities.prints import MADE_WITH, print_of
from purport.entities.reprints import Sketch, find_likenesses, sketch_of
from purport.model import Article, Text
from purport.pipeline import descents_in
from purport.store.ledger import Ledger

SYLLABLES = [a + b for a in "bdfghklmnprstvz" for b in ("a", "e", "i", "o", "u", "an", "er", "il", "on", "us")]
FURNITURE = 40  # paragraphs that pages share


class Maker:
    """Makes articles of about 300 words up; the same seed gives the same articles."""

    def __init__(self, seed: int) -> None:
        self._dice = random.Random(seed)
        words = {"".join(self._dice.choices(SYLLABLES, k=self._dice.randint(1, 4))) for _ in range(40_000)}
        self._words = sorted(words)
        self._weights = list(accumulate(1 / (rank + 10) for rank in range(len(self._words))))
        self._form = [self._sentence() for _ in range(14)]
        self._furniture = [" ".join(self._sentence() for _ in range(4)) for _ in range(FURNITURE)]

    def _sentence(self) -> str:
        words = self._dice.choices(self._words, cum_weights=self._weights, k=self._dice.randint(10, 24))
        if self._dice.random() < 0.3:
            words[len(words) // 2] = f"{self._dice.randint(1000, 900_000):,}"
        return " ".join(words).capitalize() + "."

    def _paragraphs(self, count: int) -> list[str]:
        return [" ".join(self._sentence() for _ in range(3)) for _ in range(count)]

    def groups(self) -> Iterator[tuple[str, ...]]:
        """Texts of one origin, group after group without end: the original, then its edited copies."""
        while True:
            kind = self._dice.random()
            body = self._paragraphs(6)
            if kind < 0.05:
                yield self._pair(body)
            elif kind < 0.06:
                copies = ["\n\n".join(self._exchanged(body)) for _ in range(self._dice.randint(2, 7))]
                yield "\n\n".join(body), *copies
            elif kind < 0.11:
                yield (self._bulletin(),)
            elif kind < 0.16:
                yield ("\n\n".join([*body, self._dice.choice(self._furniture)]),)
            else:
                yield ("\n\n".join(body),)

    def _pair(self, body: list[str]) -> tuple[str, ...]:
        """The original with a copy that is cut, set into a longer page, or re-worded here and there."""
        edit = self._dice.randrange(4)
        if edit == 0:
            copy = body[: self._dice.randint(2, 5)]
        elif edit == 1:
            copy = [*self._paragraphs(self._dice.randint(2, 14)), *body, *self._paragraphs(2)]
        elif edit == 2:
            copy = self._reworded(body)
        else:
            copy = self._exchanged(body)
        return "\n\n".join(body), "\n\n".join(copy)

    def _reworded(self, body: list[str]) -> list[str]:
        """One word in twenty is another."""
        return [
            " ".join(w if self._dice.random() > 0.05 else self._dice.choice(self._words) for w in paragraph.split(" "))
            for paragraph in body
        ]

    def _exchanged(self, body: list[str]) -> list[str]:
        """One paragraph of six is another, and the order of the last two may change."""
        copy = list(body)
        copy[self._dice.randrange(len(copy))] = self._paragraphs(1)[0]
        if self._dice.random() < 0.5:
            copy[-2:] = reversed(copy[-2:])
        return copy

    def _bulletin(self) -> str:
        """The same sentences every day, other figures."""
        return " ".join(f"{s[:-1]} {self._dice.randint(1000, 900_000):,}." for s in self._form)


def planted_articles(count: int, seed: int) -> tuple[dict[str, Article], set[frozenset[str]]]:
    """Articles by id, and the pairs of ids that are near-duplicates."""
    articles: dict[str, Article] = {}
    pairs: set[frozenset[str]] = set()
    groups = enumerate(Maker(seed).groups())
    while len(articles) < count:
        number, texts = next(groups)
        made = [Article(f"{number}-{i}", f"made:{seed}:{number}-{i}", Text(t)) for i, t in enumerate(texts)]
        articles |= {a.id: a for a in made}
        pairs |= {frozenset((a.id, b.id)) for a, b in combinations(made, 2)}
    return articles, pairs


def measure(articles: dict[str, Article], pairs: set[frozenset[str]]) -> dict[str, Sketch]:
    """Prints seconds, precision and recall; hands the sketches on."""
    begin = time.perf_counter()
    sketches = {name: sketch_of(print_of(article)) for name, article in articles.items()}
    printed = time.perf_counter()
    found = {
        frozenset((like.one, like.other))
        for like in find_likenesses(sketches, articles, articles.__getitem__)
        if like.kind == "reprint"
    }
    done = time.perf_counter()
    right = len(found & pairs)
    print(f"{len(articles):,} articles, {len(pairs):,} planted pairs, {len(found):,} found")
    print(f"prints {printed - begin:.1f} s, pairs {done - printed:.1f} s, together {done - begin:.1f} s")
    print(f"pair precision {right / max(1, len(found)):.4f}, recall {right / len(pairs):.4f}")
    return sketches


def measure_more(articles: dict[str, Article], sketches: dict[str, Sketch], more: int) -> None:
    """Prints how long it takes to compare further articles with a ledger that holds the others' prints."""
    fresh, _ = planted_articles(more, seed=2)
    with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder) / "ledger.sqlite") as ledger:
        ledger.unprinted(MADE_WITH)
        for article in articles.values():
            ledger.save(article, (), "benchmark")
        ledger.save_prints(((name, *s.to_bytes()) for name, s in sketches.items()), ())
        for article in fresh.values():
            ledger.save(article, (), "benchmark")
        begin = time.perf_counter()
        descents_in(ledger, articles | fresh)
        print(f"{len(fresh):,} articles more: {time.perf_counter() - begin:.1f} s")


def main() -> None:
    """Reads the options and prints the figures."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--articles", type=int, default=100_000)
    options.add_argument("--more", type=int, default=100)
    chosen = options.parse_args()
    articles, pairs = planted_articles(chosen.articles, seed=1)
    sketches = measure(articles, pairs)
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB, the articles among it")
    if chosen.more:
        measure_more(articles, sketches, chosen.more)


if __name__ == "__main__":
    main()
