"""Conflicts for people: the reason, then each claim with its source, its words and its figure."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Callable, Mapping, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING
from unicodedata import combining, east_asian_width

import click

from reportedly.cli.flowing import Piece, flowing
from reportedly.compare.wording import name_of
from reportedly.export.counting import counts_in_words
from reportedly.export.severities import LOOKS
from reportedly.export.tables import plain
from reportedly.model import Severity, tally
from reportedly.text.marks import in_marks

if TYPE_CHECKING:
    from reportedly.model import Claim, Conflict, Setting

_CONTEXT = 60
_PIPED = 100  # columns, when nobody's terminal and no COLUMNS says how wide
_NARROW = 32  # columns that each of two claims needs beside the other
_BETWEEN = "  │  "
_HELD = "\x00"  # made visible by `plain` wherever it stood in a document


def print_conflict(
    conflict: Conflict,
    claims: Mapping[str, Claim],
    text_of: Callable[[str], str | None],
    explain: bool,
    setting: Setting | None = None,
) -> None:
    """Print a conflict with its claims; with `explain`, the words around them and offsets.

    With `setting` it says how many documents, texts, sources and origins stand behind it, where
    these differ.
    """
    severity = conflict.severity
    head = click.style(f"{severity}: {conflict.kind}", fg=LOOKS[severity].terminal, bold=True)
    click.echo(f"{head}  {click.style(plain(conflict.id), dim=True)}")
    click.echo(flowing([(plain(conflict.reason), {})], "  "))
    known = [claims[claim_id] for claim_id in conflict.claims if claim_id in claims]
    if setting is not None and len(set(behind := tally(known, setting))) > 1:
        click.secho(f"  {counts_in_words(behind)}", dim=True)
    wide = (shutil.get_terminal_size((_PIPED, 24)).columns - len(_BETWEEN) - 4) // 2
    if len(known) == 2 and not explain and wide >= _NARROW and not any(map(_is_wide, known)):
        _print_pair(known, wide)
    else:
        _print_camps(conflict, claims, text_of, explain)
    for judgement in conflict.judgements:
        click.echo(flowing([(f"judged: {plain(judgement)}", {})], "  "))
    for judgement in conflict.stale:
        told = f"judged over words that have changed since: {plain(judgement)}"
        click.echo(flowing([(told, {"fg": "yellow"})], "  "))
    if conflict.overtaken:
        count = conflict.overtaken
        told = f"judged before {count} {'claim' if count == 1 else 'claims'} came"
        click.echo(flowing([(told, {"fg": "yellow"})], "  "))
    click.echo()


def _print_camps(
    conflict: Conflict,
    claims: Mapping[str, Claim],
    text_of: Callable[[str], str | None],
    explain: bool,
) -> None:
    """Print claims camp by camp, and once at the end those that fit several.

    What one source says again in other documents is only a count.
    """
    camps = conflict.camps or (conflict.claims,)
    steps = conflict.kind.is_step
    several = {i: None for camp in camps for i in camp if sum(i in c for c in camps) > 1}
    shared = () if steps else tuple(several)
    for number, camp in enumerate(camps):
        if number:
            click.secho(f"    {'then' if steps else 'against'}", dim=True)
        own = [i for i in camp if i not in shared] or camp
        _print_said([claims[i] for i in own if i in claims], text_of, explain)
    if shared:
        click.secho("    fit more than one of these", dim=True)
        _print_said([claims[i] for i in shared if i in claims], text_of, explain)


def _print_said(told: Sequence[Claim], text_of: Callable[[str], str | None], explain: bool) -> None:
    said: dict[tuple[str, str], list[Claim]] = {}
    for claim in told:
        figure = claim.figure.as_written if claim.figure else claim.text
        said.setdefault((_who(claim), figure), []).append(claim)
    for own in said.values():
        _print_claim(own[0], text_of, explain)
        if len(own) > 1:
            more = "once more" if len(own) == 2 else f"{len(own) - 1} times more"
            click.secho(f"      and {more}", dim=True)


def print_summary(counts: Mapping[str, int]) -> None:
    """Say on stderr how many conflicts, questions and notes there are, by these names."""
    told = ((name, counts.get(name, 0)) for name in Severity)
    click.echo(", ".join(f"{n:,} {name}{'s' * (n != 1)}" for name, n in told), err=True)


def _print_pair(pair: Sequence[Claim], wide: int) -> None:
    """Print two claims side by side, each in a column of `wide`."""
    parts = [_parts(claim, wide) for claim in pair]
    for left, right in zip(*parts, strict=True):
        for one, other in zip_longest(left, right, fillvalue=""):
            gap = " " * (wide - len(click.unstyle(one)))
            click.echo(f"    {one}{gap}{_BETWEEN}{other}".rstrip())


def _parts(claim: Claim, wide: int) -> list[list[str]]:
    """Who says it, the figure, the words with the figure in them marked, and the claim's id.

    The figure stands by itself too, for those who see neither bold nor underlined.
    """
    who = [click.style(line, bold=True) for line in textwrap.wrap(_head(claim), wide)]
    figure = " ".join(plain(claim.figure.as_written).split()) if claim.figure else ""
    # Held together by a character that no text has left, the figure stays on one line.
    held = figure.replace(" ", _HELD) if len(figure) <= wide else ""
    words = plain(_words(claim))
    lines = textwrap.wrap(words.replace(figure, held, 1) if held else words, wide)
    return [
        who,
        [click.style(line, bold=True) for line in textwrap.wrap(figure, wide)],
        [_with_marked(line, held) for line in lines],
        [click.style(line, dim=True) for line in textwrap.wrap(plain(claim.id), wide)],
    ]


def _words(claim: Claim) -> str:
    """What it quotes, else what it is about: a row of a table has no words."""
    return (
        in_marks(claim.text, curly=True)
        if claim.text
        else f"({claim.subject.title or claim.subject.id})"
    )


def _with_marked(line: str, held: str) -> str:
    before, found, after = line.partition(held) if held else (line, "", "")
    marked = click.style(found.replace(_HELD, " "), bold=True, underline=True) if found else ""
    return before + marked + after


def _is_wide(claim: Claim) -> bool:
    """Whether it has characters of two columns (Unicode Standard Annex 11), or of none."""
    return any(east_asian_width(c) in "WF" or combining(c) for c in f"{_who(claim)}{claim.text}")


def _head(claim: Claim) -> str:
    """Who says it, and the time that it is about."""
    when = ""
    if claim.subject.event is not None and (told := claim.as_of or claim.said) is not None:
        # The day of the event is one for all of its claims.
        when = told.iso()
    elif claim.when:
        when = claim.when.iso()
    elif claim.as_of:
        when = f"as of {claim.as_of.iso()}"
    return plain(f"{_who(claim)} ({when})" if when else _who(claim))


def _who(claim: Claim) -> str:
    name = name_of(claim) if claim.source else " | ".join(claim.candidates) or "unknown"
    stance = claim.stance.value.replace("-", " ")
    return name if stance == "asserts" else f"{name} {stance}"


def _print_claim(claim: Claim, text_of: Callable[[str], str | None], explain: bool) -> None:
    who = (_head(claim), {"bold": True})
    click.echo(flowing([who, (": ", {}), *_marked(claim)], "    ", 6))
    if not explain:
        return
    text = text_of(claim.document) or ""
    for span in claim.spans:
        before = text[max(0, span.start - _CONTEXT) : span.start].rpartition("\n")[2]
        after = text[span.end : span.end + _CONTEXT].partition("\n")[0]
        place = f"{claim.document}:{span.start}-{span.end}"
        click.echo(
            flowing([(f"{plain(f'…{before}[{span.quote}]{after}…')}  {place}", {})], "      ")
        )


def _marked(claim: Claim) -> list[Piece]:
    """The claim's words with the figure in them made to stand out."""
    words = _words(claim)
    figure = claim.figure.as_written if claim.figure else ""
    before, found, after = words.partition(figure) if figure else (words, "", "")
    marked = {"bold": True, "underline": True}
    return [(plain(before), {}), (plain(found), marked), (plain(after), {})]
