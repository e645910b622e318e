"""Reprints, pages that follow another, and their direction."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import purport
from purport.articles.build import build_article
from purport.entities.prints import print_of, telling_figure
from purport.entities.reprints import clusters_of, find_descents, find_likenesses, in_one_order, sketch_of
from purport.model import Article, Descent, Part
from purport.pipeline import descents_in
from purport.store.ledger import Ledger
from tests.conftest import SHARED, make_article

WORDS = [
    "harbour",
    "mill",
    "orchard",
    "ferry",
    "chapel",
    "quarry",
    "meadow",
    "bridge",
    "lantern",
    "kettle",
    "saddle",
    "barley",
]
STORY = " ".join(
    f"The {a} beside the {b} was counted by {c} keepers in the {d} year." for a, b, c, d in zip(*[WORDS[i:] + WORDS[:i] for i in (0, 3, 5, 7)], strict=True)
)  # fmt: skip
OTHER = " ".join(
    f"Nobody at the {w} has seen any {v} this spring." for w, v in zip(WORDS, reversed(WORDS), strict=True)
)
RETOLD = (
    "The valley board gave out its yearly table. It has 1,412 farms. Of them 387 stand empty. Roofs were put on 4,690 "
    "houses and wells dug for 14,239 people. “Nobody will be left without a roof this winter,” its clerk said."
)
RETELLING = (
    "In the yearly table of the board, farms number 1,412, and 387 have nobody in them, writes our reporter. As for roofs, "
    "houses with new ones came to 4,690. Wells: for 14,239. “Nobody will be left without a roof this winter,” was the pledge."
)


def kinds(*articles: Article) -> list[str]:
    return [d.kind for d in find_descents(articles)]


def test_a_short_report_inside_a_long_page_is_found() -> None:
    """A report that makes up a tenth of a page is in it all the same."""
    long = " ".join(f"{OTHER} Part {n}." for n in ("one", "two", "three")) + " " + STORY
    [descent] = find_descents(
        [make_article(STORY, doc_id="short"), make_article(f"{long} {OTHER.upper()}", doc_id="long")]
    )
    assert (descent.kind, descent.share) == ("reprint", 1.0)


def test_the_same_figures_and_quotation_in_one_order_follow() -> None:
    """Other words, the same figures in their order: re-told, not reprinted."""
    assert kinds(make_article(RETOLD, doc_id="a"), make_article(RETELLING, doc_id="b")) == ["follows"]


def test_the_same_figures_in_another_order_are_no_sign() -> None:
    """A table of figures that is ordered otherwise was not written after the page."""
    shuffled = "Wells 14,239, houses 4,690, empty farms 387, and farms 1,412: so the table."
    assert kinds(make_article(RETOLD, doc_id="a"), make_article(shuffled, doc_id="b")) == []


def test_reprints_are_not_chained() -> None:
    """The two halves of a text are reprints of it and not of each other."""
    sentences = STORY.split(". ")
    head, tail = ". ".join(sentences[:6]), ". ".join(sentences[6:])
    articles = [make_article(t, doc_id=n) for n, t in (("whole", STORY), ("head", head), ("tail", tail))]
    pairs = {frozenset((d.earlier, d.later)) for d in find_descents(articles)}
    ids = {a.doc_id: a.id for a in articles}
    assert pairs == {frozenset((ids["whole"], ids["head"])), frozenset((ids["whole"], ids["tail"]))}


def test_a_bulletin_whose_words_stay_and_figures_change_is_another_days() -> None:
    """Whatever stands beside the figures is the same: a form, filled in anew."""
    form = f"{STORY} In all {{}} people came, {{}} of them by the north and {{}} by the south; the store gave out {{}} loaves."
    assert kinds(make_article(form.format("1,185", "372", "813", "2,204"), doc_id="a"), make_article(form.format("1,494", "486", "1,008", "2,377"), doc_id="b")) == []  # fmt: skip
    assert kinds(make_article(form.format("1,185", "372", "813", "2,204"), doc_id="a"), make_article(form.format("1,185", "372", "812", "2,204"), doc_id="b")) == ["reprint"]  # fmt: skip


def how(one: Article, other: Article) -> tuple[str, str]:
    [descent] = find_descents([one, other])
    return next(a.doc_id for a in (one, other) if a.id == descent.earlier), descent.how


def test_direction_by_credit_byline_date_or_not_at_all() -> None:
    """The credit goes before the byline, that before the dates; without any the order is unknown, and said so."""
    page = make_article(STORY, doc_id="page", outlet="Hill Gazette", day="2018-01-01")
    wire = make_article(STORY, doc_id="wire", outlet="AFP", day="2018-01-02")
    assert how(replace(page, credit="AFP"), wire) == ("wire", "credit line")
    assert how(replace(page, byline="Agence France-Presse"), wire) == ("wire", "byline")
    assert how(page, wire) == ("page", "date")
    assert how(replace(page, published=None), wire)[1].startswith("unknown")


def test_an_agencys_tag_in_the_dateline_is_its_credit() -> None:
    """ "HILLTOWN (AFP) —" says whose text it is, whatever the dates."""
    tagged = build_article(f"HILLTOWN (AFP) — {STORY}", {"doc_id": "page", "date": "2018-01-01"}, origin="page")
    wire = make_article(STORY, doc_id="wire", outlet="AFP", day="2018-01-02")
    assert how(tagged, wire) == ("wire", "credit line")


def test_an_editors_initials_tell_an_outlet_that_the_page_does_not_name() -> None:
    """ "[RV: …]" is signed as River Voice signs; other initials are somebody else's."""
    for initials, expected in (("RV", "credit line"), ("XY", "date")):
        note = f"[{initials}: nobody has seen the table.]"
        text = f"{STORY}\n\n{note}"
        parts = (Part("body", 0, len(STORY)), Part("note", len(STORY) + 2, len(text)))
        first = replace(make_article(text, doc_id="first", day="2018-01-02"), parts=parts)
        later = replace(make_article(STORY + " And more.", doc_id="later", day="2018-01-01"), credit="River Voice")
        assert how(first, later)[1] == expected


def test_clusters_hold_what_goes_back_to_one_article() -> None:
    """A cluster that lies inside another is left out."""
    descents = [Descent(a, b, "reprint", 1.0, 0, "date") for a, b in (("a", "b"), ("a", "c"), ("b", "c"))]
    assert [c.articles for c in clusters_of([*descents, Descent("d", "a", "follows", 0.2, 3, "date")])] == [
        ("a", "b", "c")
    ]


def test_no_articles_have_no_likeness() -> None:
    """An audit of nothing finds nothing."""
    assert find_descents([]) == []
    assert purport.audit([], []) == ((), ())


def test_order_in_common() -> None:
    """The longest common subsequence, not the number in common."""
    assert in_one_order(("1", "2", "3", "4"), ("4", "1", "3", "2")) == 2
    assert in_one_order((), ("1",)) == 0


@pytest.mark.parametrize(
    ("word", "figure"),
    [
        ("1,411", "1411"),
        ("96.5", "96.5"),
        ("2,018", "2018"),
        ("2018", None),
        ("12", None),
        ("387", "387"),
        ("3,5", "3.5"),
    ],
)
def test_telling_figures(word: str, figure: str | None) -> None:
    """Years and numbers below a hundred tell nothing."""
    assert telling_figure(word) == figure


@pytest.mark.parametrize("text", ["", " ", "one", "“", "1,411", "\ud800 lone", "a, . ,b 1.,2"])
def test_a_print_of_next_to_nothing(text: str) -> None:
    """The shortest texts have a print, and no likeness."""
    one, other = make_article(text, doc_id="a"), make_article(text, doc_id="b")
    assert print_of(one).runs.tolist() == print_of(other).runs.tolist()
    assert kinds(one, other) == []


def test_prints_are_kept_and_only_new_articles_compared(tmp_path: Path) -> None:
    """A second audit compares nothing; a new article is compared with the old ones; a removed one takes its pairs along."""
    first, later = make_article(STORY, doc_id="first"), make_article(f"{STORY} So far.", doc_id="later")
    with Ledger(tmp_path / "l.sqlite") as ledger:
        ledger.save(first, (), "x")
        assert descents_in(ledger, {first.id: first}) == []
        ledger.save(later, (), "x")
        both = {first.id: first, later.id: later}
        assert len(descents_in(ledger, both)) == 1
        assert ledger.unprinted("1") == []
        assert len(list(ledger.prints())) == 2
        ledger.save(later, (), "x")  # read again: its print goes with the old reading
        assert ledger.unprinted("1") == [later.id]
        assert ledger.likenesses() == []
        assert len(descents_in(ledger, both)) == 1
        assert set(ledger.unprinted("2")) == set(both)


def test_what_is_added_later_is_found_as_if_added_at_once() -> None:
    """The pairs do not depend on how many runs the articles came in."""
    articles = [
        make_article(STORY, doc_id="a"),
        make_article(STORY + " x", doc_id="b"),
        make_article(OTHER, doc_id="c"),
    ]
    by_id = {a.id: a for a in articles}
    sketches = {a.id: sketch_of(print_of(a)) for a in articles}
    at_once = set(find_likenesses(sketches, by_id, by_id.__getitem__))
    one_by_one = {
        like
        for n in range(3)
        for like in find_likenesses(
            {a.id: sketches[a.id] for a in articles[: n + 1]}, [articles[n].id], by_id.__getitem__
        )
    }
    assert at_once == one_by_one
    assert len(at_once) == 1


def test_the_seeds_and_the_pages(shared: Path) -> None:
    """Of the five seeds one follows another, by its credit line; no two of the pages are one text, the forms least of all."""
    from purport.articles.read import read_paths

    def found(path: Path) -> set[tuple[str, str, str, str]]:
        articles = {a.id: a for a in read_paths([str(path)]) if isinstance(a, Article)}
        return {
            (articles[d.earlier].doc_id[:3], articles[d.later].doc_id[:3], d.kind, d.how)
            for d in find_descents(list(articles.values()))
        }

    assert found(SHARED / "seeds") == {("002", "001", "follows", "credit line")}
    assert found(shared / "corpora" / "pages" / "pages.jsonl") == set()
