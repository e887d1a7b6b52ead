"""Changes to a ledger's files: entries added, fields set, every other byte kept.

Each change is made under the writers' lock on what the files hold at that moment, is read back and
compared before it is written, and reaches the disk in one step (`reportedly.transaction`).
Functions called `put_…` add to a change that the caller has begun; `merge_entries` works on bytes.
"""

from __future__ import annotations

from codecs import BOM_UTF8
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import Any

from reportedly.errors import LedgerError, StaleEntryError
from reportedly.ledger.build import read_entries
from reportedly.ledger.entries import FileEntries
from reportedly.ledger.files import CLAIMS as FOLDER
from reportedly.ledger.files import list_files, read_file
from reportedly.ledger.parse import Map, Node, Seq, decode, parse
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
from reportedly.ledger.splice import (
    Slice,
    append_entries,
    apply_slices,
    check_changes,
    claims_behind,
    item_removals,
    key_slices,
)
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
        data = _data_of(change, file)
        if digest is not None and sha256(data).hexdigest() != digest:
            raise StaleEntryError(f"{file} changed since it was read; load it again and retry")
        if name := changes.get("id"):
            _refuse_taken(root, file, where, str(name))
        _put(change, file, data, _with_fields(_text(data, file), file, where, changes))


@dataclass(frozen=True, slots=True)
class EntryEdit:
    """What becomes of one entry of a file.

    Attributes:
        entry: as it was loaded; it must still say the same.
        fields: field → what it is to hold; None takes the field out.
        behind: claims that are put behind it, those without an id named by their place.
        is_gone: it is taken out.
    """

    entry: AnyEntry
    fields: Mapping[str, FieldValue | None] = field(default_factory=dict)
    behind: tuple[ClaimEntry, ...] = ()
    is_gone: bool = False


def put_edits(change: Transaction, edits: Iterable[EntryEdit]) -> None:
    """Change several entries, of one file or of many; every other byte of their files stays.

    What refers to a claim finds it still: where an edit would give another id to a claim, the id
    that it has is written down.

    Raises:
        StaleEntryError: an entry is no longer what the caller saw.
        LedgerError: an edit would leave a file at fault.
    """
    by_file: dict[str, list[EntryEdit]] = {}
    for edit in edits:
        by_file.setdefault(edit.entry.location.file, []).append(edit)
    for file, several in by_file.items():
        data = _data_of(change, file)
        _put(change, file, data, _with_edits(_text(data, file), file, several))


def _data_of(change: Transaction, file: str) -> bytes:
    try:
        data = change.read(file)
    except OSError as error:
        raise StaleEntryError(f"{file} cannot be read: {error.strerror}") from error
    if data is None:
        raise StaleEntryError(f"{file} is no longer there; load the ledger again and retry")
    return data


def _with_fields(
    text: str,
    file: str,
    where: str | Location | AnyEntry,
    changes: Mapping[str, FieldValue | None],
) -> str:
    """The text of a file with some fields of one entry changed."""
    _, entry = _find_entry(_sound(text, file), file, where)
    return _with_edits(text, file, [EntryEdit(entry, changes)])


def _with_edits(text: str, file: str, edits: Sequence[EntryEdit]) -> str:
    """The text of a file with some of its entries changed, one section after the other."""
    sections = {section_of(edit.entry).key: section_of(edit.entry) for edit in edits}
    for section in sections.values():
        text = _with_section(text, file, section, [e for e in edits if _is_of(section, e.entry)])
    return text


def _with_section(text: str, file: str, section: Section, edits: Sequence[EntryEdit]) -> str:
    """The text of a file with some entries of one section changed."""
    found = _sound(text, file)
    kind = next(name for name, known in KINDS.items() if known is section)
    had: Sequence[AnyEntry] = getattr(found, kind)
    planned: dict[int, EntryEdit] = {}
    for edit in edits:
        entry = _find_entry(found, file, edit.entry)[1]
        place = next(n for n, e in enumerate(had) if e is entry)
        check_changes(section, edit.fields)
        normal = {key: _normal(section, key, value) for key, value in edit.fields.items()}
        if taken := section.beside.keys() & normal.keys():
            raise LedgerError(
                f"`{min(taken)}` is what the claims of {file} are about; change it there"
            )
        planned[place] = replace(edit, fields=normal)
    planned, expected = _keeping_names(had, planned, section)
    slices = _edit_slices(text, section, found, had, planned)
    changed = apply_slices(text, slices)
    return text if changed == text else _checked(changed, text, file, section, expected)


def _keeping_names(
    had: Sequence[AnyEntry], planned: Mapping[int, EntryEdit], section: Section
) -> tuple[dict[int, EntryEdit], list[AnyEntry]]:
    """The edits with the ids that must be written down now, and the entries as they will be.

    Args:
        had: the entries of the section.
        planned: place → what becomes of the entry there.
        section: the section.
    """
    edits = dict(planned)
    if section is not CLAIMS:
        return edits, [e for _, e in _edited(had, edits, section)]
    while True:
        after = list(_edited(had, edits, section))
        named = _named([e for _, e in after if isinstance(e, ClaimEntry)], edits)
        renamed = {
            place: had[place].id
            for (place, _), claim in zip(after, named, strict=True)
            if place is not None
            and claim.id != had[place].id
            and "id" not in getattr(edits.get(place), "fields", ())
        }
        if not renamed:
            return edits, list(named)
        # With the ids of those that change written down, the others mostly keep theirs.
        written = renamed.keys() & planned.keys() or {min(renamed)}
        for place in written:
            edit = edits.get(place) or EntryEdit(had[place])
            edits[place] = replace(edit, fields={**edit.fields, "id": renamed[place]})


def _edited(
    had: Sequence[AnyEntry], edits: Mapping[int, EntryEdit], section: Section
) -> Iterator[tuple[int | None, AnyEntry]]:
    """The entries as they will be, each with its place until now; None of what is new."""
    for place, entry in enumerate(had):
        edit = edits.get(place)
        if edit is None:
            yield place, entry
            continue
        if not edit.is_gone:
            yield place, _meant(entry, edit.fields, section)
        for claim in edit.behind:
            yield None, claim


def _meant(entry: AnyEntry, fields: Mapping[str, FieldValue | None], section: Section) -> AnyEntry:
    empty = {key: () if section.columns[key] is not Shape.TEXT else None for key in fields}
    values: dict[str, Any] = {k: empty[k] if v is None else v for k, v in fields.items()}
    return replace(entry, **values)


def _named(claims: Sequence[ClaimEntry], edits: Mapping[int, EntryEdit]) -> list[ClaimEntry]:
    """The claims of a file with the ids that follow from their places, where none is written."""
    given = {e.fields["id"] for e in edits.values() if "id" in e.fields}
    new = {id(claim) for edit in edits.values() for claim in edit.behind}
    return with_names(
        [
            c if "id" in c.marks or c.id in given or id(c) in new else replace(c, id="")
            for c in claims
        ]
    )


def _edit_slices(
    text: str,
    section: Section,
    found: FileEntries,
    had: Sequence[AnyEntry],
    edits: Mapping[int, EntryEdit],
) -> list[Slice]:
    """Where the text of a file changes."""
    root = parse(text).root
    assert isinstance(root, Map)
    key, items = root.items[section.key]
    nodes = _nodes_of(items)
    event = found.documents[0].event if found.documents else None
    slices, gone = [], []
    for place, edit in edits.items():
        entry = had[place]
        node = nodes.get((entry.location.line, entry.location.column))
        if node is None:
            raise LedgerError(f"`{entry.id}` was not found where it stands")
        if edit.is_gone:
            gone.append(node)
            continue
        fields = edit.fields
        if isinstance(entry, ClaimEntry):
            meant = _meant(entry, fields, section)
            assert isinstance(meant, ClaimEntry)
            fields = key_changes(entry, meant, node.items, event, fields)
        slices += key_slices(text, section, node, fields)
        if edit.behind and isinstance(items, Seq):
            new = [(claim, bool(claim.id)) for claim in edit.behind]
            slices.append(claims_behind(text, items, node, new, event))
    if gone and isinstance(items, Seq):
        slices += item_removals(text, key, items, gone)
    return slices


def _nodes_of(items: Node) -> dict[tuple[int, int], Map]:
    """The nodes of entries by line and column, from 1."""
    nodes = items.items if isinstance(items, Seq) else [items]
    return {
        (n.start_mark.line + 1, n.start_mark.column + 1): n for n in nodes if isinstance(n, Map)
    }


def _is_of(section: Section, entry: AnyEntry) -> bool:
    return section_of(entry) is section


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
