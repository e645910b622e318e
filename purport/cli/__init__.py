"""The command line: names, options, JSON fields and exit codes as DESIGN.md, section 7."""

from __future__ import annotations

import os

import click

from purport import __version__
from purport.cli import control, judging, looking, reading, registers, serving

_COMMANDS: tuple[click.Command, ...] = (
    reading.audit,
    reading.add,
    reading.extract,
    looking.claims,
    looking.questions,
    looking.codebooks,
    looking.findings,
    looking.show,
    looking.trace,
    looking.export,
    judging.review,
    judging.enter,
    judging.correct,
    judging.remove,
    registers.gazetteer,
    control.control,
    serving.publish,
    serving.serve,
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="purport")
def main() -> None:
    """Reads news reports and keeps the books on the figures in them.

    Exit codes: 0 done, 1 some inputs failed, 2 wrong usage, 3 the ledger cannot be used.
    """
    # Python starts the processes of a pool with the current folder first on their path: a file
    # pickle.py that lies among the articles would be run.
    os.environ["PYTHONSAFEPATH"] = "1"


for _command in _COMMANDS:
    main.add_command(_command)
