"""`claims`, `questions`, `codebooks`, `findings`, `show`, `trace` and `export`: the commands that look into a ledger."""

from __future__ import annotations

import click

from purport.cli.common import emit, json_option, ledger_option, opened, shapes_of, with_errors
from purport.findings.codebooks import NAMES
from purport.model import KINDS, MEASURES


@click.command()
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

    with opened(ledger_path) as ledger:
        found = claims_of(ledger)
        if " ".join(words).strip():
            hits = {c.id for c in ledger.search(" ".join(words))}
            found = [c for c in found if c.id in hits]
        if doc_id:
            article_id = find_article(ledger, doc_id).id
            found = [c for c in found if c.article_id == article_id]
        shapes = shapes_of(ledger)
        rows = [shapes.claim(c) for c in found]
        rows = [r for r in rows if (not kind or r["kind"] == kind) and (not measure or r.get("measure") == measure)]
        emit(rows) if as_json else print_claims(rows)


@click.command()
@click.option(
    "--codebook", "house", type=click.Choice(NAMES), help="What a house's rules make of each, as a suggestion."
)
@click.option(
    "--plural-scale", "plural", type=click.Choice(["3", "10"]), help="ACLED: what an unknown number of dead stands for."
)
@ledger_option
@json_option
@with_errors
def questions(house: str | None, plural: str | None, ledger_path: str, as_json: bool) -> None:
    """List the questions that several claims answer, with their range."""
    from purport.pipeline import audit as run_audit
    from purport.pipeline.coding import suggestions
    from purport.terminal import print_questions, print_suggestions

    with opened(ledger_path) as ledger:
        if house:
            told = list(suggestions(ledger, house, int(plural) if plural else None))
            emit(told) if as_json else print_suggestions(told)
            return
        found, _ = run_audit(ledger)
        shapes = shapes_of(ledger)
        rows = [shapes.question(q) for q in found]
        emit(rows) if as_json else print_questions(rows)


@click.command()
@json_option
def codebooks(as_json: bool) -> None:
    """List the houses' codebooks, their rules, and how much of the wording was at hand."""
    from dataclasses import asdict

    from purport.pipeline.coding import codebooks as all_codebooks
    from purport.terminal import print_codebooks

    rows = [{**asdict(book), "rules": list(asdict(book)["rules"].values())} for book in all_codebooks()]
    emit(rows) if as_json else print_codebooks(rows)


@click.command()
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

    with opened(ledger_path) as ledger:
        _, found = run_audit(ledger)
        shapes = shapes_of(ledger)
        rows = [shapes.finding(f) for f in found if not kinds or f.kind in kinds]
        emit(rows) if as_json else print_findings(rows)


@click.command()
@click.argument("record_id", metavar="ID")
@click.option("--original", metavar="OUT", help="Write the bytes that the article, or the claim's, was read from.")
@ledger_option
@json_option
@with_errors
def show(record_id: str, original: str | None, ledger_path: str, as_json: bool) -> None:
    """Show a claim, question, finding or article, and the reason for every field."""
    from purport.inspection import inspect, original_of
    from purport.terminal import print_record

    with opened(ledger_path) as ledger:
        if original is not None:
            kept = original_of(ledger, record_id)
            with click.open_file(original, "wb", atomic=original != "-") as out:
                out.write(kept.content)
            click.echo(f"{len(kept.content)} bytes of {kept.media_type} written to {original}", err=True)
            return
        record = inspect(ledger, record_id)
        emit([record]) if as_json else print_record(record)


@click.command()
@click.argument("claim_id", metavar="ID")
@ledger_option
@json_option
@with_errors
def trace(claim_id: str, ledger_path: str, as_json: bool) -> None:
    """Show the road of a claim: first speaker, outlet, page, and the pages that reprint it."""
    from purport.inspection import road
    from purport.terminal import print_road

    with opened(ledger_path) as ledger:
        steps = road(ledger, claim_id)
        emit([steps]) if as_json else print_road(steps)


@click.command()
@click.option("-o", "--output", "output", default="-", metavar="OUT", help="A file in place of standard output.")
@ledger_option
@with_errors
def export(output: str, ledger_path: str) -> None:
    """Write the claims as CSV, one row a claim, each beside its sentence."""
    from purport.pipeline import audit as run_audit
    from purport.pipeline import claims_of
    from purport.publications.table import write_csv

    with opened(ledger_path) as ledger:
        run_audit(ledger)
        with click.open_file(output, "w", encoding="utf-8", atomic=output != "-") as out:
            count = write_csv(out, ledger.articles(), claims_of(ledger), ledger.meanings())
    click.echo(f"{count} claims written to {output}", err=True)
