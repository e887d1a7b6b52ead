"""Claims as a STIX 2.1 bundle (OASIS Standard, 10 June 2021).

Sources are `identity`, documents `report`, claims `note`, conflicts and questions `opinion`s on the
notes; what is only good to know is a `note` on them. What STIX has no property for stands in one
property extension, declared in the bundle. Ids are made from the ledger's own (UUID version 5), so
the same ledger gives the same bundle.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any
from uuid import UUID, uuid5

from reportedly.export.content import Content, sources_of, web_address
from reportedly.export.printable import printable
from reportedly.export.rdf.describe import documents_of
from reportedly.export.rows import claim_row
from reportedly.export.web_json import web_json
from reportedly.model import Claim, Conflict, DocumentEntry, Severity, Source, SourceKind

_SPACE = UUID("1f0c3a52-6d0e-5d3c-9a55-3f1b8d6c7e21")
_CLASSES = {
    SourceKind.PERSON: "individual",
    SourceKind.ORGANISATION: "organization",
    SourceKind.GROUP: "group",
    SourceKind.UNNAMED: "class",
}
_OPINIONS = {Severity.CONFLICT: "disagree", Severity.QUESTION: "neutral"}
_SHA256 = re.compile("[0-9a-f]{64}")
_UNDATED = date(1970, 1, 1)
Objects = dict[str, Any]


def to_stix(content: Content) -> str:
    """The claims that stand, as one bundle.

    Each object is dated by the day its document was published; those with none by the earliest day
    that the ledger knows, or 1970-01-01.
    """
    content = content.standing()
    documents = {d.id: d for d in documents_of(content)}
    days = {id_: _day(d.day) for id_, d in documents.items()}
    first = min((d for d in days.values() if d), default=_UNDATED)
    times = {id_: _time(found or first) for id_, found in days.items()}
    start = _time(first)
    author = _identity("tool:reportedly", "Reportedly", "system", start)
    sources = sources_of(content)
    objects = [author, _extension(author["id"], start)]
    objects += [_source(s, start) for s in sources.values()]
    objects += [_note(c, times[c.document], author["id"]) for c in content.claims]
    objects += [
        report
        for id_, document in documents.items()
        if (report := _report(document, [c for c in content.claims if c.document == id_], times))
    ]
    objects += [_opinion(c, start, author["id"]) for c in content.conflicts]
    bundle = {"type": "bundle", "id": _id("bundle", "\n".join(o["id"] for o in objects))}
    return web_json({**bundle, "objects": objects})


def _source(source: Source, time: str) -> Objects:
    made = _identity(
        f"source:{source.id}", source.name, _CLASSES.get(source.kind, "unspecified"), time
    )
    extra = {
        "source": source.id,
        "kind": source.kind.value,
        "aliases": list(source.aliases),
        "part_of": [_id("identity", f"source:{body}") for body in source.part_of],
        "reliability": source.reliability,
    }
    return {**made, **_extended(extra)}


def _identity(key: str, name: str, kind: str, time: str) -> Objects:
    return _common("identity", key, time) | {"name": printable(name), "identity_class": kind}


def _note(claim: Claim, time: str, author: str) -> Objects:
    figure = claim.figure.as_written if claim.figure else ""
    title = f"{claim.subject.title or claim.subject.id}: {figure}".removesuffix(": ")
    # A note must be about something; a claim whose source stays open is about its document alone.
    about = [_id("identity", f"source:{claim.source.id}")] if claim.source else [author]
    return {
        **_common("note", f"claim:{claim.id}", time),
        "abstract": printable(title),
        "content": printable(claim.text, keep="\n\t"),
        **({"authors": [printable(claim.source.name)]} if claim.source else {}),
        "object_refs": about,
        "labels": [claim.status.value, claim.stance.value],
        **_extended({"claim": claim_row(claim)}),
    }


def _report(document: DocumentEntry, claims: list[Claim], times: dict[str, str]) -> Objects | None:
    """A report refers to its claims and their sources; one without any cannot be said in STIX."""
    if not claims:
        return None
    refs = [_id("note", f"claim:{c.id}") for c in claims]
    refs += [_id("identity", f"source:{c.source.id}") for c in claims if c.source]
    reference: Objects = {
        "source_name": printable(document.publisher or document.title or document.id),
        "url": web_address(document.url),
        "description": printable(document.path) if document.path else None,
    }
    if "url" in _given(reference) and _SHA256.fullmatch(document.sha256 or ""):
        reference |= {"hashes": {"SHA-256": document.sha256}}
    known = _given(reference)
    return {
        **_common("report", f"document:{document.id}", times[document.id]),
        "name": printable(document.title or document.id),
        "published": times[document.id],
        "report_types": ["observed-data"],
        "object_refs": list(dict.fromkeys(refs)),
        **({"external_references": [known]} if len(known) > 1 else {}),
        **_extended(
            {
                "document": document.id,
                "sha256": document.sha256,
                "published": document.published,
                "language": document.language,
            }
        ),
    }


def _opinion(conflict: Conflict, time: str, author: str) -> Objects:
    opinion = _OPINIONS.get(conflict.severity)
    sort = "opinion" if opinion else "note"
    said = (
        {"opinion": opinion, "explanation": printable(conflict.reason)}
        if opinion
        else {"abstract": conflict.kind.value, "content": printable(conflict.reason)}
    )
    return {
        **_common(sort, f"conflict:{conflict.id}", time),
        "created_by_ref": author,
        **said,
        "object_refs": [_id("note", f"claim:{claim}") for claim in conflict.claims],
        "labels": [conflict.severity.value, conflict.kind.value],
        **_extended(
            {"conflict": conflict.id, "kind": conflict.kind.value, "origins": conflict.origins}
        ),
    }


def _extension(author: str, time: str) -> Objects:
    return {
        **_common("extension-definition", "properties", time),
        "created_by_ref": author,
        "name": "Reportedly",
        "description": "Figures, spans, chains and kinds as `reportedly claims --format json`.",
        "schema": "https://json-schema.org/draft/2020-12/schema",
        "version": "1.0.0",
        "extension_types": ["property-extension"],
    }


def _extended(properties: Objects) -> Objects:
    known = _given(properties)
    name = _id("extension-definition", "properties")
    return {"extensions": {name: {"extension_type": "property-extension", **_clean(known)}}}


def _common(sort: str, key: str, time: str) -> Objects:
    return {
        "type": sort,
        "spec_version": "2.1",
        "id": _id(sort, key),
        "created": time,
        "modified": time,
    }


def _id(sort: str, key: str) -> str:
    # A ledger's id may hold half a surrogate pair, which has no bytes; `printable` writes it out.
    return f"{sort}--{uuid5(_SPACE, f'{sort} {printable(key)}')}"


def _given(properties: Objects) -> Objects:
    """STIX has no null and no empty list: what is not known is left out, all the way down."""
    made = {}
    for name, value in properties.items():
        if isinstance(value, dict):
            value = _given(value)
        if value not in (None, [], {}):
            made[name] = value
    return made


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return printable(value, keep="\n\t")
    if isinstance(value, dict):
        return {name: _clean(item) for name, item in value.items()}
    if isinstance(value, list):
        # A side of a period that stays open.
        return [".." if item is None else _clean(item) for item in value]
    return value


def _day(written: str | None) -> date | None:
    try:
        return date.fromisoformat(written or "")
    except ValueError:
        return None


def _time(day: date) -> str:
    return f"{day.isoformat()}T00:00:00.000Z"
