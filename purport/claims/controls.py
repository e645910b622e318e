"""Reads control claims: who took, lost, holds, besieges or fights for a named place."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from purport.claims.draft import token_at
from purport.claims.parse import Doc, Token
from purport.claims.periods import find_times
from purport.claims.places import Toponym, find_toponyms
from purport.claims.sentences import Sentence
from purport.claims.speakers import Voice, choose_voice
from purport.claims.stances import read_stance
from purport.lexicon.tables import rows, words
from purport.model import Act, Attribution, Stance
from purport.model import Link as Step

_EPITHET = re.compile(
    r"(?:((?:(?:the |an? )?(?:[A-Z][\w’'.]*[ -]){0,4}(?:[A-Za-z][\w’'.]*)(?: \([A-Z]+\))?(?: group| rebels?| militants?| fighters)?))"
    r"-(held|controlled|occupied|dominated|run|ruled|besieged)"
    r"|\b(rebel|opposition|regime|government|militant|insurgent|[A-Z]{2,6}) (held|controlled|occupied))\s"
)
_SIDE = re.compile(r"(?:[A-Z][\w’'.]*(?:-backed)?[ ]){0,4}[\w’'.-]+$")
_POINTER = re.compile(
    r"\b(?:the|its|this|that)\s+(city|town|village|area|province|district|neighbou?rhood|region|enclave|airport|airbase|base)\b(?! of\b)",
    re.IGNORECASE,
)
_JOINED = re.compile(
    r"^(?:[’']s?)?\s*(?:,|and|,\s*and|as well as|or|\s)\s*(?:(?:the |nearby |neighbou?ring )?(?:towns?|villages?|cit(?:y|ies)|areas?|districts?|neighbou?rhoods?) of )?(?:the |nearby |in )?$"
)
_KIND_GAP = re.compile(r"^[\s\w’'-]{0,70}$")
_SIDE_PLACE = re.compile(
    r"\b(rebel|opposition|regime|government|insurgent|jihadist)[ -](?:territory|areas?|towns?|villages?|neighbou?rhoods?|districts?|enclave|zones?)\s+(?:in|of|around|on|near)\b"
)
_STRONGHOLD = re.compile(
    r"((?:[A-Z][\w’'()-]*\s){0,4}[\w’'-]+?)(?:[’']?s)?\s+(?:(?:main|key|major|last|de|facto|remaining|former|self-proclaimed)\s+)*(?:stronghold|bastion|pocket|capital)s?\b"
)
_PEOPLES = "|".join(sorted(words("purport.lexicon", "demonyms.txt")))
_DIRECT = re.compile(
    rf"^[\s\"“,]*(?:(?:back|over|all|most|part|parts|much|nearly|almost|more|the|its|of|entire|whole|strategic|key|ancient|border|central|city|area|areas|town|towns|village|villages|cit(?:y|ies)|province|district|districts|neighbou?rhoods?|region|suburbs?|nearby|historic|large|swathes|besieged|both|desert|{_PEOPLES}|percent|\d+|(?:north|south|east|west)\w*|northern|general|hospital|airport|base|dam|countryside|former|\w+-(?:held|controlled))[\s,]+)*$",
    re.IGNORECASE,
)
_STOP = re.compile(r"\b(?:said|says|told|which|who|where|when|while|but|after|before|killing|killed|according|that)\b")
_NAMED = "|".join(row[0] for row in rows("purport.claims", "sides.txt"))
_SIDES = re.compile(
    rf"\b((?:[A-Z][\w’'()-]*\s){{0,5}}(?:rebels?|opposition|regime|government|army|forces|troops|fighters|militants|insurgents|terrorists?|jihadists?|groups?|coalition|militia|militias|factions?|{_NAMED})(?: (?:forces|fighters|rebels|groups?|troops|militants|units))?)\b"
)


@dataclass(slots=True)
class ControlDraft:
    """One act on one place in one sentence."""

    sentence: Sentence
    doc: Doc
    at: int
    until: int
    place: str
    act: Act
    cue: str
    actor: str | None = None
    other: str | None = None
    time: str | None = None
    start: date | None = None
    end: date | None = None
    speaker: str | None = None
    stance: Stance = "asserted"
    attribution: Attribution = field(default_factory=Attribution)
    pointer: bool = False
    same_as: ControlDraft | None = None
    because: dict[str, str] = field(default_factory=dict)


@cache
def _cues() -> tuple[tuple[re.Pattern[str], Act, str], ...]:
    return tuple(
        (re.compile(rf"\b(?:{row[0]})(?=\W|$)", re.IGNORECASE), row[1], row[2])  # type: ignore[misc]
        for row in rows("purport.claims", "control_cues.tsv")
    )


@cache
def _any_cue() -> re.Pattern[str]:
    return re.compile("|".join(pattern.pattern for pattern, _, _ in _cues()), re.IGNORECASE)


def may_hold_control(sentence: str) -> bool:
    """Whether a word for control and a place, or a word that points to one, stand in it."""
    cue = _EPITHET.search(sentence) or _any_cue().search(sentence)
    return bool(cue) and bool(find_toponyms(sentence) or _POINTER.search(sentence))


def read_controls(sentence: Sentence, doc: Doc, voices: list[Voice], today: date | None) -> list[ControlDraft]:
    """The control claims of one sentence; places that are only pointed to are settled later."""
    if not may_hold_control(sentence.text):
        return []
    drafts = _epithets(sentence, doc) + _acts(sentence, doc)
    drafts = _without_doubles(drafts)
    times = find_times(sentence.text, today)
    for draft in drafts:
        _circumstances(draft, voices, times)
    return drafts


def _epithets(sentence: Sentence, doc: Doc) -> list[ControlDraft]:
    """ "rebel-held Rashidin", "the IS-held town of Al-Bab", "Saraqeb, an opposition-held city"."""
    drafts = []
    text = sentence.text
    toponyms = find_toponyms(text)
    for match in _EPITHET.finditer(text):
        side = _SIDE.search(match.group(1) or match.group(3))
        act: Act = "besieges" if match.group(2) == "besieged" else "holds"
        for toponym in _chain(text, match.end(), toponyms, reach=70) or _apposed(text, match.start(), toponyms):
            draft = _draft(sentence, doc, toponym, act, match.group().strip())
            draft.actor = _side_words(side.group()) if side else None
            draft.because["actor"] = "epithet"
            drafts.append(draft)
    for match in _SIDE_PLACE.finditer(text):
        for toponym in _chain(text, match.end(), toponyms, reach=45)[:1]:
            draft = _draft(sentence, doc, toponym, "holds", match.group().strip())
            draft.actor, draft.because["actor"] = match.group(1), "epithet"
            drafts.append(draft)
    return drafts


def _side_words(words: str) -> str | None:
    bare = re.sub(r"^(?:the|an?|in|of|on|from|near)\s+", "", words.strip(), flags=re.IGNORECASE)
    return None if bare.lower() in ("the", "a", "an", "on", "of", "in", "both") else bare


def _apposed(text: str, at: int, toponyms: tuple[Toponym, ...]) -> list[Toponym]:
    """ "Khan Shaykhun, a rebel-held town": the place stands right before the epithet."""
    before = [
        t
        for t in toponyms
        if t.until <= at + 3 and re.fullmatch(r"[\s,]*(?:an?|the|another|is an?)?\s*(?:\w+\s)?", text[t.until : at])
    ]
    return before[-1:]


def _draft(sentence: Sentence, doc: Doc, toponym: Toponym, act: Act, cue: str) -> ControlDraft:
    draft = ControlDraft(sentence, doc, toponym.begin, toponym.until, toponym.words, act, cue)
    draft.because["act"] = f"{cue!r} (control_cues.tsv)"
    return draft


def _chain(text: str, begin: int, toponyms: tuple[Toponym, ...], reach: int) -> list[Toponym]:
    """The first place behind an offset, and those joined to it by commas and "and"."""
    chain: list[Toponym] = []
    for toponym in toponyms:
        if toponym.begin < begin:
            continue
        gap = text[(chain[-1].until if chain else begin) : toponym.begin]
        if not chain and (
            len(gap) > reach
            or _STOP.search(gap)
            or not _KIND_GAP.match(gap.replace(",", "").replace("(", "").replace(")", "").replace('"', ""))
        ):
            break
        if chain and not _JOINED.match(gap):
            break
        chain.append(toponym)
    return chain


def _acts(sentence: Sentence, doc: Doc) -> list[ControlDraft]:
    drafts: list[ControlDraft] = []
    text = sentence.text
    toponyms = find_toponyms(text)
    taken: list[tuple[int, int]] = []
    for pattern, act, where in _cues():
        for match in pattern.finditer(text):
            if (
                any(b < match.end() and match.start() < u for b, u in taken)
                or text[match.start() - 1 : match.start()] == "-"
            ):
                continue
            places = _places(text, match, toponyms, where, act)
            if not places:
                continue
            taken.append(match.span())
            token = token_at(doc, match.start(), match.start() + len(match.group().split()[0]))
            for toponym in places:
                draft = _draft(sentence, doc, toponym, act, match.group())
                draft.pointer = toponym.rank < 0
                _sides(draft, token, match)
                if match.group().lower().startswith("broke"):
                    draft.stance, draft.because["stance"] = "denied", "the siege is broken"
                drafts.append(draft)
    return drafts


def _places(text: str, match: re.Match[str], toponyms: tuple[Toponym, ...], where: str, act: Act) -> list[Toponym]:
    if where in ("after", "both"):
        found = [] if where == "both" and _predicate(text, match) else _chain(text, match.end(), toponyms, reach=48)
        if found and act != "contests" and not _DIRECT.match(text[match.end() : found[0].begin]):
            found = []
        found = [
            t
            for t in found
            if t.rank > 0 or (act in ("holds", "captured") and not text[t.until :].startswith(("’s", "'s")))
        ]
        if found:
            return found
        pointer = _POINTER.search(text, match.end(), match.end() + 40)
        if (
            pointer
            and where == "after"
            and not _STOP.search(text[match.end() : pointer.start()])
            and not toponyms_between(toponyms, match.end(), pointer.start())
        ):
            return [Toponym(pointer.start(), pointer.end(), pointer.group(), -1, False)]
    if where in ("before", "both"):
        before = [t for t in toponyms if t.until <= match.start() and match.start() - t.until < 45]
        clear = [t for t in before if _is_subject(text, t, match)]
        if clear or where == "both":
            return [] if where == "before" and _unnamed(text, clear, match) else _outermost(text, clear)
        pointers = list(_POINTER.finditer(text, max(0, match.start() - 45), match.start()))
        if pointers:
            last = pointers[-1]
            return [Toponym(last.start(), last.end(), last.group(), -1, False)]
    return []


def _is_subject(text: str, toponym: Toponym, match: re.Match[str]) -> bool:
    """No other clause between, and not the whole country that something else was done in."""
    if re.search(r"[.;]|\b(?:said|after|while|but)\b", text[toponym.until : match.start()]):
        return False
    return toponym.rank > 0 or not re.search(r"\bin (?:the )?$", text[: toponym.begin])


def _outermost(text: str, before: list[Toponym]) -> list[Toponym]:
    """ "Rahabah district, in Marib, was captured": the first of places nested in one another."""
    chosen = before[-1:]
    for toponym in reversed(before[:-1]):
        if not re.fullmatch(
            r",?\s*(?:an?\s+(?:[\w-]+\s){0,3})?(?:in|of|near)\s(?:the\s)?(?:\w+\s)?",
            text[toponym.until : chosen[0].begin],
        ):
            break
        chosen = [toponym]
    return chosen


def _predicate(text: str, match: re.Match[str]) -> bool:
    """ "X is a key rebel bastion on the outskirts of Y": the place is what stands before."""
    return bool(
        re.search(
            r"(?:\b(?:is|was|remains?|once)|,)\s+(?:an?|the|its|one of the)\s+(?:[\w’'-]+\s){0,4}$|\b(?:an?|once an?)\s+(?:[\w’'-]+\s){0,3}$",
            text[: match.start()],
        )
    ) and not re.match(r"stronghold(?:s)? of", match.group())


def _unnamed(text: str, clear: list[Toponym], match: re.Match[str]) -> bool:
    """ "a village held by the group in northern Syria": what is held has no name."""
    between = text[clear[-1].until : match.start()] if clear else ""
    return bool(re.search(r"\b(?:an?|one|several|two|three|areas|zones|parts)\s+(?:\w+\s){0,2}$", between)) or bool(
        re.search(r"\b(?:areas?|village|zones?|towns)\s$", text[max(0, match.start() - 12) : match.start()])
    )


def toponyms_between(toponyms: tuple[Toponym, ...], begin: int, until: int) -> list[Toponym]:
    """The places named between two offsets."""
    return [t for t in toponyms if begin <= t.begin < until]


def _sides(draft: ControlDraft, token: Token | None, match: re.Match[str]) -> None:
    """The actor is the subject or stands behind "by"; the other side behind "from"."""
    text = draft.sentence.text
    after = text[match.end() : match.end() + 120]
    by = re.search(r"\b(?:by|to|of)\s+(?:the\s+)?" + _SIDES.pattern, after)
    passive = bool(re.search(r"\bby$|fell|fall|hands of$|stronghold|bastion|capital", match.group(), re.IGNORECASE))
    other = re.search(r"\b(?:from|against)\s+(?:the\s+)?" + _SIDES.pattern, text[match.start() :])
    strong = (
        _STRONGHOLD.search(text[: match.end()])
        if re.search(r"stronghold|bastion|capital|pocket", match.group())
        else None
    )
    if strong and strong.end() >= match.start():
        draft.actor = (
            re.sub(r"^(?:an?|the|its|their|key|last)$", "", strong.group(1).split(" key ")[-1].strip()) or None
        )
        draft.because["actor"] = "whose stronghold"
        return
    if passive and draft.act in ("holds", "captured", "besieges"):
        follows = re.match(r"\s*(?:the\s+|of\s+the\s+|of\s+)?" + _SIDES.pattern, after)
        if follows or by:
            draft.actor = (follows or by).group(1)  # type: ignore[union-attr]
    if draft.actor is None:
        before = list(_SIDES.finditer(text[: match.start()]))
        subject = _subject_words(token)
        draft.actor = subject or (before[-1].group(1) if before else None)
        if draft.actor is None and by:
            draft.actor = by.group(1)
    if other and other.group(1) != draft.actor:
        draft.other = other.group(1)
    draft.because["actor"] = "side at the cue"


def _subject_words(token: Token | None) -> str | None:
    head = token
    for _ in range(4):
        if head is None:
            return None
        for child in head.children:
            if child.dep_ in ("nsubj", "agent") and child.i < (token.i if token else 0):
                begin, end = child.left_edge.idx, child.idx + len(child)
                words = child.doc.text[begin:end]
                return words if _SIDES.search(words) or child.pos_ == "PROPN" else None
        head = head.head if head.head.i != head.i else None
    return None


def _without_doubles(drafts: list[ControlDraft]) -> list[ControlDraft]:
    kept: dict[tuple[int, Act], ControlDraft] = {}
    for draft in drafts:
        kept.setdefault((draft.at, draft.act), draft)
    return sorted(kept.values(), key=lambda d: d.at)


def _circumstances(draft: ControlDraft, voices: list[Voice], times: list) -> None:  # type: ignore[type-arg]
    token = token_at(draft.doc, draft.at, draft.until)
    if token is None:
        return
    epithet = draft.because.get("actor") == "epithet"
    voice = None if epithet else choose_voice(voices, token)
    if voice is not None:
        begin = draft.sentence.begin
        draft.speaker = voice.name
        draft.attribution = Attribution(
            (Step(voice.name, "unnamed", voice.cue, begin + voice.begin, begin + voice.until),)
        )
        draft.because["speaker"] = voice.why
    if not epithet and draft.stance == "asserted" and draft.act != "contests":
        draft.stance, why = read_stance(draft.doc, token, None)
        if why:
            draft.because["stance"] = why
    behind = [w for w in times if draft.act in ("captured", "lost")]
    if behind:
        when = min(behind, key=lambda w: abs(w.begin - draft.at))
        draft.time, draft.start, draft.end = when.words, when.start, when.end
        draft.because["time"] = f"{when.words!r} in the sentence"
