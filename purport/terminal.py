"""How records look in a terminal: plain words, the number lit up in its sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.table import Column, Table
from rich.text import Text
from rich.tree import Tree

from purport.articles.kinds import NAMES

if TYPE_CHECKING:
    from purport.pipeline import Summary

_COLOURS = {"contradiction": "bold red", "tension": "bold yellow", "information": "bold cyan"}
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def _console() -> Console:
    return Console(soft_wrap=True, highlight=False)


def _clean(words: object) -> str:
    """Without control characters: a page must not steer the reader's terminal."""
    return _CONTROL.sub(" ", " ".join(str(words).split()))


def lit(claim: dict[str, Any], width: int = 400) -> Text:
    """The sentence of a claim with its number lit up."""
    sentence = _clean(claim["sentence"])
    text = Text(sentence if len(sentence) <= width else sentence[: width - 1] + "…")
    if claim.get("number"):
        text.highlight_words([_clean(claim["number"])], "bold reverse")
    return text


def print_summary(summary: Summary) -> None:
    """What was read: articles by the kind of file, their parts, what is kept unread, what failed."""
    table = Table("kind", Column("articles", justify="right"), box=None, pad_edge=False)
    for media_type, count in sorted(summary.kinds.items()):
        table.add_row(NAMES.get(media_type, media_type), f"{count:,}")
    console = _console()
    if summary.kinds:
        console.print(table)
    for label, counts in (("parts", summary.parts), ("kept without claims, by language", summary.languages)):
        if counts:
            console.print(f"{label}: " + ", ".join(f"{count:,} {name}" for name, count in counts.most_common()))


def print_findings(findings: Iterable[dict[str, Any]]) -> None:
    """One sentence a finding, the sum below it, then the words on the page."""
    console = _console()
    for finding in findings:
        head = Text(f"{finding['severity']} ", style=_COLOURS[finding["severity"]])
        head.append(f"{finding['kind']}  ", style="bold")
        head.append(finding["id"], style="dim")
        console.print(head)
        console.print(Text("  ") + Text(_clean(finding["sentence"])))
        console.print(Text("  sum: ", style="dim") + Text(_clean(finding["working"]), style="dim"))
        for line in _evidence(finding["claims"]):
            console.print(line)
        console.print()


def _evidence(claims: list[dict[str, Any]]) -> Iterator[Text]:
    """Each sentence once, all of its numbers lit up, with the roles that they have."""
    groups: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for claim in claims:
        groups.setdefault((claim["doc_id"], claim["sentence"]), []).append(claim)
    for (doc_id, _), group in groups.items():
        roles = ", ".join(dict.fromkeys(claim["role"] for claim in group))
        sentence = lit(group[0])
        for claim in group[1:]:
            sentence.highlight_words([_clean(claim["number"])], "bold reverse")
        yield Text(f"    {doc_id} ({roles}): ", style="dim") + sentence


def print_claims(claims: Iterable[dict[str, Any]]) -> None:
    """A line of reading and a line of evidence a claim."""
    console = _console()
    for claim in claims:
        read = claim_line(claim)
        console.print(
            Text(f"{claim['doc_id']}  ", style="bold") + Text(_clean(read)) + Text(f"  {claim['id']}", style="dim")
        )
        console.print(Text("    ") + lit(claim, 220))


def claim_line(claim: dict[str, Any]) -> str:
    """ "at_least 58 people killed · Khan Shaykhun · 2017-04-04 · says Syrian Observatory"."""
    if claim["kind"] == "control":
        what = f"{claim['actor'] or '?'} {claim['act']} {claim['place']}"
    else:
        what = f"{claim['bound']} {claim['number']} {claim['counted'] or ''} {claim['measure']} · {claim['place'] or 'no place'}"
    days = claim["end"] if claim["start"] in (None, claim["end"]) else f"{claim['start']} to {claim['end']}"
    stance = "" if claim["stance"] == "asserted" else f" · {claim['stance']}"
    return f"{what} · {days or 'no day'} · says {claim['speaker'] or 'the article'}{stance}"


def print_questions(questions: Iterable[dict[str, Any]]) -> None:
    """Title, range, independent speakers, then the figures in order."""
    console = _console()
    for question in questions:
        console.print(Text(_clean(question["title"]), style="bold") + Text(f"  {question['id']}", style="dim"))
        low = "?" if question["low"] is None else f"{question['low']:,.10g}"
        high = "open" if question["high"] is None else f"{question['high']:,.10g}"
        console.print(f"  from {low} to {high}; independent speakers: at most {question['independent']}")
        for claim in question["claims"]:
            console.print(
                Text(f"    {claim['doc_id']} · {claim['speaker'] or 'no speaker'} · ", style="dim") + lit(claim, 220)
            )
        console.print()


def print_suggestions(suggestions: Iterable[dict[str, Any]]) -> None:
    """Each question with the house's fields, the rules that fired, and what a coder still decides."""
    console = _console()
    for told in suggestions:
        console.print(Text(_clean(told["title"]), style="bold") + Text(f"  {told['id']}", style="dim"))
        values = ", ".join(f"{name} {_value(value)}" for name, value in told["values"].items())
        console.print(Text("  " + _clean(f"{told['codebook']} suggests: {values or 'no number'}")))
        for rule in told["rules"]:
            console.print(Text("    " + _clean(f"{rule['id']}: {rule['words']} ({rule['where']})"), style="dim"))
        for words in told["open"]:
            console.print(Text("    " + _clean(f"open: {words}")))
        console.print()


def _value(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name}: {_value(each)}" for name, each in value.items())
    if isinstance(value, list):
        return "; ".join(map(str, value))
    return f"{value:,.10g}" if isinstance(value, (int, float)) else str(value)


def print_codebooks(books: Iterable[dict[str, Any]]) -> None:
    """Each codebook with its rules, where they are written, and what was at hand."""
    console = _console()
    for book in books:
        console.print(Text(_clean(f"{book['name']} {book['version']}: {book['title']}"), style="bold"))
        for words in (book["source"], book["at_hand"]):
            console.print(Text("  " + _clean(words), style="dim"))
        for rule in book["rules"]:
            console.print(Text("    " + _clean(f"{rule['id']}: {rule['words']} ({rule['where']})")))
        console.print()


def print_record(record: dict[str, Any]) -> None:
    """Every field on a line of its own; a claim's fields with the rule that gave each."""
    console = _console()
    because = record.get("because", {})
    for key, words in record.items():
        if key == "because" or words in (None, [], {}):
            continue
        if key == "claims" and record["record"] in ("finding", "question"):
            for claim in words:
                console.print(Text(f"  {claim['doc_id']} {claim['id']} · ", style="dim") + lit(claim))
            continue
        line = Text(f"{key}: ", style="bold") + (
            lit(record) if key == "sentence" and "number" in record else Text(_clean(words))
        )
        if key in because:
            line.append(f"   ← {_clean(because[key])}", style="dim")
        console.print(line)


def print_road(steps: dict[str, Any]) -> None:
    """The road as a tree: the first speaker, who passed it on, the page, and the pages that stem from it."""
    known = steps["identity"] if steps["speaker"] else None
    speaker = steps["speaker"] or "no speaker named"
    root = Tree(Text(_clean(f"{steps['number']} · {speaker}"), style="bold"))
    if known and not known.startswith(f"{speaker} ("):
        root.label.append(f"  = {_clean(known)}", style="dim")  # type: ignore[union-attr]
    branch = root
    for link in steps["links"]:
        over = " (carried over from an earlier sentence)" if steps["carried_over"] else ""
        branch = branch.add(Text(_clean(f"{link['cue']} {link['name']}{over}")))
    page = {**steps["page"], "claim": steps["claim"], "credit": steps["credit"], "stems": None, "then": []}
    for found in steps["roads"] or [page]:
        _add_page(branch, found, steps["page"]["doc_id"])
    _console().print(root, soft_wrap=False)


def _add_page(branch: Tree, page: dict[str, Any], asked: str) -> None:
    """A page of the road, the page asked for in bold, and below it those that stem from it."""
    name = _clean(f"{page['outlet'] or 'outlet unknown'} · {page['doc_id']}")
    label = Text(name, style="bold" if page["doc_id"] == asked else "")
    if page["stems"]:
        stems = page["stems"]
        word = "reprints it" if stems["kind"] == "reprint" else "follows it"
        label = Text(f"{word} ({stems['share']:.0%} of its runs; {stems['how']}): ", style="dim") + label
    if page["credit"]:
        label.append(f", credits {_clean(page['credit'])}")
    label.append(f"  {_clean(page['claim'])}", style="dim")
    below = branch.add(label)
    if page.get("sentence"):
        below.add(Text(f"{_clean(page['speaker'] or 'no speaker named')}: {_clean(page['sentence'])}", style="dim"))
    for later in page["then"]:
        _add_page(below, later, asked)


def print_places(rows: list[dict[str, Any]]) -> None:
    """The places that a name may stand for, the chosen one marked."""
    table = Table("", "id", "name", "kind", "in", "people", "at", box=None, pad_edge=False)
    for row in rows:
        at = f"{row['latitude']:.3f}, {row['longitude']:.3f}" if row["latitude"] is not None else ""
        inside = ", ".join(filter(None, (row["within"], row["country"])))
        people = f"{row['population']:,}" if row["population"] else ""
        cells = (row["id"], row["name"], row["kind"], inside, people, at)
        table.add_row("→" if row["chosen"] else "", *(_clean(cell) for cell in cells))
    _console().print(table if rows else "no place of that name")
