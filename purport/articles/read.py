"""Files, folders and standard input to articles; a problem is one line and stops nothing else."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from purport.articles.encoding import decode
from purport.articles.html import read_html
from purport.articles.outcome import MOST_CHARACTERS, Outcome, Problem
from purport.articles.tables import Columns, read_csv, read_json, read_jsonl
from purport.articles.text import read_text
from purport.errors import InputError

_TEXT = frozenset({".txt", ".text", ".md", ".markdown", ""})
_HTML = frozenset({".html", ".htm", ".xhtml"})
_JSONL = frozenset({".jsonl", ".ndjson"})
_JSON = frozenset({".json"})
_CSV = frozenset({".csv", ".tsv"})
KNOWN = _TEXT | _HTML | _JSON | _JSONL | _CSV
_MOST_BYTES = 2_000_000_000


def read_paths(paths: Iterable[str], columns: Columns | None = None) -> Iterator[Outcome]:
    """Every article under the paths in a fixed order; `-` is standard input."""
    for path in paths:
        if path == "-":
            yield from read_bytes(sys.stdin.buffer.read(), Path("stdin"), "stdin", columns)
        elif Path(path).is_dir():
            yield from _folder(Path(path), columns)
        else:
            yield from read_file(Path(path), columns)


def _folder(folder: Path, columns: Columns | None) -> Iterator[Outcome]:
    """The files below a folder by name; hidden ones and links that lead out of it are left."""
    root = folder.resolve()
    closed: list[OSError] = []
    for where, folders, files in os.walk(folder, onerror=closed.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = Path(where) / name
            if name.startswith(".") or ".sqlite" in name:  # a ledger beside its articles is none of them
                continue
            if path.is_symlink() and not path.resolve().is_relative_to(root):
                yield Problem(str(path), "is a link out of the folder", "give its target by name", lost=False)
            elif path.suffix.lower() not in KNOWN:
                kinds = " ".join(sorted(k for k in KNOWN if k))
                yield Problem(str(path), "is of a kind that is not read", f"convert it to one of {kinds}", lost=False)
            else:
                yield from read_file(path, columns)
    for error in closed:
        yield Problem(str(error.filename), f"cannot be opened ({error.strerror})", "change its permissions")


def read_file(path: Path, columns: Columns | None = None) -> Iterator[Outcome]:
    """The articles of one file."""
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            yield Problem(str(path), "is no file (a pipe or a device)", "remove it, or give its content by -")
            return
        if found.st_size > _MOST_BYTES:
            yield Problem(str(path), "is larger than 2 GB", "split it")
            return
        content = path.read_bytes()
    except FileNotFoundError:
        yield Problem(str(path), "is not there", "check the path")
    except PermissionError:
        yield Problem(str(path), "may not be read", "change its permissions")
    except OSError as error:
        yield Problem(str(path), f"cannot be read ({error.strerror})", "check the file")
    else:
        yield from read_bytes(content, path, _origin(path), columns)


def _origin(path: Path) -> str:
    """The last folders and the file's name: the same from every working directory and checkout."""
    return "/".join(path.resolve().parts[-3:])


def read_bytes(content: bytes, path: Path, origin: str, columns: Columns | None = None) -> Iterator[Outcome]:
    """The articles of a file's content, by the ending of its name."""
    shown = str(path)
    try:
        text, encoding = decode(content, shown)
        if encoding:
            yield Problem(shown, f"is not UTF-8, read as {encoding}", "check its names and quotation marks", lost=False)
        yield from _by_ending(text, path, origin, columns or Columns())
    except InputError as error:
        yield Problem(error.where, error.problem, error.mend)
    except Exception as error:  # a parser's own failure on a hostile page must not stop the rest
        yield Problem(shown, f"cannot be read ({type(error).__name__}: {error})", "report it with the file")


def _by_ending(text: str, path: Path, origin: str, columns: Columns) -> Iterator[Outcome]:
    ending = path.suffix.lower()
    if ending in _JSONL or (path.name == "stdin" and text.lstrip().startswith("{")):
        yield from read_jsonl(text, str(path), origin, columns)
    elif ending in _JSON:
        yield from read_json(text, str(path), origin, columns)
    elif ending in _CSV:
        yield from read_csv(text, str(path), origin, columns)
    elif len(text) > MOST_CHARACTERS:
        raise InputError(str(path), f"is {len(text) // 1_000_000} MB long", "split it into articles")
    elif ending in _HTML or text.lstrip()[:15].lower().startswith(("<!doctype html", "<html")):
        yield read_html(text, path.stem, origin)
    else:
        yield read_text(text, path.stem, origin)
