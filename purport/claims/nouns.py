"""What kind of thing a counted noun is, by a table that a recorder can read."""

from __future__ import annotations

from purport.lexicon.tables import mapping


def noun_class(word: str) -> str | None:
    """The class of a counted noun (person, place, land, thing, or a measure); None if unlisted."""
    table = mapping("purport.claims", "counted_nouns.tsv")
    word = word.lower()
    return table.get(word) or (table.get(word[:-1]) if word.endswith("s") else table.get(word + "s"))
