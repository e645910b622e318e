"""Reads files in a process of its own, so that no file can take the program with it.

A file that crashes a parser, needs over 1 GB of memory, says nothing for 30 seconds or does not
end costs one line: its process is ended, and the next file gets a new one. What is sent between
the two is pickled, from our own process to our own process; the reader says None when it is
ready, once at its start and after each request.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import select
import struct
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from types import TracebackType
from typing import IO, Any

from purport.articles.outcome import Outcome, Problem
from purport.articles.read import Request, read_request
from purport.errors import InputError, SetupError

SECONDS = 30.0
BYTES = 1_000_000_000
# Of one request: the largest archive that is unpacked takes a fraction of both.
_MOST_SECONDS = 3600.0
_MOST_ANSWER = 20_000_000_000


@dataclass(slots=True)
class Budget:
    """What one request may still take: a silence, the time spent on waiting for it, the bytes of its answer."""

    silence: float = SECONDS
    seconds: float = _MOST_SECONDS
    most_bytes: int = _MOST_ANSWER

    def wait(self, pipe: IO[bytes]) -> None:
        """Until there is something to read. TimeoutError after a silence, InputError where the time is used up."""
        begun = time.monotonic()
        ready, _, _ = select.select([pipe], [], [], self.silence)
        if not ready:
            raise TimeoutError
        self.seconds -= time.monotonic() - begun
        if self.seconds < 0:
            raise InputError("", "takes too long to read", "split it; what was read so far is kept")

    def take(self, amount: int) -> None:
        """InputError where the bytes are used up."""
        self.most_bytes -= amount
        if self.most_bytes < 0:
            raise InputError("", "comes to more than is taken from one file", "split it; what was read so far is kept")


class Guard:
    """A reader for `read_paths`. Use as a context manager: it ends its process."""

    def __init__(self, most_bytes: int = BYTES, budget: Budget | None = None) -> None:
        """`most_bytes` of memory end the reader; each request has a budget like the given one."""
        self._most_bytes = most_bytes
        self._budget = budget or Budget()
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Guard:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def __call__(self, asked: Request) -> Iterator[Outcome]:
        """The articles of one request. SetupError where no reader can be started."""
        whole = False
        try:
            yield from self._answer(asked)
            whole = True
        except TimeoutError:
            yield Problem(
                asked.shown, f"says nothing for {self._budget.silence:g} seconds", "split it, or check the file"
            )
        except InputError as error:
            yield Problem(asked.shown, error.problem, error.mend)
        except (EOFError, OSError, pickle.UnpicklingError):
            yield Problem(
                asked.shown, "is broken so that its reader fails, or needs more than 1 GB", "check or split it"
            )
        finally:
            # Of an answer that was not heard to its end the rest would be taken for the next one's.
            if not whole:
                self._end()

    def _answer(self, asked: Request) -> Iterator[Outcome]:
        budget = replace(self._budget)
        used = self._process is not None
        try:
            found = self._ask(asked, budget)
        except (EOFError, ConnectionError):
            if not used:
                raise
            # It may have died of something else since the last request: a new one is asked once.
            self._end()
            found = self._ask(asked, budget)
        while found is not None:
            yield found
            found = self._next(budget)

    def _ask(self, asked: Request, budget: Budget) -> Outcome | None:
        """Sends the request; the first of its answer."""
        if self._process is None:
            self._process = self._started()
        _send(self._process.stdin, asked)
        return self._next(budget)

    def _next(self, budget: Budget) -> Outcome | None:
        assert self._process is not None
        found: Outcome | None = _receive(self._process.stdout, budget)
        return found

    def _started(self) -> subprocess.Popen[bytes]:
        # One thread a library: more of them reserve memory that the limit counts.
        threads = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
        # -P: a file of the current folder that is called as a module of Python is never run.
        command = [sys.executable, "-P", "-m", "purport.articles.guard", str(self._most_bytes)]
        pipe = subprocess.PIPE
        try:
            process = subprocess.Popen(
                command, stdin=pipe, stdout=pipe, stderr=pipe, env={**os.environ, **threads}, bufsize=0
            )
        except OSError as error:
            raise SetupError(f"the reader does not start: {error.strerror}; close other programs, try again") from None
        try:
            _receive(process.stdout, Budget())
        except (EOFError, OSError, pickle.UnpicklingError):
            process.kill()
            said = process.communicate()[1].decode("utf-8", "replace").split("\n")
            reason = next((line for line in reversed(said) if line.strip()), "it ends without a word")
            raise SetupError(f"the reader does not start: {reason.strip()}; install purport again") from None
        return process

    def _end(self) -> None:
        if self._process is None:
            return
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout, self._process.stderr):
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


def _receive(pipe: IO[bytes] | None, budget: Budget | None = None) -> Any:
    """EOFError where the other end is gone; the errors of the budget, where there is one."""
    assert pipe is not None
    (length,) = struct.unpack("<Q", _exactly(pipe, 8, budget))
    if budget:
        budget.take(length)
    return pickle.loads(_exactly(pipe, length, budget))


def _exactly(pipe: IO[bytes], length: int, budget: Budget | None) -> bytes:
    pieces = []
    while length:
        if budget:
            budget.wait(pipe)
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
        _send(told_to, None)
        try:
            asked = _receive(asked_from)
        except EOFError:
            return
        for found in read_request(asked):
            _send(told_to, found)


if __name__ == "__main__":
    serve()
