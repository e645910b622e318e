"""Reads files in a process of its own, so that no file can take the program with it.

A file that crashes a parser, needs over 1 GB of memory or says nothing for 30 seconds costs one
line: its process is ended, and the next file gets a new one. What is sent between the two is
pickled, from our own process to our own process.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import select
import struct
import subprocess
import sys
from collections.abc import Iterator
from types import TracebackType
from typing import IO, Any

from purport.articles.outcome import Outcome, Problem
from purport.articles.read import Request, read_request

SECONDS = 30.0
BYTES = 1_000_000_000


class Guard:
    """A reader for `read_paths`. Use as a context manager: it ends its process."""

    def __init__(self, seconds: float = SECONDS, most_bytes: int = BYTES) -> None:
        self._seconds = seconds
        self._most_bytes = most_bytes
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Guard:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def __call__(self, asked: Request) -> Iterator[Outcome]:
        """The articles of one request."""
        process = self._running()
        try:
            _send(process.stdin, asked)
            while (found := self._next(process)) is not None:
                yield found
        except TimeoutError:
            self._end()
            yield Problem(asked.shown, f"says nothing for {self._seconds:g} seconds", "split it, or check the file")
        except (EOFError, OSError, pickle.UnpicklingError):
            self._end()
            yield Problem(
                asked.shown, "is broken so that its reader fails, or needs more than 1 GB", "check or split it"
            )

    def _next(self, process: subprocess.Popen[bytes]) -> Outcome | None:
        assert process.stdout is not None
        ready, _, _ = select.select([process.stdout], [], [], self._seconds)
        if not ready:
            raise TimeoutError
        found: Outcome | None = _receive(process.stdout)
        return found

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            # One thread a library: more of them reserve memory that the limit counts.
            threads = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
            command = [sys.executable, "-m", "purport.articles.guard", str(self._most_bytes)]
            self._process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={**os.environ, **threads}, bufsize=0
            )
        return self._process

    def _end(self) -> None:
        if self._process is None:
            return
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError):
                if pipe:
                    pipe.close()
        self._process = None


def _send(pipe: IO[bytes] | None, record: Any) -> None:
    assert pipe is not None
    content = pickle.dumps(record, pickle.HIGHEST_PROTOCOL)
    view = memoryview(struct.pack("<Q", len(content)) + content)
    while view:
        view = view[pipe.write(view) :]
    pipe.flush()


def _receive(pipe: IO[bytes]) -> Any:
    """EOFError where the other end is gone."""
    (length,) = struct.unpack("<Q", _exactly(pipe, 8))
    return pickle.loads(_exactly(pipe, length))


def _exactly(pipe: IO[bytes], length: int) -> bytes:
    pieces = []
    while length:
        piece = pipe.read(min(length, 1 << 20))
        if not piece:
            raise EOFError
        pieces.append(piece)
        length -= len(piece)
    return b"".join(pieces)


def _limit_memory(most_bytes: int) -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):  # not every system has such a limit
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (most_bytes, most_bytes))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def serve() -> None:
    """The other process: reads what it is asked, until its input ends. What parsers print is nobody's reading."""
    _limit_memory(int(sys.argv[1]))
    asked_from, told_to = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    while True:
        try:
            asked = _receive(asked_from)
        except EOFError:
            return
        for found in read_request(asked):
            _send(told_to, found)
        _send(told_to, None)


if __name__ == "__main__":
    serve()
