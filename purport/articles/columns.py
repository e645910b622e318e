"""Which column of a table, or key of a JSON record, holds what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "doc_id": ("doc_id", "id"),
    "text": ("text", "article_content", "body"),
    "title": ("title", "headline"),
    "outlet": ("outlet", "source"),
    "date": ("date", "published"),
    "date_hint": ("date_hint",),
    "updated": ("updated",),
    "url": ("url",),
    "archive_url": ("archive_url",),
    "byline": ("byline", "author"),
    "language": ("language", "lang"),
}


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column holds what; `named` (field → column) comes before the usual names."""

    named: Mapping[str, str] = field(default_factory=dict)

    def of(self, record: Mapping[str, Any]) -> dict[str, str | None]:
        """The fields of a record that are there and not empty, as strings."""
        known: dict[str, str | None] = {}
        lowered = {str(key).strip().lower(): words for key, words in record.items() if key is not None}
        for name, usual in COLUMNS.items():
            for column in (self.named[name].lower(),) if name in self.named else usual:
                words = lowered.get(column)
                if words not in (None, "") and not isinstance(words, (dict, list)):
                    known[name] = str(words)
                    break
        return known
