"""How well, and how fast, articles are read out of web pages, against plain trafilatura in the same run.

    python benchmarks/articles.py PAGES

PAGES is a checkout of a labelled set in the layout of Scrapinghub's article-extraction-benchmark
(`html/*.html.gz`, `ground-truth.json`); it is not in this project. The measure is that set's own:
precision and recall over runs of four words, each page counting the same.
"""

from __future__ import annotations

import argparse
import gzip
import io
import json
import logging
import re
import statistics
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from trafilatura import bare_extraction

from purport.articles.inputs import whole_input
from purport.articles.read import read_input
from purport.model import Article

RUN = 4


def runs(text: str) -> Counter[tuple[str, ...]]:
    """The runs of RUN words, with how often each stands there."""
    words = re.findall(r"\w+", text)
    return Counter(tuple(words[i : i + RUN]) for i in range(max(1, len(words) - RUN + 1)) if words)


def scored(truth: str, found: str) -> tuple[float, float]:
    """Precision and recall of one page; nothing found of nothing is right."""
    wanted, given = runs(truth), runs(found)
    hits = (wanted & given).total()
    if not wanted and not given:
        return 1.0, 1.0
    return hits / given.total() if given else 1.0, hits / wanted.total() if wanted else 1.0


def with_purport(page: bytes) -> str:
    """The body as purport reads it; the set's articles are without their captions and comments."""
    given = whole_input(io.BytesIO(page), shown="page.html", name="page.html", origin="page.html")
    article = next((found for found in read_input(given) if isinstance(found, Article)), None)
    if article is None:
        return ""
    read = [part for part in article.parts if part.kind in ("body", "note", "credit")]
    return "\n".join(article.text.characters[part.begin : part.until] for part in read)


def with_trafilatura(page: bytes) -> str:
    """The text that trafilatura gives by itself, in the same mode."""
    found = bare_extraction(page, include_comments=False, fast=True)
    return str((found.as_dict() if found else {}).get("text") or "")


def main() -> None:
    """Prints F1, precision, recall and pages a second of both, and the ratio of their speeds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", type=Path)
    logging.disable(logging.CRITICAL)
    folder: Path = parser.parse_args().pages
    truth = json.loads((folder / "ground-truth.json").read_text("utf-8"))
    readers: dict[str, Callable[[bytes], str]] = {"purport": with_purport, "trafilatura": with_trafilatura}
    scores: dict[str, list[tuple[float, float]]] = {name: [] for name in readers}
    spent = dict.fromkeys(readers, 0.0)
    for key, wanted in sorted(truth.items()):
        page = gzip.decompress((folder / "html" / f"{key}.html.gz").read_bytes())
        for name, read in readers.items():
            begun = time.perf_counter()
            text = read(page)
            spent[name] += time.perf_counter() - begun
            scores[name].append(scored(wanted.get("articleBody", ""), text))
    for name, pairs in scores.items():
        precision, recall = (statistics.mean(side) for side in zip(*pairs, strict=True))
        f1 = 2 * precision * recall / (precision + recall)
        print(
            f"{name:12} F1 {f1:.3f}  precision {precision:.3f}  recall {recall:.3f}  {len(pairs) / spent[name]:.1f} pages/s"
        )
    print(f"purport takes {spent['purport'] / spent['trafilatura']:.2f} times as long as trafilatura alone")


if __name__ == "__main__":
    main()
