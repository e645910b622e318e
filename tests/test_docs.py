"""The docs say what the program does."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

from click.testing import CliRunner

from purport.cli import main
from tests.conftest import ROOT
from tests.quality.evaluate import FLOORS

README = (ROOT / "README.md").read_text("utf-8")


def test_every_command_is_documented() -> None:
    """And nothing is documented that is not there."""
    named = set(re.findall(r"`purport ([a-z]+)", README))
    assert named == set(main.commands)


def test_the_ten_lines_print_what_the_readme_says(tmp_path: Path) -> None:
    """The Python example runs as printed."""
    match = re.search(r"```python\n(.*?)```\n\nprints\n\n```\n(.*?)```", README, re.DOTALL)
    assert match
    run = subprocess.run([sys.executable, "-c", match[1]], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert run.stdout == match[2]


def test_the_finding_in_the_readme_is_the_examples(tmp_path: Path) -> None:
    """The evidence shown is what the audit prints."""
    shown = re.search(r"among them\n\n```\n(.*?)\n```", README, re.DOTALL)
    assert shown
    ledger = str(tmp_path / "l.sqlite")
    printed = CliRunner().invoke(main, ["audit", str(ROOT / "examples" / "syria-2018"), "--ledger", ledger]).stdout
    assert shown[1] in printed


def test_the_accuracy_table_is_at_its_floors() -> None:
    """Every F1 of the README's table is the one whose floor is pinned."""
    floors = json.loads(FLOORS.read_text("utf-8"))
    rows = re.findall(r"^\| (bundled|development) \| ([a-z ]+) \| ([\d.]+) \|", README, re.MULTILINE)
    assert rows
    for name, measure, value in rows:
        assert 0 <= float(value) - floors[name][measure.replace(" ", "_")] <= 0.0055


def test_every_dependency_has_its_reason() -> None:
    """docs/dependencies.md names each package of pyproject.toml."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    reasons = (ROOT / "docs" / "dependencies.md").read_text("utf-8").lower()
    packages = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    assert [p for p in packages if re.split(r"[<>=]", p)[0].lower() not in reasons] == []
