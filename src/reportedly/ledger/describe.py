"""The form of the ledger's files as JSON Schemas, for editors to complete and check them.

The schemas are made of the entry types: names of keys from the fields, descriptions from the
docstrings, and what is required or accepted from `shape`. They say what an editor can see; `check`
sees more. `python -m reportedly.ledger.describe` writes them anew beside this module.
"""

from __future__ import annotations

import inspect
import json
import re
from pathlib import Path
from typing import Any

from reportedly.ledger.shape import (
    CLAIMS,
    DOCUMENT,
    Rule,
    Section,
    Shape,
    sections_of,
)
from reportedly.transaction import replace_file

SCHEMAS = Path(__file__).parent / "schemas"
"""Where the package keeps the schemas."""

_DRAFT = "https://json-schema.org/draft/2020-12/schema"

# The ledger reads every scalar as the text that stands there, whatever YAML would make of it: an
# editor must therefore accept `figure: 16` and `running_total: true` as well as quoted texts.
_SCALAR = ["string", "number", "boolean"]
_PAIR = {
    "type": "array",
    "items": {"type": "integer", "minimum": 0},
    "minItems": 2,
    "maxItems": 2,
}
_TITLES = {
    "claims": "The claims of one document (any other file in claims/)",
    "sources": "Who asserts (claims/sources.yaml)",
    "subjects": "What claims are about (claims/subjects.yaml)",
    "judgements": "What people decided about conflicts (claims/judgements.yaml)",
    "events": "What happened once (claims/events.yaml)",
    "links": "What is the same, and what is not (claims/links.yaml)",
}


def schema() -> dict[str, dict[str, Any]]:
    """A JSON Schema (draft 2020-12) for each sort of file.

    >>> sorted(schema())
    ['claims', 'events', 'judgements', 'links', 'sources', 'subjects']
    """
    return {name: _file_schema(name) for name in _TITLES}


def write_schemas(folder: Path = SCHEMAS) -> list[Path]:
    """Write each schema to `folder` as `NAME.json`; returns the files written."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, made in schema().items():
        path = folder / f"{name}.json"
        replace_file(path, (json.dumps(made, indent=2, ensure_ascii=False) + "\n").encode())
        written.append(path)
    return written


def describe_keys(section: Section) -> dict[str, str]:
    """What each key of a section's entries means, from the docstring of their type."""
    text = inspect.getdoc(section.entry) or ""
    _, _, attributes = text.partition("Attributes:\n")
    found: dict[str, str] = {}
    for match in re.finditer(r"^ {4}(\w[\w, ]*): (.+(?:\n {5,}.+)*)", attributes, re.MULTILINE):
        meaning = " ".join(match[2].split())
        if " | " not in meaning:  # words to choose from are written as they are
            meaning = meaning[0].upper() + meaning[1:]
        found |= dict.fromkeys(match[1].split(", "), meaning)
    return {key: found[key] for key in section.keys if key in found}


def _file_schema(name: str) -> dict[str, Any]:
    sections = sections_of(f"{name}.yaml")
    return {
        "$schema": _DRAFT,
        "title": _TITLES[name],
        "type": "object",
        "properties": {section.key: _section_schema(section) for section in sections}
        | {key: {"type": list(_SCALAR)} for section in sections for key in section.beside},
        "required": [sections[0].key],
        "additionalProperties": False,
    }


def _section_schema(section: Section) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "type": "object",
        "description": (inspect.getdoc(section.entry) or "").split("\n")[0],
        "properties": _properties(section),
        "required": list(section.required),
        "additionalProperties": False,
    }
    if section is CLAIMS:
        entry["additionalProperties"] = {
            "description": "A measure, an aspect or a topic of the event: the claim's subject.",
            "anyOf": [
                {"type": [*_SCALAR, "null"]},
                {"type": "array", "items": {"type": list(_SCALAR)}},
            ],
        }
    # A figure may stand after a key that is the claim's subject.
    if groups := [group for group in section.either if "figure" not in group]:
        entry["allOf"] = [{"anyOf": [{"required": [key]} for key in group]} for group in groups]
    if section is DOCUMENT:
        return entry
    return {"type": ["array", "null"], "items": entry}


def _properties(section: Section) -> dict[str, Any]:
    meanings = describe_keys(section)
    properties = {}
    for key, shape in section.keys.items():
        made = _value(shape, section.rules.get(key), required=key in section.required)
        properties[key] = {"description": meanings[key], **made} if key in meanings else made
    return properties


def _value(shape: Shape, rule: Rule | None, *, required: bool) -> dict[str, Any]:
    if shape is Shape.SPANS:
        return {"anyOf": [_PAIR, {"type": "array", "items": _PAIR}]}
    if shape in (Shape.PAIRS, Shape.RECORDS):
        pairs = {"type": "object", "additionalProperties": {"type": list(_SCALAR)}}
        return pairs if shape is Shape.PAIRS else {"type": "array", "items": pairs}
    scalar: dict[str, Any] = {"type": list(_SCALAR) if required else [*_SCALAR, "null"]}
    if shape is Shape.TEXTS:
        return {"anyOf": [scalar, {"type": "array", "items": {"type": list(_SCALAR)}}]}
    if rule is None:
        return scalar
    pattern = {**scalar, "pattern": f"^({rule.pattern.pattern})$"} if rule.pattern else None
    if not rule.words:
        return pattern or scalar
    enum = {"enum": [*rule.words, *(v for v in (True, False) if str(v).lower() in rule.words)]}
    return {"anyOf": [enum, pattern]} if pattern else enum


if __name__ == "__main__":
    for path in write_schemas():
        print(path)
