"""Bodies and officials: what they have claimed, revised, and contradicted by whom. Counts, no score."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from purport.errors import UnknownRecord
from purport.findings.view import Figure
from purport.web.library import Library
from purport.web.pages.paging import PER_PAGE, page_of
from purport.web.pages.quotes import quotes

_OWN = ("revision", "fall", "basis-changed")
_BESIDE = ("disagreement", "denial", "tension")


def listing(library: Library, query: Mapping[str, str], per_page: int = PER_PAGE) -> dict[str, Any]:
    """One page of the speakers, those with the most figures first, each with the figures, articles and outlets that it was read in."""
    words = query.get("q", "").lower().split()
    found = [
        (name, body, held)
        for name, (body, held) in library.speakers.items()
        if all(w in body.name.lower() for w in words)
    ]
    page = page_of(sorted(found, key=lambda row: (-len(row[2]), row[1].name)), query, per_page)
    rows = [(name, body, len(held), _read_in(held)) for name, body, held in page.items]
    return {"page": page, "q": query.get("q", ""), "rows": rows}


def one(library: Library, name: str, query: Mapping[str, str], per_page: int = PER_PAGE) -> dict[str, Any]:
    """A speaker with its figures, its revisions, and the findings that set it against others."""
    if name not in library.speakers:
        raise UnknownRecord(f"{name}: no speaker of this ledger has that id")
    body, held = library.speakers[name]
    own = {f.id for f in held}
    findings = {f.id: f for claim in dict.fromkeys(h.id for h in held) for f in library.findings_on.get(claim, [])}
    ordered = sorted(held, key=lambda f: (str(f.claim.said or ""), f.article.doc_id, f.claim.number_in_article))
    page = page_of(ordered, query, per_page)
    root = library.view.aliases.root(body)
    return {
        "body": body,
        "root": root if root.id != body.id else None,
        "read_in": _read_in(held),
        "total": len(held),
        "page": page,
        "rows": quotes(library, [(f.id, "") for f in page.items]),
        "revised": [f for f in findings.values() if f.kind in _OWN],
        "against": [(f, _others(library, f.claims, own)) for f in findings.values() if f.kind in _BESIDE],
        "alone": [f for f in findings.values() if f.kind not in (*_OWN, *_BESIDE)],
    }


def _read_in(held: list[Figure]) -> list[tuple[str, int]]:
    """How many articles of whose outlets the figures were read in."""
    pages = {f.article.id: f.article.outlet or f.article.doc_id for f in held}
    return Counter(pages.values()).most_common()


def _others(library: Library, claims: tuple[tuple[str, str], ...], own: set[str]) -> list[str]:
    """Who else speaks in a finding."""
    told = [library.view.by_id[c] for c, _ in claims if c in library.view.by_id and c not in own]
    return list(dict.fromkeys(f.named.name if f.named else f.page for f in told))
