"""One address of every page of a ledger, the fullest that it has."""

from __future__ import annotations

from pathlib import Path

from purport.model import FigureClaim
from purport.web.library import Library


def pages_of(path: Path) -> dict[str, str]:
    """Name → address."""
    library = Library.of(path)
    fullest = max(library.questions, key=lambda q: (len(library.questions[q].claims), q))
    pair = library.view.descents[0]
    reprinted = library.claims_in[pair.earlier]
    claim = next(c for c in reprinted if isinstance(c, FigureClaim) and library.questions_on.get(c.id))
    share = next(f.id for f in reversed(library.findings.values()) if f.kind == "share-readings")
    speaker = max(library.speakers, key=lambda s: (len(library.speakers[s][1]), s))
    return {
        "findings": "/", "finding": f"/findings/{next(iter(library.findings))}", "share": f"/findings/{share}",
        "questions": "/questions", "question": f"/questions/{fullest}", "claims": "/claims",
        "claim": f"/claims/{claim.id}", "articles": "/articles", "article": f"/articles/{pair.later}",
        "beside": f"/articles/{pair.earlier}/beside/{pair.later}", "speakers": "/speakers",
        "speaker": f"/speakers/{speaker}", "map": "/map?side=government&claimed=more+than+96.5",
        "review": "/review", "search": "/search?q=Syria", "about": "/about",
    }  # fmt: skip
