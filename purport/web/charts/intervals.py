"""The figures of a question as intervals over time: one colour and one shape a speaker."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from purport.findings.intervals import show
from purport.web.charts.scales import Days, Scale, scale_of
from purport.web.charts.svg import Node, node, picture

_WIDTH, _HEIGHT = 720.0, 300.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 64.0, 16.0, 12.0, 34.0
_UNDATED = 56.0  # the column of figures without a day
_SHAPES = ("circle", "square", "diamond", "triangle", "cross", "ring", "bar", "star")
_APART, _MOST_APART = 12.0, 60.0
_HEAD = 5.0  # of an arrow
STYLES = len(_SHAPES)  # a ninth speaker looks like the first: the table tells them apart


@dataclass(frozen=True, slots=True)
class Point:
    """One figure: its day (None: not known), interval (None: open), the words that a hover shows, its speaker's number."""

    day: date | None
    low: float | None
    high: float | None
    told: str
    speaker: int
    link: str


def intervals(points: Sequence[Point], name: str) -> Markup:
    """The drawing; empty where there is nothing to draw."""
    ends = [end for p in points for end in (p.low, p.high) if end is not None]
    if not ends:
        return Markup("")
    dated = sorted(p.day for p in points if p.day is not None)
    undated = any(p.day is None for p in points)
    left = _LEFT + (_UNDATED if undated else 0.0)
    amounts = scale_of(ends, _HEIGHT - _BOTTOM, _TOP)
    days = Days(dated[0], dated[-1], left + 36, _WIDTH - _RIGHT - 36) if dated else None
    marks = [_mark(p, x, amounts) for p, x in zip(points, _side_by_side(points, days), strict=True)]
    axes = [*_amounts_axis(amounts), *(_days_axis(days) if days else []), *(_undated_column(left) if undated else [])]
    return picture(_WIDTH, _HEIGHT, name, node("g", *axes, class_="axes"), node("g", *marks), id_="figures")


def _side_by_side(points: Sequence[Point], days: Days | None) -> list[float]:
    """Where each figure stands; several of one day stand beside each other, within a few of its widths."""
    places = [_LEFT + _UNDATED / 2 if p.day is None or days is None else days.at(p.day) for p in points]
    found = []
    for at, place in enumerate(places):
        before, all_of_it = places[:at].count(place), places.count(place)
        found.append(place + (before - (all_of_it - 1) / 2) * min(_APART, _MOST_APART / all_of_it))
    return found


def shape(number: int, x: float, y: float, size: float = 5.0) -> Node:
    """The speaker's sign, by its number."""
    kind, style = _SHAPES[number % STYLES], f"mark s{number % STYLES}"
    if kind == "circle":
        return node("circle", cx=x, cy=y, r=size, class_=style)
    if kind == "ring":
        return node("circle", cx=x, cy=y, r=size - 0.5, class_=f"{style} hollow")
    if kind == "square":
        return node("rect", x=x - size * 0.9, y=y - size * 0.9, width=size * 1.8, height=size * 1.8, class_=style)
    if kind == "bar":
        return node("rect", x=x - size * 1.2, y=y - size * 0.5, width=size * 2.4, height=size, class_=style)
    return node("path", d=_outline(kind, x, y, size * 1.25), class_=style)


_OUTLINES = {
    "diamond": ((0, -1), (1, 0), (0, 1), (-1, 0)),
    "triangle": ((0, -1), (1, 0.8), (-1, 0.8)),
    "cross": ((-0.3, -1), (0.3, -1), (0.3, -0.3), (1, -0.3), (1, 0.3), (0.3, 0.3), (0.3, 1), (-0.3, 1), (-0.3, 0.3), (-1, 0.3), (-1, -0.3), (-0.3, -0.3)),
    "star": ((0, -1), (0.25, -0.3), (1, -0.3), (0.4, 0.15), (0.6, 0.9), (0, 0.45), (-0.6, 0.9), (-0.4, 0.15), (-1, -0.3), (-0.25, -0.3)),
}  # fmt: skip


def _outline(kind: str, x: float, y: float, size: float) -> str:
    return "M" + " L".join(f"{x + dx * size:.1f},{y + dy * size:.1f}" for dx, dy in _OUTLINES[kind]) + "Z"


def _mark(point: Point, x: float, amounts: Scale) -> Node:
    """A link to the claim: a line from the low to the high end, an arrow where one is open, the sign at the number said."""
    ends = [end for end in (point.low, point.high) if end is not None]
    said = amounts.at(ends[0])
    top = amounts.at(point.high) if point.high is not None else amounts.until + 2
    foot = amounts.at(point.low) if point.low is not None else amounts.begin - 2
    style = f"s{point.speaker % STYLES}"
    parts = [node("line", x1=x, y1=foot, x2=x, y2=top, class_=f"reach {style}")] if abs(top - foot) > 1 else []
    if point.high is None:
        parts.append(_arrow(x, top, 1, style))
    if point.low is None:
        parts.append(_arrow(x, foot, -1, style))
    sign = shape(point.speaker, x, said)
    return node("a", node("title", point.told), *parts, sign, href=point.link)


def _arrow(x: float, y: float, down: int, style: str) -> Node:
    path = f"M{x - _HEAD:.1f},{y + down * _HEAD:.1f} L{x:.1f},{y:.1f} L{x + _HEAD:.1f},{y + down * _HEAD:.1f}"
    return node("path", d=path, class_=f"reach {style}")


def _amounts_axis(amounts: Scale) -> list[Node]:
    found: list[Node] = []
    for tick in amounts.ticks():
        y = amounts.at(tick)
        found.append(node("line", x1=_LEFT, y1=y, x2=_WIDTH - _RIGHT, y2=y, class_="rule"))
        found.append(node("text", show(tick), x=_LEFT - 8, y=y + 4, text_anchor="end"))
    return found


def _days_axis(days: Days) -> list[Node]:
    y = _HEIGHT - _BOTTOM
    found: list[Node] = []
    ticks = days.ticks()
    for n, day in enumerate(ticks):
        x = days.at(day)
        anchor = "middle" if len(ticks) == 1 or 0 < n < len(ticks) - 1 else "start" if n == 0 else "end"
        found.append(node("line", x1=x, y1=y, x2=x, y2=y + 4, class_="tick"))
        found.append(node("text", f"{day.day} {day:%b %Y}", x=x, y=y + 18, text_anchor=anchor))
    return found


def _undated_column(left: float) -> list[Node]:
    return [
        node("line", x1=left, y1=_TOP, x2=left, y2=_HEIGHT - _BOTTOM, class_="rule"),
        node("text", "no day", x=_LEFT + _UNDATED / 2, y=_HEIGHT - _BOTTOM + 18, text_anchor="middle"),
    ]
