"""Runs one function over many items in order: in this process, or in a pool of processes."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context
from typing import TypeVar

In = TypeVar("In")
Out = TypeVar("Out")

# A pool costs a second or two of loading in each process; fewer items than this do not repay it.
WORTH_A_POOL = 60


def in_order(work: Callable[[In], Out], items: Iterable[In], *, workers: int | None = None) -> Iterator[Out]:
    """The results in the order of the items; no more than WORTH_A_POOL are held at once."""
    workers = workers if workers is not None else os.cpu_count() or 1
    source = iter(items)
    first = [item for _, item in zip(range(WORTH_A_POOL), source, strict=False)]
    if workers < 2 or len(first) < WORTH_A_POOL:
        yield from map(work, first)
        yield from map(work, source)
        return
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        waiting: deque[Future[Out]] = deque()
        for item in first:
            waiting.append(pool.submit(work, item))
        for item in source:
            yield waiting.popleft().result()
            waiting.append(pool.submit(work, item))
        while waiting:
            yield waiting.popleft().result()
