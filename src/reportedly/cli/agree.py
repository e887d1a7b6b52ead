"""Asking before anything is changed or removed."""

from __future__ import annotations

import sys
from collections.abc import Callable

import click

from reportedly.errors import UsageError

yes_option = click.option(
    "--yes", is_flag=True, help="Change and remove without asking, for scripts."
)

new_store_option = click.option(
    "--new-store",
    is_flag=True,
    help="Take the store as never met, where another one stands under a known name.",
)


def agreement(yes: bool) -> Callable[[str], None]:
    """A function that shows what would be changed or removed, and stops unless that is agreed."""

    def agree(plan: str) -> None:
        click.echo(plan, err=True)
        if yes:
            return
        if not sys.stdin.isatty():
            raise UsageError("nothing was changed: there is nobody to ask; agree with --yes")
        if not click.confirm("Go on?", err=True):
            raise UsageError("nothing was changed")

    return agree
