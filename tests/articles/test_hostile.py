"""Hostile input: one clear line, bounded memory and time, nothing written, nothing followed."""

from __future__ import annotations

import io
import json
import os
import tarfile
import time
from pathlib import Path

import pytest

from purport.articles.guard import Budget, Guard
from purport.articles.inputs import MOST_UNPACKED, Allowance, whole_input
from purport.articles.outcome import Problem
from purport.articles.read import Request, read_input, read_paths
from purport.model import Article
from tests.articles import fuzz, samples


def problems(name: str, content: bytes, allowance: int = MOST_UNPACKED) -> list[Problem]:
    """What is wrong with a file."""
    given = whole_input(io.BytesIO(content), shown=name, name=name, origin=name, allowance=Allowance(allowance))
    return [outcome for outcome in read_input(given) if isinstance(outcome, Problem)]


@pytest.mark.parametrize("name", fuzz.FILES)
def test_damaged_files(name: str) -> None:
    """Whatever is damaged, reading ends in articles or one-line problems, and never in a parser's own failure."""
    fuzz.fuzz(name)


@pytest.mark.parametrize("name", fuzz.FILES)
def test_lines_in_another_order(name: str) -> None:
    """The same for files that are whole but mixed up."""
    for seed in range(20):
        fuzz.check(name, fuzz.shuffled(name, seed))


def test_a_zip_bomb_is_stopped() -> None:
    """A file that unpacks without end costs one line, however small it is."""
    bomb = samples.zipped({f"{n}.txt": b"\x20" * 2_000_000 for n in range(9)} | {"z.txt": b"x" * 50_000_000})
    assert len(bomb) < 200_000
    [found] = [p for p in problems("bomb.zip", bomb, 30_000_000) if "unpack" in p.problem]
    assert found.lost
    assert len(problems("bomb.zip", bomb, 1_000_000)) == 2  # the member that went too far, then no more of them


def test_archives_within_archives_end() -> None:
    """A ZIP of a ZIP of a ZIP … is followed a few steps, then said so."""
    content = samples.TEXT.encode()
    for depth in range(8):
        content = samples.zipped({f"{depth}.zip" if depth else "a.txt": content})
    [found] = problems("deep.zip", content)
    assert "archives deep" in found.problem


def test_nothing_is_written_and_no_name_leads_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Members called ../../x are read under a harmless name; links in a tar are left; no file appears."""
    monkeypatch.chdir(tmp_path)
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        info = tarfile.TarInfo("../../evil.txt")
        info.size = len(samples.LEAD)
        archive.addfile(info, io.BytesIO(samples.LEAD.encode()))
        link = tarfile.TarInfo("passwd.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    (tmp_path / "x.tar").write_bytes(out.getvalue())
    (tmp_path / "y.zip").write_bytes(
        samples.zipped({"../../../evil.txt": samples.LEAD.encode(), "/etc/cron.txt": b"7 died."})
    )
    found = list(read_paths([str(tmp_path)]))
    articles = [outcome for outcome in found if isinstance(outcome, Article)]
    assert sorted(article.doc_id for article in articles) == ["cron", "evil", "evil"]
    assert all(".." not in article.origin for article in articles)
    assert [p.problem for p in found if isinstance(p, Problem)] == ["is a link"]
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["x.tar", "y.zip"]
    assert not (tmp_path.parent / "evil.txt").exists()


def test_a_locked_member_is_named() -> None:
    """Its archive's other files are read."""
    content = bytearray(samples.zipped({"a.txt": samples.LEAD.encode()}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + offset] |= 1
    [found] = problems("locked.zip", bytes(content))
    assert "password" in found.problem


def test_deep_nesting_ends() -> None:
    """Of HTML, JSON and mail."""
    deep = b"<html><body>" + b"<div>" * 50_000 + samples.LEAD.encode() + b"</div>" * 50_000
    begun = time.monotonic()
    list(read_input(whole_input(io.BytesIO(deep), shown="d", name="d.html", origin="d")))
    assert problems("d.json", b"[" * 100_000)
    boundary = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(2000))
    problems("d.eml", b"From: a@b.example\nSubject: x\n" + boundary + b"7 people died.")
    assert time.monotonic() - begun < 30


def test_a_feed_of_entities_does_not_grow() -> None:
    """The billion laughs."""
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    feed = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "ha">{entities}]><rss><channel><item><title>&a11;</title></item></channel></rss>'
    begun = time.monotonic()
    problems("laughs.rss", feed.encode())
    assert time.monotonic() - begun < 10


def test_a_row_that_never_ends_is_one_problem() -> None:
    """A quotation mark that is never closed, in a table longer than memory should hold."""
    table = b'id,text\n1,"' + b"killed 7 people,\n" * 700_000
    assert "cannot be read" in problems("open.csv", table)[0].problem


def test_the_guard_survives_what_kills_or_stalls_its_process(tmp_path: Path) -> None:
    """A crash and a stall cost a line each; the files before and after are read, by another process."""
    for name in ("a.txt", "c.txt"):
        (tmp_path / name).write_text(samples.LEAD)
    with Guard(budget=Budget(silence=20)) as guard:
        [first] = [o for o in guard(Request("a", tmp_path / "a.txt")) if isinstance(o, Article)]
        assert guard._process is not None
        old = guard._process
        os.kill(old.pid, 19)  # stopped: it says nothing any more
        guard._seconds = 0.5
        [stalled] = list(guard(Request("b", tmp_path / "c.txt")))
        assert isinstance(stalled, Problem)
        assert "says nothing" in stalled.problem
        assert old.poll() is not None
        guard._seconds = 20
        [again] = [o for o in guard(Request("c", tmp_path / "c.txt")) if isinstance(o, Article)]
        assert (first.doc_id, again.doc_id) == ("a", "c")


def test_a_file_that_needs_too_much_memory_is_one_problem(tmp_path: Path) -> None:
    """Under a small limit, a page that is larger than it."""
    (tmp_path / "big.json").write_text(json.dumps({"text": "x" * 90_000_000}))
    (tmp_path / "ok.txt").write_text(samples.LEAD)
    with Guard(most_bytes=400_000_000) as guard:
        found = list(read_paths([str(tmp_path)], reader=guard))
    [problem] = [p for p in found if isinstance(p, Problem)]
    assert problem.lost
    assert "big.json" in problem.where
    assert [a.doc_id for a in found if isinstance(a, Article)] == ["ok"]


def test_a_packed_tar_that_ends_in_its_head_is_one_problem() -> None:
    """Where Python's own tarfile fails with a TypeError (found by fuzzing)."""
    [found] = problems("inbox.tar.gz", b"\x1f\x8b\x08<scr\x00")
    assert found.lost
