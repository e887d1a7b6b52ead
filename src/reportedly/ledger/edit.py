"""Changes to a ledger's files: entries added, fields set, every other byte kept.

Each change is made under the writers' lock on what the files hold at that moment, is read back and
compared before it is written, and reaches the disk in one step (`reportedly.transaction`).
Functions called `put_…` add to a change that the caller has begun; `merge_entries` works on bytes.
"""

from __future__ import annotations

from codecs import BOM_UTF8
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import Any

from reportedly.errors import LedgerError, StaleEntryError
from reportedly.ledger.build import read_entries
from reportedly.ledger.entries import FileEntries
from reportedly.ledger.files import CLAIMS as FOLDER
from reportedly.ledger.files import list_files, read_file
from reportedly.ledger.parse import Map, Seq, decode, parse
from reportedly.ledger.shape import (
    CLAIMS,
    DOCUMENT,
    EVENTS,
    FIXED_FILES,
    ID,
    JUDGEMENTS,
    KINDS,
    LINKS,
    LISTS,
    SOURCES,
    SUBJECTS,
    Section,
    Shape,
    section_of,
)
from reportedly.ledger.short import key_changes, with_names
from reportedly.ledger.splice import append_entries, change_keys, check_changes
from reportedly.ledger.write import FieldValue, write_section
from reportedly.model import (
    AnyEntry,
    ClaimEntry,
    DocumentEntry,
    Entries,
    EventEntry,
    JudgementEntry,
    LinkEntry,
    Location,
    SourceEntry,
    SubjectEntry,
)
from reportedly.transaction import Transaction, transaction


def init(root: Path) -> list[Path]:
    """Begin a ledger in a folder: `claims/` with its lists, empty.

    What is already there stays as it is.

    Returns:
        The files made.

    Raises:
        WriteError: the folder cannot be made or written.
    """
    with transaction(root) as change:
        for name, section in FIXED_FILES.items():
            file = f"{FOLDER}/{name}"
            if change.read(file) is None:
                change.put(file, f"{_ABOUT[section.key]}{section.key}: []\n".encode())
        return change.changed


_ABOUT = {
    "sources": "# Who asserts: id, name, aliases, kind, part_of, reliability (A to F), note.\n",
    "subjects": "# What claims are about: id, title, measure, population, place, period, unit,\n"
    "# running_total, behaviour, part_of, relations, note.\n",
    "judgements": "# What people decided: id, conflict, verdict, claim, by, on, why, withdrawn.\n",
    "events": "# What happened: id, title, kind, place, when, part_of, follows, overlaps, apart,\n"
    "# aliases, coordinates, precision, topics, relations, assessments, note.\n",
    "links": "# What is the same or is not: id, kind, a, b, verdict, status, by, on, why, score,\n"
    "# withdrawn.\n",
}


def add_claims(
    root: Path,
    document: DocumentEntry,
    claims: Sequence[ClaimEntry],
    sources: Sequence[SourceEntry] = (),
    subjects: Sequence[SubjectEntry] = (),
    events: Sequence[EventEntry] = (),
) -> list[Path]:
    """Add a document's claims, with the sources and subjects that they need.

    The file `claims/DOCUMENT.yaml` is made, or the claims are appended to it. A source or subject
    whose id the ledger has is left as the ledger has it; so is a claim that already stands there
    with the same words, so that adding twice adds once.

    Returns:
        The files written.

    Raises:
        LedgerError: the document's file is about another document (another SHA-256); a claim's id
            is taken by another claim; a file has faults that adding could make worse; or an entry
            could not be read back (an empty id, no subject).
        WriteError: the disk does not take it; nothing was changed.
    """
    with transaction(root) as change:
        put_documents(change, [(document, claims)], sources, subjects, events)
        return change.changed


def put_documents(
    change: Transaction,
    documents: Iterable[tuple[DocumentEntry, Sequence[ClaimEntry]]],
    sources: Sequence[SourceEntry] = (),
    subjects: Sequence[SubjectEntry] = (),
    events: Sequence[EventEntry] = (),
    links: Sequence[LinkEntry] = (),
) -> None:
    """Add the claims of several documents at once; see `add_claims`.

    A claim that a link names, or a claim of another document corrects, has its id written down, so
    that no edit moves the link to another.
    """
    given = list(documents)
    # Sources and subjects first: a reader between two renames finds nothing dangling.
    put_entries(change, SOURCES, sources)
    put_entries(change, EVENTS, events)
    put_entries(change, SUBJECTS, subjects)
    if links:
        put_entries(change, LINKS, links)
    ends = {end for link in links if link.kind == "subject" for end in (link.a, link.b) if end}
    own = {c.id for _, claims in given for c in claims}
    ends |= {c.corrects for _, claims in given for c in claims if c.corrects} - own
    taken = _taken_ids(change.root, own | ends)
    for document, claims in given:
        _check_file_name(document.id)
        name = f"{FOLDER}/{document.id}.yaml"
        for claim in claims:
            if not claim.id:
                raise LedgerError("`id` is missing; `name_claims` gives the one that follows")
            other = taken.setdefault(claim.id, name)
            if other != name:
                raise LedgerError(f"the claim id `{claim.id}` is taken in {other}")
        data = change.read(name)
        _put(change, name, data, _with_claims(_text(data, name), name, document, claims))
    for claim_id in sorted(ends & taken.keys()):
        name = taken[claim_id]
        data = change.read(name)
        text = _with_fields(_text(data, name), name, claim_id, {"id": claim_id})
        _put(change, name, data, text)


def put_entries(change: Transaction, section: Section, entries: Sequence[AnyEntry]) -> None:
    """Add to a list's file the entries whose ids it lacks.

    Raises:
        LedgerError: the file has faults, or an entry could not be read back.
    """
    file = f"{FOLDER}/{section.key}.yaml"
    data = change.read(file)
    _put(change, file, data, _with_entries(_text(data, file), file, section, entries))


def add_judgement(root: Path, judgement: JudgementEntry) -> Path:
    """Add a judgement to `claims/judgements.yaml`; without an id it is numbered by its conflict.

    One that says the same and stands already is not added again.

    Returns:
        The file.

    Raises:
        LedgerError: its id is taken by another judgement, or the file has faults.
        WriteError: the disk does not take it; nothing was changed.
    """
    file = f"{FOLDER}/judgements.yaml"
    with transaction(root) as change:
        known = _sound(_text(change.read(file), file), file).judgements
        if not any(_same(replace(judgement, id=j.id), j) for j in known):
            ids = {j.id for j in known}
            if judgement.id in ids:
                raise LedgerError(f"the judgement id `{judgement.id}` is taken")
            free = (f"{judgement.conflict}-{n}" for n in range(1, len(ids) + 2))
            own = judgement.id or next(name for name in free if name not in ids)
            put_entries(change, JUDGEMENTS, [replace(judgement, id=own)])
    return root / file


def merge_entries(
    data: bytes,
    file: str,
    new: Entries,
    changed: Iterable[tuple[str, Mapping[str, FieldValue | None]]],
) -> bytes:
    """The bytes of a file with entries added to it, and fields of others set.

    Args:
        data: what the file holds.
        file: its name below the root.
        new: what it lacks.
        changed: ids of entries, each with its fields as in `set_fields`.

    Raises:
        LedgerError: the file has faults, or would not read back as it is meant.
    """
    text = _text(data, file)
    for section in LISTS:
        text = _with_entries(text, file, section, getattr(new, section.key))
    if new.claims:
        text = _with_claims(text, file, new.documents[0], new.claims)
    for name, fields in changed:
        text = _with_fields(text, file, name, fields)
    return _encoded(text, data)


def set_fields(
    root: Path,
    where: str | Location | AnyEntry,
    changes: Mapping[str, FieldValue | None],
    *,
    digest: str | None = None,
) -> None:
    """Change some fields of one entry; every other byte of its file stays.

    Args:
        root: the ledger's root.
        where: the entry: its id, the place where it begins, or the entry itself as it was loaded,
            which must still say the same.
        changes: field → what it is to hold; None takes the field out.
        digest: SHA-256 (hex) of the file's bytes as they were read; when given, nothing is
            changed in a file that is no longer the same.

    Raises:
        StaleEntryError: the file, or the entry in it, is no longer what the caller saw.
        LedgerError: there is no such entry, or several; the file cannot be read; or the change
            would leave the entry at fault.
        WriteError: the disk does not take it; nothing was changed.
    """
    with transaction(root) as change:
        file = _file_of(root, where)
        try:
            data = change.read(file)
        except OSError as error:
            raise StaleEntryError(f"{file} cannot be read: {error.strerror}") from error
        if data is None:
            raise StaleEntryError(f"{file} is no longer there; load the ledger again and retry")
        if digest is not None and sha256(data).hexdigest() != digest:
            raise StaleEntryError(f"{file} changed since it was read; load it again and retry")
        if name := changes.get("id"):
            _refuse_taken(root, file, where, str(name))
        _put(change, file, data, _with_fields(_text(data, file), file, where, changes))


def _with_fields(
    text: str,
    file: str,
    where: str | Location | AnyEntry,
    changes: Mapping[str, FieldValue | None],
) -> str:
    """The text of a file with some fields of one entry changed."""
    found = _sound(text, file)
    section, entry = _find_entry(found, file, where)
    check_changes(section, changes)
    normal = {key: _normal(section, key, value) for key, value in changes.items()}
    empty = {key: () if section.columns[key] is not Shape.TEXT else None for key in normal}
    values: dict[str, Any] = {k: empty[k] if v is None else v for k, v in normal.items()}
    meant: AnyEntry = replace(entry, **values)
    node = _node_of(text, section, entry)
    if not section.beside.keys().isdisjoint(normal):
        raise LedgerError(
            f"`{next(iter(section.beside))}` is what the claims of {file} are about; change it "
            "there"
        )
    if isinstance(entry, ClaimEntry) and isinstance(meant, ClaimEntry):
        event = found.documents[0].event if found.documents else None
        normal = key_changes(entry, meant, node.items, event, normal)
    changed = change_keys(text, section, node, normal)
    if changed == text:
        return text
    name = next(name for name, known in KINDS.items() if known is section)
    expected: list[AnyEntry] = [meant if e is entry else e for e in getattr(found, name)]
    if section is CLAIMS:
        place = expected.index(meant)
        expected = _named(expected, meant if "id" in changes else None)
        if "id" not in changes and expected[place].id != entry.id:
            # What refers to it must find it still: the name that it had is written down.
            return _with_fields(text, file, where, {**changes, "id": entry.id})
    return _checked(changed, text, file, section, expected)


def _named(entries: Iterable[AnyEntry], renamed: AnyEntry | None) -> list[AnyEntry]:
    """The claims of a file with the ids that follow from their places now, where none is written.

    `renamed` is the one that a change gave its id.
    """
    claims = [e for e in entries if isinstance(e, ClaimEntry)]
    kept = [c if c is renamed or "id" in c.marks else replace(c, id="") for c in claims]
    return list(with_names([replace(c, id=c.id or "") for c in kept]))


def _refuse_taken(root: Path, file: str, where: str | Location | AnyEntry, name: str) -> None:
    """Refuse a new id for a claim that another claim of the ledger has."""
    section, entry = _find_entry(_sound(_text((root / file).read_bytes(), file), file), file, where)
    if section is CLAIMS and name != entry.id and (other := _taken_ids(root, {name}).get(name)):
        raise LedgerError(f"the claim id `{name}` already stands in {other}")


def _normal(section: Section, key: str, value: FieldValue | None) -> FieldValue | None:
    """A field's new value as its entry holds it; nothing at all for an empty list."""
    shape = section.keys.get(key, Shape.TEXT)
    if value is None or isinstance(value, str):
        return (value,) if isinstance(value, str) and shape is Shape.TEXTS else value
    if shape is Shape.TEXT:
        raise LedgerError(f"`{key}` holds one text, not a list")
    if shape is Shape.SPANS:
        return _int_pairs(value) or None
    if shape is Shape.PAIRS:
        return _text_pairs(value) or None
    if shape is Shape.RECORDS:
        return tuple(map(_text_pairs, value)) or None
    return tuple(map(str, value)) or None


def _int_pairs(pairs: Any) -> tuple[tuple[int, int], ...]:
    return tuple((int(start), int(end)) for start, end in pairs)


def _text_pairs(pairs: Any) -> tuple[tuple[str, str], ...]:
    return tuple((str(key), str(text)) for key, text in pairs)


def _file_of(root: Path, where: str | Location | AnyEntry) -> str:
    """The file in which an entry stands, below the root."""
    if isinstance(where, Location):
        return where.file
    if not isinstance(where, str):
        return where.location.file
    wanted = where.encode(errors="replace")
    places = []
    for file in list_files(root)[0]:
        data = Path(file.path).read_bytes()
        if wanted in data or b"\\" in data or _may_name(file.name, where):
            places += [(file.file, e.location) for e in _all(read_file(file)) if e.id == where]
    if not places:
        raise LedgerError(f"no entry of the ledger has the id `{where}`")
    if len(places) > 1:
        listed = ", ".join(str(location) for _, location in places)
        raise LedgerError(
            f"several entries have the id `{where}`: {listed}; say which by its place"
        )
    return places[0][0]


def _find_entry(
    found: FileEntries, file: str, where: str | Location | AnyEntry
) -> tuple[Section, AnyEntry]:
    """The entry in its file, and its section."""
    for entry in _all(found):
        if isinstance(where, Location):
            if (entry.location.line, entry.location.column) == (where.line, where.column):
                return section_of(entry), entry
        elif isinstance(where, str):
            if entry.id == where:
                return section_of(entry), entry
        elif entry.id == where.id and type(entry) is type(where):
            if _same(entry, where):
                return section_of(entry), entry
            raise StaleEntryError(
                f"`{entry.id}` in {file} changed since it was read; load it again and retry"
            )
    raise StaleEntryError(f"the entry is no longer in {file}; load it again and retry")


def _node_of(text: str, section: Section, entry: AnyEntry) -> Map:
    """The node of an entry in the tree of its file."""
    root = parse(text).root
    assert isinstance(root, Map)
    node = root.items[section.key][1]
    for item in node.items if isinstance(node, Seq) else [node]:
        mark = item.start_mark
        place = (mark.line + 1, mark.column + 1)
        if place == (entry.location.line, entry.location.column) and isinstance(item, Map):
            return item
    raise LedgerError(f"`{entry.id}` was not found where it stands")


def _all(found: FileEntries) -> Iterator[AnyEntry]:
    return chain.from_iterable(getattr(found, name) for name in KINDS)


def _check_file_name(name: str) -> None:
    """Refuse an id that is not the plain name of a file of its own."""
    if (
        not ID.accepts(name)
        or name.startswith(".")
        or any(c in name for c in "/\\:\0")
        or f"{name}.yaml" in FIXED_FILES
    ):
        raise LedgerError(f"`{name}` cannot be the id of a document: its file is named after it")


def _with_entries(text: str, file: str, section: Section, entries: Sequence[AnyEntry]) -> str:
    """The text of a file with the entries that one of its lists lacks."""
    if not entries:
        return text
    known = getattr(_sound(text, file), section.key)
    have = {e.id for e in known}
    new = list({e.id: e for e in entries if e.id not in have}.values())
    if not new:
        return text
    return _checked(append_entries(text, section, new), text, file, section, [*known, *new])


def _with_claims(
    text: str, file: str, document: DocumentEntry, claims: Sequence[ClaimEntry]
) -> str:
    """The text of a document's file with the claims that it lacks."""
    placed = [replace(c, document=document.id) for c in claims]
    if not text:
        text = write_section(DOCUMENT, [document])
        text = append_entries(text, CLAIMS, placed, event=document.event)
        return _checked(text, "", file, CLAIMS, placed)
    found = _sound(text, file)
    for known in found.documents:
        if None not in (known.sha256, document.sha256) and known.sha256 != document.sha256:
            raise LedgerError(
                f"{file} is about another document: its sha256 is {known.sha256}, "
                f"not {document.sha256}; give this document another id"
            )
    have = {c.id: c for c in found.claims}
    new = []
    for claim in placed:
        if claim.id not in have:
            new.append(claim)
        elif not _same(have[claim.id], claim):
            raise LedgerError(f"the claim id `{claim.id}` is taken in {file}")
    if not new:
        return text
    event = found.documents[0].event if found.documents else None
    changed = append_entries(text, CLAIMS, new, event=event, before=found.claims)
    return _checked(changed, text, file, CLAIMS, [*found.claims, *new])


def _may_name(file: str, name: str) -> bool:
    """True where an id may follow from its place in a file, or from the file's name."""
    stem = file[: -len(".yaml")]
    return name == stem or name.startswith(f"{stem}/")


def _taken_ids(root: Path, ids: set[str]) -> dict[str, str]:
    """Which of the claim ids stand in the ledger already: id → file."""
    taken: dict[str, str] = {}
    wanted = [i.encode(errors="replace") for i in ids]
    for file in list_files(root)[0]:
        if file.name in FIXED_FILES:
            continue
        data = Path(file.path).read_bytes()
        named = any(_may_name(file.name, i) for i in ids)
        if named or any(i in data for i in wanted) or b"\\" in data:
            for claim in read_file(file).claims:
                if claim.id in ids:
                    taken.setdefault(claim.id, file.file)
    return taken


def _put(change: Transaction, file: str, before: bytes | None, text: str) -> None:
    """Let a file hold `text`, where that is something new."""
    data = _encoded(text, before or b"")
    if data and data != before:
        change.put(file, data)


def _encoded(text: str, before: bytes) -> bytes:
    """A file's text as bytes, with a byte order mark if it had one."""
    return BOM_UTF8 * before.startswith(BOM_UTF8) + text.encode()


def _text(data: bytes | None, file: str) -> str:
    """The text of a file, without a byte order mark; of none, nothing."""
    text, faults = decode(data or b"")
    if faults:
        raise LedgerError(f"{file}: {faults[0].message}")
    return text


def _sound(text: str, file: str) -> FileEntries:
    """What a file holds, where it is certain what stands where."""
    if not text:
        return FileEntries()
    found = read_entries(text.encode(), file)
    for problem in found.problems:
        if problem.code in _STRUCTURAL:
            raise LedgerError(
                f"{file} is not changed; repair it first: {problem.message} "
                f"(line {problem.location.line})"
            )
    return found


_STRUCTURAL = frozenset(
    (
        "alias",
        "control-character",
        "duplicate-key",
        "merge-key",
        "not-a-mapping",
        "not-utf8",
        "several-documents",
        "syntax",
        "too-deep",
        "too-many-aliases",
    )
)


def _checked(
    text: str, before: str, file: str, section: Section, expected: Sequence[AnyEntry]
) -> str:
    """`text`, once it is shown to be read back as what is meant.

    Args:
        text: what is about to be written.
        before: what the file held.
        file: its name below the root.
        section: the section that was changed.
        expected: what this section must hold now; all others must be as they were.

    Raises:
        LedgerError: it would read back otherwise, or with a fault that was not there before.
    """
    try:
        found = read_entries(text.encode(), file)
    except UnicodeEncodeError as error:
        raise LedgerError(f"{file} cannot be written as UTF-8: {error.reason}") from error
    had = read_entries(before.encode(), file)
    repeated = Counter(e.id for e in expected) - Counter({e.id for e in expected})
    for name in repeated - Counter(e.id for e in _all(had)):
        raise LedgerError(f"not written, for the id `{name}` already stands in {file}")
    known = Counter((p.code, p.message) for p in had.problems)
    for problem in found.problems:
        known[problem.code, problem.message] -= 1
        if known[problem.code, problem.message] < 0:
            raise LedgerError(f"not written, for it would be at fault: {problem}")
    for name, known_section in KINDS.items():
        wanted = expected if known_section is section else getattr(had, name)
        got = getattr(found, name)
        if not before and known_section is not section:
            continue
        if len(got) != len(wanted) or not all(map(_same, got, wanted)):
            raise LedgerError(f"not written, for {file} would not read back as it is meant")
    return text


_NOWHERE = Location("")


def _same(a: AnyEntry, b: AnyEntry) -> bool:
    """True when two entries say the same, wherever they stand."""
    return replace(a, location=_NOWHERE) == replace(b, location=_NOWHERE)
