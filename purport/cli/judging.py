"""`correct` and `remove`: the commands by which people decide."""

from __future__ import annotations

import click

from purport.cli.common import ledger_option, opened, with_errors


@click.command()
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

    with opened(ledger_path) as ledger:
        judgement = run_correct(ledger, record_id, field_name, value, who=who, why=why)
        click.echo(f"{judgement.on}: {field_name} is now {value!r} (by {judgement.who}); what was read is kept")


@click.command()
@click.argument("record_id", metavar="ID")
@click.option("--who", help="Who decides; by default the user of this machine.")
@click.option("--why", help="Why.")
@ledger_option
@with_errors
def remove(record_id: str, who: str | None, why: str | None, ledger_path: str) -> None:
    """Take an article out of the ledger, with what hangs on it; that it was is kept."""
    from purport.pipeline import remove as run_remove

    with opened(ledger_path) as ledger:
        article = run_remove(ledger, record_id, who=who, why=why)
        click.echo(f"{article.doc_id}: removed; purport add --again brings it back")
