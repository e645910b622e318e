"""Shares of land as somebody states them: which figures are shares of a whole, and the sets that one page gives."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from purport.findings.intervals import Interval, show
from purport.findings.subjects import counted_class, place_key
from purport.findings.territory.groupings import MOST_HOLDERS, Grouping, groupings
from purport.findings.times import is_taking
from purport.findings.view import Figure, View, span_of
from purport.model import Body

_DAYS = 60  # fronts move: shares of another season say nothing
# "free of ISIS", "not held by the rebels": all land but that of one.
_NOT_HELD = re.compile(
    r"\b(?:not (?:held|controlled) by|free of|cleared of|outside the (?:control|hands) of)\s+(?:the )?(?P<who>[A-Z][\w ]{1,30})"
)
_DEFINES = re.compile(
    r"\b(?:by (?:which|this|that) (?:is|it|he|she|they) mean(?:s|t)?|mean(?:s|ing) (?:land|areas?|territor\w+|places|settlements)|(?:is|are) defined as"
    r"|(?:not )?counting (?:only|also|the|as)|count(?:s|ed) as (?:held|controlled|retaken|liberated|freed)|excluding (?:the )?(?:land|areas?|territor\w+|desert)"
    r"|including (?:land|areas?|territor\w+) (?:held|controlled) by)\b",
    re.IGNORECASE,
)
_FEWEST = 3  # two shares group in one way or the other: no table


def is_share(figure: Figure) -> bool:
    """Whether somebody states a share of land as of now, of a whole and not "of what remains"."""
    claim = figure.claim
    share = claim.measure == "territory" and claim.quantity.unit == "percent" and claim.stance == "asserted"
    return share and claim.part != "comment" and not _of_a_part(figure) and not _of_another_year(figure)


def reading_said(figure: Figure, side: str, holder_of: Callable[[str], str | None]) -> tuple[str, str, str]:
    """The reading that the words of a share state: who holds, which land, by which count.

    `holder_of` gives the holder of the table that a name stands for.
    """
    around = f"{figure.before[-80:]} {figure.after[:80]}"
    kind = counted_class(figure.claim.counted)
    count = "people" if kind.startswith("person") else "places" if kind.startswith("place") else "area"
    populated = re.search(r"\b(?:populated|inhabited|settled)\b", around, re.IGNORECASE)
    beyond = _NOT_HELD.search(around)
    other = holder_of(beyond.group("who").strip()) if beyond else None
    return (
        f"not held by {other}" if other else f"held by {side}",
        "populated land" if populated else "all land",
        count,
    )


def definition_of(figure: Figure) -> str | None:
    """The sentence of the page that says what is counted as held, where one does."""
    text = figure.article.text.characters
    match = _DEFINES.search(text)
    if match is None:
        return None
    before = re.split(r"[.!?]\s+|\n", text[: match.start()])[-1]
    behind = re.match(r"[^.!?\n]*[.!?]?", text[match.end() :])
    return " ".join(f"{before}{match.group()}{behind.group() if behind else ''}".split())


def _of_another_year(figure: Figure) -> bool:
    """ "against more than 70% of Syria in 2015": the share of then, in a sentence on now."""
    year = re.match(r"[^,.;]{0,40}\bin ((?:19|20)\d\d)\b", figure.after)
    day = figure.claim.end or figure.claim.said
    return year is not None and day is not None and int(year.group(1)) != (figure.claim.said or day).year


def _of_a_part(figure: Figure) -> bool:
    """A share "of what remains" or "of the land once held" keeps its own base: this table is of a country."""
    return bool(re.match(r"\s*of (?:what|the (?:land|territory|area) (?:that|which|once|it))", figure.after))


@dataclass(frozen=True, slots=True)
class StatedSet:
    """The shares of one whole that one page gives for its holders on one day."""

    parts: tuple[Figure, ...]
    holders: tuple[Body, ...]

    @property
    def teller(self) -> str:
        """Who gives them."""
        return self.parts[0].teller

    def may_make(self, figure: Figure) -> bool:
        """Whether another figure is a share of the same whole, said within two months of these."""
        first, days = self.parts[0], (self.parts[0].claim.said, figure.claim.said)
        same = figure not in self.parts and place_key(figure) == place_key(first)
        return same and None not in days and abs((days[0] - days[1]).days) <= _DAYS  # type: ignore[operator]

    def groupings(self) -> list[Grouping]:
        """Every grouping of the holders."""
        return groupings([(b.name, _rounded(f), f.size) for f, b in zip(self.parts, self.holders, strict=True)])

    def making(self, claimed: Interval) -> list[Grouping]:
        """The groupings that make the claimed share."""
        return [g for g in self.groupings() if g.makes(claimed)]

    def told(self, made: Sequence[Grouping]) -> str:
        """One sentence: how many groupings make the share, and their sums."""
        sums = "; ".join(f"{' + '.join(g.holders)} = {show(round(g.share, 2))}%" for g in made)
        return (
            f"By the shares that {self.teller} gives, {len(made)} of {len(self.groupings())} groupings of"
            f" their holders make it{': ' + sums if made else ''}."
        )


def stated_sets(view: View) -> list[StatedSet]:
    """Of each page the shares of one whole, one a holder, where there are three and more."""
    sets = []
    for figures in view.by_article.values():
        by_whole: dict[tuple[str, date | None], dict[str, tuple[Figure, Body]]] = defaultdict(dict)
        for figure in figures:
            where, holder = place_key(figure), figure.actor
            if is_share(figure) and where and holder and not is_taking(figure.claim.event):
                by_whole[where, figure.claim.end or figure.claim.said].setdefault(holder.id, (figure, holder))
        for found in by_whole.values():
            if _FEWEST <= len(found) <= MOST_HOLDERS:
                parts, holders = zip(*found.values(), strict=True)
                sets.append(StatedSet(parts, holders))
    return sets


def _rounded(figure: Figure) -> Interval:
    """A share as said, wider by half of its last digit: 8% may be 7.5."""
    said = span_of(figure)
    decimals = re.search(r"\d\.(\d+)", figure.claim.quantity.written)
    half = 10.0 ** -(len(decimals[1]) if decimals else 0) / 2
    return Interval(said.low - half, said.high + half)
