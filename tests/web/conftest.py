"""The example's ledger, the pages served from it, and a browser where there is one."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from starlette.testclient import TestClient

from purport.pipeline import add, audit
from purport.store.ledger import Ledger
from purport.web.app import application
from tests.conftest import EXAMPLE

PORT = 8118
CHROMIUM = "/usr/bin/chromium"
FLAGS = (
    "--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--enable-unsafe-swiftshader", "--use-gl=angle", "--use-angle=swiftshader",
)  # fmt: skip


def ledger_of(folder: Path, *paths: Path) -> Path:
    """A ledger with the files in it, audited."""
    with Ledger(folder / "l.sqlite", create=True) as ledger:
        add(ledger, [str(p) for p in paths])
        audit(ledger)
    return folder / "l.sqlite"


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ledger of the bundled example; not to be written to."""
    return ledger_of(tmp_path_factory.mktemp("example"), EXAMPLE)


@pytest.fixture
def own(example: Path, tmp_path: Path) -> Path:
    """A copy of it for a test that writes."""
    return Path(shutil.copy(example, tmp_path / "own.sqlite"))


def client_of(path: Path) -> TestClient:
    """A client on this machine's own name."""
    return TestClient(application(path, PORT, "anna"), base_url=f"http://127.0.0.1:{PORT}", follow_redirects=False)


@pytest.fixture(scope="session")
def client(example: Path) -> TestClient:
    """Reads the example's pages."""
    return client_of(example)


@pytest.fixture
def serve() -> Iterator[Callable[[Path], str]]:
    """Serves a ledger on a free port; gives its address."""
    running: list[tuple[uvicorn.Server, threading.Thread]] = []

    def start(path: Path) -> str:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        server = uvicorn.Server(
            uvicorn.Config(application(path, port, "anna"), host="127.0.0.1", port=port, log_level="error")
        )
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.02)
        running.append((server, thread))
        return f"http://127.0.0.1:{port}"

    yield start
    for server, thread in running:
        server.should_exit = True
        thread.join(5)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Headless Chromium; the test is skipped where there is none."""
    if not Path(CHROMIUM).exists():
        pytest.skip(f"{CHROMIUM} is not here: the browser tests need Debian's package chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield started
        started.close()
