"""Records to table rows and back; the one place that knows both."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import asdict
from datetime import date
from functools import lru_cache
from sys import intern
from typing import Any

from purport.model import (
    Anchor,
    Article,
    Attribution,
    Body,
    Claim,
    ControlClaim,
    DatedBy,
    FigureClaim,
    Judgement,
    Link,
    Part,
    Place,
    Quantity,
    Reason,
    Resolved,
    Span,
    Text,
)

Row = sqlite3.Row


def article_row(article: Article, extractor: str) -> dict[str, Any]:
    """The columns of `article`."""
    published, updated = _dated(article.published), _dated(article.updated)
    return {
        "id": article.id,
        "doc_id": article.doc_id,
        "origin": article.origin,
        "outlet": article.outlet,
        "title": article.title,
        "byline": article.byline,
        "url": article.url,
        "language": article.language,
        "published": published[0],
        "published_how": published[1],
        "updated": updated[0],
        "updated_how": updated[1],
        "credit": article.credit,
        "text_id": article.text.id,
        "extractor": extractor,
        "archive_url": article.archive_url,
        "retrieved": article.retrieved,
        "doubted": json.dumps([_dated(dated) for dated in article.doubted]) if article.doubted else None,
        "original_id": article.original,
        "media_type": article.media_type,
    }


def part_rows(article: Article) -> list[dict[str, Any]]:
    """The rows of `part`."""
    return [
        {
            "article_id": article.id,
            "kind": p.kind,
            "begin": p.begin,
            "until": p.until,
            "author": p.author,
            "depth": p.depth,
        }
        for p in article.parts
    ]


def anchor_rows(article: Article) -> list[dict[str, Any]]:
    """The rows of `anchor`."""
    return [
        {"article_id": article.id, "begin": a.begin, "until": a.until, "selector": a.selector} for a in article.anchors
    ]


def article_from(row: Row, parts: list[Row], anchors: list[Row]) -> Article:
    """The record of an `article` row joined with its text, its parts and its anchors."""
    doubted = [_dated_from(*pair) for pair in json.loads(row["doubted"] or "[]")]
    return Article(
        doc_id=row["doc_id"],
        origin=row["origin"],
        text=Text(row["characters"]),
        title=row["title"],
        outlet=row["outlet"],
        byline=row["byline"],
        url=row["url"],
        language=row["language"],
        published=_dated_from(row["published"], row["published_how"]),
        updated=_dated_from(row["updated"], row["updated_how"]),
        credit=row["credit"],
        parts=tuple(Part(p["kind"], p["begin"], p["until"], p["author"], p["depth"]) for p in parts),
        archive_url=row["archive_url"],
        retrieved=row["retrieved"],
        doubted=tuple(dated for dated in doubted if dated),
        anchors=tuple(Anchor(a["begin"], a["until"], a["selector"]) for a in anchors),
        original=row["original_id"],
        media_type=row["media_type"],
    )


def span_row(span: Span, characters: str) -> dict[str, Any]:
    """The columns of `span`, with the words that it holds."""
    return {
        "id": span.id,
        "text_id": span.text_id,
        "begin": span.begin,
        "until": span.until,
        "quote": characters[span.begin : span.until],
    }


def claim_row(claim: Claim, characters: str) -> dict[str, Any]:
    """The columns of `claim`; those of the other kind stay empty."""
    row: dict[str, Any] = {
        "id": claim.id,
        "article_id": claim.article_id,
        "number_in_article": claim.number_in_article,
        "span_id": claim.span.id,
        "sentence_span_id": claim.sentence_span.id,
        "sentence": characters[claim.sentence_span.begin : claim.sentence_span.until],
        "part": claim.part,
        "actor": claim.actor,
        "place": claim.place,
        "time": claim.time,
        "start": _iso(claim.start),
        "end": _iso(claim.end),
        "speaker": claim.speaker,
        "stance": claim.stance,
        "said": _iso(claim.said),
        "same_as": claim.same_as,
        "attribution": json.dumps(asdict(claim.attribution), ensure_ascii=False),
        "because": json.dumps([[r.field, r.rule] for r in claim.because], ensure_ascii=False),
    }
    if isinstance(claim, FigureClaim):
        q = claim.quantity
        return row | {
            "kind": "figure",
            "number": q.written,
            "low": q.low,
            "high": q.high,
            "bound": q.bound,
            "unit": q.unit,
            "approximate": int(q.approximate),
            "counted": claim.counted,
            "measure": claim.measure,
            "event": claim.event,
            "basis": claim.basis,
            "part_of": claim.part_of,
        }
    return row | {"kind": "control", "act": claim.act, "other": claim.other}


def claim_from(row: Row) -> Claim:
    """The record of a `claim` row joined with its two spans."""
    text_id = intern(row["text_id"])
    shared: dict[str, Any] = {
        "article_id": intern(row["article_id"]),
        "number_in_article": row["number_in_article"],
        "span": Span(text_id, row["begin"], row["until"]),
        "sentence_span": Span(text_id, row["sentence_begin"], row["sentence_until"]),
        "part": intern(row["part"]),
        "actor": _once(row["actor"]),
        "place": _once(row["place"]),
        "time": _once(row["time"]),
        "start": _day(row["start"]),
        "end": _day(row["end"]),
        "speaker": _once(row["speaker"]),
        "stance": intern(row["stance"]),
        "said": _day(row["said"]),
        "same_as": row["same_as"],
        "attribution": _attribution(row["attribution"]),
        "because": tuple(Reason(field, rule) for field, rule in json.loads(row["because"])),
    }
    if row["kind"] == "figure":
        bound, unit = intern(row["bound"]), intern(row["unit"])
        quantity = Quantity(row["number"], row["low"], row["high"], bound, unit, bool(row["approximate"]))  # type: ignore[arg-type]
        return FigureClaim(
            **shared,
            quantity=quantity,
            counted=_once(row["counted"]),
            measure=intern(row["measure"]),
            event=_once(row["event"]),
            basis=_once(row["basis"]),
            part_of=row["part_of"],
        )
    return ControlClaim(**shared, act=row["act"], other=row["other"])


def _once(words: str | None) -> str | None:
    """The words, kept in memory once however many claims have them."""
    return intern(words) if words is not None else None


@lru_cache(maxsize=4096)
def _attribution(record: str) -> Attribution:
    given = json.loads(record)
    return Attribution(tuple(Link(**step) for step in given["links"]), given["carried_over"])


@lru_cache(maxsize=65536)
def _record(target: Body | Place) -> str:
    return json.dumps(asdict(target), ensure_ascii=False)


def link_rows(meaning: Resolved) -> list[dict[str, Any]]:
    """The columns of `link`: a row for each of speaker, actor, place and country that is known."""
    known = (
        ("speaker", meaning.speaker),
        ("actor", meaning.actor),
        ("place", meaning.place),
        ("country", meaning.country),
    )
    return [
        {
            "claim_id": meaning.claim_id,
            "role": role,
            "target_id": target.id,
            "name": target.name,
            "kind": target.kind,
            "record": _record(target),
        }
        for role, target in known
        if target is not None
    ]


def meanings_from(rows: list[Row]) -> list[Resolved]:
    """Resolved records of the `link` rows, grouped by claim."""
    table: dict[str, dict[str, Any]] = {}
    for row in rows:
        record = json.loads(row["record"])
        target = Place(**record) if row["role"] in ("place", "country") else Body(**record)
        table.setdefault(row["claim_id"], {})[row["role"]] = target
    return [Resolved(claim, **roles) for claim, roles in table.items()]


def judgement_from(row: Row) -> Judgement:
    """The record of a `judgement` row."""
    return Judgement(row["on"], row["decision"], row["who"], row["when"], row["field"], row["value"], row["why"])


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


@lru_cache(maxsize=65536)
def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso else None


def _dated(dated: DatedBy | None) -> tuple[str | None, str | None]:
    return (dated.day.isoformat(), dated.how) if dated else (None, None)


def _dated_from(day: str | None, how: str) -> DatedBy | None:
    return DatedBy(date.fromisoformat(day), how) if day else None
