"""The ledger as the checks see it: claims with what their words stand for."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from purport.lexicon.aliases import Aliases
from purport.lexicon.units import unit_pattern
from purport.model import Article, Body, Claim, Cluster, Descent, FigureClaim, Place, Question, Resolved

# How a bound is said before a number.
HEDGES = {
    "at_least": "at least ",
    "more_than": "more than ",
    "at_most": "at most ",
    "less_than": "less than ",
    "about": "about ",
}


def page_name(article: Article) -> str:
    """How a finding names a page: "Volga Bulletin, 12-report"."""
    return f"{article.outlet}, {article.doc_id}" if article.outlet else article.doc_id


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure claim beside its article, its speaker's identity and its place."""

    claim: FigureClaim
    article: Article
    speaker: Body | None
    root: Body | None
    actor: Body | None
    place: Place | None

    @property
    def named(self) -> Body | None:
        """The body behind a speaker who has a name; None for witnesses and "a source"."""
        return self.root if self.root is not None and self.root.kind not in ("unnamed", "witness") else None

    @property
    def id(self) -> str:
        """The claim's id."""
        return self.claim.id

    @property
    def words(self) -> str:
        """The number with what it counts as on the page, in quotation marks, its hedge before them."""
        text = self.article.text.characters
        begin, until = self.claim.span.begin, self.claim.span.until
        behind = text[until : until + 60]
        counted = self.claim.counted or ""
        unit = unit_pattern().match(behind) if self.claim.quantity.unit not in ("count", "percent") else None
        if unit:
            until += unit.end()
        elif counted and behind.strip().startswith(counted):
            until += behind.index(counted) + len(counted)
        return f"{HEDGES.get(self.claim.quantity.bound, '')}“{' '.join(text[begin:until].split())}”"

    @property
    def sentence(self) -> str:
        """The sentence that holds the number."""
        span = self.claim.sentence_span
        return self.article.text.characters[span.begin : span.until]

    @property
    def teller(self) -> str:
        """Who gives the figure: the speaker, in the article; else the article in its own voice."""
        named = re.sub(r"^(The|An?)(?= )", lambda m: m.group().lower(), self.claim.speaker or "")
        return f"{named} ({self.page})" if named else f"{self.page}, no speaker named"

    @property
    def page(self) -> str:
        """The outlet, where known, and the article's doc_id."""
        return page_name(self.article)

    @property
    def before(self) -> str:
        """The sentence up to the number."""
        return self.sentence[: self.claim.span.begin - self.claim.sentence_span.begin]

    @property
    def after(self) -> str:
        """The sentence from behind the number."""
        return self.sentence[self.claim.span.until - self.claim.sentence_span.begin :]


@dataclass(frozen=True, slots=True)
class View:
    """Everything that a check may look at. `questions` are gathered before the checks run.

    `by_article` holds the figures of each article in reading order.
    """

    figures: tuple[Figure, ...]
    descents: tuple[Descent, ...]
    clusters: tuple[Cluster, ...]
    articles: dict[str, Article]
    aliases: Aliases
    questions: tuple[Question, ...] = ()
    by_id: dict[str, Figure] = field(default_factory=dict)
    by_article: dict[str, list[Figure]] = field(default_factory=dict)
    pairs: frozenset[frozenset[str]] = frozenset()

    def descends(self, one: str, other: str) -> bool:
        """Whether one of two articles reprints or follows the other, or they are one."""
        return one == other or frozenset((one, other)) in self.pairs

    def of(self, question: Question) -> list[Figure]:
        """The figures of a question in its order."""
        return [self.by_id[c] for c in question.claims]


def make_view(
    articles: Sequence[Article],
    claims: Iterable[Claim],
    resolved: Iterable[Resolved],
    descents: Sequence[Descent],
    clusters: Sequence[Cluster],
    aliases: Aliases,
) -> View:
    """The view over a whole ledger; readers' comments are in it as anybody's words are."""
    by_id = {a.id: a for a in articles}
    meanings = {r.claim_id: r for r in resolved}
    figures = []
    for claim in claims:
        if isinstance(claim, FigureClaim) and claim.article_id in by_id:
            meaning = meanings.get(claim.id, Resolved(claim.id))
            root = aliases.root(meaning.speaker) if meaning.speaker else None
            figures.append(Figure(claim, by_id[claim.article_id], meaning.speaker, root, meaning.actor, meaning.place))
    figures.sort(key=lambda f: (f.article.doc_id, f.article.id, f.claim.number_in_article))
    by_article: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        by_article[figure.article.id].append(figure)
    return View(
        tuple(figures), tuple(descents), tuple(clusters), by_id, aliases,
        by_id={f.id: f for f in figures}, by_article=by_article, pairs=frozenset(frozenset((d.earlier, d.later)) for d in descents),
    )  # fmt: skip
