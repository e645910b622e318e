"""The list of articles, one article with all of its claims, and two that stem from each other side by side."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from purport.errors import UnknownRecord
from purport.model import UNKNOWN_ORDER, Article, Descent
from purport.web.library import Library
from purport.web.lit import blocks
from purport.web.pages.paging import PER_PAGE, page_of
from purport.web.pages.quotes import quotes
from purport.web.worddiff import differences


def listing(library: Library, query: Mapping[str, str], per_page: int = PER_PAGE) -> dict[str, Any]:
    """One page of the articles by outlet and day; `outlet` keeps those of one."""
    outlet = query.get("outlet", "")
    found = [a for a in library.articles.values() if outlet in ("", a.outlet)]
    page = page_of(sorted(found, key=lambda a: (a.outlet or "", str(a.day or ""), a.doc_id)), query, per_page)
    return {
        "page": page,
        "outlet": outlet,
        "rows": [(a, len(library.claims_in.get(a.id, [])), len(library.findings_on.get(a.id, []))) for a in page.items],
    }


def one(library: Library, article_id: str, *, whole: bool = True) -> dict[str, Any]:
    """The article, part by part with its claims lit; without whole texts only the sentences that hold a claim."""
    article = library.article(article_id)
    claims = library.claims_in.get(article.id, [])
    return {
        "article": article,
        "claims": claims,
        "blocks": list(blocks(article, claims)) if whole else [],
        "quotes": quotes(library, [(c.id, "") for c in claims]),
        "like": [
            (library.articles[_other(d, article)], _told(d, article), d)
            for d in library.descents_on.get(article.id, [])
        ],
        "findings": library.findings_on.get(article.id, []),
        "history": library.judgements_on.get(article.id, []),
    }


def _other(descent: Descent, article: Article) -> str:
    return descent.later if descent.earlier == article.id else descent.earlier


def _told(descent: Descent, article: Article) -> str:
    """How the two stem from each other, seen from the article."""
    word = "reprint" if descent.kind == "reprint" else "retelling"
    if descent.how == UNKNOWN_ORDER:
        return f"a {word} of this one, or this one of it: {UNKNOWN_ORDER}"
    of = "a {} of this one" if descent.earlier == article.id else "this one is a {} of it"
    return f"{of.format(word)}, told by {descent.how}"


def beside(library: Library, one_id: str, other_id: str) -> dict[str, Any]:
    """Two articles that stem from each other, word by word; UnknownRecord where they do not."""
    pair = next((d for d in library.descents_on.get(one_id, []) if other_id in (d.earlier, d.later)), None)
    if pair is None or one_id == other_id:
        raise UnknownRecord(f"{one_id}, {other_id}: these two articles do not stem from each other")
    earlier, later = library.article(pair.earlier), library.article(pair.later)
    words, cut = differences(_read(earlier), _read(later))
    return {"earlier": earlier, "later": later, "descent": pair, "words": words, "cut": cut}


def _read(article: Article) -> str:
    """The parts that are the article's own, without readers' comments."""
    text = article.text.characters
    own = [text[p.begin : p.until].strip() for p in article.parts if p.kind != "comment"]
    return "\n\n".join(own) if own else text
