"""What is taken and answered, as JSON Schemas, and what of a value does not fit one.

`schemas.json` is the one place where shapes stand, in short: an object has all its properties and
no others; what it calls `optional` ("*": all) may be left out, and it has those of the shapes that
it names under `with` as well. Of JSON Schema `faults_of` knows what the shapes of bodies and
parameters use; tests hold it against a whole validator.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from reportedly.web.house import NO_TEXT

Shape = Mapping[str, Any]

REFERENCE = "#/components/schemas/"

_TYPES: Mapping[str, type | tuple[type, ...]] = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "null": type(None),
}
_MOST_FAULTS = 20


@cache
def shapes() -> Mapping[str, Shape]:
    """Every shape by its name, as `/schema` publishes it."""
    written = json.loads((Path(__file__).parent / "schemas.json").read_bytes())
    return {name: _whole(_joined(shape, written)) for name, shape in written.items()}


def named(name: str) -> Shape:
    """A reference to the shape of a name."""
    return {"$ref": f"{REFERENCE}{name}"}


def _joined(shape: Shape, written: Mapping[str, Shape]) -> Shape:
    """A shape with the properties of those that it goes with."""
    others = [written[name]["properties"] for name in shape.get("with", ())]
    if not others:
        return shape
    properties = {k: v for some in (*others, shape["properties"]) for k, v in some.items()}
    return {**shape, "properties": properties}


def _whole(shape: Any) -> Any:
    """A shape in full, as JSON Schema has it."""
    if isinstance(shape, list):
        return [_whole(one) for one in shape]
    if not isinstance(shape, dict):
        return shape
    made = {key: _whole(value) for key, value in shape.items() if key not in ("optional", "with")}
    properties = shape.get("properties")
    if shape.get("type") == "object" and isinstance(properties, dict):
        optional = shape.get("optional", ())
        made["additionalProperties"] = False
        if required := [k for k in properties if optional != "*" and k not in optional]:
            made["required"] = required
    return made


def faults_of(shape: Shape, value: Any) -> dict[str, str]:
    """What of a value does not fit a shape, by the place of it: `{"fields.note": "…"}`.

    >>> faults_of({"type": "array", "items": {"type": "integer", "minimum": 0}}, [3, -1])
    {'1': 'is less than 0'}
    """
    found: dict[str, str] = {}
    for place, words in _faults(shape, value, ""):
        found.setdefault(place, words)
        if len(found) == _MOST_FAULTS:
            break
    return found


def _faults(shape: Shape, value: Any, place: str) -> Iterator[tuple[str, str]]:
    if "$ref" in shape:
        shape = shapes()[shape["$ref"].removeprefix(REFERENCE)]
    for other in shape.get("allOf", ()):
        yield from _faults(other, value, place)
    types = [shape["type"]] if isinstance(shape.get("type"), str) else shape.get("type", ())
    if types and not any(_is_a(value, kind) for kind in types):
        yield place, f"is not {' or '.join(types)}"
        return
    if "enum" in shape and value not in shape["enum"]:
        yield place, f"is none of {', '.join(shape['enum'])}"
        return
    if isinstance(value, str):
        yield from _text_faults(shape, value, place)
    elif isinstance(value, dict):
        yield from _object_faults(shape, value, place)
    elif isinstance(value, list):
        yield from _list_faults(shape, value, place)
    elif isinstance(value, int | float):
        if value < shape.get("minimum", value):
            yield place, f"is less than {shape['minimum']}"
        if value > shape.get("maximum", value):
            yield place, f"is more than {shape['maximum']}"


def _is_a(value: Any, kind: str) -> bool:
    if isinstance(value, bool):
        return kind == "boolean"
    if kind == "integer" and isinstance(value, float):
        return value.is_integer()
    return isinstance(value, _TYPES[kind])


def _text_faults(shape: Shape, value: str, place: str) -> Iterator[tuple[str, str]]:
    most = shape.get("maxLength")
    if most is not None and len(value) > most:
        yield place, f"is longer than {most:,} characters"
    elif NO_TEXT.search(value):
        yield place, "holds a character that no text has"


def _object_faults(shape: Shape, value: Mapping[str, Any], place: str) -> Iterator[tuple[str, str]]:
    known = shape.get("properties", {})
    for key in shape.get("required", ()):
        if key not in value:
            yield _below(place, key), "is missing"
    for key, one in value.items():
        if key in known:
            yield from _faults(known[key], one, _below(place, key))
        else:
            given = NO_TEXT.sub("�", key[:100])
            yield _below(place, given), f"is not known; there are {', '.join(known)}"


def _list_faults(shape: Shape, value: list[Any], place: str) -> Iterator[tuple[str, str]]:
    if len(value) < shape.get("minItems", 0):
        yield place, f"holds fewer than {shape['minItems']}"
    elif len(value) > shape.get("maxItems", len(value)):
        yield place, f"holds more than {shape['maxItems']}"
    else:
        for number, one in enumerate(value):
            yield from _faults(shape.get("items", {}), one, _below(place, str(number)))


def _below(place: str, key: str) -> str:
    return f"{place}.{key}" if place else key
