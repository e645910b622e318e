"""Who a name stands for: the bundled table of bodies and people, and a project's own beside it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from purport.errors import InputError
from purport.lexicon.tables import rows
from purport.model import Body, SpeakerKind

_LEAD = re.compile(r"^(?:the|a|an|its|their|his|her)\s+", re.IGNORECASE)
_UNNAMED = re.compile(
    r"\b(?:sources?|activists?|officials?|reports?|witness(?:es)?|residents?|medics|doctors|rescuers|locals|villagers|websites?|media|diplomats?|spokes\w+|authorities|correspondents?|reporters?|police|rebels|monitor|group)\b",
    re.IGNORECASE,
)
_WITNESS = re.compile(
    r"\b(?:witness(?:es)?|residents?|survivors?|villagers|locals|passengers?|relatives?)\b", re.IGNORECASE
)


def plain_name(name: str) -> str:
    """The key under which a name is looked up: lower case, no article, no possessive, no brackets."""
    bare = re.sub(r"\s*\([^)]*\)", "", name.replace("’", "'")).strip(" \"“”,.;:'")
    bare = re.sub(r"'s?(?=\s|$)", "", _LEAD.sub("", bare))
    return re.sub(r"[\s-]+", " ", bare).lower().strip()


class Aliases:
    """The table of bodies: looks names up, and goes from a person to the body spoken for."""

    def __init__(self, bodies: Mapping[str, Body], names: Mapping[str, str]) -> None:
        self._bodies = dict(bodies)
        self._names = dict(names)

    def body(self, body_id: str) -> Body | None:
        """The body with that id, where the table has it."""
        return self._bodies.get(body_id)

    def find(self, name: str, article_id: str, country: str | None = None) -> Body:
        """The body or person that a name stands for.

        `country` is the one that the article is on: NAME@SY holds only in articles on Syria.
        A name that no row knows is an identity of its own across articles; words without a name
        ("a security source") are one only within their article.
        """
        key = plain_name(name)
        for known in (f"{key}@{(country or '').lower()}", key):
            if known in self._names:
                return self._bodies[self._names[known]]
        if _is_unnamed(name):
            kind: SpeakerKind = "witness" if _WITNESS.search(name) else "unnamed"
            return Body(f"unnamed:{article_id}:{key}", name, kind)
        where = f"{country}:" if name.islower() else ""  # "the government" is another elsewhere
        return Body(f"name:{where}{key}", name, _kind(name))

    def root(self, body: Body) -> Body:
        """The body that a person or office speaks for in the end; itself where it speaks for none."""
        seen = {body.id}
        while body.speaks_for and body.speaks_for not in seen and body.speaks_for in self._bodies:
            body = self._bodies[body.speaks_for]
            seen.add(body.id)
        return body


def _is_unnamed(name: str) -> bool:
    capitals = [w for w in name.split()[1:] if w[:1].isupper()]
    return bool(_UNNAMED.search(name)) and not capitals and not re.match(r"[A-Z]{2,}", name)


def _kind(name: str) -> SpeakerKind:
    tokens = name.split()
    institution = {"ministry", "army", "agency", "council", "centre", "center", "group", "coalition", "commission"}
    person = 2 <= len(tokens) <= 4 and all(t[:1].isupper() or t in ("al", "bin", "de") for t in tokens)
    return "person" if person and not institution & {t.lower() for t in tokens} else "body"


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
    try:
        text = path.read_text("utf-8")
    except UnicodeDecodeError:
        raise InputError(str(path), "is not UTF-8", "save it as UTF-8") from None
    lines = [
        tuple(cell.strip() for cell in line.split("\t"))
        for line in text.splitlines()
        if line.strip() and not line.startswith("#")
    ]
    bodies, names = read_table(list(rows("purport.lexicon", "bodies.tsv")), "bodies.tsv")
    own_bodies, own_names = read_table(lines, str(path))
    return Aliases({**bodies, **own_bodies}, {**names, **own_names})
