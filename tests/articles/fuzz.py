"""Throws damaged and random files at every reader: each must end with articles or one-line problems.

`make fuzz` runs 10,000 of them a format (a nightly's work); `make test` runs 500.
"""

from __future__ import annotations

import io
import os
import random
from dataclasses import dataclass

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from purport.articles.inputs import Allowance, whole_input
from purport.articles.outcome import Problem
from purport.articles.read import read_input
from purport.model import Article, Original
from tests.articles import samples

FILES = samples.every_format()
EXAMPLES = int(os.environ.get("PURPORT_FUZZ", "500"))
# Pieces that readers trip over: nulls, broken tags and tables, deep nesting, long numbers, control characters.
PIECES = (
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"<", b">", b"<div>" * 300, b"</p></p>", b"<!--", b"<script>alert(1)</script>",
    b"[" * 2000, b'{"a":' * 500, b'"', b"'", b"\\", b"\r\n\r\n", b"\n", b"9" * 5000, b"&#x110000;", b"&amp" * 50, b"%PDF-1.7",
    b"xref\n0 9999999\n", b"startxref\n-1\n", b"1 0 obj", b"endobj", b"/Length 99999999", b"/Kids [2 0 R]", b"stream", b"PK\x05\x06",
    b"PK\x01\x02", b"\x1f\x8b\x08", b"WARC/1.0\r\n", b"Content-Length: -1\r\n", b"Content-Length: 999999999\r\n", b"=?utf-8?b?////?=",
    b"Content-Type: multipart/mixed; boundary=x\n\n--x\n", b"../../etc/passwd", b"<!ENTITY a '&a;&a;'>", b"\xc3\x28", b"\xed\xa0\x80",
    b"\x80" * 200, b"<item>", b"</rss>", b"&a;", b"  \xe2\x80\xa2 A\n\n      text\n", b"---\ntitle: x\n---\n", b"says:\n1 May 2018\n",
)  # fmt: skip


@dataclass(frozen=True)
class Damage:
    """One change to a file: where (a share of its length), what, how much is taken away."""

    at: float
    piece: bytes
    taken: int

    def on(self, content: bytes) -> bytes:
        """The file with the change."""
        place = int(self.at * len(content))
        return content[:place] + self.piece + content[place + self.taken :]


DAMAGE = st.builds(
    Damage,
    st.floats(0, 1),
    st.one_of(st.sampled_from(PIECES), st.binary(max_size=12)),
    st.sampled_from([0, 0, 1, 4, 50, 10**6]),
)


def check(name: str, content: bytes) -> None:
    """Reading ends, in articles whose parts lie in their text, and in problems of one line."""
    stream = whole_input(io.BytesIO(content), shown=name, name=name, origin=name, allowance=Allowance(20_000_000))
    for outcome in read_input(stream):
        if isinstance(outcome, Article):
            length = len(outcome.text.characters)
            assert all(0 <= p.begin < p.until <= length for p in outcome.parts)
            assert all(0 <= a.begin <= a.until <= length for a in outcome.anchors)
            assert all(one.until <= other.begin for one, other in zip(outcome.parts, outcome.parts[1:], strict=False))
            outcome.text.characters.encode()
        elif isinstance(outcome, Problem):
            assert "\n" not in str(outcome)
            assert "report it" not in outcome.mend, outcome
        else:
            assert isinstance(outcome, Original)


def fuzz(name: str, examples: int = EXAMPLES) -> None:
    """Runs one format's examples: its sample with up to six changes, or bytes of no form at all."""

    @settings(
        max_examples=examples, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
    )
    @given(st.lists(DAMAGE, max_size=6), st.one_of(st.none(), st.none(), st.none(), st.binary(max_size=400)))
    def run(damages: list[Damage], instead: bytes | None) -> None:
        content = FILES[name] if instead is None else instead
        for damage in damages:
            content = damage.on(content)
        check(name, content)

    run()


def shuffled(name: str, seed: int) -> bytes:
    """A file with its lines in another order."""
    lines = FILES[name].split(b"\n")
    random.Random(seed).shuffle(lines)
    return b"\n".join(lines)
