"""SVG as a tree of lxml: every word and attribute is escaped on the way out."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree
from lxml.builder import ElementMaker
from markupsafe import Markup

_NS = "http://www.w3.org/2000/svg"
_MAKER = ElementMaker(namespace=_NS, nsmap={None: _NS})
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

Node = Any


def node(tag: str, *children: Node, **attributes: object) -> Node:
    """An element; `class_` is class, `_` in a name a hyphen, numbers are written to a tenth, None is left out."""
    written = {name.rstrip("_").replace("_", "-"): _written(v) for name, v in attributes.items() if v is not None}
    return _MAKER(tag, *(_clean(c) if isinstance(c, str) else c for c in children), **written)


def picture(width: float, height: float, name: str, *children: Node, id_: str) -> Markup:
    """A whole drawing with its name for those who hear it, as markup for a page."""
    id_ = re.sub(r"\W", "-", id_)
    title = node("title", name, id=f"{id_}-title")
    links = any(next(child.iter(f"{{{_NS}}}a"), None) is not None for child in children)
    role = "group" if links else "img"  # what stands in an image cannot be followed
    made = node(
        "svg", title, *children, viewBox=f"0 0 {width:g} {height:g}", role=role, aria_labelledby=f"{id_}-title",
        class_="drawing", width=width, height=height,
    )  # fmt: skip
    return Markup(etree.tostring(made, encoding="unicode"))


def ornament(size: float, *children: Node) -> Markup:
    """A small sign beside words that say the same: nobody has to hear it."""
    made = node(
        "svg",
        *children,
        viewBox=f"0 0 {size:g} {size:g}",
        aria_hidden="true",
        class_="drawing",
        width=size,
        height=size,
    )
    return Markup(etree.tostring(made, encoding="unicode"))


def _written(amount: object) -> str:
    return f"{amount:.1f}".removesuffix(".0") if isinstance(amount, float) else _clean(str(amount))


def _clean(words: str) -> str:
    """Without what XML cannot hold."""
    return _CONTROL.sub(" ", words)
