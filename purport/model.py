"""The records that the stages hand on (DESIGN.md, section 3).

A later record points at an earlier one by id and span; it never copies or changes text. Ids are
hashes of what makes the record that record, so a second run over the same input changes nothing.
Dates are `datetime.date`; a period is `start` to `end`, both days included; offsets are called
`begin` and `until` (Python slices) and count characters of the text.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Bound = Literal["exact", "about", "at_least", "more_than", "at_most", "less_than", "range"]
Stance = Literal["asserted", "denied", "doubted", "possible"]
Act = Literal["captured", "lost", "holds", "besieges", "contests"]
PartKind = Literal["body", "headline", "caption", "note", "comment", "credit"]
SpeakerKind = Literal["person", "body", "agency", "outlet", "witness", "unnamed"]
# How the direction of two like articles was told, where nothing tells it.
UNKNOWN_ORDER = "unknown which came first"
LikenessKind = Literal["reprint", "follows"]
Severity = Literal["contradiction", "tension", "information"]

KINDS = (
    "disagreement", "denial", "control-clash", "self-contradiction", "revision", "fall", "basis-changed",
    "part-exceeds-whole", "parts-do-not-sum", "periods-clash", "shares-exceed-whole", "beyond-the-possible",
    "units-clash", "tension", "echo", "drift", "unattributed", "share-readings",
)  # fmt: skip
MEASURES = (
    "killed", "injured", "casualties", "detained", "kidnapped", "missing", "surrendered", "displaced",
    "evacuated", "returned", "present", "involved", "places_captured", "places", "territory",
    "destroyed", "seized", "restored", "attacks", "aid", "money", "opinion", "distance", "other",
)  # fmt: skip


def content_id(prefix: str, *made_of: object) -> str:
    """A short id: the prefix and 16 hex digits of the SHA-256 of what makes the record itself."""
    text = "\x1f".join("" if item is None else str(item) for item in made_of)
    return f"{prefix}-{hashlib.sha256(text.encode()).hexdigest()[:16]}"


def _kept(record: object, made: str) -> str:
    """Keeps an id that is asked for again and again in the record's `_id`."""
    object.__setattr__(record, "_id", made)
    return made


@dataclass(frozen=True, slots=True)
class Text:
    """Characters, known by their SHA-256."""

    characters: str
    _id: str = field(default="", init=False, repr=False, compare=False)

    @property
    def id(self) -> str:
        """The full SHA-256 of the characters in UTF-8 (lone surrogates are kept as they are)."""
        return self._id or _kept(self, hashlib.sha256(self.characters.encode("utf-8", "surrogatepass")).hexdigest())


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of one text: "68 children" in "at least 68 children among them"."""

    text_id: str
    begin: int
    until: int

    @property
    def id(self) -> str:
        """Made of the text and the two offsets."""
        return content_id("s", self.text_id, self.begin, self.until)


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of an article that somebody in particular wrote.

    "[SF: It remains unclear how Mizintsev reached this 96.5%.]" is a note, "The original source of
    this article is South Front" a credit; a reader's comment carries its author and how deep it is
    nested (0: it answers no other). What lies in no part is furniture of the page: kept, not read.
    """

    kind: PartKind
    begin: int
    until: int
    author: str | None = None
    depth: int = 0


@dataclass(frozen=True, slots=True)
class DatedBy:
    """A date of an article and how it was found.

    `how` is "given" (with the record or by a person), "dateline" (words on the page), "metadata"
    (the page's head, a mail's header, a feed's entry), "url", "hint" or "file" (the file's name).
    """

    day: date
    how: str


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a stretch of an article's text stands in the original.

    `selector` is an XPath (it begins with "/": the element of a web page), else the fragment of
    the medium's own standard: "page=3" of a PDF (RFC 8118), "line=7" of a text file (RFC 5147),
    "row=7" of a table (RFC 7111).
    """

    begin: int
    until: int
    selector: str


@dataclass(frozen=True, slots=True)
class Original:
    """The bytes as they were found, known by their SHA-256; several articles may come from one."""

    content: bytes
    media_type: str

    @property
    def id(self) -> str:
        """The full SHA-256 of the bytes."""
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True, slots=True)
class Article:
    """One publication of a text: "MOSCOW, April 8. /TASS/. In the past 24 hours …", on tass.com.

    `original` is the id of the bytes that it was read from; `retrieved` says when the page was
    saved (ISO 8601) and `archive_url` where an archive holds it; `doubted` are dates that no news
    page can have (in the future, or before 1990): kept, not used.
    """

    doc_id: str
    origin: str
    text: Text
    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    url: str | None = None
    language: str | None = None
    published: DatedBy | None = None
    updated: DatedBy | None = None
    credit: str | None = None
    parts: tuple[Part, ...] = ()
    archive_url: str | None = None
    retrieved: str | None = None
    doubted: tuple[DatedBy, ...] = ()
    anchors: tuple[Anchor, ...] = ()
    original: str | None = None
    media_type: str | None = None
    _id: str = field(default="", init=False, repr=False, compare=False)

    @property
    def id(self) -> str:
        """Made of where it came from and its text: identical copies of two outlets stay two."""
        return self._id or _kept(self, content_id("a", self.origin, self.text.id))

    @property
    def day(self) -> date | None:
        """The day that words such as "Tuesday" are read against: of publication, where more than a hint gives it."""
        guessed = self.published is None or self.published.how in ("hint", "file")
        dated = self.updated if guessed and self.updated else self.published
        return dated.day if dated else None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as written, and the interval it stands for: "at least 12" is 12 to None."""

    written: str
    low: float | None
    high: float | None
    bound: Bound = "exact"
    unit: str = "count"
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """One step of a road: "Anadolu" (agency, "citing") of "Anadolu, citing the SRGC"."""

    name: str
    kind: SpeakerKind
    cue: str
    begin: int
    until: int


@dataclass(frozen=True, slots=True)
class Attribution:
    """The road from the first speaker to the page; empty where the article speaks itself.

    `carried_over`: the sentence goes on with the speaker of an earlier one.
    """

    links: tuple[Link, ...] = ()
    carried_over: bool = False


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a field reads as it does: "measure", "verb killed → killed (measures.tsv)"."""

    field: str
    rule: str


@dataclass(frozen=True, slots=True)
class ClaimBase:
    """What figure and control claims share; the fields of gold/GUIDELINE.md, by their names there.

    `span` is the number (or the place's name), `sentence_span` the sentence. `said` is the day of
    speaking, which is not the figure's period. `because` holds the reason of every field.
    """

    article_id: str
    number_in_article: int
    span: Span
    sentence_span: Span
    part: PartKind
    actor: str | None = None
    place: str | None = None
    time: str | None = None
    start: date | None = None
    end: date | None = None
    speaker: str | None = None
    stance: Stance = "asserted"
    attribution: Attribution = field(default_factory=Attribution)
    said: date | None = None
    same_as: str | None = None
    because: tuple[Reason, ...] = ()
    _id: str = field(default="", init=False, repr=False, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureClaim(ClaimBase):
    """A number given for something in the world: "at least 68 children among them".

    `event` holds the words for what happened, as written ("neutralized", "got rid of"), never
    made plainer than they are; `basis` the words for who is included or how it was counted.
    """

    quantity: Quantity
    counted: str | None = None
    measure: str = "other"
    event: str | None = None
    basis: str | None = None
    part_of: str | None = None

    @property
    def id(self) -> str:
        """Made of article, number's span and kind: a judgement survives a better extraction."""
        return self._id or _kept(self, content_id("c", self.article_id, self.span.begin, self.span.until, "figure"))


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlClaim(ClaimBase):
    """A side took, lost or holds a named place: "SDF units took control of al-Jaif"."""

    act: Act
    other: str | None = None

    @property
    def id(self) -> str:
        """Made of article, the place's span and the act."""
        return self._id or _kept(self, content_id("c", self.article_id, self.span.begin, self.span.until, self.act))


Claim = FigureClaim | ControlClaim


@dataclass(frozen=True, slots=True)
class Body:
    """A speaker or actor under one identity: "SOHR", "the Observatory", "a Britain-based monitor".

    `speaks_for` is the id of the body that a person or office belongs to; `side` is data.
    """

    id: str
    name: str
    kind: SpeakerKind
    speaks_for: str | None = None
    side: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the gazetteer; a toponym that no entry answers to has no Place at all."""

    id: str
    name: str
    country: str | None
    latitude: float | None
    longitude: float | None
    kind: str = "place"
    within: str | None = None
    area_km2: float | None = None
    population: int | None = None


@dataclass(frozen=True, slots=True)
class Resolved:
    """What the words of one claim stand for, as far as the registers know; `country` is the article's."""

    claim_id: str
    speaker: Body | None = None
    actor: Body | None = None
    place: Place | None = None
    country: Place | None = None
    doubtful: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two articles that have their words, or their figures and quotations, in common.

    `kind` is "reprint" (one text) or "follows" (re-told); `share` how much of the shorter text's
    five-word runs stands in the longer; `items` how many telling figures and quoted sentences
    stand in both in one order. Which of the two came first is no part of it: see `Descent`.
    """

    one: str
    other: str
    kind: LikenessKind
    share: float
    items: int


@dataclass(frozen=True, slots=True)
class Descent:
    """An article that reprints or follows an earlier one, and how the direction was told.

    `how` is "credit line" (an agency's tag in the dateline is one), "byline", "date", or UNKNOWN_ORDER.
    """

    earlier: str
    later: str
    kind: LikenessKind
    share: float
    items: int
    how: str


@dataclass(frozen=True, slots=True)
class Cluster:
    """Articles that are reprints of one of them: each pair is verified on its own, none is chained."""

    first: str
    articles: tuple[str, ...]
    pairs: tuple[Descent, ...]

    @property
    def id(self) -> str:
        """Made of the articles in it."""
        return content_id("k", *sorted(self.articles))


@dataclass(frozen=True, slots=True)
class Question:
    """Comparable claims: "People killed · Khan Sheikhoun · 4 April 2017".

    `claims` are in the order of the day that they speak of; `low` and `high` the outer range;
    `independent` is at most how many independent speakers answer it, `shown` how many at least: of
    these every two are shown to be independent.
    """

    title: str
    claims: tuple[str, ...]
    low: float | None
    high: float | None
    independent: int
    shown: int = 0

    @property
    def id(self) -> str:
        """Made of the claims gathered."""
        return content_id("q", *sorted(self.claims))


@dataclass(frozen=True, slots=True)
class Finding:
    """What cannot all be so, or is worth knowing: kind, claims in their roles, the sum done.

    `claims` are (claim id, role); `working` holds the sum with its numbers and assumptions.
    """

    kind: str
    severity: Severity
    claims: tuple[tuple[str, str], ...]
    sentence: str
    working: str
    rule: str

    @property
    def id(self) -> str:
        """Made of the kind and the claims in their roles."""
        return content_id("f", self.kind, *(f"{claim}:{role}" for claim, role in self.claims))


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person's decision; it outranks any score and is only ever followed by a later one."""

    on: str
    decision: str
    who: str
    when: str
    field: str | None = None
    value: str | None = None
    why: str | None = None

    @property
    def id(self) -> str:
        """Made of what was decided on what, by whom and when."""
        return content_id("j", self.on, self.decision, self.field, self.value, self.who, self.when)
