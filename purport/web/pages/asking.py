"""Terms that the pages leave undefined, and questions to put to whoever gave a figure. Every side gets the same ones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from purport.findings.view import Figure
from purport.model import Finding

_ENOUGH = ("killed", "died", "dead", "injured", "wounded", "said", "hurt")  # words that mean one thing


@dataclass(frozen=True, slots=True)
class Term:
    """A word that decides what a figure means, and whose it is."""

    word: str
    about: str
    used_by: tuple[str, ...]


def open_terms(figures: Sequence[Figure]) -> list[Term]:
    """Words for what happened and for what is counted, where a page gives no definition that was read."""
    events: dict[str, list[str]] = {}
    counted: dict[str, list[str]] = {}
    for figure in figures:
        event, words = (figure.claim.event or "").lower(), (figure.claim.counted or "").lower()
        if event and event not in _ENOUGH:
            events.setdefault(event, []).append(figure.teller)
        if words:
            counted.setdefault(words, []).append(figure.teller)
    terms = [Term(word, "what happened", _each(by)) for word, by in events.items()]
    several = counted if len(counted) > 1 else {}
    return terms + [Term(word, "what is counted", _each(by)) for word, by in several.items()]


def _each(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def asked_of(figures: Sequence[Figure], findings: Sequence[Finding]) -> list[tuple[str, list[str]]]:
    """For each named body the questions that its figures and the findings on them leave open, each once."""
    bodies: dict[str, list[Figure]] = {}
    for figure in figures:
        if figure.named is not None:
            bodies.setdefault(figure.named.name, []).append(figure)
    return [(name, list(dict.fromkeys(_asked(held, findings)))) for name, held in bodies.items()]


def _asked(held: Sequence[Figure], findings: Sequence[Finding]) -> Iterable[str]:
    given = [f for f in held if f.claim.stance != "denied"]
    if given:
        yield f"Who counted {given[-1].words}, from which day to which, and who or what is left out?"
        if all(f.claim.basis is None for f in given):
            yield "Is it a count, a record of names or an estimate?"
    for word in dict.fromkeys((f.claim.event or "").lower() for f in given):
        if word and word not in _ENOUGH:
            yield f"What has to be so for “{word}” to be said?"
    own = {f.id for f in given}
    for finding in findings:
        if own & dict(finding.claims).keys() and finding.kind in _BY_KIND:
            yield _BY_KIND[finding.kind]
    if len(given) < len(held):
        yield "Which part of it is denied, and what is known first hand?"


_BY_KIND = {
    "disagreement": "Others give another number for the same. What do they count that you do not, or you that they do not?",
    "self-contradiction": "Two numbers are given for the same. Which one is meant?",
    "revision": "The number has changed. What became known in between?",
    "fall": "The total went down. Was something taken out, or counted otherwise?",
    "parts-do-not-sum": "The parts do not come to the whole. Which of the numbers is meant otherwise?",
    "part-exceeds-whole": "A part is larger than its whole. Are they of the same?",
    "periods-clash": "The periods do not come to the whole. Do they overlap, or is one missing?",
    "share-readings": "Who is counted as holding, which land is the whole, and is it by area, places or people?",
    "beyond-the-possible": "The number is larger than there is of it. Is some of it counted more than once?",
    "tension": "The numbers can both be so only within a narrow margin. Are they counted alike?",
    "denial": "Others deny it. What is known first hand?",
}
