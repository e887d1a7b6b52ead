"""`reportedly import`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from reportedly.model import Problem

FORMATS = ("csv", "xlsx", "ucdp-ged", "acled", "airwars", "claimreview", "gdelt-gkg")
_SHOWN = 20


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
@click.option(
    "--rejects",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Where rows that could not be used are kept; FILE.rejects.jsonl without it.",
)
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
    from reportedly.importing import read_rows
    from reportedly.importing.formats import mapping_of
    from reportedly.workflow import import_rows, open_ledger

    ledger = open_ledger(ctx.find_root().obj)
    if form in ("csv", "xlsx") and mapping is None:
        click.echo("The columns are taken to hold (give --mapping to say otherwise):", err=True)
        click.echo(mapping_of(file, None, sheet).toml(), err=True)
    results = read_rows(form, file, ledger.root, mapping=mapping, sheet=sheet)
    counts, problems = import_rows(ledger, results, save=not dry_run)
    done = "would be added from" if dry_run else "added from"
    click.echo(
        f"{counts['claims']:,} claims by {counts['sources']:,} sources on {counts['subjects']:,} "
        f"subjects {done} {counts['rows']:,} rows",
        err=True,
    )
    if not problems:
        return
    for _, problem in problems[:_SHOWN]:
        click.echo(f"{problem.location.file}:{problem.location.line}: {problem.message}", err=True)
    if not dry_run:
        place = rejects or file.with_name(f"{file.name}.rejects.jsonl")
        _keep(problems, place)
        click.echo(f"{len(problems):,} faults, kept with their rows in {place}", err=True)
    ctx.exit(1)


def _keep(problems: list[tuple[str, Problem]], place: Path) -> None:
    from reportedly.export.journal import Rejects

    rejects = Rejects(place, resumed=False)
    for raw, problem in problems:
        where = f"{problem.location.file}:{problem.location.line}"
        rejects.write(problem.location.line, problem.code, problem.message, where, raw)
    rejects.close()
