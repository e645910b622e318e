"""`audit`, `add` and `extract`: the commands that read articles."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import click
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn

from purport.cli.common import DONE, SOME_FAILED, emit, json_option, ledger_option, opened, shapes_of, with_errors
from purport.model import Article

again_option = click.option("--again", is_flag=True, help="Bring back articles that were removed.")
private_option = click.option(
    "--allow-private", is_flag=True, help="Fetch addresses of this machine and its own network too."
)
column_option = click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="FIELD=NAME",
    help="Which column of a CSV or JSON Lines file holds a field.",
)


def _columns(pairs: Iterable[str]) -> Any:
    from purport.articles.columns import COLUMNS, Columns

    named = {}
    for pair in pairs:
        name, equals, column = pair.partition("=")
        if not equals or name not in COLUMNS:
            raise click.UsageError(f"--column {pair}: give FIELD=NAME with FIELD one of {', '.join(COLUMNS)}")
        named[name] = column
    return Columns(named)


def _series_map(pairs: Iterable[str]) -> Any:
    from purport.lexicon.series import SeriesMap

    return SeriesMap.of(pairs)


@contextmanager
def _progress() -> Iterator[Callable[[Any], None]]:
    """Tells of each article while it works on a terminal, and of each problem always."""
    from purport.articles.outcome import Problem

    console = Console(stderr=True)
    with Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    ) as bar:
        task = bar.add_task("reading")
        count = 0

        def tell(what: Any) -> None:
            nonlocal count
            if isinstance(what, Problem):
                _told(what)
            else:
                count += 1
                bar.update(task, description=f"{count} articles read")

        yield tell


def _added(
    ledger: Any,
    paths: tuple[str, ...],
    columns: tuple[str, ...],
    *,
    again: bool,
    allow_private: bool,
    tables: Iterable[tuple[str, Any]] = (),
) -> Any:
    from purport.pipeline import add as run_add

    named = _columns(columns)

    def fetch(address: str) -> Any:
        from purport.articles.fetch import Fetcher

        return Fetcher(named, allow_private)(address)

    with _progress() as tell:
        return run_add(ledger, paths, columns=named, tell=tell, again=again, fetch=fetch, tables=tables)


def _counted(summary: Any) -> str:
    lost = sum(p.lost for p in summary.problems)
    words = [f"{summary.added} articles read", f"{summary.claims} claims"]
    words += [f"{summary.known} known already"] if summary.known else []
    words += [f"{summary.removed_before} removed before (bring back with --again)"] if summary.removed_before else []
    words += [f"{lost} inputs failed"] if lost else []
    return ", ".join(words)


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@ledger_option
@column_option
@again_option
@private_option
@json_option
@with_errors
def audit(
    paths: tuple[str, ...], ledger_path: str, columns: tuple[str, ...], again: bool, allow_private: bool, as_json: bool
) -> None:
    """Add files, folders and addresses ("-": standard input), then print what does not add up."""
    from purport.pipeline import audit as run_audit
    from purport.terminal import print_findings

    with opened(ledger_path, create=True) as ledger:
        summary = _added(ledger, paths, columns, again=again, allow_private=allow_private)
        _, found = run_audit(ledger)
        shapes = shapes_of(ledger)
        if as_json:
            emit(shapes.finding(f) for f in found)
        else:
            print_findings([shapes.finding(f) for f in found])
        click.echo(f"{_counted(summary)}; {len(found)} findings; ledger {ledger_path}", err=as_json)
    sys.exit(SOME_FAILED if summary.failed else DONE)


@click.command()
@click.argument("paths", nargs=-1, metavar="PATH...")
@click.option("--series", metavar="FILE", help="A table of figures: CSV, JSON, JSON Lines or a workbook.")
@click.option(
    "--map",
    "mapped",
    multiple=True,
    metavar="NAME=COLUMN",
    help="What a column of --series holds: date, speaker, place, basis, since, hours, bound (words in quotation marks"
    " hold for every row), or figure=COLUMN:MEASURE:COUNTED:total|daily|correction.",
)
@ledger_option
@column_option
@again_option
@private_option
@with_errors
def add(
    paths: tuple[str, ...],
    series: str | None,
    mapped: tuple[str, ...],
    ledger_path: str,
    columns: tuple[str, ...],
    again: bool,
    allow_private: bool,
) -> None:
    """Read, extract and store files, folders and addresses ("-": standard input), or a table of figures.

    Of an address, that page is fetched and nothing else; what it links to is not.
    """
    if not paths and not series:
        raise click.UsageError("give a PATH, or --series FILE")
    tables = [(series, _series_map(mapped))] if series else []
    from purport.terminal import print_summary

    with opened(ledger_path, create=True) as ledger:
        summary = _added(ledger, paths, columns, again=again, allow_private=allow_private, tables=tables)
        print_summary(summary)
        click.echo(f"{_counted(summary)}; ledger {ledger_path}")
    sys.exit(SOME_FAILED if summary.failed else DONE)


def _told(problem: Any) -> bool:
    """Says what is wrong on standard error; whether an input was lost by it."""
    click.echo(f"{'' if problem.lost else 'note: '}{problem}", err=True)
    return bool(problem.lost)


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="FILE...")
@click.option("-o", "--output", "output", metavar="OUT", help="A file in place of standard output.")
@column_option
@with_errors
def extract(paths: tuple[str, ...], output: str | None, columns: tuple[str, ...]) -> None:
    """Print the claims of each article as JSON Lines; no ledger."""
    from purport.articles.guard import Guard
    from purport.articles.outcome import Problem
    from purport.articles.read import read_paths
    from purport.pipeline import read_claims
    from purport.publications.records import guideline_rows

    failed = False
    with Guard() as guard, click.open_file(output or "-", "w", encoding="utf-8", atomic=bool(output)) as out:
        for outcome in read_paths(paths, _columns(columns), reader=guard):
            if isinstance(outcome, Problem):
                failed |= _told(outcome)
            if not isinstance(outcome, Article):
                continue
            found = read_claims(outcome)[1]
            if isinstance(found, Problem):
                failed |= _told(found)
                continue
            row = {"doc_id": outcome.doc_id, "claims": guideline_rows(outcome, found)}
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
    sys.exit(SOME_FAILED if failed else DONE)
