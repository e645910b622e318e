"""Who has no page, and whose name does not leave this machine: readers who comment, and private witnesses."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from html import escape

from purport.findings.view import Figure, Holding
from purport.lexicon.aliases import kind_by_name
from purport.lexicon.tables import words
from purport.model import Article

_WHOSE = re.compile(r"(?:its|their|his|her|our)\b", re.IGNORECASE)  # "its command": whose, only the page tells
_NEAR = 60  # characters between a name and the word that says who that is


@cache
def _roles() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:{'|'.join(map(re.escape, words('purport.lexicon', 'private_roles.txt')))})\b", re.IGNORECASE
    )


def is_private(told: Figure | Holding) -> bool:
    """Whether a reader, a witness or nobody in particular speaks."""
    first = told.claim.attribution.links[:1]
    body = told.speaker if isinstance(told, Figure) else told.root
    nobody = body is None or body.kind in ("unnamed", "witness") or bool(_WHOSE.match(body.name))
    witness = bool(first) and first[0].kind == "witness"
    return told.claim.part == "comment" or witness or nobody or _is_private_person(told)


def _is_private_person(told: Figure | Holding) -> bool:
    """A person of no register beside a word for somebody who speaks for nobody else: "Omar Hadi, a shopkeeper, said"."""
    name = _person(told)
    at = told.sentence.find(name.split()[-1]) if name else -1
    return at >= 0 and bool(_roles().search(told.sentence[max(0, at - _NEAR) : at + len(name) + _NEAR]))


def _person(told: Figure | Holding) -> str:
    """The name of a speaker who is a person of no register, without what is said of them; empty where it is none."""
    body = told.speaker if isinstance(told, Figure) else told.root
    if body is None or not body.id.startswith("name:"):
        return ""
    name = body.name.split(",")[0].strip()
    return name if kind_by_name(name) == "person" else ""


class Pseudonyms:
    """Stands "a reader" and "a witness" in for the names of those who are private, numbered in the order of the articles."""

    def __init__(self, articles: Iterable[Article], told: Iterable[Figure | Holding]) -> None:
        self._names: dict[str, str] = {}
        for article in articles:
            for part in article.parts:
                if part.kind == "comment" and part.author:
                    self._add(part.author, "reader")
        for one in told:
            reader = one.claim.part == "comment"
            name = (one.claim.speaker or "") if reader else _person(one)
            if name and is_private(one):
                self._add(name, "reader" if reader else "witness")
        ordered = sorted(self._names, key=len, reverse=True)
        spelled = "|".join(rf"(?<!\w){re.escape(escape(name))}(?!\w)" for name in ordered)
        self._pattern = re.compile(spelled) if ordered else None
        self._by_spelling = {escape(name): label for name, label in self._names.items()}

    def _add(self, name: str, kind: str) -> None:
        count = sum(label.startswith(f"[{kind}") for label in self._names.values())
        self._names.setdefault(name.strip(), f"[{kind} {count + 1}]")

    def hide(self, html: str) -> str:
        """A page with the names replaced."""
        return self._pattern.sub(lambda m: self._by_spelling[m.group()], html) if self._pattern else html
