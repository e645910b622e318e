"""What archives and folders have in common: which of their files are no articles of their own."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from pathlib import PurePosixPath

_PAGE = (".html", ".htm", ".xhtml", ".mht", ".mhtml")


def safe_name(name: str) -> str:
    """The name of a member without drive, root or steps upward: it is a label, never a path to open."""
    parts = [part for part in re.split(r"[\\/]+", name) if part not in ("", ".", "..") and not part.endswith(":")]
    return "/".join(parts) or "unnamed"


def saved_page_folders(names: Iterable[str]) -> set[str]:
    """The folders that a browser puts beside a page that it saves whole ("page_files" of "page.html")."""
    pages = (PurePosixPath(name) for name in names if name.lower().endswith(_PAGE))
    return {
        str(page.with_name(page.stem + tail))
        for page in pages
        for tail in ("_files", ".files", "-Dateien", "_fichiers")
    }


def is_aside(name: str, folders: Collection[str]) -> bool:
    """Whether a file is part of a saved page, hidden, or made by the archiver of an operating system."""
    path = PurePosixPath(name)
    hidden = any(part.startswith(".") and part not in (".", "..") for part in path.parts) or "__MACOSX" in path.parts
    return hidden or any(str(parent) in folders for parent in path.parents)
