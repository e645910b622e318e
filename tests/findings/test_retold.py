"""What a page changed of the page that it reprints or follows, and whether figures are independent."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest

from purport.api import audit, extract
from purport.findings.independence import shown_speakers
from purport.model import Article, Body, Finding, Part
from tests.conftest import make_article

FILLER = (
    "The harbour beside the chapel was painted in spring by 387 keepers from the mill, with 14,239 tiles. The ferry that carries barley to the "
    "orchard stood still for weeks, and nobody at the quarry could say when the lantern on the bridge would be lit again. "
    "Saddles and kettles were sold on the meadow while the choir sang in the chapel by the mill."
)
SAID = "The Syrian Observatory for Human Rights said more than 1,411 people were killed in Homs in November 2018."


def found(*articles: Article) -> list[Finding]:
    claims = [c for a in articles for c in extract(a)]
    return [f for f in audit(list(articles), claims)[1] if f.kind in ("drift", "unattributed")]


def pair(told: str, retold: str, *, title: str | None = None) -> tuple[Article, Article]:
    text = f"{retold} {FILLER}" if title is None else f"{title}\n\n{retold} {FILLER}"
    first = make_article(f"{told} {FILLER}", doc_id="first", outlet="Hill Gazette", day="2018-12-01")
    later = make_article(text, doc_id="later", outlet="River Voice", day="2018-12-02", title=title)
    head = len(title) if title else 0
    parts = (Part("headline", 0, head), Part("body", head, len(text))) if title else later.parts
    return first, replace(later, credit="Hill Gazette", parts=parts)


def test_an_unchanged_reprint_has_not_drifted() -> None:
    """A reprint that carries the figure as it was is silent."""
    assert found(*pair(SAID, SAID)) == []


@pytest.mark.parametrize(
    ("retold", "words"),
    [
        (SAID.replace("more than ", ""), "more than there, no bound here"),
        (SAID.replace("1,411", "1,141"), "“1,141 people” where"),
    ],
)
def test_drift(retold: str, words: str) -> None:
    """A dropped bound and a changed number, each with both sentences side by side."""
    [finding] = found(*pair(SAID, retold))
    assert finding.kind == "drift"
    assert words in finding.sentence
    assert f"There: “{SAID}” Here: “{retold}”" in finding.working
    assert [role for _, role in finding.claims] == ["earlier", "later"]


def test_a_figure_without_its_speaker_is_unattributed() -> None:
    """The later page says as its own what the earlier gives to the Observatory."""
    kinds = {f.kind: f for f in found(*pair(SAID, "More than 1,411 people were killed in Homs in November 2018."))}
    assert set(kinds) == {"drift", "unattributed"}
    assert "which Hill Gazette, first gives to The Syrian Observatory" in kinds["unattributed"].sentence


def test_nothing_is_unattributed_where_the_first_page_names_nobody() -> None:
    """A claim without a speaker never makes a finding by itself."""
    bare = "More than 1,411 people were killed in Homs in November 2018."
    assert found(*pair(bare, bare)) == []


def test_pages_that_do_not_stem_from_each_other_have_not_drifted() -> None:
    """Two pages that give one figure in their own ways are two reports."""
    first = make_article(SAID, doc_id="first", outlet="Hill Gazette", day="2018-12-01")
    other = make_article("1,411 people were killed in Homs in November 2018.", doc_id="other", day="2018-12-02")
    assert found(first, other) == []


def test_a_headline_that_only_leaves_the_speaker_out_is_a_headline() -> None:
    """Headlines seldom name a speaker; one that drops the bound too has changed the figure."""
    assert found(*pair(SAID, SAID, title="More than 1,411 people killed in Homs")) == []
    [finding] = found(*pair(SAID, SAID, title="1,411 people killed in Homs"))
    assert "in its headline" in finding.sentence


def test_a_carried_over_speaker_is_not_lost() -> None:
    """A sentence that plainly goes on with the speaker before it states nothing as its own."""
    told = (
        "The Syrian Observatory for Human Rights said 387 people were hurt in Homs. At least 1,411 people were killed."
    )
    claims = [c for c in extract(make_article(told)) if c.speaker is None]
    assert [c.attribution.carried_over for c in claims] == [True]
    first = "The Syrian Observatory for Human Rights said 387 people were hurt in Homs. At least 1,411 people were killed, the Syrian Observatory for Human Rights said."
    assert "unattributed" not in [f.kind for f in found(*pair(first, told))]


def test_an_agency_hides_no_pair_that_is_shown() -> None:
    """Of an agency and two bodies at least the two are independent, in whatever order they come."""
    figures = [
        SimpleNamespace(
            claim=SimpleNamespace(part="body", attribution=SimpleNamespace(links=())),
            article=SimpleNamespace(id=i),
            root=b,
            named=b,
        )
        for i, b in enumerate(
            (Body("r", "Reuters", "agency"), Body("m", "Ministry", "body"), Body("w", "Watch", "body"))
        )
    ]
    view = SimpleNamespace(descends=lambda one, other: False)
    assert [b.id for b in shown_speakers(figures, view)] == ["m", "w"]  # type: ignore[arg-type]


def test_independence_has_three_values() -> None:
    """One body is excluded; two bodies on two pages are shown; where one page stems from the other it is unknown."""
    from purport.entities.link import link_article as link
    from purport.entities.reprints import clusters_of, find_descents
    from purport.findings.independence import independence
    from purport.findings.view import make_view
    from purport.lexicon import gazetteer
    from purport.lexicon.aliases import bundled

    def value(*articles: Article) -> str:
        claims = [c for a in articles for c in extract(a)]
        meanings = [
            m
            for a in articles
            for m in link(a, [c for c in claims if c.article_id == a.id], bundled(), gazetteer.bundled())
        ]
        descents = find_descents(list(articles))
        view = make_view(list(articles), claims, meanings, descents, clusters_of(descents), bundled())
        one, other = [f for f in view.figures if f.claim.quantity.written == "1,411"]
        return independence(one, other, view)[0]

    def page(name: str, body: str) -> Article:
        return make_article(f"{body} said more than 1,411 people were killed in Homs.", doc_id=name)

    assert value(page("a", "Sergei Shoigu"), page("b", "Valery Gerasimov")) == "excluded"
    assert value(page("a", "Sergei Shoigu"), page("b", "The White Helmets")) == "shown"
    assert value(page("a", "Sergei Shoigu"), page("b", "Residents")) == "unknown"
    whites = SAID.replace("The Syrian Observatory for Human Rights", "The White Helmets")
    assert value(*pair(SAID, whites)) == "unknown"
