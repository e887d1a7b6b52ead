"""GDELT Global Knowledge Graph 2.1 (codebook of 2015): a line an article, 27 fields parted by tabs.

Its machine reading names no speaker, so counts and amounts are the article's own voice, and a
quotation leaves its source open among the names that stand near, else to somebody unnamed. A count
told again is one claim; told again beside another place, its place stays open. What cannot be what
its field is for (20 feet wounded) is a `Problem` of its own and costs the article nothing else.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from reportedly.importing.found import Found, Record, RowError, once, problem, readable
from reportedly.model import ClaimEntry, DocumentEntry, Location, Problem, SourceEntry, SubjectEntry
from reportedly.text.quantities.figures import find_quantities
from reportedly.text.quantities.units import COUNT, dimension_of
from reportedly.text.records import read_lines
from reportedly.text.slug import identify

_FIELDS = 27
_ID, _DATE, _COLLECTION, _PUBLISHER, _ADDRESS = 0, 1, 2, 3, 4
_COUNTS, _QUOTATIONS, _NAMES, _AMOUNTS = 6, 22, 23, 24
_WEB = "1"
_NARRATOR = "narrator"
_NEAR = 200
"""Characters between a quotation and a name that may be its speaker's."""

_MEASURES = {
    "KILL": "killed",
    "CRISISLEX_T03_DEAD": "killed",
    "WOUND": "wounded",
    "CRISISLEX_T02_INJURED": "wounded",
    "SICKENED": "sickened",
    "ARREST": "arrested",
    "KIDNAP": "kidnapped",
    "SEIZE": "seized",
    "AFFECT": "affected",
    "EVACUATION": "evacuated",
    "CRISISLEX_T09_DISPLACEDRELOCATEDEVACUATED": "evacuated",
    "PROTEST": "protesting",
    "POVERTY": "in poverty",
}
_OF_THINGS = frozenset(("seized", "affected"))
_RECORD = re.compile(r"\d+-T?\d+")
_NUMBER = re.compile(r"\d{1,15}(?:\.\d{1,6})?")


def read_fields(path: Path) -> Iterator[Record]:
    """The lines of a GKG file as fields."""
    with path.open("rb") as file:
        for line in read_lines(file.readline, str(path)):
            if isinstance(line.text, Problem):
                yield line.where, line.raw, line.text
                continue
            fields = line.text.split("\t")
            if len(fields) == _FIELDS:
                yield line.where, line.text, fields
            else:
                fault = f"{len(fields)} fields instead of {_FIELDS}"
                yield line.where, line.raw, problem(fault, line.where)


def read_gkg(fields: Sequence[str], where: Location) -> list[Found | Problem]:
    """The claims of one article, and what was wrong with parts of it.

    Raises:
        RowError: the article has no identifier or no date.
    """
    document = _document(fields)
    names = _names(fields[_NAMES])
    found: list[tuple[ClaimEntry, SubjectEntry] | Problem] = [
        *_counts(fields[_COUNTS], document, where),
        *_quotations(fields[_QUOTATIONS], document, names, where),
        *_amounts(fields[_AMOUNTS], document, where),
    ]
    # The same fault told four times in one article is one fault.
    problems = list(dict.fromkeys(one for one in found if isinstance(one, Problem)))
    claims = [one for one in found if not isinstance(one, Problem)]
    numbered = once(claim for claim, _ in claims)
    if not claims:
        return [*problems]
    whole = Found(
        document,
        tuple(replace(claim, subject=claim.id) for claim in numbered),
        sources=(_speaker(document),)
        if any(c.source == _speaker(document).id for c in numbered)
        else (),
        subjects=tuple(
            replace(subject, id=claim.id)
            for claim, (_, subject) in zip(numbered, claims, strict=True)
        ),
    )
    return [whole, *problems]


def _document(fields: Sequence[str]) -> DocumentEntry:
    name, day, address = fields[_ID], fields[_DATE], fields[_ADDRESS]
    if not name:
        raise RowError("the line has no record id")
    try:
        published = date.fromisoformat(f"{day[:4]}-{day[4:6]}-{day[6:8]}").isoformat()
    except ValueError:
        raise RowError(f"the date {day!r} is not like 20150218230000") from None
    web = fields[_COLLECTION] == _WEB and address.startswith(("http://", "https://"))
    return DocumentEntry(
        id=f"gkg-{name if _RECORD.fullmatch(name) else identify(name)}",
        title=None if web else address or None,
        url=address if web else None,
        publisher=fields[_PUBLISHER] or None,
        published=published,
        note="as read by GDELT GKG 2.1; the article itself was not captured",
    )


def _counts(
    field: str, document: DocumentEntry, where: Location
) -> Iterator[tuple[ClaimEntry, SubjectEntry] | Problem]:
    mentions: dict[tuple[str, str, str], list[list[str]]] = defaultdict(list)
    for written in filter(None, field.split(";")):
        parts = written.split("#")
        if len(parts) != 11 or not _NUMBER.fullmatch(parts[1]):
            yield problem(f"the count {written!r} is not of the form TYPE#NUMBER#OBJECT#…", where)
        elif parts[0] not in _MEASURES:
            yield problem(f"the count type {parts[0]!r} has no known meaning", where)
        else:
            mentions[_MEASURES[parts[0]], parts[1], " ".join(parts[2].split())].append(parts)
    for (measure, number, thing), told in mentions.items():
        unit = _unit(number, thing)
        if unit is not None and measure not in _OF_THINGS:
            yield problem(f"{number} {thing} {measure}: {unit} is no count of people", where)
            continue
        fault = _unreadable(number, unit or thing or None, where)
        if fault is not None:
            yield fault
            continue
        places = list(dict.fromkeys(parts[4] for parts in told if parts[4]))
        offsets = sorted({int(p[10]) for p in told if p[10].isdigit()})
        note = f"line {where.line}; at characters {', '.join(map(str, offsets))}"
        if len(places) > 1:
            note += f"; beside: {'; '.join(places)}"
        title = " ".join(filter(None, (thing or "number", measure)))
        yield (
            ClaimEntry(
                id=f"{document.id}-{identify(title)}",
                document=document.id,
                source=_NARRATOR,
                figure=number,
                unit=unit or thing or None,
                status="proposed",
                rule="gkg-count",
                note=note,
            ),
            SubjectEntry(
                id="",
                title=title,
                measure=measure,
                population=thing or None,
                place=places[0] if len(places) == 1 else None,
            ),
        )


def _quotations(
    field: str, document: DocumentEntry, names: list[tuple[str, int]], where: Location
) -> Iterator[tuple[ClaimEntry, SubjectEntry] | Problem]:
    for written in filter(None, field.split("#")):
        parts = written.split("|", 3)
        words = parts[3].strip() if len(parts) == 4 else ""
        if not words or not parts[0].isdigit() or not parts[1].isdigit():
            yield problem(
                f"the quotation {written!r} is not of the form AT|LENGTH|VERB|WORDS", where
            )
            continue
        start, end = int(parts[0]), int(parts[0]) + int(parts[1])
        near = list(
            dict.fromkeys(
                name
                for name, at in names
                if start - _NEAR <= at + len(name) and at <= end + _NEAR and name not in words
            )
        )
        verb = f"; verb: {parts[2]}" if parts[2] else ""
        yield (
            ClaimEntry(
                id=f"{document.id}-said-{start}",
                document=document.id,
                source=None if near else _speaker(document).id,
                candidates=tuple(near),
                quote=(words,) if document.url else (),
                status="proposed",
                act="speech",
                rule="gkg-quotation",
                note=f"line {where.line}; words as GDELT parted them, at character {start}{verb}",
            ),
            SubjectEntry(id="", title=words[:120]),
        )


def _amounts(
    field: str, document: DocumentEntry, where: Location
) -> Iterator[tuple[ClaimEntry, SubjectEntry] | Problem]:
    told: dict[tuple[str, str], list[str]] = defaultdict(list)
    for written in filter(None, field.split(";")):
        number, _, rest = written.partition(",")
        thing, _, offset = rest.rpartition(",")
        thing = " ".join(thing.split())
        if not _NUMBER.fullmatch(number) or not offset.isdigit():
            yield problem(f"the amount {written!r} is not of the form NUMBER,OBJECT,AT", where)
        elif not thing:
            yield problem(f"the amount {number} at character {offset} is of nothing named", where)
        else:
            told[number, thing].append(offset)
    for (number, thing), offsets in told.items():
        unit = _unit(number, thing)
        fault = _unreadable(number, unit or thing, where)
        if fault is not None:
            yield fault
            continue
        yield (
            ClaimEntry(
                id=f"{document.id}-{identify(thing)}",
                document=document.id,
                source=_NARRATOR,
                figure=number,
                unit=unit or thing,
                status="proposed",
                rule="gkg-amount",
                note=f"line {where.line}; at characters {', '.join(offsets)}",
            ),
            SubjectEntry(id="", title=thing),
        )


def _unreadable(number: str, unit: str | None, where: Location) -> Problem | None:
    try:
        readable(number, unit)
    except RowError as error:
        return problem(str(error), where)
    return None


def _unit(number: str, thing: str) -> str | None:
    """The unit of measure with which the object begins (feet → foot), or None for things."""
    found = find_quantities(f"{number} {thing}") if thing else []
    unit = found[0].figure.unit if found else None
    return unit if unit and dimension_of(unit) != COUNT else None


def _speaker(document: DocumentEntry) -> SourceEntry:
    """Whoever said what the article quotes without a name near it."""
    number = document.id.removeprefix("gkg-")
    return SourceEntry(f"{document.id}-speaker", f"speaker not named in {number}", kind="unnamed")


def _names(field: str) -> list[tuple[str, int]]:
    """The names of the article with their offsets."""
    found = []
    for written in filter(None, field.split(";")):
        name, _, at = written.rpartition(",")
        if name and at.isdigit():
            found.append((name, int(at)))
    return found
