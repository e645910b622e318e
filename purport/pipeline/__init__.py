"""The five stages on one screen; only this module writes to a ledger.

read → extract → link → audit → publish. `add` does the first two and stores them article by
article; `audit` works out what lies across articles and replaces it whole.
"""

from __future__ import annotations

import getpass
import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path

from purport.articles.columns import Columns
from purport.articles.guard import Guard
from purport.articles.outcome import Outcome, Problem
from purport.articles.read import Request, read_paths
from purport.claims.extract import VERSION, can_read, extract
from purport.entities.direction import directed
from purport.entities.judged import Decisions, corrected_article, corrected_claim, entered_claims, standing
from purport.entities.link import link_article
from purport.entities.prints import MADE_WITH, print_of
from purport.entities.reprints import Sketch, clusters_of, find_likenesses, sketch_of
from purport.errors import SetupError, UnknownRecord
from purport.findings.audit import audit as run_audit
from purport.findings.view import View, make_view
from purport.lexicon.aliases import Aliases, with_project
from purport.lexicon.gazetteer import with_project as with_project_places
from purport.lexicon.series import SeriesMap
from purport.model import (
    Article,
    Claim,
    Descent,
    Finding,
    Judgement,
    Original,
    Question,
    Resolved,
)
from purport.parallel import in_order
from purport.store.ledger import Ledger

# Raised when the same ledger may give other questions or findings than before.
AUDIT_VERSION = "10"


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
            save_claims(ledger, article, claims)
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
                ledger.judge(judgement_on(outcome.id, "restored", why="add --again"))
            seen.add(outcome.id)
            # The text of a plain file is its original: it is not kept twice.
            if original and outcome.original == original.id != outcome.text.id:
                ledger.keep(original)
            yield corrected_article(outcome, ledger.judgements(outcome.id))


def save_claims(ledger: Ledger, article: Article, claims: Sequence[Claim]) -> None:
    """Stores an article with the claims that were read, and those that people entered on it."""
    entered = entered_claims(article, ledger.judgements(article.id), claims)
    ledger.save(article, [*claims, *entered], VERSION)


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
    """The alias table: the bundled one, `purport-aliases.tsv` beside the ledger before it, and names judged the same."""
    return with_project(_alias_file(ledger)).joined(Decisions.of(ledger.judgements()).same)


def _alias_file(ledger: Ledger) -> Path:
    return ledger.path.parent / "purport-aliases.tsv"


def gazetteer_file(ledger_path: Path) -> Path:
    """Where a project's own places stand: beside its ledger."""
    return ledger_path.parent / "purport-gazetteer.tsv"


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12] if path.is_file() else "bundled"


def claims_of(ledger: Ledger) -> list[Claim]:
    """All claims with the corrections that people made, without those that they rejected."""
    judged: dict[str, list[Judgement]] = {}
    judgements = standing(ledger.judgements())
    for judgement in judgements:
        judged.setdefault(judgement.on, []).append(judgement)
    rejected = Decisions.of(judgements).rejected
    return [corrected_claim(c, judged.get(c.id, [])) for c in ledger.claims() if c.id not in rejected]


def view_of(ledger: Ledger) -> tuple[View, list[Resolved]]:
    """The whole ledger, linked, as the checks see it."""
    articles, claims, aliases = ledger.articles(), claims_of(ledger), aliases_of(ledger)
    by_article: dict[str, list[Claim]] = {}
    for claim in claims:
        by_article.setdefault(claim.article_id, []).append(claim)
    places = with_project_places(gazetteer_file(ledger.path))
    meanings = [m for a in articles for m in link_article(a, by_article.get(a.id, []), aliases, places)]
    descents = descents_in(ledger, {a.id: a for a in articles})
    view = make_view(articles, claims, meanings, descents, clusters_of(descents), aliases)
    decisions = Decisions.of(ledger.judgements())
    return replace(view, same=decisions.same, different=decisions.different), meanings


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
    """Questions and findings, worked out again only where the ledger has changed; without the findings that people rejected."""
    registers = f"aliases {_digest(_alias_file(ledger))}, gazetteer {_digest(gazetteer_file(ledger.path))}"
    made_with = f"claims {VERSION}, audit {AUDIT_VERSION}, {registers}"
    if ledger.audited_as() != made_with:
        read_at = ledger.stamp()
        view, meanings = view_of(ledger)
        questions, findings = run_audit(view)
        ledger.save_audit(meanings, view.descents, questions, findings, made_with=made_with, read_at=read_at)
    rejected = Decisions.of(ledger.judgements()).rejected
    return ledger.questions(), [f for f in ledger.findings() if f.id not in rejected]


def find_article(ledger: Ledger, name: str) -> Article:
    """The article with that id or doc_id; UnknownRecord where none or several have it."""
    found = [a for a in ledger.articles() if name in (a.id, a.doc_id)]
    if len(found) != 1:
        raise UnknownRecord(
            f"{name}: {'no' if not found else 'more than one'} article has that id; give one of purport claims"
        )
    return found[0]


def judgement_on(
    on: str,
    decision: str,
    *,
    who: str | None = None,
    field_name: str | None = None,
    value: str | None = None,
    why: str | None = None,
) -> Judgement:
    """A judgement made now, by the user of this machine unless somebody is named."""
    when = datetime.now(UTC).isoformat(timespec="microseconds")
    return Judgement(on, decision, who or getpass.getuser(), when, field_name, value, why)
