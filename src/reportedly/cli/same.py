"""`reportedly same`."""

from __future__ import annotations

from typing import Any

import click

from reportedly.cli.deciding import decide, decision_options


@click.command()
@decision_options
@click.pass_context
def same(ctx: click.Context, /, **asked: Any) -> None:
    """Decide that two events, sources, texts or subjects are one.

    A and B are ids. All claims keep what they say; when the ledger is read, the older of the two
    ids stands for both. A decision that contradicts one that stands is refused.
    """
    decide(ctx, True, **asked)
