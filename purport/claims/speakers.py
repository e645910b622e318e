"""Who says it: the speakers of a sentence at their fullest, and which of them covers a number."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from purport.claims.names import Names, looks_like_person, person_in
from purport.claims.parse import Doc, text_of
from purport.claims.sayings import Saying, find_sayings
from purport.lexicon.tables import words

_TAIL_WORDS = (
    r"monitor|monitors|monitoring group|watchdog|ngo|activists|observatory|un|u\.n\.|military|army|ministry|police"
    r"|civil defen[cs]e|rescuers|medics|doctors|witnesses|agency|opposition|study|officials?|reports?|sources?|state media|state tv|media|spokesperson|statement|governor"
)
_TAILS = (
    re.compile(r"\s?[:–—-]\s((?:[A-Z][\w.’'-]+\s){0,3}[A-Z][\w.’'-]+)\s*$"),
    re.compile(rf"(?:\s?[:–—-]\s|\s)({_TAIL_WORDS})\s*[.\"”]?$", re.IGNORECASE),
)
_HEAD = re.compile(r"^((?:[A-Z][\w.’'-]+\s){0,3}[A-Z][\w.’'-]+):\s+\S")
_NO_TAIL = re.compile(r"\b(?:of|the|by|from|in|on|and|with|against|to|a|government)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks at one cue: the name at its fullest, where it stands, and why it is read so."""

    name: str
    saying: Saying
    begin: int
    until: int
    why: str

    @property
    def cue(self) -> str:
        """The cue word."""
        return self.saying.cue.text


def _ends_in_people(text: str) -> bool:
    """ "… clashes with Syrian army": the tail is no speaker but whose army it is."""
    last = text.rstrip().rsplit(" ", 1)[-1].lower()
    return last in words("purport.lexicon", "demonyms.txt")


def _plain_tail(text: str) -> re.Match[str] | None:
    """ "… this week: doctors' network": common words behind a colon or a dash whose last one is somebody."""
    match = re.search(r"\s?[:–—-]\s((?:[\w’'-]+\s){0,3}[\w’'-]+)\s*$", text)
    last = match.group(1).split()[-1].lower() if match else ""
    return match if last in words("purport.claims", "speaker_nouns.txt") else None


def _plain_head(text: str) -> re.Match[str] | None:
    """ "UN migration agency: over 100,000 …": words before a colon whose last one is somebody."""
    match = re.match(r"((?:[\w’'-]+\s){0,4}[\w’'-]+):\s+\S", text)
    last = match.group(1).split()[-1].lower() if match else ""
    return match if last in words("purport.claims", "speaker_nouns.txt") else None


class Register:
    """Speakers of one article in reading order: resolves "he", "the group" and bare surnames."""

    def __init__(self, text: str) -> None:
        self._text, self._names = text, Names(text)
        self.last_person: str | None = None
        self.last_body: str | None = None

    def voices(self, doc: Doc) -> list[Voice]:
        """The speakers of one sentence, names at their fullest; doubtful ones with each name they may stand for."""
        found: list[Voice] = []
        for saying in find_sayings(doc):
            others = self._others(saying, doc)
            name, why = self._resolve(saying.words, remember=not saying.rank)
            span = doc[saying.begin : saying.until]
            for rank, (whom, how) in enumerate([(name, why), *others]):
                if whom is not None and (not rank or whom != name):
                    said = replace(saying, rank=saying.rank + 2 * rank)
                    why = f"cue {saying.cue.text!r}, {how}"
                    found.append(Voice(whom, said, span.start_char, span.end_char, why))
        return found

    def _others(self, saying: Saying, doc: Doc) -> list[tuple[str | None, str]]:
        """Whom else a pronoun or a common noun may stand for: the person named last, or the body."""
        bare = saying.words.lower()
        if bare in ("he", "she"):
            return [(self._names.person_before(text_of(doc), saying.cue.idx), "pronoun, the person named last")]
        if bare in ("it", "they"):
            return [(self.last_person, "pronoun, the person who spoke last")]
        if saying.words.islower():
            return [(self.last_body, "the body that spoke last"), (self.last_person, "the person who spoke last")]
        return []

    def _resolve(self, phrase: str, *, remember: bool) -> tuple[str | None, str]:
        person = person_in(phrase)
        if person is None and re.search(r"\band\b", phrase) and len(phrase.split()) < 9:
            halves = [self._names.fullest(half, None, None)[0] for half in re.split(r"\s+and\s+", phrase, maxsplit=1)]
            if any(half and half not in phrase for half in halves):
                return " and ".join(str(half) for half in halves), "each name in full"
        name, why = self._names.fullest(person or phrase, self.last_person, self.last_body)
        if name is not None and remember:
            self._remember(name, person is not None)
        return name, why

    def title_voice(self, text: str) -> tuple[str, str, int, int] | None:
        """The speaker at the tail or head of a headline: "16 dead: monitor"."""
        for pattern in _TAILS:
            match = pattern.search(text)
            if match and not _NO_TAIL.search(text[: match.start()]) and not _ends_in_people(text[: match.start()]):
                break
        else:
            match = _plain_tail(text) or _plain_head(text) or _HEAD.match(text)
            if match and re.search(rf"\b{re.escape(match.group(1).lower())}\b", self._text):
                return None  # "Dengue: …": a common noun elsewhere
        labels = words("purport.claims", "headline_labels.txt")
        if not match or re.search(r"\d", match.group(1)) or match.group(1).lower() in labels:
            return None
        name, why = self._names.fullest(match.group(1), self.last_person, self.last_body)
        return (name, f"headline, {why}", match.start(1), match.end(1)) if name else None

    def _remember(self, name: str, person: bool) -> None:
        if person or looks_like_person(name):
            self.last_person = name
        else:
            self.last_body = name
