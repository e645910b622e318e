"""A library as it may be published: without the names of readers and private witnesses, and without who judged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from purport.findings.view import Figure, Holding
from purport.lexicon.toponyms import spelling
from purport.model import Article, Body, Claim, Finding, Resolved, Text
from purport.web.library import Library
from purport.web.privacy import Mask, private_name

Record = TypeVar("Record", Article, Claim, Text)
Told = TypeVar("Told", Figure, Holding)


def protected(library: Library) -> Library:
    """The same articles, claims, questions and findings under the same ids, names hidden in each."""
    masks = _masks(library)
    articles = {a.id: _article(a, masks[a.id]) for a in library.articles.values()}
    hidden = _Hidden(library, masks, articles)
    figures = tuple(_told(f, articles, masks) for f in library.view.figures)
    holdings = tuple(_told(h, articles, masks) for h in library.view.holdings)
    view = replace(
        library.view, articles=articles, figures=figures, holdings=holdings, by_id={f.id: f for f in figures},
        by_article=_grouped(figures),
    )  # fmt: skip
    return replace(
        library,
        view=view,
        meanings={
            name: _meaning(m, masks[library.claims[name].article_id])
            for name, m in library.meanings.items()
            if name in library.claims
        },
        questions={q.id: replace(q, title=hidden.words(q.title, q.claims)) for q in library.questions.values()},
        findings={f.id: _finding(f, hidden) for f in library.findings.values()},
        judgements=(),
    )


def _masks(library: Library) -> Mapping[str, Mask]:
    """One for each article; a name has one label in all of them."""
    labels: dict[str, str] = {}
    authors: dict[str, str] = {}
    names: dict[str, dict[str, str]] = defaultdict(dict)
    for article in sorted(library.articles.values(), key=lambda a: (a.doc_id, a.id)):
        for part in article.parts:
            if part.kind == "comment" and part.author:
                authors.setdefault(part.author, f"[reader {len(authors) + 1}]")
    for told in library.told.values():
        name = private_name(told)
        if name:
            label = labels.setdefault(" ".join(name.lower().split()), f"[witness {len(labels) + 1}]")
            names[told.claim.article_id][name] = label
    return {a.id: Mask(a, names[a.id], authors) for a in library.articles.values()}


def _kept(record: Record, made: Record) -> Record:
    """The id of the record that it stands for: addresses and quotations stay the same."""
    object.__setattr__(made, "_id", record.id)
    return made


def _article(article: Article, mask: Mask) -> Article:
    shown = mask.words(article.doc_id)
    leaks = spelling(mask.words(article.doc_id.replace("-", " ").replace("_", " "))) != spelling(article.doc_id)
    parts = tuple(replace(p, author=mask.author(p.author)) if p.kind == "comment" else p for p in article.parts)
    text = _kept(article.text, Text(mask.blot(article.text.characters)))
    url = article.url if article.url and mask.words(_plain(article.url)) == _plain(article.url) else None
    made = replace(
        article, text=text, parts=parts, title=mask.words(article.title) if article.title else None, url=url,
        doc_id=article.id if leaks else shown,
    )  # fmt: skip
    return _kept(article, made)


def _plain(url: str) -> str:
    return url.replace("-", " ").replace("_", " ").replace("/", " ").replace(".", " ")


def _told(told: Told, articles: Mapping[str, Article], masks: Mapping[str, Mask]) -> Told:
    mask = masks[told.claim.article_id]
    changes: dict[str, Any] = {
        "claim": _claim(told.claim, mask), "article": articles[told.claim.article_id], "root": _body(told.root, mask),
        "actor": _body(told.actor, mask),
    }  # fmt: skip
    if isinstance(told, Figure):
        changes["speaker"] = _body(told.speaker, mask)
    return replace(told, **changes)


def _claim(claim: Claim, mask: Mask) -> Claim:
    links = tuple(replace(link, name=mask.author(link.name) or "") for link in claim.attribution.links)
    changes: dict[str, Any] = {
        name: mask.words(value)
        for name in ("actor", "place", "time", "counted", "other")
        if (value := getattr(claim, name, None))
    }
    because = tuple(replace(r, rule=mask.words(r.rule)) for r in claim.because if r.field != "entered")
    made = replace(
        claim, speaker=mask.author(claim.speaker), attribution=replace(claim.attribution, links=links), because=because,
        **changes,
    )  # fmt: skip
    return _kept(claim, made)


def _body(body: Body | None, mask: Mask) -> Body | None:
    """A hidden name's body is known by its label."""
    if body is None or mask.author(body.name) == body.name:
        return body
    shown = mask.author(body.name) or ""
    return replace(body, id=f"name:{shown}", name=shown)


def _meaning(meaning: Resolved, mask: Mask) -> Resolved:
    return replace(meaning, speaker=_body(meaning.speaker, mask), actor=_body(meaning.actor, mask))


def _finding(finding: Finding, hidden: _Hidden) -> Finding:
    claims = [c for c, _ in finding.claims]
    return replace(
        finding, sentence=hidden.words(finding.sentence, claims), working=hidden.words(finding.working, claims)
    )


@dataclass(frozen=True, slots=True)
class _Hidden:
    """Hides names in what was written about claims, by the masks of the articles that they stand in."""

    library: Library
    masks: Mapping[str, Mask]
    shown: Mapping[str, Article]

    def words(self, text: str, claims: Iterable[str]) -> str:
        """A doc_id that would tell a name goes with it."""
        known = (self.library.claims[c].article_id for c in claims if c in self.library.claims)
        for name in dict.fromkeys(known):
            plain, shown = self.library.articles[name].doc_id, self.shown[name].doc_id
            text = self.masks[name].words(text if plain == shown else text.replace(plain, shown))
        return text


def _grouped(figures: Iterable[Figure]) -> dict[str, list[Figure]]:
    found: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        found[figure.article.id].append(figure)
    return found
