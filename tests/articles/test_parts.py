"""Parts of a text and credits, told by form."""

from __future__ import annotations

import pytest
from lxml.html import document_fromstring

from purport.articles.heads import credit_line
from purport.articles.page_comments import find_page_comments
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
        "Popular Mobilization Forces lost 40 men near Mosul",
        "Support US forces and 300 trainers had given ended in May",
        "Help us understand: 40 killed",
        "Order No. 40, a copy of which was shown, allows it",
        "Unauthorised protests by 400 residents were prohibited on Friday.",
        "Copyright protesters numbered 4,000 on Sunday",
        "Related deaths rose to 45",
        "Recommended 12 for release, said the commission",
        "Latest news from Homs: 12 killed",
        "Latest news from Homs: twelve killed",
        "More from the front: 40 killed",
        "Trending up, arrivals reached 300 a day",
        "Read: 40 pages of names of the dead",
        "More: 40 wounded, 12 missing",
        "Watch: 12 posts on the ridge were manned again",
        "Read more: the list of 40 dead was shown to reporters on Monday.",
        "Donate blood: 400 units are needed",
        "40 comments on the peace plan were handed in",
        "Join the army, 4,000 young men were told today",
        "Topics: 40 prisoners, a truce",
        "Year: 2017 (387 killed)",
        "Price: 40,000 pounds a sack",
        "Click on the map shows 40 posts",
        "10,319,723 votes",
        "$12,000,000",
        "Please support the families of the 40 dead, the mayor said, and donations came in.",
        "Order was restored after 40 arrests, the book of the dead closed.",
        "We use cookies, 40 of them for each child, the baker said.",
        "Home to the 40 families",
        "About US forces little is known, 40 were seen",
        "Note to readers: the toll of 45 was corrected to 40.",
    ],
)
def test_sentences_that_open_like_furniture_are_read(line: str) -> None:
    """No sentence with a figure is taken for a button or a list of other articles."""
    text = f"The army gave a briefing on Monday in the capital.\n\n{line}\n\nIt ended at noon."
    assert "".join(text[p.begin : p.until] for p in split_parts(text, headed=True)) == text


@pytest.mark.parametrize("line", ["Recommended reading", "Loading", "40 comments", "Share"])
def test_a_text_of_one_line_is_an_article(line: str) -> None:
    """Whatever it opens with, and whether or not the line is ended."""
    assert [p.kind for p in split_parts(f"{line}\n")] == ["body"]


@pytest.mark.parametrize(
    "line",
    [
        "Share on Facebook",
        "40 comments",
        "Read more: 12 die in a fire in Homs",
        "Related stories",
        "More from the north",
        "Click here to see the full-size image",
        "Donate now: 1,586 of 5,000 euros raised",
        "Support us on Patreon",
        "Subscribe to our newsletter",
        "Copyright © 2018 Orontes Courier",
        "List Price: $17.95",
        "Terms of Use | Privacy Policy | Contact us",
        "This site uses cookies. 912 partners store data.",
        "0 $\n2,500 $\n5,000 $\n1,586 $",
        "Order the new book of Lina Haddad here\n\nShe knows the valley.\n\nPages: 128\n\nClick to order",
    ],
)
def test_buttons_and_notices_are_in_no_part(line: str) -> None:
    """What is worded as a button, a counter or a notice from end to end is furniture."""
    text = f"The army gave a briefing on Monday in the capital.\n\n{line}\n\nIt ended at noon."
    read = "".join(text[p.begin : p.until] for p in split_parts(text, headed=True))
    assert " ".join(read.split()) == "The army gave a briefing on Monday in the capital. It ended at noon."


def test_an_order_for_a_book_takes_no_figure_of_the_article() -> None:
    """The block ends at its button, and is none where a report stands before that."""
    order, button = "Order the book of Lina Haddad now", "Click to order"
    text = f"Rain fell.\n\n{order}\n\nIn the valley 14 people died.\n\n{button}\n\nSnow fell on 3 towns.\n\n{button}\n"
    read = "".join(text[p.begin : p.until] for p in split_parts(text, headed=True))
    assert "14 people died" in read
    assert "Snow fell on 3 towns" in read


@pytest.mark.parametrize(
    "notice",
    [
        "Note to readers: please share this page.",
        "We use cookies to count visits.",
        "Disclaimer: the views are those of the author.",
        "The valley site offers this under fair use, section 107, and without profit.",
        "About the author",
        "www.valley.example contains copyrighted material for study.",
    ],
)
def test_a_notice_takes_its_own_paragraph_and_no_more(notice: str) -> None:
    """Where paragraphs are single lines, and where blank lines part them."""
    after = "In the valley 14 people were killed by the flood on Sunday, the civil defence said.\n"
    for between in ("\n", "\n\n"):
        text = f"The dam was opened during the night.{between}{notice}{between}{after * 4}"
        read = "".join(text[p.begin : p.until] for p in split_parts(text, headed=True))
        assert notice not in read
        assert read.count("14 people were killed") == 4


def test_what_stands_below_the_article_ends_it() -> None:
    """An author's notice at the foot takes all that follows."""
    text = "In the valley 14 people died.\n\n" * 9 + "About the author\n\nShe wrote 2 books.\n\nShe is 50.\n"
    read = "".join(text[p.begin : p.until] for p in split_parts(text, headed=True))
    assert read.count("14 people") == 9
    assert "books" not in read
    assert "50" not in read


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


SECTORS = (
    "Floods reached Orlova on Monday.\n\nSector responses:\n\n"
    "• Water\n    Forty trucks brought water to 12,000 people.\n\n"
    "• Health\n    Two clinics treated 310 people.\n\nThe mayor said that 45 people died."
)
LIVE = (
    "Floods in Orlova: live\n\nUpdate • 2 hours ago\nThe toll rose to 45.\n\n"
    "Reuters • 3 hours ago\nThe mayor said that 41 people died.\n"
)
THREAD = (
    "Floods reached Orlova on Monday.\n\nComments\n\n"
    "• Rana K\n    I counted 60 on our street.\n\n• old_bridge\n    Nobody asked us.\n\nRelated: the dam of 1998."
)


@pytest.mark.parametrize(("text", "authors"), [(SECTORS, []), (LIVE, []), (THREAD, ["Rana K", "old_bridge"])])
def test_only_readers_comment(text: str, authors: list[str]) -> None:
    """A report's bullets and the entries of a live blog are its own words; a thread ends where its indent does."""
    comments = [p for p in split_parts(text, 0, None) if p.kind == "comment"]
    assert [c.author for c in comments] == authors
    assert all("Related" not in text[c.begin : c.until] for c in comments)


def test_an_opinion_piece_is_no_comment() -> None:
    """ "article comment" may be what a site calls its opinions."""
    page = (
        "<html><body><article class='article comment'><h1>What the floods cost</h1><span class='author'>Mira K</span>"
        "<p>Twelve people died in Orlova, and nobody has said why the dam was not opened in time.</p></article></body></html>"
    )
    assert find_page_comments(document_fromstring(page)) == []
