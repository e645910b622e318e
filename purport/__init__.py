"""purport reads news reports and keeps the books on the figures in them.

Four names, one a stage: `read` (paths → articles and problems), `extract` (article → claims),
`link` (article, claims → what the words stand for), `audit` (articles, claims → questions and
findings). The records are in `purport.model`. The stages are loaded when first used.
"""

from __future__ import annotations

from typing import Any

__version__ = "0.1.0"
__all__ = ["audit", "extract", "link", "read"]


def __getattr__(name: str) -> Any:
    if name in __all__:
        from purport import api

        return getattr(api, name)
    raise AttributeError(f"module 'purport' has no attribute {name!r}")
