"""tar archives, packed or not: every file in them, read where it lies; nothing is unpacked to disk."""

from __future__ import annotations

import tarfile

from purport.articles.inputs import BROKEN, Input, Metered, Reading
from purport.articles.members import is_aside, safe_name
from purport.articles.outcome import Problem
from purport.errors import InputError


def read(given: Input) -> Reading:
    """The files of the archive, in their order; links are not followed."""
    held = 0
    try:
        with tarfile.open(fileobj=Metered(given.stream, given.allowance), mode="r|*") as archive:
            for member in archive:
                held += 1
                given.allowance.check()
                yield from _member(given, archive, member)
    except BROKEN as error:
        yield Problem(given.shown, f"breaks off after {held} files ({error})", "fetch it again", lost=not held)
        return
    if not held:
        raise InputError(given.shown, "holds no files", "check the archive")


def _member(given: Input, archive: tarfile.TarFile, member: tarfile.TarInfo) -> Reading:
    where = f"{given.shown}: {safe_name(member.name)}"
    if member.issym() or member.islnk():
        yield Problem(where, "is a link", "give its target by name", lost=False)
    elif member.isfile() and not is_aside(member.name, ()):
        stream = archive.extractfile(member)
        if stream is not None:
            yield given.within(safe_name(member.name), stream)
    elif not member.isdir() and not member.isfile():
        yield Problem(where, "is no file (a pipe or a device)", "nothing to do", lost=False)
