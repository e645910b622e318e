"""The bundled example: what a reader would find, and one measure for every side."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from purport.pipeline import add, audit
from purport.store.ledger import Ledger
from tests.conftest import EXAMPLE

EXPECTED = (
    ("beyond-the-possible", "503,223"),
    ("parts-do-not-sum", "171"),
    ("disagreement", "58"),
    ("disagreement", "4,000"),
    ("disagreement", "Six"),
    ("disagreement", "25"),
    ("revision", "35"),
    ("tension", "536"),
    ("tension", "1,411"),  # with 1,000 and 387 it leaves at most 23 for two months
    ("share-readings", "52.7%"),
    ("share-readings", "25.4%"),
    ("share-readings", "8%"),
    ("share-readings", "5%"),
    ("share-readings", "96.5%"),
    ("echo", "1,411"),
    ("drift", "96.5%"),  # in the headline of the reprint
    ("drift", "96.5%"),  # and in its body
)

# Sides and bodies exchanged throughout, both ways.
EXCHANGED = (
    ("Russian Defence Ministry", "Pentagon"),
    ("Turkish military", "Syrian army"),
    ("Syrian Democratic Forces", "Free Syrian Army"),
    ("Syrian Observatory for Human Rights", "Syrian Network for Human Rights"),
    ("Turkish forces", "Russian forces"),
    ("Observatory", "Network"),  # the short forms; the full names above go before them
    ("SDF", "FSA"),
)


def found_in(folder: Path, ledger_path: Path) -> list[tuple[str, str, str, set[str]]]:
    """Kind, severity, sentence and numbers of every finding."""
    with Ledger(ledger_path) as ledger:
        add(ledger, [str(folder)])
        _, findings = audit(ledger)
        numbers = {c.id: getattr(c, "quantity", None) for c in ledger.claims()}
        return [
            (f.kind, f.severity, f.sentence, {q.written for c, _ in f.claims if (q := numbers[c])}) for f in findings
        ]


def exchange(text: str) -> str:
    table = {a: b for pair in EXCHANGED for a, b in (pair, pair[::-1])}
    return re.sub("|".join(map(re.escape, table)), lambda m: table[m.group()], text)


def test_the_audit_finds_what_a_reader_would(tmp_path: Path) -> None:
    """Each kind with its figure, and nothing else; the reprint drops "more than" in its headline and in its body."""
    found = found_in(EXAMPLE, tmp_path / "l.sqlite")
    met = [(kind, figure) for kind, figure in EXPECTED if any(k == kind and figure in n for k, _, _, n in found)]
    assert met == list(EXPECTED)
    assert Counter(kind for kind, *_ in found) == Counter(kind for kind, _ in EXPECTED)


def test_exchanging_the_sides_exchanges_only_the_names(tmp_path: Path) -> None:
    """No side is held to another measure."""
    swapped = tmp_path / "syria-2018"
    swapped.mkdir()
    for path in EXAMPLE.glob("*.txt"):
        (swapped / path.name).write_text(exchange(path.read_text("utf-8")), "utf-8")
    plain = {(k, s, frozenset(n)) for k, s, _, n in found_in(EXAMPLE, tmp_path / "a.sqlite")}
    other = {(k, s, frozenset(n)) for k, s, _, n in found_in(swapped, tmp_path / "b.sqlite")}
    assert other == plain
    # The order of pages in an echo goes by name; who held the land is not exchanged with the names in the texts.
    own = re.compile("articles|readings")
    sentences = {exchange(s).lower() for _, _, s, _ in found_in(EXAMPLE, tmp_path / "c.sqlite") if not own.search(s)}
    assert sentences == {s.lower() for _, _, s, _ in found_in(swapped, tmp_path / "d.sqlite") if not own.search(s)}


def test_the_programs_own_words_serve_no_side(tmp_path: Path) -> None:
    """Outside quotation marks no finding says "liberated", "terrorist" or "regime"."""
    for _, _, sentence, _ in found_in(EXAMPLE, tmp_path / "l.sqlite"):
        own = re.sub(r"“[^”]*”", "", sentence).lower()
        assert not re.search(r"liberat|terrorist|regime", own)


def test_every_report_says_where_its_facts_come_from() -> None:
    """Each head says that it was written for the example and which public report its facts are from."""
    for path in EXAMPLE.glob("*.txt"):
        head = path.read_text("utf-8").split("---")[1]
        assert "written: for this example" in head
        assert re.search(r"^facts: .{20,}", head, re.MULTILINE)
