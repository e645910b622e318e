"""The review queue, a second reader's blind sample, and how far people agree."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import islice

from purport.entities.judged import CLAIM_DECISIONS, PAIR_DECISIONS, pair_id, standing
from purport.findings.near import near_misses
from purport.findings.view import Figure, View
from purport.lexicon.toponyms import fold
from purport.model import Article, Body, Claim, FigureClaim, Finding, Judgement, Question, Resolved
from purport.pipeline import audit, view_of
from purport.store.ledger import Ledger

MOST_PAIRS = 100  # claims that may be of one question: more than anybody goes through at once


@dataclass(frozen=True, slots=True)
class Item:
    """Something to decide on: a pair of names or of claims, a claim with a doubtful field, or a finding.

    `on` is what a judgement on it is on; `decisions` those that it may get.
    """

    kind: str
    on: str
    asked: str
    shown: tuple[str, ...]
    decisions: tuple[str, ...]


def queue(ledger: Ledger) -> list[Item]:
    """What nobody has decided on: findings, the gravest first, then what may be one (names, claims), then doubtful claims."""
    questions, findings = audit(ledger)
    view, meanings = view_of(ledger)
    return open_items(view, meanings, questions, findings, ledger.judgements())


def open_items(
    view: View,
    meanings: Sequence[Resolved],
    questions: Sequence[Question],
    findings: Sequence[Finding],
    judgements: Sequence[Judgement],
) -> list[Item]:
    """The same, of a ledger that is looked through already."""
    decided = {j.on for j in standing(judgements)}
    texts = {f.id: _sentence(view.articles, f.claim) for f in view.figures}
    texts |= {h.id: _sentence(view.articles, h.claim) for h in view.holdings}
    items = [
        *(_finding_item(f, texts) for f in findings),
        *_name_items(meanings, texts),
        *_pair_items(near_misses(view, questions), texts, decided),
        *(_claim_item(m, texts) for m in meanings if m.doubtful),
    ]
    return [item for item in items if item.on not in decided]


def _sentence(articles: Mapping[str, Article], claim: Claim) -> str:
    article, span = articles[claim.article_id], claim.sentence_span
    return f"{article.doc_id}: {' '.join(article.text.characters[span.begin : span.until].split())}"


def _finding_item(finding: Finding, texts: Mapping[str, str]) -> Item:
    lines = (finding.working, *(f"{role}: {texts[claim]}" for claim, role in finding.claims if claim in texts))
    return Item("finding", finding.id, f"{finding.kind}: {finding.sentence}", lines, CLAIM_DECISIONS)


def _claim_item(meaning: Resolved, texts: Mapping[str, str]) -> Item:
    asked = f"Is this read rightly? Doubtful: {', '.join(meaning.doubtful)}"
    return Item("claim", meaning.claim_id, asked, (texts.get(meaning.claim_id, ""),), CLAIM_DECISIONS)


def _pair_items(
    pairs: Iterator[tuple[Figure, Figure, str]], texts: Mapping[str, str], decided: Set[str]
) -> Iterator[Item]:
    open_ = (pair for pair in pairs if pair_id(pair[0].id, pair[1].id) not in decided)
    for one, other, why in islice(open_, MOST_PAIRS):
        asked = f"Do these answer one question? Apart because {why}"
        yield Item("pair", pair_id(one.id, other.id), asked, (texts[one.id], texts[other.id]), PAIR_DECISIONS)


def _name_items(meanings: Sequence[Resolved], texts: Mapping[str, str]) -> Iterator[Item]:
    """Pairs of people who may be one: names of one spelling, or a bare surname beside one full name.

    Other first names stay apart: people of one surname are no doubt.
    """
    seen: dict[str, tuple[Body, str]] = {}
    for meaning in meanings:
        body = meaning.speaker
        if body is not None and (body.kind == "person" or (body.id.startswith("name:") and " " not in body.name)):
            seen.setdefault(body.id, (body, meaning.claim_id))
    by_surname: dict[str, list[str]] = defaultdict(list)
    for body_id in sorted(seen):
        by_surname[fold(seen[body_id][0].name.split()[-1])].append(body_id)
    for ids in by_surname.values():
        for at, one in enumerate(ids):
            for other in ids[at + 1 :]:
                if _may_be_one(seen[one][0], seen[other][0]):
                    shown = tuple(texts.get(seen[i][1], "") for i in (one, other))
                    asked = f"Are {seen[one][0].name} and {seen[other][0].name} one person?"
                    yield Item("names", pair_id(one, other), asked, shown, PAIR_DECISIONS)


def _may_be_one(one: Body, other: Body) -> bool:
    a, b = one.name.split(), other.name.split()
    if "person" not in (one.kind, other.kind):
        return False  # two bodies of one word are told by the table of names
    return len(a) == 1 or len(b) == 1 or fold(a[0]) == fold(b[0])


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two people decided alike on what both went over: the share, and Cohen's kappa (chance taken out)."""

    one: str
    other: str
    both: int
    alike: int
    kappa: float | None


def agreements(ledger: Ledger) -> list[Agreement]:
    """For every two people who decided on the same things."""
    last: dict[str, dict[str, str]] = defaultdict(dict)
    for judgement in standing(ledger.judgements()):
        if judgement.decision in (*CLAIM_DECISIONS, *PAIR_DECISIONS):
            last[judgement.who][judgement.on] = judgement.decision
    people = sorted(last)
    return [
        _agreement(
            one, other, [(last[one][on], last[other][on]) for on in sorted(last[one].keys() & last[other].keys())]
        )
        for at, one in enumerate(people)
        for other in people[at + 1 :]
        if last[one].keys() & last[other].keys()
    ]


def _agreement(one: str, other: str, pairs: list[tuple[str, str]]) -> Agreement:
    """Cohen 1960: kappa = (observed − expected) / (1 − expected); none where both always say one thing."""
    alike = sum(a == b for a, b in pairs)
    kinds = {kind for pair in pairs for kind in pair}
    expected = sum(sum(a == k for a, _ in pairs) * sum(b == k for _, b in pairs) for k in kinds) / len(pairs) ** 2
    kappa = None if expected == 1 else (alike / len(pairs) - expected) / (1 - expected)
    return Agreement(one, other, len(pairs), alike, kappa)


def blind_sample(ledger: Ledger, count: int, who: str) -> list[Item]:
    """Claims and findings that somebody else decided on and `who` did not: the same sample every time, without the decisions."""
    by_others = {j.on for j in standing(ledger.judgements()) if j.who != who and j.decision in CLAIM_DECISIONS}
    own = {j.on for j in standing(ledger.judgements()) if j.who == who}
    open_ = sorted(by_others - own)
    chosen = set(random.Random(f"{who} {len(open_)}").sample(open_, max(0, min(count, len(open_)))))
    view, _ = view_of(ledger)
    claims = {c.id: c for c in ledger.claims()}
    texts = {name: _sentence(view.articles, claim) for name, claim in claims.items()}
    findings = {f.id: f for f in ledger.findings()}
    items = [_finding_item(findings[on], texts) for on in sorted(chosen) if on in findings]
    return items + [
        Item("claim", on, f"Is this read rightly? {_reading(claims[on])}", (texts[on],), CLAIM_DECISIONS)
        for on in sorted(chosen)
        if on in claims
    ]


def _reading(claim: Claim) -> str:
    if not isinstance(claim, FigureClaim):
        return f"{claim.actor or 'somebody'} {claim.act} {claim.place}, by {claim.speaker or 'nobody named'}"
    q = claim.quantity
    return f"{q.written} ({q.bound}) {claim.counted or ''}, {claim.measure}, {claim.place or 'no place'}, by {claim.speaker or 'nobody named'}"
