"""Chooses among candidates by readable features with learned weights (docs/models.md).

A candidate is a tuple of feature names; its score is the sum of their weights in
`data/weights_NAME.tsv`, one feature a line. `tools/train.py` makes the tables from the gold.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from purport.lexicon.tables import rows

Features = tuple[str, ...]
_tables: dict[str, Mapping[str, float]] = {}


def weights(name: str) -> Mapping[str, float]:
    """The learned weight of each feature of one decision."""
    if name not in _tables:
        _tables[name] = {row[0]: float(row[1]) for row in rows("purport.claims", f"weights_{name}.tsv")}
    return _tables[name]


def use_weights(name: str, table: Mapping[str, float] | None) -> None:
    """Puts a table in place of the one on disk (cross-validation); None goes back to it."""
    _tables.pop(name, None)
    if table is not None:
        _tables[name] = table


def score(name: str, features: Features) -> float:
    """The sum of the weights; a feature that the table lacks weighs nothing."""
    table = weights(name)
    return sum(table.get(feature, 0.0) for feature in features)


def best(name: str, candidates: Sequence[Features]) -> int:
    """The index of the candidate with the highest score, the earliest of equals."""
    scores = [score(name, features) for features in candidates]
    return max(range(len(scores)), key=lambda i: (scores[i], -i))


def deciding(name: str, features: Features, most: int = 3) -> str:
    """The features that weighed most for a candidate, for `purport show`."""
    table = weights(name)
    heavy = sorted((f for f in features if table.get(f, 0.0) > 0), key=lambda f: -table[f])[:most]
    return ", ".join(f"{f} {table[f]:+.2f}" for f in heavy) or "nothing spoke for another"
