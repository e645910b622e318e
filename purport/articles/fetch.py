"""Gets one page from the address that the user gave, and nothing else but the site's robots.txt.

Each address that a name resolves to is checked before it is connected to, redirections included,
so that no page can lead to a machine of one's own network.
"""

from __future__ import annotations

import ipaddress
import socket
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit, urlunsplit

import httpcore
import httpx
from protego import Protego

from purport.articles.columns import Columns
from purport.articles.read import Request
from purport.errors import InputError

AGENT = "purport"
_HEADERS = {
    "User-Agent": f"{AGENT} (one page, at a reader's request)",
    "Accept": "text/html,application/xhtml+xml,*/*;q=0.8",
}
_SECONDS = 20.0
_MOST_BYTES = 20_000_000
_MOST_STEPS = 5


@dataclass(frozen=True, slots=True)
class Fetcher:
    """Fetches pages. `allow_private`: also from this machine and its own network."""

    columns: Columns = field(default_factory=Columns)
    allow_private: bool = False
    seconds: float = _SECONDS
    most_bytes: int = _MOST_BYTES

    def __call__(self, address: str) -> Request:
        """The page's bytes as they came, its last address and the time. InputError where it cannot be had."""
        until = time.monotonic() + self.seconds
        try:
            with self._client() as client:
                return self._page(client, address, until)
        except InputError:
            raise
        except (httpx.TimeoutException, httpcore.TimeoutException):
            raise InputError(address, f"does not answer within {self.seconds:g} seconds", "try again later") from None
        except (httpx.HTTPError, httpx.InvalidURL, httpcore.NetworkError, OSError, ValueError) as error:
            raise InputError(address, f"cannot be fetched ({str(error) or type(error).__name__})", "check it") from None

    def _client(self) -> httpx.Client:
        # No proxy of the environment: it would be the one to connect, unchecked.
        transport = httpx.HTTPTransport(trust_env=False)
        backend = _CheckedNetwork(self.allow_private)
        transport._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(), network_backend=backend, max_connections=2
        )
        return httpx.Client(transport=transport, headers=_HEADERS, timeout=self.seconds, trust_env=False)

    def _page(self, client: httpx.Client, address: str, until: float) -> Request:
        url = address
        for _ in range(_MOST_STEPS):
            self._ask_robots(client, url, until)
            status, headers, content = self._get(client, url, until)
            if status in (301, 302, 303, 307, 308) and headers.get("location"):
                url = str(httpx.URL(url).join(headers["location"]))
                continue
            if status != 200:
                raise InputError(address, f"answers with {status}", "check the address, or save the page by hand")
            return self._request(address, url, headers, content)
        raise InputError(address, f"leads on more than {_MOST_STEPS} times", "give the last address")

    def _get(self, client: httpx.Client, url: str, until: float) -> tuple[int, httpx.Headers, bytes]:
        """Status, headers and body; the body of a redirection or an error is not read."""
        if urlsplit(url).scheme not in ("http", "https"):
            raise InputError(url, "is no address of a web page", "give one that begins with https://")
        with client.stream("GET", url) as answer:
            if answer.status_code != 200:
                return answer.status_code, answer.headers, b""
            pieces, held = [], 0
            for piece in answer.iter_bytes():
                held += len(piece)
                pieces.append(piece)
                if held > self.most_bytes:
                    raise InputError(url, f"is larger than {self.most_bytes // 10**6} MB", "save it, and add the file")
                if time.monotonic() > until:
                    raise InputError(url, f"does not end within {self.seconds:g} seconds", "try again later")
            return 200, answer.headers, b"".join(pieces)

    def _ask_robots(self, client: httpx.Client, url: str, until: float) -> None:
        """InputError where the site's robots.txt asks programs to stay away from the page (RFC 9309)."""
        split = urlsplit(url)
        rules = urlunsplit((split.scheme, split.netloc, "/robots.txt", "", ""))
        status, _, content = self._get(client, rules, until)
        if status >= 500:
            raise InputError(url, "is on a site whose robots.txt cannot be read now", "try again later")
        if status == 200 and not Protego.parse(content[:500_000].decode("utf-8", "replace")).can_fetch(url, AGENT):
            raise InputError(url, "is closed to programs by its site's robots.txt", "save the page with a browser")

    def _request(self, address: str, url: str, headers: httpx.Headers, content: bytes) -> Request:
        split = urlsplit(url)
        media, _, rest = headers.get("content-type", "").partition(";")
        charset = rest.partition("charset=")[2].strip(" \"'") or None
        name = unquote(PurePosixPath(split.path).name) or split.hostname or "page"
        known = {
            "url": url,
            "media_type": media.strip().lower() or None,
            "charset": charset,
            "retrieved": datetime.now(UTC).isoformat(timespec="seconds"),
        }
        return Request(address, None, content, name, url, tuple(known.items()), self.columns)


class _CheckedNetwork(httpcore.SyncBackend):
    """Connects only to addresses of the public internet."""

    def __init__(self, allow_private: bool) -> None:
        self._allow_private = allow_private

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Resolves the name, checks, and connects to the very address that was checked."""
        found = {str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
        if not self._allow_private:
            for address in found:
                if not _is_public(address):
                    raise InputError(host, f"is a private address ({address})", "use --allow-private to fetch from it")
        address = min(found, key=lambda a: (":" in a, a))  # IPv4 first, where both are there
        return super().connect_tcp(address, port, timeout, local_address, socket_options)


def _is_public(address: str) -> bool:
    ip = ipaddress.ip_address(address.partition("%")[0])
    inner = getattr(ip, "ipv4_mapped", None) or getattr(ip, "sixtofour", None)
    return ip.is_global and not ip.is_multicast and (inner is None or inner.is_global)
