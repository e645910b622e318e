"""Web archives (WARC), by warcio: every page that they hold, with its address and the day it was retrieved."""

from __future__ import annotations

import gzip
import io
from collections.abc import Collection
from typing import Any

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from purport.articles.inputs import MOST_BYTES, Input, Metered, Reading
from purport.articles.outcome import Problem
from purport.errors import InputError

_ENDINGS = {"text/html": ".html", "application/xhtml+xml": ".html", "application/pdf": ".pdf", "text/plain": ".txt"}


def read(given: Input) -> Reading:
    """The pages of an archive."""
    yield from read_records(given)


def read_records(given: Input, only: Collection[str] = ()) -> Reading:
    """The pages of an archive, or those with the addresses `only`; what else it holds is counted."""
    seen = left = 0
    # Unpacked here: warcio refuses archives that were packed as one piece.
    packed = given.head().startswith(b"\x1f\x8b")
    stream = Metered(gzip.GzipFile(fileobj=given.stream), given.allowance) if packed else given.stream
    records = iter(ArchiveIterator(stream))
    while True:
        try:
            record = next(records, None)
            if record is None:
                break
            if record.rec_type not in ("response", "resource"):
                continue
            seen += 1
            page = _page(given, record, seen, only)
        except InputError:
            raise
        except (ArchiveLoadFailed, OSError, EOFError, ValueError, KeyError, IndexError, AttributeError) as error:
            reason = f"breaks off after {seen} records ({type(error).__name__}: {error})"
            yield Problem(given.shown, reason[:200], "fetch it again", lost=seen == left)
            break
        left += page is None
        if page is not None:
            yield page
    if not seen:
        raise InputError(given.shown, "holds no records", "check that it is a WARC file")
    if left:
        mend = "nothing to do, where only its pages are wanted"
        yield Problem(given.shown, f"holds {left} records that are no pages, left out", mend, lost=False)


def _page(given: Input, record: Any, number: int, only: Collection[str]) -> Input | None:
    """The input that a record is, or None where it is a picture, a script, an error or a redirection."""
    headers = record.rec_headers
    url = (headers.get_header("WARC-Target-URI") or "").strip("<>")
    answer = record.http_headers
    kind = (answer or headers).get_header("Content-Type") or ""
    media, _, rest = kind.partition(";")
    media = media.strip().lower()
    if (only and url not in only) or media not in _ENDINGS or (answer and answer.get_statuscode() != "200"):
        return None
    body = record.content_stream().read(MOST_BYTES + 1)
    known = {
        "url": url or None,
        "retrieved": headers.get_header("WARC-Date"),
        "media_type": media,
        "charset": rest.partition("charset=")[2].strip(" \"'") or None,
    }
    return given.within(f"{given.stem.removesuffix('.warc')}#{number}{_ENDINGS[media]}", io.BytesIO(body), **known)
