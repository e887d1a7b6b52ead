"""Conflicts for people: the reason, then each claim with its source, its words and its figure."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Callable, Mapping, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING
from unicodedata import combining, east_asian_width

import click

if TYPE_CHECKING:
    from reportedly.model import Claim, Conflict

_COLOURS = {"conflict": "red", "question": "yellow", "note": "bright_black"}
_CONTEXT = 60
_PIPED = 100  # columns, when nobody's terminal and no COLUMNS says how wide
_NARROW = 32  # columns that each of two claims needs beside the other
_BETWEEN = "  │  "
_HELD = "\x00"  # made visible by `plain` wherever it stood in a document


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
        known = [claims[claim_id] for claim_id in conflict.claims if claim_id in claims]
        wide = (shutil.get_terminal_size((_PIPED, 24)).columns - len(_BETWEEN) - 4) // 2
        if len(known) == 2 and not explain and wide >= _NARROW and not any(map(_is_wide, known)):
            _print_pair(known, wide)
        else:
            for claim in known:
                _print_claim(claim, text_of, explain)
        for judgement in conflict.judgements:
            click.echo(f"  judged: {plain(judgement)}")
        click.echo()
    counts = {s: sum(c.severity == s for c in conflicts) for s in ("conflict", "question", "note")}
    summary = ", ".join(f"{n} {name}{'s' * (n != 1)}" for name, n in counts.items())
    click.echo(summary, err=True)


def _print_pair(pair: Sequence[Claim], wide: int) -> None:
    """Print two claims side by side, each in a column of `wide`."""
    for left, right in zip_longest(*(_column(claim, wide) for claim in pair), fillvalue=""):
        gap = " " * (wide - len(click.unstyle(left)))
        click.echo(f"    {left}{gap}{_BETWEEN}{right}")


def _column(claim: Claim, wide: int) -> list[str]:
    """Who says it, then the words in lines of `wide`, with the figure made to stand out."""
    from reportedly.export.tables import plain

    who = plain(f"{_who(claim)}{f' ({claim.event.iso()})' if claim.event else ''}")
    head = [click.style(line, bold=True) for line in textwrap.wrap(who, wide)]
    figure = plain(claim.figure.as_written) if claim.figure else ""
    # Held together by a character that no text has left, the figure stays on one line.
    held = figure.replace(" ", _HELD) if len(figure) <= wide else ""
    words = plain(f"“{claim.text}”")
    lines = textwrap.wrap(words.replace(figure, held, 1) if held else words, wide)
    return head + [_with_marked(line, held) for line in lines]


def _with_marked(line: str, held: str) -> str:
    before, found, after = line.partition(held) if held else (line, "", "")
    marked = click.style(found.replace(_HELD, " "), bold=True, underline=True) if found else ""
    return before + marked + after


def _is_wide(claim: Claim) -> bool:
    """Whether it has characters of two columns (Unicode Standard Annex 11), or of none."""
    return any(east_asian_width(c) in "WF" or combining(c) for c in f"{_who(claim)}{claim.text}")


def _who(claim: Claim) -> str:
    name = claim.source.name if claim.source else " | ".join(claim.candidates) or "unknown"
    stance = claim.stance.value.replace("-", " ")
    return name if stance == "asserts" else f"{name} {stance}"


def _print_claim(claim: Claim, text_of: Callable[[str], str | None], explain: bool) -> None:
    from reportedly.export.tables import plain

    who = _who(claim)
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
