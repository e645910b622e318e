"""What a figure is a figure of: measure, unit, what is counted and whose, and where."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from purport.findings.times import campaign_of, goes_on, is_taking, running_of
from purport.findings.view import Figure
from purport.lexicon.series import CORRECTION
from purport.lexicon.tables import mapping, rows
from purport.lexicon.toponyms import spelling

_VAGUE = ("other", "distance", "opinion", "money")
# Measures that lump acts together: only figures with one word for the act answer one question.
_BY_EVENT = ("attacks", "involved", "aid", "destroyed", "seized", "restored", "present")
# "another 12", "the other 36": besides other figures, no answer by itself.
_BESIDES = re.compile(
    r"\b(?:other|another|remaining|further|additional)(?: about| some| at least| nearly)?\s*$", re.IGNORECASE
)
# A place named in the figure's own sentence while the claim's comes from elsewhere.
_OTHER_PLACE = re.compile(
    r"\b(?:in|at|near|(?:town|city|village|district|neighbou?rhood) of) (?:the )?(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:January|February|March|April|May|June|July|August|September|October|November|December)\b)(?:al-|el-|as-|ash-)?[A-Z][a-z]"
)
_NAME = re.compile(r"[A-Z][\w-]+")
_PROVINCE = re.compile(
    r"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*s? (?:[a-z]+ )?(?:[Pp]rovince|[Gg]overnorate|[Rr]egion|[Cc]ountryside|[Ss]tate)\b"
)

_OF_PEOPLE = ("killed", "injured", "casualties", "detained", "surrendered")

Subject = tuple[str, ...]


@cache
def _classes() -> dict[str, str]:
    return mapping("purport.findings", "counted_classes.tsv")


@cache
def _topics() -> tuple[tuple[re.Pattern[str], str], ...]:
    table = rows("purport.findings", "topics.tsv")
    return tuple((re.compile(rf"\b(?:{row[0]})", re.IGNORECASE), row[1]) for row in table)


@cache
def _ambiguous() -> tuple[tuple[re.Pattern[str], str], ...]:
    table = rows("purport.findings", "ambiguous_events.tsv")
    return tuple((re.compile(row[0], re.IGNORECASE), row[1]) for row in table)


@lru_cache(maxsize=50_000)
def counted_class(words: str | None) -> str:
    """The class of counted words; of "towns and villages" what both are; the head word where the table lacks it."""
    phrase = re.split(r"\s+(?:of|in|from|who|with|that)\s+", (words or "").strip())[0]
    phrase = re.split(r"\s+and\s+(?:an?|one)\s", phrase)[0]  # "a man and a woman": one man
    kinds = [_class_of(half) for half in re.split(r"\s*,\s*|\s+and\s+|\s+or\s+", phrase) if half]
    general = {kind.partition(":")[0] for kind in kinds}
    if len(set(kinds)) > 1 and len(general) == 1:
        return general.pop()
    return kinds[-1] if kinds else ""


def _class_of(phrase: str) -> str:
    """The class of the last word; a noun that the table lacks is told by all of its words ("medical facilities")."""
    words = re.findall(r"[\w-]+", phrase.lower())
    return _classes().get(words[-1], " ".join(words)) if words else ""


def subject(figure: Figure) -> Subject | None:
    """What a figure is a figure of, but for place and period; None where that is not clear, and for a correction."""
    return None if figure.claim.event == CORRECTION else what_is_counted(figure)


def what_is_counted(figure: Figure) -> Subject | None:
    """The subject of a figure, or of the total that a correction is declared of."""
    if figure.kept_subject == "not asked":
        object.__setattr__(figure, "kept_subject", _what_is_counted(figure))
    return figure.kept_subject  # type: ignore[return-value]


def _what_is_counted(figure: Figure) -> Subject | None:
    claim = figure.claim
    if claim.measure in _VAGUE or claim.stance in ("possible", "doubted"):
        return None
    if _BESIDES.search(figure.before) or figure.after.lower().startswith((" more", " other")):
        return None
    holder = ""
    if claim.measure == "territory":
        taken = is_taking(claim.event)
        if figure.actor is None and not taken:
            return None
        # Land that a side has taken in a time is another figure than land that it holds.
        by = figure.actor or figure.body
        holder = f"taken:{by.id if by else ''}" if taken else by.id if by else ""
    acted = claim.measure in _BY_EVENT and claim.event != CORRECTION
    event = (claim.event or "").lower()[:4] if acted else ""  # 59 fired, 58 hit
    if claim.measure == "places":
        event = topic(figure.sentence)
    if claim.measure in _OF_PEOPLE:
        event = left_open(claim.event)
    kind = "land" if claim.measure == "territory" else counted_class(claim.counted)
    return claim.measure, claim.quantity.unit, kind, figure.whose, holder, event


def left_open(event: str | None) -> str:
    """The word for what was done to people where it leaves open what that was: "neutralized", "got rid of"."""
    return next((word for pattern, word in _ambiguous() if pattern.fullmatch(event or "")), "")


def topic(sentence: str) -> str:
    """What a sentence on places is about, where a word of topics.tsv tells it: "truce"."""
    return next((name for pattern, name in _topics() if pattern.search(sentence)), "")


def _is_of_the_country(figure: Figure) -> bool:
    """Whether a running total names no place; one of places counted, none in its sentence ("616 in total")."""
    place, running = figure.claim.place, running_of(figure)
    if running is None or not place:
        return running is not None
    apart = place not in figure.sentence and not campaign_of(figure)
    return figure.claim.measure in ("places", "places_captured") and apart


def names_another(figure: Figure) -> bool:
    """Whether the sentence names a place that is not known to hold the figure's: no province, and not its country."""
    for match in _OTHER_PLACE.finditer(figure.sentence):
        name = _NAME.match(figure.sentence, match.end() - 2)
        words = name.group() if name else ""
        of_country = figure.country is not None and words.removesuffix("s") in (
            figure.country.name,
            f"{figure.country.name}n",
        )
        if not of_country and not _PROVINCE.match(figure.sentence, match.end() - 2):
            return True
    return False


def place_key(figure: Figure) -> str | None:
    """The gazetteer's place, else the folded name; None where the sentence names another that is not known.

    A running total without a place is that of the article's country.
    """
    place = figure.claim.place or ""
    if place not in figure.sentence and names_another(figure) and not goes_on(figure):
        return None
    if figure.country and _is_of_the_country(figure):
        return figure.country.id
    if figure.place is not None:
        return figure.place.id
    if not place:
        return None
    return f"name:{spelling(place)}"
