"""What a figure measures: the word that says it, where the parse would take another."""

from __future__ import annotations

import pytest

from tests.claims.test_hard_parts import of


@pytest.mark.parametrize(
    ("text", "number", "measure"),
    [
        ("Shelling killed a child in Orlova and 37 others were injured.", "37", "injured"),
        ("42 civilians killed 150 injured in attacks on Orlova.", "150", "injured"),
        ("The marines said 42 enemy servicemen were taken prisoner near Orlova.", "42", "detained"),
        ("Tens were killed and wounded in a car bomb explosion near Orlova.", "Tens", "casualties"),
        ("A bomber blew himself up in Orlova, killing and injuring scores of people.", "scores", "casualties"),
        ("The blast killed 5 and injured 7 in Orlova.", "5", "killed"),
        ("The militants killed 40 people and drove around 8,000 people from their homes.", "8,000", "displaced"),
        ("The death toll from the blast at Orlova reached at least 112 people.", "112", "killed"),
        ("The war has cost 9,000 lives while three million Syrians have become refugees.", "three million", "displaced"),
        ("The bombs caused over 30 cases of asphyxiation among civilians in Orlova.", "30", "injured"),
        ("Estimates of the death toll in Orlova vary from 100 to more than 300.", "100 to more than 300", "killed"),
        ("The ruling party took a 36.1 per cent share of the vote to top the country's elections.", "36.1 per cent", "opinion"),
        ("They pushed the fighters back from nearly 90 percent of Orlova province.", "90 percent", "territory"),
    ],
)  # fmt: skip
def test_the_word_that_says_it(text: str, number: str, measure: str) -> None:
    """The word behind a figure, a toll, both of two words of one number, a home that people are driven from."""
    assert of(text, number).measure == measure


def test_what_is_said_behind_a_figure_is_its_event() -> None:
    """The parse hangs "41 others" on the villagers who were killed; the words behind it say what befell them."""
    text = "On Friday 12 villagers were killed including a child and 41 others were injured in rocket fire on Orlova."
    assert (of(text, "41").event, of(text, "12").event) == ("injured", "killed")


def test_what_only_names_is_no_event() -> None:
    """Rescue workers are not rescued, prison guards not held."""
    assert of("Strikes killed three rescue workers in Orlova.", "three").measure == "killed"
    assert of("Five prison guards were on duty in Orlova at the time.", "Five").measure != "detained"


def test_a_bomber_at_work_is_not_the_killed() -> None:
    """ "were killed when two bombers detonated their trucks": the two did it."""
    text = "At least 30 guards were killed when two suicide bombers detonated their trucks at the gate."
    assert (of(text, "30").measure, of(text, "two").measure) == ("killed", "involved")
