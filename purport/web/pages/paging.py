"""Long lists in pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar
from urllib.parse import urlencode

Item = TypeVar("Item")
PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class Page(Generic[Item]):
    """A stretch of a list, the place of its first item and its own number from 1, and the address of its neighbours (the query alone)."""

    items: Sequence[Item]
    first: int
    number: int
    last: int
    total: int
    before: str | None
    after: str | None


def page_of(items: Sequence[Item], query: Mapping[str, str], per_page: int = PER_PAGE) -> Page[Item]:
    """The page that the query asks for; the nearest that there is."""
    last = max(1, -(-len(items) // per_page))
    asked = query.get("page", "1")
    number = min(last, max(1, int(asked))) if asked.isascii() and asked.isdigit() and len(asked) < 9 else 1
    shown = items[(number - 1) * per_page : number * per_page]
    before = _query(query, number - 1) if number > 1 else None
    return Page(
        shown,
        (number - 1) * per_page + 1,
        number,
        last,
        len(items),
        before,
        _query(query, number + 1) if number < last else None,
    )


def _query(query: Mapping[str, str], number: int) -> str:
    return urlencode({**{k: v for k, v in query.items() if v and k != "page"}, "page": number})
