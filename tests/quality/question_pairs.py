"""Measures which figures are gathered into one question, on three samples of annotated pairs: two
that the rules were made with or mended by, and one drawn and labelled afterwards.

    python -m tests.quality.question_pairs [--misses]

Reads the shared pages and development articles anew, gathers their questions, and holds each
annotated pair against them: precision (of the pairs that stand in one question, how many should)
and recall (of those that should, how many do). Pairs labelled "unclear" are not counted.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

from purport.pipeline import add, audit
from purport.store.ledger import Ledger

HERE = Path(__file__).parent
SAMPLES = ("question_pairs.tsv", "question_pairs_second.tsv", "question_pairs_third.tsv")
SHARED = HERE.parents[2] / "shared"
Mention = tuple[str, int]


def annotated(sample: str) -> Iterator[tuple[frozenset[Mention], str]]:
    """The pairs of a sample with their labels."""
    for line in (HERE / sample).read_text("utf-8").splitlines():
        if not line.startswith("#"):
            one, at, other, there, label = line.split("\t")
            yield frozenset(((one, int(at)), (other, int(there)))), label


def texts(folder: Path) -> list[str]:
    """The pages, and the development articles among the shared texts."""
    wanted = {path.stem for path in (SHARED / "gold" / "dev").glob("*.json")}
    lines = (SHARED / "gold" / "texts" / "articles.jsonl").read_text("utf-8").splitlines()
    chosen = [line for line in lines if json.loads(line)["doc_id"] in wanted]
    (folder / "dev.jsonl").write_text("\n".join(chosen) + "\n", "utf-8")
    return [str(SHARED / "corpora" / "pages" / "pages.jsonl"), str(folder / "dev.jsonl")]


def gathered() -> set[frozenset[Mention]]:
    """The pairs of figures that stand in one question."""
    with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder) / "l.sqlite", create=True) as ledger:
        add(ledger, texts(Path(folder)))
        questions, _ = audit(ledger)
        names = {a.id: a.doc_id for a in ledger.articles()}
        where = {c.id: (names[c.article_id], c.span.begin) for c in ledger.claims()}
    return {frozenset((where[a], where[b])) for q in questions for a, b in combinations(q.claims, 2)}


def measure(sample: str, found: set[frozenset[Mention]]) -> tuple[float, float, list[str]]:
    """Precision, recall, and the pairs that are not as annotated."""
    told = [(pair, label, pair in found) for pair, label in annotated(sample) if label != "unclear"]
    right = sum(is_in and label == "same" for _, label, is_in in told)
    wrong = [f"{'merged' if i else 'apart'}: {sorted(pair)}" for pair, label, i in told if i != (label == "same")]
    merged, same = sum(i for *_, i in told), sum(label == "same" for _, label, _ in told)
    return right / max(1, merged), right / max(1, same), wrong


def main() -> None:
    """Prints precision and recall, and with --misses what is not as annotated."""
    found = gathered()
    for sample in SAMPLES:
        precision, recall, wrong = measure(sample, found)
        print(f"{sample}: {len(list(annotated(sample)))} pairs, precision {precision:.3f}, recall {recall:.3f}")
        if "--misses" in sys.argv:
            print("\n".join(wrong))


if __name__ == "__main__":
    main()
