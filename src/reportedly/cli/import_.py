"""`reportedly import`."""

from __future__ import annotations

from pathlib import Path

import click

from reportedly.cli.rejects import LeftOut, refuse_source, rejects_option
from reportedly.importing import read_rows
from reportedly.importing.formats import mapping_of
from reportedly.workflow import import_rows, open_ledger

FORMATS = ("csv", "xlsx", "ucdp-ged", "acled", "airwars", "claimreview", "gdelt-gkg")


@click.command("import")
@click.argument("form", type=click.Choice(FORMATS), metavar="FORMAT")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--mapping",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="TOML",
    help="Which column holds what (csv, xlsx); guessed from the columns' names without it.",
)
@click.option("--sheet", metavar="NAME", help="Sheet of a workbook; the first without it.")
@rejects_option("Where rows that could not be used are kept; FILE.rejects.jsonl without it.")
@click.option("--dry-run", is_flag=True, help="Read and report, and write nothing.")
@click.pass_context
def import_(
    ctx: click.Context,
    form: str,
    file: Path,
    mapping: Path | None,
    sheet: str | None,
    rejects: Path | None,
    dry_run: bool,
) -> None:
    """Add other people's tables to the ledger, as proposed.

    FORMAT is csv or xlsx (any table, by a mapping), ucdp-ged, acled, airwars, claimreview or
    gdelt-gkg. What a row says wrongly is reported by its line and kept aside; exit code 1 then.
    """
    refuse_source(rejects, str(file))
    ledger = open_ledger(ctx.find_root().obj)
    if form in ("csv", "xlsx") and mapping is None:
        click.echo("The columns are taken to hold (give --mapping to say otherwise):", err=True)
        click.echo(mapping_of(file, None, sheet).toml(), err=True)
    results = read_rows(form, file, ledger.root, mapping=mapping, sheet=sheet)
    counts, problems = import_rows(ledger, results, save=not dry_run)
    done = "would be added from" if dry_run else "added from"
    told = [_count(counts[f"{noun}s"], noun) for noun in ("claim", "source", "subject", "row")]
    known = f"; {counts['known']:,} of the claims known already" if counts["known"] else ""
    click.echo("{} by {} on {} ".format(*told) + f"{done} {told[3]}{known}", err=True)
    if not problems:
        return
    place = None if dry_run else rejects or file.with_name(f"{file.name}.rejects.jsonl")
    left_out = LeftOut(place)
    for raw, problem in problems:
        left_out.add(problem.location.line, problem, raw)
    left_out.close()
    if place:
        click.echo(f"{len(problems):,} faults, kept with their rows in {place}", err=True)
    ctx.exit(1)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'s' * (number != 1)}"
