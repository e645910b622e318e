"""Search over everything: claims, questions, findings, speakers, articles."""

from __future__ import annotations

from typing import Any

from purport.store.ledger import Ledger
from purport.web.library import Library
from purport.web.pages.quotes import quotes

_MOST = 50  # of each kind


def search(library: Library, words: str) -> dict[str, Any]:
    """What holds the words, the best first, at most fifty of each kind; nothing where none are given."""
    words = words.strip()[:200]
    if not words:
        return {"q": "", "asked": False}
    wanted = words.lower().split()
    with Ledger(library.path, create=False) as ledger:
        hits = [c.id for c in ledger.search(words, _MOST) if c.id in library.claims]
        texts = [library.articles[a] for a in ledger.articles_with(words, _MOST) if a in library.articles]
    return {
        "q": words,
        "asked": True,
        "claims": quotes(library, [(c, "") for c in hits]),
        "articles": texts,
        "questions": [q for q in library.questions.values() if _holds(q.title, wanted)][:_MOST],
        "findings": [f for f in library.findings.values() if _holds(f.sentence, wanted)][:_MOST],
        "speakers": [(n, b) for n, (b, _) in library.speakers.items() if _holds(b.name, wanted)][:_MOST],
        "most": _MOST,
    }


def _holds(text: str, wanted: list[str]) -> bool:
    lower = text.lower()
    return all(word in lower for word in wanted)
