"""The quality gate: accuracy against pinned floors that only rise, and the gate itself."""

from __future__ import annotations

import itertools
import json
import subprocess

import pytest

from tests.conftest import ROOT
from tests.quality import evaluate
from tests.quality.scoring import score


def floors(name: str) -> dict[str, float]:
    return dict(json.loads(evaluate.FLOORS.read_text("utf-8"))[name])


def test_extraction_on_the_bundled_gold() -> None:
    """No figure falls below its floor."""
    assert evaluate.below(evaluate.bundled(), floors("bundled")) == []


def test_extraction_on_the_development_gold() -> None:
    """The published accuracy, by the shared scorer."""
    reached = evaluate.development()
    if reached is None:
        pytest.skip("../shared/gold is not here: the development gold is not in the project")
    assert evaluate.below(reached[0], floors("development")) == []


def test_the_gate_closes_on_a_worse_extractor(monkeypatch: pytest.MonkeyPatch) -> None:
    """An extractor that loses every third claim does not pass."""
    real = evaluate.read_claims

    def worse(records: list[dict[str, object]]) -> dict[str, list[dict[str, object]]]:
        return {doc: [c for i, c in enumerate(claims) if i % 3] for doc, claims in real(records).items()}

    monkeypatch.setattr(evaluate, "read_claims", worse)
    assert evaluate.below(evaluate.bundled(), floors("bundled"))


def test_raising_never_lowers() -> None:
    """A floor stays where a score falls, rises where it rises, and new ones come in."""
    assert evaluate.raised({"found": 0.9, "core": 0.5}, {"found": 0.8, "core": 0.6154, "full": 0.203}) == {
        "found": 0.9,
        "core": 0.612,
        "full": 0.2,
    }


def test_floors_have_only_risen() -> None:
    """Every earlier version of floors.json in this history is at or below the one after it."""
    path = "tests/quality/floors.json"
    log = subprocess.run(
        ["git", "log", "--format=%H", "--reverse", "--", path], cwd=ROOT, capture_output=True, text=True
    )
    if log.returncode or not log.stdout.split():
        pytest.skip("no git history here")
    versions = [
        json.loads(
            subprocess.run(
                ["git", "show", f"{commit}:{path}"], cwd=ROOT, capture_output=True, text=True, check=True
            ).stdout
        )
        for commit in log.stdout.split()
    ]
    versions.append(json.loads(evaluate.FLOORS.read_text("utf-8")))
    for earlier, later in itertools.pairwise(versions):
        for name, pinned in earlier.items():
            assert all(later[name][measure] >= floor for measure, floor in pinned.items())


def test_the_scorer_knows_right_from_wrong() -> None:
    """A perfect reading scores 1; a wrong speaker costs core, a missing claim costs both."""
    sentence = "At least 12 people were killed in Homs, the army said."
    gold = {
        "kind": "figure",
        "sentence": sentence,
        "number": "12",
        "low": 12,
        "high": None,
        "measure": "killed",
        "speaker": "the army",
        "stance": "asserted",
    }
    assert score({"a": [gold]}, {"a": [gold]}) == {"found": 1.0, "core": 1.0, "control_found": 0.0}
    assert score({"a": [gold]}, {"a": [{**gold, "speaker": "rebels"}]})["core"] == 0.0
    assert score({"a": [gold, gold]}, {"a": [gold]})["found"] == pytest.approx(2 / 3)
    assert score({"a": [gold]}, {"a": [{**gold, "number": "13", "low": 13}]})["found"] == 0.0
