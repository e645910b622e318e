"""The flat table: one row a claim, every cell beside the sentence that it was read from."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from typing import IO, Any

from purport.model import Article, Claim, Resolved
from purport.publications.records import guideline_rows

COLUMNS = (
    "claim_id",
    "doc_id",
    "article_id",
    "outlet",
    "title",
    "url",
    "published",
    "published_how",
    "kind",
    "number",
    "low",
    "high",
    "bound",
    "unit",
    "counted",
    "measure",
    "event",
    "basis",
    "act",
    "actor",
    "other",
    "place",
    "place_id",
    "time",
    "start",
    "end",
    "speaker",
    "speaker_id",
    "carried_over",
    "stance",
    "part_of",
    "same_as",
    "part",
    "sentence",
    "sentence_begin",
    "sentence_until",
    "number_begin",
    "number_until",
    "because",
)


def write_csv(out: IO[str], articles: Iterable[Article], claims: Iterable[Claim], meanings: Iterable[Resolved]) -> int:
    """Writes the table and gives the number of rows. Offsets count characters of the stored text."""
    known = {m.claim_id: m for m in meanings}
    by_article: dict[str, list[Claim]] = {}
    for claim in claims:
        by_article.setdefault(claim.article_id, []).append(claim)
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    count = 0
    for article in articles:
        held = by_article.get(article.id, [])
        ids = {c.number_in_article: c.id for c in held}
        for claim, row in zip(held, guideline_rows(article, held), strict=True):
            writer.writerow({k: safe_cell(v) for k, v in _row(article, claim, row, ids, known).items()})
            count += 1
    return count


def _row(
    article: Article, claim: Claim, row: dict[str, Any], ids: dict[int, str], known: dict[str, Resolved]
) -> dict[str, Any]:
    meaning = known.get(claim.id, Resolved(claim.id))
    flat = {key: row[key] for key in COLUMNS if key in row}
    return flat | {
        "claim_id": claim.id,
        "doc_id": article.doc_id,
        "article_id": article.id,
        "outlet": article.outlet,
        "title": article.title,
        "url": article.url,
        "published": article.published.day.isoformat() if article.published else None,
        "published_how": article.published.how if article.published else None,
        "place_id": meaning.place.id if meaning.place else None,
        "speaker_id": meaning.speaker.id if meaning.speaker else None,
        "carried_over": claim.attribution.carried_over or None,
        "part_of": ids.get(row.get("part_of") or 0),
        "same_as": ids.get(row.get("same_as") or 0),
        "sentence_begin": claim.sentence_span.begin,
        "sentence_until": claim.sentence_span.until,
        "number_begin": claim.span.begin,
        "number_until": claim.span.until,
        "because": "; ".join(f"{r.field}: {r.rule}" for r in claim.because),
    }


def safe_cell(words: Any) -> Any:
    """A cell that a spreadsheet takes for text even where a page begins it with a formula sign."""
    return f"'{words}" if isinstance(words, str) and words[:1] in ("=", "+", "-", "@", "\t", "\r") else words
