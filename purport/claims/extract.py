"""One article in, its claims out: pure, in reading order, the same every time."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from purport.claims.controls import ControlDraft, may_hold_control, read_controls
from purport.claims.draft import Draft
from purport.claims.evidence.lines import Line
from purport.claims.figures import admitted, may_hold_person, read_figures
from purport.claims.parse import Doc, parse
from purport.claims.periods import find_times, go_back
from purport.claims.places import Toponym, find_toponyms, shown_places, with_known
from purport.claims.sentences import Sentence, split_sentences
from purport.claims.series import read_series
from purport.claims.settle import settle_figures
from purport.claims.speakers import Register
from purport.lexicon.series import SERIES
from purport.lexicon.tables import same_words
from purport.model import (
    Article,
    Claim,
    ControlClaim,
    FigureClaim,
    Quantity,
    Reason,
    Span,
)

# Raised when the same article may give other claims than before; `add` then reads it again.
VERSION = "10"


_SAID = r"\b(?:said|says|told|added|stated|stressed|noted)\b"
_SAYS_WHO = re.compile(rf"[\"”“].*{_SAID}|\baccording to\b|{_SAID}[^.!?]*[,:]\s*$")  # the last: a quotation follows


LANGUAGES = ("en",)


def can_read(article: Article) -> bool:
    """Whether claims can be read in the article's language; one that nothing tells is tried."""
    return article.language is None or article.language in LANGUAGES


def extract(article: Article) -> tuple[Claim, ...]:
    """The claims of one article in reading order, each with the reasons for its fields.

    None of an article in a language that claims cannot be read in.
    """
    if article.media_type == SERIES:
        return read_series(article)
    if not can_read(article):
        return ()
    lines = read_lines(article)
    return _claims(article, settle_figures(lines), read_controls(lines))


def read_lines(article: Article) -> list[Line]:
    """Every sentence with what stands in it; only those that can hold a claim are parsed."""
    register = Register(_read_text(article))
    sentences = split_sentences(article)
    toponyms = _toponyms(sentences)
    holding = _worth_parsing(sentences, toponyms)
    docs = dict(zip(map(id, holding), parse(s.text for s in holding), strict=True))
    lines: list[Line] = []
    for sentence, places in zip(sentences, toponyms, strict=True):
        line = _line(sentence, docs.get(id(sentence)), register, article, places)
        lines.append(line)
        if line.doc is not None:
            line.drafts = read_figures(sentence, line.doc)
    go_back([line.times for line in lines])
    return lines


def _toponyms(sentences: list[Sentence]) -> list[tuple[Toponym, ...]]:
    """The places named in each sentence; what is one in a sentence is one in all."""
    found = [find_toponyms(s.text) for s in sentences]
    known = shown_places(t for each in found for t in each)
    return [with_known(s.text, each, known) for s, each in zip(sentences, found, strict=True)]


def _worth_parsing(sentences: list[Sentence], toponyms: list[tuple[Toponym, ...]]) -> list[Sentence]:
    """Those that can hold a claim, and those beside one that say whose quotation it stands in."""
    holds = [can_hold_claim(s.text, places) for s, places in zip(sentences, toponyms, strict=True)]
    return [
        sentence
        for i, sentence in enumerate(sentences)
        if holds[i] or (any(holds[max(0, i - 2) : i + 3]) and _SAYS_WHO.search(sentence.text))
    ]


def _line(
    sentence: Sentence, doc: Doc | None, register: Register, article: Article, toponyms: tuple[Toponym, ...]
) -> Line:
    headline = _is_headline(sentence, article.title)
    voices = register.voices(doc) if doc is not None else []
    return Line(
        sentence,
        doc,
        voices,
        toponyms,
        find_times(sentence.text, article.day),
        inside_quotation(article.text.characters, sentence),
        headline,
        register.title_voice(sentence.text) if headline and not voices else None,
    )


def inside_quotation(text: str, sentence: Sentence) -> bool:
    """Whether a quotation is open where the sentence begins, or opens with it."""
    begin = max(text.rfind("\n\n", 0, sentence.begin), 0)
    before = text[begin : sentence.begin]
    if "“" in before:
        return before.count("“") > before.count("”")
    return before.count('"') % 2 == 1 or sentence.text[:1] in ('"', "“")


def _read_text(article: Article) -> str:
    """The parts that are read, front matter and furniture left out."""
    text = article.text.characters
    return "\n\n".join(text[p.begin : p.until] for p in article.parts) if article.parts else text


def can_hold_claim(sentence: str, places: tuple[Toponym, ...]) -> bool:
    """Whether a number that counts, a person harmed or a word for control stands in it."""
    return bool(admitted(sentence)) or may_hold_person(sentence) or may_hold_control(sentence, places)


def _is_headline(sentence: Sentence, title: str | None) -> bool:
    if title and same_words(sentence.text, title):
        return True
    return sentence.begin < 300 and sentence.text[-1:] not in '.!”"' and len(sentence.text) < 160


def _claims(article: Article, figures: list[Draft], controls: list[ControlDraft]) -> tuple[Claim, ...]:
    drafts: list[Draft | ControlDraft] = [*figures, *controls]
    ordered = sorted(drafts, key=lambda d: (d.sentence.begin + d.at, isinstance(d, ControlDraft)))
    ids: dict[int, str] = {}
    claims: list[Claim] = []
    seen: set[str] = set()
    for draft in ordered:
        claim = (
            _figure(article, draft, ids, len(claims) + 1)
            if isinstance(draft, Draft)
            else _control(article, draft, ids, len(claims) + 1)
        )
        if claim.id not in seen:
            seen.add(claim.id)
            claims.append(claim)
        ids[id(draft)] = claim.id
    return _with_links(claims, ordered, ids)


def _with_links(claims: list[Claim], drafts: list[Draft | ControlDraft], ids: dict[int, str]) -> tuple[Claim, ...]:
    """Parts may stand before their wholes, so links are set once every id is known."""
    wholes = {ids[id(d)]: ids.get(id(d.part_of)) for d in drafts if isinstance(d, Draft) and d.part_of is not None}
    linked: list[Claim] = []
    for claim in claims:
        if isinstance(claim, FigureClaim) and wholes.get(claim.id):
            claim = replace(claim, part_of=wholes[claim.id])
        linked.append(claim)
    return tuple(linked)


def _spans(article: Article, draft: Draft | ControlDraft) -> tuple[Span, Span]:
    begin = draft.sentence.begin
    text_id = article.text.id
    number = Span(text_id, begin + draft.at, begin + draft.until)
    return number, Span(text_id, begin, draft.sentence.until)


def _reasons(because: dict[str, str]) -> tuple[Reason, ...]:
    return tuple(Reason(field, rule) for field, rule in sorted(because.items()))


def _shared(article: Article, draft: Draft | ControlDraft, ids: dict[int, str], number: int) -> dict[str, Any]:
    """The fields that claims of both kinds have."""
    span, sentence_span = _spans(article, draft)
    return {
        "article_id": article.id, "number_in_article": number, "span": span, "sentence_span": sentence_span,
        "part": draft.sentence.part, "actor": draft.actor, "place": draft.place, "time": draft.time,
        "start": draft.start, "end": draft.end, "speaker": draft.speaker, "stance": draft.stance,
        "attribution": draft.attribution, "said": article.day, "same_as": ids.get(id(draft.same_as)),
        "because": _reasons(draft.because),
    }  # fmt: skip


def _figure(article: Article, draft: Draft, ids: dict[int, str], number: int) -> FigureClaim:
    quantity = Quantity(
        draft.number.written, draft.low, draft.high, draft.bound, draft.number.unit, draft.bound == "about"
    )
    event = draft.event.text if draft.event is not None else None
    shared = _shared(article, draft, ids, number)
    return FigureClaim(
        **shared, quantity=quantity, counted=draft.counted, measure=draft.measure, event=event, basis=draft.basis
    )


def _control(article: Article, draft: ControlDraft, ids: dict[int, str], number: int) -> ControlClaim:
    return ControlClaim(**_shared(article, draft, ids, number), act=draft.act, other=draft.other)
