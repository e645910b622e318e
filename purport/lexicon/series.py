"""The form of an imported table: which column holds what. Articles write it into a table's first line, claims read it.

A table's text is lines of cells set apart by tabulators. Its first line says of each column what it
holds and what it was called: "date ← report_date", "total killed women ← killed_women_cum".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from purport.errors import PurportError
from purport.model import MEASURES

SERIES = "text/tab-separated-values"  # the media type of a table of figures
CORRECTION = "correction"  # the event of a figure that declares by how much a total was corrected
FigureKind = Literal["total", "daily", "correction"]
ROLES = ("date", "speaker", "place", "basis", "since", "hours", "bound")
_ARROW = " ← "
_HEAD = re.compile(
    rf"(?:(?P<kind>total|daily|correction) (?P<measure>\w+)(?: (?P<counted>.+?))?|(?P<role>\w+)){_ARROW}"
)


@dataclass(frozen=True, slots=True)
class FigureColumn:
    """A column of figures: a running total, the figure of a day, or a declared correction."""

    column: str
    measure: str
    counted: str | None = None
    kind: FigureKind = "total"

    @property
    def head(self) -> str:
        """What the table's first line says of it."""
        counted = f" {self.counted}" if self.counted else ""
        return f"{self.kind} {self.measure}{counted}{_ARROW}{' '.join(self.column.split())}"


@dataclass(frozen=True, slots=True)
class SeriesMap:
    """Which column of a table holds what; what stands in quotation marks holds for every row."""

    roles: Mapping[str, str] = field(default_factory=dict)
    figures: tuple[FigureColumn, ...] = ()

    @classmethod
    def of(cls, pairs: Iterable[str]) -> SeriesMap:
        """From "date=report_date", "place='Gaza'", "figure=killed_cum:killed:people:total"; PurportError where one is none."""
        roles: dict[str, str] = {}
        figures: list[FigureColumn] = []
        for pair in pairs:
            name, equals, column = pair.partition("=")
            if equals and name == "figure":
                figures.append(_figure(column))
            elif equals and name in ROLES:
                roles[name] = column
            else:
                raise PurportError(f"--map {pair}: give NAME=COLUMN with NAME one of {', '.join(ROLES)} or figure")
        if "date" not in roles or not figures:
            raise PurportError("--map: give date=COLUMN and at least one figure=COLUMN:MEASURE:COUNTED:total|daily")
        return cls(roles, tuple(figures))


def _figure(written: str) -> FigureColumn:
    column, measure, counted, kind, *more = [*written.split(":"), "", "", ""][:5]
    kind = kind or "total"
    if more and more[0]:
        raise PurportError(f"--map figure={written}: give COLUMN:MEASURE:COUNTED:KIND")
    if not column or measure not in MEASURES:
        raise PurportError(
            f"--map figure={written}: {measure or 'nothing'} is no measure; give one of {', '.join(MEASURES)}"
        )
    for known in get_args(FigureKind):
        if kind == known:
            return FigureColumn(column, measure, counted or None, known)
    raise PurportError(f"--map figure={written}: {kind} is no kind; give one of {', '.join(get_args(FigureKind))}")


def role_head(role: str, column: str) -> str:
    """What a table's first line says of a column that is no figure."""
    return f"{role}{_ARROW}{' '.join(column.split())}"


def columns_of(first_line: str) -> list[str | FigureColumn]:
    """The columns of a table by its first line: a role, or what its figures are; PurportError where it has none."""
    found: list[str | FigureColumn] = []
    for head in first_line.split("\t"):
        match = _HEAD.match(head)
        if match is None:
            raise PurportError(f"{head[:80]}: is no head of a table of figures; add the table again")
        if match["role"]:
            found.append(match["role"])
        else:
            kind: FigureKind = match["kind"]  # type: ignore[assignment]
            found.append(FigureColumn(head[match.end() :], match["measure"], match["counted"], kind))
    return found
