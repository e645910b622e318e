"""Gathers comparable claims: one measure and unit, compatible words, one place, one period.

Too loose is worse than too tight: a wrong merge makes false findings. What a claim leaves open
(no place, no period) joins nothing. Running totals of one start are one question over many days,
and so are figures of one phase of a campaign.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from purport.findings.independence import independent_speakers, shown_speakers
from purport.findings.intervals import interval, is_vague, number_of
from purport.findings.subjects import counted_class, place_key, subject
from purport.findings.times import campaign_of, closed_period, phase_of, running_of, shown_period, start_range
from purport.findings.view import Figure, View, span_of
from purport.lexicon.toponyms import spelling, strip_type
from purport.model import Question, Span

_TITLES = {
    "killed": "People killed",
    "injured": "People injured",
    "casualties": "Casualties",
    "detained": "People detained",
    "displaced": "People displaced",
    "evacuated": "People evacuated",
    "returned": "People returned",
    "present": "People present",
    "places": "Places",
    "places_captured": "Places taken",
    "territory": "Territory",
    "missing": "People missing",
    "surrendered": "People surrendered",
    "restored": "Facilities restored",
}

Key = tuple[object, ...]
_TELLING = 4  # "two killed" may be said twice of two events


def gather(view: View) -> tuple[Question, ...]:
    """All questions with at least two claims, in the order of their titles."""
    groups: dict[Key, list[Figure]] = defaultdict(list)
    twins = _twins(view)
    for figure in view.figures:
        key = _key(figure) or _key_of_twin(figure, twins) or _key_of_retold(figure, twins)
        if key is not None and not _is_some_of(figure, view):
            groups[key].append(figure)
    _join_loose_starts(groups)
    _join_unstarted(groups)
    _join_repeats(groups)
    _join_told_again(groups, view)
    _as_decided(groups, view)
    chosen = {key: list(_one_of_each_telling(group)) for key, group in groups.items()}
    questions = [_question(key, group, view) for key, group in chosen.items() if len(group) > 1]
    return tuple(sorted(questions, key=lambda q: (q.title, q.id)))


def _key(figure: Figure) -> Key | None:
    """What a figure answers: (kind, subject, place, period …); None where it joins nothing."""
    what, place = subject(figure), place_key(figure)
    if what is None or place is None:
        return None
    if what[0] == "present" and _are_civilians(what[2]) and figure.claim.event is None:
        return None  # "300,000 under siege" and "two million without water" are both there
    running, phase, period = running_of(figure), phase_of(figure.claim.time), closed_period(figure)
    if phase is not None and period is None:
        return "phase", what, place, phase
    if campaign_of(figure) and (running is None or running[0] is None):
        return "campaign", what, place
    if running is not None and is_vague(figure.claim.quantity):
        return None  # "thousands" are no total to go on from
    if running is not None:
        return "running", what, place, running[0]
    return ("period", what, place, *period) if period else None


def _are_civilians(kind: str) -> bool:
    return kind.startswith("person") and kind != "person:fighter"


def _twins(view: View) -> dict[str, list[Figure]]:
    """The figures that the article itself repeats, by the claim that they repeat or are repeated by."""
    twins: dict[str, list[Figure]] = defaultdict(list)
    for figure in view.figures:
        first = view.by_id.get(figure.claim.same_as or "")
        if first is not None:
            twins[figure.id].append(first)
            twins[first.id].append(figure)
    return twins


def _key_of_twin(figure: Figure, twins: dict[str, list[Figure]]) -> Key | None:
    """A headline that leaves place and day out answers what the sentence that repeats it does."""
    what = subject(figure)
    keys = (_key(twin) for twin in twins.get(figure.id, []))
    return next((key for key in keys if key is not None and key[1] == what), None)


def _key_of_retold(figure: Figure, twins: dict[str, list[Figure]]) -> Key | None:
    """A figure without a day that its article tells again is one question with itself."""
    what, told = subject(figure), twins.get(figure.id, [])
    if what is None or figure.size < _TELLING or not told or any(_key(twin) for twin in told):
        return None
    return "retold", what, figure.claim.same_as or figure.id


def _as_decided(groups: dict[Key, list[Figure]], view: View) -> None:
    """Claims that somebody found to be of one question stand in one; those found to be of two do not."""
    at = {figure.id: key for key, group in groups.items() for figure in group}
    for pair in view.same:
        one, other = sorted(pair)
        if one in view.by_id and other in view.by_id:
            key = at.get(one) or at.get(other) or ("decided", subject(view.by_id[one]) or ("", "", ""), one)
            for claim in (one, other):
                _move(groups, at, view.by_id[claim], key)
    for pair in sorted(view.different, key=sorted):
        one, other = sorted(pair)
        if one in at and at.get(one) == at.get(other):
            _move(groups, at, view.by_id[other], (*at[other], "apart", other))


def _move(groups: dict[Key, list[Figure]], at: dict[str, Key], figure: Figure, key: Key) -> None:
    if figure.id in at:
        groups[at[figure.id]].remove(figure)
    groups[key].append(figure)
    at[figure.id] = key


def _one_of_each_telling(group: list[Figure]) -> Iterator[Figure]:
    """Of what one speaker says in one article only the figures that are plainly of one thing.

    Two numbers of one sentence are of two things; a later one that does not meet the first is of
    another event ("separate strikes killed 12") unless its words for thing, act, place and time are the same.
    What is told again stays, whatever stands beside it.
    """
    told: dict[tuple[str, str | None], list[Figure]] = defaultdict(list)
    by_sentence: dict[Span, list[Figure]] = defaultdict(list)
    gathered_up = {f.article.id: f for f in group if is_vague(f.claim.quantity)}
    for figure in group:
        lump = gathered_up.get(figure.article.id)
        if lump is not None and not span_of(lump).meets(span_of(figure)):
            continue  # "scores were killed": what the details that follow come to, not another answer
        by_sentence[figure.claim.sentence_span].append(figure)
        told[figure.article.id, figure.named.id if figure.named else None].append(figure)
    for figures in told.values():
        kept: list[Figure] = []
        for figure in figures:
            apart = [f for f in kept if not span_of(f).meets(span_of(figure)) and not _tells_again(f, figure)]
            if all(_one_statement(f, figure) for f in apart):
                kept.append(figure)
        ids = {f.id for f in kept}
        repeated = {i for f in kept if f.claim.same_as in ids for i in (f.id, f.claim.same_as)}
        for figure in kept:
            if figure.id in repeated or not any(_beside(figure, o) for o in by_sentence[figure.claim.sentence_span]):
                yield figure


def _tells_again(one: Figure, other: Figure) -> bool:
    """Whether an article tells one figure in both, if with another bound: "150 injured", "more than 150 injured"."""
    return (one.claim.same_as or one.id) == (other.claim.same_as or other.id)


def _beside(one: Figure, other: Figure) -> bool:
    """Whether two figures of one sentence are of two things: not where two named bodies give them."""
    two_bodies = one.named is not None and other.named is not None and one.named.id != other.named.id
    return not two_bodies and number_of(one.claim.quantity) != number_of(other.claim.quantity)


# Words before a number that make it one part of what an article tells, or more beside it.
_SOME_OF = re.compile(
    r"\b(?:as well as|in addition to|besides|separate(?:ly)?|among (?:them|those|whom)|(?:an)?other)\b[^.;]{0,60}$",
    re.IGNORECASE,
)
# "27 were killed, but 12 of them have not been identified".
_OF_THEM = re.compile(r"\s+of (?:them|those|these|whom|which)\b", re.IGNORECASE)


# "another 12", "a second raid", "in all 16" are besides or together, not instead.
_ADDS_UP = re.compile(
    r"\b(?:another|others?|more(?! than)|separate\w*|also(?! (?:listed|reported|gave|put|counted|said|told|noted))|addition\w*|elsewhere|respectively|first|second|third|in all|in total|total|altogether|further|meanwhile)\b",
    re.IGNORECASE,
)


def _one_statement(one: Figure, two: Figure) -> bool:
    """Only figures of two sentences with the same words for what is counted and for the time contradict."""
    a, b = one.claim, two.claim
    words = (a.counted or "").lower() == (b.counted or "").lower() and (a.event or "").lower()[:4] == (
        b.event or ""
    ).lower()[:4]
    plain = a.same_as is None and b.same_as is None and not _ADDS_UP.search(f"{one.sentence} {two.sentence}")
    return (
        one.named is not None
        and words
        and a.sentence_span != b.sentence_span
        and a.place == b.place
        and a.time == b.time
        and plain
    )


def _is_some_of(figure: Figure, view: View) -> bool:
    """ "25 children among the 100" answers how many children; "115 bodies" of 260 fighters and "31 areas" of 171 nothing."""
    if _SOME_OF.search(figure.before) or _OF_THEM.match(figure.after):
        return True
    if figure.claim.part_of is None:
        return False
    kind, whole = counted_class(figure.claim.counted), view.by_id.get(figure.claim.part_of)
    return not kind.startswith("person:") or (whole is not None and counted_class(whole.claim.counted) == kind)


def _join_unstarted(groups: dict[Key, list[Figure]]) -> None:
    """A running total that names no start goes on with the one total of its kind that does, where it fits in.

    It fits where no figure dated before it is larger, and none dated after it smaller.
    """
    for key in [k for k in groups if k[0] == "running" and k[3] is None]:
        started = [k for k in groups if k[:3] == key[:3] and k[3] is not None]
        if len(started) != 1:
            continue
        fits = [figure for figure in groups[key] if _fits(figure, groups[started[0]])]
        groups[started[0]] += fits
        groups[key] = [figure for figure in groups[key] if figure not in fits]


def _join_loose_starts(groups: dict[Key, list[Figure]]) -> None:
    """A total "since 2011", or of "the six-year conflict", goes on with the largest of its kind that began then."""
    starts = {k: k[3] for k in groups if k[0] == "running" and isinstance(k[3], date)}
    for key in starts:
        for figure in [f for f in groups[key] if start_range(f)]:
            first, last = start_range(figure) or (date.max, date.min)
            alike = [k for k in starts if k != key and k[:3] == key[:3] and groups[k] and first <= starts[k] <= last]
            if alike:
                groups[key].remove(figure)
                groups[max(alike, key=lambda k: (len(groups[k]), starts[k]))].append(figure)


def _join_repeats(groups: dict[Key, list[Figure]]) -> None:
    """What one page tells twice of one day is one, where only one of the places is as sure as a place can be there.

    "23 killed in the country's north", then "at Karam 23 were killed": two towns that are known stay two.
    """
    told: dict[Key, list[tuple[Key, Figure]]] = defaultdict(list)
    for key, group in groups.items():
        for figure in group if key[0] == "period" else []:
            if figure.size >= _TELLING:
                told[figure.article.id, figure.size, key[1], *key[3:]].append((key, figure))
    for repeated in told.values():
        surest = max(_sureness(figure) for _, figure in repeated)
        homes = {key for key, figure in repeated if _sureness(figure) == surest}
        home = homes.pop()
        for key, figure in repeated if not homes else []:
            if key != home:
                groups[key].remove(figure)
                groups[home].append(figure)


def _join_told_again(groups: dict[Key, list[Figure]], view: View) -> None:
    """A figure that its article tells again answers one question, the one with the surest place, the earlier of equals."""
    at = {figure.id: key for key, group in groups.items() for figure in group}
    tellings: dict[str, list[Figure]] = defaultdict(list)
    for figure in view.figures:
        if figure.id in at and figure.size >= _TELLING:
            tellings[figure.claim.same_as or figure.id].append(figure)
    for told in tellings.values():
        surest = max(told, key=_sureness)
        for figure in told:
            home, own = at[surest.id], at[figure.id]
            if own != home and _alike(own, home) and not _elsewhere(figure, surest):
                _move(groups, at, figure, home)


def _alike(one: Key, other: Key) -> bool:
    """Whether two keys are of one kind, measure and unit; the words for who was counted may differ in a repeat."""
    return (
        one[0] == other[0] and isinstance(one[1], tuple) and isinstance(other[1], tuple) and one[1][:2] == other[1][:2]
    )


def _elsewhere(one: Figure, other: Figure) -> bool:
    """Whether two figures are plainly of two places: two towns, or two names that no gazetteer has."""
    if one.place is not None and other.place is not None:
        return one.place.id != other.place.id and (one.place.kind == "region") == (other.place.kind == "region")
    names = [spelling(f.claim.place) for f in (one, other) if f.place is None and f.claim.place]
    return len(set(names)) == 2


def _sureness(figure: Figure) -> int:
    """A place of the gazetteer tells more than a name that it lacks, and that more than the country."""
    if figure.place is None:
        return 1
    return 0 if figure.place.kind == "country" else 2


def _fits(figure: Figure, others: Iterable[Figure]) -> bool:
    own, when = interval(figure.claim.quantity), _end(figure)
    if when is None:
        return False
    for other in others:
        theirs, then = interval(other.claim.quantity), _end(other)
        if then and ((then <= when and own.below(theirs)) or (then >= when and theirs.below(own))):
            return False
    return True


def _end(figure: Figure) -> date | None:
    running = running_of(figure)
    return running[1] if running else figure.claim.end or figure.claim.said


def _question(key: Key, group: list[Figure], view: View) -> Question:
    ordered = list(_in_order(group))
    return Question(
        title=_title(key, ordered),
        claims=tuple(f.id for f in ordered),
        low=min(f.size for f in ordered),
        high=max(f.claim.quantity.high or f.size for f in ordered),
        independent=len(independent_speakers(ordered)),
        shown=len(shown_speakers(ordered, view)),
    )


def _in_order(group: list[Figure]) -> Iterator[Figure]:
    """By the day spoken of; one without a day stands before the first that is larger."""
    dated = sorted(
        (f for f in group if _end(f)),
        key=lambda f: (_end(f), f.claim.said or date.min, f.article.doc_id, f.claim.number_in_article),
    )
    undated = sorted((f for f in group if not _end(f)), key=lambda f: f.size)
    for figure in dated:
        while undated and undated[0].size <= figure.size:
            yield undated.pop(0)
        yield figure
    yield from undated


def _title(key: Key, figures: list[Figure]) -> str:
    first = figures[0].claim
    measure = _TITLES.get(first.measure, first.measure.replace("_", " ").capitalize())
    kind = counted_class(first.counted)
    what = "" if kind in ("person", "") else f" ({(first.counted or '').strip()})"
    place = first.place or (figures[0].country.name if figures[0].country else "no place")
    if key[0] == "phase":
        period = f"phase {key[3]}"
    elif key[0] == "campaign":
        period = first.time or "the whole campaign"
    elif key[0] == "running":
        start = key[3] if isinstance(key[3], date) else None
        period = f"running total {shown_period(start, max(filter(None, map(_end, figures)), default=None))}"
    else:
        period = shown_period(*(closed_period(figures[0]) or (None, None)))
    return f"{measure}{what} · {strip_type(place)} · {period}"
