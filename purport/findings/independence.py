"""Whether figures are independent of each other (Every Casualty Counts, Standards for Casualty Recording).

Three values, since what is not shown is not thereby excluded: *shown* (different first speakers of
different bodies, neither page reprints or follows the other), *excluded* (one body, or a road
through it), *unknown* (a speaker without a name, an agency that may pass on another's figure).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from purport.findings.view import Figure, View
from purport.model import Body

Independence = Literal["shown", "excluded", "unknown"]
_NAMELESS = ("unnamed", "witness")
_CARRIERS = ("agency", "outlet")


def independence(one: Figure, other: Figure, view: View) -> tuple[Independence, str]:
    """The value for two figures, and the reason in a few words."""
    if "comment" in (one.claim.part, other.claim.part):
        return "excluded", "who comments on a page has read it"
    descends = view.descends(one.article.id, other.article.id)
    if one.root is None or other.root is None:
        return ("excluded", "one page stems from the other") if descends else ("unknown", "no speaker named")
    if one.root.id in _road(other, view) or other.root.id in _road(one, view):
        return "excluded", f"both go back to {one.root.name if one.root.id in _road(other, view) else other.root.name}"
    if one.root.kind in _NAMELESS or other.root.kind in _NAMELESS:
        return "unknown", "a speaker without a name"
    if descends:
        return "unknown", "one page stems from the other"
    if one.root.kind in _CARRIERS or other.root.kind in _CARRIERS:
        return "unknown", "an agency or outlet may pass on another's figure"
    return "shown", "different bodies on pages that do not stem from each other"


def _road(figure: Figure, view: View) -> set[str]:
    """The bodies behind everybody on a figure's road."""
    links = [view.aliases.root(view.aliases.find(s.name, figure.article.id)) for s in figure.claim.attribution.links]
    return {body.id for body in (*links, *([figure.root] if figure.root else []))}


def independent_speakers(figures: Iterable[Figure]) -> list[Body]:
    """The bodies behind the figures, one each: the most that can be independent.

    A claim without a speaker counts for none, nor does a reader's: who comments on a page has read it.
    """
    bodies: dict[str, Body] = {}
    for figure in figures:
        if figure.claim.part != "comment" and figure.root is not None and figure.root.kind not in _NAMELESS:
            bodies.setdefault(figure.root.id, figure.root)
    return [bodies[key] for key in sorted(bodies)]


def shown_speakers(figures: Iterable[Figure], view: View) -> list[Body]:
    """Bodies of which every two are shown to be independent: the least that are."""
    chosen: list[Figure] = []
    for figure in figures:
        if (
            figure.root is not None
            and figure.root.kind not in (*_NAMELESS, *_CARRIERS)
            and figure.claim.part != "comment"
            and all(independence(figure, other, view)[0] == "shown" for other in chosen)
        ):
            chosen.append(figure)
    return [figure.root for figure in chosen if figure.root is not None]


def counted(figures: Iterable[Figure], view: View) -> str:
    """How the count of independent speakers was arrived at, in words."""
    held = list(figures)
    most, least = independent_speakers(held), shown_speakers(held, view)
    nameless = len({f.article.id for f in held if f.root is None or f.root.kind in _NAMELESS})
    return (
        f"Bodies behind the named speakers: {', '.join(b.name for b in most) or 'none'}; at most {len(most)} independent"
        f"{f', {len(least)} of them shown to be' if len(least) > 1 else ''}."
        f"{f' Of {nameless} page{chr(115) * (nameless > 1)} a figure has no named speaker, which counts for none.' if nameless else ''}"
    )
