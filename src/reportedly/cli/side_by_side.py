"""Conflicts for people: the reason, then each claim with its source, its words and its figure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from reportedly.model import Claim, Conflict

_COLOURS = {"conflict": "red", "question": "yellow", "note": "bright_black"}
_CONTEXT = 60


def print_conflicts(
    conflicts: Sequence[Conflict],
    claims: Mapping[str, Claim],
    text_of: Callable[[str], str | None],
    explain: bool,
) -> None:
    """Print each conflict with its claims; with `explain`, the words around them and offsets."""
    from reportedly.export.tables import plain

    for conflict in conflicts:
        severity = conflict.severity.value
        head = click.style(f"{severity}: {conflict.kind}", fg=_COLOURS[severity], bold=True)
        click.echo(f"{head}  {click.style(conflict.id, dim=True)}")
        click.echo(f"  {plain(conflict.reason)}")
        for claim_id in conflict.claims:
            if claim_id in claims:
                _print_claim(claims[claim_id], text_of, explain)
        for judgement in conflict.judgements:
            click.echo(f"  judged: {plain(judgement)}")
        click.echo()
    counts = {s: sum(c.severity == s for c in conflicts) for s in ("conflict", "question", "note")}
    summary = ", ".join(f"{n} {name}{'s' * (n != 1)}" for name, n in counts.items())
    click.echo(summary, err=True)


def _print_claim(claim: Claim, text_of: Callable[[str], str | None], explain: bool) -> None:
    from reportedly.export.tables import plain

    who = claim.source.name if claim.source else " | ".join(claim.candidates) or "unknown"
    when = f" ({claim.event.iso()})" if claim.event else ""
    click.echo(f"    {click.style(plain(who), bold=True)}{when}: {_marked(claim)}")
    if not explain:
        return
    text = text_of(claim.document) or ""
    for span in claim.spans:
        before = text[max(0, span.start - _CONTEXT) : span.start].rpartition("\n")[2]
        after = text[span.end : span.end + _CONTEXT].partition("\n")[0]
        place = f"{claim.document}:{span.start}-{span.end}"
        click.echo(f"      {plain(f'…{before}[{span.quote}]{after}…')}  {place}")


def _marked(claim: Claim) -> str:
    """The claim's words with the figure in them made to stand out."""
    from reportedly.export.tables import plain

    words = f"“{claim.text}”"
    figure = claim.figure.as_written if claim.figure else ""
    before, found, after = words.partition(figure) if figure else (words, "", "")
    return plain(before) + (click.style(plain(found), bold=True, underline=True)) + plain(after)
