"""`share-readings`: a claimed share of a country under every reading of the closed list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from purport.findings.intervals import Interval, number_of
from purport.findings.territory.control import bundled_control, bundled_holders
from purport.findings.territory.land import bundled_boundary
from purport.findings.territory.readings import Ground, Reading, ground_within, readings
from purport.findings.territory.stated import StatedSet, definition_of, is_share, reading_said, stated_sets
from purport.findings.times import is_taking
from purport.findings.view import Figure, View, span_of
from purport.lexicon.aliases import Aliases
from purport.model import Finding

_WORDS = re.compile(r"[\w’'-]+")
_LONGEST_NAME = 4  # words
_SHOWN = 8  # readings of each verdict that the working names
# Points within which an exact share is taken: the cells are no front lines.
_NEAR = 3.0
_SMALLEST = 1.0  # percent: less is within the error of any map


def find(view: View) -> Iterator[Finding]:
    """Each share of a country, or of a first-order unit, that a side is said to hold, once an article and number."""
    told: list[Figure] = []
    sets = stated_sets(view)
    for figure in view.figures:
        if not is_share(figure) or any(_same(figure, other, view) for other in told):
            continue
        country, unit = whole_of(figure)
        stated = next((s for s in sets if s.may_make(figure)), None)
        found = _on_the_map(figure, country, unit, view, stated) or (stated and _without_a_map(figure, stated))
        if found:
            told.append(figure)
            yield found


def whole_of(figure: Figure) -> tuple[str | None, str | None]:
    """The country, and the unit of it, that a share is of; (None, None) where its place is neither."""
    place = figure.place
    if place is None or place.country is None:
        return None, None
    if place.kind == "country":
        return place.country, None
    boundary = bundled_boundary(place.country) if place.kind == "region" else None
    unit = boundary.unit_named(place.name) if boundary else None
    return (place.country, unit) if unit else (None, None)


def _on_the_map(
    figure: Figure, country: str | None, unit: str | None, view: View, stated: StatedSet | None
) -> Finding | None:
    day = figure.claim.end or figure.claim.said
    side = side_of(figure, view.aliases, country) if country else None
    if country is None or side is None or day is None:
        return None
    said = reading_said(figure, side, lambda name: _holder(name, view.aliases, country))
    return _finding(figure, (country, unit, side, day), said, stated)


def _holder(name: str, aliases: Aliases, country: str) -> str | None:
    body = aliases.known(name, country)
    sides = bundled_holders(country).items()
    return next((holder for holder, (_, of) in sides if body is not None and body.side in of), None)


def _without_a_map(figure: Figure, stated: StatedSet) -> Finding | None:
    """Where nobody's map is at hand, the sums of the shares that somebody states for each holder."""
    claimed = _claimed(figure)
    if claimed is None:
        return None
    made, every = stated.making(claimed), stated.groupings()
    return Finding(
        kind="share-readings",
        severity="information",
        claims=((figure.id, "share"), *((part.id, "part") for part in stated.parts)),
        sentence=f"{figure.words} by {figure.teller}: of {len(every)} groupings of the shares that {stated.teller} gives"
        f" for each holder, {len(made)} {'makes' if len(made) == 1 else 'make'} it.",
        working=f"{stated.told(made)} No map of that land is known here: only what is claimed is added up.",
        rule="findings/territory/shares.py: every grouping of stated shares",
    )


def _same(one: Figure, other: Figure, view: View) -> bool:
    """Whether two are one share: of one page, or of pages that stem from each other."""
    same = number_of(one.claim.quantity) == number_of(other.claim.quantity)
    return same and view.descends(one.article.id, other.article.id)


def side_of(figure: Figure, aliases: Aliases, country: str) -> str | None:
    """The holder of the table that the figure's actor is, or the only one that its sentence names besides the speaker."""
    holders = bundled_holders(country)
    if figure.actor is not None:
        side = aliases.root(figure.actor).side or figure.actor.side
        return next((holder for holder, (_, sides) in holders.items() if side in sides), None)
    words = _WORDS.findall(figure.sentence)
    named: set[str] = set()
    for length in range(2, _LONGEST_NAME + 1):  # one word is a country's or a people's as often as a side's
        for at in range(len(words) - length + 1):
            body = aliases.known(" ".join(words[at : at + length]), country)
            for holder, (_, sides) in holders.items():
                if body is not None and body.side in sides:
                    named.add(holder)
    return named.pop() if len(named) == 1 else None


@lru_cache(maxsize=16)
def ground_of(country: str, unit: str | None = None) -> Ground | None:
    """The bundled table of control and the cells of its places, or those of one unit; None where the country has none."""
    control, boundary = bundled_control(country), bundled_boundary(country)
    if control is None or boundary is None:
        return None
    return ground_within(control, boundary, unit)


@lru_cache(maxsize=512)
def table_of(country: str, unit: str | None, side: str, day: date) -> tuple[Reading, ...]:
    """The table of readings for a side on a day; empty where nothing is known of the country or the day."""
    ground = ground_of(country, unit)
    covered = ground is not None and any(s.on(day) for s in ground.control.spots)
    return tuple(readings(ground, side, day)) if ground is not None and covered else ()


def readings_of(figure: Figure, aliases: Aliases) -> list[tuple[Reading, str]]:
    """The whole table of readings of a share with the verdict on each; empty where no map is known of its land."""
    country, unit = whole_of(figure)
    side = side_of(figure, aliases, country) if country else None
    day, claimed = figure.claim.end or figure.claim.said, _claimed(figure)
    if country is None or side is None or day is None or claimed is None:
        return []
    return [(reading, reading.verdict(claimed)) for reading in table_of(country, unit, side, day)]


def _finding(
    figure: Figure, asked: tuple[str, str | None, str, date], said: tuple[str, str, str], stated: StatedSet | None
) -> Finding | None:
    country, unit, side, day = asked
    table = table_of(country, unit, side, day)
    if not table:
        return None
    claimed = _claimed(figure)
    if claimed is None:
        return None
    verdicts = {v: [r for r in table if r.verdict(claimed) == v] for v in ("holds", "does not hold", "cannot be told")}
    plain = table[0]
    closest = min(table, key=lambda r: r.away(claimed))
    name = bundled_holders(country)[side][0]
    ground = ground_of(country, unit)
    published, source = (ground.control.published_by, ground.land.source) if ground else ("", "")
    return Finding(
        kind="share-readings",
        severity="information",
        claims=((figure.id, "share"),),
        sentence=f"{figure.words} of {figure.place.name if figure.place else country} by {figure.teller}: of {len(table)}"
        f" readings it holds under {len(verdicts['holds'])}, does not under {len(verdicts['does not hold'])}, and cannot be"
        f" told under {len(verdicts['cannot be told'])}; held by {name}, of all land by area, the share is"
        f" {plain.share:.1f}%.",
        working=f"On {day}. It holds: {_listed(verdicts['holds'])}. It does not: {_listed(verdicts['does not hold'])}."
        f" The closest: {_listed([closest])}, {closest.away(claimed):.1f} points off."
        f" {_as_said(table, said, claimed)} {_defined(figure)} Places: {published.split('.')[0]}. Border: {source.split('.')[0]}. An exact share is"
        f" taken within {_NEAR:g} points; shares by area are of Thiessen cells, in brackets"
        " with the land further than 25 km from any place given to others or to the side. purport control table shows all."
        + (f" {stated.told(stated.making(claimed))}" if stated else ""),
        rule="findings/territory/shares.py: every reading of a closed list",
    )


def _as_said(table: tuple[Reading, ...], said: tuple[str, str, str], claimed: Interval) -> str:
    """The reading that the words state, with its verdict; nobody else's is in them."""
    row = next((r for r in table if (r.who, r.land, r.count) == said), None)
    if row is None:
        return "The words state no reading of the list."
    return f"The words state: {_listed([row])}; by that the claim {row.verdict(claimed)}."


def _defined(figure: Figure) -> str:
    sentence = definition_of(figure)
    if sentence:
        return f"On what is counted the page says: “{sentence}”"
    of = f" of “{figure.claim.event}”" if is_taking(figure.claim.event) else ""
    return f"The speaker gives no definition{of} on this page."


def _claimed(figure: Figure) -> Interval | None:
    """The share as it is held against the map: an exact one within three points; none where any map errs by more."""
    said = span_of(figure)
    if max(said.low, 0.0) < _SMALLEST and said.high < _SMALLEST:
        return None
    exact = said.high - said.low < _NEAR
    return Interval(said.low - _NEAR, said.high + _NEAR) if exact else said


def _listed(rows: list[Reading]) -> str:
    """The readings named first, in the table's order, with their shares."""
    shown = "; ".join(
        f"{r.who}, {r.land}, by {r.count}: {r.share:.1f}% ({r.low:.1f} to {r.high:.1f})" for r in rows[:_SHOWN]
    )
    more = f"; and {len(rows) - _SHOWN} more" if len(rows) > _SHOWN else ""
    return f"{shown}{more}" if rows else "under none"
