"""The pages answer to this machine alone, obey only their own forms, and show hostile text as text."""

from __future__ import annotations

import socket
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from purport.store.ledger import Ledger
from purport.web.library import Library
from tests.web.conftest import PORT, ledger_of

ATTACK = """---
title: <script>alert(1)</script> 16 dead
outlet: "><img src=x onerror=alert(2)>
date: 2018-05-04
byline: ' onmouseover='alert(3)
url: javascript:alert(4)
---
<script>alert(5)</script> At least 58 people were killed in <svg onload=alert(6)>Homs on 4 May 2018, the "><script>alert(7)</script> Observatory Group said.

At least 36 people were killed in Homs on 4 May 2018, <img src=x onerror=alert(8)> the governor Omar"><b>Hadi said. {{ 7 * 7 }} {% raw %} </main></html> &lt;script&gt;

The javascript:alert(9) Ministry said that 16 "onmouseover=alert(10) x=" soldiers were killed in Homs on 4 May 2018.
"""


class Tags(HTMLParser):
    """Every tag with its attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Kept."""
        self.found.append((tag, dict(attrs)))


@pytest.fixture
def attacked(tmp_path: Path) -> Path:
    (tmp_path / "attack.txt").write_text(ATTACK, "utf-8")
    return ledger_of(tmp_path, tmp_path / "attack.txt")


def addresses(path: Path) -> list[str]:
    library = Library.of(path)
    return [
        "/", "/questions", "/claims", "/articles", "/speakers", "/map", "/review", "/about", "/search?q=%3Cscript%3Ealert(0)%3C/script%3E",
        *(f"/findings/{n}" for n in library.findings), *(f"/questions/{n}" for n in library.questions),
        *(f"/claims/{n}" for n in library.claims), *(f"/articles/{n}" for n in library.articles),
        *(f"/speakers/{n}" for n in library.speakers),
    ]  # fmt: skip


def test_hostile_text_is_text(attacked: Path) -> None:
    """No script but purport's own, no handler, no image, no address that runs."""
    from tests.web.conftest import client_of

    client, shown = client_of(attacked), ""
    for address in addresses(attacked):
        page = client.get(address).text
        shown += page
        for tag, attributes in Tags(page).found:
            assert tag not in ("img", "iframe", "object"), address
            assert tag != "script" or str(attributes.get("src", "")).startswith("/static/"), address
            assert not any(name.startswith("on") and name not in ("on",) for name in attributes), (address, attributes)
            assert not str(attributes.get("href", "")).lower().startswith(("javascript:", "data:", "//")), address
    assert "&lt;script&gt;alert(5)&lt;/script&gt;" in shown
    assert "{{ 7 * 7 }}" in shown


def test_hostile_text_runs_nowhere(attacked: Path, serve: Callable[[Path], str], browser: Any) -> None:
    """In a browser no dialog opens, nothing is asked for elsewhere, and no policy is broken."""
    base, page, told = serve(attacked), browser.new_page(), []
    page.on("dialog", lambda dialog: (told.append(dialog.message), dialog.dismiss()))
    page.on("console", lambda message: told.append(message.text) if message.type == "error" else None)
    page.on(
        "request",
        lambda request: told.append(request.url) if not request.url.startswith((base, "blob:", "data:")) else None,
    )
    for address in addresses(attacked):
        page.goto(base + address)
    page.close()
    assert told == []


@pytest.mark.parametrize(
    "host", ["evil.example", f"evil.example:{PORT}", "127.0.0.1.evil.example", f"127.0.0.1:{PORT + 1}", ""]
)
def test_a_foreign_name_gets_nothing(client: TestClient, host: str) -> None:
    """A page elsewhere that points its name to this machine is refused."""
    answer = client.get("/", headers={"host": host})
    assert answer.status_code == 421
    assert "finding" not in answer.text


def test_every_answer_has_the_policy(client: TestClient) -> None:
    """Also files, errors and data."""
    for address in ("/", "/static/app.css", "/nothing", "/findings/f-0", "/map.geojson", "/claims.csv"):
        headers = client.get(address).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("token", ["", "wrong", "é"])
def test_a_form_without_the_token_changes_nothing(own: Path, token: str) -> None:
    """403, and nothing is written down; nor does asking for the address do anything."""
    from tests.web.conftest import client_of

    client, name = client_of(own), next(iter(Library.of(own).findings))
    for address in ("/judge", "/correct", "/enter"):
        assert client.post(address, data={"token": token, "on": name, "decision": "rejected"}).status_code == 403
        assert client.get(f"{address}?on={name}&decision=rejected").status_code == 405
    with Ledger(own) as ledger:
        assert ledger.judgements() == []


def test_a_form_leads_nowhere_else(own: Path) -> None:
    """Its way back is a page of purport."""
    from tests.web.conftest import client_of
    from tests.web.test_changes import token

    client, name = client_of(own), next(iter(Library.of(own).findings))
    form = {"token": token(client.get(f"/findings/{name}").text), "on": name, "decision": "accepted"}
    for back in ("https://evil.example/", "//evil.example/", "/\\evil.example/", "evil"):
        assert client.post("/judge", data={**form, "back": back}).status_code == 400


def test_no_file_outside_is_served(client: TestClient) -> None:
    """Only what comes with the pages."""
    for address in ("/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2f..%2fmodel.py", "/static/"):
        assert client.get(address).status_code == 404


def test_a_ledger_that_is_not_there_is_said(tmp_path: Path) -> None:
    """In one line, with its exit code; none is made, and a port that is taken is said too."""
    from click.testing import CliRunner

    from purport.cli import main

    for command in (["serve"], ["publish", "--site", str(tmp_path / "www")]):
        told = CliRunner().invoke(main, [*command, "--ledger", str(tmp_path / "none.sqlite")])
        assert told.exit_code == 3
        assert "there is no ledger" in told.stderr
    assert list(tmp_path.iterdir()) == []
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        told = CliRunner().invoke(main, ["serve", "--port", str(taken.getsockname()[1])])
    assert told.exit_code == 2
    assert "give another --port" in told.stderr
