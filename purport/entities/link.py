"""What the words of claims stand for: speakers and actors by the alias table, places by gazetteer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from purport.lexicon.aliases import Aliases
from purport.lexicon.gazetteer import Choice, Gazetteer, country_of
from purport.model import Article, Claim, ControlClaim, Resolved


def link_article(article: Article, claims: Sequence[Claim], aliases: Aliases, gazetteer: Gazetteer) -> list[Resolved]:
    """One record a claim, in order. What no register knows stays None; it empties nothing else."""
    toponyms = [c.place for c in claims if c.place]
    country = gazetteer.main_country(toponyms) or gazetteer.country_spoken_of(article.text.characters)
    whole = country_of(country) if claims else None
    places = _places(toponyms, country, gazetteer)
    return [
        Resolved(
            claim_id=claim.id,
            speaker=aliases.find(claim.speaker, article.id, country) if claim.speaker else None,
            actor=aliases.find(claim.actor, article.id, country) if claim.actor else None,
            place=places[claim.place].place if claim.place else None,
            country=whole,
            doubtful=tuple(_doubtful(claim, places)),
        )
        for claim in claims
    ]


def _places(toponyms: Iterable[str], country: str | None, gazetteer: Gazetteer) -> dict[str, Choice]:
    """Each toponym once; those that only one place answers to help to choose among the others' places."""
    once = dict.fromkeys(toponyms)
    sure = {t: found[0] for t in once if len(found := gazetteer.candidates(t)) == 1}
    near = {t: [p for other, p in sure.items() if other != t and p.country in (country, None)] for t in once}
    return {t: gazetteer.choose(t, country, near[t]) for t in once}


def _doubtful(claim: Claim, places: dict[str, Choice]) -> Iterable[str]:
    """What a person should look at: an act without an actor, a name that two places answer to about as well."""
    if isinstance(claim, ControlClaim) and claim.actor is None:
        yield "actor"
    if claim.place and places[claim.place].doubtful:
        yield "place"
