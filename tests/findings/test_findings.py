"""Every kind of finding from both sides: a case that must fire, its neighbour that must not."""

from __future__ import annotations

import pytest

from purport.api import audit
from purport.claims.extract import extract
from purport.model import Article, Finding
from tests.conftest import make_article


def findings(*articles: Article) -> list[Finding]:
    claims = [c for a in articles for c in extract(a)]
    assert all(any(c.article_id == a.id for c in claims) for a in articles)  # nothing found is not nothing read
    return list(audit(articles, claims)[1])


def kinds(*texts: str, days: tuple[str, ...] = ()) -> list[str]:
    articles = [
        make_article(text, doc_id=f"d{i}", outlet=f"Outlet {i}", day=days[i] if days else "2018-12-07")
        for i, text in enumerate(texts)
    ]
    return [f.kind for f in findings(*articles)]


LOCATIONS = "The army said that {} locations were captured in Afrin, including 135 villages, 31 strategic areas, five town centers and one base."


@pytest.mark.parametrize(("whole", "expected"), [("171", ["parts-do-not-sum"]), ("172", []), ("200", [])])
def test_parts_do_not_sum(whole: str, expected: list[str]) -> None:
    """172 parts of 171 cannot be; parts that are only some of the whole may be fewer."""
    assert kinds(LOCATIONS.format(whole)) == expected


def test_the_sum_is_printed() -> None:
    """A reader can do it again by hand, and knows what it assumes."""
    [finding] = findings(make_article(LOCATIONS.format("171")))
    assert "135 + 31 + 5 + 1" in finding.sentence
    assert "172" in finding.sentence
    assert "Assumes" in finding.working


def test_parts_that_may_overlap_are_not_added() -> None:
    """Children may be civilians: 8 civilians and 5 children among 10 is no contradiction."""
    assert kinds("The raid killed 10 people in Homs, including 8 civilians and 5 children, a monitor said.") == []


def test_a_list_in_brackets_is_complete() -> None:
    """Violations by province make up the number before them."""
    text = "Officers registered {} violations of the truce in the past day: Damascus (7), Hama (4), Latakia (2) and Daraa (1)."
    assert kinds(text.format("14")) == []
    assert kinds(text.format("15")) == ["parts-do-not-sum"]


def test_part_exceeds_whole() -> None:
    """15 children among 12 dead; 12 among 12 is possible."""
    assert kinds("Raids killed 12 people in Homs on Monday, including 15 children.") == ["part-exceeds-whole"]
    assert kinds("Raids killed 12 people in Homs on Monday, including 12 children.") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They freed 12,000 square kilometers [or 4,633 square miles] of Syria.", []),
        ("Troops freed 9.1 square kilometers (3.5 square miles) in a day.", []),
        ("They freed 12,000 square kilometers (3,000 square miles) of land.", ["units-clash"]),
        ("The town is 40 kilometers (25 miles) from Homs.", []),
        ("The town is 40 kilometers (40 miles) from Homs.", ["units-clash"]),
        ("In Syria, the group controls 14,816 square kilometers, 8% of the surface of Syria.", []),
        ("In Syria, the group controls 14,816 square kilometers, 28% of the surface of Syria.", ["units-clash"]),
    ],
)
def test_units_clash(text: str, expected: list[str]) -> None:
    """Rounding is allowed for; another number is not."""
    assert kinds(text) == expected


ANSWER = "{} people were killed in Khan Shaykhun on Tuesday, {} said."


def test_disagreement_of_two_bodies() -> None:
    """72 and 100 have no number in common; at least 58 and 100 do."""
    one = ANSWER.format("72", "the Syrian Observatory for Human Rights")
    assert kinds(one, ANSWER.format("100", "the Syrian National Coalition")) == ["disagreement"]
    meets = ANSWER.format("At least 58", "the Syrian Observatory for Human Rights")
    assert kinds(meets, ANSWER.format("100", "the Syrian National Coalition")) == []


@pytest.mark.parametrize(
    "other",
    [
        "100 people were killed in Aleppo on Tuesday, the Syrian National Coalition said.",
        "100 people were killed in Khan Shaykhun on Monday, the Syrian National Coalition said.",
        "100 people were wounded in Khan Shaykhun on Tuesday, the Syrian National Coalition said.",
        "100 people were killed in Khan Shaykhun on Tuesday.",
        "The war has killed 100 people in Khan Shaykhun, the Syrian National Coalition said.",
    ],
)
def test_another_question_is_no_disagreement(other: str) -> None:
    """Another place, day or measure, a total without a day, or no speaker."""
    assert kinds(ANSWER.format("72", "the Syrian Observatory for Human Rights"), other) == []


def test_revision() -> None:
    """One body's later figure is information; the same figure again is none."""
    one = ANSWER.format("35", "the Syrian Observatory for Human Rights")
    two = ANSWER.format("58", "the Syrian Observatory for Human Rights")
    assert kinds(one, two) == ["revision"]
    assert kinds(one, "On Tuesday in Khan Shaykhun 35 people died, the Syrian Observatory for Human Rights said.") == []


def test_two_officials_of_one_ministry_do_not_disagree() -> None:
    """They are one body, which gives a new figure."""
    one = "35 people were killed in Homs on Tuesday, Igor Konashenkov said."
    two = "58 people were killed in Homs on Tuesday, Sergei Rudskoy said."
    assert kinds(one, two) == ["revision"]


def test_self_contradiction() -> None:
    """One speaker, one page, one question, two answers; "another 12" is besides."""
    text = "The army said 20 people were killed in Homs on Tuesday. {} people were killed in Homs on Tuesday, the army said."
    assert kinds(text.format("35")) == ["self-contradiction"]
    assert kinds(text.format("20")) == []
    assert kinds(text.format("Another 35")) == []


SHARES = "The Russian army now holds {}% of Syria. The Syrian Democratic Forces now hold {}% of Syria. The Islamic State now holds 8% of Syria."


def test_shares_exceed_whole() -> None:
    """70 + 40 + 8 is over 100; 52.7 + 25.4 + 8 is not."""
    assert "shares-exceed-whole" in kinds(SHARES.format("70", "40"))
    assert "shares-exceed-whole" not in kinds(SHARES.format("52.7", "25.4"))


def test_beyond_the_possible() -> None:
    """More land than the country has, and the note that land may be counted twice."""
    [finding] = findings(make_article("The land liberated in Syria comes to 503,223 square kilometers, Shoigu said."))
    assert finding.kind == "beyond-the-possible"
    assert "2.7 times" in finding.sentence
    assert "more than once" in finding.working
    assert kinds("The land liberated in Syria comes to 103,223 square kilometers, Shoigu said.") == []


def test_tension() -> None:
    """A later floor well under an earlier figure of the same phase is shown, not called an error."""
    text = "The SDF said that {} fighters were killed in Raqqa in the {} phase."
    days = ("2017-01-12", "2017-01-16")
    assert kinds(text.format("536", "second"), text.format("more than 260", "second"), days=days) == ["tension"]
    assert kinds(text.format("536", "first"), text.format("more than 260", "second"), days=days) == []
    assert kinds(text.format("536", "second"), text.format("more than 500", "second"), days=days) == []


def test_echo_of_one_speaker_on_several_pages() -> None:
    """Distinct figures that two pages give to one ministry are one voice."""
    one = "In Syria 1,411 settlements were liberated, Mikhail Mizintsev said."
    two = "Mizintsev reported in Moscow. The general, Mikhail Mizintsev, said 1,411 settlements were liberated."
    assert kinds(one, two) == ["echo"]
    assert kinds(one, two.replace("1,411", "998")) == []


def test_findings_are_the_same_in_every_order() -> None:
    """The order in which pages come in changes nothing."""
    articles = [
        make_article(ANSWER.format(n, "the Syrian Observatory for Human Rights"), doc_id=f"d{n}") for n in (35, 58, 72)
    ]
    forward, backward = findings(*articles), findings(*reversed(articles))
    assert [(f.id, f.sentence, f.working) for f in forward] == [(f.id, f.sentence, f.working) for f in backward]


@pytest.mark.parametrize(
    "text",
    [
        "The search off Malta covers an area of 17,000 square kilometres, officials said.",
        "An air strike killed 12 people in Homs on Monday, a monitor said. A second strike killed 4 people in Homs on Monday, a monitor said. In all, 16 people were killed in Homs on Monday, a monitor said.",
        "In Syria on Monday 1,712 people died: 812 people in the north and 900 people in the south, the ministry said.",
    ],
)
def test_plausible_pages_without_a_finding(text: str) -> None:
    """No false alarm is worth a finding."""
    assert kinds(text) == []


def test_a_rising_toll_of_two_days_is_no_disagreement() -> None:
    """What is said on Monday and on Tuesday may both be so."""
    one = "The disaster agency said 2,921 people were killed in Adana on 6 February 2023."
    two = "Recep Tayyip Erdogan said 3,549 people were killed in Adana on 6 February 2023."
    assert kinds(one, two, days=("2023-02-06", "2023-02-07")) == []
    assert kinds(one, two, days=("2023-02-07", "2023-02-07")) == ["disagreement"]


def test_a_headline_that_rounds_contradicts_nothing() -> None:
    """40% meets 38.14%; about two million meets 2.3 million."""
    from purport.findings.intervals import interval
    from purport.model import Quantity

    assert interval(Quantity("40%", 40, 40, "exact", "percent"), rounded=True).meets(
        interval(Quantity("38.14%", 38.14, 38.14, "exact", "percent"))
    )
    about = Quantity("two million", 2e6, 2e6, "about")
    assert interval(about).meets(interval(Quantity("2.3 million", 2.3e6, 2.3e6)))


def test_people_of_several_countries_are_not_held_against_one() -> None:
    """41 million in Syria is beyond the possible; across Syria, Turkey and Iraq it is not."""
    assert kinds("The minister said 41 million people are displaced in Syria.") == ["beyond-the-possible"]
    assert kinds("The minister said 41 million people are displaced in Syria, Turkey and Iraq.") == []


def test_a_reader_is_no_independent_speaker() -> None:
    """Who comments on a page has read it: the count is of the speaker, not of his readers."""
    from dataclasses import replace

    from purport.findings.independence import independent_speakers
    from purport.findings.view import Figure
    from purport.model import Body

    article = make_article("General Igor Sidorov said 1,411 villages were captured.")
    [claim] = extract(article)
    bodies = [Body("ministry", "the ministry", "body"), Body("rana", "Rana K", "person")]
    spoken = Figure(claim, article, bodies[0], bodies[0], None, None)
    commented = Figure(replace(claim, part="comment"), article, bodies[1], bodies[1], None, None)
    assert independent_speakers([spoken, commented]) == bodies[:1]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [("Qzarin", "Homs", 1), ("Hama", "Homs", 0), ("Qzarin", "Wadrun", 0)],
)
def test_what_a_page_tells_twice_is_one(first: str, second: str, expected: int) -> None:
    """The same number of the same day stands at the surest of its places; two as sure stay two."""
    told = "The Homs governor Talal Barazi said that 23 soldiers were killed in {} on 4 May 2018."
    article = make_article(f"{told.format(first)}\n\n{told.format(second)}", day="2018-05-05")
    assert len(audit([article], extract(article))[0]) == expected


def test_a_document_is_no_independent_speaker() -> None:
    """What is written speaks for whoever wrote it; words that may name nobody are shown to be independent of none."""
    told = (
        "The Homs governor Talal Barazi said that 58 people were killed in Homs on 4 May 2018.",
        "The bulletin said that 58 people were killed in Homs on 4 May 2018.",
        "Inhabited areas said that 58 people were killed in Homs on 4 May 2018.",
    )
    articles = [make_article(t, doc_id=f"d{n}", outlet=f"Outlet {n}", day="2018-05-05") for n, t in enumerate(told)]
    [question] = audit(articles, [c for a in articles for c in extract(a)])[0]
    assert question.shown == 1
