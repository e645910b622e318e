"""What people decide: corrections, removals, decisions, claims entered by hand; only ever written down anew."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from datetime import date
from typing import Any, get_args

from purport.claims.extract import extract
from purport.entities.judged import (
    CLAIM_DECISIONS,
    PAIR_DECISIONS,
    QUANTITY_FIELDS,
    Decisions,
    corrected_article,
    corrected_claim,
    pair_id,
    standing,
)
from purport.errors import PurportError, UnknownRecord
from purport.lexicon.units import by_symbol
from purport.model import (
    MEASURES,
    Article,
    Bound,
    Claim,
    FigureClaim,
    Judgement,
    PartKind,
    Stance,
)
from purport.pipeline import find_article, judgement_on, save_claims
from purport.pipeline.reviewing import queue
from purport.store.ledger import Ledger

CORRECTABLE_ARTICLE = ("date", "outlet", "title")
CORRECTABLE_CLAIM = (
    "low", "high", "bound", "unit", "counted", "measure", "actor", "other", "place", "time", "start", "end",
    "speaker", "stance",
)  # fmt: skip
_LARGEST = 1e15  # more is no count of anything
ENTERABLE = tuple(name for name in CORRECTABLE_CLAIM if name != "other")


def correct(
    ledger: Ledger, name: str, field_name: str, value: str, *, who: str | None = None, why: str | None = None
) -> Judgement:
    """Writes a correction down and applies it; a claim's stays beside what was read."""
    claim = _claim_or_none(ledger, name)
    on = claim.id if claim else find_article(ledger, name).id
    allowed = correctable(claim) if claim else list(CORRECTABLE_ARTICLE)
    if field_name not in allowed:
        raise PurportError(f"{field_name}: cannot be corrected; give one of {', '.join(allowed)}")
    judgement = judgement_on(on, "corrected", who=who, field_name=field_name, value=value, why=why)
    _check_value(judgement, claim, ledger.judgements(on))
    ledger.judge(judgement)
    if claim is None:
        article = corrected_article(find_article(ledger, name), [judgement])
        save_claims(ledger, article, extract(article))
    return judgement


def correctable(claim: Claim) -> list[str]:
    """The fields of a claim that a person may correct."""
    return [f for f in CORRECTABLE_CLAIM if _has_field(claim, f)]


def _claim_or_none(ledger: Ledger, name: str) -> Claim | None:
    try:
        return ledger.claim(name)
    except UnknownRecord:
        return None


def _has_field(claim: Claim, name: str) -> bool:
    return hasattr(claim, name) or (name in QUANTITY_FIELDS and isinstance(claim, FigureClaim))


_CHOICES = {"bound": get_args(Bound), "stance": get_args(Stance), "measure": MEASURES}


def _check_choice(name: str, value: str) -> None:
    choices = ("count", "magnitude", *by_symbol()) if name == "unit" else _CHOICES.get(name)
    if choices and value not in choices:
        raise PurportError(f"{value}: is no {name}; give one of {', '.join(choices)}")


def _check_value(judgement: Judgement, claim: Claim | None, before: list[Judgement]) -> None:
    """PurportError where the value is none of its field's, or leaves an interval or a period that is none."""
    name, value = judgement.field or "", judgement.value or ""
    _check_choice(name, value)
    try:
        if claim is None:
            if name == "date":
                date.fromisoformat(value)
            return
        changed = corrected_claim(claim, [*before, judgement])
    except ValueError:
        raise PurportError(f"{value}: is no {name}; give a number, or a date as 2018-12-11") from None
    low, high = (changed.quantity.low, changed.quantity.high) if isinstance(changed, FigureClaim) else (None, None)
    if any(n is not None and not abs(n) <= _LARGEST for n in (low, high)) or (
        low is not None and high is not None and low > high
    ):
        raise PurportError(f"{name} {value}: makes no interval; correct the other end first, or empty it with ''")
    if changed.start and changed.end and changed.start > changed.end:
        raise PurportError(f"{name} {value}: makes no period; correct the other end first, or empty it with ''")


def remove(ledger: Ledger, name: str, *, who: str | None = None, why: str | None = None) -> Article:
    """Takes an article out with what hangs on it, and writes down that it was."""
    article = find_article(ledger, name)
    ledger.remove(judgement_on(article.id, "removed", who=who, value=article.doc_id, why=why))
    return article


def decide(
    ledger: Ledger,
    name: str,
    decision: str,
    other: str | None = None,
    *,
    who: str | None = None,
    why: str | None = None,
) -> Judgement:
    """Writes a decision down: accepted or rejected of a claim or finding; same, different or unsure of two records."""
    if other is not None:
        if decision not in PAIR_DECISIONS:
            raise PurportError(f"{decision}: is no decision on two; give one of {', '.join(PAIR_DECISIONS)}")
        one, two = _known(ledger, name), _known(ledger, other)
        if one == two:
            raise PurportError(f"{name}: is one record; give two")
        on = pair_id(one, two)
    elif decision in PAIR_DECISIONS and name in {item.on for item in queue(ledger) if item.kind in ("names", "pair")}:
        on = name
    elif decision in CLAIM_DECISIONS:
        on = _known(ledger, name)
    else:
        raise PurportError(f"{decision}: is no decision on one; give one of {', '.join(CLAIM_DECISIONS)}")
    judgement = judgement_on(on, decision, who=who, why=why)
    ledger.judge(judgement)
    return judgement


def _known(ledger: Ledger, name: str) -> str:
    """The id of a claim or finding; UnknownRecord where there is none."""
    if any(f.id == name for f in ledger.findings()):
        return name
    return ledger.claim(name).id


def undo(ledger: Ledger, name: str, *, who: str | None = None) -> Judgement:
    """Takes the last decision on a claim, pair or finding back; it stays written down, and so does that it was undone."""
    held = [j for j in standing(ledger.judgements(name)) if j.decision != "removed"]
    if not held:
        return _undo_entered(ledger, name, who)
    if any(a.id == name for a in ledger.articles()):
        raise PurportError(f"{name}: is an article; correct it again with what it should be")
    judgement = judgement_on(name, "undone", who=who, value=held[-1].id)
    ledger.judge(judgement)
    return judgement


def _undo_entered(ledger: Ledger, name: str, who: str | None) -> Judgement:
    """Rejects a claim that was entered by hand: what was entered stays written down."""
    claim = _claim_or_none(ledger, name)
    if claim is None or not any(reason.field == "entered" for reason in claim.because):
        raise UnknownRecord(f"{name}: nothing was decided on it")
    judgement = judgement_on(claim.id, "rejected", who=who, why="entered by hand, and taken back")
    ledger.judge(judgement)
    return judgement


def enter(
    ledger: Ledger, name: str, words: str, fields: Mapping[str, str], *, who: str | None = None, why: str | None = None
) -> Claim:
    """A figure claim by hand on words of an article, which must stand there once; PurportError otherwise."""
    article = find_article(ledger, name)
    text = article.text.characters
    ahead, number = _marked(words)
    plain = words.replace("[", "", 1).replace("]", "", 1) if number != words else words
    begin = text.find(plain)
    if begin < 0 or text.find(plain, begin + 1) >= 0:
        often = "does not stand" if begin < 0 else "stands more than once"
        raise PurportError(f"{plain!r}: {often} in {article.doc_id}; give words around the [number], it in brackets")
    span = (begin + len(ahead), begin + len(ahead) + len(number))
    _check_free(ledger, article, span)
    given = {
        **_entered_fields(fields),
        "number": number,
        "span": span,
        "sentence": _line_around(text, *span),
        "part": _part_of(article, span[0]),
    }
    judgement = judgement_on(article.id, "entered", who=who, value=json.dumps(given, sort_keys=True), why=why)
    ledger.judge(judgement)
    save_claims(ledger, article, extract(article))
    found = _claim_at(ledger, article, span)
    if found is None:
        raise PurportError(f"{words!r}: could not be entered")
    if found.id in Decisions.of(ledger.judgements(found.id)).rejected:  # entered before, and taken back
        ledger.judge(judgement_on(found.id, "accepted", who=who, why="entered by hand again"))
    return found


def _claim_at(ledger: Ledger, article: Article, span: tuple[int, int]) -> Claim | None:
    """The figure claim on those characters of the article."""
    there = ledger.claims("claim.article_id=? AND kind='figure'", [article.id])
    return next((c for c in there if (c.span.begin, c.span.until) == span), None)


def _check_free(ledger: Ledger, article: Article, span: tuple[int, int]) -> None:
    """PurportError where a claim was read on the words: that one is to be corrected."""
    read = _claim_at(ledger, article, span)
    if read is not None and not any(reason.field == "entered" for reason in read.because):
        raise PurportError(f"{read.id}: was read on these words; use purport correct {read.id} FIELD VALUE")


def _marked(words: str) -> tuple[str, str]:
    """What stands before the number, and the number: "killed [58] people" has it in brackets, else it is all of the words."""
    match = re.match(r"([^\[]*)\[([^\]]+)\]", words)
    return (match.group(1), match.group(2)) if match else ("", words)


def _entered_fields(fields: Mapping[str, str]) -> dict[str, Any]:
    wrong = next((name for name in fields if name not in ENTERABLE), None)
    if wrong:
        raise PurportError(f"{wrong}: cannot be given; give one of {', '.join(ENTERABLE)}")
    for name, value in fields.items():
        _check_choice(name, value)
    try:
        given: dict[str, Any] = {k: float(v) if k in ("low", "high") else v for k, v in fields.items()}
        for name in ("start", "end"):
            date.fromisoformat(given.get(name, "2000-01-01"))
    except ValueError as error:
        raise PurportError(f"{error}; give a number, or a date as 2018-12-11") from None
    if given.get("bound", "exact") == "exact" and ("low" in given) != ("high" in given):
        given["low"] = given["high"] = given.get("low", given.get("high"))
    low, high = given.get("low", -math.inf), given.get("high", math.inf)
    stated = [given[name] for name in ("low", "high") if name in given]
    if not all(abs(n) <= _LARGEST for n in stated) or low > high:
        raise PurportError(f"low {low}, high {high}: make no interval")
    if given.get("start", "") > given.get("end", "9999"):
        raise PurportError(f"start {given['start']}, end {given['end']}: make no period")
    return given


def _line_around(text: str, begin: int, until: int) -> tuple[int, int]:
    """The line that holds the words: what people see as the sentence."""
    end = text.find("\n", until)
    return text.rfind("\n", 0, begin) + 1, len(text) if end < 0 else end


def _part_of(article: Article, at: int) -> PartKind:
    return next((p.kind for p in article.parts if p.begin <= at < p.until), "body")
