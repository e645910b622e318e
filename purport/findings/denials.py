"""`denial` and `control-clash`: what one asserts and another denies; one place said to be held by two sides on one day."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import combinations

from purport.findings.times import shown_day
from purport.findings.view import Figure, Holding, View, span_of
from purport.lexicon.toponyms import fold
from purport.model import Finding, Question

_APART_DAYS = 10  # a denial answers what was said within so many days
_LARGE_TOWN = 100_000  # people; two sides hold parts of a larger one
_PART_OF_IT = re.compile(
    r"\b(?:parts?|most|much|half|third|districts?|neighbou?rhoods?|quarters?|outskirts|suburbs?|countryside|streets?"
    r"|areas?|near|outside|around|north|south|east|west|\w+ern)\b",
    re.IGNORECASE,
)


def find(view: View) -> Iterator[Finding]:
    """Denied figures of each question, denied acts on each place, and places held twice."""
    for question in view.questions:
        yield from _denied_figures(question, view.of(question))
    by_place: dict[str, list[Holding]] = defaultdict(list)
    for holding in view.holdings:
        if holding.claim.part != "comment":
            by_place[_place(holding)].append(holding)
    for place in sorted(by_place):
        yield from _denied_acts(by_place[place])
        yield from _held_twice(by_place[place])


def _denied_figures(question: Question, figures: list[Figure]) -> Iterator[Finding]:
    asserted = [f for f in figures if f.claim.stance == "asserted" and f.claim.part != "comment"]
    for denied in (f for f in figures if f.claim.stance == "denied"):
        for figure in asserted:
            if figure.named != denied.named and span_of(figure).meets(span_of(denied)):
                yield Finding(
                    kind="denial",
                    severity="contradiction",
                    claims=((figure.id, "asserted"), (denied.id, "denied")),
                    sentence=f"{question.title}: {figure.words} by {figure.teller} is denied by {denied.teller}.",
                    working="One says that it is so, the other that it is not. Assumes that both speak of the same.",
                    rule="findings/denials.py: a figure that another denies",
                )
                break


def _teller(holding: Holding) -> str:
    """Whose word it is: the body behind the speaker, else the page in its own voice."""
    return holding.root.id if holding.root else holding.article.id


def _place(holding: Holding) -> str:
    return holding.place.id if holding.place else f"name:{fold(holding.claim.place or '')}"


def _denied_acts(holdings: list[Holding]) -> Iterator[Finding]:
    """A capture, loss or hold that one asserts and a body that is named denies, within ten days."""
    asserted = [h for h in holdings if h.claim.stance == "asserted"]
    for denied in (h for h in holdings if h.claim.stance == "denied" and h.root is not None):
        match = next((h for h in asserted if _same_act(h, denied)), None)
        if match is not None:
            yield Finding(
                kind="denial",
                severity="contradiction",
                claims=((match.id, "asserted"), (denied.id, "denied")),
                sentence=f"That {_act(match)} is said by {match.teller} and denied by {denied.teller}.",
                working=f"Said {_when(match)}, denied {_when(denied)}. Assumes that both speak of the same act.",
                rule="findings/denials.py: an act that another denies",
            )


def _same_act(one: Holding, denied: Holding) -> bool:
    a, b = one.claim, denied.claim
    near = a.said is None or b.said is None or abs((a.said - b.said).days) <= _APART_DAYS
    actors = one.actor is None or denied.actor is None or one.actor.id == denied.actor.id
    return a.act == b.act and actors and near and _teller(one) != _teller(denied)


def _held_twice(holdings: list[Holding]) -> Iterator[Finding]:
    """Two sides by different tellers, of one day; not of a part of the place, nor of a place of many parts."""
    by_day: dict[date, list[Holding]] = defaultdict(list)
    for holding in holdings:
        day = holding.claim.end or holding.claim.said
        if (
            day
            and holding.claim.stance == "asserted"
            and holding.claim.act in ("holds", "captured")
            and _whole(holding)
        ):
            by_day[day].append(holding)
    for day, held in sorted(by_day.items()):
        clash = next((pair for pair in combinations(held, 2) if _two_sides(*pair)), None)
        if clash is not None:
            one, two = clash
            yield Finding(
                kind="control-clash",
                severity="contradiction",
                claims=((one.id, "held"), (two.id, "held")),
                sentence=f"On {shown_day(day)}, {one.claim.place} is said to be held by {one.claim.actor} ({one.teller})"
                f" and by {two.claim.actor} ({two.teller}).",
                working="Two sides hold one place on one day. Assumes that both mean the whole place, at one time of that day.",
                rule="findings/denials.py: one place, one day, two sides",
            )


def _whole(holding: Holding) -> bool:
    """Whether a town as a whole is meant; a province or a large town has parts that several sides hold."""
    place = holding.place
    if place is None or place.kind in ("country", "region", "district") or (place.population or 0) >= _LARGE_TOWN:
        return False
    begin = holding.claim.span.begin - holding.claim.sentence_span.begin
    return not _PART_OF_IT.search(holding.sentence[max(0, begin - 40) : begin])


def _two_sides(one: Holding, two: Holding) -> bool:
    sides = {one.actor.side if one.actor else None, two.actor.side if two.actor else None}
    return None not in sides and "" not in sides and len(sides) == 2 and _teller(one) != _teller(two)


def _act(holding: Holding) -> str:
    verb = {"captured": "took", "lost": "lost", "holds": "hold", "besieges": "besiege", "contests": "fight for"}
    return f"{holding.claim.actor or 'somebody'} {verb[holding.claim.act]} {holding.claim.place}"


def _when(holding: Holding) -> str:
    return f"on {shown_day(holding.claim.said)}" if holding.claim.said else "on a day not known"
