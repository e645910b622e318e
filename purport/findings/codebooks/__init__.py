"""Codebooks: how each house turns the figures of a question into its own number, by rules that are data.

A suggestion for a coder, with the rules that fired; never a grade that nobody gave.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

NAMES = ("acled", "airwars", "guideline", "ucdp")


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule in our own words, and where the house has written it."""

    id: str
    words: str
    where: str


@dataclass(frozen=True, slots=True)
class Codebook:
    """A house's rules, versioned; `at_hand` says how much of the original wording was read for it."""

    name: str
    title: str
    version: str
    source: str
    at_hand: str
    rules: Mapping[str, Rule]
    numbers: Mapping[str, float] = field(default_factory=dict)

    @property
    def label(self) -> str:
        """Name and version, as a suggestion carries them."""
        return f"{self.name} {self.version}"


@cache
def codebook(name: str) -> Codebook:
    """The codebook of that name, one of NAMES."""
    given = tomllib.loads((files("purport.findings.codebooks") / "data" / f"{name}.toml").read_text("utf-8"))
    rules = {rule["id"]: Rule(**rule) for rule in given.pop("rules")}
    return Codebook(**given, rules=rules)
