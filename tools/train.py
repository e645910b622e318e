"""Trains the weights of figures and of control claims, and judges them by cross-validation.

    python tools/train.py GOLD [--cross-validate FOLDS [--errors N] [--articles N]] [--write]

GOLD is a folder with `dev/*.json`, `texts/articles.jsonl` and `score.py` (the project's shared
gold). `--write` trains on all of it and writes purport/claims/data/weights_*.tsv, the same every
time. `--cross-validate` scores each article with weights that never saw it, over whole pipeline
runs; the project's own annotated articles and sentences (tools/gold) train every fold. A decision
is a conditional logit: the chance of a candidate is the share of its exponentiated score among the candidates; the loss is that of the right ones together, with an L2 penalty.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from purport.articles.build import build_article
from purport.claims import extract as extraction
from purport.claims import ranking
from purport.claims.controls import speakers_of
from purport.claims.decisions import DECISIONS, Option, options_of, speaker_name
from purport.claims.draft import Draft
from purport.claims.evidence.actor import actor_options
from purport.claims.evidence.control import holdings, named_places
from purport.claims.evidence.lines import Line
from purport.claims.evidence.measure import measure_options
from purport.claims.evidence.speaker import speaks_alone
from purport.claims.extract import extract, read_lines
from purport.claims.parse import Doc, parse
from purport.claims.ranking import Features
from purport.claims.wholes import find_wholes
from purport.model import MEASURES, Article
from purport.publications.records import guideline_rows

OWN = Path(__file__).parent / "gold"
DATA = Path(__file__).parent.parent / "purport" / "claims" / "data"
PENALTY = {
    "measure": 6.0,
    "speaker": 4.0,
    "place": 10.0,
    "period": 8.0,
    "control": 6.0,
    "actor": 6.0,
    "control_speaker": 6.0,
}
# For these our own articles go by other habits than the shared gold: there each feature has a second weight beside
# the common one, which takes up what is theirs alone and is thrown away.
OTHER_HABITS = ("place", "speaker")
# How much more a case of the shared gold counts than one of our own.
GOLD_COUNTS = {"measure": 3, "control": 3, "actor": 3}
OURS = "ours: "
# With these the rule has the last word: what the features of the measure are taken from.
RULE_ONLY = {f"rule {m} → {m}": 1.0 for m in MEASURES}
Case = tuple[list[Features], list[bool]]
Gold = dict[str, tuple[Article, list[dict[str, Any]]]]


_parsed: dict[str, Doc] = {}


def parse_once(sentences: Iterable[str]) -> Iterator[Doc]:
    """The parser, asked once for each sentence however often the articles are read."""
    listed = list(sentences)
    new = [s for s in dict.fromkeys(listed) if s not in _parsed]
    _parsed.update(zip(new, parse(new), strict=True))
    return iter([_parsed[s] for s in listed])


def load(folder: Path) -> tuple[Gold, Any]:
    """The gold articles with their claims, and the shared scorer."""
    spec = importlib.util.spec_from_file_location("shared_score", folder / "score.py")
    assert spec is not None
    assert spec.loader is not None
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    texts = {
        r["doc_id"]: r for r in map(json.loads, (folder / "texts" / "articles.jsonl").read_text("utf-8").splitlines())
    }
    gold: Gold = {}
    for file in sorted((folder / "dev").glob("*.json")):
        claims = json.loads(file.read_text("utf-8"))
        record = texts[claims["doc_id"]]
        known = {key: record.get(key) for key in ("title", "outlet", "date", "date_hint")}
        article = build_article(record["text"], {"doc_id": claims["doc_id"], **known}, origin="gold")
        gold[claims["doc_id"]] = (article, claims["claims"])
    return gold, scorer


@dataclass(slots=True)
class Reading:
    """One article as far as the sentences alone say, and the gold claim of each figure that was found."""

    lines: list[Line]
    drafts: list[Draft]
    gold: dict[int, dict[str, Any]]
    controls: list[dict[str, Any]]


def read(gold: Gold, doc_id: str, scorer: Any, *, wholes: bool = True) -> Reading:
    """An article read with the measure weights in use, its figures paired with the gold's.

    The measure is weighed before parts find their `wholes`, which may give them theirs.
    """
    article, claims = gold[doc_id]
    lines = read_lines(article)
    drafts = [draft for line in lines for draft in line.drafts]
    if wholes:
        find_wholes(drafts)
    pred = [
        {
            "sentence": d.sentence.text, "number": d.number.written, "low": d.low, "high": d.high,
            "counted": d.counted, "measure": d.measure, "row": n,
        }
        for n, d in enumerate(drafts)
    ]  # fmt: skip
    figures = [c for c in claims if c["kind"] != "control"]
    pairs = scorer.pair(figures, pred, scorer.figure_affinity)
    controls = [c for c in claims if c["kind"] == "control"]
    return Reading(lines, drafts, {match["row"]: claim for claim, match in pairs}, controls)


def measure_cases(reading: Reading) -> list[Case]:
    """The measures of each figure, the gold's being right."""
    cases = []
    for number, claim in sorted(reading.gold.items()):
        options = measure_options(reading.drafts[number])
        right = {claim["measure"], *claim.get("measure_also", [])}
        cases.append(([f for _, f in options], [m in right for m, _ in options]))
    return cases


def _speaker_right(chosen: Any, claim: dict[str, Any], scorer: Any) -> bool:
    return bool(scorer.alike(claim.get("speaker"), speaker_name(chosen)))


def _place_right(chosen: Any, claim: dict[str, Any], scorer: Any) -> bool:
    return bool(scorer.alike(claim.get("place"), chosen))


def _period_right(chosen: Any, claim: dict[str, Any], scorer: Any) -> bool:
    period = {key: chosen and getattr(chosen, key) and getattr(chosen, key).isoformat() for key in ("start", "end")}
    return bool(scorer.same_period(claim, period))


RIGHT: dict[str, Callable[[Any, dict[str, Any], Any], bool]] = {
    "speaker": _speaker_right,
    "place": _place_right,
    "period": _period_right,
}


def _plainly_right(right: list[bool], options: list[Option], claim: dict[str, Any]) -> list[bool]:
    """Of the times that the scorer accepts for a figure, those with the gold's own words or days, if there are such.

    A neighbouring day passes the scorer by its tolerance; to learn from it would be to learn chance.
    """
    days = (claim.get("start"), claim.get("end"))
    plain = [ok and w is not None and _iso(w.start, w.end) == days for ok, (w, _) in zip(right, options, strict=True)]
    said = [p and _bare(w.words) == _bare(claim.get("time")) for p, (w, _) in zip(plain, options, strict=True)]
    if any(said):
        return said
    return plain if any(plain) and any(days) else right


def _iso(*days: date | None) -> tuple[str | None, ...]:
    return tuple(day and day.isoformat() for day in days)


def _bare(words: str | None) -> str:
    return re.sub(r"^(?:on|in|the|late|early|earlier) ", "", (words or "").lower().strip())


def cases_of(name: str, options: list[list[Option]], reading: Reading, scorer: Any) -> list[Case]:
    """The candidates of each figure, those like the gold's being right."""
    cases = []
    for n, claim in sorted(reading.gold.items()):
        right = [RIGHT[name](chosen, claim, scorer) for chosen, _ in options[n]]
        right = _plainly_right(right, options[n], claim) if name == "period" else right
        cases.append(([f for _, f in options[n]], right))
    return cases


def as_ours(cases: list[Case]) -> list[Case]:
    """The cases of our own articles, each feature once more as theirs."""
    return [([(*option, *(OURS + f for f in option)) for option in features], right) for features, right in cases]


def control_cases(reading: Reading, scorer: Any) -> tuple[list[Case], list[Case], list[Case]]:
    """Each place beside a cue against no claim at all, and of those that the gold has, the sides and the speakers."""
    alone, named = speaks_alone(reading.lines), named_places(reading.lines)
    holds: list[Case] = []
    sides: list[Case] = []
    speakers: list[Case] = []
    for at, line in enumerate(reading.lines):
        said = [c for c in reading.controls if scorer.overlap(c["sentence"], line.sentence.text)]
        for holding in holdings(reading.lines, at, named):
            right = [c for c in said if c["act"] == holding.cue.act and scorer.alike(c["place"], holding.place)]
            holds.append(([holding.features, ()], [bool(right), not right]))
            if right:
                options = actor_options(holding, line, reading.lines[at - 1] if at else None)
                good = [any(scorer.alike(c.get("actor"), words) for c in right) for words, _ in options]
                sides.append(([f for _, f in options], good))
                if "speaker" in right[0]:
                    voices = speakers_of(holding, reading.lines, at, alone=alone)
                    told = [any(scorer.alike(c["speaker"], speaker_name(v)) for c in right) for v, _ in voices]
                    speakers.append(([f for _, f in voices], told))
    return holds, sides, speakers


def fit(
    cases: list[Case], penalty: float, *, seen_in: int = 2, least: float = 0.02, counts: list[int] | None = None
) -> dict[str, float]:
    """The weights of a conditional logit over the cases; `counts`: how often each counts, once where not given.

    Features seen in fewer than `seen_in` cases, and weights smaller than `least`, are left out.
    """
    counted = [
        (case, times)
        for case, times in zip(cases, counts or [1] * len(cases), strict=True)
        if any(case[1]) and len(case[0]) > 1
    ]
    cases, often = [case for case, _ in counted], np.array([times for _, times in counted], dtype=float)
    seen = Counter(f for features, _ in cases for f in {f for option in features for f in option})
    index = {f: i for i, f in enumerate(sorted(f for f, n in seen.items() if n >= seen_in))}
    row, column, group, correct = [], [], [], []
    for number, (features, right) in enumerate(cases):
        for option, is_right in zip(features, right, strict=True):
            for feature in option:
                if feature in index:
                    row.append(len(group))
                    column.append(index[feature])
            group.append(number)
            correct.append(is_right)
    matrix = csr_matrix((np.ones(len(row)), (row, column)), shape=(len(group), len(index)))
    groups, rights = np.array(group), np.array(correct)
    starts = np.flatnonzero(np.r_[True, groups[1:] != groups[:-1]])

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        scores = matrix @ weights
        scores = scores - np.maximum.reduceat(scores, starts)[groups]
        raised = np.exp(scores)
        total = np.add.reduceat(raised, starts)
        right = np.add.reduceat(np.where(rights, raised, 0.0), starts)
        chance = raised / total[groups]
        wanted = np.where(rights, raised / right[groups], 0.0)
        value = float(np.sum(often * (np.log(total) - np.log(right))) + penalty / 2 * weights @ weights)
        return value, matrix.T @ (often[groups] * (chance - wanted)) + penalty * weights

    found = minimize(loss, np.zeros(len(index)), jac=True, method="L-BFGS-B", options={"maxiter": 300})
    kept = ((f, float(found.x[i])) for f, i in index.items() if not f.startswith(OURS))
    return {f: round(weight, 3) for f, weight in kept if abs(weight) >= least}


@cache
def own_gold() -> Gold:
    """The project's own annotated articles (tools/gold/README.md)."""
    gold: Gold = {}
    for record in map(json.loads, (OWN / "articles.jsonl").read_text("utf-8").splitlines()):
        known = {key: record.get(key) for key in ("doc_id", "title", "outlet", "date_hint")}
        gold[record["doc_id"]] = (build_article(record["text"], known, origin="gold"), record["claims"])
    return gold


@cache
def sentence_cases() -> list[Case]:
    """The measures of the figures in the project's own annotated sentences."""
    cases: list[Case] = []
    for number, record in enumerate(map(json.loads, (OWN / "sentences.jsonl").read_text("utf-8").splitlines())):
        article = build_article(record["s"], {"doc_id": f"s{number}"}, origin="gold")
        drafts = [draft for line in read_lines(article) for draft in line.drafts]
        at = 0
        for written, _, measure, _ in record["f"]:
            begin = record["s"].find(written, at)
            at = begin + len(written)
            for draft in drafts:
                if begin <= draft.sentence.begin + draft.number.begin < at:
                    options = measure_options(draft)
                    cases.append(([f for _, f in options], [m == measure for m, _ in options]))
                    break
    return cases


@cache
def control_readings() -> list[Reading]:
    """The project's own annotated sentences on control, those that hold no claim among them."""
    readings = []
    for number, record in enumerate(map(json.loads, (OWN / "control.jsonl").read_text("utf-8").splitlines())):
        article = build_article(record["s"], {"doc_id": f"k{number}"}, origin="gold")
        said = [{"sentence": record["s"], "place": k[0], "act": k[1], "actor": k[2]} for k in record["k"]]
        readings.append(Reading(read_lines(article), [], {}, said))
    return readings


def train(gold: Gold, ids: list[str], scorer: Any) -> dict[str, dict[str, float]]:
    """All tables from some of the articles and the project's own; the others see the measures that it chose."""
    tables: dict[str, dict[str, float]] = {}
    ranking.use_weights("measure", RULE_ONLY)
    both = {**gold, **own_gold()}
    known = [*ids, *own_gold()]
    cases, counts = list(sentence_cases()), [1] * len(sentence_cases())
    for i in known:
        new = measure_cases(read(both, i, scorer, wholes=False))
        cases, counts = cases + new, counts + [GOLD_COUNTS["measure"] if i in gold else 1] * len(new)
    tables["measure"] = fit(cases, PENALTY["measure"], seen_in=3, least=0.05, counts=counts)
    ranking.use_weights("measure", tables["measure"])
    readings = {i: read(both, i, scorer) for i in known}
    for name in DECISIONS:
        cases = []
        for i, reading in readings.items():
            here = cases_of(name, options_of(name, reading.lines), reading, scorer)
            cases += as_ours(here) if name in OTHER_HABITS and i not in gold else here
        tables[name] = fit(cases, PENALTY[name])
    pairs = [(control_cases(reading, scorer), i in gold) for i, reading in readings.items()]
    pairs += [(control_cases(reading, scorer), False) for reading in control_readings()]
    for place, name in enumerate(("control", "actor", "control_speaker")):
        cases = [case for each, _ in pairs for case in each[place]]
        counts = [GOLD_COUNTS.get(name, 1) if shared else 1 for each, shared in pairs for _ in each[place]]
        tables[name] = fit(cases, PENALTY[name], counts=counts)
    for name, table in tables.items():
        ranking.use_weights(name, table)
    return tables


def predict(gold: Gold, ids: list[str]) -> dict[str, list[dict[str, Any]]]:
    """The claims of the articles with the weights in use."""
    return {i: guideline_rows(gold[i][0], extract(gold[i][0])) for i in ids}


def folds(ids: list[str], count: int) -> list[list[str]]:
    """The articles in `count` parts, drawn once with a fixed seed."""
    shuffled = sorted(ids)
    random.Random(7).shuffle(shuffled)
    return [sorted(shuffled[i::count]) for i in range(count)]


def cross_validate(gold: Gold, scorer: Any, count: int, most: int | None) -> dict[str, list[dict[str, Any]]]:
    """Every article's claims, read with weights that never saw it."""
    read: dict[str, list[dict[str, Any]]] = {}
    for held in folds(list(gold), count):
        rest = [i for i in gold if i not in held]
        train(gold, rest if most is None else rest[:: max(1, len(rest) // most)][:most], scorer)
        read |= predict(gold, held)
    return read


def report(
    gold: Gold, read: dict[str, list[dict[str, Any]]], scorer: Any, ids: list[str] | None = None
) -> dict[str, Any]:
    """The shared scorer's report, over all articles or some."""
    return dict(scorer.score({i: gold[i][1] for i in ids or gold}, read)[0])


def by_outlet(gold: Gold, read: dict[str, list[dict[str, Any]]], scorer: Any) -> str:
    """A line for each outlet with five articles and more, and for the articles of other fields."""
    groups: dict[str, list[str]] = {}
    for doc_id, (article, _) in gold.items():
        name = "other fields" if doc_id.startswith("o") else article.outlet or "no outlet"
        groups.setdefault(name, []).append(doc_id)
    rows = []
    for name, ids in sorted(groups.items(), key=lambda item: -len(item[1])):
        if len(ids) >= 5:
            figure = report(gold, read, scorer, ids)["figure"]
            heads = " | ".join(f"{figure[k]['f1']:.3f}" for k in ("found", "core", "full"))
            rows.append(f"| {name} | {len(ids)} | {heads} |")
    return "| outlet | articles | found | core | full |\n|---|---|---|---|---|\n" + "\n".join(rows)


def show(scores: dict[str, Any]) -> str:
    """The scores on one line a kind."""
    figure, control = scores["figure"], scores["control"]
    heads = "  ".join(f"{k} {figure[k]['f1']:.3f}" for k in ("found", "core", "full"))
    fields = "  ".join(f"{k} {v:.3f}" for k, v in figure["fields"].items() if v is not None)
    odd = figure["stance_not_asserted"]["f1"]
    return f"figures: {heads}  not asserted {odd:.3f}\nfields:  {fields}\ncontrol: found {control['found']['f1']:.3f}  core {control['core']['f1']:.3f}"


def write(tables: dict[str, dict[str, float]]) -> None:
    """One file a decision, heaviest features first."""
    for name, table in tables.items():
        lines = [f"{f}\t{w:g}" for f, w in sorted(table.items(), key=lambda item: (-abs(item[1]), item[0]))]
        text = "# feature\tweight\t(made by tools/train.py)\n" + "\n".join(lines) + "\n"
        (DATA / f"weights_{name}.tsv").write_text(text, "utf-8")


def main() -> None:
    """Trains, cross-validates, writes: as asked."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])  # type: ignore[union-attr]
    options.add_argument("gold", type=Path)
    options.add_argument("--cross-validate", type=int, metavar="FOLDS", default=0)
    options.add_argument(
        "--articles", type=int, metavar="N", help="train on N articles a fold only (the learning curve)"
    )
    options.add_argument(
        "--errors", type=int, metavar="N", default=0, help="print N of the errors, drawn by a fixed seed"
    )
    options.add_argument("--write", action="store_true")
    chosen = options.parse_args()
    extraction.parse = parse_once
    gold, scorer = load(chosen.gold)
    if chosen.cross_validate:
        print(f"cross-validated over {chosen.cross_validate} folds of articles")
        read = cross_validate(gold, scorer, chosen.cross_validate, chosen.articles)
        print(show(report(gold, read, scorer)))
        print(by_outlet(gold, read, scorer))
        misses = scorer.score({i: claims for i, (_, claims) in gold.items()}, read)[1]
        for miss in random.Random(7).sample(misses, min(chosen.errors, len(misses))):
            print(miss.replace("\n", " "))
    if chosen.write:
        write(train(gold, list(gold), scorer))


if __name__ == "__main__":
    main()
