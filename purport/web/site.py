"""`purport publish --site`: the pages as files for any host: quoted sentences and citations, not whole articles."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from purport import __version__
from purport.errors import PurportError
from purport.model import content_id
from purport.publications.table import write_csv
from purport.web.library import Library
from purport.web.pages import Address, about, articles, claims, findings, land, questions, speakers
from purport.web.protected import protected
from purport.web.render import STATIC, Static, environment, fill

_MANIFEST = ".purport-site"  # the files that purport wrote: only those may be written over or taken out
_ALL = 1_000_000  # on one page
_NAV = (("", "Findings"), ("questions", "Questions"), ("articles", "Articles"), ("speakers", "Speakers"), ("map", "Map"), ("about", "About"))  # fmt: skip
_FILES = ("app.css", "app.js", "icon.svg")

Made = tuple[str, str, str, dict[str, Any]]


def publish(library: Library, folder: Path, *, whole: bool = False) -> int:
    """Writes the site and gives the number of pages. PurportError where the folder holds something else.

    `whole` puts the whole texts of the articles in: only where their publishers allow it. What an earlier
    run wrote is replaced by the new site once that is whole; files that people put beside it stay.
    """
    folder = folder.resolve()
    earlier = _written_before(folder)
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".purport-", dir=folder) as fresh:
        count = _write_pages(library, Path(fresh), whole)
        made = sorted(str(p.relative_to(fresh)) for p in Path(fresh).rglob("*") if p.is_file())
        for name in made:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (Path(fresh) / name).replace(folder / name)
    for name in set(earlier) - set(made):
        (folder / name).unlink(missing_ok=True)
    (folder / _MANIFEST).write_text("\n".join(made) + "\n", "utf-8")
    return count


def _written_before(folder: Path) -> list[str]:
    """The files of an earlier run, by its list; PurportError where the folder holds something else."""
    if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
        return []
    if not (folder / _MANIFEST).is_file():
        raise PurportError(f"{folder}: holds something else; give an empty folder or one that purport wrote")
    names = (folder / _MANIFEST).read_text("utf-8").splitlines()
    return [name for name in names if not name.startswith("/") and ".." not in Path(name).parts]


def _write_pages(library: Library, folder: Path, whole: bool) -> int:
    env, shown = environment(), protected(library)
    common = {
        "stale": False, "told": "", "token": "", "ledger": library.path.name, "version": __version__,
        "made_with": library.made_with, "nav": _NAV, "published": f"edition {edition_of(library)}",
    }  # fmt: skip
    count = 0
    for name, template, section, page in _pages(shown, whole):
        _write(
            folder / f"{name}.html",
            fill(env, template, Static(name.count("/")), {**common, "section": section, **page}),
        )
        count += 1
    with (folder / "claims.csv").open("w", encoding="utf-8", newline="") as out:
        held = [c for claims_ in shown.claims_in.values() for c in claims_]
        write_csv(out, shown.articles.values(), held, shown.meanings.values())
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
