"""Measures the audit of a large ledger: seconds, memory, and whether every planted contradiction is found.

    python benchmarks/audit.py [--claims 10000 100000 1000000]

Articles of ten claims each are made up with a fixed seed: people killed in a town of the gazetteer on
a day, said by one of 200 bodies, no two claims of one town and day. One article in fifty is planted
with a contradiction: two bodies that disagree, a running total that goes down, a part larger than its
whole, a month with more than its year. Each size is audited in a process of its own, from the ledger
on disk to the findings written back; making the ledger is not counted.
"""

from __future__ import annotations

import argparse
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from purport.claims.extract import VERSION
from purport.lexicon.gazetteer import bundled
from purport.model import Article, Claim, DatedBy, FigureClaim, Part, Quantity, Span, Text
from purport.pipeline import audit
from purport.store.ledger import Ledger

PER_ARTICLE = 10
PLANTED_EVERY = 50  # articles
KINDS = ("disagreement", "fall", "part-exceeds-whole", "periods-clash")
FIRST = date(2014, 1, 1)
DAYS = 3650


class Writer:
    """Writes one article: a sentence a claim, the claims beside it."""

    def __init__(self, number: int, day: date, dice: random.Random) -> None:
        self._lines: list[str] = []
        self._claims: list[dict[str, object]] = []
        self._number, self._day, self._dice = number, day, dice

    def say(self, speaker: str, killed: int, place: str, time: str, **known: object) -> None:
        """A sentence that gives a figure."""
        words = " ".join(
            str(self._dice.randrange(10**6)).translate(str.maketrans("0123456789", "abcdefghij")) for _ in range(8)
        )
        begin = sum(len(line) + 1 for line in self._lines)
        lead = f"{words} {speaker} said that "
        self._lines.append(f"{lead}{killed} people were killed in {place} {time}.")
        self._claims.append(
            {
                "at": begin + len(lead),
                "from": begin,
                "killed": killed,
                "speaker": speaker,
                "place": place,
                "time": time,
                **known,
            }
        )

    def article(self) -> tuple[Article, list[Claim]]:
        """The article and its claims."""
        text = "\n".join(self._lines)
        article = Article(
            f"a{self._number}",
            f"a{self._number}",
            Text(text),
            outlet=f"Outlet {self._number % 300}",
            published=DatedBy(self._day, "given"),
            parts=(Part("body", 0, len(text)),),
        )
        claims: list[Claim] = []
        for number, said in enumerate(self._claims, start=1):
            at, begin, killed = int(str(said["at"])), int(str(said["from"])), int(str(said["killed"]))
            whole = said.get("part_of")
            claims.append(
                FigureClaim(
                    article_id=article.id,
                    number_in_article=number,
                    part="body",
                    span=Span(article.text.id, at, at + len(str(killed))),
                    sentence_span=Span(article.text.id, begin, begin + len(self._lines[number - 1])),
                    quantity=Quantity(str(killed), killed, killed),
                    counted="people",
                    measure="killed",
                    event="killed",
                    place=str(said["place"]),
                    time=str(said["time"]),
                    start=said.get("start"),
                    end=said.get("end"),
                    speaker=str(said["speaker"]),
                    said=self._day,
                )
            )
            if whole is not None:
                claims[-1] = replace(claims[-1], part_of=claims[int(str(whole))].id)
        return article, claims


def articles(count: int) -> Iterator[tuple[Article, list[Claim], str | None]]:
    """So many articles with their claims, and the kind of contradiction planted in each, if any."""
    dice = random.Random(5)
    places = sorted(
        {
            p.name
            for p in bundled().places.values()
            if p.kind == "city" and (p.population or 0) < 400_000 and p.name.isascii() and p.name.isalpha()
        }
    )
    cells = len(places) * DAYS
    step = next(n for n in range(cells // 3, cells) if cells % n and all(cells % d or n % d for d in (2, 3, 5, 7, 73)))
    cell = 0
    for number in range(count):
        kind = KINDS[number // PLANTED_EVERY % len(KINDS)] if number % PLANTED_EVERY == 0 else None
        writer = Writer(number, FIRST + timedelta(days=DAYS + number % 300), dice)
        for line in range(PER_ARTICLE - (2 if kind else 0)):
            cell = (cell + step) % cells
            day = FIRST + timedelta(days=cell // len(places))
            writer.say(
                f"Relief Board {dice.randrange(200)}",
                dice.randint(1, 400),
                places[cell % len(places)],
                f"on {day}",
                start=day,
                end=day,
            )
            del line
        if kind:
            cell = (cell + step) % cells
            _plant(writer, kind, places[cell % len(places)], FIRST + timedelta(days=cell // len(places)), number)
        yield *writer.article(), kind


def _plant(writer: Writer, kind: str, place: str, day: date, number: int) -> None:
    body, other = f"Relief Board {number % 200}", f"Relief Board {(number + 1) % 200}"
    year = date(day.year, 1, 1), date(day.year, 12, 31)
    month = date(day.year, 5, 1), date(day.year, 5, 31)
    if kind == "disagreement":
        writer.say(body, 58, place, f"on {day}", start=day, end=day)
        writer.say(other, 72, place, f"on {day}", start=day, end=day)
    elif kind == "part-exceeds-whole":
        writer.say(body, 41, place, f"on {day}", start=day, end=day)
        writer.say(body, 47, place, f"on {day}", start=day, end=day, part_of=PER_ARTICLE - 2)
    elif kind == "periods-clash":
        writer.say(body, 311, place, f"in {day.year}", start=year[0], end=year[1])
        writer.say(body, 347, place, f"in May {day.year}", start=month[0], end=month[1])
    else:
        start = date(2013, number % 12 + 1, 1 + number // 12 % 28)
        writer.say(body, 1473, place, f"since {start}", start=start, end=day)
        writer.say(body, 1469, place, f"since {start}", start=start, end=day + timedelta(days=1))


def make(path: Path, claims: int) -> Counter[str]:
    """Fills a ledger; how many contradictions of each kind were planted."""
    planted: Counter[str] = Counter()
    with Ledger(path, create=True) as ledger:
        for article, read, kind in articles(claims // PER_ARTICLE):
            ledger.save(article, read, VERSION)
            planted.update([kind] if kind else [])
    return planted


def measure(path: Path) -> None:
    """Audits the ledger; prints seconds, memory in MB and the findings by kind."""
    begin = time.perf_counter()
    with Ledger(path) as ledger:
        _, findings = audit(ledger)
    seconds = time.perf_counter() - begin
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    kinds = Counter(f.kind for f in findings)
    print(f"{seconds:.1f} s, {peak} MB;", " ".join(f"{kind}={kinds[kind]}" for kind in sorted(kinds)))


def main() -> None:
    """Prints a line for each size."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])  # type: ignore[union-attr]
    options.add_argument("--claims", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    options.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.measure:
        measure(chosen.measure)
        return
    for claims in chosen.claims:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "l.sqlite"
            planted = make(path, claims)
            told = subprocess.run(
                [sys.executable, __file__, "--measure", str(path)], capture_output=True, text=True, check=True
            )
            truth = " ".join(f"{kind}={planted[kind]}" for kind in sorted(planted))
            print(f"{claims:,} claims: {told.stdout.strip()} (planted {truth})", flush=True)


if __name__ == "__main__":
    main()
