"""One claim: its sentence lit up in the article, every field with its reason, its road."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from purport.findings.intervals import number_of
from purport.findings.view import Figure
from purport.model import Claim, ControlClaim, Descent, FigureClaim
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
    """Speaker, who passed it on, page, and the pages that stem from it with the same figure."""
    told = library.told[claim.id]
    page = _Pages(library, address, claim.id).stop(claim)
    stops = list(claim.attribution.links)
    following: Stop = page
    for link in reversed(stops[1:]):
        following = Stop(link.name, link.kind, link.kind, "", then=(following,))
    cue = stops[0].cue if stops else ""
    kept = (following,)
    if not stops and claim.speaker is None:
        return Stop(UNNAMED, "unnamed", "the article's own voice", then=kept)
    name = claim.speaker or (stops[0].name if stops else UNNAMED)
    body = told.named.name if isinstance(told, Figure) and told.named is not None else ""
    below = f"for {body}" if body and body.lower() not in name.lower() else (stops[0].kind if stops else "")
    where = None if is_private(told) else _speaker_link(told, address)
    return Stop(name, "speaker", below, "", where, then=(_by(kept[0], cue),))


def _by(stop: Stop, cue: str) -> Stop:
    return Stop(stop.name, stop.kind, stop.below, f"“{cue}”" if cue else "", stop.link, stop.here, stop.then)


def _speaker_link(told: Any, address: Address) -> str | None:
    return address("speakers", slug(told.speaker)) if isinstance(told, Figure) and told.speaker is not None else None


class _Pages:
    """The pages that carry a figure, each drawn once however many roads lead to it."""

    def __init__(self, library: Library, address: Address, here: str) -> None:
        self._library, self._address, self._here = library, address, here
        self._seen: set[str] = set()

    def stop(self, claim: Claim, by: str = "") -> Stop:
        """A page, and below it those that reprint or follow it and carry the same figure."""
        article = self._library.article_of(claim)
        self._seen.add(article.id)
        following = self._library.descents_on.get(article.id, []) if claim.part != "comment" else []
        then = [self._later(claim, d) for d in following if d.earlier == article.id and d.later not in self._seen]
        day = article.published.day.isoformat() if article.published else "no day"
        below = f"{article.doc_id}, {day}{', ' + article.credit if article.credit else ''}"
        name, here = article.outlet or article.doc_id, claim.id == self._here
        return Stop(name, "page", below, by, self._address("claims", claim.id), here, tuple(s for s in then if s))

    def _later(self, claim: Claim, descent: Descent) -> Stop | None:
        twin = _twin(self._library, claim, descent.later) if descent.later not in self._seen else None
        how = f"{'reprinted' if descent.kind == 'reprint' else 'followed'}, told by {descent.how}"
        return self.stop(twin, how) if twin is not None else None


def _twin(library: Library, claim: Claim, article_id: str) -> Claim | None:
    for other in library.claims_in.get(article_id, []):
        if _same(claim, other):
            return other
    return None


def _same(one: Claim, other: Claim) -> bool:
    if isinstance(one, FigureClaim) and isinstance(other, FigureClaim):
        return one.measure == other.measure and number_of(one.quantity) == number_of(other.quantity)
    both = isinstance(one, ControlClaim) and isinstance(other, ControlClaim)
    return both and (one.place, one.act) == (other.place, other.act)  # type: ignore[union-attr]
