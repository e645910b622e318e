"""Who says it: the speech cues of a sentence, the names at them, and which number each covers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from purport.claims.names import Names, looks_like_person, person_in
from purport.claims.parse import Doc, Token
from purport.lexicon.tables import mapping, words

_SKIP_LEFT = frozenset(
    [
        "also",
        "later",
        "has",
        "had",
        "have",
        "further",
        "then",
        "reportedly",
        "separately",
        "subsequently",
        "earlier",
        "previously",
        "quickly",
        "on",
    ]
)
_INSIDE = frozenset(["of", "for", "and", "'s", "’s", "the", "-", "&", "s"])
_PLACE_PREPOSITIONS = frozenset(["in", "at", "from", "on", "to", "near", "inside", "with"])
_NOT_SPEAKERS = frozenset(
    [
        "that",
        "which",
        "there",
        "this",
        "these",
        "it",
        "what",
        "attack",
        "strike",
        "strikes",
        "raid",
        "blast",
        "bombing",
        "explosion",
        "incident",
        "one",
    ]
)
_PASSIVE = re.compile(r"\b(?:is|was|are|were|been|being|be)\s+(?:\w+ly\s+)?$")
_TAIL = re.compile(
    r"(?:[:–—|-]\s*|\s)((?:[A-Z][\w.’'-]+\s){0,3}(?:monitor|monitors|monitoring group|watchdog|ngo|activists|sohr|observatory|un|u\.n\.|military|army|ministry|police|officials?|reports?|sources?|rebels|opposition|state media|state tv|media|coalition|spokesperson|government|statement|centcom|pentagon))\s*[.\"”]?$",
    re.IGNORECASE,
)
_HEAD = re.compile(r"^((?:[A-Z][\w.’'-]+\s){0,3}[A-Z][\w.’'-]+):\s+\S")


@dataclass(frozen=True, slots=True)
class Saying:
    """One cue of speech in a sentence and the words that name who speaks."""

    cue: Token
    begin: int
    until: int
    words: str
    right: bool


@cache
def _cues() -> dict[str, str]:
    return mapping("purport.claims", "speech_cues.tsv")


def find_sayings(doc: Doc) -> list[Saying]:
    """Every "X said", "said X", "according to X" and "citing X" of a sentence, in order."""
    sayings: list[Saying] = []
    for token in doc:
        kind = _cues().get(token.lower_)
        if token.lower_ == "according" and token.i + 1 < len(doc) and doc[token.i + 1].lower_ == "to":
            found = _name_right(doc, token.i + 2)
        elif kind == "before" and not (token.i and doc[token.i - 1].lower_ in ("be", "widely")):
            found = _name_right(doc, token.i + 1)
            if token.lower_ == "quoted" and (found is None or _is_passive(doc, token)):
                found = _name_left(doc, token)
        elif kind == "verb" and token.tag_.startswith(("VB", "NN", "JJ")):
            found = _subject(doc, token)
        else:
            continue
        if found:
            begin, until, right = found
            sayings.append(Saying(token, begin, until, doc[begin:until].text, right))
    return sayings


Found = tuple[int, int, bool]


def _is_passive(doc: Doc, cue: Token) -> bool:
    return bool(_PASSIVE.search(doc.text[: cue.idx]))


def _subject(doc: Doc, cue: Token) -> Found | None:
    if cue.tag_ == "VBN" and _is_passive(doc, cue):
        return None
    if cue.lower_ in (
        "report",
        "reports",
        "claims",
        "estimates",
        "records",
        "documents",
        "states",
    ) and cue.tag_.startswith("NN"):
        return None
    if cue.lower_ in ("reported", "documented", "registered", "recorded", "counted", "put") and doc[
        cue.i + 1 : cue.i + 2
    ].text in ("by",):
        return _name_right(doc, cue.i + 2)
    return _name_left(doc, cue) or _name_behind(doc, cue) or _shared_subject(doc, cue)


def _name_left(doc: Doc, cue: Token) -> Found | None:
    """The run of words right before the cue that can name somebody."""
    end = cue.i
    while end > 0 and (
        doc[end - 1].lower_ in _SKIP_LEFT
        or doc[end - 1].tag_ in ("RB", "MD")
        or doc[end - 1].dep_ in ("aux", "auxpass")
    ):
        end -= 1
    if end > 1 and doc[end - 1].lower_ in (
        "sunday",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
    ):
        end -= 1 + (doc[end - 2].lower_ == "on")
    bracket = end > 0 and doc[end - 1].text in (",", ")")
    subject = next((c for c in cue.children if c.dep_ in ("nsubj", "nsubjpass") and c.i < cue.i), None)
    if bracket:
        if subject is None or subject.tag_ in ("WP", "WDT"):
            return None
        end = _np_end(subject)
    begin = end
    while begin > 0 and _can_name(doc, begin - 1, end):
        begin -= 1
    while begin < end and doc[begin].lower_ in ("'s", "’s", "and", "of", "for", "-", "&", "s", "'", '"'):
        begin += 1
    if begin == end:
        return _relative(doc, cue, subject)
    return (begin, end, False) if _names_somebody(doc, begin, end) else None


def _relative(doc: Doc, cue: Token, subject: Token | None) -> Found | None:
    """ "Rami Abdulrahman who runs the Observatory said": the subject stands further left."""
    if subject is None or subject.tag_ not in ("NNP", "NN", "NNS", "NNPS") or cue.i - subject.i > 25:
        return None
    begin, end = subject.left_edge.i, _np_end(subject)
    return (begin, end, False) if end - begin < 14 and _names_somebody(doc, begin, end) else None


def _np_end(head: Token) -> int:
    end = head.i + 1
    for child in head.rights:
        if child.dep_ == "prep" and child.lower_ in ("of", "for", "in") and child.i == end:
            end = max(end, child.right_edge.i + 1) if child.right_edge.i - head.i < 9 else end
    return end


def _can_name(doc: Doc, at: int, end: int) -> bool:
    """Whether the token at `at` can belong to a name whose right part is already taken."""
    token = doc[at]
    behind = doc[at + 1] if at + 1 < end else None
    if token.tag_ in ("PRP",) and behind is None:
        return True
    if behind is not None and (behind.tag_ in ("DT", "PRP$") or behind.tag_ == "PRP"):
        return token.lower_ in ("of", "for") and at > 0 and doc[at - 1].pos_ in ("NOUN", "PROPN")
    if token.pos_ in ("NOUN", "PROPN", "ADJ") or token.tag_ in ("POS", "HYPH", "DT", "PRP$", "VBG", "JJ", "VBN"):
        return token.lower_ not in _cues() and not (
            token.tag_ in ("VBG", "VBN") and not (at and doc[at - 1].tag_ in ("DT", "HYPH", "NNP", "JJ", "PRP$"))
        )
    if token.lower_ in _INSIDE and behind is not None:
        return at > 0 and doc[at - 1].pos_ in ("NOUN", "PROPN", "ADJ")
    if token.lower_ in _PLACE_PREPOSITIONS and behind is not None and at > 0:
        return doc[at - 1].lower_ in words("purport.claims", "speaker_nouns.txt") or doc[at - 1].lower_ in words(
            "purport.claims", "roles.txt"
        )
    return False


def _names_somebody(doc: Doc, begin: int, end: int) -> bool:
    tokens = doc[begin:end]
    last = tokens[-1].lower_
    if any(t.lower_ in _NOT_SPEAKERS for t in tokens[-1:]) and len(tokens) < 3:
        return tokens[-1].lower_ == "it"
    if any(t.tag_ == "PRP" for t in tokens):
        return last in ("he", "she", "they", "it")
    if any(t.pos_ == "PROPN" and t.text[0].isupper() for t in tokens):
        return last not in _NOT_SPEAKERS
    nouns = words("purport.claims", "speaker_nouns.txt") | words("purport.claims", "roles.txt")
    return any(t.lower_ in nouns for t in tokens)


def _name_right(doc: Doc, begin: int) -> Found | None:
    end = begin
    while end < len(doc) and end - begin < 16 and _goes_on(doc, begin, end):
        end += 1
    while end > begin and (doc[end - 1].tag_ in ("IN", "CC", "DT", "TO") or doc[end - 1].text in ("'", '"')):
        end -= 1
    return (begin, end, True) if end > begin and _names_somebody(doc, begin, end) else None


def _goes_on(doc: Doc, begin: int, at: int) -> bool:
    token = doc[at]
    if token.pos_ in ("NOUN", "PROPN", "ADJ") or token.tag_ in ("DT", "POS", "HYPH", "PRP$", "NNP", "VBG"):
        if token.tag_ == "VBG" and at and doc[at - 1].tag_ not in ("DT", "JJ"):
            return False
        starts_again = (
            token.tag_ in ("DT", "PRP$")
            and at > begin
            and doc[at - 1].lower_ not in ("of", "for", "and", "from", "in", "to")
        )
        weekday = token.lower_ in ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
        return not (starts_again or weekday)
    if token.tag_ == "PRP" and at == begin:
        return True
    if token.lower_ in ("of", "for", "&", "'s", "’s", "."):
        return at > begin and at + 1 < len(doc)
    if token.lower_ == "and":
        return (
            at > begin
            and at + 1 < len(doc)
            and doc[at + 1].pos_ in ("NOUN", "PROPN", "ADJ", "DET")
            and not any(c.dep_ == "nsubj" for c in doc[at + 1].head.children if c.i == doc[at + 1].i)
        )
    if token.lower_ in ("in", "from", "at", "to") and at > begin:
        return doc[at - 1].lower_ in words("purport.claims", "speaker_nouns.txt")
    return False


def _name_behind(doc: Doc, cue: Token) -> Found | None:
    """ "… of Damascus said Rami Abdel Rahman": the name stands behind the cue."""
    if cue.i + 1 >= len(doc) or cue.lower_ in ("put", "puts", "read", "reads", "published"):
        return None
    follows = doc[cue.i + 1]
    subject = any(c.dep_ == "nsubj" and c.i > cue.i and c.i - cue.i < 12 for c in cue.children)
    quoted = cue.i > 0 and doc[cue.i - 1].text in ('"', "”", ",", "''", "’", "“")
    proper = (
        follows.pos_ == "PROPN"
        or follows.tag_ == "DT"
        or follows.lower_ in words("purport.claims", "speaker_nouns.txt")
    )
    if (subject or quoted or cue.i + 14 > len(doc)) and (proper or subject) and follows.tag_ not in ("IN", "CD", "VBN"):
        if cue.lower_ in (
            "said",
            "says",
            "told",
            "added",
            "stated",
            "noted",
            "reported",
            "reports",
            "stressed",
            "according",
            "saying",
        ):
            return _name_right(doc, cue.i + 1)
    return None


def _shared_subject(doc: Doc, cue: Token) -> Found | None:
    """ "… said X adding that …": the participle has the subject of the verb that it hangs on."""
    head = cue.head
    for _ in range(3):
        if head.lower_ in _cues() and head.i != cue.i:
            return _name_left(doc, head) or _name_behind(doc, head)
        head = head.head
    return None


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks at one cue: the name at its fullest, the cue, and why it is read so."""

    name: str
    cue: str
    cue_at: int
    begin: int
    until: int
    why: str
    saying: Saying


class Register:
    """Speakers of one article in reading order: resolves "he", "the group" and bare surnames."""

    def __init__(self, text: str) -> None:
        self._names = Names(text)
        self.last_person: str | None = None
        self.last_body: str | None = None

    def voices(self, doc: Doc) -> list[Voice]:
        """The speakers of one sentence, names at their fullest."""
        found = []
        for saying in find_sayings(doc):
            phrase = re.sub(r"\s+", " ", saying.words)
            person = person_in(phrase)
            name, why = self._names.fullest(person or phrase, self.last_person, self.last_body)
            if name is None:
                continue
            self._remember(name, person is not None)
            span = doc[saying.begin : saying.until]
            found.append(
                Voice(
                    name,
                    saying.cue.text,
                    saying.cue.i,
                    span.start_char,
                    span.end_char,
                    f"cue {saying.cue.text!r}, {why}",
                    saying,
                )
            )
        return found

    def title_voice(self, text: str) -> tuple[str, str, int, int] | None:
        """The speaker at the tail or head of a headline: "16 dead: monitor"."""
        match = _TAIL.search(text) or _HEAD.match(text)
        if not match or re.search(
            r"\b(?:of|the|by|from|in|on|and|with|against|Syrian|to)$",
            text[: match.start(1)].rstrip(": –-"),
            re.IGNORECASE,
        ):
            return None
        name, why = self._names.fullest(match.group(1), self.last_person, self.last_body)
        return (name, f"headline, {why}", match.start(1), match.end(1)) if name else None

    def _remember(self, name: str, person: bool) -> None:
        if person or looks_like_person(name):
            self.last_person = name
        else:
            self.last_body = name


def choose_voice(voices: list[Voice], token: Token) -> Voice | None:
    """The voice that covers a number: the nearest cue above it in the parse, else the nearest one.

    A number inside the speaker's own words ("two witnesses said") is not covered.
    """
    covering = [v for v in voices if not v.begin <= token.idx < v.until and not _is_subject(v, token)]
    if not covering:
        return None
    depth = {a.i: n for n, a in enumerate(token.ancestors)}
    above = [v for v in covering if v.cue_at in depth]
    if above:
        return min(above, key=lambda v: (depth[v.cue_at], v.cue_at))
    return min(covering, key=lambda v: (abs(v.cue_at - token.i), v.cue_at))


def _is_subject(voice: Voice, token: Token) -> bool:
    head = token
    for _ in range(3):
        if head.dep_ == "nsubj":
            return head.head.i == voice.cue_at and voice.saying.cue.lower_ not in ("reported", "confirmed")
        head = head.head
    return False
