"""Web archives (WARC), by fastwarc: every page that they hold, with its address and the day it was retrieved."""

from __future__ import annotations

import io
from collections.abc import Collection
from typing import Any

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from purport.articles.inputs import MOST_BYTES, Input, Reading
from purport.articles.outcome import Problem
from purport.errors import InputError

_READ = ("text/html", "application/xhtml+xml", "application/pdf", "text/plain")


def read(given: Input) -> Reading:
    """The pages of an archive."""
    yield from read_records(given)


def read_records(given: Input, only: Collection[str] = ()) -> Reading:
    """The pages of an archive, or those with the addresses `only`; what else it holds is counted."""
    seen = left = pages = 0
    try:
        types = WarcRecordType.response | WarcRecordType.resource
        for record in ArchiveIterator(given.stream, record_types=types, parse_http=False, quirks_mode=True):
            seen += 1
            page = _page(given, record, seen, only)
            if page is None:
                left += 1
            else:
                pages += 1
                yield page
    except (OSError, ValueError) as error:
        if not isinstance(error, InputError):
            yield Problem(given.shown, f"breaks off after {seen} records ({error})", "fetch it again", lost=not pages)
            return
        raise
    if not seen:
        raise InputError(given.shown, "holds no records", "check that it is a WARC file")
    if left:
        mend = "nothing to do, where only its pages are wanted"
        yield Problem(given.shown, f"holds {left} records that are no pages, left out", mend, lost=False)


def _page(given: Input, record: WarcRecord, number: int, only: Collection[str]) -> Any:
    """The input that a record is, or None where it is a picture, a script, an error or a redirection."""
    url = str(record.headers.get("WARC-Target-URI") or "").strip("<>")
    if only and url not in only:
        return None
    if record.is_http:
        record.parse_http(auto_decode="all", quirks_mode=True)
        status = record.http_headers.status_code if record.http_headers is not None else None
        kind, charset = record.http_content_type, record.http_charset
        if status is not None and status != 200:
            return None
    else:
        kind, charset = str(record.headers.get("Content-Type") or ""), None
    media = (kind or "").partition(";")[0].strip().lower()
    if media not in _READ:
        return None
    body = record.reader.read(MOST_BYTES + 1)
    retrieved = str(record.headers.get("WARC-Date") or "") or None
    name = f"{given.stem.removesuffix('.warc')}#{number}{_ENDINGS[media]}"
    known = {"url": url or None, "retrieved": retrieved, "media_type": media, "charset": charset}
    return given.within(name, io.BytesIO(body), **known)


_ENDINGS = {"text/html": ".html", "application/xhtml+xml": ".html", "application/pdf": ".pdf", "text/plain": ".txt"}
