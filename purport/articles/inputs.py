"""One thing to read: a file, a member of an archive, a record, a reply; its bytes, and where it came from."""

from __future__ import annotations

import io
import lzma
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import Any, BinaryIO, Protocol

from purport.articles.columns import Columns
from purport.articles.encoding import decode
from purport.articles.outcome import MOST_CHARACTERS, Outcome, Problem
from purport.errors import InputError
from purport.lexicon.series import SeriesMap

# Read whole: pages, reports, mails. Longer ones are read record by record or not at all.
MOST_BYTES = 100_000_000
# Unpacked below one file: an archive that holds more is to be unpacked by hand, or is a bomb.
MOST_UNPACKED = 4_000_000_000
DEEPEST = 4  # archives within archives, attachments within mails
_HEAD = 8192
# How the archives of Python's library fail on files that are broken, or made to break them.
BROKEN = (
    zipfile.BadZipFile, zipfile.LargeZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, EOFError, OSError,
    NotImplementedError, RuntimeError, ValueError, TypeError, struct.error,
)  # fmt: skip


class Readable(Protocol):
    """A binary stream, as far as the readers need one."""

    def read(self, size: int = -1, /) -> bytes:
        """At most `size` bytes."""


@dataclass(slots=True)
class Allowance:
    """How many bytes may still be unpacked below one file."""

    left: int = MOST_UNPACKED

    def take(self, amount: int) -> None:
        """InputError where it is used up."""
        self.left -= amount
        self.check()

    def check(self) -> None:
        """InputError where it is used up."""
        if self.left < 0:
            raise InputError("", f"unpacks to more than {MOST_UNPACKED // 10**9} GB", "unpack it and give its parts")


@dataclass(frozen=True, slots=True)
class Input:
    """What a reader is given.

    `shown` is how a person finds it ("inbox.zip: a/page.html"), `name` tells kind and doc_id,
    `origin` is the same on every machine; `known` what is known beside the bytes (url, retrieved,
    media_type, charset …). `file` is the file itself, where it is one that can be read out of order.
    """

    shown: str
    name: str
    origin: str
    stream: io.BufferedReader
    known: Mapping[str, str | None] = field(default_factory=dict)
    columns: Columns = field(default_factory=Columns)
    series: SeriesMap | None = None
    depth: int = 0
    allowance: Allowance = field(default_factory=Allowance)
    file: BinaryIO | None = None

    @property
    def ending(self) -> str:
        """The ending of its name, in lower case: ".html"; "" without one; ".warc" of "x.warc.gz"."""
        path = PurePosixPath(self.name.lower())
        packed = path.suffix in (".gz", ".bz2", ".xz") and PurePosixPath(path.stem).suffix in (".warc", ".tar")
        return PurePosixPath(path.stem).suffix if packed else path.suffix

    @property
    def stem(self) -> str:
        """Its name without folders and ending: the doc_id of an article that has none of its own."""
        return PurePosixPath(self.name).stem or self.name

    def head(self) -> bytes:
        """Its first bytes, without moving on."""
        return self.stream.peek(_HEAD)[:_HEAD]

    def content(self, most: int = MOST_BYTES) -> bytes:
        """All of its bytes. InputError where they are none, or more than `most`."""
        found = self.stream.read(most + 1)
        if len(found) > most:
            raise InputError(self.shown, f"is larger than {most // 10**6} MB", "split it")
        if not found.strip():
            raise InputError(self.shown, "is empty", "remove it or fetch it again")
        return found

    def within(self, name: str, stream: Readable, **known: str | None) -> Input:
        """An input that lies in this one. InputError where it lies too deep."""
        if self.depth >= DEEPEST:
            raise InputError(self.shown, f"lies {DEEPEST} archives deep", "unpack it and give its parts")
        return replace(
            self,
            shown=f"{self.shown}: {name}",
            name=name,
            origin=f"{self.origin}!/{name}",
            stream=io.BufferedReader(Metered(stream, self.allowance), _HEAD),
            known=known,
            depth=self.depth + 1,
            file=None,
        )


def whole_input(stream: BinaryIO, **fields: Any) -> Input:
    """The input of an open file, or of bytes in memory; `fields` are those of Input."""
    file = stream if stream.seekable() else None
    return Input(stream=io.BufferedReader(_Raw(stream), _HEAD), file=file, **fields)


class _Raw(io.RawIOBase):
    """Any binary stream as a raw one, so that it can be peeked into."""

    def __init__(self, stream: Readable) -> None:
        super().__init__()
        self._stream = stream

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: object) -> int:
        """Fills the buffer from the stream below."""
        view = memoryview(buffer).cast("B")  # type: ignore[arg-type]
        found = self._read(len(view))
        view[: len(found)] = found
        return len(found)

    def _read(self, size: int) -> bytes:
        return self._stream.read(size)


class Metered(_Raw):
    """A stream out of an archive: counts what is read against an allowance; where it breaks, that is an InputError."""

    def __init__(self, stream: Readable, allowance: Allowance) -> None:
        super().__init__(stream)
        self._allowance = allowance

    def _read(self, size: int) -> bytes:
        try:
            found = self._stream.read(size)
        except BROKEN as error:
            raise InputError("", f"cannot be unpacked ({error})", "fetch it again") from None
        self._allowance.take(len(found))
        return found


def decoded(given: Input, content: bytes, charset: str | None = None) -> tuple[str, Problem | None]:
    """The characters of a text, and a note where its encoding had to be guessed.

    InputError where it is no text, or longer than any article.
    """
    text, guessed = decode(content, given.shown, charset or given.known.get("charset"))
    if len(text) > MOST_CHARACTERS:
        raise InputError(given.shown, f"is {len(text) // 1_000_000} MB long", "split it into articles")
    if guessed is None:
        return text, None
    return text, Problem(
        given.shown, f"is not UTF-8, read as {guessed}", "check its names and quotation marks", lost=False
    )


Found = Outcome | Input
Reading = Iterator[Found]
