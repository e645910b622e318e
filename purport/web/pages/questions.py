"""The list of questions, and the sheet of one: its figures over time, who says them, by which road, what to ask."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from purport.findings.codebooks import NAMES
from purport.findings.codebooks.houses import suggest
from purport.findings.independence import counted
from purport.findings.intervals import show
from purport.findings.view import Figure
from purport.model import Descent, Finding, Question
from purport.web.charts.intervals import Point, intervals, shape
from purport.web.charts.svg import ornament
from purport.web.library import Library
from purport.web.pages import Address
from purport.web.pages.asking import asked_of, open_terms
from purport.web.pages.findings import sentences
from purport.web.pages.paging import PER_PAGE, page_of
from purport.web.pages.quotes import UNNAMED, Quote, interval_words, quotes
from purport.web.worddiff import Stretch, differences


@dataclass(frozen=True, slots=True)
class Row:
    """One figure of the sheet: its sentence, its day, who says it and the body behind, how it was come by."""

    figure: Figure
    quote: Quote
    number: int

    @property
    def reach(self) -> str:
        """The interval in numbers."""
        return interval_words(self.figure.claim)


@dataclass(frozen=True, slots=True)
class Voice:
    """A body with its number and sign, its figures, and the pages that carry them."""

    number: int
    name: str
    sign: Any
    figures: tuple[Figure, ...]
    pages: int
    reprints: tuple[Descent, ...]


def listing(library: Library, query: Mapping[str, str], per_page: int = PER_PAGE) -> dict[str, Any]:
    """One page of the questions, by title; `q` keeps those whose title holds its words."""
    words = query.get("q", "").lower().split()
    found = [q for q in library.questions.values() if all(w in q.title.lower() for w in words)]
    page = page_of(found, query, per_page)
    return {"page": page, "q": query.get("q", ""), "rows": [(q, _findings_on(library, q)) for q in page.items]}


def one(library: Library, question_id: str, address: Address) -> dict[str, Any]:
    """The whole sheet of a question."""
    question = library.question(question_id)
    figures = library.figures(question.claims)
    voices = _voices(library, figures)
    numbers = {f.id: voice.number for voice in voices for f in voice.figures}
    points = [_point(f, numbers[f.id], address) for f in figures]
    findings = _findings_on(library, question)
    return {
        "question": question,
        "chart": intervals(points, f"Figures by the day that they speak of: {question.title}"),
        "rows": [Row(f, quotes(library, [(f.id, "")])[0], numbers[f.id]) for f in _by_day_said(figures)],
        "voices": voices,
        "range": f"{show(question.low)} to {show(question.high)}"
        if question.low != question.high
        else show(question.low),
        "counted": counted(figures, library.view),
        "findings": [(f, sentences(f.working)) for f in findings],
        "changes": list(_changes(library, figures)),
        "terms": open_terms(figures),
        "asks": asked_of(figures, findings),
        "revisions": _revisions(figures),
        "houses": list(_houses(figures)),
    }


def _houses(figures: Sequence[Figure]) -> Iterable[tuple[str, list[tuple[str, Any]], list[str], list[str]]]:
    """What each house's rules make of the figures: its label, its fields, the rules that fired, what is left open."""
    for name in NAMES:
        told = suggest(name, figures)
        if told is not None and told.values:
            rules = [told.codebook.rules[rule].words for rule in told.fired]
            yield told.codebook.label, list(told.values.items()), rules, told.open


def _findings_on(library: Library, question: Question) -> list[Finding]:
    found = {f.id: f for c in question.claims for f in library.findings_on.get(c, [])}
    return [f for f in found.values() if sum(c in question.claims for c, _ in f.claims) > 1 or len(f.claims) == 1]


def _by_day_said(figures: Iterable[Figure]) -> list[Figure]:
    return sorted(figures, key=lambda f: (str(f.claim.said or "9999"), f.article.doc_id, f.claim.number_in_article))


def _voices(library: Library, figures: Sequence[Figure]) -> list[Voice]:
    """Whoever gives a figure, in the order of the first; pages without a speaker are one voice each."""
    groups: dict[str, list[Figure]] = defaultdict(list)
    for figure in _by_day_said(figures):
        groups[figure.named.name if figure.named else f"{figure.page}, {UNNAMED}"].append(figure)
    return [_voice(library, number, name, group) for number, (name, group) in enumerate(groups.items())]


def _voice(library: Library, number: int, name: str, group: list[Figure]) -> Voice:
    articles = {f.article.id for f in group}
    reprints = {d for a in articles for d in library.descents_on.get(a, []) if {d.earlier, d.later} <= articles}
    sign = ornament(16, shape(number, 8, 8))
    return Voice(
        number, name, sign, tuple(group), len(articles), tuple(sorted(reprints, key=lambda d: (d.earlier, d.later)))
    )


def _point(figure: Figure, number: int, address: Address) -> Point:
    claim = figure.claim
    day = claim.end or claim.said
    told = f"{interval_words(claim)}: {figure.teller}{f', {day}' if day else ''}"
    return Point(day, claim.quantity.low, claim.quantity.high, told, number, address("claims", figure.id))


def _revisions(figures: Sequence[Figure]) -> list[tuple[str, list[Figure]]]:
    """Each body that gave more than one number, with its figures in order of saying, each new number once."""
    named = sorted((f for f in _by_day_said(figures) if f.named), key=lambda f: f.named.name if f.named else "")
    found = []
    for name, group in groupby(named, key=lambda f: f.named.name if f.named else ""):
        steps = [next(same) for _, same in groupby(group, key=lambda f: (f.size, f.claim.quantity.bound))]
        if len(steps) > 1:
            found.append((name, steps))
    return found


@dataclass(frozen=True, slots=True)
class Change:
    """The sentence of a page beside that of the page which reprints or follows it, word by word."""

    earlier: Figure
    later: Figure
    how: str
    words: list[Stretch]


def _changes(library: Library, figures: Sequence[Figure]) -> Iterable[Change]:
    """Where two pages stem from each other and their sentences differ."""
    by_article = {f.article.id: f for f in reversed(figures)}
    for descent in library.view.descents:
        one, two = by_article.get(descent.earlier), by_article.get(descent.later)
        if one is None or two is None or one.sentence == two.sentence:
            continue
        words, _ = differences(one.sentence, two.sentence)
        yield Change(one, two, f"{descent.kind}, told by {descent.how}", words)
