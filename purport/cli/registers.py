"""`gazetteer`: the registers that names are looked up in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from purport.cli.common import emit, json_option, ledger_option, with_errors


@click.group()
def gazetteer() -> None:
    """Add a project's own places, and look names up."""


@gazetteer.command("import")
@click.argument("paths", nargs=-1, required=True, metavar="FILE...")
@ledger_option
@with_errors
def import_places(paths: tuple[str, ...], ledger_path: str) -> None:
    """Add the places of a GeoNames dump (.txt, .zip) or of an OCHA P-code sheet (.csv, .xlsx).

    They go to purport-gazetteer.tsv beside the ledger and come before the bundled ones. The next
    audit uses them.
    """
    from purport.lexicon.gazetteer_import import import_places as run_import
    from purport.lexicon.gazetteer_import import write_places
    from purport.pipeline import gazetteer_file

    own = gazetteer_file(Path(ledger_path))
    for path in paths:
        table = run_import(Path(path))
        write_places(own, table)
        instead = sum(bool(row[-1]) for row in table)
        click.echo(f"{path}: {len(table)} places into {own}, {instead} of them in place of bundled ones")


@gazetteer.command("find")
@click.argument("toponym")
@click.option("--country", metavar="CODE", help="The country that the article is on, as SY.")
@ledger_option
@json_option
@with_errors
def find_places(toponym: str, country: str | None, ledger_path: str, as_json: bool) -> None:
    """List the places that a name may stand for; the one that would be chosen is marked."""
    from dataclasses import asdict

    from purport.lexicon.gazetteer import with_project
    from purport.pipeline import gazetteer_file
    from purport.terminal import print_places

    known = with_project(gazetteer_file(Path(ledger_path)))
    chosen = known.choose(toponym, country).place
    rows: list[dict[str, Any]] = [{**asdict(p), "chosen": p == chosen} for p in known.candidates(toponym)]
    emit(rows) if as_json else print_places(rows)
