"""Templates filled with pages: one set for the served pages and for the static site."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined

import purport
from purport.findings.intervals import show
from purport.web.pages.land import evidence_of
from purport.web.pages.quotes import number_words

TEMPLATES = Path(purport.__file__).parent / "templates"
STATIC = Path(__file__).parent / "static"


@dataclass(frozen=True, slots=True)
class Served:
    """Addresses of the served pages."""

    def page(self, kind: str, name: str | None = None) -> str:
        """The address of a list of a kind, or of one record."""
        return f"/{kind}/{quote(name, safe='')}" if name else f"/{kind}" if kind else "/"

    def file(self, name: str) -> str:
        """The address of a file that comes with purport."""
        return f"/static/{name}"


@dataclass(frozen=True, slots=True)
class Static:
    """Addresses from one page of a static site to another; `depth` is how many folders down the page lies."""

    depth: int = 0

    def page(self, kind: str, name: str | None = None) -> str:
        """Relative, so that the site can lie in any folder of a host."""
        up = "../" * self.depth
        return f"{up}{kind}/{quote(name, safe='')}.html" if name else f"{up}{kind or 'index'}.html"

    def file(self, name: str) -> str:
        """Relative likewise."""
        return f"{'../' * self.depth}static/{name}"


Addresses = Served | Static


def environment() -> Environment:
    """Everything that comes from a page or a person is escaped, and a name that no page gives is an error."""
    env = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters["what"] = number_words
    env.filters["day"] = lambda d: f"{d.day} {d:%B %Y}" if d else "no day"
    env.filters["number"] = show
    env.filters["grouped"] = lambda n: f"{n:,}"
    env.globals["evidence_of"] = evidence_of
    return env


def fill(env: Environment, template: str, addresses: Addresses, page: Mapping[str, Any], **more: Any) -> str:
    """One page as HTML."""
    served = isinstance(addresses, Served)
    return env.get_template(template).render(**page, **more, at=addresses.page, file=addresses.file, served=served)
