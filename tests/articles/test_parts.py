"""Parts of a text and credits, told by form."""

from __future__ import annotations

import pytest

from purport.articles.heads import credit_line
from purport.articles.parts import split_parts


def test_an_editors_note_in_brackets_is_a_part() -> None:
    """ "[SF: …]" is not the reporter's own voice."""
    text = "The general gave 96.5%. [SF: It remains unclear how he reached this 96.5%.] He left."
    assert [p.kind for p in split_parts(text)] == ["body", "note", "body"]
    assert "".join(text[p.begin : p.until] for p in split_parts(text)) == text


def test_an_explained_word_in_brackets_is_no_note() -> None:
    """ "Daesh [ISIS]" is left where it is."""
    assert [p.kind for p in split_parts("They fight Daesh [ISIS] there.")] == ["body"]


@pytest.mark.parametrize(
    ("text", "credit"),
    [
        ("Text.\n\nThe original source of this article is South Front", "South Front"),
        ("MOSCOW, April 8. /TASS/. In the past day", "TASS"),
        ("BEIRUT (Reuters) - Rebels said", "Reuters"),
        ("No credit here.", None),
    ],
)
def test_credit_lines(text: str, credit: str | None) -> None:
    """Where a page says that its text comes from elsewhere, that is known."""
    assert credit_line(text) == credit


@pytest.mark.parametrize(
    "line",
    [
        "Share of territory held by the army: 60%",
        "Support for the rebels fell to 12% after 300 fighters left.",
        "More than 20 people were killed in Homs",
        "Recommended rations for 20,000 people were delivered.",
        "$20 of aid reached 300 people.",
        "45% raised concerns about the count of 1,200 dead.",
        "About the authorities’ claim of 20 dead nothing is known.",
        "By using the word cleared, the ministry counted 40 villages and privacy was no matter.",
        "Terms of the truce allow 500 fighters to leave",
        "Region: Idlib, 15 killed",
        "Latest figures show 40 dead",
        "Home to 12,000 people, the town fell on Monday.",
        "Read the list aloud: 14 names.",
        "5 minutes ago 20 people were hit.",
    ],
)
def test_sentences_that_open_like_furniture_are_read(line: str) -> None:
    """No sentence with a figure is taken for a button or a list of other articles."""
    text = f"The army gave a briefing on Monday in the capital.\n\n{line}\n\nIt ended at noon."
    assert "".join(text[p.begin : p.until] for p in split_parts(text, headed=True)) == text


def test_a_list_of_places_is_no_thread() -> None:
    """Bullets with a place above an indented text are a report's own."""
    text = "The army said this.\n\n  • Aleppo\n\n    12 people were killed.\n\n  • Homs\n\n    7 people were killed.\n"
    assert [p.kind for p in split_parts(text)] == ["body"]
    items = text.replace("Aleppo", "The north").replace("Homs", "The south")
    assert [p.kind for p in split_parts(items)] == ["body"]


def test_a_transcript_is_no_thread() -> None:
    """ "The minister said:" above a line with a year is a speech."""
    text = "Gerasimov said:\nIn 2018, 387 fell.\n\nShoigu said:\nIn 2017, 998 fell.\n"
    assert [p.kind for p in split_parts(text)] == ["body"]


@pytest.mark.parametrize(
    "thread",
    [
        "Rana K says:\n10 December 2018 at 9:15 am\nI heard of 17.\n\nold_bridge says:\n11 December 2018\nNo, 9.\nReply\n",
        "Rana K • 2 years ago\nI heard of 17.\n\nReply\n\nold_bridge • 2 years ago\nNo, 9.\n2 likes\n",
        "2 Comments\n\n• Rana K\n\n    I heard of 17.\n\n• old_bridge\n\n    No, 9.\n",
    ],
)
def test_threads_as_they_are_copied(thread: str) -> None:
    """Author and words of each comment, the thread's buttons left out."""
    text = f"Fourteen people died in the flood near Hama, the police said.\n\n{thread}"
    comments = [(p.author, text[p.begin : p.until]) for p in split_parts(text) if p.kind == "comment"]
    assert comments == [("Rana K", "I heard of 17."), ("old_bridge", "No, 9.")]
