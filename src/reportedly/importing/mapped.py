"""Any table, by a mapping of its columns to the ledger's fields; and guesses at a mapping.

A mapping is TOML: `[columns]` says which column holds a field, `[values]` gives a field one value
for all rows, `date_format` how its days are written (as `strptime` has it). A guess is made from
the columns' names alone and is always shown.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal, InvalidOperation
from hashlib import sha256
from pathlib import Path

from reportedly.errors import UsageError
from reportedly.importing.found import Found, Row, RowError, readable, source_named
from reportedly.model import (
    EVENT_IS_NO_DAY,
    NAMES_A_DAY,
    ClaimEntry,
    DocumentEntry,
    Location,
    SubjectEntry,
)
from reportedly.text.slug import identify, slug
from reportedly.text.times import read_period

FIELDS = (
    "id", "source", "origin", "subject", "measure", "population", "place", "period", "unit",
    "running_total", "figure", "low", "high", "bound", "of", "event", "when", "as_of", "said",
    "stance", "actors", "quote", "note", "url", "publisher", "published", "title",
)  # fmt: skip
"""What a column may hold. `origin` is where `source` has it from; the rest is as in a ledger."""

_NAMES = {
    "id": "id claim_id record_id",
    "source": "source source_name reported_by reporter agency organisation organization",
    "origin": "origin original_source",
    "subject": "subject subject_id topic",
    "measure": "measure indicator metric variable",
    "population": "population victims who",
    "place": "place location where country",
    "period": "period",
    "unit": "unit units",
    "figure": "figure value number count total toll",
    "low": "low value_low min minimum lower",
    "high": "high value_high max maximum upper",
    "bound": "bound",
    "event": "event event_id",
    "when": "when event_date incident_date",
    "as_of": "as_of date_as_of",
    "said": "said reported report_date date_reported",
    "stance": "stance",
    "actors": "actors actor perpetrator belligerent",
    "quote": "quote quotation words",
    "note": "note notes comment comments",
    "url": "url link source_url",
    "publisher": "publisher outlet",
    "published": "published publication_date",
    "title": "title headline",
}
_BOUNDS = {
    "exact": "{}",
    "at_least": "at least {}",
    "more_than": "more than {}",
    "at_most": "at most {}",
    "less_than": "less than {}",
    "about": "about {}",
}
_TWO_WAYS = re.compile(r"\d{1,2}[/.]\d{1,2}[/.]\d{2,4}")
_UNCLEAR = re.compile(r"\d{1,3}[.,]\d{3}")
_ID = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_CONTINENTAL = re.compile(r"(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?")
_TIMES = ("period", "when", "as_of", "said", "published")


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """Which column, or which fixed value, gives each field of an entry; which columns none.

    `decimal` is the mark before decimals, `.` or `,`; None where nobody said, and `1.200` may be
    more than a thousand.
    """

    columns: Mapping[str, str]
    values: Mapping[str, str] = field(default_factory=dict)
    date_format: str | None = None
    unused: tuple[str, ...] = ()
    decimal: str | None = None

    def toml(self) -> str:
        """The mapping as a file of it would stand."""
        import json

        lines = [f"date_format = {json.dumps(self.date_format)}"] if self.date_format else []
        lines += ["[columns]", *(f"{k} = {json.dumps(v)}" for k, v in self.columns.items())]
        if self.unused:
            lines.append(f"# not used: {', '.join(map(json.dumps, self.unused))}")
        if self.values:
            lines += ["[values]", *(f"{k} = {json.dumps(v)}" for k, v in self.values.items())]
        return "\n".join(lines) + "\n"


def read_mapping(path: Path, heads: Sequence[str]) -> ColumnMapping:
    """The mapping in a file.

    Raises:
        UsageError: it is no such file, or names a column that the table has not.
    """
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"{path} is no mapping: {error}") from None
    unknown = sorted(set(found) - {"columns", "values", "date_format", "decimal"})
    if unknown:
        known = "columns, values, date_format, decimal"
        raise UsageError(f"{path}: unknown {unknown[0]!r}; known: {known}")
    if found.get("decimal") not in (None, ".", ","):
        raise UsageError(f'{path}: decimal must be "." or ","')
    mapping = ColumnMapping(
        {k: str(v) for k, v in dict(found.get("columns", {})).items()},
        {k: str(v) for k, v in dict(found.get("values", {})).items()},
        found.get("date_format"),
        decimal=found.get("decimal"),
    )
    for name in (*mapping.columns, *mapping.values):
        if name not in FIELDS:
            raise UsageError(f"{path}: unknown field {name!r}; known: {', '.join(FIELDS)}")
    for column in mapping.columns.values():
        if column not in heads:
            raise UsageError(f"{path}: no column {column!r}; the table has: {', '.join(heads)}")
    return _complete(mapping, heads)


def guess_mapping(heads: Sequence[str]) -> ColumnMapping:
    """A mapping by the columns' names; a field that two columns may hold stays out.

    Raises:
        UsageError: no column is named like a source, or none like what the claims are about.
    """
    plain = {h: re.sub(r"[^a-z0-9]+", "_", h.lower()).strip("_") for h in heads}
    columns: dict[str, str] = {}
    for name, spellings in _NAMES.items():
        for spelling in spellings.split():
            fitting = [h for h in heads if plain[h] == spelling]
            if len(fitting) == 1 and fitting[0] not in columns.values():
                columns[name] = fitting[0]
                break
    unused = tuple(head for head in heads if head and head not in columns.values())
    return _complete(ColumnMapping(columns, unused=unused), heads)


def _complete(mapping: ColumnMapping, heads: Sequence[str]) -> ColumnMapping:
    given = {*mapping.columns, *mapping.values}
    listed = ", ".join(heads)
    if "source" not in given:
        raise UsageError(
            f"no column is known to hold the source; say which with --mapping: {listed}"
        )
    if not given & {"subject", "measure"}:
        raise UsageError(
            f"no column is known to hold the subject or measure; say which with --mapping: {listed}"
        )
    return mapping


def read_mapped(
    row: Row, where: Location, dataset: DocumentEntry, mapping: ColumnMapping
) -> list[Found]:
    """The claim in one row.

    Raises:
        RowError: a cell that is needed is empty or does not say what its field is for.
    """
    cells = {k: row.get(c, "") for k, c in mapping.columns.items()}
    facts = {**mapping.values, **{name: cell for name, cell in cells.items() if cell}}
    for name in _TIMES:
        if name in facts:
            facts[name] = _time(facts[name], name, mapping.date_format)
    for name in ("figure", "low", "high"):
        if name in facts:
            facts[name] = _number(facts[name], mapping.decimal)
    if "source" not in facts:
        raise RowError("the source is empty")
    figure = _figure(facts)
    if figure is None and "quote" not in facts:
        raise RowError("neither a figure nor a quote is given")
    document = _document(facts, dataset)
    subject = _subject(facts)
    source = source_named(facts["source"])
    sources = [source]
    via: tuple[str, ...] = ()
    if facts.get("origin", facts["source"]) != facts["source"]:
        sources.append(source_named(facts["origin"]))
        via = (source.id,)
    if "actors" in facts:
        sources.append(source_named(facts["actors"], "group"))
    claim = ClaimEntry(
        id=_claim_id(facts.get("id"), dataset, where),
        document=document.id,
        source=sources[1].id if via else source.id,
        via=via,
        subject=subject.id,
        figure=figure,
        unit=facts.get("unit"),
        of=facts.get("of"),
        stance=facts.get("stance"),
        event=(_event(facts["event"]),) if "event" in facts else (),
        when=facts.get("when"),
        as_of=facts.get("as_of"),
        said=facts.get("said"),
        actors=(sources[-1].id,) if "actors" in facts else (),
        quote=(facts["quote"],) if "quote" in facts else (),
        status="proposed",
        rule="table",
        note="; ".join(filter(None, (f"line {where.line}", facts.get("note")))),
    )
    return [Found(document, (claim,), tuple(sources), (subject,))]


def _claim_id(given: str | None, dataset: DocumentEntry, where: Location) -> str:
    """The row's own id; a bare number, which other tables have too, after the table's name."""
    if given is None:
        return f"{dataset.id}-{where.line}"
    if given.isdigit():
        return f"{dataset.id.rpartition('-')[0]}-{given}"
    return given if _ID.fullmatch(given) else identify(given)


def _number(written: str, decimal: str | None) -> str:
    """A number with its decimals after a point; words that are not a number alone stay."""
    if decimal is None and _UNCLEAR.fullmatch(written):
        raise RowError(
            f"{written!r}: is that mark for thousands or decimals? "
            "say so with decimal in the mapping"
        )
    if decimal == "." or not _CONTINENTAL.fullmatch(written):
        return written
    return written.replace(".", "").replace(",", ".")


def _figure(facts: Mapping[str, str]) -> str | None:
    """The figure's words, from one cell or from lowest and highest, and that they can be read."""
    low, high = facts.get("low"), facts.get("high")
    words = facts.get("figure")
    if words is None and (low or high):
        if low and high:
            _in_order(low, high)
            words = low if low == high else f"between {low} and {high}"
        else:
            words = f"at least {low}" if low else f"at most {high}"
    bound = facts.get("bound")
    if words is not None and bound and (facts.get("figure") or low == high):
        if bound not in _BOUNDS:
            raise RowError(f"the bound {bound!r} is none of {', '.join(_BOUNDS)}")
        words = _BOUNDS[bound].format(words)
    return None if words is None else readable(words, facts.get("unit"))


def _in_order(low: str, high: str) -> None:
    try:
        turned = Decimal(low.replace(",", "")) > Decimal(high.replace(",", ""))
    except InvalidOperation:
        raise RowError(f"{low!r} or {high!r} is not a number") from None
    if turned:
        raise RowError(f"the lowest number, {low}, is above the highest, {high}")


def _time(written: str, name: str, form: str | None) -> str:
    if form is not None:
        try:
            return datetime.strptime(written, form).date().isoformat()
        except ValueError:
            raise RowError(f"`{name}` is {written!r}, not of the form {form}") from None
    if _TWO_WAYS.fullmatch(written):
        raise RowError(
            f"`{name}` is {written!r}: which is the month? say so with date_format in the mapping"
        )
    day = written[:10] if re.fullmatch(r"\d{4}-\d{2}-\d{2}[T ][0-9:.Z+-]+", written) else written
    try:
        read_period(day)
    except ValueError as error:
        raise RowError(f"`{name}`: {error}") from None
    return day


def _event(written: str) -> str:
    """The id of an event; a day there is refused, for it would pass for a name."""
    if NAMES_A_DAY.fullmatch(written):
        raise RowError(f"`event` is {written!r}, a day: {EVENT_IS_NO_DAY}")
    return written if _ID.fullmatch(written) else identify(written)


def _document(facts: Mapping[str, str], dataset: DocumentEntry) -> DocumentEntry:
    url = facts.get("url")
    if url is None:
        return dataset
    title = facts.get("title")
    stem = slug(title or re.sub(r"^https?://(www\.)?", "", url), 40) or "page"
    return DocumentEntry(
        id=f"{stem}-{sha256(url.encode()).hexdigest()[:8]}",
        title=title,
        url=url,
        publisher=facts.get("publisher"),
        published=facts.get("published"),
    )


def _subject(facts: Mapping[str, str]) -> SubjectEntry:
    parts = [facts.get(k) for k in ("population", "measure", "place", "period")]
    title = facts.get("subject") or " ".join(p for p in parts if p)
    # "Orlo" killed and "Orlo" wounded are two things.
    told = [p for p in parts if p and p.casefold() not in title.casefold()]
    total = facts.get("running_total", "").lower()
    return SubjectEntry(
        id=identify(" ".join([title, *told])),
        title=title,
        measure=facts.get("measure"),
        population=facts.get("population"),
        place=facts.get("place"),
        period=facts.get("period"),
        unit=facts.get("unit"),
        running_total={"yes": "true", "no": "false", "1": "true", "0": "false"}.get(total, total)
        or None,
    )
