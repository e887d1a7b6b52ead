"""Changes to a ledger's files: entries added, fields set, every other byte kept.

Each change is made under the writers' lock on what the file holds at that moment, is read back and
compared before it is written, and reaches the disk in one step.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from reportedly.errors import LedgerError
from reportedly.ledger.build import FileEntries, read_entries
from reportedly.ledger.files import CLAIMS as FOLDER
from reportedly.ledger.files import list_files
from reportedly.ledger.parse import Map, Node, Scalar, Seq, decode, parse
from reportedly.ledger.read import read_file
from reportedly.ledger.shape import (
    CLAIMS,
    DOCUMENT,
    FIXED_FILES,
    ID,
    JUDGEMENTS,
    SOURCES,
    SUBJECTS,
    AnyEntry,
    Section,
)
from reportedly.ledger.write import replace_file, write_entry, write_section, writing
from reportedly.model import (
    ClaimEntry,
    DocumentEntry,
    JudgementEntry,
    Location,
    SourceEntry,
    SubjectEntry,
)


def init(root: Path) -> list[Path]:
    """Begin a ledger in a folder: `claims/` with its three lists, empty.

    What is already there stays as it is.

    Returns:
        The files made.

    Raises:
        LedgerError: the folder cannot be made or written.
    """
    try:
        (root / FOLDER).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LedgerError(f"{root / FOLDER} cannot be made: {error.strerror}") from error
    made = []
    with writing(root):
        for name, section in FIXED_FILES.items():
            path = root / FOLDER / name
            if not path.exists():
                replace_file(path, f"{_ABOUT[section.key]}{section.key}: []\n".encode())
                made.append(path)
    return made


_ABOUT = {
    "sources": "# Who asserts: id, name, aliases, kind, part_of, reliability (A to F), note.\n",
    "subjects": "# What claims are about: id, title, measure, population, place, period, unit,\n"
    "# running_total, part_of, relations, note.\n",
    "judgements": "# What people decided: id, conflict, verdict, claim, by, on, why, withdrawn.\n",
}


def add_claims(
    root: Path,
    document: DocumentEntry,
    claims: Sequence[ClaimEntry],
    sources: Sequence[SourceEntry] = (),
    subjects: Sequence[SubjectEntry] = (),
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
    """
    return add_documents(root, [(document, claims)], sources, subjects)


def add_documents(
    root: Path,
    documents: Iterable[tuple[DocumentEntry, Sequence[ClaimEntry]]],
    sources: Sequence[SourceEntry] = (),
    subjects: Sequence[SubjectEntry] = (),
) -> list[Path]:
    """Add the claims of several documents at once; see `add_claims`."""
    given = list(documents)
    for document, _ in given:
        _check_file_name(document.id)
    with writing(root):
        new = {
            FOLDER + "/sources.yaml": _append(root, SOURCES, sources),
            FOLDER + "/subjects.yaml": _append(root, SUBJECTS, subjects),
        }
        taken = _taken_ids(root, {c.id for _, claims in given for c in claims})
        for document, claims in given:
            name = f"{FOLDER}/{document.id}.yaml"
            placed = [replace(c, document=document.id) for c in claims]
            for claim in placed:
                other = taken.setdefault(claim.id, name)
                if other != name:
                    raise LedgerError(f"the claim id `{claim.id}` is taken in {other}")
            new[name] = _add_to_document(root, name, document, placed, new.get(name))
        written = []
        # Sources and subjects first: a reader between two writes finds nothing dangling.
        for file, text in new.items():
            if text is not None:
                replace_file(root / file, text.encode())
                written.append(root / file)
    return written


def add_judgement(root: Path, judgement: JudgementEntry) -> Path:
    """Add a judgement to `claims/judgements.yaml`.

    Raises:
        LedgerError: its id is taken by another judgement, or the file has faults.
    """
    with writing(root):
        path = root / FOLDER / "judgements.yaml"
        known = {j.id: j for j in _entries(path, "claims/judgements.yaml").judgements}
        if judgement.id in known and not _same(known[judgement.id], judgement):
            raise LedgerError(f"the judgement id `{judgement.id}` is taken")
        text = _append(root, JUDGEMENTS, [judgement])
        if text is not None:
            replace_file(path, text.encode())
    return path


def _check_file_name(name: str) -> None:
    """Refuse an id that is not the plain name of a file of its own."""
    if (
        not ID.accepts(name)
        or name.startswith(".")
        or any(c in name for c in "/\\:\0")
        or f"{name}.yaml" in FIXED_FILES
    ):
        raise LedgerError(f"`{name}` cannot be the id of a document: its file is named after it")


def _append(root: Path, section: Section, entries: Sequence[AnyEntry]) -> str | None:
    """The text of a list's file with the entries that it lacks, or None when it lacks none."""
    file = f"{FOLDER}/{section.key}.yaml"
    path = root / file
    have = {e.id for e in getattr(_entries(path, file), section.key)} if path.exists() else set()
    new = list({e.id: e for e in entries if e.id not in have}.values())
    if not new:
        return None
    text = _text(path) if path.exists() else ""
    return _checked(_appended(text, section, new), text, file, section, new)


def _add_to_document(
    root: Path,
    file: str,
    document: DocumentEntry,
    claims: Sequence[ClaimEntry],
    pending: str | None,
) -> str | None:
    """The text of a document's file with the claims that it lacks, or None when it lacks none."""
    path = root / file
    if pending is None and not path.exists():
        text = write_section(DOCUMENT, [document]) + write_section(CLAIMS, claims)
        return _checked(text, "", file, CLAIMS, claims)
    text = _text(path) if pending is None else pending
    found = read_entries(text.encode(), file)
    _refuse_faults(found, file)
    for known in found.documents:
        if None not in (known.sha256, document.sha256) and known.sha256 != document.sha256:
            raise LedgerError(
                f"{file} is about another document: its sha256 is {known.sha256}, "
                f"not {document.sha256}; give this document another id"
            )
    have = {c.id: c for c in found.claims}
    new = []
    for claim in claims:
        if claim.id not in have:
            new.append(claim)
        elif not _same(have[claim.id], claim):
            raise LedgerError(f"the claim id `{claim.id}` is taken in {file}")
    if not new:
        return pending
    return _checked(_appended(text, CLAIMS, new), text, file, CLAIMS, new)


def _taken_ids(root: Path, ids: set[str]) -> dict[str, str]:
    """Which of the claim ids stand in the ledger already: id → file."""
    taken: dict[str, str] = {}
    wanted = [i.encode(errors="replace") for i in ids]
    for file in list_files(root)[0]:
        if file.name in FIXED_FILES:
            continue
        data = Path(file.path).read_bytes()
        if any(i in data for i in wanted) or b"\\" in data:
            for claim in read_file(file).claims:
                if claim.id in ids:
                    taken.setdefault(claim.id, file.file)
    return taken


def _appended(text: str, section: Section, entries: Sequence[AnyEntry]) -> str:
    """`text` with entries added to the end of a section, everything else as it was."""
    newline = "\r\n" if "\r\n" in text else "\n"
    root = parse(text).root
    found = root.items.get(section.key) if isinstance(root, Map) else None
    if found is None:
        end = len(text)
        added = write_section(section, entries)
    else:
        key, node = found
        if isinstance(node, Seq) and node.items and not node.flow:
            end = _after_line(text, _end(node, text))
            indent = node.start_mark.column + 2
            added = "".join(write_entry(e, indent, item=True) for e in entries)
        elif (isinstance(node, Seq) and not node.items) or _is_empty(node):
            after = text.index(":", key.end_mark.index) + 1
            stop = node.end_mark.index if isinstance(node, Seq) else after
            text = text[:after] + text[stop:]
            end = _after_line(text, after)
            added = "".join(write_entry(e, 4, item=True) for e in entries)
        else:
            raise LedgerError(
                f"`{section.key}` in line {key.start_mark.line + 1} is not a list in block form "
                "(one `- ` a line); nothing can be added to it"
            )
    before = text[:end]
    if before and not before.endswith("\n"):
        before += newline
    return before + added.replace("\n", newline) + text[end:]


def _end(node: Node, text: str) -> int:
    """The offset at which a node's last character ends, comments after it not counted."""
    while not isinstance(node, Scalar):
        if node.flow:
            return int(node.end_mark.index)
        if isinstance(node, Seq):
            if not node.items:
                return int(node.start_mark.index)
            node = node.items[-1]
        else:
            key, value = list(node.items.values())[-1]
            if _is_empty(value):
                return text.index(":", key.end_mark.index) + 1
            node = value
    if node.style in ("|", ">"):
        return _block_end(text, node)
    return int(node.end_mark.index)


def _block_end(text: str, node: Scalar) -> int:
    """The end of a block scalar's last line that is not empty."""
    return len(text[: node.end_mark.index].rstrip())


def _after_line(text: str, offset: int) -> int:
    """The offset of the line after the one in which `offset` stands."""
    end = text.find("\n", offset)
    return len(text) if end < 0 else end + 1


def _is_empty(node: Node) -> bool:
    return isinstance(node, Scalar) and node.value == "" and not node.style


def _text(path: Path) -> str:
    text, faults = decode(path.read_bytes())
    if faults:
        raise LedgerError(f"{path}: {faults[0].message}")
    return text


def _entries(path: Path, file: str) -> FileEntries:
    if not path.exists():
        return FileEntries()
    found = read_entries(path.read_bytes(), file)
    _refuse_faults(found, file)
    return found


def _refuse_faults(found: FileEntries, file: str) -> None:
    if found.problems and any(p.code != "empty-file" for p in found.problems):
        first = found.problems[0]
        raise LedgerError(
            f"{file} has faults and is not changed; repair it first: {first.message} "
            f"(line {first.location.line})"
        )


def _checked(text: str, before: str, file: str, section: Section, added: Sequence[AnyEntry]) -> str:
    """`text`, once it is shown to hold what `before` held and what was added, without faults."""
    try:
        data = text.encode()
    except UnicodeEncodeError as error:
        raise LedgerError(f"{file} cannot be written as UTF-8: {error.reason}") from error
    found = read_entries(data, file)
    if found.problems:
        raise LedgerError(f"not written, for it would be at fault: {found.problems[0]}")
    had = read_entries(before.encode(), file)
    for key in ("documents", *(s for s in ("claims", "sources", "subjects", "judgements"))):
        expected = [*getattr(had, key), *(added if key == section.key else ())]
        if key == "documents" and not before:
            continue
        got = getattr(found, key)
        if len(got) != len(expected) or not all(map(_same, got, expected)):
            raise LedgerError(f"not written, for {file} would not read back as what was given")
    return text


_NOWHERE = Location("")


def _same(a: AnyEntry, b: AnyEntry) -> bool:
    """True when two entries say the same, wherever they stand."""
    return replace(a, location=_NOWHERE) == replace(b, location=_NOWHERE)
