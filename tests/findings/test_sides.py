"""One measure for every side: names exchanged on the shared pages, and in the table of names, exchange names alone."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest

import purport.lexicon
from purport.pipeline import add, audit
from purport.store.ledger import Ledger

TABLE = Path(purport.lexicon.__file__).parent / "data" / "bodies.tsv"
PAIRS = (
    (("Syrian Democratic Forces", "Free Syrian Army"), ("SDF", "FSA")),
    (("Russian Defence Ministry", "Pentagon"), ("Russian Defense Ministry", "US Department of Defense")),
    (("Syrian Observatory for Human Rights", "Syrian Network for Human Rights"), ("SOHR", "SNHR")),
    (("Syrian army", "Turkish army"), ("Syrian troops", "Turkish troops")),
)


def exchange(text: str, pairs: tuple[tuple[str, str], ...]) -> str:
    table = {a: b for pair in pairs for a, b in (pair, pair[::-1])}
    names = sorted(table, key=len, reverse=True)
    return re.sub("|".join(rf"\b{re.escape(n)}\b" for n in names), lambda m: table[m.group()], text)


def found(pages: str, folder: Path, names: str | None = None) -> Counter[tuple[str, str, tuple[str, ...]]]:
    """How often each kind, with its severity and its pages, is found."""
    folder.mkdir()
    (folder / "pages.jsonl").write_text(pages, "utf-8")
    if names is not None:
        (folder / "purport-aliases.tsv").write_text(names, "utf-8")
    with Ledger(folder / "l.sqlite", create=True) as ledger:
        add(ledger, [str(folder / "pages.jsonl")])
        _, findings = audit(ledger)
        doc_ids = {a.id: a.doc_id for a in ledger.articles()}
        of = {c.id: doc_ids[c.article_id] for c in ledger.claims()}
    return Counter((f.kind, f.severity, tuple(sorted(of[c] for c, _ in f.claims))) for f in findings)


@pytest.fixture(scope="module")
def plain(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Counter[tuple[str, str, tuple[str, ...]]]:
    pages = (shared / "corpora" / "pages" / "pages.jsonl").read_text("utf-8")
    return found(pages, tmp_path_factory.mktemp("plain") / "l")


@pytest.mark.parametrize("pairs", PAIRS, ids=lambda pairs: f"{pairs[0][0]} / {pairs[0][1]}")
def test_exchanged_names_exchange_no_finding(
    pairs: tuple[tuple[str, str], ...],
    plain: Counter[tuple[str, str, tuple[str, ...]]],
    shared: Path,
    tmp_path: Path,
) -> None:
    """Every page under the other side's name is held to the same measure."""
    lines = (shared / "corpora" / "pages" / "pages.jsonl").read_text("utf-8").splitlines()
    pages = "\n".join(json.dumps(json.loads(exchange(line, pairs))) for line in lines)
    assert pages != "\n".join(json.dumps(json.loads(line)) for line in lines)
    assert plain
    assert found(pages, tmp_path / "l", exchange(TABLE.read_text("utf-8"), pairs)) == plain
