"""The ledger: whole, searchable, readable with other tools, honest about what it is not."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from purport.claims.extract import VERSION, extract
from purport.errors import LedgerError, UnknownRecord
from purport.model import Judgement
from purport.store.ledger import Ledger
from purport.store.schema import MIGRATIONS
from tests.conftest import make_article

TEXT = "At least 12 people were killed in Aleppo on Tuesday, the army said. SDF units took control of al-Jaif."


def filled(path: Path) -> Ledger:
    ledger = Ledger(path)
    article = make_article(TEXT, title="T", outlet="O")
    ledger.save(article, extract(article), VERSION)
    return ledger


def test_what_goes_in_comes_out(tmp_path: Path) -> None:
    """Articles and claims are the same records after a round through the file."""
    article = make_article(TEXT, title="T", outlet="O")
    with filled(tmp_path / "l.sqlite") as ledger:
        assert ledger.articles() == [article]
        assert ledger.claims() == list(extract(article))
        with pytest.raises(UnknownRecord):
            ledger.claim("c-nothing")


def test_search_finds_claims(tmp_path: Path) -> None:
    """By words of the sentence; odd search words are only words."""
    with filled(tmp_path / "l.sqlite") as ledger:
        assert len(ledger.search("Aleppo")) == 1
        assert ledger.search('"unbalanced') == []


def test_removal_takes_what_hangs_on_it(tmp_path: Path) -> None:
    """No claim, span, text or search entry is left behind."""
    with filled(tmp_path / "l.sqlite") as ledger:
        ledger.remove(Judgement(ledger.articles()[0].id, "removed", "ana", "2026-01-01"))
        assert ledger.search("Aleppo") == []
    db = sqlite3.connect(tmp_path / "l.sqlite")
    counts = [
        db.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in ("article", "claim", "span", "text", "part")
    ]
    db.close()
    assert counts == [0, 0, 0, 0, 0]


def test_the_schema_is_versioned(tmp_path: Path) -> None:
    """The file says how far its schema is, is in WAL mode, and a newer one is refused in one line."""
    path = tmp_path / "l.sqlite"
    filled(path).close()
    db = sqlite3.connect(path)
    assert db.execute("PRAGMA user_version").fetchone()[0] == len(MIGRATIONS)
    assert db.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
    db.execute("PRAGMA user_version=999")
    db.close()
    with pytest.raises(LedgerError, match="newer"):
        Ledger(path)


@pytest.mark.parametrize("kind", ["text", "other database", "folder"])
def test_what_is_no_ledger_is_refused_and_left_alone(tmp_path: Path, kind: str) -> None:
    """A text file, somebody's own database, a folder."""
    path = tmp_path / "l.sqlite"
    if kind == "text":
        path.write_text("not a database at all " * 100)
    elif kind == "folder":
        path.mkdir()
    else:
        db = sqlite3.connect(path)
        db.execute("CREATE TABLE mine (x)")
        db.execute("PRAGMA user_version=1")
        db.commit()
        db.close()
    before = path.read_bytes() if path.is_file() else b""
    with pytest.raises(LedgerError):
        Ledger(path)
    assert (path.read_bytes() if path.is_file() else b"") == before


def test_datasette_opens_it_with_search(tmp_path: Path) -> None:
    """Datasette shows the claims and its search box finds them."""
    datasette = pytest.importorskip("datasette.app")
    import asyncio

    path = tmp_path / "l.sqlite"
    filled(path).close()

    async def ask() -> tuple[str, dict[str, object]]:
        served = datasette.Datasette([str(path)])
        await served.invoke_startup()
        page = await served.client.get("/l/claim")
        found = await served.client.get("/l/claim.json?_search=Aleppo&_shape=objects")
        return page.text, found.json()

    page, found = asyncio.run(ask())
    assert 'type="search"' in page
    assert len(found["rows"]) == 1  # type: ignore[arg-type]
