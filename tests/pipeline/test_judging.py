"""What people decide is kept, and the next audit respects it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from purport.cli import main
from purport.errors import PurportError
from purport.pipeline import add, audit, claims_of
from purport.pipeline.judging import decide, enter, undo
from purport.pipeline.reviewing import agreements, queue
from purport.store.ledger import Ledger

PAGE = (
    "Five people were killed in Homs on Friday 4 May 2018, the Homs governor Talal Barazi said.\n\n"
    "Eight people were killed in Homs on Friday 4 May 2018, the Syrian Observatory for Human Rights said.\n"
)


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    """A ledger with one page on which two bodies disagree."""
    (tmp_path / "a.txt").write_text(PAGE, "utf-8")
    opened = Ledger(tmp_path / "l.sqlite", create=True)
    add(opened, [str(tmp_path / "a.txt")])
    return opened


def kinds(ledger: Ledger) -> list[str]:
    return [f.kind for f in audit(ledger)[1]]


def numbers(ledger: Ledger) -> dict[str, str]:
    return {getattr(c, "quantity").written: c.id for c in claims_of(ledger)}  # noqa: B009


def test_a_rejected_claim_is_out_and_comes_back(ledger: Ledger) -> None:
    """It stands in no question and no finding; undone, it does again; all three judgements are kept."""
    assert kinds(ledger) == ["disagreement"]
    claim = numbers(ledger)["Eight"]
    decide(ledger, claim, "rejected", why="another attack")
    assert kinds(ledger) == []
    assert "Eight" not in numbers(ledger)
    undo(ledger, claim)
    assert kinds(ledger) == ["disagreement"]
    assert [j.decision for j in ledger.judgements(claim)] == ["rejected", "undone"]


def test_a_rejected_finding_is_not_printed_again(ledger: Ledger) -> None:
    """Also where the audit is made anew."""
    [finding] = audit(ledger)[1]
    decide(ledger, finding.id, "rejected")
    assert kinds(ledger) == []
    decide(ledger, finding.id, "accepted")
    assert kinds(ledger) == ["disagreement"]


def test_two_claims_that_are_not_one_question(ledger: Ledger) -> None:
    """Found to be different they stand in no common question; found the same they do again."""
    one, other = numbers(ledger)["Five"], numbers(ledger)["Eight"]
    decide(ledger, one, "different", other)
    assert audit(ledger)[0] == []
    decide(ledger, other, "same", one)
    assert len(audit(ledger)[0]) == 1


def test_names_that_may_be_one_are_asked_for_and_joined(tmp_path: Path) -> None:
    """A bare surname beside a full name, and two spellings; another first name is another person."""
    texts = ("Anna Berlund said that 5 people were killed in Orlova on 4 May 2018.",
             "Berlund said that 8 people were killed in Orlova on 4 May 2018.",
             "Karl Berlund said that 9 people were killed in Orlova on 4 May 2018.")  # fmt: skip
    for number, text in enumerate(texts):
        (tmp_path / f"{number}.txt").write_text(text, "utf-8")
    with Ledger(tmp_path / "l.sqlite", create=True) as ledger:
        add(ledger, [str(tmp_path / f"{n}.txt") for n in range(3)])
        asked = {i.asked: i.on for i in queue(ledger) if i.kind == "names"}
        assert set(asked) == {"Are Anna Berlund and Berlund one person?", "Are Berlund and Karl Berlund one person?"}
        [question] = audit(ledger)[0]
        assert question.independent == 3
        decide(ledger, asked["Are Anna Berlund and Berlund one person?"], "same")
        [question] = audit(ledger)[0]
        assert question.independent == 2
        assert "Are Anna Berlund and Berlund one person?" not in {i.asked for i in queue(ledger)}


def test_a_claim_by_hand_survives_a_second_reading(ledger: Ledger, tmp_path: Path) -> None:
    """It stands on its words, with who entered it as the reason; correcting the article reads it anew and keeps it."""
    (tmp_path / "post.txt").write_text("A photograph shows a row of twelve burnt lorries beside the road.\n", "utf-8")
    add(ledger, [str(tmp_path / "post.txt")])
    fields = {"low": "12", "high": "12", "measure": "destroyed", "counted": "lorries", "place": "Homs"}
    claim = enter(ledger, "post", "row of [twelve burnt] lorries", fields, who="reader")
    assert [(r.field, r.rule[:19]) for r in claim.because] == [("entered", "by hand by reader o")]
    from purport.pipeline.judging import correct

    correct(ledger, "post", "date", "2018-05-04")
    kept = ledger.claim(claim.id)
    assert (kept.place, kept.said and kept.said.isoformat()) == ("Homs", "2018-05-04")


@pytest.mark.parametrize(
    ("words", "fields"),
    [
        ("nowhere", {}),
        ("people", {}),
        ("Five", {"colour": "red"}),
        ("Five", {"low": "many"}),
        ("Five", {"measure": "felled"}),
    ],
)
def test_what_cannot_be_entered(ledger: Ledger, words: str, fields: dict[str, str]) -> None:
    """Words that do not stand there once, and fields or numbers that are none, in one line."""
    with pytest.raises(PurportError):
        enter(ledger, "a", words, fields)


def test_agreement(ledger: Ledger) -> None:
    """Two readers, three claims, one unlike: two thirds alike; kappa takes out what chance gives."""
    one, other = numbers(ledger)["Five"], numbers(ledger)["Eight"]
    [finding] = audit(ledger)[1]
    for who, decisions in (
        ("anna", ("accepted", "accepted", "rejected")),
        ("bert", ("accepted", "rejected", "rejected")),
    ):
        for on, decision in zip((one, other, finding.id), decisions, strict=True):
            decide(ledger, on, decision, who=who)
    [agreement] = agreements(ledger)
    assert (agreement.both, agreement.alike) == (3, 2)
    assert agreement.kappa == pytest.approx(0.4)


def run(ledger: Ledger, *command: str, keys: str = "") -> Result:
    return CliRunner().invoke(main, [*command, "--ledger", str(ledger.path)], input=keys)


def test_the_queue_by_keys(ledger: Ledger) -> None:
    """One key decides, z takes it back, q leaves; what is decided is not asked again."""
    printed = run(ledger, "review", "--who", "anna", keys="xrq").stdout
    assert "disagreement" in printed
    assert "1 decided" in printed
    assert run(ledger, "findings").stdout.count("disagreement") == 0
    assert "0 decided; 0 left" in run(ledger, "review").stdout
    [judgement] = ledger.judgements()
    assert (judgement.decision, judgement.who) == ("rejected", "anna")


def test_a_wrong_key_is_taken_back(ledger: Ledger) -> None:
    """z undoes the last decision and asks it again."""
    (Path(ledger.path).parent / "b.txt").write_text(PAGE.replace("Homs", "Hama").replace("Eight", "Nine"), "utf-8")
    add(ledger, [str(Path(ledger.path).parent / "b.txt")])
    assert len(queue(ledger)) == 2
    printed = run(ledger, "review", keys="rzaq").stdout
    assert "1 decided; 1 left" in printed
    assert len(audit(ledger)[1]) == 2


def test_going_back_shows_the_item_again(ledger: Ledger) -> None:
    """z after n goes back to what was decided, and the last of the queue can be taken back too."""
    (Path(ledger.path).parent / "b.txt").write_text(PAGE.replace("Homs", "Hama").replace("Eight", "Nine"), "utf-8")
    add(ledger, [str(Path(ledger.path).parent / "b.txt")])
    printed = run(ledger, "review", keys="rnzzq").stdout
    assert printed.count("[1 of 2]") == 3  # asked, taken back, and asked again: nothing is left to take back
    assert "0 decided" in printed
    assert len(audit(ledger)[1]) == 2


def test_review_for_scripts_and_a_blind_second_reader(ledger: Ledger) -> None:
    """The queue as JSON Lines; a decision by id; another reader sees the same without the decision."""
    [item] = [json.loads(line) for line in run(ledger, "review", "--json").stdout.splitlines()]
    assert run(ledger, "review", item["on"], "accepted", "--who", "anna").exit_code == 0
    [blind] = [
        json.loads(line)
        for line in run(ledger, "review", "--blind", "5", "--who", "bert", "--json").stdout.splitlines()
    ]
    assert (blind["on"], "accepted" in blind["asked"]) == (item["on"], False)
    assert run(ledger, "review", "--blind", "5", "--who", "bert", keys="a").exit_code == 0
    assert "1 of 1 alike" in run(ledger, "review", "--agreement").stdout
    assert run(ledger, "review", item["on"], "perhaps").exit_code == 2
    assert run(ledger, "review", "--undo", item["on"]).exit_code == 0
    assert run(ledger, "review", "--undo", "f-none").exit_code == 2


def test_an_entry_is_replaced_taken_back_and_never_twice(ledger: Ledger) -> None:
    """The later entry on the same words holds; a number that was read is to be corrected; an entry can be undone."""
    first = enter(ledger, "a", "[Homs on] Friday 4 May 2018, the Homs", {"low": "3", "measure": "killed"})
    second = enter(ledger, "a", "[Homs on] Friday 4 May 2018, the Homs", {"low": "4", "measure": "killed"})
    assert first.id == second.id
    assert getattr(ledger.claim(first.id), "quantity").low == 4  # noqa: B009
    with pytest.raises(PurportError, match="correct"):
        enter(ledger, "a", "Eight", {"low": "9"})
    undo(ledger, first.id)
    assert first.id not in {c.id for c in claims_of(ledger)}
    enter(ledger, "a", "[Homs on] Friday 4 May 2018, the Homs", {"low": "4", "measure": "killed"})
    assert first.id in {c.id for c in claims_of(ledger)}
    undo(ledger, first.id)
    assert first.id not in {c.id for c in claims_of(ledger)}
    assert kinds(ledger) == ["disagreement"]


@pytest.mark.parametrize("ids", [("one", "one"), ("a+b+c", None), ("+", None), ("x+y", None)])
def test_a_pair_is_two_records_that_are_there(ledger: Ledger, ids: tuple[str, str | None]) -> None:
    """One record twice, three, none, or ids of nobody are refused, and the audit goes on."""
    one = numbers(ledger)["Five"]
    name, other = (one, one) if ids[1] else ids
    with pytest.raises(PurportError):
        decide(ledger, name, "same", other)
    assert kinds(ledger) == ["disagreement"]


def test_a_corrected_bound_opens_the_interval(ledger: Ledger) -> None:
    """ "At least five" allows eight."""
    from purport.pipeline.judging import correct

    correct(ledger, numbers(ledger)["Five"], "bound", "at_least")
    assert kinds(ledger) == []
