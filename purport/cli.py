"""The command line: names, options, JSON fields and exit codes as DESIGN.md, section 7."""

from __future__ import annotations

import json
import os
import sqlite3
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any, TypeVar

import click
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn

from purport import __version__
from purport.errors import InputError, LedgerError, PurportError
from purport.model import KINDS, MEASURES, Article

DONE, SOME_FAILED, WRONG_USAGE, NO_LEDGER = 0, 1, 2, 3
Command = TypeVar("Command", bound=Callable[..., Any])

ledger_option = click.option(
    "--ledger", "ledger_path", default="purport.sqlite", show_default=True, metavar="FILE", help="The ledger file."
)
json_option = click.option("--json", "as_json", is_flag=True, help="JSON Lines.")
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
        except OSError as error:
            click.echo(f"purport: {error.filename}: {error.strerror}; give another file", err=True)
            sys.exit(WRONG_USAGE)

    return run  # type: ignore[return-value]


@contextmanager
def _opened(path: str, *, create: bool = False) -> Iterator[Any]:
    from purport.store.ledger import Ledger

    with Ledger(path, create=create) as ledger:
        yield ledger


def _emit(records: Iterable[dict[str, Any]]) -> None:
    for record in records:
        click.echo(json.dumps(record, ensure_ascii=False))


def _shapes(ledger: Any) -> Any:
    from purport.pipeline import claims_of
    from purport.publications.json_lines import Shapes

    return Shapes({a.id: a for a in ledger.articles()}, {c.id: c for c in claims_of(ledger)})


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="purport")
def main() -> None:
    """Reads news reports and keeps the books on the figures in them.

    Exit codes: 0 done, 1 some inputs failed, 2 wrong usage, 3 the ledger cannot be used.
    """
    # Python starts the processes of a pool with the current folder first on their path: a file
    # pickle.py that lies among the articles would be run.
    os.environ["PYTHONSAFEPATH"] = "1"


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


def _added(ledger: Any, paths: tuple[str, ...], columns: tuple[str, ...], *, again: bool, allow_private: bool) -> Any:
    from purport.pipeline import add as run_add

    named = _columns(columns)

    def fetch(address: str) -> Any:
        from purport.articles.fetch import Fetcher

        return Fetcher(named, allow_private)(address)

    with _progress() as tell:
        return run_add(ledger, paths, columns=named, tell=tell, again=again, fetch=fetch)


def _counted(summary: Any) -> str:
    lost = sum(p.lost for p in summary.problems)
    words = [f"{summary.added} articles read", f"{summary.claims} claims"]
    words += [f"{summary.known} known already"] if summary.known else []
    words += [f"{summary.removed_before} removed before (bring back with --again)"] if summary.removed_before else []
    words += [f"{lost} inputs failed"] if lost else []
    return ", ".join(words)


@main.command()
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

    with _opened(ledger_path, create=True) as ledger:
        summary = _added(ledger, paths, columns, again=again, allow_private=allow_private)
        _, found = run_audit(ledger)
        shapes = _shapes(ledger)
        if as_json:
            _emit(shapes.finding(f) for f in found)
        else:
            print_findings([shapes.finding(f) for f in found])
        click.echo(f"{_counted(summary)}; {len(found)} findings; ledger {ledger_path}", err=as_json)
    sys.exit(SOME_FAILED if summary.failed else DONE)


@main.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@ledger_option
@column_option
@again_option
@private_option
@with_errors
def add(paths: tuple[str, ...], ledger_path: str, columns: tuple[str, ...], again: bool, allow_private: bool) -> None:
    """Read, extract and store files, folders and addresses ("-": standard input).

    Of an address, that page is fetched and nothing else; what it links to is not.
    """
    from purport.terminal import print_summary

    with _opened(ledger_path, create=True) as ledger:
        summary = _added(ledger, paths, columns, again=again, allow_private=allow_private)
        print_summary(summary)
        click.echo(f"{_counted(summary)}; ledger {ledger_path}")
    sys.exit(SOME_FAILED if summary.failed else DONE)


def _told(problem: Any) -> bool:
    """Says what is wrong on standard error; whether an input was lost by it."""
    click.echo(f"{'' if problem.lost else 'note: '}{problem}", err=True)
    return bool(problem.lost)


@main.command()
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


@main.command()
@click.argument("words", nargs=-1)
@ledger_option
@click.option("--kind", type=click.Choice(["figure", "control"]), help="Only claims of one kind.")
@click.option("--measure", type=click.Choice(MEASURES), metavar="MEASURE", help="Only figures of one measure.")
@click.option("--article", "doc_id", metavar="ID", help="Only claims of one article.")
@json_option
@with_errors
def claims(
    words: tuple[str, ...], ledger_path: str, kind: str | None, measure: str | None, doc_id: str | None, as_json: bool
) -> None:
    """List claims; WORDS search their sentences, places and speakers."""
    from purport.pipeline import claims_of, find_article
    from purport.terminal import print_claims

    with _opened(ledger_path) as ledger:
        found = claims_of(ledger)
        if " ".join(words).strip():
            hits = {c.id for c in ledger.search(" ".join(words))}
            found = [c for c in found if c.id in hits]
        if doc_id:
            article_id = find_article(ledger, doc_id).id
            found = [c for c in found if c.article_id == article_id]
        shapes = _shapes(ledger)
        rows = [shapes.claim(c) for c in found]
        rows = [r for r in rows if (not kind or r["kind"] == kind) and (not measure or r.get("measure") == measure)]
        _emit(rows) if as_json else print_claims(rows)


@main.command()
@ledger_option
@json_option
@with_errors
def questions(ledger_path: str, as_json: bool) -> None:
    """List the questions that several claims answer, with their range."""
    from purport.pipeline import audit as run_audit
    from purport.terminal import print_questions

    with _opened(ledger_path) as ledger:
        found, _ = run_audit(ledger)
        shapes = _shapes(ledger)
        rows = [shapes.question(q) for q in found]
        _emit(rows) if as_json else print_questions(rows)


@main.command()
@ledger_option
@click.option(
    "--kind", "kinds", multiple=True, type=click.Choice(KINDS), metavar="KIND", help="Only findings of a kind."
)
@json_option
@with_errors
def findings(ledger_path: str, kinds: tuple[str, ...], as_json: bool) -> None:
    """List what does not add up; audits first where the ledger has changed."""
    from purport.pipeline import audit as run_audit
    from purport.terminal import print_findings

    with _opened(ledger_path) as ledger:
        _, found = run_audit(ledger)
        shapes = _shapes(ledger)
        rows = [shapes.finding(f) for f in found if not kinds or f.kind in kinds]
        _emit(rows) if as_json else print_findings(rows)


@main.command()
@click.argument("record_id", metavar="ID")
@click.option("--original", metavar="OUT", help="Write the bytes that the article, or the claim's, was read from.")
@ledger_option
@json_option
@with_errors
def show(record_id: str, original: str | None, ledger_path: str, as_json: bool) -> None:
    """Show a claim, question, finding or article, and the reason for every field."""
    from purport.inspection import inspect, original_of
    from purport.terminal import print_record

    with _opened(ledger_path) as ledger:
        if original is not None:
            kept = original_of(ledger, record_id)
            with click.open_file(original, "wb", atomic=original != "-") as out:
                out.write(kept.content)
            click.echo(f"{len(kept.content)} bytes of {kept.media_type} written to {original}", err=True)
            return
        record = inspect(ledger, record_id)
        _emit([record]) if as_json else print_record(record)


@main.command()
@click.argument("claim_id", metavar="ID")
@ledger_option
@json_option
@with_errors
def trace(claim_id: str, ledger_path: str, as_json: bool) -> None:
    """Show the road of a claim: first speaker, outlet, page, and the pages that reprint it."""
    from purport.inspection import road
    from purport.terminal import print_road

    with _opened(ledger_path) as ledger:
        steps = road(ledger, claim_id)
        _emit([steps]) if as_json else print_road(steps)


@main.command()
@click.argument("record_id", metavar="ID")
@click.argument("field_name", metavar="FIELD")
@click.argument("value")
@click.option("--who", help="Who decides; by default the user of this machine.")
@click.option("--why", help="Why.")
@ledger_option
@with_errors
def correct(record_id: str, field_name: str, value: str, who: str | None, why: str | None, ledger_path: str) -> None:
    """Correct an article's date, outlet or title, or a field of a claim ("" empties it)."""
    from purport.pipeline import correct as run_correct

    with _opened(ledger_path) as ledger:
        judgement = run_correct(ledger, record_id, field_name, value, who=who, why=why)
        click.echo(f"{judgement.on}: {field_name} is now {value!r} (by {judgement.who}); what was read is kept")


@main.command()
@click.argument("record_id", metavar="ID")
@click.option("--who", help="Who decides; by default the user of this machine.")
@click.option("--why", help="Why.")
@ledger_option
@with_errors
def remove(record_id: str, who: str | None, why: str | None, ledger_path: str) -> None:
    """Take an article out of the ledger, with what hangs on it; that it was is kept."""
    from purport.pipeline import remove as run_remove

    with _opened(ledger_path) as ledger:
        article = run_remove(ledger, record_id, who=who, why=why)
        click.echo(f"{article.doc_id}: removed; purport add --again brings it back")


@main.command()
@click.option("-o", "--output", "output", default="-", metavar="OUT", help="A file in place of standard output.")
@ledger_option
@with_errors
def export(output: str, ledger_path: str) -> None:
    """Write the claims as CSV, one row a claim, each beside its sentence."""
    from purport.pipeline import audit as run_audit
    from purport.pipeline import claims_of
    from purport.publications.table import write_csv

    with _opened(ledger_path) as ledger:
        run_audit(ledger)
        with click.open_file(output, "w", encoding="utf-8", atomic=output != "-") as out:
            count = write_csv(out, ledger.articles(), claims_of(ledger), ledger.meanings())
    click.echo(f"{count} claims written to {output}", err=True)


if __name__ == "__main__":
    main()
