"""Outlets by name and by the address of their pages (`data/outlets.tsv`)."""

from __future__ import annotations

from functools import cache
from urllib.parse import urlsplit

from purport.lexicon.tables import rows


@cache
def _by_host() -> dict[str, str]:
    return {host: row[0] for row in rows("purport.lexicon", "outlets.tsv") for host in row[1].split()}


@cache
def _by_name() -> dict[str, str]:
    names: dict[str, str] = {}
    for name, _, *others in rows("purport.lexicon", "outlets.tsv"):
        for known in (name, *(other for cell in others for other in cell.split("|"))):
            names[known.strip().lower()] = name
    names.pop("", None)
    return names


def known_outlet(words: str) -> str | None:
    """The outlet of that name, by the name that the table gives it."""
    return _by_name().get(words.strip().lower())


def outlet_of_address(url: str) -> str | None:
    """The outlet whose host an address has; the bare host where the table lacks it, None without a host."""
    try:
        host = (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return None
    labels = host.split(".")
    named = (_by_host().get(".".join(labels[n:])) for n in range(len(labels)))
    return next((name for name in named if name), None) or host or None
