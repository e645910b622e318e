"""Chooses among candidates by readable features with learned weights (docs/models.md).

A candidate is a tuple of feature names; its score is the sum of their weights in
`data/weights_NAME.tsv`, one feature a line. `tools/train.py` makes the tables from the gold.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping, Sequence
from functools import cache
from operator import add

from purport.lexicon.tables import rows

Features = tuple[str, ...]
ARROW = " → "
_tables: dict[str, Mapping[str, float]] = {}


def weights(name: str) -> Mapping[str, float]:
    """The learned weight of each feature of one decision."""
    if name not in _tables:
        _tables[name] = {row[0]: float(row[1]) for row in rows("purport.claims", f"weights_{name}.tsv")}
    return _tables[name]


def use_weights(name: str, table: Mapping[str, float] | None) -> None:
    """Puts a table in place of the one on disk (cross-validation); None goes back to it."""
    _tables.pop(name, None)
    _by_fact.cache_clear()
    if table is not None:
        _tables[name] = table


def score(name: str, features: Features) -> float:
    """The sum of the weights; a feature that the table lacks weighs nothing."""
    total = 0.0
    for weight in filter(None, map(weights(name).get, features)):
        total += weight
    return total


def best(name: str, candidates: Sequence[Features]) -> int:
    """The index of the candidate with the highest score, the earliest of equals."""
    scores = [score(name, features) for features in candidates]
    return scores.index(max(scores))


def likeliest(name: str, candidates: Sequence[Features], answers: Sequence[Hashable]) -> int:
    """The index of the best candidate of the likeliest answer: candidates that give one answer add their chances."""
    scores = [score(name, features) for features in candidates]
    top = max(scores)
    chances: dict[Hashable, float] = {}
    for rate, answer in zip(scores, answers, strict=True):
        chances[answer] = chances.get(answer, 0.0) + math.exp(rate - top)
    wanted = max(chances, key=lambda answer: chances[answer])
    return max((i for i, answer in enumerate(answers) if answer == wanted), key=lambda i: scores[i])


@cache
def _by_fact(name: str) -> tuple[list[str], dict[str, list[float]]]:
    """The labels of features "fact → label", and for each fact its weight for every label in that order."""
    weighed = [(*feature.partition(ARROW), weight) for feature, weight in weights(name).items() if ARROW in feature]
    labels = sorted({label for _, _, label, _ in weighed})
    rows_: dict[str, list[float]] = {}
    for fact, _, label, weight in weighed:
        rows_.setdefault(fact, [0.0] * len(labels))[labels.index(label)] = weight
    return labels, rows_


def best_label(name: str, facts: Sequence[str], spoken: Sequence[tuple[str, str]], labels: Sequence[str]) -> str:
    """The label that facts about all of them ("fact → label") and words for one of them speak for most."""
    weighed, by_fact = _by_fact(name)
    sums = [0.0] * len(weighed)
    for row in filter(None, map(by_fact.get, facts)):
        sums = list(map(add, sums, row))
    total, plain = dict(zip(weighed, sums, strict=True)), weights(name)
    for feature, label in spoken:
        total[label] = total.get(label, 0.0) + plain.get(feature, 0.0)
    return max(labels, key=lambda label: total.get(label, 0.0))


def deciding(name: str, features: Features, most: int = 3) -> str:
    """The features that weighed most for a candidate, for `purport show`."""
    table = weights(name)
    heavy = sorted((f for f in features if table.get(f, 0.0) > 0), key=table.__getitem__, reverse=True)[:most]
    return ", ".join(f"{f} {table[f]:+.2f}" for f in heavy) or "nothing spoke for another"
