"""What a web page says of itself in its head: title, outlet, byline, dates, language, address.

JSON-LD (schema.org) first, then the meta elements of Open Graph, Dublin Core and their like, then
`<time>`; and the marks that browsers leave in a page that they save.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from purport.articles.furniture import bare
from purport.lexicon.outlets import known_outlet

_PUBLISHED = ("article:published_time", "datepublished", "date", "dc.date", "dc.date.issued", "dcterms.created",
              "publishdate", "pubdate", "publication_date", "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime")  # fmt: skip
_MODIFIED = ("article:modified_time", "datemodified", "og:updated_time", "dcterms.modified", "last-modified", "lastmod")
_AUTHOR = ("author", "article:author", "dc.creator", "parsely-author", "byl")
_SITE = ("og:site_name", "application-name", "dc.publisher")
_SAVED_FROM = re.compile(r"saved from url=\(\d+\)(\S+)")
_SINGLE_FILE = re.compile(r"url:\s*(\S+)\s+saved date:\s*([^\n]+)", re.IGNORECASE)
_WAYBACK = re.compile(r"^(https?://web\.archive\.org/web/(\d{14})[a-z_]*/)(https?://.+)$")
_ARTICLE_TYPES = (
    "newsarticle",
    "article",
    "reportagenewsarticle",
    "blogposting",
    "report",
    "webpage",
    "analysisnewsarticle",
)


def page_facts(tree: HtmlElement, html: str) -> dict[str, str | None]:
    """The facts by the names that `build_article` takes."""
    meta, linked = _meta(tree), _linked_data(tree)
    title = linked.get("title") or meta.get("og:title") or _text(tree, "//h1") or _text(tree, "//head/title")
    site = linked.get("outlet") or next((meta[name] for name in _SITE if meta.get(name)), None)
    facts = {
        "title": _without_site(title, site),
        "site_name": _outlet_name(site) or _outlet_in_title(_text(tree, "//head/title")),
        "byline": linked.get("byline") or _person(next((meta[name] for name in _AUTHOR if meta.get(name)), None)),
        "metadata_date": linked.get("date") or _first(meta, _PUBLISHED) or _time(tree, "datePublished"),
        "updated": linked.get("updated") or _first(meta, _MODIFIED) or _time(tree, "dateModified"),
        "language": tree.get("lang") or meta.get("og:locale") or None,
        "url": _address(tree, meta, html),
    }
    return facts | _saved(html)


def addressed(url: str | None) -> dict[str, str | None]:
    """An address; one of the Wayback Machine's is told apart into the page's own, the archive's and its day."""
    match = _WAYBACK.match(url or "")
    if not match:
        return {"url": url}
    stamp = match[2]
    day = f"{stamp[:4]}-{stamp[4:6]}-{stamp[6:8]}T{stamp[8:10]}:{stamp[10:12]}:{stamp[12:14]}Z"
    return {"url": match[3], "archive_url": match[0], "retrieved": day}


def _meta(tree: HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = (element.get("property") or element.get("name") or element.get("itemprop") or "").strip().lower()
        content = (element.get("content") or "").strip()
        if name and content:
            found.setdefault(name, content[:2000])
    return found


def _first(meta: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((meta[name] for name in names if meta.get(name)), None)


def _linked_data(tree: HtmlElement) -> dict[str, str]:
    """What the page's JSON-LD says of its article."""
    found: dict[str, str] = {}
    for script in tree.iterfind('.//script[@type="application/ld+json"]'):
        try:
            graph = json.loads((script.text or "")[:500_000], strict=False)
        except (ValueError, RecursionError):
            continue
        for node in _nodes(graph):
            kinds = node.get("@type")
            kinds = kinds if isinstance(kinds, list) else [kinds]
            if any(str(kind).lower() in _ARTICLE_TYPES for kind in kinds):
                for name, words in _of_node(node):
                    found.setdefault(name, words)
    return found


def _nodes(graph: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > 5:
        return
    if isinstance(graph, dict):
        yield graph
        yield from _nodes(graph.get("@graph"), depth + 1)
    elif isinstance(graph, list):
        for item in graph[:200]:
            yield from _nodes(item, depth + 1)


def _of_node(node: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for name, key in (("title", "headline"), ("date", "datePublished"), ("updated", "dateModified")):
        if isinstance(node.get(key), str) and node[key].strip():
            yield name, bare(node[key])
    for name, key in (("outlet", "publisher"), ("byline", "author")):
        words = _name(node.get(key))
        if words:
            yield name, words


def _name(node: Any) -> str | None:
    if isinstance(node, list):
        return ", ".join(filter(None, map(_name, node[:10]))) or None
    words = node.get("name") if isinstance(node, dict) else node
    return _person(bare(words)) if isinstance(words, str) else None


def _person(words: str | None) -> str | None:
    """A name; addresses and profile pages are none."""
    return words if words and not re.match(r"https?://|@", words) else None


def _text(tree: HtmlElement, path: str) -> str | None:
    found = tree.xpath(path)
    words = " ".join("".join(found[0].itertext()).split()) if found else ""
    return words[:500] or None


def _time(tree: HtmlElement, name: str) -> str | None:
    """The `<time>` that the page marks so; for publication, failing that, the one in the article's head."""
    marked = tree.xpath(f'//*[@itemprop="{name}"]')
    if name == "datePublished" and not marked:
        marked = tree.xpath("//article//header//time[@datetime] | //time[@pubdate][@datetime]") or tree.xpath(
            "//h1/following::time[@datetime]"
        )
    for element in marked[:1]:
        words = element.get("datetime") or element.get("content") or "".join(element.itertext()).strip()
        return str(words)[:100] or None
    return None


def _outlet_name(site: str | None) -> str | None:
    """A site's name; a bare host is none."""
    if not site or re.fullmatch(r"[\w-]+(\.[\w-]+)+", site):
        return None
    return known_outlet(site) or site


def _outlet_in_title(title: str | None) -> str | None:
    """ "… – Reuters": the last piece of the window's title, where the table knows it."""
    pieces = re.split(r"\s[|–—-]\s", title or "")
    return known_outlet(pieces[-1]) if len(pieces) > 1 else None


def _without_site(title: str | None, site: str | None) -> str | None:
    pieces = re.split(r"(\s[|–—-]\s)", title or "")
    if len(pieces) > 2 and ((site and pieces[-1].lower() == site.lower()) or known_outlet(pieces[-1])):
        return "".join(pieces[:-2])
    return title


def _address(tree: HtmlElement, meta: dict[str, str], html: str) -> str | None:
    links = [link.get("href") for link in tree.iterfind('.//link[@rel="canonical"]')]
    for url in (*links, meta.get("og:url")):
        try:
            if url and urlsplit(url).scheme in ("http", "https"):
                return str(url)
        except ValueError:
            continue
    return None


def _saved(html: str) -> dict[str, str | None]:
    """What a browser, or its extension, wrote into the page when it saved it."""
    head = html[:5000]
    single = _SINGLE_FILE.search(head)
    if single:
        return addressed(single[1]) | {"retrieved": single[2].strip()}
    saved = _SAVED_FROM.search(head)
    return {key: words for key, words in addressed(saved[1] if saved else None).items() if words}
