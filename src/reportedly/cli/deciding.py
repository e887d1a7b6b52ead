"""What `same` and `different` have in common: two ids, and a decision on them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

import click

from reportedly.cli.options import by_option, complete, day_option, load_ledger, place_of_file
from reportedly.model import Link, LinkKind
from reportedly.workflow.links import FILE, decide_link, link_kind, withdraw_link

Decorated = TypeVar("Decorated", bound=Callable[..., Any])


def decision_options(command: Decorated) -> Decorated:
    """Add the arguments and options of a decision on two ids."""
    added = (
        click.argument("a", shell_complete=complete("linkable")),
        click.argument("b", shell_complete=complete("linkable")),
        click.option(
            "--kind",
            type=click.Choice([kind.value for kind in LinkKind]),
            help="What the ids are, where they may be several things; a text is named by its "
            "document. Of two sources, voice: they stay two, and count as one origin.",
        ),
        click.option("--why", help="The reason, for those who read it later."),
        by_option("Who decides"),
        day_option("--on", "The day; today without it."),
        click.option(
            "--withdraw",
            is_flag=True,
            help="Take such decisions back, with --by one person's; they stay on file.",
        ),
    )
    for add in reversed(added):
        command = add(command)
    return command


def decide(
    ctx: click.Context,
    same: bool,
    *,
    a: str,
    b: str,
    kind: str | None,
    why: str | None,
    by: str | None,
    on: date | None,
    withdraw: bool,
) -> None:
    """Record, or take back, that two ids are one or are not."""
    ledger = load_ledger(ctx)
    found = link_kind(ledger, a, b, LinkKind(kind) if kind else None)
    link = Link(found, a, b, same=same, by=by, on=on or date.today(), why=why)
    if withdraw:
        done = withdraw_link(ledger, link)
        click.echo(f"withdrawn, and kept on file: {', '.join(done.ids)}", err=True)
        return
    if not by:
        link = replace(link, by=click.prompt("by (who decides)"))
    done = decide_link(ledger, link)
    if done.changed:
        file = place_of_file(ledger.root, ledger.root / FILE)
        click.echo(f"wrote {file}: {done.ids[0]}", err=True)
    else:
        click.echo(f"nothing changed, for that stands already: {', '.join(done.ids)}", err=True)
