"""The kinds of input that are read: what each is told by, and the module whose `read` reads it.

A new format is one module with a function `read(given: Input) -> Reading`, and one line here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from purport.articles.inputs import Input, Reading


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind: its name for people, module, media type, endings, and how its bytes begin.

    `sure`: the bytes tell it whatever the ending says (a PDF that is called .txt).
    """

    name: str
    module: str
    media_type: str
    endings: tuple[str, ...]
    begins: re.Pattern[bytes] | None = None
    sure: bool = False

    @property
    def read(self) -> Callable[[Input], Reading]:
        """The reader; its module, and the library behind it, are loaded only now."""
        reader: Callable[[Input], Reading] = import_module(f"purport.articles.{self.module}").read
        return reader


def _bytes(pattern: str) -> re.Pattern[bytes]:
    return re.compile(pattern.encode(), re.IGNORECASE | re.DOTALL)


_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KINDS = (
    Kind("PDF", "pdf", "application/pdf", (".pdf",), _bytes(r".{0,1000}?%PDF-\d"), sure=True),
    Kind("WARC", "warc", "application/warc", (".warc",), _bytes(r"WARC/\d"), sure=True),
    Kind("WACZ", "wacz", "application/wacz", (".wacz",)),
    Kind("Excel sheet", "sheets", _SHEET, (".xlsx", ".xls", ".xlsb", ".xlsm", ".ods")),
    Kind("ZIP", "zips", "application/zip", (".zip",), _bytes(r"PK\x03\x04|PK\x05\x06"), sure=True),
    Kind("tar", "tars", "application/x-tar", (".tar", ".tgz", ".tbz2", ".txz"), _bytes(r".{257}ustar"), sure=True),
    Kind("packed file", "packed", "application/gzip", (".gz", ".bz2", ".xz"),
         _bytes(r"\x1f\x8b\x08|BZh[1-9]|\xfd7zXZ\x00"), sure=True),
    Kind("saved page (MHTML)", "mhtml", "multipart/related", (".mhtml", ".mht"),
         _bytes(r"(?:[A-Za-z-]+: [^\n]*\n\s?)*?(?:Snapshot-Content-Location|Content-Type: multipart/related)")),
    Kind("e-mail", "mail", "message/rfc822", (".eml",),
         # A header that only a mail program writes: "To: all" may open any text.
         _bytes(r"(?=(?:[A-Za-z][\w-]*: [^\n]*\n(?:[ \t][^\n]*\n)*){0,40}?"
                r"(?:Return-Path|Received|Delivered-To|Message-ID|MIME-Version|X-[\w-]+): )[A-Za-z][\w-]*: [^\n]*\n")),
    Kind("feed", "feeds", "application/rss+xml", (".rss", ".atom", ".xml", ".rdf"),
         _bytes(r"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).){0,2000}-->\s*|<\?xml-stylesheet[^>]*>\s*)*+"
                r"<(?:rss|feed|rdf:RDF)\b")),
    Kind("JSON Lines", "jsonl", "application/x-ndjson", (".jsonl", ".ndjson")),
    Kind("JSON", "json_files", "application/json", (".json",), _bytes(r"\s*(?:\{\s*[\"}]|\[\s*[{\[\]])")),
    Kind("table (CSV)", "csv_tables", "text/csv", (".csv", ".tsv")),
    Kind("web page", "html", "text/html", (".html", ".htm", ".xhtml", ".shtml", ".php", ".asp", ".aspx"),
         _bytes(r"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).){0,2000}-->\s*)*+<(?:!doctype html|html|head|body)\b")),
    Kind("text", "text", "text/plain", (".txt", ".text", ".md", ".markdown", "")),
)  # fmt: skip
TEXT = KINDS[-1]
# Below these, the first bytes decide: a page, mail, feed or record saved under a text's name.
_PLAIN = frozenset(TEXT.endings)


def kind_of(given: Input) -> Kind | None:
    """The kind of an input, by its first bytes where they are sure, then by media type, ending and bytes.

    None where nothing tells it.
    """
    head = given.head()
    by_ending = next((k for k in KINDS if given.ending in k.endings), None)
    by_bytes = next((k for k in KINDS if k.begins and k.begins.match(head)), None)
    if by_bytes and by_bytes.sure:
        return by_ending if _packs(by_bytes, by_ending) else by_bytes
    told = (given.known.get("media_type") or "").partition(";")[0].strip().lower()
    by_media = _BY_MEDIA.get(told)
    if by_media and not (by_media is TEXT and by_bytes):
        return by_media
    if by_ending and given.ending not in _PLAIN:
        return by_ending
    return by_bytes or by_ending


def _packs(outer: Kind, inner: Kind | None) -> bool:
    """A WACZ or an Excel sheet is a ZIP by its bytes; a packed WARC is read by WARC's own library."""
    packed = {"zips": ("wacz", "sheets"), "packed": ("warc", "tars")}
    return inner is not None and inner.module in packed.get(outer.module, ())


_BY_MEDIA = {kind.media_type: kind for kind in KINDS} | {
    "application/xhtml+xml": next(k for k in KINDS if k.module == "html"),
    "application/atom+xml": next(k for k in KINDS if k.module == "feeds"),
    "application/feed+json": next(k for k in KINDS if k.module == "json_files"),
    "text/markdown": TEXT,
}  # fmt: skip


# What a person calls a media type.
NAMES = {kind.media_type: kind.name for kind in KINDS} | {
    "text/markdown": "Markdown", "application/vnd.ms-excel": "Excel sheet", "application/feed+json": "feed",
}  # fmt: skip


def endings() -> str:
    """Every ending that is read, for a message."""
    return " ".join(ending for kind in KINDS for ending in kind.endings if ending and ending not in (".php", ".aspx"))
