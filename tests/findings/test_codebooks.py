"""Each house's number for a question, and which of its rules gave it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from purport.cli import main
from purport.findings.codebooks import NAMES, codebook

BODIES = ("The Syrian Observatory for Human Rights", "The White Helmets")


def coded(tmp_path: Path, house: str, *said: str, scale: str | None = None) -> list[dict[str, Any]]:
    """What the house makes of one page on which two bodies speak."""
    text = "\n\n".join(f"{body} said that {words}." for body, words in zip(BODIES, said, strict=True))
    (tmp_path / "a.txt").write_text(text, "utf-8")
    ledger = ["--ledger", str(tmp_path / "l.sqlite")]
    assert CliRunner().invoke(main, ["add", str(tmp_path / "a.txt"), *ledger]).exit_code == 0
    asked = ["questions", "--codebook", house, "--json", *ledger, *(["--plural-scale", scale] if scale else [])]
    return [json.loads(line) for line in CliRunner().invoke(main, asked).stdout.splitlines()]


def rules(told: dict[str, Any]) -> set[str]:
    return {rule["id"] for rule in told["rules"]}


DAY = "people were killed in Homs on 4 May 2018"


def test_acled_takes_the_lowest(tmp_path: Path) -> None:
    """Two reports, the lower number, the day known."""
    [told] = coded(tmp_path, "acled", f"58 {DAY}", f"at least 72 {DAY}")
    assert told["values"] == {"fatalities": 58, "time_precision": 1}
    assert rules(told) == {"lowest", "floor", "time-precision"}
    assert told["codebook"] == "acled 1"


@pytest.mark.parametrize(
    ("words", "number", "house"),
    [("Dozens of", 12, "acled"), ("Hundreds of", 100, "acled"), ("Dozens of", 24, "guideline")],
)
def test_round_plurals(tmp_path: Path, words: str, number: int, house: str) -> None:
    """Dozens are 12 in one house and 24 in ours."""
    [told] = coded(tmp_path, house, f"{words.lower()} {DAY}", f"{words.lower()} {DAY}")
    assert "round-plural" in rules(told)
    assert told["values"].get("fatalities", told["values"].get("low")) == number


def test_acled_divides_over_days(tmp_path: Path) -> None:
    """Seven over three days are three, two and two."""
    period = "7 people were killed in Homs between 4 and 6 May 2018"
    [told] = coded(tmp_path, "acled", period, period)
    assert told["values"]["by_day"] == {"2018-05-04": 3, "2018-05-05": 2, "2018-05-06": 2}
    assert told["values"]["time_precision"] == 2


def test_acled_asks_for_the_scale(tmp_path: Path) -> None:
    """ "Up to 20" has no lower number: the coder chooses 3 or 10, nobody guesses."""
    words = f"up to 20 {DAY}"
    [told] = coded(tmp_path, "acled", words, words)
    assert told["values"] == {}
    assert any("3 or 10" in line for line in told["open"])
    [told] = coded(tmp_path, "acled", words, words, scale="3")
    assert told["values"]["fatalities"] == 3


def test_casualties_alone_are_no_deaths(tmp_path: Path) -> None:
    """Killed and injured in one number give none."""
    words = "there were 40 casualties in Homs on 4 May 2018"
    for told in coded(tmp_path, "acled", words, words):
        assert told["values"]["fatalities"] == 0


def test_airwars_gives_a_range_and_no_grade(tmp_path: Path) -> None:
    """The lowest and the highest; how many sources, not what they are worth."""
    [told] = coded(tmp_path, "airwars", f"8 civilians {DAY[7:]}", f"between 5 and 11 civilians {DAY[7:]}")
    assert (told["values"]["min"], told["values"]["max"]) == (5, 11)
    assert "fair" in rules(told)
    assert "grade" not in told["values"]
    assert any("a person gives it" in line for line in told["open"])


def test_ucdp_best_is_the_sum_of_its_parts(tmp_path: Path) -> None:
    """Best, low, high, and the dead by what they were."""
    [told] = coded(tmp_path, "ucdp", f"8 civilians {DAY[7:]}", f"11 civilians {DAY[7:]}")
    values = told["values"]
    assert (values["low"], values["high"]) == (8, 11)
    assert values["best"] == sum(v for name, v in values.items() if name.startswith("deaths_"))


def test_every_rule_says_where_it_is_written() -> None:
    """And every book how much of the wording was at hand."""
    for name in NAMES:
        book = codebook(name)
        assert book.at_hand
        assert all(rule.words and rule.where for rule in book.rules.values())


def test_the_books_are_listed() -> None:
    """With names and versions."""
    printed = CliRunner().invoke(main, ["codebooks"]).stdout
    assert all(f"{name} 1" in printed for name in NAMES)
