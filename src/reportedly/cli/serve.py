"""`reportedly serve`."""

from __future__ import annotations

import click

from reportedly.cli.options import by_option, load_ledger
from reportedly.web.access import Access, proxy_of
from reportedly.web.serving import serve as run


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Where to listen.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8765,
    show_default=True,
    help="On which port; 0 for any that is free.",
)
@click.option("--no-browser", is_flag=True, help="Open no browser.")
@by_option("Who works at this machine")
@click.option(
    "--proxy",
    multiple=True,
    metavar="ADDRESS",
    help="A proxy that authenticates speaks from here; an address or network, several allowed.",
)
@click.option(
    "--public-host", multiple=True, metavar="NAME", help="The name under which people reach it."
)
@click.option(
    "--name-header",
    default="X-Forwarded-User",
    show_default=True,
    help="Where the proxy writes who it let in.",
)
@click.option(
    "--role-header",
    default="X-Forwarded-Role",
    show_default=True,
    help="Where it writes their role: reader or reviewer; reader without it.",
)
@click.pass_context
def serve(
    ctx: click.Context,
    host: str,
    port: int,
    no_browser: bool,
    by: str | None,
    proxy: tuple[str, ...],
    public_host: tuple[str, ...],
    name_header: str,
    role_header: str,
) -> None:
    """Open the ledger in a browser: queue, review, link, compare, assess.

    It listens on this machine alone and asks nobody who they are. On any other address it starts
    only behind a proxy that authenticates, named with --proxy: the proxy's headers say who somebody
    is and whether they review or read. The text files stay the truth: what is edited here is
    written there, line by line, and what is edited there shows here.
    """
    ledger = load_ledger(ctx)
    before = proxy_of(proxy, public_host, name_header, role_header) if proxy else None
    access = Access(host, port, by or _name(), before)

    def started(address: str) -> None:
        click.echo(f"The workbench is on {address} (Ctrl+C stops it)", err=True)
        if not no_browser and before is None:
            click.launch(address)

    run(ledger.root, access, started)


def _name() -> str:
    """Who works at this machine: as git knows them, else by the account."""
    import getpass
    import subprocess

    try:
        found = subprocess.run(
            ["git", "config", "user.name"], capture_output=True, text=True, timeout=2, check=False
        ).stdout.strip()
    except (OSError, subprocess.SubprocessError):
        found = ""
    return found or getpass.getuser()
