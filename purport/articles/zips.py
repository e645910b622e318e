"""ZIP archives: every file in them, read where it lies; nothing is unpacked to disk."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePosixPath

from purport.articles.inputs import BROKEN, Input, Reading
from purport.articles.members import is_aside, safe_name, saved_page_folders
from purport.articles.outcome import Problem
from purport.errors import InputError

_MOST_MEMBERS = 100_000
_MOST_BYTES = 100_000_000  # of an archive in an archive, which is held in memory


def read(given: Input) -> Reading:
    """The files of the archive, by name."""
    with opened(given) as archive:
        infos = sorted((info for info in archive.infolist() if not info.is_dir()), key=lambda info: info.filename)
        if not infos:
            raise InputError(given.shown, "holds no files", "check the archive")
        if len(infos) > _MOST_MEMBERS:
            raise InputError(given.shown, f"holds {len(infos)} files", "split it")
        aside = saved_page_folders(info.filename for info in infos)
        for info in infos:
            given.allowance.check()
            if not is_aside(info.filename, aside):
                yield from _member(given, archive, info)


@contextmanager
def opened(given: Input) -> Iterator[zipfile.ZipFile]:
    """The archive, open. InputError where it is broken."""
    try:
        archive = zipfile.ZipFile(given.file or io.BytesIO(given.content(_MOST_BYTES)))
    except BROKEN as error:
        raise InputError(given.shown, f"is no archive that opens ({error})", "fetch it again") from None
    with archive:
        yield archive


def _member(given: Input, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Reading:
    where = f"{given.shown}: {info.filename}"
    if info.flag_bits & 0x1:
        yield Problem(where, "is locked by a password", "unpack it and give its parts")
        return
    if (info.external_attr >> 16) & 0o170000 == 0o120000:
        yield Problem(where, "is a link", "give its target by name", lost=False)
        return
    try:
        yield member_input(given, archive, info)
    except BROKEN as error:
        yield Problem(where, f"cannot be unpacked ({error})", "fetch the archive again")


def member_input(given: Input, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Input:
    """The input that a member is."""
    return given.within(str(PurePosixPath(safe_name(info.filename))), archive.open(info))
