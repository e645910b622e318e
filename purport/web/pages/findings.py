"""The list of findings, and one finding with its words, its sum, its roads and how to cite it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from purport.findings.territory.readings import Reading
from purport.findings.territory.shares import readings_of
from purport.model import KINDS, Finding
from purport.web.library import Head, Library
from purport.web.pages.paging import PER_PAGE, Page, page_of
from purport.web.pages.quotes import quotes

_IN_THE_TABLE = re.compile(r"It (?:holds|does not): |purport control table")  # what the table of readings shows whole
SEVERITIES = ("contradiction", "tension", "information")
SORTS = ("severity", "date", "outlet", "kind")


@dataclass(frozen=True, slots=True)
class Filters:
    """What of the findings is shown, and in which order."""

    severity: str = ""
    kind: str = ""
    outlet: str = ""
    sort: str = "severity"

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Filters:
        """From the address; what is no severity, kind or order is left out."""
        severity, kind = query.get("severity", ""), query.get("kind", "")
        sort = query.get("sort", "severity")
        return cls(
            severity if severity in SEVERITIES else "",
            kind if kind in KINDS else "",
            query.get("outlet", ""),
            sort if sort in SORTS else "severity",
        )

    def keeps(self, head: Head) -> bool:
        """Whether a finding is shown."""
        return (
            self.severity in ("", head.finding.severity)
            and self.kind in ("", head.finding.kind)
            and (not self.outlet or self.outlet in head.outlets)
        )


def listing(library: Library, query: Mapping[str, str], per_page: int = PER_PAGE) -> dict[str, Any]:
    """One page of the findings, with the counts that the filters show."""
    filters = Filters.of(query)
    heads = [h for h in library.heads if filters.keeps(h)]
    page: Page[Head] = page_of(_in_order(heads, filters.sort), query, per_page)
    return {
        "filters": filters,
        "page": page,
        "rows": [(head, quotes(library, head.finding.claims)) for head in page.items],
        "severities": Counter(h.finding.severity for h in library.heads),
        "kinds": sorted(Counter(h.finding.kind for h in library.heads).items()),
        "outlets": sorted(Counter(o for h in library.heads for o in h.outlets).items()),
        "counts": counts(library),
        "sorts": SORTS,
    }


def counts(library: Library) -> dict[str, int]:
    """What the ledger holds."""
    return {
        "articles": len(library.articles),
        "claims": len(library.claims),
        "questions": len(library.questions),
        "findings": len(library.findings),
    }


def _in_order(heads: list[Head], sort: str) -> list[Head]:
    if sort == "date":
        return sorted(heads, key=lambda h: h.day or date.min, reverse=True)
    if sort == "outlet":
        return sorted(heads, key=lambda h: [o.lower() for o in h.outlets])
    return sorted(heads, key=lambda h: h.finding.kind) if sort == "kind" else heads


def one(library: Library, finding_id: str) -> dict[str, Any]:
    """A finding: its sentences, the questions that it is about, the table of readings of a share, what was decided."""
    finding = library.finding(finding_id)
    questions = {q.id: q for c, _ in finding.claims for q in library.questions_on.get(c, [])}
    shown = quotes(library, finding.claims)
    readings = _readings(library, finding)
    return {
        "finding": finding,
        "quotes": shown,
        "questions": list(questions.values()),
        "working": [s for s in sentences(finding.working) if not (readings and _IN_THE_TABLE.match(s))],
        "readings": readings,
        "decided": library.standing_on.get(finding.id),
        "history": library.judgements_on.get(finding.id, []),
        "last_said": max((q.said for q in shown if q.said), default=None),
    }


def sentences(working: str) -> list[str]:
    """The working, sentence by sentence, so that each can stand on a line."""
    parts = working.replace(". ", ".\n").split("\n")
    return [part.strip() for part in parts if part.strip()]


def _readings(library: Library, finding: Finding) -> list[tuple[Reading, str]]:
    """The whole closed list with its verdicts, where the finding is on a share and a map is known."""
    if finding.kind != "share-readings":
        return []
    figures: Iterable[Any] = library.figures(c for c, role in finding.claims if role == "share")
    return [row for figure in figures for row in readings_of(figure, library.view.aliases)]
