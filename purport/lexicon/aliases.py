"""Who a name stands for: the bundled table of bodies and people, and a project's own beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path

from purport.errors import InputError
from purport.lexicon.tables import rows, table_rows, words
from purport.model import Article, Body, SpeakerKind

_LEAD = re.compile(r"^(?:the|a|an|its|their|his|her)\s+", re.IGNORECASE)
_PEOPLE = (
    r"(?:sources?|officials?|spokes\w+|reporters?|correspondents?|photographers?|commanders?|officers?|members?|fighters?"
    r"|activists?|residents?|witness(?:es)?|medics|doctors|workers|organi[sz]ers|villagers)"
)
_UNNAMED = re.compile(
    rf"\b(?:{_PEOPLE}|reports?|rescuers|locals|websites?|media|diplomats?|authorities|police|rebels|monitor|group)\b",
    re.IGNORECASE,
)
_WITNESS = re.compile(
    r"\b(?:witness(?:es)?|residents?|survivors?|villagers|locals|passengers?|relatives?)\b", re.IGNORECASE
)

_INSTITUTION = re.compile(
    r"\b(?:ministry|army|agency|council|cent(?:er|re)|group|coalition|commission|watch|organi[sz]ation|committees?|company|association"
    r"|department|directorate|news|times|post|tribune|daily|institute|university|network|office|bank|forces|front|party|union|police"
    r"|command|government|corps|borders|brigade|movement|foundation|society|television|tv|radio|hospital|court|board)\b",
    re.IGNORECASE,
)
# What is written speaks for whoever wrote it, and which of them that is only the page tells.
_WRITTEN = re.compile(
    r"(?:(?:the|an?|its|their|this) )?(?:[a-z-]+ )?(?:documents?|statements?|bulletins?|reports?|letters?|briefings?|press releases?|posts?"
    r"|messages?|publications?|papers?|stud(?:y|ies)|surveys?|figures|data|statistics)",
    re.IGNORECASE,
)
_STATEMENT = re.compile(
    r"(?:the )?(?P<who>[^\n:]{3,120}?)\s*(?::|\n)\s*(?:daily |press |joint )?(?:statement|bulletin|communiqu[eé]|press release|briefing)\b",
    re.IGNORECASE,
)
_HEAD = 300  # characters: a statement says what it is in its first lines
_PARTICLES = ("al", "bin", "de", "el", "von", "van", "abu", "ibn")
_PREFIXES = ("al-", "el-", "ash-", "as-", "ad-", "an-", "ar-", "at-", "az-")
_SOMEBODY_OF = re.compile(
    rf"(?:an?\s|the\s|one\s|some\s)?(?:\w+\s){{0,2}}{_PEOPLE}\s(?:in|at|of|from|with|within|for|inside|on)\s(?:the\s)?(.+)",
    re.IGNORECASE,
)
_BODYS_PEOPLE = re.compile(rf"(?:an?\s|the\s)?(.+?)(?:['’]?s)?\s{_PEOPLE}(?:\s(?:in|at|near)\s.+)?", re.IGNORECASE)
# Words that describe a body before its name, and words for what it is behind it.
_DESCRIBED = re.compile(
    r"(?:[Tt]he (?:organi[sz]ation|group) known as|[Tt]he|[Aa]n?|[\w.]+-(?:based|backed|led|linked|run|aligned|affiliated)"
    r"|[Oo]pposition|[Oo]pposing|[Pp]ro-\w+|[Ss]tate(?:-run)?|[Oo]fficial|[Mm]ilitant|[Jj]ihadist|[Rr]ebel|ISIS run"
    r"|[A-Z][a-z]+(?:an|ian|ish|ese|i|ic|ch))\s+(?=\S)"
)
_ELSEWHERE = re.compile(r"(?-i:[A-Z][a-z]+\s)|\S+-(?:led|run)\b")
_KIND_BEHIND = re.compile(
    r"(?:['’]s?)?\s+(?:group|organi[sz]ation|movement|militia|faction|fighters?|terrorists?|militants?|rebels?|jihadists?|troops|soldiers|units"
    r"|forces|news agency|agency|newspaper|daily|TV|television|TV channel|channel|website|media office|press office|spokes\w+)$"
)


@lru_cache(maxsize=50000)
def plain_name(name: str) -> str:
    """The key under which a name is looked up: lower case, no article, no possessive, no brackets."""
    bare = re.sub(r"\s*\([^)]*\)", "", name.replace("’", "'")).strip(" \"“”,.;:'")
    bare = re.sub(r"'s?(?=\s|$)", "", _LEAD.sub("", bare))
    return re.sub(r"[\s-]+", " ", bare).lower().strip()


class Aliases:
    """The table of bodies: looks names up, and goes from a person to the body spoken for."""

    def __init__(
        self, bodies: Mapping[str, Body], names: Mapping[str, str], joined: Mapping[str, Body] | None = None
    ) -> None:
        self._bodies = dict(bodies)
        self._names = dict(names)
        self._joined = dict(joined or {})
        self._made: dict[str, Body] = {}

    def joined(self, pairs: Iterable[frozenset[str]]) -> Aliases:
        """The same table, with the bodies of each pair as one: the table's own, else the first by id."""
        joined: dict[str, Body] = dict(self._joined)
        for pair in pairs:
            ids = [joined[i].id if i in joined else i for i in sorted(pair)]
            chosen = next((i for i in ids if i in self._bodies), ids[0])
            body = self._bodies.get(chosen) or Body(chosen, chosen.partition(":")[2].title() or chosen, "person")
            joined |= dict.fromkeys((*pair, *ids), body)
        return Aliases(self._bodies, self._names, joined)

    def body(self, body_id: str) -> Body | None:
        """The body with that id, where the table has it."""
        return self._bodies.get(body_id)

    def find(self, name: str, article_id: str, country: str | None = None) -> Body:
        """The body or person that a name stands for, people's decisions that two are one kept."""
        body = self._find(name, article_id, country)
        body = self._made.setdefault(body.id, body)  # one object for one body, however many claims it gives
        return self._joined.get(body.id, body)

    def _find(self, name: str, article_id: str, country: str | None) -> Body:
        """The body or person that a name stands for.

        `country` is the one that the article is on: NAME@SY holds only in articles on Syria.
        A name that no row knows is an identity of its own across articles; words without a name
        ("a security source") are one only within their article, and speak for the body that they are said
        to be of; of "X and Y" the first that is known is spoken for.
        """
        for said, local in _readings(name):
            body = self._known(said, country if local else None)
            if body is not None:
                return body
        key = plain_name(name)
        behind = next((b for body in _bodies_spoken_for(name) if (b := self._known(body, country))), None)
        if behind is not None or _is_unnamed(name) or _WRITTEN.fullmatch(name):
            kind: SpeakerKind = "witness" if _WITNESS.search(name) else "unnamed"
            return Body(f"unnamed:{article_id}:{key}", name, kind, speaks_for=behind.id if behind else None)
        where = f"{country}:" if name.islower() else ""  # "the government" is another elsewhere
        bare = _without_role(name)
        full = bare if kind_by_name(bare) == "person" else name
        halves = re.split(r" and (?:the )?", full, maxsplit=1)
        joint = next((b for half in halves if (b := self._known(half, country))), None) if len(halves) > 1 else None
        return Body(f"name:{where}{plain_name(full)}", name, kind_by_name(full), speaks_for=joint.id if joint else None)

    def _known(self, name: str, country: str | None) -> Body | None:
        key = plain_name(name)
        for known in (f"{key}@{(country or '').lower()}", key):
            if known in self._names:
                return self._bodies[self._names[known]]
        return None

    def known(self, name: str, country: str | None = None) -> Body | None:
        """The body of the table that has the name as it stands; None where none has."""
        return self._known(name, country)

    def issuer(self, article: Article) -> Body | None:
        """The body whose own statement or bulletin the article is; None for news.

        Its outlet or byline is a body of the table, or its title or first line names one before a word
        such as "statement": "Russian Centre for reconciliation: bulletin for 14 September".
        """
        for name in filter(None, (article.outlet, article.byline)):
            body = self._known(name, None)
            if body is not None and body.kind == "body":
                return body
        for text in filter(None, (article.title, article.text.characters[:_HEAD])):
            heading = _STATEMENT.match(text)
            root = self.root(self.find(heading["who"], article.id)) if heading else None
            if root is not None and root.id in self._bodies and root.kind == "body":
                return root
        return None

    def root(self, body: Body) -> Body:
        """The body that a person or office speaks for in the end; itself where it speaks for none."""
        seen = {body.id}
        while body.speaks_for and body.speaks_for not in seen and body.speaks_for in self._bodies:
            body = self._bodies[body.speaks_for]
            seen.add(body.id)
        return body


def _readings(name: str) -> Iterator[tuple[str, bool]]:
    """The words that a name may be known by, the fullest first, and whether a country's own names may answer.

    "the UK-based opposition Syrian Observatory for Human Rights", "Jaish al-Islam terrorists", "Special
    Inspector General for Afghanistan Reconstruction (SIGAR)", "the UN children's agency UNICEF". Once a
    nationality is taken off, "government" is no longer that of the article's country.
    """
    yield name, True
    yield from ((short, True) for short in re.findall(r"\(([^()]{2,40})\)", name))
    bare, local = _without_role(re.sub(r"\s*\([^)]*\)", "", name)), True
    if bare != name:
        yield bare, True
    while " and " not in bare:
        lead, tail = _DESCRIBED.match(bare), _KIND_BEHIND.search(bare)
        if lead and lead.end() < len(bare):
            local = local and not _ELSEWHERE.match(lead.group())
            bare = bare[lead.end() :]
        elif tail and tail.start():
            bare = bare[: tail.start()]
        else:
            break
        yield bare, local
    last = bare.split()[-1] if bare.split() else ""
    if len(last) > 2 and last.isupper() and " and " not in bare:
        yield last, False


def _without_role(name: str) -> str:
    """ "Railway Minister Piyush Goyal" → "Piyush Goyal"; the name as it is where no name is left behind the role."""
    tokens = name.split()
    roles = [at for at, token in enumerate(tokens) if token.lower().strip(".") in words("purport.lexicon", "roles.txt")]
    rest = tokens[roles[-1] + 1 :] if roles else []
    if {"of", "to", "from", "and"} & set(tokens[: roles[-1]] if roles else ()):
        return name  # "forces loyal to President …" are not he
    is_name = 1 <= len(rest) <= 4 and all(t[:1].isupper() or t in _PARTICLES or t.startswith(_PREFIXES) for t in rest)
    return " ".join(rest) if is_name else name


def _bodies_spoken_for(name: str) -> Iterator[str]:
    """The body that somebody unnamed belongs to: "a source in the YPG", "SANA reporter in Aleppo"."""
    for pattern in (_BODYS_PEOPLE, _SOMEBODY_OF):
        match = pattern.fullmatch(name)
        if match:
            yield match.group(1)


def _is_unnamed(name: str) -> bool:
    if _SOMEBODY_OF.fullmatch(name):
        return True  # "A source at Aleppo Police Command" is nobody in particular
    capitals = [w for w in name.split()[1:] if w[:1].isupper()]
    return bool(_UNNAMED.search(name)) and not capitals and not re.match(r"[A-Z]{2,}", name)


def is_somebody(body: Body) -> bool:
    """Whether a body is one of the table, a person by name, or has a word for an institution in its name."""
    return not body.id.startswith("name:") or body.kind == "person" or bool(_INSTITUTION.search(body.name))


def kind_by_name(name: str) -> SpeakerKind:
    tokens = name.split()
    person = 2 <= len(tokens) <= 4 and all(
        t[:1].isupper() or t in _PARTICLES or t.startswith(_PREFIXES) for t in tokens
    )
    return "person" if person and not _INSTITUTION.search(name) else "body"


def read_table(lines: list[tuple[str, ...]], where: str) -> tuple[dict[str, Body], dict[str, str]]:
    """Bodies by id and ids by name from rows of the table; InputError names a row that is short."""
    bodies: dict[str, Body] = {}
    names: dict[str, str] = {}
    for row in lines:
        if len(row) < 3:
            raise InputError(where, f"row {row[0]!r} has {len(row)} columns", "give id, name, kind at least")
        cells = (*row, *[""] * (6 - len(row)))
        bodies[cells[0]] = Body(cells[0], cells[1], cells[2], cells[3] or None, cells[4] or None)  # type: ignore[arg-type]
        for name in (cells[1], *cells[5].split("|")):
            if name:
                names.setdefault(plain_name(name), cells[0])
    return bodies, names


@cache
def bundled() -> Aliases:
    """The table that comes with purport."""
    return Aliases(*read_table(list(rows("purport.lexicon", "bodies.tsv")), "bodies.tsv"))


@cache
def body_names() -> frozenset[str]:
    """The plain names of all bodies and people of the bundled table."""
    return frozenset(
        name.split("@")[0] for name in read_table(list(rows("purport.lexicon", "bodies.tsv")), "bodies.tsv")[1]
    )


def with_project(path: Path) -> Aliases:
    """The bundled table with a project's own rows before it, if the file is there."""
    if not path.is_file():
        return bundled()
    bodies, names = read_table(list(rows("purport.lexicon", "bodies.tsv")), "bodies.tsv")
    own_bodies, own_names = read_table(table_rows(path), str(path))
    return Aliases({**bodies, **own_bodies}, {**names, **own_names})
