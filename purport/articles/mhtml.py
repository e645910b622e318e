"""Pages that a browser saved as one file (MHTML): the page itself, its address and the day it was saved."""

from __future__ import annotations

from dataclasses import replace

from purport.articles.html import read_page
from purport.articles.inputs import Input, Reading
from purport.articles.mail import header, iso_time, parsed
from purport.errors import InputError
from purport.model import Original


def read(given: Input) -> Reading:
    """The article of the file's page."""
    content = given.content()
    message = parsed(given, content)
    page = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
    html = page.get_payload(decode=True) if page is not None else None
    if page is None or not isinstance(html, bytes) or not html.strip():
        raise InputError(given.shown, "holds no page", "save the page again")
    saved = header(message, "Snapshot-Content-Location") or header(page, "Content-Location")
    known = {
        "url": saved if saved.startswith("http") else None,
        "retrieved": iso_time(header(message, "Date")),
        "charset": page.get_content_charset(),
    }
    inner = replace(given, known={**given.known, **known})
    yield from read_page(inner, html, Original(content, "multipart/related"))
