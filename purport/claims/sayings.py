"""The cues of speech in a sentence and the words at each that name who speaks.

By surface and parse together: the parser's subject alone is often wrong ("… since the start of the
operation, Head of … Mizintsev said" gives "start"), so the run of words beside the cue comes first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from purport.claims.parse import Doc, Token, Vocab, text_of
from purport.lexicon.aliases import body_names, plain_name
from purport.lexicon.dates import WEEKDAYS
from purport.lexicon.gazetteer import is_place
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
    ]
)
_PLACE_PREPOSITIONS = frozenset(["in", "at", "from", "on", "to", "near", "inside", "with"])
_INSIDE = frozenset(["of", "for", "and", "'s", "’s", "the", "-", "&", "s"])
_NOT_SPEAKERS = frozenset(
    [
        "that",
        "which",
        "there",
        "this",
        "these",
        "what",
        "attack",
        "attacks",
        "strike",
        "strikes",
        "raid",
        "raids",
        "blast",
        "bombing",
        "explosion",
        "incident",
        "one",
        "violence",
        "war",
        "conflict",
        "fighting",
        "clashes",
        "assault",
        "toll",
        "number",
        "shelling",
        "bombardment",
        "offensive",
    ]
)
_PASSIVE = re.compile(r"\b(?:is|was|are|were|been|being|be)\s+(?:\w+ly\s+)?$")
_SIGHT = 60  # characters: no passive stands farther from its participle
_NOT_SPEECH = re.compile(r"^\s+(?:the )?(?:lives|life|responsibility|victory|credit)", re.IGNORECASE)
_STATEMENT = re.compile(
    r"^(?:an?|the|its|his|her|their)?\s*(?:\w+ )?(?:statement|report|figures|tally|toll|count|estimates?|data|information|accounts?|news|numbers|bulletin)\s+"
    r"(?:by|from|of|compiled by|released by|issued by|given by|on [\w ]+? by)\s+",
    re.IGNORECASE,
)
_WHOSE = re.compile(
    r"[’']s?\s+(?:own |latest |daily |official )?(?:statement|report|figures|tally|count|website|bulletin|estimates?|data|numbers)$",
    re.IGNORECASE,
)
_TRAILING_CUES = frozenset(
    [
        "said",
        "says",
        "told",
        "added",
        "stated",
        "noted",
        "reported",
        "reports",
        "stressed",
        "saying",
        "explained",
        "announced",
    ]
)

_PRINTED = frozenset(
    ["estimate", "estimates", "figures", "count", "counts", "tally", "report", "reports", "statement", "data", "poll",
     "survey", "study", "statistics", "claim", "claims", "warning", "account", "accounts", "bulletin"]
)  # fmt: skip
_RECKONINGS = frozenset(
    ["reckoning", "estimate", "estimates", "count", "tally", "account", "calculation", "calculations", "version", "telling",
     "figures", "data", "records", "log", "books", "assessment", "admission", "toll", "projection", "survey", "poll",
     "guess", "lights", "arithmetic", "reading"]
)  # fmt: skip
_WORDS_OF = frozenset(["words", "opinion", "view", "judgement", "judgment", "evidence", "eyes"])
_BY = frozenset(["by", "in", "on", "to"])
_IF_SO = frozenset(["right", "believed", "credited", "trusted", "correct"])
_GLUED = frozenset(["NN", "NNS", "DT", "PRP$", "JJ", "HYPH", "VBN"])
_HEARD = frozenset(["told", "tells", "telling", "informed", "briefed", "assured"])  # who stands behind listens
CITING = frozenset(["citing", "quoting", "cites", "cited", "quoted"])
_ALSO_NOUNS = frozenset(
    [
        "report",
        "reports",
        "claims",
        "estimates",
        "records",
        "documents",
        "states",
        "counts",
        "claim",
        "estimate",
        "count",
    ]
)

Found = tuple[int, int, bool]


@dataclass(frozen=True, slots=True)
class Saying:
    """One cue and the tokens `begin:until` that name the speaker; `right`: they stand behind it.

    `rank` 0 is the likeliest reading of the cue; higher ones are others, for the weights to choose from.
    """

    cue: Token
    begin: int
    until: int
    words: str
    right: bool
    how: str
    rank: int = 0


@cache
def cues() -> dict[str, str]:
    """Forms of speech: "verb" (its subject speaks) or "before" (the words behind it do)."""
    return mapping("purport.claims", "speech_cues.tsv")


@cache
def _somebody() -> frozenset[str]:
    return words("purport.claims", "speaker_nouns.txt") | words("purport.lexicon", "roles.txt")


# "The Cordillera region has logged 42 landslides": where, not who.
_A_REGION = re.compile(
    r"(?:[Tt]he )?(?:[A-Z][\w’'-]+ ){1,3}(?:region|province|district|county|valley|peninsula|island|countryside)"
)


def find_sayings(doc: Doc) -> list[Saying]:
    """Every "X said", "said X", "reported by X", "according to X" and "citing X", in order."""
    sayings = []
    triggers = _trigger_ids(doc.vocab)
    for at, word in enumerate(doc.to_array("LOWER").tolist()):
        if word not in triggers:
            continue
        token = doc[at]
        named: set[int] = set()
        for how, (begin, until, right) in _at_cue(doc, token):
            begin = _behind_place(doc, begin, until)
            name = _bare_name(doc[begin:until].text)
            if name and until not in named and not _A_REGION.fullmatch(name):
                sayings.append(Saying(token, begin, until, name, right, how, len(named)))
                named.add(until)
    return sayings


def _behind_place(doc: Doc, begin: int, until: int) -> int:
    """Where a name begins that text without commas has glued to a place: "Turkey the Observatory", "Syria UNICEF"."""
    for at in range(begin + 1, min(until, begin + 4)):
        left, right = doc[begin:at].text, doc[at:until].text
        if not is_place(left):
            continue
        if doc[at].lower_ == "the" and until - at > 1:
            return at
        if (right.isupper() and len(right) > 2) or plain_name(right) in body_names():
            return at
    return begin


def _at_cue(doc: Doc, token: Token) -> Iterator[tuple[str, Found]]:
    """The words that may name who speaks at a token, the likeliest first, and how they were found."""
    kind = cues().get(token.lower_)
    follows = doc[token.i + 1].lower_ if token.i + 1 < len(doc) else ""
    if token.lower_ == "according" and follows == "to":
        yield from _known("according to", _name_right(doc, token.i + 2, certain=True))
    elif (token.lower_ in _PRINTED and follows in ("by", "from")) or (follows == "of" and token.lower_ == "estimates"):
        yield from _known("figures by", _name_right(doc, token.i + 2))
    elif token.lower_ in _RECKONINGS and (owner := _owner_of(doc, token)) is not None:
        yield "reckoning", owner
    elif token.lower_ in _RECKONINGS | _WORDS_OF and follows == "of" and token.i > 1 and doc[token.i - 2].lower_ in _BY:
        yield from _known("reckoning", _name_right(doc, token.i + 2, certain=True))
    elif token.lower_ in _IF_SO and (found := _if_right(doc, token)) is not None:
        yield "if right", found
    elif (
        kind is None
        or (token.i > 0 and doc[token.i - 1].text == "-")
        or (token.lower_ == "continued" and follows[:1] not in '.,:"“”')
    ):  # "self-proclaimed"
        return
    elif (agent := next((c for c in token.children if c.dep_ == "agent"), None)) is not None and kind == "verb":
        yield from _known("by", _name_right(doc, agent.i + 1, certain=True))
    elif follows == "by":
        yield from _known("by", _name_right(doc, token.i + 2))
    elif kind == "before":
        quoted_as = token.lower_ == "quoted" and _is_passive(doc, token)
        yield from _known("quoted", _name_left(doc, token) if quoted_as else _name_right(doc, token.i + 1))
    elif token.tag_.startswith(("VB", "NN", "JJ")):
        yield from _subjects(doc, token)


@cache
def _triggers() -> frozenset[str]:
    return frozenset([*cues(), *_PRINTED, *_RECKONINGS, *_WORDS_OF, *_IF_SO, "according"])


@lru_cache(maxsize=4)
def _trigger_ids(vocab: Vocab) -> frozenset[int]:
    return frozenset(vocab.strings[word] for word in _triggers())


def _owner_of(doc: Doc, token: Token) -> Found | None:
    """ "by the emir's reckoning", "by the ministry's own admission"."""
    at = token.i - 1
    while at > 1 and doc[at].lower_ in ("own", "latest", "later", "preliminary", "official", "final", "first"):
        at -= 1
    return _run_to(doc, at, plain=True) if at > 0 and doc[at].tag_ == "POS" else None


def _if_right(doc: Doc, token: Token) -> Found | None:
    """ "if the opposition is right", "if their leaders are to be believed"."""
    opens = next((t for t in reversed(doc[max(0, token.i - 12) : token.i]) if t.lower_ == "if"), None)
    if opens is None:
        return None
    verb = next(
        (t for t in doc[opens.i + 1 : token.i] if t.lower_ in ("is", "are", "was", "were", "has", "have")), None
    )
    return _run_to(doc, verb.i, plain=True) if verb is not None and verb.i - opens.i > 1 else None


def _known(how: str, found: Found | None) -> Iterator[tuple[str, Found]]:
    if found is not None:
        yield how, found


def hearer(saying: Saying) -> tuple[int, int, str] | None:
    """Who was told, by offsets in the sentence and name: "told AFP", "told the agency"."""
    cue = saying.cue
    if cue.lower_ not in _HEARD or cue.i + 1 >= len(cue.doc):
        return None
    found = _name_right(cue.doc, cue.i + 1)
    if found is None:
        return None
    span = cue.doc[found[0] : found[1]]
    proper = span.root.pos_ == "PROPN" and span.root.text[:1].isupper()
    return (span.start_char, span.end_char, span.text) if proper else None


def reports_saying(outer: Token, inner: Token) -> bool:
    """Whether what hangs on one cue is that another speaks: "the paper said the ministry had confirmed …".

    Not across "but", "while" or a relative clause: there the two speak side by side.
    """
    token = inner
    while token.i != outer.i:
        if token.dep_ not in ("ccomp", "xcomp") or token.head.i == token.i:
            return False
        token = token.head
    return inner.i != outer.i


_ITS_REPORT = re.compile(r"\b([A-Z][\w.-]*) (?:report|statement|bulletin)$")


def _bare_name(phrase: str) -> str:
    """Without "a statement by …" before it or "…'s figures" behind it."""
    plain = re.sub(r"\s+", " ", phrase).strip(" -\"“”'")
    return _ITS_REPORT.sub(r"\1", _WHOSE.sub("", _STATEMENT.sub("", plain))).strip()


def _subjects(doc: Doc, cue: Token) -> Iterator[tuple[str, Found]]:
    if _is_no_speech(doc, cue):
        return
    readings: list[tuple[str, Callable[[Doc, Token], Found | None]]] = [
        ("apposed", _apposed), ("inverted", _inverted), ("apart", _far_subject), ("left", _name_left), ("parsed", _parsed_subject),
        ("behind", _name_behind), ("shared", _shared_subject),
    ]  # fmt: skip
    if cue.tag_ == "VBG" and _own_subject(cue) is None:
        readings.insert(0, readings.pop())
    for how, reading in readings:
        found = reading(doc, cue)
        if found is not None:
            named = list(_known("apposed", _named_before(doc, found)))
            plain = doc[found[0]].lower_ in ("a", "an")
            yield from named if plain else ()
            yield how, found
            yield from () if plain else named


def _is_passive(doc: Doc, cue: Token) -> bool:
    return _PASSIVE.search(text_of(doc), max(0, cue.idx - _SIGHT), cue.idx) is not None


def _is_no_speech(doc: Doc, cue: Token) -> bool:
    """ "was reported", "the report", "claimed the lives of"."""
    if cue.tag_ == "VBN" and _is_passive(doc, cue):
        return True
    closes = cue.i + 1 == len(doc) or doc[cue.i + 1].text in (".", ",")
    if (
        cue.lower_ in _ALSO_NOUNS
        and cue.tag_.startswith("NN")
        and not (closes and cue.i and (doc[cue.i - 1].pos_ == "PROPN" or doc[cue.i - 1].lower_ in _somebody()))
    ):
        return True
    return bool(_NOT_SPEECH.match(text_of(doc)[cue.idx + len(cue) :]))


def _apposed(doc: Doc, cue: Token) -> Found | None:
    """ "Iran's interior minister, Farhad Golzari, announced"; "Petra, the Jordanian news agency, reported"."""
    if cue.i < 4 or doc[cue.i - 1].text != ",":
        return None
    comma = next((t.i for t in reversed(doc[max(0, cue.i - 10) : cue.i - 1]) if t.text == ","), None)
    if comma is None or any(t.tag_ in ("VBD", "VBZ", "VBP", "WP", "WDT", "VBG") for t in doc[comma : cue.i]):
        return None
    outer = _run_to(doc, comma, plain=True)
    inner = doc[comma + 1 : cue.i - 1]
    if outer is None or not any(t.pos_ in ("NOUN", "PROPN") for t in inner):
        return None
    named = any(t.pos_ == "PROPN" and t.text[:1].isupper() for t in inner[-2:])
    return (outer[0], cue.i - 1, False) if named else outer


def _named_before(doc: Doc, found: Found) -> Found | None:
    """ "The White Helmets a group of rescuers said": the name before an apposition that has lost its commas."""
    begin, _, right = found
    if right or begin < 2 or doc[begin].lower_ not in ("a", "an", "the"):
        return None
    if doc[begin - 1].pos_ != "PROPN" or not doc[begin - 1].text[:1].isupper():
        return None
    name = _run_to(doc, begin)
    if name is None or is_place(doc[name[0] : begin].text) or doc[begin - 1].lower_ in WEEKDAYS:
        return None
    first = name[0] + (doc[name[0]].tag_ == "DT")
    return name if doc[first].text[:1].isupper() else None  # no "month of Ramadan a monitor said"


def _parsed_subject(doc: Doc, cue: Token) -> Found | None:
    """The parser's subject, wherever it stands."""
    subject = next((c for c in cue.children if c.dep_ == "nsubj" and c.tag_ not in ("WP", "WDT")), None)
    if subject is None or abs(subject.i - cue.i) > 25:
        return None
    found = _run_to(doc, _np_end(subject), plain=True)
    return (found[0], found[1], subject.i > cue.i) if found else None


def _inverted(doc: Doc, cue: Token) -> Found | None:
    """ "… a stronghold on the Euphrates River said the Observatory": text that has lost its commas."""
    if cue.lower_ not in _TRAILING_CUES or cue.lower_ == "told" or cue.i < 5:
        return None
    found = _name_right(doc, cue.i + 1)
    if found is None or not any(t.lower_ in _somebody() for t in doc[found[0] : found[1]]):
        return None
    after = doc[found[1]] if found[1] < len(doc) else None
    ends = after is None or after.text in (".", ",") or after.tag_ in ("WDT", "WP", "DT", "IN")
    subject = _own_subject(cue)
    return found if ends and (subject is None or cue.i - subject.i > 3) else None


def _own_subject(cue: Token) -> Token | None:
    left = (c for c in cue.children if c.dep_ in ("nsubj", "nsubjpass") and c.i < cue.i)
    return next((c for c in left if c.tag_ not in ("WP", "WDT")), None)


def _far_subject(doc: Doc, cue: Token) -> Found | None:
    """ "Rami Abdulrahman who runs the Observatory said", "X, a group based in Y, said"."""
    subject = _own_subject(cue)
    if subject is None or subject.pos_ not in ("PROPN", "NOUN") or not 1 < cue.i - subject.i < 25:
        return None
    between = doc[subject.i + 1 : cue.i]
    apart = any(t.lower_ in ("who", "which", "based", "that") for t in between)
    commas = [t.i for t in between if t.text == ","]
    apposed = len(commas) == 2 and commas[1] == cue.i - 1 and commas[0] - subject.i < 6
    citing = apposed and any(t.lower_ in CITING for t in doc[commas[0] : commas[1]])
    if apposed and not citing and any(t.pos_ == "PROPN" for t in doc[commas[0] : commas[1]]):
        begin = _run_to(doc, _np_end(subject))
        return (begin[0], commas[1], False) if begin else None  # "The general, Mikhail Mizintsev, said"
    return _run_to(doc, _np_end(subject)) if apart or apposed else None


def _np_end(head: Token) -> int:
    end = head.i + 1
    for child in head.rights:
        near = child.dep_ == "prep" and child.lower_ in ("of", "for") and child.i == end
        if near and child.right_edge.i - head.i < 9:
            end = max(end, child.right_edge.i + 1)
    return end


def _name_left(doc: Doc, cue: Token) -> Found | None:
    """The run of words right before the cue that can name somebody."""
    end = cue.i
    while end > 0 and (
        doc[end - 1].lower_ in _SKIP_LEFT
        or doc[end - 1].tag_ in ("RB", "MD")
        or doc[end - 1].dep_ in ("aux", "auxpass")
    ):
        end -= 1
    if end > 1 and doc[end - 1].lower_ in WEEKDAYS:
        end -= 1 + (doc[end - 2].lower_ == "on")
    if end > 3 and doc[end - 1].text == ")" and "(" in doc[end - 4 : end].text:
        inner = next(t.i for t in doc[end - 4 : end] if t.text == "(")
        return _run_to(doc, inner)  # "the refugee agency (UNHCR) has said"
    if end > 0 and doc[end - 1].text in (",", ")"):
        subject = _own_subject(cue)
        return _run_to(doc, _np_end(subject), plain=True) if subject is not None else None
    found = _run_to(doc, end)
    if found is None:  # "…, the dean insisted": any noun between a comma and the cue speaks
        found = _run_to(doc, end, plain=True)
        return found if found and (not found[0] or doc[found[0] - 1].text in (",", '"', "”", "–", "—")) else None
    return found


def _run_to(doc: Doc, end: int, *, plain: bool = False) -> Found | None:
    """The run of words up to `end` that can name somebody; with `plain` any common noun can."""
    while end > 0 and doc[end - 1].is_space:  # where Markdown's emphasis stood: "**Gen. Ann Loe** said"
        end -= 1
    begin = end
    while begin > 0 and (doc[begin - 1].is_space or _can_name(doc, begin - 1, end)):
        begin -= 1
    if (
        begin > 1
        and begin < end
        and doc[begin - 1].lower_ in _PLACE_PREPOSITIONS | {"of"}
        and is_place(doc[end - 1].text)
    ):
        wider = _holder_of_place(doc, begin - 1)
        return (wider, end, False) if wider is not None else None
    while begin < end and doc[begin].lower_ in ("'s", "’s", "and", "of", "for", "-", "&", "s", "'", '"'):
        begin += 1
    begin = _past_glued(doc, begin, end)
    if begin == end:
        return None
    common = plain and doc[end - 1].pos_ in ("NOUN", "PROPN") and doc[end - 1].lower_ not in _NOT_SPEAKERS
    return (begin, end, False) if common or _names_somebody(doc, begin, end) else None


def _past_glued(doc: Doc, begin: int, end: int) -> int:
    """ "… to sarin gas Turkeys health ministry said": where the name begins in text that has lost its commas."""
    for at in range(end - 1, begin, -1):
        if doc[at].tag_ == "DT" and doc[at - 1].pos_ in ("NOUN", "PROPN"):
            return at  # "… the month of Ramadan a monitor said"
    at, glued = begin, False
    while at < end and not doc[at].text[:1].isupper() and doc[at].tag_ in _GLUED and doc[at].lower_ not in _somebody():
        glued = glued or doc[at].tag_ in ("NN", "NNS")
        at += 1
    return at if glued and at < end and doc[at].text[:1].isupper() else begin


def _holder_of_place(doc: Doc, preposition: int) -> int | None:
    """ "A spokesman at the hospital in Idlib said": where the speaker before the place begins."""
    if doc[preposition - 1].lower_ == "based":
        preposition -= 1
    for at in range(preposition - 1, max(-1, preposition - 9), -1):
        if doc[at].lower_ in _somebody() or doc[at].text.endswith("ights"):
            found = _run_to(doc, at + 1)
            return found[0] if found else None
        if doc[at].pos_ in ("VERB", "AUX", "PUNCT"):
            return None
    return None


def _can_name(doc: Doc, at: int, end: int) -> bool:
    """Whether the token at `at` can belong to a name whose right part is already taken."""
    token = doc[at]
    behind = doc[at + 1] if at + 1 < end else None
    if token.tag_ == "PRP":
        return behind is None
    if token.text.isupper() and len(token) > 2 and behind is None:
        return True  # "WHO said"
    if behind is not None and behind.tag_ in ("DT", "PRP$", "PRP"):
        if _watches(token):
            return True
        if token.lower_ in _PLACE_PREPOSITIONS and at > 0:
            return doc[at - 1].lower_ in _somebody()
        return token.lower_ in ("of", "for") and at > 0 and doc[at - 1].pos_ in ("NOUN", "PROPN")
    if token.pos_ in ("NOUN", "PROPN", "ADJ") or token.tag_ in ("POS", "HYPH", "DT", "PRP$", "JJ", "VBG", "VBN"):
        verbal = token.tag_ in ("VBG", "VBN") and not (at and doc[at - 1].tag_ in ("DT", "HYPH", "NNP", "JJ", "PRP$"))
        noun = behind is None and token.pos_ == "NOUN"  # "reports say"
        return (token.lower_ not in cues() or noun) and not verbal
    if behind is None or at == 0:
        return False
    if token.lower_ in _INSIDE:
        return doc[at - 1].pos_ in ("NOUN", "PROPN", "ADJ")
    return token.lower_ in _PLACE_PREPOSITIONS and doc[at - 1].lower_ in _somebody()


def _watches(token: Token) -> bool:
    """The verb of "an organisation monitoring the conflict said"."""
    return token.tag_ == "VBG" and token.i > 0 and token.nbor(-1).lower_ in _somebody()


def _names_somebody(doc: Doc, begin: int, end: int) -> bool:
    tokens = doc[begin:end]
    last = tokens[-1]
    if last.tag_ == "PRP":
        return last.lower_ in ("he", "she", "they", "it")
    if last.lower_ in _NOT_SPEAKERS and not any(_watches(t) for t in tokens):
        return False
    proper = any(t.pos_ == "PROPN" and t.text[0].isupper() for t in tokens)
    return proper or any(t.lower_ in _somebody() for t in tokens)


def _name_right(doc: Doc, begin: int, *, certain: bool = False) -> Found | None:
    """The run of words from `begin` on; `certain` where the cue alone says that it names somebody."""
    end = begin
    while end < len(doc) and end - begin < 16 and _goes_on(doc, begin, end):
        end += 1
    while end > begin and (
        doc[end - 1].tag_ in ("IN", "CC", "DT", "TO", "HYPH", "_SP") or doc[end - 1].text in ("'", '"')
    ):
        end -= 1
    if end == begin:
        return None
    plain = certain and doc[end - 1].pos_ in ("NOUN", "PROPN") and doc[end - 1].lower_ not in _NOT_SPEAKERS
    return (begin, end, True) if plain or _names_somebody(doc, begin, end) else None


def _goes_on(doc: Doc, begin: int, at: int) -> bool:
    token, last = doc[at], doc[at - 1] if at > begin else None
    if token.is_space:
        return True
    if token.lower_ in WEEKDAYS or token.lower_ == "which":
        return False
    if token.tag_ == "PRP":
        return last is None
    if token.tag_ in ("VBG", "VBN"):
        made = (
            token.lower_ in ("compiled", "released", "issued", "given")
            and at + 1 < len(doc)
            and doc[at + 1].lower_ == "by"
        )
        return last is not None and (last.tag_ in ("DT", "JJ", "HYPH") or made)
    if token.tag_ in ("DT", "PRP$"):
        return last is None or last.lower_ in ("of", "for", "and", "from", "by", "in", "to")
    if token.pos_ in ("NOUN", "PROPN", "ADJ") or token.tag_ in ("POS", "HYPH"):
        return True
    if last is None or at + 1 >= len(doc):
        return False
    if token.lower_ in ("of", "for", "&", "."):
        return token.lower_ != "." or len(last.text) < 5
    if token.lower_ == "and":
        following = doc[at + 1]
        return following.pos_ in ("NOUN", "PROPN", "ADJ", "DET") and following.dep_ not in ("nsubj", "nsubjpass")
    statement = last.lower_ in ("statement", "report", "figures", "data", "estimate", "directorate", "toll", "tally")
    by = token.lower_ == "by" and last.lower_ in ("compiled", "released", "issued", "given")
    return by or (token.lower_ in ("in", "from", "at", "to", "by") and (last.lower_ in _somebody() or statement))


def _name_behind(doc: Doc, cue: Token) -> Found | None:
    """ "… of Damascus said Rami Abdel Rahman": the name stands behind the cue."""
    if cue.i + 1 >= len(doc) or cue.lower_ in _HEARD or cue.tag_ in ("VBG", "VBN"):
        return None
    follows = doc[cue.i + 1]
    subject = any(c.dep_ == "nsubj" and 0 < c.i - cue.i < 12 for c in cue.children)
    closes = cue.i > 0 and doc[cue.i - 1].text in ('"', "”", ",", "''", "’", "“")
    named = follows.pos_ == "PROPN" or follows.tag_ == "DT" or follows.lower_ in _somebody()
    if not (subject or (named and (closes or cue.i + 14 > len(doc)))) or follows.tag_ in ("IN", "CD", "VBN"):
        return None
    return _name_right(doc, cue.i + 1, certain=closes and follows.tag_ == "DT")


def _shared_subject(doc: Doc, cue: Token) -> Found | None:
    """ "… said X adding that …": the participle has the subject of the verb that it hangs on."""
    head = cue.head
    for _ in range(3):
        if head.lower_ in ("quoted", "cited", "quotes") and head.i != cue.i:
            return _name_right(doc, head.i + 1)  # "quoted a source as saying"
        if head.lower_ in cues() and head.i != cue.i:
            return _far_subject(doc, head) or _name_left(doc, head) or _name_behind(doc, head)
        head = head.head
    return None
