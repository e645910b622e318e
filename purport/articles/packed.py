"""One file packed by gzip, bzip2 or xz: what lies in it."""

from __future__ import annotations

import bz2
import gzip
import lzma
from collections.abc import Callable
from pathlib import PurePosixPath
from typing import Any

from purport.articles.inputs import Input, Reading
from purport.errors import InputError


def read(given: Input) -> Reading:
    """The file that was packed, by its name without the last ending."""
    openers: dict[bytes, Callable[[Any], Any]] = {b"\x1f\x8b": gzip.open, b"BZ": bz2.open, b"\xfd7": lzma.open}
    opener = openers.get(given.head()[:2])
    if opener is None:
        raise InputError(given.shown, "is not packed as its ending says", "check the file")
    path = PurePosixPath(given.name)
    name = path.name.removesuffix(path.suffix) if given.ending in (".gz", ".bz2", ".xz") else path.name
    yield given.within(name, opener(given.stream))
