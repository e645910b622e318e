"""An address is fetched once, politely, and never from one's own network unless asked."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from purport.articles.fetch import Fetcher, _is_public
from purport.articles.outcome import Problem
from purport.articles.read import read_paths
from purport.errors import InputError
from purport.model import Article, Original
from tests.articles import samples


@dataclass
class Site:
    """A web server on this machine: what it was asked, and what it answers."""

    port: int = 0
    asked: list[str] = field(default_factory=list)
    pages: dict[str, tuple[int, dict[str, str], bytes]] = field(default_factory=dict)

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"


@pytest.fixture
def site() -> Iterator[Site]:
    """A site with one page; robots.txt is missing."""
    made = Site(pages={"/flood.html": (200, {"Content-Type": "text/html; charset=utf-8"}, samples.PAGE.encode())})

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            made.asked.append(self.path)
            status, headers, body = made.pages.get(self.path, (404, {}, b""))
            self.send_response(status)
            for name, words in headers.items():
                self.send_header(name, words)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield made
    server.shutdown()
    server.server_close()


def test_that_page_is_fetched_and_nothing_else(site: Site) -> None:
    """robots.txt and the page; the bytes are kept as they came; no picture, no link, no script."""
    fetcher = Fetcher(allow_private=True)
    found = list(read_paths([site.url("/flood.html")], fetch=fetcher))
    [original] = [o for o in found if isinstance(o, Original)]
    [article] = [o for o in found if isinstance(o, Article)]
    assert site.asked == ["/robots.txt", "/flood.html"]
    assert original.content == samples.PAGE.encode()
    assert article.url == site.url("/flood.html")
    assert article.retrieved is not None
    assert article.title == samples.TITLE


def test_private_addresses_are_refused_unless_asked_for(site: Site) -> None:
    """By address and by name, and before anything is sent."""
    for url in (site.url("/flood.html"), f"http://localhost:{site.port}/flood.html", f"http://[::1]:{site.port}/"):
        [problem] = list(read_paths([url], fetch=Fetcher()))
        assert isinstance(problem, Problem)
        assert problem.lost
    assert site.asked == []


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.215.14", True), ("2606:2800:21f:cb07::1", True), ("127.0.0.1", False), ("10.1.2.3", False),
        ("192.168.0.1", False), ("169.254.169.254", False), ("100.64.0.1", False), ("0.0.0.0", False), ("::1", False),
        ("fe80::1%eth0", False), ("fd00::1", False), ("::ffff:127.0.0.1", False), ("224.0.0.1", False),
        ("2002:7f00:1::", False),
    ],
)  # fmt: skip
def test_what_is_public(address: str, public: bool) -> None:
    """Loopback, private, link-local, shared, mapped and multicast addresses are not."""
    assert _is_public(address) is public


def test_robots_txt_is_honoured(site: Site) -> None:
    """A site that asks programs to stay away is not read; the page is never asked for."""
    site.pages["/robots.txt"] = (200, {"Content-Type": "text/plain"}, b"User-agent: *\nDisallow: /flood")
    [problem] = list(read_paths([site.url("/flood.html")], fetch=Fetcher(allow_private=True)))
    assert isinstance(problem, Problem)
    assert "robots.txt" in problem.problem
    assert site.asked == ["/robots.txt"]


def test_a_page_that_leads_on_is_followed_a_few_steps(site: Site) -> None:
    """The last address is the article's; a circle ends."""
    site.pages["/a"] = (302, {"Location": "/flood.html"}, b"")
    site.pages["/round"] = (301, {"Location": "/round"}, b"")
    asked = Fetcher(allow_private=True)(site.url("/a"))
    assert dict(asked.known)["url"] == site.url("/flood.html")
    with pytest.raises(InputError, match="leads on"):
        Fetcher(allow_private=True)(site.url("/round"))


def test_another_scheme_is_never_followed(site: Site) -> None:
    """A page cannot lead to a file of this machine."""
    site.pages["/a"] = (302, {"Location": "file:///etc/passwd"}, b"")
    with pytest.raises(InputError):
        Fetcher(allow_private=True)(site.url("/a"))


def test_size_and_errors_are_one_line(site: Site) -> None:
    """A page past the cap, and one that is not there."""
    site.pages["/long.html"] = (200, {"Content-Type": "text/html"}, b"x" * 200_000)
    fetcher = Fetcher(allow_private=True, most_bytes=100_000)
    with pytest.raises(InputError, match="larger than"):
        fetcher(site.url("/long.html"))
    with pytest.raises(InputError, match="answers with 404"):
        fetcher(site.url("/none.html"))


def test_without_a_fetcher_nothing_is_fetched(site: Site, tmp_path: Path) -> None:
    """Reading in Python, and extract, never touch the network; nor does a file that names an address."""
    (tmp_path / "a.txt").write_text(f"---\nurl: {site.url('/flood.html')}\n---\n{samples.LEAD}")
    (tmp_path / "b.rss").write_bytes(samples.rss())
    found = list(read_paths([site.url("/flood.html"), str(tmp_path)]))
    assert isinstance(found[0], Problem)
    assert sum(isinstance(outcome, Article) for outcome in found) == 3
    assert site.asked == []
