"""What can go wrong, as one tree.

PurportError
├── InputError        a file or record cannot be read: what, why, and what to do
├── LedgerError       the ledger file cannot be opened, read or written
├── UnknownRecord     no record has the id that was asked for
└── SetupError        a part that purport needs (a language model, a data file) is missing
"""

from __future__ import annotations


class PurportError(Exception):
    """Base of every error that purport raises on purpose; its text is one line for a person."""


class InputError(PurportError):
    """An input that could not be read. The other inputs go on."""

    def __init__(self, where: str, problem: str, mend: str) -> None:
        super().__init__(f"{where}: {problem}; {mend}")
        self.where = where
        self.problem = problem
        self.mend = mend


class LedgerError(PurportError):
    """The ledger cannot be used (exit code 3)."""


class UnknownRecord(PurportError):
    """An id that names nothing in this ledger."""


class SetupError(PurportError):
    """Something that must be installed is not there."""
