"""About a ledger: its inputs, what read them, which borders and registers are used, the codebooks."""

from __future__ import annotations

from collections import Counter
from typing import Any

from purport import __version__
from purport.findings.codebooks import NAMES, codebook
from purport.findings.territory.control import bundled_countries
from purport.findings.territory.shares import ground_of
from purport.lexicon.gazetteer import country_name
from purport.web.library import Library
from purport.web.pages.findings import counts


def one(library: Library) -> dict[str, Any]:
    """Everything that a figure of this ledger depends on."""
    articles = library.articles.values()
    return {
        "path": library.path.name,
        "version": __version__,
        "made_with": library.made_with,
        "counts": counts(library),
        "outlets": Counter(a.outlet or "no outlet named" for a in articles).most_common(),
        "kinds": Counter(a.media_type or "text" for a in articles).most_common(),
        "dated": Counter(a.published.how if a.published else "no date" for a in articles).most_common(),
        "judged": Counter(j.who for j in library.judgements).most_common(),
        "codebooks": [codebook(name) for name in NAMES],
        "lands": [
            (country_name(code) or code, ground.control.published_by, ground.land.source)
            for code in bundled_countries()
            for ground in [ground_of(code)]
            if ground is not None
        ],
    }
