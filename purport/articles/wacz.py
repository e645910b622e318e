"""WACZ: a packed web archive with a list of its pages; only those that the list names are read."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator

from purport.articles.inputs import Input, Reading
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


def _listed(archive: zipfile.ZipFile) -> Iterator[str]:
    """The addresses in pages/*.jsonl; none where the archive has no list, so that all is read."""
    for name in archive.namelist():
        if not (name.startswith("pages/") and name.endswith(".jsonl")):
            continue
        with archive.open(name) as stream:
            for line in stream.read(_MOST_LIST).split(b"\n"):
                try:
                    page = json.loads(line)
                except (ValueError, RecursionError):
                    continue
                if isinstance(page, dict) and isinstance(page.get("url"), str):
                    yield page["url"]
