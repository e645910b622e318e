"""`review`, `enter`, `correct` and `remove`: the commands by which people decide."""

from __future__ import annotations

import getpass
from dataclasses import asdict
from typing import Any

import click

from purport.cli.common import emit, json_option, ledger_option, opened, with_errors
from purport.errors import PurportError

_KEYS = {"a": "accepted", "r": "rejected", "s": "same", "d": "different", "u": "unsure"}
who_option = click.option("--who", help="Who decides; by default the user of this machine.")
why_option = click.option("--why", help="Why.")


@click.command()
@click.argument("decided", nargs=-1, metavar="[ID DECISION [OTHER]]")
@click.option("--undo", "undone", metavar="ID", help="Take the last decision on a claim, pair or finding back.")
@click.option("--blind", type=int, metavar="N", help="Go over N that others decided on, without seeing how.")
@click.option("--agreement", is_flag=True, help="How far people decided alike on what both went over.")
@who_option
@why_option
@ledger_option
@json_option
@with_errors
def review(
    decided: tuple[str, ...],
    undone: str | None,
    blind: int | None,
    agreement: bool,
    who: str | None,
    why: str | None,
    ledger_path: str,
    as_json: bool,
) -> None:
    """Go through what nobody has decided on: findings, names that may be one, doubtful claims.

    On a terminal one key decides: a accept, r reject, c correct, s same, d different, u unsure,
    z undo, n next, q quit. ID DECISION decides on one from a script (accepted, rejected; with OTHER:
    same, different, unsure). Every decision is kept, and the next audit respects it.
    """
    from purport.pipeline import judging, reviewing

    person = who or getpass.getuser()
    with opened(ledger_path) as ledger:
        if agreement:
            rows = [asdict(a) for a in reviewing.agreements(ledger)]
            emit(rows) if as_json else _print_agreement(rows)
        elif undone:
            click.echo(f"{judging.undo(ledger, undone, who=who).on}: undone; what was decided stays written down")
        elif decided:
            if len(decided) not in (2, 3):
                raise click.UsageError("give ID DECISION, or ID same|different|unsure OTHER")
            judgement = judging.decide(ledger, *decided, who=who, why=why)
            click.echo(f"{judgement.on}: {judgement.decision} (by {judgement.who})")
        else:
            items = reviewing.blind_sample(ledger, blind, person) if blind else reviewing.queue(ledger)
            if as_json:
                emit(asdict(item) for item in items)
            else:
                _go_through(ledger, items, person)


def _print_agreement(rows: list[dict[str, Any]]) -> None:
    if not rows:
        click.echo("no two people have decided on the same things; see --blind")
    for row in rows:
        kappa = "not defined, both say one thing" if row["kappa"] is None else f"{row['kappa']:.2f}"
        share = row["alike"] / row["both"]
        click.echo(
            f"{row['one']} and {row['other']}: {row['alike']} of {row['both']} alike ({share:.2f}), kappa {kappa}"
        )


def _go_through(ledger: Any, items: list[Any], who: str) -> None:
    """Shows one after another and decides by keys, until there is none or the person quits."""
    from purport.pipeline import judging

    last: list[tuple[str, int]] = []
    at = 0
    while items:
        if at == len(items):
            if _key("\nThat was the last: z undo, q quit: ") != "z" or not last:
                break
            at = _take_back(ledger, last, who)
        item = items[at]
        click.echo(f"\n[{at + 1} of {len(items)}] {item.on}\n{item.asked}")
        for line in item.shown:
            click.echo(f"    {line}")
        allowed = [key for key, decision in _KEYS.items() if decision in item.decisions]
        correctable = ["c"] if item.kind == "claim" else []
        prompt = ", ".join([*(f"{k} {_KEYS[k]}" for k in allowed), *("c correct" for _ in correctable)])
        key = _key(f"{prompt}, z undo, n next, q quit: ")
        if key == "q":
            break
        if key == "z" and last:
            at = _take_back(ledger, last, who)
            continue
        if key == "c" and correctable:
            field, value = click.prompt("field"), click.prompt("value", default="")
            try:
                judging.correct(ledger, item.on, field, value, who=who)
            except PurportError as error:
                click.echo(f"purport: {error}")
                continue
            last.append((item.on, at))
        elif key in allowed:
            judging.decide(ledger, item.on, _KEYS[key], who=who)
            last.append((item.on, at))
        elif key != "n":
            continue
        at += 1
    click.echo(f"{len(last)} decided; {max(0, len(items) - at)} left")


def _key(prompt: str) -> str:
    click.echo(prompt, nl=False)
    key = click.getchar().lower()
    click.echo(key)
    return key


def _take_back(ledger: Any, last: list[tuple[str, int]], who: str) -> int:
    """Undoes the last decision; where its item stands."""
    from purport.pipeline import judging

    on, at = last.pop()
    judging.undo(ledger, on, who=who)
    return at


@click.command()
@click.argument("article", metavar="ARTICLE")
@click.argument("words")
@click.argument("fields", nargs=-1, metavar="FIELD=VALUE...")
@who_option
@why_option
@ledger_option
@with_errors
def enter(
    article: str, words: str, fields: tuple[str, ...], who: str | None, why: str | None, ledger_path: str
) -> None:
    """Enter a figure by hand on WORDS of an article: the number, or words around the [number].

    For a post or a picture without text, add a text file that says what it shows, and enter on that.
    """
    from purport.pipeline.judging import enter as run_enter

    given = dict(field.partition("=")[::2] for field in fields)
    with opened(ledger_path) as ledger:
        claim = run_enter(ledger, article, words, given, who=who, why=why)
        click.echo(f"{claim.id}: entered; purport show {claim.id} shows it")


@click.command()
@click.argument("record_id", metavar="ID")
@click.argument("field_name", metavar="FIELD")
@click.argument("value")
@who_option
@why_option
@ledger_option
@with_errors
def correct(record_id: str, field_name: str, value: str, who: str | None, why: str | None, ledger_path: str) -> None:
    """Correct an article's date, outlet or title, or a field of a claim ("" empties it)."""
    from purport.pipeline.judging import correct as run_correct

    with opened(ledger_path) as ledger:
        judgement = run_correct(ledger, record_id, field_name, value, who=who, why=why)
        click.echo(f"{judgement.on}: {field_name} is now {value!r} (by {judgement.who}); what was read is kept")


@click.command()
@click.argument("record_id", metavar="ID")
@who_option
@why_option
@ledger_option
@with_errors
def remove(record_id: str, who: str | None, why: str | None, ledger_path: str) -> None:
    """Take an article out of the ledger, with what hangs on it; that it was is kept."""
    from purport.pipeline.judging import remove as run_remove

    with opened(ledger_path) as ledger:
        article = run_remove(ledger, record_id, who=who, why=why)
        click.echo(f"{article.doc_id}: removed; purport add --again brings it back")
