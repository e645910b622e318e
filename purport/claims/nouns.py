"""What kind of thing a counted noun is, by a table that a recorder can read."""

from __future__ import annotations

from purport.lexicon.tables import mapping, words


def noun_class(word: str) -> str | None:
    """The class of a counted noun (person, place, land, thing, or a measure); None if unlisted."""
    table = mapping("purport.claims", "counted_nouns.tsv")
    word = word.lower()
    if word.endswith("s") and word[:-1] in words("purport.lexicon", "demonyms.txt"):
        return "person"  # "35 million Kurds", "50 Russians"
    return table.get(word) or (table.get(word[:-1]) if word.endswith("s") else table.get(word + "s"))
