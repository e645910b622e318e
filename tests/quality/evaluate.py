"""Scores extraction on the bundled gold and, where it is, on the development gold.

    python tests/quality/evaluate.py [--raise] [--misses N]

Prints the accuracy table of the README. `--raise` lifts the floors of floors.json to what was
reached, less a margin of 0.003; a floor is never lowered.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import math
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from purport.articles.build import build_article
from purport.claims.extract import extract
from purport.publications.records import guideline_rows

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent.parent))
FLOORS = HERE / "floors.json"
SHARED_GOLD = HERE.parent.parent.parent / "shared" / "gold"
Scores = dict[str, float]


def read_claims(records: Iterable[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """The extracted claims of each record (doc_id, text, title, outlet, date or date_hint), by doc_id."""
    read = {}
    for record in records:
        known = {key: record.get(key) for key in ("title", "outlet", "date", "date_hint")}
        article = build_article(record["text"], {"doc_id": str(record["doc_id"]), **known}, origin="gold")
        read[str(record["doc_id"])] = guideline_rows(article, extract(article))
    return read


def lines(path: Path) -> list[dict[str, Any]]:
    """The records of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def bundled() -> Scores:
    """Scores on the bundled gold, by the project's own scorer."""
    from tests.quality.scoring import score

    records = [r for name in ("other_fields", "hard_cases") for r in lines(HERE / "gold" / f"{name}.jsonl")]
    return score({r["doc_id"]: r["claims"] for r in records}, read_claims(records))


def development() -> tuple[Scores, dict[str, Any], list[str]] | None:
    """Scores on the development gold by the shared scorer, its whole report and the misses; None where it is absent."""
    if not (SHARED_GOLD / "score.py").is_file():
        return None
    spec = importlib.util.spec_from_file_location("shared_score", SHARED_GOLD / "score.py")
    if spec is None or spec.loader is None:
        return None
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    gold = {
        d["doc_id"]: d["claims"]
        for f in sorted((SHARED_GOLD / "dev").glob("*.json"))
        for d in [json.loads(f.read_text("utf-8"))]
    }
    records = [r for r in lines(SHARED_GOLD / "texts" / "articles.jsonl") if r["doc_id"] in gold]
    report, misses = scorer.score(gold, read_claims(records))
    figure, control = report["figure"], report["control"]
    scores = {name: figure[name]["f1"] for name in ("found", "core", "full")}
    scores |= {f"control_{name}": control[name]["f1"] for name in ("found", "core")}
    return scores, report, misses


def below(scores: Scores, floors: Scores) -> list[str]:
    """The scores that are under their floor, in words."""
    return [
        f"{name} {scores.get(name, 0):.3f} < {floor}" for name, floor in floors.items() if scores.get(name, 0) < floor
    ]


# The parser's arithmetic differs by a hair between processors, and so may a reading or two.
MARGIN = 0.003


def raised(floors: Scores, scores: Scores) -> Scores:
    """The floors lifted to the scores less the margin, rounded down to a thousandth; none is lowered."""
    reached = {name: math.floor((value - MARGIN) * 1000) / 1000 for name, value in scores.items()}
    return {name: max(floors.get(name, 0.0), reached.get(name, 0.0)) for name in {**floors, **scores}}


def main() -> int:
    """Prints the table; 1 where a floor is broken."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])  # type: ignore[union-attr]
    options.add_argument("--raise", dest="lift", action="store_true", help="lift the floors to what was reached")
    options.add_argument("--misses", type=int, default=0, metavar="N", help="print N misses on the development gold")
    chosen = options.parse_args()
    floors = json.loads(FLOORS.read_text("utf-8"))
    reached = {"bundled": bundled()}
    dev = development()
    if dev is not None:
        reached["development"] = dev[0]
    print("| set | measure | F1 | floor |\n|---|---|---|---|")
    for name, scores in reached.items():
        for measure, value in scores.items():
            print(
                f"| {name} | {measure.replace('_', ' ')} | {value:.3f} | {floors.get(name, {}).get(measure, 0):.3f} |"
            )
    if dev is None:
        print("\n../shared/gold is not here: only the bundled gold was scored.")
    else:
        fields = ", ".join(f"{k} {v:.3f}" for k, v in dev[1]["figure"]["fields"].items() if v is not None)
        odd = dev[1]["figure"]["stance_not_asserted"]
        print(
            f"\nDevelopment gold, fields of the figures found: {fields}.\nDenied, doubted or possible: F1 {odd['f1']:.3f}."
        )
        print("\n".join(dev[2][: chosen.misses]))
    if chosen.lift:
        lifted = {name: raised(floors.get(name, {}), reached.get(name, {})) for name in {**floors, **reached}}
        FLOORS.write_text(json.dumps(lifted, indent=1, sort_keys=True) + "\n", "utf-8")
    broken = [f"{name}: {words}" for name, scores in reached.items() for words in below(scores, floors.get(name, {}))]
    print("\n".join(broken))
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
