"""How a stretch of a parsed sentence hangs together with the number: where their ways up the parse meet."""

from __future__ import annotations

from collections.abc import Iterator

from purport.claims.draft import Draft
from purport.claims.parse import Token

_FAR = 4  # steps


def hanging(draft: Draft, begin: int, until: int) -> Iterator[str]:
    """Features of the way from some words of the figure's own sentence up to what they share with it."""
    span = draft.doc.char_span(begin, until, alignment_mode="expand")
    if span is None or not len(span):
        return
    down, up = _with_ancestors(draft.anchor), _with_ancestors(span.root)
    above = {token.i: n for n, token in enumerate(down)}
    meet = next((n for n, token in enumerate(up) if token.i in above), None)
    root = span.root
    led = root.head.lower_ if root.dep_ == "pobj" else root.dep_
    if meet is None:
        yield f"hangs apart {led}"
        return
    joint, steps = up[meet], above[up[meet].i]
    kind = "noun" if not steps else "verb" if joint.tag_[:2] == "VB" else "other"
    yield f"hangs {kind} {min(steps, _FAR)} up {min(meet, _FAR)}"
    yield f"hangs {kind} by {up[meet - 1].dep_ if meet else 'itself'} {led}"
    verbs = sum(t.tag_[:2] == "VB" for t in up[:meet])
    mine = sum(t.tag_[:2] == "VB" for t in down[:steps])
    yield f"hangs past {min(verbs, 2)} verbs of {min(mine, 2)}"
    yield f"hangs {kind} nearest verb {verbs == 0 and mine == 0 and kind == 'verb'} {led}"


def _with_ancestors(token: Token) -> list[Token]:
    return [token, *token.ancestors]
