"""A figure claim while it is being read: the number's place in its parsed sentence, field by field."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from purport.claims.numbers import Number
from purport.claims.parse import Doc, Token
from purport.claims.sentences import Sentence
from purport.model import Attribution, Bound, Stance

SIGHT = 200  # characters


@dataclass(slots=True)
class Draft:
    """One number of one sentence; the readers fill its fields and note why in `because`."""

    sentence: Sentence
    doc: Doc
    number: Number
    token: Token
    noun: Token | None = None
    bound: Bound = "exact"
    low: float | None = None
    high: float | None = None
    counted: str | None = None
    measure: str = "other"
    event: Token | None = None
    basis: str | None = None
    actor: str | None = None
    place: str | None = None
    time: str | None = None
    start: date | None = None
    end: date | None = None
    speaker: str | None = None
    stance: Stance = "asserted"
    attribution: Attribution = field(default_factory=Attribution)
    part_of: Draft | None = None
    same_as: Draft | None = None
    because: dict[str, str] = field(default_factory=dict)

    @property
    def anchor(self) -> Token:
        """The token that stands in the sentence for the quantity: the noun, else the number."""
        return self.noun if self.noun is not None else self.token

    @property
    def at(self) -> int:
        """Where the number begins in the sentence."""
        return self.number.begin

    @property
    def until(self) -> int:
        """Where the number ends in the sentence."""
        return self.number.until

    @property
    def before(self) -> str:
        """What stands before the number, as far as any rule looks."""
        return self.sentence.text[max(0, self.number.begin - SIGHT) : self.number.begin]

    @property
    def after(self) -> str:
        """What stands behind the number and its unit, as far as any rule looks."""
        return self.sentence.text[self.number.after : self.number.after + SIGHT]


def token_at(doc: Doc, begin: int, until: int) -> Token | None:
    """The last token of a stretch of the sentence; None where the tokens do not fit it."""
    span = doc.char_span(begin, until, alignment_mode="expand")
    return span[-1] if span is not None and len(span) else None
