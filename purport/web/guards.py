"""What keeps the served pages to this machine and its user: hosts, tokens, headers."""

from __future__ import annotations

import secrets

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Nothing but what comes with purport is loaded, run, framed or written to.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self';"
    " worker-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
_LOCAL = ("127.0.0.1", "localhost", "[::1]")


class HostGuard:
    """Answers only to the names of this machine: a page elsewhere that points its name here gets nothing."""

    def __init__(self, app: ASGIApp, port: int) -> None:
        self.app = app
        self._hosts = {f"{host}:{port}" for host in _LOCAL} | set(_LOCAL if port == 80 else ())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuses with 421 what was asked for under a foreign name."""
        if scope["type"] == "http" and Headers(scope=scope).get("host") not in self._hosts:
            refusal = PlainTextResponse("purport answers only to this machine's own names.\n", status_code=421)
            await refusal(scope, receive, send)
            return
        await self.app(scope, receive, send)


class HeaderGuard:
    """Puts the policy on every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Adds the headers to what the app answers."""

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers[name] = value
            await send(message)

        await self.app(scope, receive, guarded)


class Token:
    """A secret of this run that every form carries: a page elsewhere cannot send one."""

    def __init__(self) -> None:
        self.text = secrets.token_urlsafe(32)

    def fits(self, given: object) -> bool:
        """Whether it is the one, in time that tells nothing."""
        return isinstance(given, str) and secrets.compare_digest(given.encode(), self.text.encode())
