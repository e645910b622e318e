"""The review queue, one item at a time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from purport.entities.judged import standing
from purport.web.library import Library
from purport.web.pages import Address

KEYS = {"accepted": "a", "rejected": "r", "same": "s", "different": "d", "unsure": "u"}
_PAGES = {"claim": "claims", "finding": "findings"}


def one(library: Library, query: Mapping[str, str], address: Address) -> dict[str, Any]:
    """The item asked for by its place in the queue or by what it is on; the first otherwise; none where all are decided."""
    queue = library.queue
    asked = query.get("at", "0")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 9 else 0
    number = next((n for n, item in enumerate(queue) if item.on == query.get("on")), number)
    number = number if number < len(queue) else 0
    item = queue[number] if queue else None
    held = [j for j in standing(library.judgements) if j.decision in KEYS]
    return {
        "left": len(queue),
        "number": number,
        "item": item,
        "decisions": [(d, KEYS[d]) for d in item.decisions] if item else [],
        "link": address(_PAGES[item.kind], item.on) if item and item.kind in _PAGES else None,
        "last": held[-1] if held else None,
    }
