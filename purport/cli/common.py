"""What every command has: its ledger, JSON Lines, and one line for what goes wrong."""

from __future__ import annotations

import json
import sqlite3
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any, TypeVar

import click

from purport.errors import InputError, LedgerError, PurportError

DONE, SOME_FAILED, WRONG_USAGE, NO_LEDGER = 0, 1, 2, 3
Command = TypeVar("Command", bound=Callable[..., Any])

ledger_option = click.option(
    "--ledger", "ledger_path", default="purport.sqlite", show_default=True, metavar="FILE", help="The ledger file."
)
json_option = click.option("--json", "as_json", is_flag=True, help="JSON Lines.")


def with_errors(command: Command) -> Command:
    """Turns purport's own errors into one line and the exit code of their kind."""

    @wraps(command)
    def run(*args: Any, **options: Any) -> Any:
        try:
            return command(*args, **options)
        except LedgerError as error:
            click.echo(f"purport: {error}", err=True)
            sys.exit(NO_LEDGER)
        except InputError as error:
            click.echo(f"purport: {error}", err=True)
            sys.exit(SOME_FAILED)
        except PurportError as error:
            click.echo(f"purport: {error}", err=True)
            sys.exit(WRONG_USAGE)
        except sqlite3.Error as error:
            click.echo(f"purport: the ledger cannot be read ({error}); give another --ledger FILE", err=True)
            sys.exit(NO_LEDGER)
        except BrokenPipeError:  # whoever read the output has had enough
            sys.stderr.close()
            sys.exit(DONE)
        except OSError as error:
            click.echo(f"purport: {error.filename}: {error.strerror}; give another file", err=True)
            sys.exit(WRONG_USAGE)

    return run  # type: ignore[return-value]


@contextmanager
def opened(path: str, *, create: bool = False) -> Iterator[Any]:
    """The ledger, closed at the end; made where there is none if `create`."""
    from purport.store.ledger import Ledger

    with Ledger(path, create=create) as ledger:
        yield ledger


def emit(records: Iterable[dict[str, Any]]) -> None:
    """Prints records as JSON Lines."""
    for record in records:
        click.echo(json.dumps(record, ensure_ascii=False))


def shapes_of(ledger: Any) -> Any:
    """The JSON shapes of the ledger's records."""
    from purport.pipeline import claims_of
    from purport.publications.json_lines import Shapes

    return Shapes({a.id: a for a in ledger.articles()}, {c.id: c for c in claims_of(ledger)})
