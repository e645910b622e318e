"""Whether a claim is asserted, denied, doubted or only possible, from cue words in reach."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import pairwise

from purport.claims.draft import Draft
from purport.claims.parse import Doc, Token
from purport.lexicon.tables import rows
from purport.model import Stance

_REACH = {"left": 14, "far": 26, "near": 3, "clause": 12}  # words
_MODIFIES = re.compile(r"-[A-Za-z]")  # "the 460-member house": no number is claimed to come about
_KNOWN = re.compile(
    r"\b(?:the|these|those|its|their|his|her)\s(?:[\d.,]+\s)?$", re.IGNORECASE
)  # "do the 35 million Kurds …?"
_ELLIPTIC = re.compile(r"^[^.;:]{0,90}(?:, with| and|,)\s$")
_SAID = frozenset(["said", "says", "added", "claimed", "insisted"])
_TURN = re.compile(r"\b(?:but|although)\b")
_STOP = re.compile(
    r"[;:]|\b(?:but|while|although|after|because|given|since|(?<!many )(?<!much )(?<!high )as(?! (?:many|much|high)\b))\b"
)


@cache
def _cues() -> tuple[tuple[re.Pattern[str], Stance, str], ...]:
    return tuple(
        (re.compile(rf"\b(?:{row[0]})\b", re.IGNORECASE), row[1], row[2])  # type: ignore[misc]
        for row in rows("purport.claims", "stance_cues.tsv")
    )


def read_stance(text: str, token: Token, event: Token | None) -> tuple[Stance, str | None]:
    """The stance of the claim at `token`, and the cue that gave it; asserted needs none."""
    doc = token.doc
    if _MODIFIES.match(text, token.idx + len(token)):
        return "asserted", None
    if text.rstrip('"”’) ').endswith("?") and not re.search(r"[\"“”]", text):
        return ("asserted", None) if _KNOWN.search(text, 0, token.idx) else ("doubted", "asked, not said")
    for begin, end, stance, reach in _standing(text):
        cue = doc.char_span(begin, end, alignment_mode="expand")
        if cue is not None and _reaches(doc, cue[0], cue[-1], token, event, reach):
            return stance, f"{text[begin:end]!r} (stance_cues.tsv)"
    return "asserted", None


def share_stance(drafts: list[Draft]) -> None:
    """What a sentence has no verb of its own for is as possible as the figure before it: "to have 158 seats, with 61 for …"."""
    for one, two in pairwise(d for d in drafts if not _MODIFIES.match(d.after)):
        between = two.doc[one.token.i + 1 : two.token.i]
        elliptic = _ELLIPTIC.match(one.sentence.text[one.number.after : two.number.begin])
        if one.stance == "possible" and two.stance == "asserted" and elliptic and two.after.startswith(" for "):
            if not any(t.tag_.startswith("VB") for t in between):
                two.stance, two.because["stance"] = one.stance, f"as {one.number.written} before it"


@cache
def _any_cue() -> re.Pattern[str]:
    """All cues in one pattern, for lower-case text: most sentences have none."""
    return re.compile(rf"\b(?:{'|'.join(f'(?:{row[0]})' for row in rows('purport.claims', 'stance_cues.tsv'))})\b")


@lru_cache(maxsize=64)
def _standing(text: str) -> tuple[tuple[int, int, Stance, str], ...]:
    """The cues that stand in a sentence, in the order of the table."""
    if not _any_cue().search(text.lower()):
        return ()
    return tuple((*m.span(), stance, reach) for pattern, stance, reach in _cues() for m in pattern.finditer(text))


def _reaches(doc: Doc, first: Token, last: Token, token: Token, event: Token | None, reach: str) -> bool:
    if reach == "any":
        return not (token.i < first.i and _TURN.search(doc[token.i : first.i].text))
    if reach == "right":  # "missing and feared dead": they are missing, whatever is feared
        return 0 < first.i - token.i <= 6 and first.nbor(-1).lower_ != "and"
    if reach == "verb":
        return _governs(first, last, token, event)
    if token.i < first.i:
        # "3,000 people are expected to be evacuated": the number is the subject of the cue.
        return (
            reach in ("left", "far")
            and ", and it " not in doc[token.i : first.i].text
            and any(a.i == last.i or a in last.ancestors for a in list(token.ancestors)[:3] if a.i >= first.i)
        )
    if not 0 < token.i - last.i <= _REACH[reach]:
        return False
    between = doc[last.i + 1 : token.i].text
    if reach in ("left", "far"):
        return not _STOP.search(between) and _hangs_on(first, last, token)
    return not _STOP.search(between)


def _hangs_on(first: Token, last: Token, token: Token) -> bool:
    """Whether a number hangs on a cue, and not on a verb beside it: "denied that and said they killed 25"."""
    below = token
    for above in token.ancestors:
        beside = below.dep_ == "conj" and below.tag_ in ("VBD", "VBZ", "VBP")
        if beside and (above.i in (first.i, last.i) or below.lower_ in _SAID):
            return False
        if above.i in (first.i, last.i) or last in above.children:
            return True
        below = above
    return False


def _governs(first: Token, last: Token, token: Token, event: Token | None) -> bool:
    """A modal or a "not" belongs to the verb that governs the number, or to the event word."""
    verb = last.head if last.dep_ in ("aux", "neg", "auxpass") else first.head
    if first.tag_ not in ("MD", "VBD", "VBZ", "VBP", "RB"):
        return False
    if event is not None and event.i == verb.i:
        return True
    ancestors = list(token.ancestors)[:4]
    return (
        any(a.i == verb.i for a in ancestors)
        and not any(
            a.dep_ in ("ccomp", "advcl", "relcl")
            and a.i != verb.i
            and a.tag_ != "VB"  # "will go to see", "would let us give"
            for a in ancestors[: [a.i for a in ancestors].index(verb.i)]
        )
    )
