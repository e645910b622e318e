"""One claim: its sentence lit up in the article, every field with its reason, its road."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from purport.findings.view import Figure
from purport.inspection import roads_of
from purport.model import Claim, FigureClaim
from purport.pipeline.judging import correctable
from purport.web.charts.road import Stop, road
from purport.web.library import Library, slug
from purport.web.lit import blocks
from purport.web.pages import Address
from purport.web.pages.paging import page_of
from purport.web.pages.quotes import UNNAMED, interval_words, number_words, plain, quotes
from purport.web.privacy import is_private

# Fields in the order in which a reader asks for them.
_FIGURE = ("number", "interval", "bound", "unit", "counted", "measure", "event", "basis", "actor", "place", "time", "start", "end", "speaker", "stance", "part", "said")  # fmt: skip
_CONTROL = ("place", "act", "actor", "other", "time", "start", "end", "speaker", "stance", "part", "said")
_REASONS = {"low": "bound", "high": "bound", "interval": "bound", "start": "time", "end": "time", "number": "number"}


def listing(library: Library, query: Mapping[str, str]) -> dict[str, Any]:
    """One page of all claims by article; `measure` keeps those of one measure."""
    measure = query.get("measure", "")
    found = [
        c for held in library.claims_in.values() for c in held if measure in ("", getattr(c, "measure", "control"))
    ]
    page = page_of(found, query)
    return {"page": page, "measure": measure, "rows": quotes(library, [(c.id, "") for c in page.items])}


def one(library: Library, claim_id: str, address: Address, *, whole: bool = True) -> dict[str, Any]:
    """The claim with everything that hangs on it; the article around it only where `whole` texts may be shown."""
    claim = library.claim(claim_id)
    article = library.article_of(claim)
    held = library.claims_in[article.id]
    return {
        "claim": claim,
        "article": article,
        "what": number_words(claim),
        "quote": quotes(library, [(claim.id, "")])[0],
        "fields": list(_fields(library, claim)),
        "road": road(_first_stop(library, claim, address), f"The road of “{number_words(claim)}” to the page"),
        "blocks": list(blocks(article, held, [claim])) if whole else [],
        "findings": library.findings_on.get(claim.id, []),
        "questions": library.questions_on.get(claim.id, []),
        "decided": library.standing_on.get(claim.id),
        "history": library.judgements_on.get(claim.id, []),
        "correctable": correctable(claim),
        "values": {name: _value(claim, name) for name in correctable(claim)},
    }


def _fields(library: Library, claim: Claim) -> Any:
    """(field, what was read, why) in order; a field that was left empty is shown so."""
    because = {reason.field: reason.rule for reason in claim.because}
    links = _linked(library, claim)
    for name in _FIGURE if isinstance(claim, FigureClaim) else _CONTROL:
        value = _value(claim, name)
        why = because.get(name) or because.get(_REASONS.get(name, ""), "")
        yield name, value, links.get(name, ""), why if value else ""


def _value(claim: Claim, name: str) -> str:
    if isinstance(claim, FigureClaim):
        quantity = claim.quantity
        if name == "number":
            return quantity.written
        if name == "interval":
            return interval_words(claim)
        if name in ("low", "high", "bound", "unit"):
            value = getattr(quantity, name)
            return plain(value) if isinstance(value, (int, float)) else str(value or "")
    value = getattr(claim, name, None)
    return "" if value is None else str(value)


def _linked(library: Library, claim: Claim) -> dict[str, str]:
    """What the words of a field stand for, as far as the registers know."""
    meaning = library.meanings.get(claim.id)
    if meaning is None:
        return {}
    found = {"speaker": meaning.speaker, "actor": meaning.actor}
    named = {name: body.name for name, body in found.items() if body is not None}
    if meaning.place is not None:
        named["place"] = ", ".join(filter(None, (meaning.place.name, meaning.place.country)))
    return named


def _first_stop(library: Library, claim: Claim, address: Address) -> Stop:
    """Speaker, who passed it on, and the pages that carry the figure and stem from one another."""
    told = library.told[claim.id]
    pages = tuple(_page_stop(library, tree, claim.id, address) for tree in _roads(library, claim))
    first, *passing = claim.attribution.links or (None,)
    for link in reversed(passing):
        pages = (Stop(link.name, link.kind, link.kind, then=pages),) if link else pages
    if first is None and claim.speaker is None:
        return Stop(UNNAMED, "unnamed", "the article's own voice", then=pages)
    name = claim.speaker or (first.name if first else UNNAMED)
    body = told.named.name if isinstance(told, Figure) and told.named is not None else ""
    below = f"for {body}" if body and body.lower() not in name.lower() else (first.kind if first else "")
    where = None if is_private(told) else _speaker_link(told, address)
    if first and len(pages) == 1:
        pages = (replace(pages[0], by=f"“{first.cue}”"),)
    return Stop(name, "speaker", below, "", where, then=pages)


def _speaker_link(told: Any, address: Address) -> str | None:
    return address("speakers", slug(told.speaker)) if isinstance(told, Figure) and told.speaker is not None else None


def _roads(library: Library, claim: Claim) -> list[dict[str, Any]]:
    """As `purport trace` tells them; of a reader's comment its page alone."""
    near, ahead = {claim.article_id}, [claim.article_id]
    while claim.part != "comment" and ahead:
        ends = {end for d in library.descents_on.get(ahead.pop(), []) for end in (d.earlier, d.later)}
        ahead += sorted(ends - near)
        near |= ends
    others = (c for name in sorted(near) for c in library.claims_in.get(name, []))
    descents = dict.fromkeys(d for name in sorted(near) for d in library.descents_on.get(name, []))
    return roads_of(claim, others, library.articles, descents if claim.part != "comment" else ())


def _page_stop(library: Library, tree: Mapping[str, Any], here: str, address: Address) -> Stop:
    """A page of the tree with those that stem from it below it."""
    article = library.article_of(library.claims[tree["claim"]])
    day = article.published.day.isoformat() if article.published else "no day"
    below = f"{article.doc_id}, {day}{', ' + article.credit if article.credit else ''}"
    stems = tree["stems"]
    by = f"{'reprinted' if stems['kind'] == 'reprint' else 'followed'}, told by {stems['how']}" if stems else ""
    then = tuple(_page_stop(library, later, here, address) for later in tree["then"])
    name, link = article.outlet or article.doc_id, address("claims", tree["claim"])
    return Stop(name, "page", below, by, link, tree["claim"] == here, then)
