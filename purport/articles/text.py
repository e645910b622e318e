"""Plain text and Markdown, with or without front matter (title, outlet, date, url, byline, id)."""

from __future__ import annotations

import re

from purport.articles.build import build_article
from purport.articles.inputs import Input, Reading, decoded
from purport.articles.parts import split_parts
from purport.errors import InputError
from purport.model import Original

_FRONT = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.*?)\r?\n---[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_KEY = re.compile(r"^([A-Za-z_]+):[ \t]*(.*?)[ \t]*\r?$", re.MULTILINE)


def read(given: Input) -> Reading:
    """The article of a text file; its text is the file's characters, so that offsets hold there."""
    content = given.content()
    if content.lstrip().startswith(b"{\\rtf"):
        raise InputError(given.shown, "is RTF, which is not read", "save it as .txt, .html or PDF")
    text, note = decoded(given, content)
    if note:
        yield note
    head, begin = front_matter(text)
    title = head.get("title") or given.known.get("title")
    original = Original(content, "text/markdown" if given.ending in (".md", ".markdown") else "text/plain")
    yield original
    yield build_article(
        text,
        {
            **given.known,
            "file_date": given.stem,
            **head,
            "doc_id": head.get("doc_id") or head.get("id") or given.stem,
            "title": title,
        },
        origin=given.origin,
        parts=split_parts(text, begin, title),
        original=original,
    )


def _is_front(block: str) -> bool:
    """Whether what stands between two rules is keys, not prose: each line a key, or what goes on with one."""
    lines = [line for line in block.splitlines() if line.strip()]
    return bool(lines) and all(_KEY.match(line) or line[0] in " \t-#" for line in lines) and bool(_KEY.match(lines[0]))


def front_matter(text: str) -> tuple[dict[str, str], int]:
    """The keys between two `---` lines at the head of a text file, and where the body begins."""
    match = _FRONT.match(text)
    if not match or not _is_front(match.group(1)):
        return {}, 0
    return {key.lower(): words for key, words in _KEY.findall(match.group(1))}, match.end()
