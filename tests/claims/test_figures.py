"""Figure claims of sentences: bounds, measures, speakers, stance, parts, periods."""

from __future__ import annotations

import pytest

from tests.conftest import by_number, figures


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("At least 12 people were killed.", "at_least"),
        ("More than 12 people were killed.", "more_than"),
        ("Over 12 people were killed.", "more_than"),
        ("Up to 12 people were killed.", "at_most"),
        ("As many as 12 people were killed.", "at_most"),
        ("Nearly 12 people were killed.", "about"),
        ("Fewer than 12 people were killed.", "less_than"),
        ("No fewer than 12 people were killed.", "at_least"),
        ("12 people were killed.", "exact"),
    ],
)
def test_bounds(text: str, bound: str) -> None:
    """The hedge beside the number sets its bound."""
    [claim] = figures(text)
    assert claim.quantity.bound == bound


def test_a_hedge_covers_the_list_that_shares_its_verb() -> None:
    """ "at least 45 and 20 had been killed": both."""
    claims = figures("At least 45 soldiers and 20 rebels had been killed.")
    assert [c.quantity.bound for c in claims] == ["at_least", "at_least"]


def test_a_hedge_does_not_cover_the_next_verb() -> None:
    """ "at least six killed, 12 injured": the first."""
    claims = by_number(figures("At least six people were killed and 12 were injured."))
    assert (claims["six"].quantity.bound, claims["12"].quantity.bound) == ("at_least", "exact")


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("The blast killed 20 people.", "killed"),
        ("The death toll rose to 20.", "killed"),
        ("The attack claimed the lives of 20 people.", "killed"),
        ("The blast left 20 people wounded.", "injured"),
        ("Some 500 people were displaced.", "displaced"),
        ("The army captured 12 villages.", "places_captured"),
        ("Jets carried out 40 air raids.", "attacks"),
        ("The town lies 12 km north of Aleppo.", "distance"),
        ("They control 40% of the country's territory.", "territory"),
        ("Damage came to $5 million.", "money"),
        ("Police arrested 30 protesters.", "detained"),
    ],
)
def test_measures(text: str, measure: str) -> None:
    """What the number measures, from noun, verb and unit."""
    [claim] = figures(text)
    assert claim.measure == measure


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Twelve people were killed, Valery Gerasimov said.", "Valery Gerasimov"),
        ("Twelve people were killed, the Chief of the General Staff Valery Gerasimov said.", "Valery Gerasimov"),
        (
            "According to the Syrian Observatory for Human Rights, twelve people were killed.",
            "the Syrian Observatory for Human Rights",
        ),
        ("Xinhua reported twelve deaths, citing the Health Ministry.", "the Health Ministry"),
        ("Twelve people were killed.", None),
    ],
)
def test_speakers(text: str, speaker: str | None) -> None:
    """Cue verb, role before the name, "according to", the cited one before the citing one."""
    [claim] = figures(text)
    assert claim.speaker == speaker


def test_short_forms_are_resolved_to_the_name() -> None:
    """ "the group said", "he said" stand for whoever the article names."""
    claims = by_number(
        figures(
            "The Syrian Observatory for Human Rights said 12 people died in Homs. The monitoring group said 30 others were"
            " wounded. Valery Gerasimov spoke. Gerasimov said that 387 settlements were liberated."
        )
    )
    assert "Observatory" in (claims["30"].speaker or "")
    assert claims["387"].speaker == "Valery Gerasimov"


def test_the_tail_of_a_headline_names_its_speaker() -> None:
    """ "16 dead: monitor" is the monitor's figure."""
    title = "16 dead in Aleppo raids: monitor"
    claims = figures(
        f"{title}\n\nThe Syrian Observatory for Human Rights said on Friday that raids went on.", title=title
    )
    assert claims[0].speaker in ("Syrian Observatory for Human Rights", "The Syrian Observatory for Human Rights")


def test_stance() -> None:
    """Possible, denied and doubted figures are not asserted."""
    assert figures("More than 3,000 people are expected to be evacuated.")[0].stance == "possible"
    assert figures("It is unclear how he reached this 96.5% of the country.")[0].stance == "doubted"
    assert figures("Up to 400 people may have died.")[0].stance == "possible"
    assert figures("The raid killed 12 people.")[0].stance == "asserted"


def test_parts_point_at_their_whole() -> None:
    """ "126 people … at least 68 children among them"."""
    claims = by_number(figures("At least 126 people were killed in the blast, including 68 children and 13 women."))
    whole = claims["126"].id
    assert (claims["68"].part_of, claims["13"].part_of) == (whole, whole)


def test_others_injured_are_no_part_of_the_dead() -> None:
    """ "including a child, and 37 others were injured"."""
    claims = by_number(figures("On Wednesday 10 civilians were killed including a child and 37 others were injured."))
    assert claims["37"].part_of is None
    assert claims["a"].part_of == claims["10"].id


def test_a_person_harmed_counts_and_a_source_does_not() -> None:
    """ "A child was killed" is a claim; "a doctor said" is none."""
    assert [c.quantity.written for c in figures("A child was killed in Homs.")] == ["A"]
    assert figures("A doctor said the raids went on.") == []


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("on Tuesday", "2018-12-04", "2018-12-04"),
        ("in 2018", "2018-01-01", "2018-12-07"),
        ("in the past 24 hours", "2018-12-06", "2018-12-07"),
        ("during the last 3 days", "2018-12-04", "2018-12-07"),
        ("since March 2011", "2011-03-01", "2018-12-07"),
        ("by the end of 2015", None, "2015-12-31"),
        ("between June 8th and 10th", "2018-06-08", "2018-06-10"),
        ("in recent weeks", None, "2018-12-07"),
        ("since 10 September", "2018-09-10", "2018-12-07"),
    ],
)
def test_periods(words: str, start: str | None, end: str | None) -> None:
    """Words for time become periods, worked out from the article's day."""
    [claim] = figures(f"At least 12 people were killed in Homs {words}.")
    assert (claim.start and claim.start.isoformat(), claim.end and claim.end.isoformat()) == (start, end)


def test_the_day_of_speaking_is_not_the_figures_time() -> None:
    """ "said on Friday" dates the saying."""
    [claim] = figures("Shelling killed 12 people in Homs, the army said on Friday.")
    assert claim.time is None


def test_every_field_has_its_reason() -> None:
    """A wrong reading can be traced to a line of a table."""
    [claim] = figures("At least 12 people were killed in Homs on Tuesday, the army said.")
    assert {"bound", "counted", "measure", "place", "speaker", "time"} <= {r.field for r in claim.because}
