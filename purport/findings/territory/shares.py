"""`share-readings`: a claimed share of a country under every reading of the closed list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from purport.findings.intervals import Interval, number_of
from purport.findings.territory.control import bundled_control, bundled_holders
from purport.findings.territory.land import bundled_boundary, land_of
from purport.findings.territory.readings import Ground, Reading, readings
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
    """Each share of a country that a side is said to hold, once an article and number."""
    told: list[Figure] = []
    for figure in view.figures:
        country = figure.place.country if figure.place and figure.place.kind == "country" else None
        claim = figure.claim
        share = claim.measure == "territory" and claim.quantity.unit == "percent" and claim.stance == "asserted"
        if not country or not share or claim.part == "comment" or _of_a_part(figure) or _of_another_year(figure):
            continue
        if any(_same(figure, other, view) for other in told):
            continue
        day, side = claim.end or claim.said, side_of(figure, view.aliases, country)
        if day is None or side is None:
            continue
        found = _finding(figure, country, side, day)
        if found is not None:
            told.append(figure)
            yield found


def _same(one: Figure, other: Figure, view: View) -> bool:
    """Whether two are one share: of one page, or of pages that stem from each other."""
    same = number_of(one.claim.quantity) == number_of(other.claim.quantity)
    return same and view.descends(one.article.id, other.article.id)


def _of_another_year(figure: Figure) -> bool:
    """ "against more than 70% of Syria in 2015": the share of then, in a sentence on now."""
    year = re.match(r"[^,.;]{0,40}\bin ((?:19|20)\d\d)\b", figure.after)
    day = figure.claim.end or figure.claim.said
    return year is not None and day is not None and int(year.group(1)) != day.year


def _of_a_part(figure: Figure) -> bool:
    """A share "of what remains" or "of the land once held" keeps its own base: this table is of a country."""
    return bool(re.match(r"\s*of (?:what|the (?:land|territory|area) (?:that|which|once|it))", figure.after))


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


@lru_cache(maxsize=4)
def ground_of(country: str) -> Ground | None:
    """The bundled table of control and the cells of its places; None where the country has none."""
    control, boundary = bundled_control(country), bundled_boundary(country)
    return Ground(control, land_of(control.spots, boundary)) if control and boundary else None


@lru_cache(maxsize=512)
def table_of(country: str, side: str, day: date) -> tuple[Reading, ...]:
    """The table of readings for a side on a day; empty where nothing is known of the country or the day."""
    ground = ground_of(country)
    covered = ground is not None and any(s.on(day) for s in ground.control.spots)
    return tuple(readings(ground, side, day)) if ground is not None and covered else ()


def _finding(figure: Figure, country: str, side: str, day: date) -> Finding | None:
    table = table_of(country, side, day)
    if not table:
        return None
    claimed = _claimed(figure)
    if claimed is None:
        return None
    verdicts = {v: [r for r in table if r.verdict(claimed) == v] for v in ("holds", "does not hold", "cannot be told")}
    plain = table[0]
    closest = min(table, key=lambda r: r.away(claimed))
    name = bundled_holders(country)[side][0]
    ground = ground_of(country)
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
        f" The speaker gives {'no definition of “' + (figure.claim.event or 'held') + '”' if is_taking(figure.claim.event) else 'no definition'}"
        f" on this page. Places: {published.split('.')[0]}. Border: {source.split('.')[0]}. An exact share is"
        f" taken within {_NEAR:g} points; shares by area are of Thiessen cells, in brackets"
        " with the land further than 25 km from any place given to others or to the side. purport control table shows all.",
        rule="findings/territory/shares.py: every reading of a closed list",
    )


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
