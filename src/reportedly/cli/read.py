"""`reportedly read`."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from reportedly.cli.event import print_event
from reportedly.cli.options import (
    add_help,
    day_option,
    for_people,
    format_option,
    listed,
    place_of_file,
    print_rows,
)
from reportedly.cli.progress import ticking
from reportedly.documents import (
    MAX_BYTES,
    captures_from_bytes,
    fetch_captures,
    read_captures,
    same_page,
)
from reportedly.documents.formats import FORMATS
from reportedly.errors import DocumentError, GoneError
from reportedly.export.captures import pair_rows
from reportedly.export.counting import counted
from reportedly.export.rows import claim_row, conflict_row, document_row, subject_rows, text_of
from reportedly.export.tables import plain, to_json_text
from reportedly.model import Act, Entries, LinkKind, Stance, captures_of
from reportedly.workflow import (
    new_captures,
    open_ledger,
    place_captures,
    read_documents,
    save_reading,
)
from reportedly.workflow.captures import no_text, replaced_files
from reportedly.workflow.events import declared_event

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from reportedly.documents import Capture
    from reportedly.workflow import Reading

_SUFFIXES = tuple({*(s for form in FORMATS.values() for s in form.suffixes), ".txt", ".md"})

CLAIM_COLUMNS = ("who", "text", "figure", "when")


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(allow_dash=True), metavar="FILE…")
@day_option("--published", "Day of publication; times are read against it.")
@click.option("--publisher", help="Who published it.")
@click.option("--url", help="Where it was published.")
@click.option("--title", help="Its title; the first line without it.")
@click.option(
    "--event",
    "about",
    metavar="NAME",
    help='What all are about: an event of the ledger, or a new one ("Orlo strike, 2024-03-05").',
)
@click.option(
    "--supersedes",
    "after",
    metavar="ID",
    help="It is a later capture of this document of the ledger, under whatever address or name.",
)
@click.option("--claims", "by_claim", is_flag=True, help="Of several, list each one's claims too.")
@click.option("--notes", is_flag=True, help="Show notes as well: updates, revisions, what is old.")
@click.option("--save", is_flag=True, help="Add the claims to the ledger, as proposed.")
@click.option(
    "--scope",
    default="speech,document",
    show_default=True,
    metavar="ACTS",
    help="Acts wanted, by comma: speech, belief, plan, stance, document; or all.",
)
@click.option(
    "--min-score", type=click.FloatRange(0, 1), help="Leave out attributions below this score."
)
@click.option(
    "--extractor",
    default="default",
    envvar="REPORTEDLY_EXTRACTOR",
    metavar="NAME",
    help="An extractor that another installed package brings.",
)
@click.option("--explain", is_flag=True, help="Say which rule found each, and on what evidence.")
@format_option
@click.pass_context
def read(
    ctx: click.Context,
    files: tuple[str, ...],
    published: date | None,
    publisher: str | None,
    url: str | None,
    title: str | None,
    about: str | None,
    after: str | None,
    by_claim: bool,
    notes: bool,
    save: bool,
    scope: str,
    min_score: float | None,
    extractor: str,
    explain: bool,
    form: str,
) -> None:
    """Read documents: who says what, with which figures, and what does not agree.

    FILE is in one of the formats below, told by its first bytes, else by its suffix; "-" reads
    stdin, https://… fetches a page. A sidecar beside it (same name, .yaml) tells what is known:
    title, publisher, published, url, language. Options win over the sidecar, and that over what the
    file says of itself. --save cites the text of a file that is not plain text, as NAME.txt beside
    it, and keeps what came from outside the ledger's folder, stdin or the network in captures/.

    A folder stands for the documents in it. One that cannot be read is reported, and the others are
    read; the exit code is 2 then.

    Of several documents it says which events they tell of, what each voice holds on them, and where
    they cannot all be right.

    Another text at an address that the ledger has, or in a file that it cites, is the next capture
    of that document: --save keeps both, and says which claims changed, are new and are gone.
    """
    known = {
        "published": published.isoformat() if published else None,
        "publisher": publisher,
        "url": url,
        "title": title,
    }
    ledger = open_ledger(ctx.find_root().obj) if save or ctx.find_root().obj else None
    root = ledger.root if ledger and save else None
    names = list(_names(files))
    empty = [name for name in files if Path(name).is_dir() and not [*_names([name])]]
    for folder in empty:
        click.echo(click.style(plain(f"no documents in {folder}"), fg="red"), err=True)
    if empty and not names:
        ctx.exit(2)
    entries = ledger.entries if ledger else Entries()
    text_of = ledger.text_of if ledger else no_text
    if after is not None:
        _check_superseded(after, entries, len(names), save=save)
    found, failed = _read_all(names, known, entries)
    new, others = new_captures(found, entries.documents if save else (), root, after, text_of)
    series = captures_of(entries.documents) if others else {}
    for name, held in others:
        place = "in the ledger already" if save else "read already"
        told = f"{name} is {place}, as {held}"
        if save and held in series and series[held].ids[-1] != held:
            told += f", which {series[held].ids[-1]} superseded: the page says again what it said"
        click.echo(plain(told), err=True)
    documents, kept = [capture.document for _, capture in new], None
    if root:
        documents, kept = place_captures(new, root, entries.documents)
    with ticking() as step:
        reading = read_documents(
            documents,
            acts=acts_of(scope),
            min_score=min_score,
            explain=explain,
            known=entries,
            extractor=extractor,
            event=declared_event(about, entries) if about is not None else None,
            text_of=text_of,
            on_step=step,
        )
    # First what is to be kept: whoever reads the page through `head` closes it early.
    written = save_reading(reading, ledger.root, kept) if ledger and save and documents else []
    _print(reading, form, explain, by_claim=by_claim or len(documents) == 1, notes=notes)
    for news in reading.captures:
        click.echo(plain(news.words), err=True)
    if root:
        for line in replaced_files(new, root, entries.documents):
            click.echo(plain(line), err=True)
    if ledger and written:
        for path in written:
            click.echo(f"wrote {place_of_file(ledger.root, path)}", err=True)
        click.echo(plain(_met(reading, {e.id for e in entries.events})), err=True)
        click.echo("Next: reportedly review", err=True)
    if failed:
        click.echo(f"{failed} of {len(names)} could not be read", err=True)
    if failed or empty:
        ctx.exit(2)


add_help(read, listed((form.title, form.help) for form in FORMATS.values()))


def acts_of(scope: str) -> tuple[Act, ...]:
    """The acts that a comma-separated scope names.

    Raises:
        UsageError: a name is not an act.
    """
    if scope.strip() == "all":
        return tuple(Act)
    try:
        return tuple(Act(name.strip()) for name in scope.split(","))
    except ValueError as error:
        names = ", ".join(Act)
        raise click.UsageError(f"--scope: {error}; acts are {names}, or all") from None


def _names(files: Iterable[str]) -> Iterator[str]:
    """The files and addresses given; of a folder the documents in it, sidecars left out."""
    for name in files:
        if name == "-" or not Path(name).is_dir():
            yield name
            continue
        for path in sorted(p for p in Path(name).rglob("*") if p.is_file()):
            hidden = any(part.startswith(".") for part in path.relative_to(name).parts)
            if not hidden and path.name.lower().endswith(_SUFFIXES):
                yield str(path)


def _read_all(
    names: Sequence[str], known: dict[str, str | None], entries: Entries
) -> tuple[list[tuple[str, Capture]], int]:
    """What can be read, each with its name, and how many names cannot.

    Of several documents one that cannot be read is reported, and the others are read.
    """
    found: list[tuple[str, Capture]] = []
    failed = 0
    for name in names:
        try:
            found += [(name, capture) for capture in _captures(name, known)]
        except GoneError as error:
            told = GoneError(f"{error}{_kept_of(name, entries)}")
            if len(names) == 1:
                raise told from None
            click.echo(click.style(plain(f"not read: {told}"), fg="red"), err=True)
            failed += 1
        except DocumentError as error:
            if len(names) == 1:
                raise
            click.echo(click.style(plain(f"not read: {error}"), fg="red"), err=True)
            failed += 1
    return found, failed


def _check_superseded(after: str, entries: Entries, files: int, *, save: bool) -> None:
    """Refuse what `--supersedes` cannot mean.

    Raises:
        UsageError: there is no such document, several files are given, or nothing is kept.
    """
    if not save:
        raise click.UsageError("--supersedes says what is kept: give --save too")
    if files != 1:
        raise click.UsageError("--supersedes takes one FILE, the later capture")
    if after not in {d.id for d in entries.documents}:
        raise click.UsageError(f"--supersedes: no document {after!r}; see: reportedly documents")


def _kept_of(address: str, entries: Entries) -> str:
    """What the ledger keeps of an address at which there is nothing any more."""
    page = same_page(address)
    held = [d for d in entries.documents if page is not None and same_page(d.url) == page]
    if not held:
        return ""
    claims = sum(c.document in {d.id for d in held} for c in entries.claims)
    many = f"{claims} claim{'s' * (claims != 1)}"
    return f"; the ledger keeps it as {' and '.join(d.id for d in held)}, with {many}"


def _captures(name: str, known: dict[str, str | None]) -> list[Capture]:
    """The documents in a file, on stdin, or at an address."""
    if name == "-":
        return captures_from_bytes(sys.stdin.buffer.read(MAX_BYTES), "stdin", known)
    if name.startswith(("http://", "https://")):
        return fetch_captures(name, known)
    return read_captures(Path(name), known)


def _print(reading: Reading, form: str, explain: bool, *, by_claim: bool, notes: bool) -> None:
    if form == "json":
        click.echo(to_json_text(_whole(reading), indent=2))
        return
    if form == "table" and len(reading.documents) > 1:
        _print_events(reading, notes)
    if form != "table" or by_claim or explain:
        _print_claims(reading, form, explain)
    if form == "table" and reading.unlisted:
        acts = [f"{n} of {act}" for act, n in sorted(reading.unlisted.items())]
        click.echo(f"not listed: {', '.join(acts)} (--scope all lists them)")
    if form == "table" and len(reading.documents) == 1 and reading.conflicts:
        click.echo()
        by_id = {c.id: c for c in reading.claims}
        conflicts = [conflict_row(c, by_id) for c in reading.conflicts]
        print_rows(conflicts, form, ("severity", "kind", "sources", "reason"), "Conflicts")


def _whole(reading: Reading) -> dict[str, Any]:
    """All of it, as JSON."""
    by_id = {c.id: c for c in reading.claims}
    texts = reading.setting.texts
    return {
        "documents": [
            {**document_row(d), "event": reading.main[d.id], "text_of": text_of(d.id, texts)}
            for d in reading.documents
        ],
        "events": [page.row for page in reading.pages],
        # Who denies a figure corroborates nothing.
        "subjects": subject_rows(
            Entries(),
            [c for c in reading.claims if c.stance is Stance.ASSERTS],
            reading.conflicts,
            reading.setting,
        ),
        "attributions": _attributions(reading),
        "claims": [claim_row(c) for c in reading.claims],
        "conflicts": [conflict_row(c, by_id) for c in reading.conflicts],
        "captures": [
            {
                "document": news.document,
                "supersedes": news.before,
                "capture": news.number,
                "withdrawn": news.withdrawn,
                "claims": pair_rows(news.pairs),
            }
            for news in reading.captures
        ],
    }


def _met(reading: Reading, known: Collection[str]) -> str:
    """How many of the events were known: "1 of 2 events known; 1 may be `ferry-orlo`: …"."""
    told = reading.setting.events
    met = sum(name in known for name in told)
    asked = {
        link.b: link.a
        for link in reading.entries.links
        if link.kind == LinkKind.EVENT and link.a in known and link.b in told
    }
    many = f"{met} of {len(told)} event{'s' * (len(told) != 1)} known"
    names = ", ".join(f"`{name}`" for name in sorted({n for n in asked.values() if n}))
    return f"{many}; {len(asked)} may be {names}: reportedly link" if asked else many


def _attributions(reading: Reading, document: str | None = None) -> list[dict[str, Any]]:
    return [
        _attribution_row(d.id, a)
        for d, extraction in zip(reading.documents, reading.extractions, strict=True)
        if document in (None, d.id)
        for a in extraction.attributions
    ]


def _print_events(reading: Reading, notes: bool) -> None:
    """What several documents tell of, an event after the other."""
    texts = {d.id: d.text for d in reading.documents}
    pages = [page for page in reading.pages if page.subjects or page.conflicts]
    read, behind = len(reading.documents), reading.behind
    many = counted(behind.documents, "document")
    many = many if behind.documents == read else f"{many} in {read} captures"
    click.echo(f"{many}, {counted(behind.texts, 'text')}, {counted(len(pages), 'event')}\n")
    for page in pages:
        print_event(page, texts.get, notes, open_=False)
        click.echo()
    for document in reading.documents:
        facts = [document.publisher, document.published, document.title or document.id]
        click.echo(plain(" · ".join(str(f) for f in facts if f)))


def _print_claims(reading: Reading, form: str, explain: bool) -> None:
    """What each document says, claim by claim; the day of its event is not told with each."""
    timed = {c.id for c in reading.entries.claims if c.when is not None}
    claims = [c if c.id in timed else replace(c, when=None) for c in reading.claims]
    for document in reading.documents:
        own = [c for c in claims if c.document == document.id]
        if form == "table":
            facts = [document.publisher, document.published, f"sha256 {document.sha256[:12]}"]
            click.echo(click.style(plain(document.title or document.id), bold=True))
            click.echo(plain(" · ".join(str(f) for f in facts if f)) + "\n")
        if explain:
            _explain(_attributions(reading, document.id))
        if form == "table":
            rows = list(for_people([claim_row(c) for c in own], own))
            print_rows(rows, form, CLAIM_COLUMNS, "Claims")
    if form != "table":
        rows = [claim_row(c) for c in reading.claims]
        if form == "markdown":
            rows = list(for_people(rows, claims))
        print_rows(rows, form, CLAIM_COLUMNS, "Claims")


def _attribution_row(document: str, attribution: Any) -> dict[str, Any]:
    spans = {
        name: [[s.start, s.end] for s in getattr(attribution, field)]
        for name, field in (("content", "contents"), ("cue", "cue"), ("source", "source"))
    }
    return {
        "document": document,
        **spans,
        "speaker": attribution.speaker,
        "candidates": list(attribution.candidates),
        "type": attribution.kind.value,
        "act": attribution.act.value,
        "stance": attribution.stance.value,
        "score": attribution.score,
        "rule": attribution.rule,
        "words": " … ".join(s.quote for s in attribution.contents),
        "cue_words": " … ".join(s.quote for s in attribution.cue),
        "source_words": " … ".join(s.quote for s in attribution.source),
        "features": dict(attribution.features),
    }


def _explain(attributions: list[dict[str, Any]]) -> None:
    for row in attributions:
        who = row["speaker"] or " | ".join(row["candidates"]) or "nobody named"
        click.echo(click.style(plain(f"{who}: {row['words']}"), bold=True))
        click.echo(
            plain(
                f"  {row['act']}, {row['type']}, {row['stance']}; score {row['score']:.2f} "
                f"by {row['rule']}; source {row['source_words']!r}, cue {row['cue_words']!r}"
            )
        )
        for name, gave in row["features"].items():
            click.echo(plain(f"    {gave:+6.2f}  {name}"))
    click.echo()
