"""`reportedly different`."""

from __future__ import annotations

from typing import Any

import click

from reportedly.cli.deciding import decide, decision_options


@click.command()
@decision_options
@click.pass_context
def different(ctx: click.Context, /, **asked: Any) -> None:
    """Decide that two events, sources, texts or subjects are not one.

    A and B are ids. Proposals do not join them any more, whatever goes between. A decision that
    contradicts one that stands is refused.
    """
    decide(ctx, False, **asked)
