"""`reportedly completion`."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Print the script that completes commands, options and the ledger's names.

    \b
    For bash:  reportedly completion bash >> ~/.bashrc
    For zsh:   reportedly completion zsh >> ~/.zshrc
    For fish:  reportedly completion fish > ~/.config/fish/completions/reportedly.fish
    """  # noqa: D301 - click wants the character that \b is
    make = get_completion_class(shell)
    if make is None:
        raise click.UsageError(f"no completion for {shell}")
    click.echo(make(ctx.find_root().command, {}, "reportedly", "_REPORTEDLY_COMPLETE").source())
