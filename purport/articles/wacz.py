"""WACZ: a packed web archive with a list of its pages; only those that the list names are read."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator

from purport.articles.inputs import BROKEN, Input, Reading
from purport.articles.jsonl import json_value
from purport.articles.outcome import Problem
from purport.articles.warc import read_records
from purport.articles.zips import member_input, opened
from purport.errors import InputError

_MOST_LIST = 50_000_000


def read(given: Input) -> Reading:
    """The pages of the archive's WARC files."""
    with opened(given) as archive:
        pages = set(_listed(archive))
        files = [info for info in archive.infolist() if info.filename.startswith("archive/") and not info.is_dir()]
        if not files:
            raise InputError(given.shown, "holds no WARC file", "check that it is a WACZ file")
        for info in files:
            try:
                yield from read_records(member_input(given, archive, info), pages)
            except InputError as error:
                yield Problem(f"{given.shown}: {info.filename}", error.problem, error.mend)
            except BROKEN as error:
                yield Problem(f"{given.shown}: {info.filename}", f"cannot be unpacked ({error})", "fetch it again")


def _listed(archive: zipfile.ZipFile) -> Iterator[str]:
    """The addresses in pages/*.jsonl; none where the archive has no list, so that all is read."""
    for name in archive.namelist():
        if not (name.startswith("pages/") and name.endswith(".jsonl")):
            continue
        try:
            with archive.open(name) as stream:
                lines = stream.read(_MOST_LIST).split(b"\n")
        except BROKEN:
            continue
        for line in lines:
            page = json_value(line.decode("utf-8", "replace"))[0]
            if isinstance(page, dict) and isinstance(page.get("url"), str):
                yield page["url"]
