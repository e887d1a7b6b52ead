"""`reportedly export`."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import click

from reportedly.cli.options import load_ledger

if TYPE_CHECKING:
    from reportedly.export.formats import Written

# As in reportedly.export.formats, which a test compares: help must not load what writes them.
NAMES = (
    "graphml",
    "gexf",
    "dot",
    "cytoscape",
    "node-link",
    "neo4j",
    "json-ld",
    "turtle",
    "shapes",
    "nanopub",
    "claimreview",
    "followthemoney",
    "stix",
    "xlsx",
    "csv",
    "markdown",
    "latex",
    "bibtex",
    "csl-json",
)


@click.command()
@click.argument("form", metavar="FORMAT", type=click.Choice(NAMES))
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The file, or the folder.")
@click.option(
    "--base",
    metavar="URL",
    default="",
    help="Where the ledger is published: begins the names in linked data.",
)
@click.pass_context
def export(ctx: click.Context, form: str, output: Path | None, base: str) -> None:
    r"""Write the ledger in a format that other programs read.

    \b
    Graphs:       graphml gexf dot cytoscape node-link neo4j
    Linked data:  json-ld turtle shapes nanopub claimreview
    Case work:    followthemoney stix
    Tables:       xlsx csv markdown latex
    References:   bibtex csl-json

    neo4j, nanopub and csv are several files: -o names their folder, or a .zip that holds them.
    Without -o any other goes to stdout. What each keeps and loses: docs/formats.md.
    """
    from reportedly.workflow import export_ledger

    written = export_ledger(load_ledger(ctx), form, base)
    if isinstance(written, dict) and (output is None or str(output) == "-"):
        raise click.UsageError(f"{form} is {len(written)} files: name their folder or .zip with -o")
    if isinstance(written, dict) and output is not None and output.suffix.lower() != ".zip":
        _write_folder(written, output)
    elif output is None or str(output) == "-":
        if isinstance(written, bytes) and sys.stdout.isatty():
            raise click.UsageError(f"{form} is not text: name a file with -o")
        sys.stdout.buffer.write(_bytes(written))
        return
    else:
        if output.is_dir():
            raise click.UsageError(f"{output} is a folder: name a file")
        with click.open_file(str(output), "wb", atomic=True) as file:
            file.write(_bytes(written))
    click.echo(f"wrote {output}", err=True)


def _write_folder(files: dict[str, str], folder: Path) -> None:
    """Write the files; what else stands in the folder stays."""
    if folder.exists() and not folder.is_dir():
        raise click.UsageError(f"{folder} is a file: name a folder or a .zip")
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).write_bytes(_bytes(text))


def _bytes(written: Written) -> bytes:
    if isinstance(written, bytes):
        return written
    if isinstance(written, str):
        return written.encode("utf-8", "replace")
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, text in written.items():
            # The same ledger gives the same bytes: no time of writing.
            archive.writestr(ZipInfo(name), _bytes(text), ZIP_DEFLATED)
    return out.getvalue()
