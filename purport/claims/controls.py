"""Reads control claims: who took, lost, holds, besieges or fights for a named place."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date

from purport.claims.draft import Draft, token_at
from purport.claims.evidence.actor import actor_options
from purport.claims.evidence.control import Cue, Holding, find_cues, holdings, named_places, points_to_place
from purport.claims.evidence.lines import Line
from purport.claims.evidence.period import at_cue
from purport.claims.evidence.speaker import speaker_options, speaks_alone
from purport.claims.numbers import Number
from purport.claims.parse import Doc, Token
from purport.claims.places import Toponym
from purport.claims.ranking import Features, best, deciding, score
from purport.claims.roads import attribute
from purport.claims.sentences import Sentence
from purport.claims.stances import read_stance
from purport.lexicon.toponyms import fold
from purport.model import Act, Attribution, Stance

# Where F1 was highest in cross-validation, by hand: a place and a cue that weigh less are no claim,
# and a second place of one cue must be plainer than the first.
ENOUGH, PLAIN = -0.5, 0.3
EPITHETS = ("epithet", "side's places")
_NOT = re.compile(
    r"\b(?:not|never|no longer|n[’']t)\s+(?:(?:be|been|yet|fully|actually|the|any)\s+)?(?:(?:under|in)\s+(?:[\w’'-]+\s+){0,2})?$",
    re.IGNORECASE,
)
_NOT_INSIDE = re.compile(r"\b(?:not|no longer|never)\b", re.IGNORECASE)
_LIFTED = re.compile(r"^[\w\s’'-]{0,40}?\b(?:was|is|were|has been|had been) (?:broken|lifted|ended)\b", re.IGNORECASE)
_OTHER = re.compile(r"\b(?:from|against)\s+$")


@dataclass(slots=True)
class ControlDraft:
    """One act on one place in one sentence."""

    sentence: Sentence
    doc: Doc
    at: int
    until: int
    place: str
    act: Act
    cue: Cue
    actor: str | None = None
    other: str | None = None
    time: str | None = None
    start: date | None = None
    end: date | None = None
    speaker: str | None = None
    stance: Stance = "asserted"
    attribution: Attribution = field(default_factory=Attribution)
    same_as: ControlDraft | None = None
    because: dict[str, str] = field(default_factory=dict)


def may_hold_control(sentence: str, places: tuple[Toponym, ...]) -> bool:
    """Whether a word for control and a place, or a word that points to one, stand in it."""
    return bool(places or points_to_place(sentence)) and bool(find_cues(sentence))


def read_controls(lines: list[Line]) -> list[ControlDraft]:
    """The control claims of an article in reading order."""
    drafts: list[ControlDraft] = []
    alone, named = speaks_alone(lines), named_places(lines)
    for at in range(len(lines)):
        here = [_draft(holding, lines, at, alone=alone) for holding in chosen_holdings(holdings(lines, at, named))]
        drafts += _once(here)
    for i, draft in enumerate(drafts):
        repeats = (d for d in drafts[:i] if d.act == draft.act and d.place == draft.place and d.same_as is None)
        draft.same_as = next(repeats, None)
    return drafts


def chosen_holdings(weighed: list[Holding]) -> list[Holding]:
    """Of the places beside each cue the likeliest, if it is likely enough, and any other that is plain."""
    by_cue: dict[tuple[int, str], list[tuple[float, Holding]]] = {}
    for holding in weighed:
        by_cue.setdefault((holding.cue.begin, holding.cue.act), []).append(
            (score("control", holding.features), holding)
        )
    chosen: dict[tuple[str, str, int], Holding] = {}
    for rated in by_cue.values():
        ranked = sorted(rated, key=lambda pair: (-pair[0], pair[1].toponym.begin))
        spots: set[tuple[int, str]] = set()
        for rate, holding in ranked:
            spot = (holding.toponym.begin, holding.place if holding.joined else "")
            if rate > (PLAIN if spots and not holding.joined else ENOUGH) and spot not in spots:
                if any(begin == spot[0] for begin, _ in spots):
                    holding = replace(holding, toponym=_last_word(holding.toponym))
                spots.add(spot)
                chosen.setdefault((holding.cue.act, fold(holding.place), holding.cue.begin), holding)
    return sorted(chosen.values(), key=lambda h: (h.toponym.begin, h.cue.begin))


def _last_word(pointer: Toponym) -> Toponym:
    """The words that the second of two places points at, for a claim of its own: "villages" of "the two villages"."""
    return replace(pointer, begin=pointer.until - len(pointer.words.split()[-1]))


def _once(drafts: list[ControlDraft]) -> list[ControlDraft]:
    """One act on one place by one side is one claim, however many words of the sentence say so."""
    kept: list[ControlDraft] = []
    for draft in drafts:
        alike = [d for d in kept if d.act == draft.act and fold(d.place) == fold(draft.place)]
        if not any(d.actor == draft.actor or None in (d.actor, draft.actor) for d in alike):
            kept.append(draft)
    return kept


def _draft(holding: Holding, lines: list[Line], at: int, *, alone: bool) -> ControlDraft:
    line, cue, toponym = lines[at], holding.cue, holding.toponym
    assert line.doc is not None
    draft = ControlDraft(
        line.sentence, line.doc, toponym.begin, toponym.until, holding.place, cue.act, cue,
    )  # fmt: skip
    draft.because["act"] = (
        f"{cue.words!r} ({cue.row} of control_cues.tsv), weighed: {deciding('control', holding.features)}"
    )
    if toponym.rank < 0:
        draft.because["place"] = f"{toponym.words!r} points to {holding.place!r}"
    _name_actor(draft, holding, lines, at)
    _circumstances(draft, lines, at, speakers_of(holding, lines, at, alone=alone))
    return draft


def _name_actor(draft: ControlDraft, holding: Holding, lines: list[Line], at: int) -> None:
    options = actor_options(holding, lines[at], lines[at - 1] if at else None)
    draft.actor, features = options[best("actor", [o[1] for o in options])]
    draft.because["actor"] = f"weighed: {deciding('actor', features)}"
    text = draft.sentence.text
    named = [words for words, _ in options if words and words != draft.actor]
    draft.other = next((w for w in named if _OTHER.search(text[: text.find(w)].removesuffix("the "))), None)


def _circumstances(draft: ControlDraft, lines: list[Line], at: int, options: list[tuple[object, Features]]) -> None:
    if options:
        chosen, features = options[best("control_speaker", [o[1] for o in options])]
        draft.speaker, draft.attribution, why = attribute(chosen, lines, at)
        if why:
            draft.because["speaker"] = f"{why}; weighed: {deciding('control_speaker', features)}"
    token, verb = token_at(draft.doc, draft.at, draft.until), _first_token(draft.doc, draft.cue)
    if token is not None and draft.cue.row not in EPITHETS and draft.act != "contests":
        draft.stance, why = read_stance(draft.sentence.text, token, verb)
        if why:
            draft.because["stance"] = why
    denied = _denied(draft.sentence.text, draft.cue)
    if denied:
        draft.stance, draft.because["stance"] = "denied", denied
    times = [when for when in lines[at].times if not at_cue(when, lines[at])]
    if draft.act in ("captured", "lost") and times:
        when = min(times, key=lambda w: abs(w.begin - draft.cue.begin))
        draft.time, draft.start, draft.end = when.words, when.start, when.end
        draft.because["time"] = f"{when.words!r} in the sentence"


def _denied(text: str, cue: Cue) -> str | None:
    """ "is not under rebel control", "no longer controls", "the siege was broken"."""
    if _NOT.search(text[: cue.begin]) or _NOT_INSIDE.search(cue.words):
        return "a negation at the cue"
    over = cue.act == "besieges" and (cue.words.lower().startswith("broke") or _LIFTED.search(text[cue.until :]))
    return "the siege is over" if over else None


def _first_token(doc: Doc, cue: Cue) -> Token | None:
    return token_at(doc, cue.begin, cue.begin + len(cue.words.split()[0]))


def speakers_of(holding: Holding, lines: list[Line], at: int, *, alone: bool) -> list[tuple[object, Features]]:
    """Who may say that a place is held: the candidates of a figure that stood at the cue, and the kind of cue."""
    line, cue = lines[at], holding.cue
    token = _first_token(line.doc, cue) if line.doc is not None else None
    if token is None or line.doc is None:
        return []
    number = Number(cue.begin, cue.until, cue.until, cue.words, None, None, "words")
    kind = "epithet" if cue.row in EPITHETS else cue.act
    return [
        (chosen, (*features, f"{features[0].split(' ', 1)[0]} {kind}", f"{features[0]} {kind}"))
        for chosen, features in speaker_options(Draft(line.sentence, line.doc, number, token), lines, at, alone=alone)
    ]
