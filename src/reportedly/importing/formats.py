"""Which reader reads which file: rows in, entries and problems out, line by line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from reportedly.errors import UsageError
from reportedly.importing.acled import read_acled
from reportedly.importing.airwars import read_airwars
from reportedly.importing.claimreview import read_review, read_reviews
from reportedly.importing.found import Found, Record, Row, RowError, problem
from reportedly.importing.ged import read_ged
from reportedly.importing.gkg import read_fields, read_gkg
from reportedly.importing.mapped import ColumnMapping, guess_mapping, read_mapped, read_mapping
from reportedly.importing.tables import delimiter_of, heads_of, read_table
from reportedly.model import DocumentEntry, Location, Problem
from reportedly.text.records import attempt, escaped, half_pair
from reportedly.text.slug import slug

RowReader = Callable[[Row, Location, DocumentEntry], list[Found]]
Result = tuple[Location, str, list[Found | Problem]]
"""Where a row stands, the row as it came, and what it comes to."""

_ERRORS = frozenset("#NULL! #DIV/0! #VALUE! #REF! #NAME? #NUM! #N/A #SPILL! #CALC!".split())
_TABLES: dict[str, RowReader] = {"ucdp-ged": read_ged, "acled": read_acled, "airwars": read_airwars}


@dataclass(frozen=True, slots=True)
class Format:
    """A format that can be imported: its name on the command line, and what it is."""

    name: str
    about: str


FORMATS = (
    Format("csv", "any table with a source and a figure, by a mapping or by its columns' names"),
    Format("xlsx", "the same from a workbook"),
    Format("ucdp-ged", "UCDP Georeferenced Event Dataset, CSV or XLSX"),
    Format("acled", "ACLED events, CSV or XLSX"),
    Format("airwars", "Airwars incidents, CSV or XLSX"),
    Format("claimreview", "ClaimReview as JSON-LD: a feed, a page's block, or JSON lines"),
    Format("gdelt-gkg", "GDELT GKG 2.1: counts, quotations, amounts"),
)


def read_rows(
    form: str,
    path: Path,
    root: Path | None = None,
    *,
    mapping: Path | None = None,
    sheet: str | None = None,
) -> Iterator[Result]:
    """The rows of a file in one of `FORMATS`, in their order.

    Args:
        form: the format's name.
        path: the file.
        root: the ledger's root; a file below it is cited by its path.
        mapping: for csv and xlsx; guessed without it.
        sheet: of a workbook.

    Raises:
        UsageError: the file is not in that format, or its columns cannot be told.
    """
    if not path.is_file():
        raise UsageError(f"there is no file {path}")
    read: Callable[[Any, Location], Sequence[Found | Problem]]
    if form == "gdelt-gkg":
        rows: Iterator[Record] = read_fields(path)
        read = read_gkg
    elif form == "claimreview":
        rows = read_reviews(path)
        read = read_review
    else:
        rows = read_table(path, sheet)
        read = _reader(form, dataset_of(path, root), path, mapping, sheet)
    for where, raw, given in rows:
        yield where, escaped(raw), _outcome(read, given, raw, where)


def _reader(
    form: str, dataset: DocumentEntry, path: Path, mapping: Path | None, sheet: str | None
) -> Callable[[Row, Location], list[Found]]:
    """The reader of a table's rows, for this file."""
    if form in _TABLES:
        reader = _TABLES[form]
        return lambda row, where: reader(_whole(row, row), where, dataset)
    columns = mapping_of(path, mapping, sheet)
    used = tuple(columns.columns.values())
    return lambda row, where: read_mapped(_whole(row, used), where, dataset, columns)


def _whole(row: Row, columns: Iterable[str]) -> Row:
    """The row.

    Raises:
        RowError: a spreadsheet could not work out one of the columns.
    """
    for name in columns:
        if row.get(name) in _ERRORS:
            raise RowError(f"`{name}` holds the error {row[name]}; mend it in the spreadsheet")
    return row


def mapping_of(path: Path, mapping: Path | None, sheet: str | None = None) -> ColumnMapping:
    """The mapping in a file, or a guess by the table's heads.

    Raises:
        UsageError: it does not fit the table, or nothing can be guessed.
    """
    heads = heads_of(path, sheet)
    found = guess_mapping(heads) if mapping is None else read_mapping(mapping, heads)
    # Cells parted by semicolons are written where a comma stands before decimals, mostly.
    unclear = path.suffix.lower() != ".xlsx" and delimiter_of(path) == ";"
    return found if found.decimal or unclear else replace(found, decimal=".")


def dataset_of(path: Path, root: Path | None = None) -> DocumentEntry:
    """The document that stands for a whole file, pinned by its hash; another version is another."""
    seal = sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            seal.update(block)
    digest = seal.hexdigest()
    inside = root is not None and path.resolve().is_relative_to(root.resolve())
    return DocumentEntry(
        id=f"{slug(path.stem, 40) or 'dataset'}-{digest[:8]}",
        title=path.name,
        path=path.resolve().relative_to(root.resolve()).as_posix() if inside and root else None,
        sha256=digest,
    )


def _outcome(
    read: Callable[[Any, Location], Sequence[Found | Problem]],
    given: Any,
    raw: str,
    where: Location,
) -> list[Found | Problem]:
    """What a record comes to; whatever is wrong with it makes it a problem."""
    if isinstance(given, Problem):
        return [given]
    if fault := half_pair(raw):
        return [problem(f"the record holds {fault}", where, "not-text")]

    def found() -> list[Found | Problem]:
        try:
            return [*read(given, where)]
        except RowError as error:
            return [problem(str(error), where)]

    outcome = attempt(found, where)
    return [outcome] if isinstance(outcome, Problem) else outcome
