"""A claim leads back: from its span to the characters, the element or page, and the bytes as they were."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from trafilatura.utils import load_html

from purport.articles.html import decoded_page
from purport.articles.inputs import whole_input
from purport.articles.page_letters import squeezed
from purport.articles.read import read_input, read_paths
from purport.claims.extract import extract
from purport.model import Anchor, Article, Claim, FigureClaim, Original
from tests.articles import samples
from tests.conftest import EXAMPLE, SHARED

FILES = samples.every_format()


def read(name: str, content: bytes) -> Iterator[tuple[Article, Original]]:
    """The articles of a file, each with the bytes that it came from."""
    original = None
    for found in read_input(whole_input(io.BytesIO(content), shown=name, name=name, origin=name)):
        if isinstance(found, Original):
            original = found
        elif isinstance(found, Article):
            assert original is not None
            yield found, original


def anchor_of(article: Article, claim: Claim) -> Anchor | None:
    """The narrowest place in the original that is known to hold the claim."""
    holding = [a for a in article.anchors if a.begin <= claim.span.begin and claim.span.until <= a.until]
    return min(holding, key=lambda a: a.until - a.begin) if holding else None


def check_quotes(article: Article) -> None:
    """Text at the span equals the quote, and lies in its sentence and in one part."""
    text = article.text.characters
    for claim in extract(article):
        quote = text[claim.span.begin : claim.span.until]
        if isinstance(claim, FigureClaim):
            assert quote == claim.quantity.written
        assert claim.sentence_span.begin <= claim.span.begin < claim.span.until <= claim.sentence_span.until
        [part] = [p for p in article.parts if p.begin <= claim.span.begin and claim.span.until <= p.until]
        assert part.kind == claim.part


@pytest.mark.parametrize("name", FILES)
def test_text_at_the_span_equals_the_quote_in_every_format(name: str) -> None:
    """Whatever the text was taken out of."""
    for article, _ in read(name, FILES[name]):
        assert extract(article)
        check_quotes(article)


@pytest.mark.parametrize("name", ["page.html", "saved.mhtml", "crawl.warc", "inbox.zip"])
def test_a_claim_leads_back_to_the_element_of_its_page(name: str) -> None:
    """Its XPath, in the bytes as they were kept, finds an element that holds the words, and not the whole page."""
    for article, original in read(name, FILES[name]):
        if article.media_type != "text/html":
            continue
        check_elements(article, original)


def check_elements(article: Article, original: Original) -> None:
    given_ = whole_input(io.BytesIO(original.content), shown="p", name="p.html", origin="p")
    tree = load_html(decoded_page(given_, original.content)[0])
    text = article.text.characters
    for claim in extract(article):
        anchor = anchor_of(article, claim)
        assert anchor is not None
        [element] = tree.xpath(anchor.selector)
        sentence = text[claim.sentence_span.begin : claim.sentence_span.until]
        assert squeezed(sentence) in squeezed("".join(element.itertext()))
        assert element.tag not in ("html", "body")


_WORD = st.sampled_from(
    [
        "people",
        "houses",
        "were",
        "killed",
        "near",
        "Hama",
        "Aleppo",
        "army",
        "said",
        "12",
        "1,411",
        "96.5%",
        "“more”",
        "than",
        "&",
        "<",
        "the",
    ]
)
_PARAGRAPH = st.lists(_WORD, min_size=5, max_size=30).map(" ".join)
_INLINE = st.sampled_from(["{}", "<b>{}</b>", "<a href='/x'>{}</a>", "<span>{}</span>\n", "&nbsp;{}", "{}<!-- c -->"])


@st.composite
def pages(draw: st.DrawFn) -> bytes:
    """A page of paragraphs whose words are wrapped in all manner of elements."""
    from html import escape

    paragraphs = draw(st.lists(_PARAGRAPH, min_size=3, max_size=6))
    blocks = []
    for words in paragraphs:
        pieces = [draw(_INLINE).format(escape(word)) for word in f"{words}.".split()]
        blocks.append(f"<p>At least {' '.join(pieces)}</p>")
    return f"<html><body><nav>99 shares</nav><article>{''.join(blocks)}</article></body></html>".encode()


@given(pages())
@settings(max_examples=60, deadline=None)
def test_offsets_survive_any_page(content: bytes) -> None:
    """Spans, parts and elements agree on pages of any make."""
    for article, original in read("p.html", content):
        check_quotes(article)
        check_elements(article, original)


def test_offsets_survive_on_the_example_and_the_shared_texts() -> None:
    """Every claim over every file at hand."""
    paths = [
        str(EXAMPLE),
        *(str(p) for p in (SHARED / "seeds", SHARED / "gold" / "texts" / "articles.jsonl") if p.exists()),
    ]
    for found in read_paths(paths):
        if isinstance(found, Article):
            check_quotes(found)


def test_the_seeds_parts_and_speakers(shared: Path) -> None:
    """No figure claim comes from furniture, and every comment's figure has its author as speaker."""
    articles = {a.doc_id[:3]: a for a in read_paths([str(shared / "seeds")]) if isinstance(a, Article)}
    assert len(articles) == 5
    furniture = (
        "Donate",
        "1,586",
        "$17.95",
        "ISBN",
        "Pages: 128",
        "fair use",
        "Note to readers",
        "patreon",
        "three times weekly",
    )
    for article in articles.values():
        read_words = [article.text.characters[p.begin : p.until] for p in article.parts]
        assert not [word for word in furniture if any(word in words for words in read_words)]
    page = articles["002"]
    comments = [c for c in extract(page) if c.part == "comment" and isinstance(c, FigureClaim)]
    by_author = {(p.begin, p.until): p.author for p in page.parts if p.kind == "comment"}
    assert len(comments) >= 12
    for claim in comments:
        [author] = [who for (b, u), who in by_author.items() if b <= claim.span.begin < u]
        assert claim.speaker == author
    assert sum(p.kind == "comment" for p in page.parts) == 26
    assert {a.title[:5] for a in articles.values() if a.title} == {"Video", "1,411", "Last "}
