"""The language of an article, by py3langid; a text too short to tell is left to what the page says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

# Shorter texts are names and numbers as often as they are sentences.
_ENOUGH, _LOOKED_AT = 100, 1000
_SURE = 0.9
_FOREIGN_SCRIPT = re.compile(r"[^\W\d_a-zA-Z\u00c0-\u024f]")
_LETTER = re.compile(r"[^\W\d_]")
# Words of no other language, and a share of them that only a text in English has; nearly all articles need no model then.
_ENGLISH = frozenset(
    ["the", "and", "of", "that", "were", "with", "from", "which", "their", "been", "this", "they", "said", "has"]
)
_PLAINLY_ENGLISH = 0.06


def language_of(pieces: Sequence[str], stated: str | None = None) -> str | None:
    """ISO 639-1 code ("en", "ar"), or None where neither the words nor the page tell it.

    What the words tell counts above what the page states: templates state the language of the site.
    """
    words = " ".join(pieces)[:_LOOKED_AT]
    letters = len(_LETTER.findall(words))
    foreign = len(_FOREIGN_SCRIPT.findall(words)) > letters / 2
    if letters >= _ENOUGH and not foreign and _is_plainly_english(words.lower().split()):
        return "en"
    if letters >= _ENOUGH or (foreign and letters >= 10):
        code, chance = _identifier().classify(words)
        if foreign or chance >= _SURE:
            return str(code)
    stated = (stated or "").strip().lower()
    return stated[:2] if re.fullmatch(r"[a-z]{2}([-_].*)?", stated) else None


def _is_plainly_english(words: list[str]) -> bool:
    return sum(word in _ENGLISH for word in words) >= _PLAINLY_ENGLISH * len(words)


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
