"""What the words of claims stand for: speakers and actors by the alias table, places by gazetteer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from purport.lexicon.aliases import Aliases
from purport.lexicon.gazetteer import main_country, resolve
from purport.model import Article, Claim, ControlClaim, Resolved


def link_article(article: Article, claims: Sequence[Claim], aliases: Aliases) -> list[Resolved]:
    """One record a claim, in order. What no register knows stays None; it empties nothing else."""
    country = main_country(c.place for c in claims if c.place)
    return [_link(article, claim, aliases, country) for claim in claims]


def _link(article: Article, claim: Claim, aliases: Aliases, country: str | None) -> Resolved:
    return Resolved(
        claim_id=claim.id,
        speaker=aliases.find(claim.speaker, article.id, country) if claim.speaker else None,
        actor=aliases.find(claim.actor, article.id, country) if claim.actor else None,
        place=resolve(claim.place, country),
        doubtful=tuple(_doubtful(claim)),
    )


def _doubtful(claim: Claim) -> Iterable[str]:
    """What a person should look at: an act without an actor."""
    if isinstance(claim, ControlClaim) and claim.actor is None:
        yield "actor"
