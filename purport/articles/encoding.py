"""Bytes to characters, with a word on how where it was not plain UTF-8."""

from __future__ import annotations

import codecs

from charset_normalizer import from_bytes

from purport.errors import InputError

_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


def decode(content: bytes, where: str) -> tuple[str, str | None]:
    """The characters, and the encoding where it had to be told from the bytes themselves.

    InputError where the content is empty or is no text.
    """
    if not content.strip():
        raise InputError(where, "is empty", "remove it or fetch it again")
    for mark, name in _MARKS.items():
        if content.startswith(mark):
            return content.decode(name, "replace"), None
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return _guess(content, where)
    if "\x00" in text:
        raise InputError(where, "is binary, not text", "convert it to text or remove it")
    return text, None


def _guess(content: bytes, where: str) -> tuple[str, str]:
    control = sum(byte < 9 or 13 < byte < 32 for byte in content[:4096])
    if b"\x00" in content[:4096] or control > len(content[:4096]) / 50:
        raise InputError(where, "is binary, not text", "convert it to text or remove it")
    best = from_bytes(content[:100_000]).best()
    # Western pages that are not UTF-8 are almost always Windows-1252, a superset of Latin-1.
    name = best.encoding if best and not best.encoding.startswith(("cp", "mac", "latin", "iso8859")) else "cp1252"
    return content.decode(name, "replace"), name
