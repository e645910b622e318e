"""A figure's road as a tree of boxes: first speaker, who passed it on, the page, the pages that stem from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from textwrap import shorten

from markupsafe import Markup

from purport.web.charts.svg import Node, node, picture

_WIDTH, _BOX, _GAP, _INDENT = 460.0, 44.0, 30.0, 26.0
_LETTERS = 44  # that fit into a box


@dataclass(frozen=True, slots=True)
class Stop:
    """A box: who or which page, what stands below the name, the words on the way to it, and what follows from it."""

    name: str
    kind: str
    below: str = ""
    by: str = ""
    link: str | None = None
    here: bool = False
    then: Sequence[Stop] = field(default_factory=tuple)


def road(first: Stop, name: str) -> Markup:
    """The drawing, from top to bottom; what branches is indented."""
    drawn: list[Node] = []
    height = _draw(first, 0.0, 8.0, drawn) + 4
    return picture(_WIDTH, height, name, *drawn, id_="road")


def _draw(stop: Stop, x: float, y: float, drawn: list[Node]) -> float:
    """Draws a stop and what follows below it; gives where the next may stand."""
    drawn.append(_box(stop, x, y))
    at = y + _BOX
    branches = len(stop.then) > 1
    for following in stop.then:
        inner = x + (_INDENT if branches else 0.0)
        top = at + _GAP
        drawn.extend(_way(x + 18, y + _BOX, top, following.by, inner if branches else None))
        at = _draw(following, inner, top, drawn)
    return at


def _box(stop: Stop, x: float, y: float) -> Node:
    style = f"stop {stop.kind}{' here' if stop.here else ''}"
    parts = [
        node("title", f"{stop.name}. {stop.below}".strip(" .")),
        node("rect", x=x + 1, y=y, width=_WIDTH - x - 2, height=_BOX, rx=4.0, class_=style),
        node("text", shorten(stop.name, _LETTERS, placeholder="…"), x=x + 12, y=y + 18, class_="name"),
        node("text", shorten(stop.below, _LETTERS + 12, placeholder="…"), x=x + 12, y=y + 35, class_="below"),
    ]
    return node("a", *parts, href=stop.link) if stop.link else node("g", *parts)


def _way(x: float, begin: float, until: float, by: str, inner: float | None) -> list[Node]:
    end = (
        f"M{x},{begin} L{x},{until - 2}"
        if inner is None
        else f"M{x - 8},{begin} L{x - 8},{until + _BOX / 2} L{inner},{until + _BOX / 2}"
    )
    head = (
        f"M{x - 4},{until - 6} L{x},{until - 1} L{x + 4},{until - 6}"
        if inner is None
        else f"M{inner - 5},{until + _BOX / 2 - 4} L{inner},{until + _BOX / 2} L{inner - 5},{until + _BOX / 2 + 4}"
    )
    words = node("text", shorten(by, _LETTERS + 8, placeholder="…"), x=x + 12, y=until - 10, class_="by")
    return [node("path", d=end, class_="way"), node("path", d=head, class_="way"), words]
