"""E-mail (.eml): alerts and newsletters; subject, sender and day from the headers, attachments read too."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from email import policy
from email.errors import MessageError
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parseaddr, parsedate_to_datetime

from purport.articles.build import build_article
from purport.articles.html import fragment_lines
from purport.articles.inputs import Input, Reading
from purport.articles.outcome import Problem
from purport.articles.parts import split_parts
from purport.errors import InputError
from purport.lexicon.outlets import known_outlet, outlet_of_address
from purport.model import Original

_SIGNATURE = re.compile(r"^-- ?\r?$.*", re.MULTILINE | re.DOTALL)
_MOST_HEADER = 2000


def read(given: Input) -> Reading:
    """The article of a mail, then whatever is attached to it."""
    content = given.content()
    message = parsed(given, content)
    text, note = _text(given, message)
    if note:
        yield note
    attached = list(_attached(message))
    if text.strip():
        original = Original(content, "message/rfc822")
        yield original
        known = {**_facts(message), **{k: v for k, v in given.known.items() if v}, "doc_id": given.stem}
        parts = split_parts(text, headed=bool(known.get("title")))
        yield build_article(text, known, origin=given.origin, parts=parts, original=original)
    elif not attached:
        raise InputError(given.shown, "holds no text", "check the mail")
    for name, body in attached:
        yield given.within(name, io.BytesIO(body))


def parsed(given: Input, content: bytes) -> EmailMessage:
    """The message. InputError where its parts are nested past sense."""
    try:
        return BytesParser(_class=EmailMessage, policy=policy.default).parsebytes(content)
    except (RecursionError, MessageError, ValueError, LookupError) as error:
        raise InputError(
            given.shown, f"is no mail that can be read ({type(error).__name__})", "save it again"
        ) from None


def iso_time(header: object) -> str | None:
    """The time of a Date header, as ISO 8601."""
    try:
        return parsedate_to_datetime(str(header)).isoformat() if header else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def header(message: EmailMessage, name: str) -> str:
    """The words of a header, "" where it is missing or cannot be read."""
    try:
        return " ".join(str(message.get(name) or "").split())[:_MOST_HEADER]
    except Exception:  # the header parser of Python fails in many ways on hostile headers
        return ""


def _facts(message: EmailMessage) -> dict[str, str | None]:
    name, address = parseaddr(header(message, "From"))
    host = address.rpartition("@")[2]
    outlet = known_outlet(name) or (outlet_of_address(f"https://{host}") if host else None)
    return {
        "title": re.sub(r"^(?:(?:re|fwd?|aw|wg)\s*:\s*)+", "", header(message, "Subject"), flags=re.IGNORECASE) or None,
        "outlet": outlet if outlet and outlet != host else name or outlet,
        "metadata_date": iso_time(header(message, "Date")),
    }


def _text(given: Input, message: EmailMessage) -> tuple[str, Problem | None]:
    """The words of the mail: of its HTML where it has some, since newsletters write nothing else in full."""
    bodies: dict[str, list[str]] = {"text/html": [], "text/plain": []}
    broken = False
    for part in message.walk():
        kind = part.get_content_type()
        if kind in bodies and not part.get_filename() and part.get_content_disposition() != "attachment":
            words = _words(part)
            broken = broken or words is None
            bodies[kind].append(words or "")
    plain, html = "\n\n".join(bodies["text/plain"]), "\n".join(bodies["text/html"])
    text = _SIGNATURE.sub("", plain)
    if html.strip():
        lines = "\n\n".join(fragment_lines(html))
        text = lines if len(lines) > 0.6 * len(text) else text
    note = Problem(given.shown, "has a part that cannot be decoded", "check the mail", lost=False) if broken else None
    return text, note


def _words(part: EmailMessage) -> str | None:
    try:
        content = part.get_content()
    except Exception:  # unknown encodings, broken base64: one part's trouble
        return None
    return content if isinstance(content, str) else None


def _attached(message: EmailMessage) -> Iterator[tuple[str, bytes]]:
    """Files that were sent along; pictures and the like are not read anyhow."""
    for number, part in enumerate(message.walk(), start=1):
        if part.get_content_maintype() in ("image", "audio", "video", "multipart"):
            continue
        name = part.get_filename()
        if name is None and part.get_content_disposition() != "attachment":
            continue
        try:
            body = part.get_payload(decode=True)
        except Exception:
            continue
        if isinstance(body, bytes) and body.strip():
            yield str(name or f"attachment-{number}"), body
