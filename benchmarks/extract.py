"""Measures extraction against quantulum3: articles a second on one core, and memory over many articles.

    make benchmark                                # installs quantulum3 and runs both parts
    python benchmarks/extract.py [--texts FILE.jsonl] [--memory N]

Both tools read the same articles, turn by turn in one process on one core, so that a noisy machine
slows both; what counts is the ratio. quantulum3 finds numbers and units; purport also tells speaker,
measure, place, period and control. `--memory N` reads N articles (the texts again and again, each time
with other numbers in them) and prints the resident memory at steps.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import re
import time
import warnings
from collections.abc import Iterator
from functools import partial
from pathlib import Path

ROOT = Path(__file__).parent.parent
TEXTS = ROOT / "tools" / "gold" / "articles.jsonl"
WORDS = range(200, 451)  # "articles of about 300 words"
TURN = 4  # articles each tool reads before the other has its turn


def texts(path: Path) -> list[str]:
    """The texts of about 300 words of a JSON Lines file; longer ones are cut after 300 words' paragraphs."""
    found = []
    for record in map(json.loads, path.read_text("utf-8").splitlines()):
        paragraphs, kept = record["text"].split("\n"), []
        while paragraphs and len(" ".join(kept).split()) < 280:
            kept.append(paragraphs.pop(0))
        text = "\n".join(kept)
        if len(text.split()) in WORDS:
            found.append(text)
    return found


def turns(listed: list[str]) -> Iterator[list[str]]:
    """The texts in small groups, in order."""
    for begin in range(0, len(listed), TURN):
        yield listed[begin : begin + TURN]


def compare(listed: list[str]) -> None:
    """Prints articles a second of both tools, processor time, and their ratio."""
    warnings.filterwarnings("ignore")
    from quantulum3 import parser

    from purport.articles.build import build_article
    from purport.claims.extract import extract

    def read(text: str) -> int:
        return len(extract(build_article(text, {"date_hint": "2020-06-01"}, origin="benchmark")))

    tools = {"purport": read, "quantulum3": lambda text: len(parser.parse(text))}
    spent, found = dict.fromkeys(tools, 0.0), dict.fromkeys(tools, 0)
    for tool in tools.values():
        for text in listed[:TURN]:
            tool(text)  # loads tables and models
    for some in turns(listed[TURN:]):
        for name, tool in tools.items():
            begin = time.process_time()
            found[name] += sum(tool(text) for text in some)
            spent[name] += time.process_time() - begin
    count = len(listed) - TURN
    words = sum(len(text.split()) for text in listed[TURN:]) / count
    print(f"{count} articles of {words:.0f} words on average, one core, processor time")
    for name in tools:
        print(f"{name:11} {count / spent[name]:6.1f} articles a second, {found[name]} results")
    print(f"ratio       {spent['quantulum3'] / spent['purport']:6.2f} times quantulum3")


def remember(listed: list[str], most: int) -> None:
    """Prints the resident memory at steps while `most` articles are read."""
    from purport.articles.build import build_article
    from purport.claims.extract import extract

    steps = sorted({most // 100, most // 10, most // 4, most // 2, most})
    for number, text in enumerate(itertools.islice(itertools.cycle(listed), most), 1):
        other = re.sub(r"\b\d{2,}\b", partial(_raised, number % 89), text)
        extract(build_article(other, {"date_hint": "2020-06-01"}, origin=f"benchmark {number}"))
        if number in steps:
            print(f"{number:6} articles: {resident():.0f} MB", flush=True)


def _raised(by: int, number: re.Match[str]) -> str:
    return str(int(number.group()) + by)


def resident() -> float:
    """The resident memory of this process in MB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def main() -> None:
    """Runs what was asked for on one core."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])  # type: ignore[union-attr]
    options.add_argument("--texts", type=Path, default=TEXTS)
    options.add_argument("--memory", type=int, metavar="N", default=0)
    chosen = options.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    listed = texts(chosen.texts)
    if chosen.memory:
        remember(listed, chosen.memory)
    else:
        compare(listed)


if __name__ == "__main__":
    main()
