"""Files, folders, addresses and standard input to articles; a problem is one line and stops nothing else."""

from __future__ import annotations

import io
import os
import re
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from purport.articles import series
from purport.articles.columns import Columns
from purport.articles.inputs import Input, whole_input
from purport.articles.kinds import TEXT, endings, kind_of
from purport.articles.members import is_aside, saved_page_folders
from purport.articles.outcome import Outcome, Problem
from purport.errors import InputError
from purport.lexicon.series import SeriesMap

_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
# Left in a folder without a word beyond the count: they hold no text, and every saved site has hundreds.
_NO_TEXT = frozenset(
    [
        ".css",
        ".js",
        ".mjs",
        ".map",
        ".png",
        ".jpg",
        ".jpeg",
        ".gif",
        ".webp",
        ".svg",
        ".ico",
        ".bmp",
        ".tif",
        ".tiff",
        ".woff",
        ".woff2",
        ".ttf",
        ".otf",
        ".eot",
        ".mp3",
        ".mp4",
        ".webm",
        ".wav",
        ".avi",
        ".mov",
        ".m4a",
    ]
)


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be read in one go: a file by its path, or bytes that are at hand already."""

    shown: str
    path: Path | None = None
    content: bytes = b""
    name: str = ""
    origin: str = ""
    known: tuple[tuple[str, str | None], ...] = ()
    columns: Columns = field(default_factory=Columns)
    series: SeriesMap | None = None


Reader = Callable[[Request], Iterator[Outcome]]


def read_paths(
    paths: Iterable[str],
    columns: Columns | None = None,
    *,
    reader: Reader | None = None,
    fetch: Callable[[str], Request] | None = None,
) -> Iterator[Outcome]:
    """Every article under the paths in a fixed order; `-` is standard input.

    `reader` reads one request (by default in this process, see guard.py for another); `fetch` gets
    the page of an address: without it, nothing is ever fetched.
    """
    columns = columns or Columns()
    for path in paths:
        for asked in _requests(path, columns, fetch):
            if isinstance(asked, Problem):
                yield asked
            else:
                yield from (reader or read_request)(asked)


def _requests(path: str, columns: Columns, fetch: Callable[[str], Request] | None) -> Iterator[Request | Problem]:
    try:
        if path == "-":
            content = sys.stdin.buffer.read()
            yield Request("stdin", content=content, name="stdin", origin="stdin", columns=columns)
        elif _ADDRESS.match(path):
            yield (
                fetch(path)
                if fetch
                else Problem(path, "is an address, which only add and audit fetch", "save the page")
            )
        elif Path(path).is_dir():
            yield from _folder(Path(path), columns)
        else:
            yield Request(_shown(Path(path)), Path(path), columns=columns)
    except InputError as error:
        yield Problem(error.where, error.problem, error.mend)
    except (OSError, ValueError) as error:  # a name that no file can have
        yield Problem(path, f"cannot be opened ({error})", "check the path")


def _folder(folder: Path, columns: Columns) -> Iterator[Request | Problem]:
    """The files below a folder by name; hidden ones and links that lead out of it are left."""
    root = folder.resolve()
    closed: list[OSError] = []
    for where, folders, files in os.walk(folder, onerror=closed.append):
        asides = saved_page_folders(files)
        for name in sorted(name for name in folders if (Path(where) / name).is_symlink()):
            yield Problem(str(Path(where) / name), "is a link to a folder", "give its target by name", lost=False)
        folders[:] = sorted(name for name in folders if not is_aside(name, ()) and name not in asides)
        for name in sorted(files):
            path = Path(where) / name
            if is_aside(name, ()) or ".sqlite" in name or path.suffix.lower() in _NO_TEXT:
                continue
            if path.is_symlink() and not _leads_into(path, root):
                yield Problem(str(path), "is a link out of the folder", "give its target by name", lost=False)
            else:
                yield Request(_shown(path), path, columns=columns)
    for error in closed:
        yield Problem(str(error.filename), f"cannot be opened ({error.strerror})", "change its permissions")


def _leads_into(link: Path, root: Path) -> bool:
    """Whether a link leads to something within the folder; one that leads round in a circle leads nowhere."""
    try:
        return link.resolve(strict=True).is_relative_to(root)
    except (OSError, RuntimeError):
        return False


def _shown(path: Path) -> str:
    """A path as it can be printed and stored: bytes of a name that are no UTF-8 become U+FFFD."""
    return os.fsencode(path).decode("utf-8", "replace")


def read_request(asked: Request) -> Iterator[Outcome]:
    """The articles of one file, or of bytes at hand."""
    known = {"shown": asked.shown, "columns": asked.columns, "series": asked.series}
    if asked.path is None:
        stream = io.BytesIO(asked.content)
        yield from read_input(
            whole_input(stream, name=asked.name, origin=asked.origin, known=dict(asked.known), **known)
        )
        return
    try:
        # Without waiting: a pipe that nobody writes to would hang here.
        opened = os.fdopen(
            os.open(asked.path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)), "rb"
        )
    except OSError as error:
        yield _closed(asked.shown, error)
        return
    with opened as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            yield Problem(asked.shown, "is no file (a pipe or a device)", "remove it, or give its content by -")
            return
        yield from read_input(
            whole_input(file, name=_shown(Path(asked.path.name)), origin=_origin(asked.path), **known)
        )


def _closed(shown: str, error: OSError) -> Problem:
    if isinstance(error, FileNotFoundError):
        return Problem(shown, "is not there", "check the path")
    if isinstance(error, PermissionError):
        return Problem(shown, "may not be read", "change its permissions")
    return Problem(shown, f"cannot be read ({error.strerror})", "check the file")


def _origin(path: Path) -> str:
    """The last folders and the file's name: the same from every working directory and checkout."""
    try:
        path = path.resolve()
    except (OSError, RuntimeError):  # a link that leads round in a circle
        path = path.absolute()
    return _shown(Path(*path.parts[-3:]))


def read_input(given: Input) -> Iterator[Outcome]:
    """The articles of an input and of every input in it, whatever happens on the way."""
    try:
        if given.series is not None:
            yield from (found for found in series.read(given, given.series) if not isinstance(found, Input))
            return
        kind = kind_of(given)
        if kind is None and given.depth == 0 and given.head():
            kind = TEXT
        if kind is None:
            if given.ending not in _NO_TEXT:
                yield Problem(
                    given.shown, "is of a kind that is not read", f"convert it to one of {endings()}", lost=False
                )
            return
        for found in kind.read(given):
            if isinstance(found, Input):
                yield from read_input(found)
            else:
                yield found
    except InputError as error:
        yield Problem(error.where or given.shown, error.problem, error.mend)
    except MemoryError:
        yield Problem(given.shown, "needs more memory than a file may take", "split it")
    except RecursionError:
        yield Problem(given.shown, "is nested too deep", "check the file")
    except Exception as error:  # a parser's own failure on a hostile file must not stop the rest
        yield Problem(given.shown, f"cannot be read ({type(error).__name__}: {error})"[:300], "report it with the file")
