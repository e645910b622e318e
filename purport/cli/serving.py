"""`serve` and `publish`: the ledger for people to look at, on this machine or as a site for any host."""

from __future__ import annotations

import socket
from pathlib import Path

import click

from purport.cli.common import ledger_option, with_errors
from purport.errors import PurportError

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

    with socket.socket() as own:
        own.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            own.bind((_HOST, port))
        except OSError as error:
            raise PurportError(f"port {port}: cannot be used ({error.strerror}); give another --port") from None
        app = application(Path(ledger_path), port, who)
        click.echo(f"http://{_HOST}:{port}/ shows {ledger_path}; Ctrl-C ends it", err=True)
        config = uvicorn.Config(app, log_level="warning", server_header=False)
        uvicorn.Server(config).run(sockets=[own])


@click.command()
@ledger_option
@click.option("--site", "folder", required=True, metavar="DIR", help="An empty folder, or one that this command wrote.")
@click.option("--whole-texts", is_flag=True, help="Put the articles' whole texts in: only where you may.")
@with_errors
def publish(ledger_path: str, folder: str, whole_texts: bool) -> None:
    """Write the ledger as a site of plain files: findings, questions, claims with their sentences, speakers, the map.

    Sentences are quoted with their citation, whole articles are left out; readers who comment and
    private witnesses stand under a number in place of their name.
    """
    from purport.web.library import Library
    from purport.web.site import edition_of
    from purport.web.site import publish as run_publish

    library = Library.of(Path(ledger_path))
    count = run_publish(library, Path(folder), whole=whole_texts)
    click.echo(f"{count:,} pages in {folder}; edition {edition_of(library)}")
