"""The reader in a process of its own: it runs nothing of the user's folder, mixes nothing up, and ends."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import purport
from purport.articles.guard import Budget, Guard
from purport.articles.outcome import Outcome, Problem
from purport.articles.read import Request
from purport.errors import SetupError
from purport.model import Article
from tests.articles import samples

LINES = b"".join(b'{"id": "%d", "text": "%d people were hurt in Homs."}\n' % (n, n) for n in range(5000))


def ids(found: list[Outcome]) -> list[str]:
    """The articles by name."""
    return [outcome.doc_id for outcome in found if isinstance(outcome, Article)]


def lines(content: bytes = LINES) -> Request:
    """JSON Lines at hand."""
    return Request("many.jsonl", content=content, name="many.jsonl", origin="many.jsonl")


def text(name: str) -> Request:
    """A text at hand."""
    return Request(name, content=samples.LEAD.encode(), name=name, origin=name)


def test_no_file_of_the_current_folder_is_run(tmp_path: Path) -> None:
    """Under the name of a module that reading needs, of Python or of others, and under our own."""
    (tmp_path / "purport").mkdir()
    for name in ("json.py", "charset_normalizer.py", "purport/__init__.py"):
        (tmp_path / name).write_text("open('run', 'w')\nraise SystemExit")
    (tmp_path / "a.txt").write_bytes("12 bless\u00e9s à Homs".encode("latin-1"))
    code = "from purport.api import read; print([a.doc_id for a in read(['a.txt']) if hasattr(a, 'doc_id')])"
    done = subprocess.run([sys.executable, "-P", "-c", code], cwd=tmp_path, capture_output=True, text=True)
    assert done.stdout == "['a']\n", done.stderr
    assert not (tmp_path / "run").exists()


def test_no_file_of_the_current_folder_is_run_by_the_pool(tmp_path: Path) -> None:
    """Nor by the processes that read claims."""
    (tmp_path / "pickle.py").write_text("open('run', 'w')\nraise SystemExit")
    code = (
        "from click.testing import CliRunner; from purport.cli import main; from purport.parallel import in_order\n"
        "CliRunner().invoke(main, ['claims', '--ledger', 'none.sqlite'])\n"
        "print(sum(in_order(abs, range(100), workers=2)))"
    )
    done = subprocess.run([sys.executable, "-P", "-c", code], cwd=tmp_path, capture_output=True, text=True)
    assert done.stdout == "4950\n", done.stderr
    assert not (tmp_path / "run").exists()


def test_a_reader_that_does_not_start_is_said_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """With the reason, and not as the fault of each file."""
    broken = tmp_path / "python"
    broken.write_text("#!/bin/sh\necho 'ImportError: no lxml' >&2\nexit 1\n")
    broken.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(broken))
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(samples.LEAD)
    with pytest.raises(SetupError, match="does not start: ImportError: no lxml;"):
        list(purport.read([str(tmp_path / "a.txt"), str(tmp_path / "b.txt")]))


def test_an_answer_that_is_left_early_is_not_taken_for_the_next() -> None:
    """Its reader ends with it."""
    with Guard() as guard:
        answer = guard(lines())
        next(iter(answer))
        answer.close()  # type: ignore[attr-defined]
        assert ids(list(guard(text("b.txt")))) == ["b"]


def test_a_reader_that_dies_between_two_requests_is_replaced() -> None:
    """No file pays for it."""
    with Guard() as guard:
        list(guard(text("a.txt")))
        assert guard._process is not None
        guard._process.kill()
        assert ids(list(guard(text("b.txt")))) == ["b"]


@pytest.mark.parametrize("budget", [Budget(most_bytes=50_000), Budget(seconds=0.0)])
def test_an_answer_without_end_is_one_problem(budget: Budget) -> None:
    """In bytes and in time; what came before it is kept, and the next file is read."""
    with Guard(budget=budget) as guard:
        found = list(guard(lines()))
        assert [type(o) for o in found if not hasattr(o, "id")] == [Problem]
        assert isinstance(found[-1], Problem)
        assert "split" in found[-1].mend
        guard._budget = Budget()
        assert ids(list(guard(text("b.txt")))) == ["b"]


def test_python_reads_in_the_same_guarded_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that ends the reading process costs its line, and not the program."""
    (tmp_path / "a.txt").write_text(samples.LEAD)
    started: list[Guard] = []
    begin = Guard._started
    monkeypatch.setattr(Guard, "_started", lambda self: (started.append(self), begin(self))[1])
    assert [a.doc_id for a in purport.read([str(tmp_path)]) if isinstance(a, Article)] == ["a"]
    assert len(started) == 1
