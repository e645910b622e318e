"""A ledger as the pages look things up in it: loaded once for each state of the file."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from purport.entities.judged import standing
from purport.errors import UnknownRecord
from purport.findings.view import Figure, Holding, View
from purport.model import Article, Body, Claim, Descent, Finding, Judgement, Question, Resolved, content_id
from purport.pipeline import audit, view_of
from purport.pipeline.reviewing import Item, open_items
from purport.store.ledger import Ledger
from purport.web.privacy import is_private

Record = TypeVar("Record")
_PATIENCE = 2.0  # seconds that a page waits for an audit after a judgement; then it shows what was before


@dataclass(frozen=True, slots=True)
class Head:
    """A finding, the outlets of its pages, and the last day on which one of its figures was said."""

    finding: Finding
    outlets: tuple[str, ...]
    day: date | None


@dataclass(frozen=True)
class Library:
    """Everything that a page may show, by id."""

    path: Path
    view: View
    meanings: Mapping[str, Resolved]
    questions: Mapping[str, Question]
    findings: Mapping[str, Finding]
    judgements: tuple[Judgement, ...]
    made_with: str

    @classmethod
    def of(cls, path: Path) -> Library:
        """Audits the ledger where it has changed, and reads it."""
        with Ledger(path, create=False) as ledger:
            questions, findings = audit(ledger)
            view, meanings = view_of(ledger)
            return cls(
                path,
                view,
                {m.claim_id: m for m in meanings},
                {q.id: q for q in questions},
                {f.id: f for f in findings},
                tuple(ledger.judgements()),
                ledger.audited_as() or "",
            )

    def warm(self) -> Library:
        """The same, with everything worked out that pages look up: the first to ask waits no longer than the next."""
        for name, value in vars(type(self)).items():
            if isinstance(value, cached_property):
                getattr(self, name)
        return self

    @property
    def articles(self) -> Mapping[str, Article]:
        """All articles by id."""
        return self.view.articles

    @cached_property
    def claims(self) -> dict[str, Claim]:
        """All claims by id, as corrected, without those that were rejected."""
        return {name: told.claim for name, told in self.told.items()}

    @cached_property
    def told(self) -> dict[str, Figure | Holding]:
        """All claims by id, with what their words stand for."""
        every: list[Figure | Holding] = [*self.view.figures, *self.view.holdings]
        return {told.id: told for told in every}

    def figures(self, claim_ids: Iterable[str]) -> list[Figure]:
        """The figure claims among the ids, in order."""
        return [self.view.by_id[c] for c in claim_ids if c in self.view.by_id]

    def article_of(self, claim: Claim) -> Article:
        """The article that a claim stands in."""
        return self.articles[claim.article_id]

    @cached_property
    def claims_in(self) -> dict[str, list[Claim]]:
        """The claims of each article in reading order."""
        found: dict[str, list[Claim]] = defaultdict(list)
        for claim in sorted(self.claims.values(), key=lambda c: (c.article_id, c.span.begin)):
            found[claim.article_id].append(claim)
        return found

    @cached_property
    def findings_on(self) -> dict[str, list[Finding]]:
        """The findings that rest on each claim, and on each article."""
        found: dict[str, list[Finding]] = defaultdict(list)
        for finding in self.findings.values():
            claims = [c for c, _ in finding.claims if c in self.claims]
            for name in dict.fromkeys([*claims, *(self.claims[c].article_id for c in claims)]):
                found[name].append(finding)
        return found

    @cached_property
    def questions_on(self) -> dict[str, list[Question]]:
        """The questions that each claim answers."""
        found: dict[str, list[Question]] = defaultdict(list)
        for question in self.questions.values():
            for claim in question.claims:
                found[claim].append(question)
        return found

    @cached_property
    def descents_on(self) -> dict[str, list[Descent]]:
        """The pairs of like articles that each article is in."""
        found: dict[str, list[Descent]] = defaultdict(list)
        for descent in self.view.descents:
            found[descent.earlier].append(descent)
            found[descent.later].append(descent)
        return found

    @cached_property
    def judgements_on(self) -> dict[str, list[Judgement]]:
        """What people decided on each record, in order."""
        found: dict[str, list[Judgement]] = defaultdict(list)
        for judgement in self.judgements:
            found[judgement.on].append(judgement)
        return found

    @cached_property
    def standing_on(self) -> dict[str, Judgement]:
        """The last judgement that holds on each record."""
        return {j.on: j for j in standing(self.judgements)}

    @cached_property
    def speakers(self) -> dict[str, tuple[Body, list[Figure]]]:
        """Bodies and officials by the name that their page has, with their figures; no readers, no witnesses."""
        found: dict[str, tuple[Body, list[Figure]]] = {}
        for figure in self.view.figures:
            if figure.speaker is not None and not is_private(figure):
                found.setdefault(slug(figure.speaker), (figure.speaker, []))[1].append(figure)
        return found

    @cached_property
    def queue(self) -> list[Item]:
        """What nobody has decided on."""
        return open_items(
            self.view, list(self.meanings.values()), list(self.questions.values()), list(self.findings.values()),
            self.judgements,
        )  # fmt: skip

    @cached_property
    def heads(self) -> list[Head]:
        """Every finding as the list of findings shows it, the gravest first."""
        return [self._head(finding) for finding in self.findings.values()]

    def _head(self, finding: Finding) -> Head:
        held = [self.claims[c] for c, _ in finding.claims if c in self.claims]
        outlets = dict.fromkeys(a.outlet or a.doc_id for a in map(self.article_of, held))
        return Head(finding, tuple(outlets), max((c.said for c in held if c.said), default=None))

    def finding(self, name: str) -> Finding:
        """UnknownRecord where there is none."""
        return _found(self.findings, name, "finding")

    def question(self, name: str) -> Question:
        """UnknownRecord where there is none."""
        return _found(self.questions, name, "question")

    def claim(self, name: str) -> Claim:
        """UnknownRecord where there is none."""
        return _found(self.claims, name, "claim")

    def article(self, name: str) -> Article:
        """UnknownRecord where there is none."""
        return _found(self.articles, name, "article")


def _found(table: Mapping[str, Record], name: str, kind: str) -> Record:
    if name not in table:
        raise UnknownRecord(f"{name}: no {kind} of this ledger has that id")
    return table[name]


def slug(body: Body) -> str:
    """The name of a body's page: made of its id, which may hold any characters."""
    return content_id("b", body.id)


class Shelf:
    """Keeps the library of one ledger, and makes it anew when the file has changed."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.Lock()
        self._working: threading.Thread | None = None
        self._read()

    def current(self) -> tuple[Library, bool]:
        """The library, and whether it is up to date: an audit that takes long goes on behind the pages."""
        if not self._fresh():
            self._make_anew().join(_PATIENCE)
        return self._library, self._fresh()

    def _make_anew(self) -> threading.Thread:
        with self._lock:
            if self._working is None or not self._working.is_alive():
                self._working = threading.Thread(target=self._read, daemon=True)
                self._working.start()
            return self._working

    def _read(self) -> None:
        """What is written while it is read is read the next time: the stamp is taken before."""
        stamp, _ = self._now()
        library = Library.of(self.path).warm()
        self._library, self._stamp = library, stamp

    def _fresh(self) -> bool:
        stamp, audited = self._now()
        return audited and stamp == self._stamp

    def _now(self) -> tuple[tuple[object, ...], bool]:
        with Ledger(self.path, create=False) as ledger:
            return ledger.stamp(), ledger.audited_as() is not None
