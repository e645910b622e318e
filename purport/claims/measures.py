"""What a figure measures, from its noun, the word that governs it, and its unit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain

from purport.claims.draft import Draft
from purport.claims.nouns import noun_class
from purport.claims.parse import Doc, Token
from purport.lexicon.gazetteer import candidates
from purport.lexicon.tables import rows

_PASSIVE = ("nsubjpass", "auxpass")
_LAND = re.compile(
    r"\b(?:territor(?:y|ies)|land|country|area|surface|ground|soil|province|region|desert|farms)\b", re.IGNORECASE
)
_OPINION = re.compile(r"\b(?:vote|poll|approval|rating|respondents|survey|ballots?)\b", re.IGNORECASE)
_MEASURES = frozenset(
    [
        "killed",
        "injured",
        "casualties",
        "detained",
        "kidnapped",
        "missing",
        "displaced",
        "evacuated",
        "returned",
        "attacks",
        "involved",
    ]
)
_BEFORE_PARTICIPLE = frozenset(
    ["other", "others", "more", "people", "civilians", "was", "were", "have", "has", "had", "been", "being", "are", "is",
     "also", "later", "reportedly", "seriously", "badly", "reported", "to", "be"]
)  # fmt: skip
_TAKEN = {"prisoner": "detained", "captive": "detained", "prisoners": "detained", "hostage": "kidnapped"}
_BECOMING = frozenset(["become", "became", "becoming"])
_SUMS = frozenset(["number", "total", "tally", "count", "estimate", "estimates", "figure", "figures"])
_CASES = frozenset(["case", "cases", "instances"])
_REACHING = frozenset(["reach", "reached", "reaching"])
# What a noun is named after, and not what happened to it: "rescue workers", "prison guards", "aid convoys".
_NAMES_ALONE = frozenset(["evacuated", "detained", "aid"])


@dataclass(frozen=True, slots=True)
class Event:
    """A word for something that happens: "killed" (agent: its object suffers), "toll" (state)."""

    measure: str
    role: str
    rule: str


@cache
def _table() -> tuple[tuple[re.Pattern[str], Event], ...]:
    return tuple(
        (re.compile(row[0]), Event(row[1], row[2], f"{row[0]} → {row[1]} (events.tsv)"))
        for row in rows("purport.claims", "events.tsv")
    )


@cache
def _any_event() -> re.Pattern[str]:
    """All event words in one pattern: most words are none of them."""
    return re.compile("|".join(f"(?:{pattern.pattern})" for pattern, _ in _table()))


@lru_cache(maxsize=50000)
def event_of(word: str) -> Event | None:
    """The event that a word form names, or None."""
    if not _any_event().fullmatch(word):
        return None
    for pattern, event in _table():
        if pattern.fullmatch(word):
            return event
    return None


def read_measure(draft: Draft) -> None:
    """Sets `measure` and the word for the event."""
    measure, event, why = _by_unit(draft) or _by_words(draft)
    if event is not None and _killed_and_injured(event, draft.token):
        measure, why = "casualties", f"both, of one number: {event.text!r} and the word beside it"
    draft.measure, draft.event = measure, event
    draft.because["measure"] = why


def _killed_and_injured(event: Token, number: Token) -> bool:
    """ "tens killed and wounded", "killing and injuring scores": one number for both."""
    doc, at = event.doc, event.i
    for one, two in ((at, at + 2), (at - 2, at)):
        if one < 0 or two >= len(doc) or doc[one + 1].lower_ not in ("and", "or"):
            continue
        said = {e.measure for e in map(event_of, (doc[one].lower_, doc[two].lower_)) if e is not None}
        another = two + 1 < len(doc) and doc[two + 1].pos_ == "NUM" and number.i < one  # "5 killed and injured 7"
        if said == {"killed", "injured"} and not another:
            return True
    return False


Verdict = tuple[str, Token | None, str]


def _by_unit(draft: Draft) -> Verdict | None:
    unit = draft.number.unit
    counted = f"{draft.counted or ''} {draft.after[:40]}"
    if unit in ("usd", "eur", "gbp", "inr", "cny", "jpy", "rub", "try"):
        return "money", None, f"unit {unit}"
    if unit in ("km2", "mi2", "m2", "ha", "acre"):
        governing = _governing(draft)
        if governing and event_is(governing, "destroyed") and governing.lower_ not in ("destroyed",):
            return "destroyed", governing, f"area under {governing.text!r}"
        return "territory", governing, f"unit {unit}"
    if unit in ("km", "mi", "m", "ft"):
        if re.match(r"\s*of (?:territory|land|ground)", draft.after):
            return "territory", None, "length of territory"
        return "distance", None, f"unit {unit}"
    if unit in ("km/h", "mph", "mm", "in", "cm", "t", "kg", "l", "magnitude"):
        return "other", None, f"unit {unit}"
    if unit == "percent":
        if _OPINION.search(draft.counted or "") or (_OPINION.search(draft.sentence.text) and not _LAND.search(counted)):
            return "opinion", None, "share in a vote or a poll"
        if (
            _LAND.search(counted)
            or _is_country(draft.counted)
            or (draft.counted is None and _LAND.search(draft.sentence.text))
        ):
            return "territory", _governing(draft), "share of land"
    return None


def _is_country(words: str | None) -> bool:
    """ "96.5% of Syria" is a share of land."""
    return any(place.kind == "country" for place in candidates(words or ""))


def event_role(token: Token) -> str | None:
    """What the quantity is to the word: "agent" verbs act on their object."""
    event = event_of(token.lower_)
    return event.role if event else None


def event_is(token: Token, measure: str) -> bool:
    """Whether the token is a word for an event of that measure."""
    event = event_of(token.lower_)
    return event is not None and event.measure == measure


def _governing(draft: Draft) -> Token | None:
    return next((token for token, _ in event_path(draft)), None)


def _by_words(draft: Draft) -> Verdict:
    kind = kind_of(draft)
    if draft.noun is not None and kind in _MEASURES:
        event = event_of(draft.noun.lower_)
        if kind not in ("attacks", "involved", "detained") or not (event and event.role == "weak"):
            for token, relation in event_path(draft):
                over = _overrules(kind, token, relation)
                if over:
                    return over, token, f"{token.text!r} over noun {draft.noun.text!r}"
                if relation == "subject":
                    break  # "killed when two bombers detonated their trucks"
        happened = next((token for token, _ in event_path(draft) if token.i != draft.noun.i), draft.noun)
        return kind, happened, f"noun {draft.noun.text!r} → {kind} (counted_nouns.tsv)"
    own = _own_participle(draft)
    for token, relation in chain([(own, "object")] if own is not None else [], event_path(draft)):
        said = verdict(token, relation, kind)
        if said:
            return said, token, f"{relation} of {token.text!r}: {_rule(token)}"
    near = _nearest(draft, kind)
    if near:
        return near
    if (kind == "person" or draft.noun is None) and any(
        a.lower_ in ("is", "are", "was", "were") and a.pos_ in ("AUX", "VERB") for a in list(draft.anchor.ancestors)[:2]
    ):
        return "present", None, "people who are there"
    if kind == "place":
        return "places", None, "a kind of place"
    return "other", None, "no word for an event"


def _own_participle(draft: Draft) -> Token | None:
    """What is said right behind a figure, where the parse hangs it on another: "killed a child and 37 others were injured"."""
    token = next(
        (t for t in draft.doc[draft.anchor.i + 1 : draft.anchor.i + 5] if t.lower_ not in _BEFORE_PARTICIPLE), None
    )
    if token is None or token.tag_ not in ("VBN", "VBD") or event_role(token) != "agent":
        return None
    behind = token.nbor() if token.i + 1 < len(draft.doc) else None
    return None if behind is not None and behind.pos_ == "NUM" else token


def kind_of(draft: Draft) -> str | None:
    """The class of the noun; of the noun meant, where it is left out ("and 12 were captured")."""
    if draft.noun is not None and noun_class(draft.noun.text):
        return noun_class(draft.noun.text)
    said = (draft.counted or "").split(" of ")[0].split()
    return noun_class(said[-1]) if said and draft.noun is None else None


def _rule(token: Token) -> str:
    event = event_of(token.lower_)
    return event.rule if event else ""


def _overrules(kind: str, token: Token, relation: str) -> str | None:
    """A person noun such as "bombers" or "refugees" that is itself killed, held or let go."""
    event = event_of(token.lower_)
    if event is None or event.role == "weak" or kind in ("killed", "injured", "casualties", "evacuated"):
        return None
    if kind == "attacks":
        return None
    if event.role == "agent" and relation == "subject":
        return None
    measure = event.measure
    return measure if measure in ("killed", "injured", "detained", "displaced", "returned", "evacuated") else None


def verdict(token: Token, relation: str, kind: str | None) -> str | None:
    """The measure that an event word gives to a noun of that class standing so to it; None if none."""
    event = event_of(token.lower_)
    if event is None:
        return None
    measure = event.measure
    if relation == "subject" and event.role in ("agent", "weak") and measure not in ("present",):
        return "involved" if kind in ("person", None, "thing") else None
    if measure == "captured":
        return {"person": "detained", "place": "places_captured", "land": "territory", "thing": "seized"}.get(
            kind or ""
        )
    if measure == "taken":
        how = token.nbor().lower_ if token.i + 1 < len(token.doc) else ""
        return _TAKEN.get(how) or {"place": "places_captured", "land": "territory"}.get(kind or "")
    if measure == "aid" and token.lower_ in _REACHING and kind != "person":
        return None  # "how did they reach this share?"
    if measure == "lost":
        return {"person": "killed", "thing": "destroyed", "place": "places"}.get(kind or "")
    if measure in ("killed", "injured", "casualties") and kind in ("place", "land"):
        return "places" if kind == "place" else "territory"
    if measure in ("killed", "injured", "displaced", "present", "missing", "evacuated") and kind == "thing":
        return "destroyed" if measure == "killed" else None
    if event.role == "weak" and (kind, measure) in (("person", "attacks"), ("place", "involved"), ("land", "involved")):
        return None
    return measure


def event_path(draft: Draft) -> Iterator[tuple[Token, str]]:
    """Event words by way of the parse, nearest first, with how the quantity stands to each."""
    current = draft.anchor
    if current.lower_ in _CASES:  # "cases of asphyxiation"
        yield from (
            (t, "object") for c in current.children if c.lower_ == "of" for t in c.children if event_of(t.lower_)
        )
    yield from _below(current)
    seen = 0
    while current.head.i != current.i and seen < 8:
        head = current.head
        relation = _relation(current, head)
        beside = list(_beside(current, head))
        if head.lower_ in _REACHING:
            yield from beside  # "the toll reached 112": what reached it says more than the verb
        if event_of(head.lower_):
            yield head, relation
        if head.lower_ not in _REACHING:
            yield from beside
        current, seen = head, seen + 1


def _relation(current: Token, head: Token) -> str:
    if current.dep_ == "nsubj" and not any(c.dep_ in _PASSIVE for c in head.children):
        done_to = head.tag_ in ("VBD", "VBN") and not any(c.dep_ == "dobj" and c.i > head.i for c in head.children)
        return "object" if head.tag_ == "VBN" or (done_to and event_role(head) == "agent") else "subject"
    return "object"


def _below(token: Token) -> Iterator[tuple[Token, str]]:
    """ "wounded people", "people killed in …", "people who died", "dead" behind the number."""
    for child in token.children:
        inhabited = child.dep_ == "amod" and event_is(child, "present")  # "populated localities": no event
        named = child.dep_ == "compound" and (event := event_of(child.lower_)) and event.measure in _NAMES_ALONE
        if (
            child.dep_ in ("amod", "acl", "relcl", "compound")
            and event_of(child.lower_)
            and not inhabited
            and not named
        ):
            active = (
                child.dep_ == "relcl"
                and child.tag_ in ("VBD", "VBP", "VBZ")
                and not any(c.dep_ in _PASSIVE for c in child.children)
            )
            yield child, "subject" if active or child.tag_ == "VBG" else "object"
    if event_of(token.lower_):
        yield token, "itself"


def _beside(current: Token, head: Token) -> Iterator[tuple[Token, str]]:
    """ "left 20 dead", "the death toll rose to 20", "claimed the lives of 20", "dead numbered 23"."""
    for child in head.children:
        if child.i == current.i:
            continue
        event = event_of(child.lower_)
        if child.dep_ in ("oprd", "acomp", "ccomp", "xcomp", "advmod", "attr", "dobj", "acl") and event:
            if event.role == "state" or child.tag_ in ("VBN", "JJ") or head.lower_ in _BECOMING:
                yield child, "object"
        if child.dep_ in ("nsubj", "nsubjpass") and event and event.role == "state":
            yield child, "object"
        if child.lower_ == "from" and any(c.lower_ in ("home", "homes") for c in child.children):
            yield next(c for c in child.children if c.lower_ in ("home", "homes")), "object"
        if child.dep_ in ("nsubj", "nsubjpass") and child.lower_ in _SUMS:
            yield from ((t, "object") for t in child.subtree if event_of(t.lower_))


def events_in(doc: Doc) -> list[tuple[Token, Event]]:
    """The event words of a sentence in order, looked up once."""
    if "events" not in doc.user_data:
        doc.user_data["events"] = [(t, event) for t in doc if (event := event_of(t.lower_)) is not None]
    found: list[tuple[Token, Event]] = doc.user_data["events"]
    return found


def _nearest(draft: Draft, kind: str | None) -> Verdict | None:
    """The event word closest to the number in its clause; one behind it counts as nearer."""
    best: tuple[float, Token] | None = None
    for token, event in events_in(draft.doc):
        if event.role == "weak" and kind != "thing":
            continue
        gap = token.i - draft.token.i
        if abs(gap) > 12 or _clause_break(draft.doc, draft.token.i, token.i):
            continue
        distance = gap if gap > 0 else -gap * 1.2
        if verdict(token, "object", kind) and (best is None or distance < best[0]):
            best = (distance, token)
    if best is None:
        return None
    measure = verdict(best[1], "object", kind) or "other"
    return measure, best[1], f"nearest event word {best[1].text!r}: {_rule(best[1])}"


def _clause_break(doc: Doc, one: int, two: int) -> bool:
    low, high = sorted((one, two))
    return any(t.text in (";", ":") or t.lower_ in ("while", "but", "although") for t in doc[low + 1 : high])
