"""Bytes to characters, with a word on how where it was neither declared nor plain UTF-8."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from purport.errors import InputError

_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_WHOLE = 4  # characters beyond ASCII that are whole, for each broken byte
# Read as the web's standard says (WHATWG Encoding): a superset, so nothing is lost by it.
_WIDER = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252",
          "gb2312": "gb18030", "gbk": "gb18030"}  # fmt: skip


def decode(content: bytes, where: str, charset: str | None = None) -> tuple[str, str | None]:
    """The characters, and the encoding where it had to be told from the bytes themselves.

    UTF-8 is tried before a declared `charset`: text that is valid UTF-8 hardly ever is anything
    else. InputError where the content is empty or is no text.
    """
    if not content.strip():
        raise InputError(where, "is empty", "remove it or fetch it again")
    for mark, name in _MARKS.items():
        if content.startswith(mark):
            return content.decode(name, "replace"), None
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return _declared(content, charset) or _guess(content, where)
    if "\x00" in text:
        raise InputError(where, "is binary, not text", "convert it to text or remove it")
    return text, None


def page_charset(content: bytes) -> str | None:
    """The encoding that a web page declares in its head."""
    found = _META.search(content[:4096])
    return found.group(1).decode("ascii") if found else None


def _declared(content: bytes, charset: str | None) -> tuple[str, None] | None:
    if not charset:
        return None
    try:
        name = codecs.lookup(_WIDER.get(charset.lower(), charset)).name
        text = content.decode(name, "replace")
    except (LookupError, ValueError, TypeError):  # ValueError: an encoding of bytes to bytes
        return None
    broken = text.count("\ufffd") + text.count("\x00")
    return (text, None) if name != "utf-8" and broken <= len(text) / 100 else None


def _guess(content: bytes, where: str) -> tuple[str, str]:
    control = sum(byte < 9 or 13 < byte < 32 for byte in content[:4096])
    if b"\x00" in content[:4096] or control > len(content[:4096]) / 50:
        raise InputError(where, "is binary, not text", "convert it to text or remove it")
    mostly = _mostly_utf8(content)
    if mostly is not None:
        return mostly, "UTF-8 with broken bytes in it"
    best = from_bytes(content[:100_000]).best()
    # Western pages that are not UTF-8 are almost always Windows-1252, a superset of Latin-1.
    western = best is None or best.encoding.startswith(("cp", "mac", "latin", "iso8859"))
    name = "cp1252" if best is None or (western and not _other_letters(content, best.encoding)) else best.encoding
    return content.decode(name, "replace"), name


def _mostly_utf8(content: bytes) -> str | None:
    """The text, where only a few bytes are not UTF-8 among many characters that only UTF-8 writes so."""
    text = content.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = sum(ord(c) > 127 for c in text) - broken
    return text if whole >= _WHOLE * broken else None


def _other_letters(content: bytes, name: str) -> bool:
    """Whether the bytes are, by that encoding, text in another script than Latin: Cyrillic, Greek, Arabic."""
    text = content[:100_000].decode(name, "replace")
    letters = [c for c in text if c.isalpha()]
    return sum(ord(c) >= 0x370 for c in letters) > len(letters) / 2
