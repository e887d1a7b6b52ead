"""Sidecars of captured texts: that they read, and that the original is the one captured."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from reportedly.ledger.checks.known import Known
from reportedly.ledger.files import inside, stamp_of
from reportedly.model import Entries, Location, Problem, sidecar_of

_MOST = 100_000
"""Bytes of a sidecar; a longer file is none."""


def vet_sidecars(entries: Entries, root: Path, known: Known) -> Iterator[Problem]:
    """Problems with the sidecar of each document that has one; sound ones are looked at once."""
    for path in {d.path for d in entries.documents if d.path}:
        beside = sidecar_of(path)
        sidecar = root / beside
        if beside == path or not sidecar.is_file() or not inside(sidecar, root):
            continue
        text = root / path
        # NAME.txt, or NAME.HASH.txt, was made of NAME.
        stands = [
            p
            for p in (sidecar, text.with_suffix(""), text.with_suffix("").with_suffix(""))
            if p.is_file()
        ]
        name = " ".join(f"{p.name} {stamp_of(p.stat())}" for p in stands)
        if known.was_sound("sidecar", name):
            continue
        if (problem := _fault(sidecar, root)) is None:
            known.is_sound("sidecar", name)
        else:
            yield Problem(*problem, Location(beside, 1))


def _fault(sidecar: Path, root: Path) -> tuple[str, str] | None:
    """What is wrong with a sidecar: a code and a message."""
    facts = _facts(sidecar)
    if facts is None:
        return "bad-sidecar", "not a list of `key: value`: write it anew, or remove it"
    name = facts.get("original") or sidecar.name
    if "/" in name or "\0" in name or name in (".", ".."):
        return "bad-sidecar", f"`original: {name}` must be the name of a file beside it"
    original = sidecar.with_name(name)
    # A store does not hold originals, so one may not be here.
    if not original.is_file() or not inside(original, root) or "original_sha256" not in facts:
        return None
    seal = sha256()
    with original.open("rb") as file:
        while chunk := file.read(1 << 20):
            seal.update(chunk)
    if seal.hexdigest() == facts["original_sha256"]:
        return None
    return "original-changed", (
        f"`original: {original.name}` has changed since it was captured: its sha256 is "
        f"{seal.hexdigest()}"
    )


def _facts(sidecar: Path) -> dict[str, str] | None:
    """What a sidecar says, or None when it does not read."""
    # PyYAML is loaded here: sidecars that did not change are not read again.
    from reportedly.ledger.parse import Map, Scalar, decode, parse

    try:
        with sidecar.open("rb") as file:
            data = file.read(_MOST + 1)
    except OSError:
        return None
    if len(data) > _MOST:
        return None
    text, faults = decode(data)
    found = parse(text)
    if faults or found.faults or not isinstance(found.root, Map):
        return None
    pairs = {key: value for key, (_, value) in found.root.items.items()}
    if not all(isinstance(value, Scalar) for value in pairs.values()):
        return None
    return {key: value.value for key, value in pairs.items() if isinstance(value, Scalar)}
