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
