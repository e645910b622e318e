"""Measures how long the served pages take on a large ledger: the 95th percentile of each kind of page.

    python benchmarks/workbench.py [--claims 100000] [--times 100]

The ledger is that of benchmarks/audit.py: made up, with planted contradictions. Every kind of page is
asked for so often, each time another record, another page of the list or another word, after the ledger
has been read once. The time is from request to answer in this process, the network left out.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from audit import make
from starlette.testclient import TestClient

from purport.web.app import application
from purport.web.library import Library

PORT = 8118
WORDS = ("Relief Board 7", "killed", "people", "2016", "Outlet 12", "nobody")


def addresses(library: Library, dice: random.Random) -> dict[str, Callable[[], str]]:
    """For each kind of page an address, another one each time."""
    ids = {
        "finding": list(library.findings), "question": list(library.questions), "claim": list(library.claims),
        "article": list(library.articles), "speaker": list(library.speakers),
    }  # fmt: skip
    lists = {"findings": "/", "questions": "/questions", "claims": "/claims", "articles": "/articles", "speakers": "/speakers"}
    found: dict[str, Callable[[], str]] = {
        **{f"one {kind}": lambda k=kind: f"/{k}s/{dice.choice(ids[k])}" for kind in ids},  # type: ignore[misc]
        **{f"list of {kind}": lambda at=at: f"{at}?page={dice.randint(1, 40)}" for kind, at in lists.items()},  # type: ignore[misc]
        "findings by date": lambda: f"/?sort=date&severity={dice.choice(('contradiction', ''))}",
        "search": lambda: f"/search?q={dice.choice(WORDS)}",
        "review": lambda: f"/review?at={dice.randint(0, 400)}",
        "map": lambda: "/map",
        "about": lambda: "/about",
    }
    return found


def main() -> None:
    """Prints a line a kind of page."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])  # type: ignore[union-attr]
    options.add_argument("--claims", type=int, default=100_000)
    options.add_argument("--times", type=int, default=100)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "l.sqlite"
        make(path, chosen.claims)
        begin = time.perf_counter()
        client = TestClient(application(path, PORT), base_url=f"http://127.0.0.1:{PORT}")
        print(f"{chosen.claims:,} claims: audited and read in {time.perf_counter() - begin:.1f} s", flush=True)
        for name, address in addresses(Library.of(path), random.Random(7)).items():
            taken = []
            for _ in range(chosen.times + 1):
                begin = time.perf_counter()
                assert client.get(address()).status_code == 200
                taken.append(1000 * (time.perf_counter() - begin))
            ordered = sorted(taken[1:])
            print(
                f"{name:<20} median {ordered[len(ordered) // 2]:6.1f} ms, 95th {ordered[int(len(ordered) * 0.95) - 1]:6.1f} ms"
                f" (the first {taken[0]:.0f} ms)",
                flush=True,
            )


if __name__ == "__main__":
    main()
