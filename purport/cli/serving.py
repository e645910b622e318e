"""`serve` and `publish`: the ledger for people to look at, on this machine or as a site for any host."""

from __future__ import annotations

from pathlib import Path

import click

from purport.cli.common import ledger_option, with_errors

_HOST = "127.0.0.1"


@click.command()
@ledger_option
@click.option("--port", type=click.IntRange(1, 65535), default=8118, show_default=True)
@click.option("--who", help="In whose name decisions are written down; by default the user of this machine.")
@with_errors
def serve(ledger_path: str, port: int, who: str | None) -> None:
    """Show the ledger in a browser on this machine: findings, questions, claims, the map, the review queue."""
    import uvicorn

    from purport.web.app import application

    app = application(Path(ledger_path), port, who)
    click.echo(f"http://{_HOST}:{port}/ shows {ledger_path}; Ctrl-C ends it", err=True)
    uvicorn.run(app, host=_HOST, port=port, log_level="warning", server_header=False)
