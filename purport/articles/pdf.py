"""PDF files with a text layer, by pdfium; a scan is told apart and said so.

Lines are joined to paragraphs again, since a line's end inside a sentence is the page's, not the
writer's; page numbers and running titles are put after the text of their page, as furniture.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from itertools import pairwise
from statistics import median

import pypdfium2
import pypdfium2.raw as pdfium

from purport.articles.build import build_article, whole_characters
from purport.articles.inputs import Input, Reading
from purport.articles.outcome import MOST_CHARACTERS, Problem
from purport.articles.page_facts import addressed
from purport.articles.parts import split_parts, without
from purport.articles.pdf_edges import Line, edge_lines, printed_address
from purport.errors import InputError
from purport.model import Anchor, Original

_FEW = 20  # characters: fewer than this on a page is a stamp or a page number
_HYPHENS = "\x02\ufffe"  # what pdfium writes for a hyphen at a line's end
_BROWSER = re.compile(r"Chrom|Mozilla|Firefox|Safari|WebKit|Skia|Edge|Opera")
_SENTENCE_END = re.compile(r"[.!?:][\"”’')\]]*$")
_NEW_ITEM = re.compile(r"(?:[•*·▪–-]\s|\d{1,2}[.)]\s)")


def read(given: Input) -> Reading:
    """The article of a PDF. InputError where it is locked, broken, or a scan without text."""
    content = given.content()
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        problem = "is locked by a password" if locked else f"is no PDF that opens ({error})"
        raise InputError(given.shown, problem, "save it unlocked" if locked else "fetch it again") from None
    try:
        pages, pictures = _pages(document)
        known = _facts(document)
    finally:
        document.close()
    if not any(pages):
        _refuse(given, len(pages), pictures)
    if pictures:
        yield _partly_scanned(given, pictures)
    yield from _article(given, content, pages, known)


def _refuse(given: Input, count: int, pictures: list[int]) -> None:
    if pictures:
        problem = f"is a scan: {count} pages of pictures, no text layer"
        raise InputError(given.shown, problem, "make a text layer with an OCR program (ocrmypdf IN OUT) and add that")
    raise InputError(given.shown, "holds no text", "check the file")


def _partly_scanned(given: Input, pictures: list[int]) -> Problem:
    numbers = ", ".join(map(str, pictures[:10])) + (" …" if len(pictures) > 10 else "")
    return Problem(
        given.shown, f"has pictures without text on pages {numbers}", "make a text layer for them", lost=False
    )


def _pages(document: pypdfium2.PdfDocument) -> tuple[list[list[Line]], list[int]]:
    """The lines of every page, and the numbers of the pages that are pictures without text."""
    pages: list[list[Line]] = []
    pictures = []
    held = 0
    for number in range(len(document)):
        try:
            page = document[number]
            lines = _lines(page)
            pictured = any(page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_IMAGE,), max_depth=2))
        except pypdfium2.PdfiumError:
            lines, pictured = [], False
        written = sum(len(line.words) for line in lines)
        held += written
        if written < _FEW and pictured:
            pictures.append(number + 1)
            lines = []
        pages.append(lines)
        if held > MOST_CHARACTERS:
            break
    return pages, pictures


def _lines(page: pypdfium2.PdfPage) -> list[Line]:
    words = page.get_textpage()
    text = words.get_text_range()
    found = []
    for match in re.finditer(r"[^\r\n]+", text):
        if match.group().strip(" " + _HYPHENS):
            found.append(_line(words, match))
    return found


def _line(words: pypdfium2.PdfTextPage, match: re.Match[str]) -> Line:
    stripped = match.group().rstrip(" ")
    first = match.start() + len(stripped) - len(stripped.lstrip())
    begin, end = _box(words, first), _box(words, match.start() + len(stripped.rstrip(_HYPHENS)) - 1)
    return Line(whole_characters(stripped.strip()), begin[0], end[1], begin[2], max(begin[3] - begin[2], 1.0))


def _box(words: pypdfium2.PdfTextPage, index: int) -> tuple[float, float, float, float]:
    """Left, right, base and top of a character, in points; the loose box is as high as its font."""
    box = pdfium.FS_RECTF()
    if not pdfium.FPDFText_GetLooseCharBox(words, index, ctypes.byref(box)):
        return 0.0, 0.0, 0.0, 1.0
    return box.left, box.right, box.bottom, box.top


def _facts(document: pypdfium2.PdfDocument) -> dict[str, str | None]:
    """Title, author and day of making that the file states of itself."""
    stated = document.get_metadata_dict(skip_empty=True)
    title = stated.get("Title", "").strip()
    made = re.match(r"D:(\d{4})(\d{2})(\d{2})", stated.get("CreationDate", ""))
    tool = re.search(r"^(?:Microsoft Word - |untitled|document\d*$)|\.(?:docx?|pdf|indd|html?)$", title, re.IGNORECASE)
    day = "-".join(made.groups()) if made else None
    printed = _BROWSER.search(f"{stated.get('Creator', '')} {stated.get('Producer', '')}") is not None
    return {
        "title": title if title and not tool else None,
        "byline": stated.get("Author", "").strip() or None,
        # A browser makes the file when a reader prints the page, not when it was published.
        "retrieved" if printed else "metadata_date": day,
    }


def _article(given: Input, content: bytes, pages: list[list[Line]], known: dict[str, str | None]) -> Reading:
    furniture = edge_lines(pages, known.get("title"))
    text, anchors, aside = _text(pages, furniture, hyphens="-" if known.get("retrieved") else "")
    if not text.strip():
        raise InputError(given.shown, "holds no text", "check the file")
    address = printed_address(furniture)
    known = {**known, **(addressed(address) if address else {}), **{k: v for k, v in given.known.items() if v}}
    known["title"] = known.get("title") or _largest([line for line in pages[0] if line not in furniture[0]], text)
    parts = without(split_parts(text, 0, known["title"]), aside, text)
    original = Original(content, "application/pdf")
    yield original
    stated = {**known, "doc_id": given.stem, "file_date": given.stem}
    yield build_article(text, stated, origin=given.origin, parts=parts, anchors=tuple(anchors), original=original)


def _text(
    pages: list[list[Line]], furniture: list[set[Line]], *, hyphens: str
) -> tuple[str, list[Anchor], list[tuple[int, int]]]:
    """The text, where each page stands in it, and the stretches that are furniture: after the text of their page.

    `hyphens`: what a hyphen at a line's end stands for. A browser breaks lines only at hyphens that
    are in the text; other programs put them in.
    """
    table = str.maketrans(dict.fromkeys(_HYPHENS, hyphens))
    text, anchors, aside = "", [], []
    for number, (lines, edges) in enumerate(zip(pages, furniture, strict=True), start=1):
        begin = len(text)
        for paragraph in _paragraphs([line for line in lines if line not in edges]):
            text += f"{paragraph.translate(table)}\n\n"
        for words in (line.words.translate(table) for line in lines if line in edges):
            aside.append((len(text), len(text) + len(words)))
            text += f"{words}\n\n"
        if len(text) > begin:
            anchors.append(Anchor(begin, len(text.rstrip()), f"page={number}"))
    return text, anchors, aside


def _paragraphs(lines: list[Line]) -> Iterator[str]:
    """Lines joined where the next one goes on."""
    if not lines:
        return
    pitches = sorted(a.base - b.base for a, b in pairwise(lines) if 2 < a.base - b.base < 100)
    pitch = pitches[len(pitches) // 4] if pitches else 0.0  # of lines within paragraphs, which are the closer ones
    rights = _margins(lines)
    held = lines[0].words
    for line, after in pairwise(lines):
        if _breaks(line, after, pitch, rights[round(line.left / 4)]):
            yield held.strip()
            held = after.words
        else:
            held = f"{held}{'' if held[-1] in _HYPHENS else ' '}{after.words}"
    yield held.strip()


def _margins(lines: list[Line]) -> dict[int, float]:
    """How far to the right lines go that begin at one place: the column's margin."""
    margins: dict[int, float] = {}
    for line in lines:
        column = round(line.left / 4)
        margins[column] = max(margins.get(column, 0.0), line.right)
    return margins


def _breaks(line: Line, after: Line, pitch: float, right: float) -> bool:
    """Whether a paragraph ends between two lines: a gap, another size, an item, an indent, room for another word."""
    if _NEW_ITEM.match(after.words) or abs(line.height - after.height) > 0.2 * line.height:
        return True
    drop = line.base - after.base
    if drop < 0:  # the top of the next column
        return bool(_SENTENCE_END.search(line.words))
    if drop > max(1.35 * pitch, 1.8 * line.height):
        return True
    ended = bool(_SENTENCE_END.search(line.words))
    word = len(after.words.split()[0]) + 1.5  # with the space before it, and some room for uneven setting
    needed = word if ended else 3 * word  # pictures that text flows around leave room inside sentences too
    if line.right + needed * (line.right - line.left) / len(line.words) < right:
        return True
    return ended and after.left - line.left > line.height * 0.8


def _largest(lines: list[Line], text: str) -> str | None:
    """The headline: the first lines of the first page that are set larger than the rest."""
    if len(lines) < 3:
        return None
    usual = median(line.height for line in lines)
    large = [line for line in lines[:8] if line.height > 1.2 * usual]
    words = " ".join(line.words for line in large[:4])
    return words if 10 <= len(words) <= 250 and words.lower() in text[:2000].lower() else None
