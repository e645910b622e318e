"""`purport publish --site`: the pages as files for any host: quoted sentences and citations, not whole articles."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from purport import __version__
from purport.errors import PurportError
from purport.model import content_id
from purport.publications.table import write_csv
from purport.web.library import Library
from purport.web.pages import about, articles, claims, findings, land, questions, speakers
from purport.web.privacy import Pseudonyms
from purport.web.render import STATIC, Static, environment, fill

_MARK = ".purport-site"  # a folder that holds it was written by purport, and may be written again
_ALL = 1_000_000  # on one page
_NAV = (("", "Findings"), ("questions", "Questions"), ("articles", "Articles"), ("speakers", "Speakers"), ("map", "Map"), ("about", "About"))  # fmt: skip
_FILES = ("app.css", "app.js", "icon.svg")

Address = Callable[..., str]
Made = tuple[str, str, str, dict[str, Any]]


def publish(library: Library, folder: Path, *, whole: bool = False) -> int:
    """Writes the site and gives the number of pages. PurportError where the folder holds something else.

    `whole` puts the whole texts of the articles in: only where their publishers allow it.
    """
    _check(folder)
    fresh = folder.parent / f".{folder.name}.new"  # so that a site that is there stays whole until the new one is
    shutil.rmtree(fresh, ignore_errors=True)
    count = _write_pages(library, fresh, whole)
    shutil.rmtree(folder, ignore_errors=True)
    fresh.rename(folder)
    return count


def _check(folder: Path) -> None:
    """Only an empty folder, or what an earlier run wrote, is written over."""
    if folder.exists() and (not folder.is_dir() or (any(folder.iterdir()) and not (folder / _MARK).is_file())):
        raise PurportError(f"{folder}: holds something else; give an empty folder or one that purport wrote")


def _write_pages(library: Library, folder: Path, whole: bool) -> int:
    env, hidden = environment(), Pseudonyms(library.articles.values(), library.told.values())
    common = {
        "stale": False, "told": "", "token": "", "ledger": library.path.name, "version": __version__,
        "made_with": library.made_with, "nav": _NAV, "published": f"edition {edition_of(library)}",
    }  # fmt: skip
    count = 0
    for name, template, section, page in _pages(library, whole):
        html = fill(env, template, Static(name.count("/")), {**common, "section": section, **page})
        _write(folder / f"{name}.html", hidden.hide(html))
        count += 1
    _write_table(library, folder, hidden)
    _write(folder / _MARK, "Written by purport publish; it may be written again.\n")
    (folder / "static").mkdir()
    for name in _FILES:
        shutil.copyfile(STATIC / name, folder / "static" / name)
    return count


def edition_of(library: Library) -> str:
    """The version of what is published: made of the claims, the findings, the judgements and what read them."""
    ids = [*sorted(library.claims), *sorted(library.findings), *(j.id for j in library.judgements)]
    return content_id("e", library.made_with, *ids)


def _pages(library: Library, whole: bool) -> Iterator[Made]:
    """(name, template, section, what it shows) of every page."""
    at: Address = Static(1).page
    yield "index", "findings.html", "", findings.listing(library, {}, _ALL)
    yield "questions", "questions.html", "questions", questions.listing(library, {}, _ALL)
    yield "articles", "articles.html", "articles", articles.listing(library, {}, _ALL)
    yield "speakers", "speakers.html", "speakers", speakers.listing(library, {}, _ALL)
    yield "map", "land.html", "map", land.one(library, {})
    yield "about", "about.html", "about", about.one(library)
    for name in library.findings:
        yield f"findings/{name}", "finding.html", "", findings.one(library, name)
    for name in library.questions:
        yield f"questions/{name}", "question.html", "questions", questions.one(library, name, at)
    for name in library.claims:
        yield f"claims/{name}", "claim.html", "", claims.one(library, name, at, whole=whole)
    for name in library.articles:
        yield f"articles/{name}", "article.html", "articles", articles.one(library, name, whole=whole)
    for name in library.speakers:
        yield f"speakers/{name}", "speaker.html", "speakers", speakers.one(library, name, {}, _ALL)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def _write_table(library: Library, folder: Path, hidden: Pseudonyms) -> None:
    """All claims as one table, names hidden as on the pages."""
    out = io.StringIO()
    held = [c for claims_ in library.claims_in.values() for c in claims_]
    write_csv(out, library.articles.values(), held, library.meanings.values())
    rows = csv.reader(io.StringIO(out.getvalue()))
    shown = io.StringIO()
    csv.writer(shown, lineterminator="\n").writerows([[hidden.hide(cell) for cell in row] for row in rows])
    _write(folder / "claims.csv", shown.getvalue())
