"""Whether figures are independent of each other (Every Casualty Counts, Standards for Casualty Recording).

Three values, since what is not shown is not thereby excluded: *shown* (different first speakers of
different bodies, neither page reprints or follows the other), *excluded* (one body, or a road
through it), *unknown* (a speaker without a name, an agency that may pass on another's figure).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from purport.findings.view import Figure, View
from purport.lexicon.aliases import is_somebody
from purport.model import Body

Independence = Literal["shown", "excluded", "unknown"]
_CARRIERS = ("agency", "outlet")


def independence(one: Figure, other: Figure, view: View) -> tuple[Independence, str]:
    """The value for two figures, and the reason in a few words."""
    if "comment" in (one.claim.part, other.claim.part):
        return "excluded", "who comments on a page has read it"
    descends = view.descends(one.article.id, other.article.id)
    if one.root is None or other.root is None:
        return ("excluded", "one page stems from the other") if descends else ("unknown", "no speaker named")
    behind = next(
        (f.root for f, road in ((one, _road(other, view)), (other, _road(one, view))) if f.root in road), None
    )
    if behind is not None:
        return "excluded", f"both go back to {behind.name}"
    if one.named is None or other.named is None:
        return "unknown", "a speaker without a name"
    if descends:
        return "unknown", "one page stems from the other"
    if not (is_somebody(one.named) and is_somebody(other.named)):
        return "unknown", "words that may name nobody"
    if one.named.kind in _CARRIERS or other.named.kind in _CARRIERS:
        return "unknown", "an agency or outlet may pass on another's figure"
    return "shown", "different bodies on pages that do not stem from each other"


def _road(figure: Figure, view: View) -> set[Body | None]:
    """The bodies behind everybody on a figure's road."""
    links = figure.claim.attribution.links
    return {figure.root, *(view.aliases.root(view.aliases.find(link.name, figure.article.id)) for link in links)}


def independent_speakers(figures: Iterable[Figure]) -> list[Body]:
    """The bodies behind the figures, one each: the most that can be independent.

    A claim without a speaker counts for none, nor does a reader's: who comments on a page has read it.
    """
    bodies = {f.named.id: f.named for f in figures if f.named is not None and f.claim.part != "comment"}
    return [bodies[key] for key in sorted(bodies)]


def shown_speakers(figures: Iterable[Figure], view: View) -> list[Body]:
    """Bodies of which every two are shown to be independent: the least that are."""
    chosen: dict[str, Figure] = {}
    for figure in figures:
        body = figure.named
        if body is None or body.kind in _CARRIERS or figure.claim.part == "comment" or not is_somebody(body):
            continue  # shown to be independent of nobody
        if all(independence(figure, other, view)[0] == "shown" for other in chosen.values()):
            chosen[body.id] = figure
    return [figure.named for figure in chosen.values() if figure.named is not None]


def counted(figures: Iterable[Figure], view: View) -> str:
    """How the count of independent speakers was arrived at, in words."""
    held = list(figures)
    most, least = independent_speakers(held), shown_speakers(held, view)
    told = f"Bodies behind the named speakers: {', '.join(b.name for b in most) or 'none'}; at most {len(most)} independent"
    if len(least) > 1:
        told += f", {len(least)} of them shown to be"
    nameless = len({f.article.id for f in held if f.named is None})
    if nameless:
        told += f". On {nameless} of the pages a figure has no named speaker, which counts for none"
    return f"{told}."
