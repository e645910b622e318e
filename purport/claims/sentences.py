"""Splits an article's text into sentences, by form alone, so that offsets stay true.

Three things news pages do that sentence splitters trip over: a headline that runs into the body
without a full stop, a byline with the date between them, and lines that are wrapped or are not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from purport.lexicon.dates import long_dates
from purport.lexicon.tables import words
from purport.model import Article, Part, PartKind

_END = re.compile(r"[.!?…]+[\"”’')\]]*(?=\s+[\"“‘'(\[]*[A-Z0-9À-Þ•*–-])|(?<=[a-z]{3}[.!?])(?=[A-Z][a-z])")
_NEWLINE = re.compile(r"[ \t]*\n[ \t]*")
_LIST_ITEM = re.compile(r"\s*(?:[•*·▪–-]\s|\d{1,2}[.)]\s)")
_WORD_BEFORE = re.compile(r"([\w.]+)\.[\"”’')\]]*$")


# A line of tags that runs into the text, up to the end of the sentence that it runs into.
_TAG_LINE = re.compile(r"\b(?:Tags|Topics|Keywords|Filed under):? (?P<run>[^.\n]{30,400}\.)")
_OPENERS = ("A", "An", "The", "At", "In", "On", "More", "About", "Some", "Several", "Dozens", "Hundreds")
_SMALL_WORDS = 0.25  # of a line of tags at most: "Aleppo siege Syria" is one still


# Marks of emphasis and of links, in texts that were Markdown or HTML: read as spaces, so that offsets stay true.
_MARKUP = re.compile(
    r"\*\*+|\b__+|__+\b|</?(?:u|b|i|a|em|strong|span)\b[^<>]{0,200}>|\]\([^()\s]{0,300}\)|\[(?=[^\[\]\n]{1,200}\]\()",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: its offsets in the article's text, and whose words it stands among.

    `text` is as long as what stands there, with marks of emphasis and links as spaces.
    """

    begin: int
    until: int
    text: str
    part: PartKind = "body"
    author: str | None = None
    paragraph: int = 0


def split_sentences(article: Article) -> list[Sentence]:
    """The sentences of every part of the article that is not furniture, in reading order."""
    text = article.text.characters
    parts = article.parts or (Part("body", 0, len(text)),)
    sentences: list[Sentence] = []
    for part in parts:
        if part.kind == "credit":
            continue
        cuts = _no_longer_than(sorted({part.begin, part.until, *_cuts(text, part, article.title)}), text)
        paragraph = 0
        for begin, until in pairwise(cuts):
            piece = text[begin:until]
            paragraph += "\n\n" in text[max(part.begin, begin - 2) : begin]
            left = begin + len(piece) - len(piece.lstrip())
            right = begin + len(piece.rstrip())
            if left < right:
                words = _MARKUP.sub(lambda mark: " " * len(mark.group()), text[left:right])
                sentences.append(Sentence(left, right, words, part.kind, part.author, paragraph))
    return sentences


# Longer than any sentence of the news; what runs on past it is a table or a page without stops.
MOST = 2000


def _no_longer_than(cuts: list[int], text: str) -> list[int]:
    """Pieces that run on are cut at a space, so that no sentence is longer than MOST characters."""
    pieces = [cuts[0]] if cuts else []
    for cut in cuts[1:]:
        while cut - pieces[-1] > MOST:
            space = text.rfind(" ", pieces[-1] + MOST // 2, pieces[-1] + MOST)
            pieces.append(space if space > 0 else pieces[-1] + MOST)
        pieces.append(cut)
    return pieces


def _cuts(text: str, part: Part, title: str | None) -> set[int]:
    cuts = {part.begin + cut for cut in _line_cuts(text[part.begin : part.until])}
    for match in _END.finditer(text, part.begin, part.until):
        if not _is_abbreviation(text[max(part.begin, match.start() - 12) : match.end()]):
            cuts.add(match.end())
    cuts |= _title_cuts(text, part, title)
    cuts |= {cut for m in _TAG_LINE.finditer(text, part.begin, part.until) for cut in _behind_tags(m)}
    head = min(part.until, _BYLINES_UNTIL + _LONGEST_DATE)
    cuts |= {m.end() for m in long_dates(text, part.begin, head) if _is_byline(m, text)}
    return cuts


def _behind_tags(line: re.Match[str]) -> list[int]:
    """Where a sentence begins behind tags: at the last capital before a small word while nearly all words are tags."""
    tokens = list(re.finditer(r"\S+", line["run"]))
    small, found = 0, []
    for number, (token, following) in enumerate(pairwise(tokens)):
        if small > _SMALL_WORDS * number:
            break
        led = number > 1 and tokens[number - 1].group()[0].islower() and token.group()[0].isdigit()  # "least 16"
        if number and not token.group()[0].islower() and following.group()[0].islower() and not led:
            opens = number > 1 and tokens[number - 1].group() in _OPENERS
            found = [line.start("run") + tokens[number - opens].start()]
        small += token.group()[0].islower() and not re.match(r"[a-z]{2,3}-[A-Z]", token.group())
    return found


def _line_cuts(text: str) -> set[int]:
    """A blank line always ends a sentence; a single newline where the next line starts anew."""
    cuts = set()
    for match in re.finditer(r"\n\s*\n", text):
        cuts.add(match.end())
    for match in _NEWLINE.finditer(text):
        after = text[match.end() : match.end() + 3]
        before = text[max(0, match.start() - 1) : match.start()]
        wrapped = after[:1].islower() or before in (",", "-", "–")
        if not wrapped or _LIST_ITEM.match(text[match.end() : match.end() + 5]):
            cuts.add(match.end())
    return cuts


def _is_abbreviation(before: str) -> bool:
    word = _WORD_BEFORE.search(before)
    if not word or not before.rstrip("\"”’')]").endswith("."):
        return False
    last = word.group(1)
    return last.lower() in words("purport.claims", "abbreviations.txt") or (len(last) == 1 and last.isupper())


def _title_cuts(text: str, part: Part, title: str | None) -> set[int]:
    """Where the text repeats its headline, the headline ends a sentence, full stop or not."""
    tokens = re.findall(r"\w+", title or "")
    if len(tokens) < 3:
        return set()
    pattern = re.compile(r"\W{1,4}".join(map(re.escape, tokens)), re.IGNORECASE)
    window = min(part.until, part.begin + 600)
    cuts = set()
    for match in pattern.finditer(text, part.begin, window):
        cuts |= {match.start(), match.end() + len(_closing(text, match.end()))}
    return cuts


def _closing(text: str, at: int) -> str:
    found = re.match(r"[.!?…\"”’')\]]*", text[at : at + 4])
    return found.group() if found else ""


_BYLINES_UNTIL, _LONGEST_DATE = 700, 120  # characters


def _is_byline(match: re.Match[str], text: str) -> bool:
    """A weekday or month with the year, standing where no preposition leads to it."""
    before = text[max(0, match.start() - 12) : match.start()].rstrip().lower()
    after = text[match.end() : match.end() + 40].lstrip()
    led = re.search(r"\b(?:on|in|of|since|until|by|from|the|to|and|dated|for)$|[,(]$", before)
    return not led and bool(re.match(r"[\"“‘]?[A-Z0-9]", after)) and match.start() < _BYLINES_UNTIL
