"""The five stages on one screen; only this module writes to a ledger.

read → extract → link → audit → publish. `add` does the first two and stores them article by
article; `audit` works out what lies across articles and replaces it whole.
"""

from __future__ import annotations

import getpass
import hashlib
import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from itertools import chain
from pathlib import Path
from typing import Any, get_args

from purport.articles.columns import Columns
from purport.articles.guard import Guard
from purport.articles.outcome import Outcome, Problem
from purport.articles.read import Request, read_paths
from purport.claims.extract import VERSION, can_read, extract
from purport.entities.direction import directed
from purport.entities.link import link_article
from purport.entities.prints import MADE_WITH, print_of
from purport.entities.reprints import Sketch, clusters_of, find_likenesses, sketch_of
from purport.errors import PurportError, SetupError, UnknownRecord
from purport.findings.audit import audit as run_audit
from purport.findings.view import View, make_view
from purport.lexicon.aliases import Aliases, with_project
from purport.lexicon.gazetteer import with_project as with_project_places
from purport.lexicon.series import SeriesMap
from purport.lexicon.units import by_symbol
from purport.model import (
    MEASURES,
    Article,
    Bound,
    Claim,
    DatedBy,
    Descent,
    FigureClaim,
    Finding,
    Judgement,
    Original,
    Question,
    Resolved,
    Stance,
)
from purport.parallel import in_order
from purport.store.ledger import Ledger

# Raised when the same ledger may give other questions or findings than before.
AUDIT_VERSION = "3"
CORRECTABLE_ARTICLE = ("date", "outlet", "title")
CORRECTABLE_CLAIM = (
    "low",
    "high",
    "bound",
    "unit",
    "counted",
    "measure",
    "actor",
    "other",
    "place",
    "time",
    "start",
    "end",
    "speaker",
    "stance",
)


@dataclass(slots=True)
class Summary:
    """What `add` did: articles read, known already, left out; claims; and the problems met.

    `kinds` counts the articles read by the media type that they came in, `parts` their parts by
    kind, `languages` those that are kept but in a language that claims cannot be read in.
    """

    added: int = 0
    known: int = 0
    removed_before: int = 0
    claims: int = 0
    problems: list[Problem] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)
    parts: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)

    def count(self, article: Article, claims: Sequence[Claim]) -> None:
        """Counts an article that was read."""
        self.added += 1
        self.claims += len(claims)
        self.kinds[article.media_type or "other"] += 1
        self.parts.update(part.kind for part in article.parts)
        if not can_read(article):
            self.languages[article.language or "unknown"] += 1

    @property
    def failed(self) -> bool:
        """Whether some input was lost."""
        return any(problem.lost for problem in self.problems)


def add(
    ledger: Ledger,
    paths: Iterable[str],
    *,
    columns: Columns | None = None,
    tell: Callable[[Article | Problem], object] = lambda _: None,
    again: bool = False,
    workers: int | None = None,
    fetch: Callable[[str], Request] | None = None,
    tables: Iterable[tuple[str, SeriesMap]] = (),
) -> Summary:
    """Reads, extracts and stores every article under the paths that the ledger does not have.

    `fetch` gets the page of an address; without it none is fetched. `tables` are files of figures,
    each with what its columns hold.
    """
    summary = Summary()
    with Guard() as guard:
        requests = (Request(path, Path(path), series=columns_of) for path, columns_of in tables)
        outcomes = chain(
            read_paths(paths, columns, reader=guard, fetch=fetch), chain.from_iterable(map(guard, requests))
        )
        fresh = _fresh(ledger, outcomes, summary, tell, again=again)
        for article, claims in in_order(read_claims, fresh, workers=workers):
            if isinstance(claims, Problem):
                summary.problems.append(claims)
                tell(claims)
                continue
            ledger.save(article, claims, VERSION)
            summary.count(article, claims)
            for problem in _doubts(article):
                summary.problems.append(problem)
                tell(problem)
            tell(article)
    return summary


def _doubts(article: Article) -> Iterator[Problem]:
    """What a reader of the summary should know of an article that was kept."""
    for dated in article.doubted:
        day, mend = dated.day.isoformat(), f"give it with purport correct {article.doc_id} date"
        yield Problem(
            article.doc_id, f"is dated {day} by its {dated.how}, which is doubted and not used", mend, lost=False
        )
    if not can_read(article):
        problem = f"is in a language that claims are not read in ({article.language}), kept without claims"
        yield Problem(article.doc_id, problem, "add a translation", lost=False)


def _fresh(
    ledger: Ledger,
    outcomes: Iterator[Outcome],
    summary: Summary,
    tell: Callable[[Article | Problem], object],
    *,
    again: bool,
) -> Iterator[Article]:
    seen: set[str] = set()
    removed = _removed(ledger)
    original: Original | None = None
    for outcome in outcomes:
        if isinstance(outcome, Problem):
            summary.problems.append(outcome)
            tell(outcome)
        elif isinstance(outcome, Original):
            original = outcome
        elif outcome.id in removed and not again:
            summary.removed_before += 1
        elif outcome.id in seen or ledger.has(outcome.id, VERSION):
            summary.known += 1
        else:
            if outcome.id in removed:
                ledger.judge(_judgement(outcome.id, "restored", why="add --again"))
            seen.add(outcome.id)
            # The text of a plain file is its original: it is not kept twice.
            if original and outcome.original == original.id != outcome.text.id:
                ledger.keep(original)
            yield _corrected_article(outcome, ledger.judgements(outcome.id))


def read_claims(article: Article) -> tuple[Article, tuple[Claim, ...] | Problem]:
    """An article with its claims, or with the problem that one hostile text was; it stops no other."""
    try:
        return article, extract(article)
    except SetupError:
        raise
    except Exception as error:
        reason = f"cannot be read for claims ({type(error).__name__}: {error})"
        return article, Problem(article.doc_id, reason, "report it with the text")


def _removed(ledger: Ledger) -> set[str]:
    last = {j.on: j.decision for j in ledger.judgements() if j.decision in ("removed", "restored")}
    return {on for on, decision in last.items() if decision == "removed"}


def aliases_of(ledger: Ledger) -> Aliases:
    """The alias table: the bundled one, and `purport-aliases.tsv` beside the ledger before it."""
    return with_project(_alias_file(ledger))


def _alias_file(ledger: Ledger) -> Path:
    return ledger.path.parent / "purport-aliases.tsv"


def gazetteer_file(ledger_path: Path) -> Path:
    """Where a project's own places stand: beside its ledger."""
    return ledger_path.parent / "purport-gazetteer.tsv"


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12] if path.is_file() else "bundled"


def claims_of(ledger: Ledger) -> list[Claim]:
    """All claims with the corrections that people made."""
    judged: dict[str, list[Judgement]] = {}
    for judgement in ledger.judgements():
        judged.setdefault(judgement.on, []).append(judgement)
    return [_corrected_claim(claim, judged.get(claim.id, [])) for claim in ledger.claims()]


def view_of(ledger: Ledger) -> tuple[View, list[Resolved]]:
    """The whole ledger, linked, as the checks see it."""
    articles, claims, aliases = ledger.articles(), claims_of(ledger), aliases_of(ledger)
    by_article: dict[str, list[Claim]] = {}
    for claim in claims:
        by_article.setdefault(claim.article_id, []).append(claim)
    places = with_project_places(gazetteer_file(ledger.path))
    meanings = [m for a in articles for m in link_article(a, by_article.get(a.id, []), aliases, places)]
    descents = descents_in(ledger, {a.id: a for a in articles})
    return make_view(articles, claims, meanings, descents, clusters_of(descents), aliases), meanings


def descents_in(ledger: Ledger, articles: Mapping[str, Article]) -> list[Descent]:
    """Which articles reprint or follow which; only those that are new to the ledger are compared anew."""
    fresh = ledger.unprinted(MADE_WITH)
    if fresh:
        known = {name: Sketch.from_bytes(runs, items) for name, runs, items in ledger.prints()}
        sketches = known | {name: sketch_of(print_of(articles[name])) for name in fresh}
        found = list(find_likenesses(sketches, fresh, articles.__getitem__))
        ledger.save_prints(((name, *sketches[name].to_bytes()) for name in fresh), found)
    return [directed(like, articles[like.one], articles[like.other]) for like in ledger.likenesses()]


def audit(ledger: Ledger) -> tuple[list[Question], list[Finding]]:
    """Questions and findings, worked out again only where the ledger has changed."""
    registers = f"aliases {_digest(_alias_file(ledger))}, gazetteer {_digest(gazetteer_file(ledger.path))}"
    made_with = f"claims {VERSION}, audit {AUDIT_VERSION}, {registers}"
    if ledger.audited_as() != made_with:
        view, meanings = view_of(ledger)
        questions, findings = run_audit(view)
        ledger.save_audit(meanings, view.descents, questions, findings, made_with=made_with)
    return ledger.questions(), ledger.findings()


def find_article(ledger: Ledger, name: str) -> Article:
    """The article with that id or doc_id; UnknownRecord where none or several have it."""
    found = [a for a in ledger.articles() if name in (a.id, a.doc_id)]
    if len(found) != 1:
        raise UnknownRecord(
            f"{name}: {'no' if not found else 'more than one'} article has that id; give one of purport claims"
        )
    return found[0]


def correct(
    ledger: Ledger, name: str, field_name: str, value: str, *, who: str | None = None, why: str | None = None
) -> Judgement:
    """Writes a correction down and applies it; a claim's stays beside what was read."""
    claim = _claim_or_none(ledger, name)
    on = claim.id if claim else find_article(ledger, name).id
    allowed = [f for f in CORRECTABLE_CLAIM if _has_field(claim, f)] if claim else CORRECTABLE_ARTICLE
    if field_name not in allowed:
        raise PurportError(f"{field_name}: cannot be corrected; give one of {', '.join(allowed)}")
    judgement = _judgement(on, "corrected", who=who, field_name=field_name, value=value, why=why)
    _check_value(judgement, claim, ledger.judgements(on))
    ledger.judge(judgement)
    if claim is None:
        article = _corrected_article(find_article(ledger, name), [judgement])
        ledger.save(article, extract(article), VERSION)
    return judgement


def _claim_or_none(ledger: Ledger, name: str) -> Claim | None:
    try:
        return ledger.claim(name)
    except UnknownRecord:
        return None


def _has_field(claim: Claim, name: str) -> bool:
    return hasattr(claim, name) or (name in _QUANTITY and isinstance(claim, FigureClaim))


_QUANTITY = ("low", "high", "bound", "unit")
_CHOICES = {"bound": get_args(Bound), "stance": get_args(Stance), "measure": MEASURES}


def _check_value(judgement: Judgement, claim: Claim | None, before: list[Judgement]) -> None:
    """PurportError where the value is none of its field's, or leaves an interval or a period that is none."""
    name, value = judgement.field or "", judgement.value or ""
    choices = ("count", "magnitude", *by_symbol()) if name == "unit" else _CHOICES.get(name)
    if choices and value not in choices:
        raise PurportError(f"{value}: is no {name}; give one of {', '.join(choices)}")
    try:
        if claim is None:
            if name == "date":
                date.fromisoformat(value)
            return
        changed = _corrected_claim(claim, [*before, judgement])
    except ValueError:
        raise PurportError(f"{value}: is no {name}; give a number, or a date as 2018-12-11") from None
    low, high = (changed.quantity.low, changed.quantity.high) if isinstance(changed, FigureClaim) else (None, None)
    if any(n is not None and not math.isfinite(n) for n in (low, high)) or (
        low is not None and high is not None and low > high
    ):
        raise PurportError(f"{name} {value}: makes no interval; correct the other end first, or empty it with ''")
    if changed.start and changed.end and changed.start > changed.end:
        raise PurportError(f"{name} {value}: makes no period; correct the other end first, or empty it with ''")


def remove(ledger: Ledger, name: str, *, who: str | None = None, why: str | None = None) -> Article:
    """Takes an article out with what hangs on it, and writes down that it was."""
    article = find_article(ledger, name)
    ledger.remove(_judgement(article.id, "removed", who=who, value=article.doc_id, why=why))
    return article


def _judgement(
    on: str,
    decision: str,
    *,
    who: str | None = None,
    field_name: str | None = None,
    value: str | None = None,
    why: str | None = None,
) -> Judgement:
    when = datetime.now(UTC).isoformat(timespec="microseconds")
    return Judgement(on, decision, who or getpass.getuser(), when, field_name, value, why)


def _corrected_article(article: Article, judgements: Iterable[Judgement]) -> Article:
    for judgement in judgements:
        if judgement.decision == "corrected" and judgement.field == "date":
            article = replace(article, published=DatedBy(date.fromisoformat(judgement.value or ""), "given"))
        elif judgement.decision == "corrected" and judgement.field in ("outlet", "title"):
            changes: dict[str, Any] = {judgement.field: judgement.value or None}
            article = replace(article, **changes)
    return article


def _corrected_claim(claim: Claim, judgements: Iterable[Judgement]) -> Claim:
    for judgement in judgements:
        if judgement.decision != "corrected" or judgement.field is None:
            continue
        name, value = judgement.field, judgement.value or None
        if name in ("low", "high", "bound", "unit"):
            claim = _with_quantity(claim, name, value)
        elif hasattr(claim, name):
            day = name in ("start", "end") and value
            changes: dict[str, Any] = {name: date.fromisoformat(value or "") if day else value}
            claim = replace(claim, **changes)
    return claim


def _with_quantity(claim: Claim, name: str, value: str | None) -> Claim:
    if not isinstance(claim, FigureClaim):
        return claim
    changes: dict[str, Any] = {name: float(value) if name in ("low", "high") and value else value}
    return replace(claim, quantity=replace(claim.quantity, **changes))
