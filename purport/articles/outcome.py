"""What reading an input comes to: articles with the bytes they stand in, or a problem in one line."""

from __future__ import annotations

from dataclasses import dataclass

from purport.model import Article, Original

# The longest text taken for one article; longer lines or files are data dumps, not articles.
MOST_CHARACTERS = 10_000_000


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with an input and what to do; `lost` where nothing of it could be read."""

    where: str
    problem: str
    mend: str
    lost: bool = True

    def __str__(self) -> str:
        return " ".join(f"{self.where}: {self.problem}; {self.mend}".split())


# An original comes before the articles that were read from it.
Outcome = Article | Original | Problem
