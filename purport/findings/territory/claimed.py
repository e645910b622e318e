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

from shapely import Point

from purport.errors import PurportError
from purport.findings.territory.control import CONTESTED, UNKNOWN, Control, Hold, Spot
from purport.findings.territory.land import Boundary, land_of
from purport.findings.territory.readings import Ground
from purport.findings.view import Holding, View
from purport.lexicon.toponyms import spelling
from purport.model import Place

State = Literal["holds", "claimed", "contests", "unknown"]


@dataclass(frozen=True, slots=True)
class PlaceState:
    """A place on a day: its state, who holds it by the last word on it, and the claims that say so."""

    place: str
    where: Place | None
    state: State
    holder: str | None
    since: date | None
    evidence: tuple[Holding, ...]


def states_on(view: View, day: date) -> list[PlaceState]:
    """Every place that a claim up to the day names, by name."""
    return sorted(_states(view.holdings, day), key=lambda s: s.place)


@dataclass(frozen=True, slots=True)
class ReadGround:
    """The places that the ledger's articles speak of as known places within a boundary, day by day.

    What only a side itself says stands apart from what others say; nothing imported is in it.
    """

    view: View
    boundary: Boundary

    def on(self, day: date) -> Ground:
        """Cells of the places that a claim up to the day names, in the state that they have; PurportError where none lies within."""
        spots = [spot for s in states_on(self.view, day) for spot in _spots(s, day) if self._holds(spot)]
        if not spots:
            raise PurportError(f"{day}: no claim up to that day names a place within the border; add articles")
        return Ground(Control("", "read from this ledger's articles", tuple(spots)), land_of(spots, self.boundary))

    def changes(self) -> set[int]:
        """The days that a claim speaks of, as ordinals."""
        return {day.toordinal() for h in self.view.holdings if (day := _day(h))}

    def _holds(self, spot: Spot) -> bool:
        return bool(self.boundary.outline.covers(Point(spot.longitude, spot.latitude)))


def _spots(state: PlaceState, day: date) -> Iterator[Spot]:
    """A place with coordinates, but no region: that one would have the cell of its middle."""
    where = state.where
    if where is None or where.latitude is None or where.longitude is None or where.kind == "region":
        return
    said = {"holds": state.holder or "", "claimed": f"{state.holder}, by its own word", "contests": CONTESTED}
    evidence = "; ".join(h.teller for h in state.evidence)
    hold = Hold(said.get(state.state, UNKNOWN), state.since or day, day, evidence)
    yield Spot(state.place, where.latitude, where.longitude, where.population or 0, 1, (hold,))


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
    where = last[0].place
    name = where.name if where else last[0].claim.place or ""
    fought = [h for h in last if h.claim.act in ("contests", "besieges")]
    held = [h for h in last if h.claim.act in ("captured", "holds") and h.actor is not None]
    sides = {h.actor.side or h.actor.id for h in held if h.actor}
    evidence = tuple(last)
    if fought or len(sides) > 1:
        return PlaceState(name, where, "contests", None, day, evidence)
    if not held:
        return PlaceState(name, where, "unknown", None, day, evidence)
    actor = held[0].actor
    own = all(h.root is not None and actor is not None and (h.root.side or h.root.id) in sides for h in held)
    return PlaceState(name, where, "claimed" if own else "holds", actor.name if actor else None, day, evidence)
