"""Who has no page, and whose name does not leave this machine: readers who comment, and private witnesses."""

from __future__ import annotations

import re
from functools import cache

from purport.findings.view import Figure, Holding
from purport.lexicon.aliases import kind_by_name
from purport.lexicon.tables import words
from purport.model import Article

_WHOSE = re.compile(r"(?:its|their|his|her|our)\b", re.IGNORECASE)  # "its command": whose, only the page tells
_SHORTEST_SURNAME = 3
_HANDLE = re.compile(r"\d|_|[a-z][A-Z]| ")  # what no ordinary word has: only such a handle is looked for in a text


def is_private(told: Figure | Holding) -> bool:
    """Whether a reader, a witness or nobody in particular speaks."""
    first = told.claim.attribution.links[:1]
    body = told.speaker if isinstance(told, Figure) else told.root
    nobody = body is None or body.kind in ("unnamed", "witness") or bool(_WHOSE.match(body.name))
    witness = bool(first) and first[0].kind == "witness"
    return told.claim.part == "comment" or witness or nobody or bool(private_name(told))


def private_name(told: Figure | Holding) -> str:
    """The name of a speaker of no register who speaks for nobody else: "Omar Hadi, a shopkeeper, said"; empty for others."""
    body = told.speaker if isinstance(told, Figure) else told.root
    if body is None or not body.id.startswith("name:"):
        return ""
    name = body.name.split(",")[0].strip()
    if kind_by_name(name) != "person":
        return ""
    text = f"{told.sentence} {body.name}"
    described = _described(name).search(text)
    official = described is not None and _official().search(described.group())
    return name if described is not None and not official else ""


@cache
def _described(name: str) -> re.Pattern[str]:
    """The name with a private role beside it: "NAME, 34, an elderly farmer", "resident NAME"."""
    roles = "|".join(map(re.escape, words("purport.lexicon", "private_roles.txt")))
    spelled = spelled_out(name)
    return re.compile(
        rf"{spelled},?\s+(?:\d+,?\s+)?(?:who is\s+)?(?:an?|the|one|his|her|their)\s+(?:[\w’'-]+\s+){{0,3}}?(?:{roles})s?\b"
        rf"|\b(?:{roles})\s+(?:named\s+|called\s+)?{spelled}",
        re.IGNORECASE,
    )


@cache
def _official() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words('purport.lexicon', 'roles.txt')))})\b", re.IGNORECASE)


def spelled_out(name: str) -> str:
    """A pattern for a name, whatever blanks stand between its words."""
    return r"(?<!\w)" + r"\s+".join(map(re.escape, name.split())) + r"(?!\w)"


class Mask:
    """Hides the private names of one article wherever its words are shown.

    In the text a name is blotted out letter by letter, so that what stands behind it stays where it is;
    elsewhere its label stands for it.
    """

    def __init__(self, article: Article, names: dict[str, str], authors: dict[str, str]) -> None:
        self._authors = {author: label for author, label in authors.items() if _authored(article, author)}
        hidden = dict(names)
        hidden |= {name.split()[-1]: label for name, label in names.items() if _surname(name)}
        hidden |= {author: label for author, label in self._authors.items() if _HANDLE.search(author)}
        ordered = sorted(hidden, key=len, reverse=True)
        self._labels = {_key(name): label for name, label in hidden.items()}
        self._pattern = re.compile("|".join(map(spelled_out, ordered)), re.IGNORECASE) if ordered else None

    def words(self, text: str) -> str:
        """With labels in place of the names."""
        return self._pattern.sub(lambda m: self._labels[_key(m.group())], text) if self._pattern else text

    def blot(self, text: str) -> str:
        """As long as before."""
        return self._pattern.sub(lambda m: re.sub(r"\w", "▪", m.group()), text) if self._pattern else text

    def author(self, name: str | None) -> str | None:
        """A reader's label; any other name as it is, without those that are hidden."""
        return self._authors.get(name, self.words(name)) if name else name


def _authored(article: Article, author: str) -> bool:
    return any(part.kind == "comment" and part.author == author for part in article.parts)


def _surname(name: str) -> bool:
    return len(name.split()) > 1 and len(name.split()[-1]) >= _SHORTEST_SURNAME


def _key(name: str) -> str:
    return " ".join(name.lower().split())
