"""Who holds which place by what the ledger's articles say: the state of each place on a day, with its evidence.

Four states, never mixed with an imported table: *holds* (somebody says so who is not of that side),
*claimed* (only the side itself does), *contests* (fighting, or two sides named last), *unknown* (lost, nobody named since).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from purport.findings.view import Holding, View
from purport.lexicon.toponyms import spelling

State = Literal["holds", "claimed", "contests", "unknown"]


@dataclass(frozen=True, slots=True)
class PlaceState:
    """A place on a day: its state, who holds it by the last word on it, and the claims that say so."""

    place: str
    state: State
    holder: str | None
    since: date | None
    evidence: tuple[Holding, ...]


def states_on(view: View, day: date) -> list[PlaceState]:
    """Every place that a claim up to the day names, by name."""
    return sorted(_states(view.holdings, day), key=lambda s: s.place)


def _states(holdings: Iterable[Holding], day: date) -> Iterator[PlaceState]:
    by_place: dict[str, list[Holding]] = defaultdict(list)
    for holding in holdings:
        then = _day(holding)
        told = holding.claim.stance == "asserted" and holding.claim.part != "comment"
        whole_country = holding.place is not None and holding.place.kind == "country"
        if then is not None and then <= day and told and not whole_country:
            by_place[holding.place.id if holding.place else f"name:{spelling(holding.claim.place or '')}"].append(
                holding
            )
    for group in by_place.values():
        latest = max(d for h in group if (d := _day(h)))
        yield _state(latest, [h for h in group if _day(h) == latest])


def _day(holding: Holding) -> date | None:
    """The day that a claim speaks of: the end of its period, else the day of saying."""
    return holding.claim.end or holding.claim.said


def _state(day: date, last: list[Holding]) -> PlaceState:
    name = last[0].place.name if last[0].place else last[0].claim.place or ""
    fought = [h for h in last if h.claim.act in ("contests", "besieges")]
    held = [h for h in last if h.claim.act in ("captured", "holds") and h.actor is not None]
    sides = {h.actor.side or h.actor.id for h in held if h.actor}
    evidence = tuple(last)
    if fought or len(sides) > 1:
        return PlaceState(name, "contests", None, day, evidence)
    if not held:
        return PlaceState(name, "unknown", None, day, evidence)
    actor = held[0].actor
    own = all(h.root is not None and actor is not None and (h.root.side or h.root.id) in sides for h in held)
    return PlaceState(name, "claimed" if own else "holds", actor.name if actor else None, day, evidence)
