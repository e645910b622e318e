"""The ledger as the checks see it: claims with what their words stand for."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from purport.findings.intervals import Interval, interval, number_of
from purport.lexicon.aliases import Aliases
from purport.lexicon.series import SERIES
from purport.lexicon.toponyms import fold
from purport.lexicon.units import unit_pattern
from purport.model import Article, Body, Claim, Cluster, ControlClaim, Descent, FigureClaim, Place, Question, Resolved

# How a bound is said before a number.
HEDGES = {
    "at_least": "at least ",
    "more_than": "more than ",
    "at_most": "at most ",
    "less_than": "less than ",
    "about": "about ",
}

_PLAIN = re.compile(r"\b[a-z][a-z-]+\b")
_NAMED = re.compile(r"\b[A-Z][\w-]+(?: [A-Z][\w-]+)*")


def page_name(article: Article) -> str:
    """How a finding names a page: "Volga Bulletin, 12-report"."""
    return f"{article.outlet}, {article.doc_id}" if article.outlet else article.doc_id


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure claim beside its article, its speaker's identity and its place.

    `issuer` is the body that issued the whole page; `whose` names the sides in the counted words by
    their identities ("SDF fighters" and "ISIS fighters" are counted apart).
    """

    claim: FigureClaim
    article: Article
    speaker: Body | None
    root: Body | None
    actor: Body | None
    place: Place | None
    country: Place | None = None
    issuer: Body | None = None
    whose: str = ""
    # What it is a figure of, once it has been asked for (subjects.py): every check asks.
    kept_subject: tuple[str, ...] | Literal["not asked"] | None = field(
        default="not asked", init=False, repr=False, compare=False
    )

    @property
    def body(self) -> Body | None:
        """Whose figure it is: the body behind a named speaker, else the one that issued the page as a statement."""
        return self.named or (self.issuer if self.claim.speaker is None and self.claim.part != "comment" else None)

    @property
    def named(self) -> Body | None:
        """The body behind a speaker who has a name; None for witnesses and "a source"."""
        return self.root if self.root is not None and self.root.kind not in ("unnamed", "witness") else None

    @property
    def id(self) -> str:
        """The claim's id."""
        return self.claim.id

    @property
    def size(self) -> float:
        """The number that stands on the page; of a range its lower end."""
        return number_of(self.claim.quantity)[1] or 0.0

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
        if named:
            return f"{named} ({self.page})"
        return f"{self.page}, issued by {self.issuer.name}" if self.issuer else f"{self.page}, no speaker named"

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


def span_of(figure: Figure) -> Interval:
    """The interval of a figure; a headline rounds: its number stands for what rounds to it."""
    return interval(figure.claim.quantity, rounded=figure.claim.part == "headline")


def is_series(figure: Figure) -> bool:
    """Whether the figure is a cell of an imported table."""
    return figure.article.media_type == SERIES


@dataclass(frozen=True, slots=True)
class Holding:
    """A control claim beside its article, the body behind its speaker, who takes or holds, and the place."""

    claim: ControlClaim
    article: Article
    root: Body | None
    actor: Body | None
    place: Place | None

    @property
    def id(self) -> str:
        """The claim's id."""
        return self.claim.id

    @property
    def teller(self) -> str:
        """Who says so: the speaker, in the article; else the article in its own voice."""
        page = page_name(self.article)
        return f"{self.claim.speaker} ({page})" if self.claim.speaker else f"{page}, no speaker named"

    @property
    def sentence(self) -> str:
        """The sentence that holds the place."""
        span = self.claim.sentence_span
        return self.article.text.characters[span.begin : span.until]


@dataclass(frozen=True, slots=True)
class View:
    """Everything that a check may look at. `questions` are gathered before the checks run.

    `by_article` holds the figures of each article in reading order; `same` and `different` are pairs of
    claims that people decided on.
    """

    figures: tuple[Figure, ...]
    holdings: tuple[Holding, ...]
    descents: tuple[Descent, ...]
    clusters: tuple[Cluster, ...]
    articles: dict[str, Article]
    aliases: Aliases
    questions: tuple[Question, ...] = ()
    by_id: dict[str, Figure] = field(default_factory=dict)
    by_article: dict[str, list[Figure]] = field(default_factory=dict)
    pairs: frozenset[frozenset[str]] = frozenset()
    same: tuple[frozenset[str], ...] = ()
    different: frozenset[frozenset[str]] = frozenset()

    def descends(self, one: str, other: str) -> bool:
        """Whether one of two articles reprints or follows the other, or they are one."""
        return one == other or frozenset((one, other)) in self.pairs

    def of(self, question: Question) -> list[Figure]:
        """The figures of a question in its order."""
        return [self.by_id[c] for c in question.claims]


def _whose(claim: FigureClaim, article: Article, aliases: Aliases, country: Place | None) -> str:
    """The sides named in the counted words, by identity; the article's own country ("Syrian towns") tells nothing."""
    words = claim.counted or ""
    text = article.text.characters[claim.sentence_span.begin : claim.sentence_span.until]
    opens = text.lstrip("\"“‘'").startswith(words)
    sides = set()
    for match in _NAMED.finditer(words):
        name = match.group()
        if opens and match.start() == 0 and name[1:].islower() and aliases.known(name) is None:
            continue  # "Inhabited areas", where the sentence begins
        if country is not None and name.startswith(country.name[:5]):
            continue
        body = aliases.known(name)
        sides.add(body.id if body else fold(name))
    code = country.country if country else None
    for word in _PLAIN.findall(words):  # "regime and rebel fighters"
        body = aliases.known(word, code)
        if body is not None:
            sides.add(aliases.root(body).id)
    return " ".join(sorted(sides))


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
    issuers = {a.id: aliases.issuer(a) for a in articles}
    meanings = {r.claim_id: r for r in resolved}
    figures, holdings = [], []
    for claim in claims:
        if claim.article_id not in by_id:
            continue
        article, meaning = by_id[claim.article_id], meanings.get(claim.id, Resolved(claim.id))
        root = aliases.root(meaning.speaker) if meaning.speaker else None
        actor = aliases.root(meaning.actor) if meaning.actor else None
        if isinstance(claim, ControlClaim):
            holdings.append(Holding(claim, article, root, actor, meaning.place))
            continue
        whose = _whose(claim, article, aliases, meaning.country)
        named = (meaning.speaker, root, meaning.actor, meaning.place, meaning.country)
        figures.append(Figure(claim, article, *named, issuers[article.id], whose))
    figures.sort(key=lambda f: (f.article.doc_id, f.article.id, f.claim.number_in_article))
    holdings.sort(key=lambda h: (h.article.doc_id, h.article.id, h.claim.number_in_article))
    by_article: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        by_article[figure.article.id].append(figure)
    return View(
        tuple(figures), tuple(holdings), tuple(descents), tuple(clusters), by_id, aliases,
        by_id={f.id: f for f in figures}, by_article=by_article, pairs=frozenset(frozenset((d.earlier, d.later)) for d in descents),
    )  # fmt: skip
