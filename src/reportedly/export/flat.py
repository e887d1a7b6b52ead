"""A ledger as plain tables: what CSV, XLSX, Markdown, LaTeX and data frames are written from.

Every cell is a string, a number, a truth value or None; several values in one cell are JSON text,
and such a column has the type `array`. Ids tie the tables together as `links` says.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reportedly.export.content import Content
from reportedly.export.rows import (
    Row,
    claim_row,
    conflict_row,
    document_rows,
    source_rows,
    subject_rows,
)
from reportedly.model import Claim, SourceEntry

Cell = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Field:
    """A column: its name, its type in the words of Table Schema, and what it holds.

    `link` names the table whose `id` stands here, or whose ids for an `array`.
    """

    name: str
    type: str = "string"
    what: str = ""
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Columns and rows; `key` is the column that names a row, "" when none does alone."""

    name: str
    fields: tuple[Field, ...]
    rows: tuple[tuple[Cell, ...], ...]
    key: str = "id"

    def dicts(self) -> list[dict[str, Cell]]:
        """The rows as mappings."""
        names = [f.name for f in self.fields]
        return [dict(zip(names, row, strict=True)) for row in self.rows]


_COUNTS = (
    Field("claims", "integer", "claims in the ledger"),
    Field("origins", "integer", "so many voices behind them are independent at most"),
    Field("conflicts", "integer", "conflicts that concern them"),
    Field("questions", "integer", "questions that concern them"),
)
_DOCUMENTS = (
    Field("id"),
    Field("title", what="headline"),
    Field("publisher"),
    Field("published", what="day of publication, ISO 8601"),
    Field("url"),
    Field("path", what="the captured file, from the ledger's folder"),
    Field("sha256", what="hex digest of that file's bytes"),
    Field("language", what="BCP 47"),
    Field("event", what="id of the event that it is mainly about"),
    Field("captured", what="when it was captured, ISO 8601"),
    Field("supersedes", what="id of the capture of the same page before it"),
    Field("withdrawn", what="since when its publisher stands by none of it, or yes"),
    *_COUNTS,
)
_SOURCES = (
    Field("id"),
    Field("name"),
    Field("kind", what="person, organisation, group, unnamed, document or narrator"),
    Field("aliases", "array", "other names"),
    Field("part_of", "array", "ids of the bodies it speaks for, nearest first"),
    Field("reliability", what="Admiralty scale, A to F"),
    *_COUNTS,
)
_SUBJECTS = (
    Field("id"),
    Field("title"),
    Field("measure"),
    Field("population"),
    Field("place"),
    Field("period_from", what="first day"),
    Field("period_to", what="last day"),
    Field("unit"),
    Field("running_total", "boolean", "a count that only accumulates"),
    Field("part_of", "array", "ids of the wholes"),
    Field("relations", "array", "equations over ids of subjects"),
    Field("event", what="id of the event of which it is counted or asserted"),
    Field("behaviour", what="constant, accumulating or level"),
    *_COUNTS,
)
_CLAIMS = (
    Field("id"),
    Field("source", link="sources", what="who asserts it; empty while that is open"),
    Field("source_name"),
    Field("subject", link="subjects"),
    Field("text", what="the statement's words"),
    Field("stance"),
    Field("figure", what="as written"),
    Field("low", "number", "the least that the words allow"),
    Field("high", "number", "the most that the words allow"),
    Field("low_open", "boolean", "the least itself is excluded"),
    Field("high_open", "boolean", "the most itself is excluded"),
    Field("unit"),
    Field("bound"),
    Field("of", what="what a share is a share of, in words"),
    Field("whole", what="the claim or subject that a share is a share of"),
    Field("share", "boolean"),
    Field("measure"),
    Field("population"),
    Field("implied", what="the count that follows from a share"),
    Field("when_from", what="first day on which it happened"),
    Field("when_to"),
    Field("as_of_from", what="day to which a total counts"),
    Field("as_of_to"),
    Field("said_from", what="day on which it was reported"),
    Field("said_to"),
    Field("event", what="id of the event that it is about"),
    Field("role", what="total, or part, addition, earlier, projection, threshold"),
    Field("part_of", what="the claim of whose figure this one's is a part"),
    Field("corrects", what="the claim that its publisher puts right by it"),
    Field("revises", what="the earlier claim that its voice withdraws for it"),
    Field("answer", what="of where and what an event was: what is said"),
    Field("actors", "array", "ids of the parties held responsible", "sources"),
    Field("chain", "array", "ids of the sources on the way to us, nearest first", "sources"),
    Field("candidates", "array", "names among which the source stays open"),
    Field("document", link="documents"),
    Field("status"),
    Field("rule", what="how extraction found it"),
    Field("score", "number"),
)
_SPANS = (
    Field("claim", link="claims"),
    Field("document", link="documents"),
    Field("start", "integer", "offset in code points"),
    Field("end", "integer", "offset in code points, behind the last"),
    Field("quote", what="the words there"),
)
_CONFLICTS = (
    Field("id"),
    Field("kind"),
    Field("severity"),
    Field("question", what="how-many, happened, responsible, when, where, what, sum, …"),
    Field("subject", link="subjects"),
    Field("event", what="id of the event concerned"),
    Field("claims", "array", "ids of the claims concerned", link="claims"),
    Field("camps", "array", "ids of the claims of each set that can hold together"),
    Field("explains", "array", "what might explain the difference"),
    Field("sources", "array", "names"),
    Field("origins", "integer", "so many voices are independent at most"),
    Field("reason"),
    Field("ratio", "number", "larger stated number over the smaller"),
    Field("judgements", "array", "ids of those that stand"),
)
_EVENTS = (
    Field("id"),
    Field("title"),
    Field("kind"),
    Field("place"),
    Field("when", what="day, or FROM/TO, as written"),
    Field("part_of", what="id of the event that it is a part of"),
    Field("follows", what="id of the event that it came after"),
    Field("overlaps", "array", "ids of events of which counts may hold the same people"),
    Field("apart", "array", "ids of events that have no count in common"),
    Field("aliases", "array", "other names"),
    Field("coordinates"),
    Field("precision", what="UCDP's codes of place and date"),
    Field("note"),
)
_LINKS = (
    Field("id"),
    Field("kind", what="event, source, text or subject"),
    Field("a"),
    Field("b"),
    Field("verdict", what="same or different"),
    Field("status", what="proposed or decided"),
    Field("by"),
    Field("on"),
    Field("why"),
    Field("score", "number"),
    Field("withdrawn"),
)
_JUDGEMENTS = (
    Field("id"),
    Field("conflict"),
    Field("verdict"),
    Field("claim"),
    Field("by"),
    Field("on"),
    Field("why"),
    Field("withdrawn"),
)


def flat_tables(content: Content) -> tuple[Table, ...]:
    """Tables of claims, conflicts, sources, events, subjects, documents, spans and decisions."""
    claims, conflicts, entries = content.claims, content.conflicts, content.entries
    subjects = [_days(row, "period") for row in subject_rows(entries, claims, conflicts)]
    # Chains and actors may name a source that no claim has for its own and no file describes.
    sources = source_rows(_with_actors(content), claims, conflicts)
    return (
        claims_table(claims),
        _table("conflicts", _CONFLICTS, [conflict_row(c) for c in conflicts]),
        _table("sources", _SOURCES, sources),
        _table("events", _EVENTS, _written(entries.events, _EVENTS)),
        _table("subjects", _SUBJECTS, subjects),
        _table("documents", _DOCUMENTS, document_rows(entries, claims, conflicts)),
        _table("spans", _SPANS, [row for claim in claims for row in _span_rows(claim)], key=""),
        _table("judgements", _JUDGEMENTS, _written(entries.judgements, _JUDGEMENTS)),
        _table("links", _LINKS, _written(entries.links, _LINKS)),
    )


def _written(entries: Iterable[Any], fields: Sequence[Field]) -> list[Row]:
    """Entries as they are written, a score as the number that it is."""
    rows = [{field.name: getattr(entry, field.name) for field in fields} for entry in entries]
    for row in rows:
        if row.get("score") is not None:
            row["score"] = float(row["score"])
    return rows


def claims_table(claims: Sequence[Claim]) -> Table:
    """The claims alone, one row each, figures and times in columns of their own."""
    return _table("claims", _CLAIMS, [_claim(claim) for claim in claims])


def _with_actors(content: Content) -> Any:
    from dataclasses import replace

    known = {s.id for s in content.entries.sources}
    met = {
        s.id: s
        for claim in content.claims
        for s in (*claim.chain, *claim.actors)
        if s is not None and s.id not in known
    }
    more = tuple(
        SourceEntry(s.id, s.name, s.aliases, s.kind.value, s.part_of, s.reliability)
        for s in met.values()
    )
    return replace(content.entries, sources=(*content.entries.sources, *more))


def _claim(claim: Claim) -> Row:
    row = claim_row(claim)
    figure = row.pop("figure") or {}
    for name in ("when", "as_of", "said"):
        row = _days(row, name)
    return {
        **row,
        **figure,
        "figure": figure.get("as_written"),
        "part_of": claim.part_of,
        "implied": row["implied"]["as_written"] if row["implied"] else None,
        "chain": [source.id for source in claim.chain],
    }


def _days(row: Row, name: str) -> Row:
    first, last = row.get(name) or (None, None)
    return {**row, f"{name}_from": first, f"{name}_to": last}


def _span_rows(claim: Claim) -> Iterable[Row]:
    for span in claim.spans:
        yield {
            "claim": claim.id,
            "document": span.document,
            "start": span.start,
            "end": span.end,
            "quote": span.quote,
        }


def _table(
    name: str, fields: tuple[Field, ...], rows: Iterable[Mapping[str, Any]], key: str = "id"
) -> Table:
    cells = tuple(tuple(_cell(row.get(f.name), f) for f in fields) for row in rows)
    return Table(name, fields, cells, key)


def _cell(value: Any, field: Field) -> Cell:
    if field.type == "array":
        return json.dumps(list(value or ()), ensure_ascii=False)
    if value is None or isinstance(value, str | bool | int | float):
        return value
    return str(value)
