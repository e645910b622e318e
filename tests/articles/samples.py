"""One small file of every format that is read, made from facts in our own words.

`python -m tests.articles.samples FOLDER` writes them, for a look at `purport add FOLDER`.
"""

from __future__ import annotations

import gzip
import io
import json
import sys
import tarfile
import zipfile
from collections.abc import Mapping
from email.message import EmailMessage
from pathlib import Path

import openpyxl

TITLE = "Flood in the Orontes valley leaves 14 dead"
LEAD = "At least 14 people were killed and 30 injured in the flood near Hama on Sunday, the civil defence said."
MORE = "The civil defence added that 1,250 families had been moved to schools on higher ground by the evening."
LAST = "Engineers are inspecting the dam above the town, whose gates were opened during the night to relieve it."
NOTE = "[Ed.: It remains unclear how the figure of 30 injured was reached.]"
CAPTION = "Rescuers carry 3 children through the water near Hama. Photo: Civil Defence"
COMMENTS = (("Rana K", 0, "My cousin counted 17 dead in her street alone."), ("old_bridge", 1, "I heard of 9, not 17."))
ADDRESS = "https://orontes-courier.example/2018/12/09/flood"

PAGE = f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{TITLE} | Orontes Courier</title>
<link rel="canonical" href="{ADDRESS}"><meta property="og:site_name" content="Orontes Courier">
<meta property="article:published_time" content="2018-12-09T18:30:00+02:00">
<meta property="article:modified_time" content="2018-12-10T07:00:00+02:00">
<meta name="author" content="Lina Haddad"><script>var shares = 4711;</script></head>
<body><nav><a href="/">Home</a> <a href="/most-read">Most read</a></nav>
<div class="cookies">This site uses cookies. 912 partners store data.</div>
<article><h1>{TITLE}</h1><p class="share">Share 2,300</p>
<figure><img src="a.jpg" alt=""><figcaption>{CAPTION}</figcaption></figure>
<p>{LEAD}</p><p>{MORE}</p><p>{NOTE}</p><p>{LAST}</p>
<p>The original source of this article is Valley Radio</p></article>
<aside><h3>Most read</h3><ul><li>88 ways to cook lentils</li></ul></aside>
<section id="comments"><h3>2 comments</h3><ol>
<li class="comment" id="comment-1"><cite class="fn">Rana K</cite> <span class="says">says:</span>
<time>10 December 2018</time><div class="comment-content"><p>{COMMENTS[0][2]}</p></div><a class="comment-reply-link">Reply</a>
<ul class="children"><li class="comment" id="comment-2"><cite class="fn">old_bridge</cite> <span class="says">says:</span>
<div class="comment-content"><p>{COMMENTS[1][2]}</p></div></li></ul></li></ol></section>
<footer>Donate now: 1,586 of 5,000 euros raised. © 2018 Orontes Courier</footer></body></html>
"""
THREAD = """  • Rana K

    My cousin counted 17 dead in her street alone.

    • old_bridge

      I heard of 9, not 17.
"""
TEXT = f"""{TITLE}

By Lina Haddad

Published 9 December 2018

{LEAD}

{MORE}

{NOTE}

{LAST}

(Reuters)

Donate now: 1,586 of 5,000 euros raised
Click to see the full-size image

{THREAD}"""
RECORD = {
    "id": "r1",
    "title": TITLE,
    "text": f"{LEAD} {MORE}",
    "outlet": "Orontes Courier",
    "date": "2018-12-09",
    "url": ADDRESS,
}


def pdf(pages: list[list[str]], *, picture: bool = False) -> bytes:
    """A PDF of lines of Helvetica, or of pages that hold one grey picture each."""
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    image = _stream(
        b"\x80" * 64, b"/Type /XObject /Subtype /Image /Width 8 /Height 8 /ColorSpace /DeviceGray /BitsPerComponent 8"
    )
    objects += [font, image]
    kids = []
    for lines in pages:
        drawn = [b"BT /F1 11 Tf 14 TL 60 760 Td"]
        drawn += [b"(" + line.encode("cp1252").translate(None, b"()\\") + b") Tj T*" for line in lines]
        content = b"q 400 0 0 600 60 100 cm /I1 Do Q" if picture else b"\n".join([*drawn, b"ET"])
        objects.append(_stream(content))
        resources = b"/Resources << /Font << /F1 3 0 R >> /XObject << /I1 4 0 R >> >>"
        page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] %b /Contents %d 0 R >>"
        objects.append(page % (resources, len(objects)))
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%b] /Count %d >>" % (b" ".join(kids), len(kids))
    return _with_table(objects)


def _stream(content: bytes, more: bytes = b"") -> bytes:
    return b"<< /Length %d %b >>\nstream\n%b\nendstream" % (len(content), more, content)


def _with_table(objects: list[bytes]) -> bytes:
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n%b" % (len(objects) + 1, table)
    return out + head + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(out))


def wrapped(text: str, width: int = 80) -> list[str]:
    """Lines as a page sets them: broken inside sentences, a blank line between paragraphs."""
    import textwrap

    return [line for paragraph in text.split("\n\n") for line in (*textwrap.wrap(paragraph, width), "")]


def mail() -> bytes:
    """A newsletter with a plain and an HTML body, and a CSV attached."""
    message = EmailMessage()
    message["From"] = "Orontes Courier <desk@orontes-courier.example>"
    message["To"] = "reader@example.org"
    message["Subject"] = f"Fwd: {TITLE}"
    message["Date"] = "Sun, 09 Dec 2018 20:15:00 +0200"
    message.set_content(f"{LEAD}\n\n{MORE}\n\n-- \nOrontes Courier, 5 Bridge Street\n")
    message.add_alternative(
        f"<html><body><p>{LEAD}</p><p>{MORE}</p><p>View in your browser</p></body></html>", subtype="html"
    )
    message.add_attachment(csv_table().encode(), maintype="text", subtype="csv", filename="toll.csv")
    return message.as_bytes()


def mhtml() -> bytes:
    """A page as Chromium saves it in one file."""
    head = (
        "From: <Saved by Blink>\nSnapshot-Content-Location: https://orontes-courier.example/flood\nSubject: Flood\n"
        "Date: Mon, 10 Dec 2018 09:00:00 -0000\nMIME-Version: 1.0\n"
        'Content-Type: multipart/related; type="text/html"; boundary="b1"\n\n--b1\nContent-Type: text/html; charset=utf-8\n'
        "Content-Transfer-Encoding: 8bit\nContent-Location: https://orontes-courier.example/flood\n\n"
    )
    return (head + PAGE + "\n--b1--\n").encode()


def rss() -> bytes:
    """A feed of two entries, one of them in full."""
    from html import escape

    return f"""<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>Orontes Courier</title><item><title>{TITLE}</title><link>{ADDRESS}</link>
<pubDate>Sun, 09 Dec 2018 18:30:00 +0200</pubDate><description>Short.</description>
<content:encoded>{escape(f"<p>{LEAD}</p><p>{MORE}</p>")}</content:encoded></item>
<item><title>Road closed</title><link>https://orontes-courier.example/road</link>
<description>Two bridges were destroyed near Salamiyah, the police said.</description></item></channel></rss>""".encode()


def atom() -> bytes:
    """A feed of one entry."""
    return f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Orontes Courier</title>
<entry><title>{TITLE}</title><link href="{ADDRESS}"/><published>2018-12-09T18:30:00Z</published>
<updated>2018-12-10T07:00:00Z</updated><content type="text">{LEAD}</content></entry></feed>""".encode()


def json_feed() -> bytes:
    """A JSON Feed whose next page is itself."""
    item = {"id": "1", "url": ADDRESS, "title": TITLE, "content_html": f"<p>{LEAD}</p>", "date_published": "2018-12-09"}
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Orontes Courier",
        "next_url": "feed.json",
        "items": [item],
    }
    return json.dumps(feed).encode()


def warc() -> bytes:
    """An archive of a page, a picture, and a page that is gone."""
    answers = (
        (ADDRESS, b"200 OK", b"text/html; charset=utf-8", PAGE.encode()),
        (f"{ADDRESS}.png", b"200 OK", b"image/png", b"\x89PNG"),
        (f"{ADDRESS}/gone", b"404 Not Found", b"text/html", b"<html>gone</html>"),
    )
    out = b""
    for number, (url, status, media_type, content) in enumerate(answers):
        http = b"HTTP/1.1 %b\r\nContent-Type: %b\r\n\r\n%b" % (status, media_type, content)
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{number}>\r\nWARC-Target-URI: {url}\r\n"
            f"WARC-Date: 2018-12-11T08:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
            f"Content-Length: {len(http)}\r\n\r\n"
        )
        out += head.encode() + http + b"\r\n\r\n"
    return out


def wacz() -> bytes:
    """The same, as a WACZ with its list of pages."""
    pages = json.dumps({"format": "json-pages-1.0"}) + "\n" + json.dumps({"url": ADDRESS, "title": TITLE}) + "\n"
    return zipped(
        {"archive/data.warc.gz": gzip.compress(warc()), "pages/pages.jsonl": pages.encode(), "datapackage.json": b"{}"}
    )


def zipped(files: Mapping[str, bytes]) -> bytes:
    """A ZIP of the files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def tarred(files: Mapping[str, bytes]) -> bytes:
    """A packed tar of the files."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return out.getvalue()


def csv_table() -> str:
    """A table of one article."""
    return f'doc_id,text,outlet,published\nc1,"{LEAD}\n{MORE}",Orontes Courier,2018-12-09\n'


def sheet() -> bytes:
    """A workbook with a sheet of one article and a sheet of something else."""
    book = openpyxl.Workbook()
    rows = book.active
    rows.append(["id", "headline", "body", "source", "date"])
    rows.append(["x1", TITLE, f"{LEAD} {MORE}", "Orontes Courier", "2018-12-09"])
    book.create_sheet("Notes").append(["who", "when"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def every_format() -> dict[str, bytes]:
    """A file of each format by its name."""
    files = {
        "page.html": PAGE.encode(),
        "saved.mhtml": mhtml(),
        "report.pdf": pdf([wrapped(f"{TITLE}\n\n{LEAD}\n\n{MORE}"), wrapped(LAST)]),
        "note.txt": TEXT.encode(),
        "note.md": f"# {TITLE}\n\n{LEAD}\n\n{MORE}\n".encode(),
        "alert.eml": mail(),
        "feed.rss": rss(),
        "feed.atom": atom(),
        "feed.json": json_feed(),
        "crawl.warc": warc(),
        "crawl.warc.gz": gzip.compress(warc()),
        "crawl.wacz": wacz(),
        "records.jsonl": (json.dumps(RECORD) + "\n").encode(),
        "record.json": json.dumps([RECORD]).encode(),
        "table.csv": csv_table().encode(),
        "table.xlsx": sheet(),
        "packed.txt.gz": gzip.compress(TEXT.encode()),
    }
    return files | {
        "inbox.zip": zipped(
            {"a/page.html": files["page.html"], "a/page_files/b.html": b"<html>ad</html>", "b.txt": TEXT.encode()}
        ),
        "inbox.tar.gz": tarred({"a/page.html": files["page.html"], "b.txt": TEXT.encode()}),
    }


def write_every_format(folder: Path) -> None:
    """Writes the files into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in every_format().items():
        (folder / name).write_bytes(content)


if __name__ == "__main__":
    write_every_format(Path(sys.argv[1]))
