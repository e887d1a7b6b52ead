"""The schemas say what the reader says."""

import json
from pathlib import Path

import jsonschema
import pytest
import yaml

from reportedly import ledger
from reportedly.ledger.build import read_entries
from reportedly.ledger.describe import SCHEMAS, describe_keys
from reportedly.ledger.shape import SECTIONS

SOUND = {
    "claims": [
        "document:\n  path: a.txt\nclaims:\n",
        "document: {path: a.txt, published: '2019-02-12'}\nclaims:\n  - id: a\n    source: s\n"
        "    subject: t\n    figure: 16\n    quote: [a, b]\n    at: [[1, 2], [3, 4]]\n"
        "    status: reviewed\n    stance: denies\n    score: 0.7\n",
        "document: {path: a.txt}\nclaims:\n  - {id: a, candidates: x, subject: t, note: n,"
        " quote: q, at: [1, 2]}\n",
    ],
    "sources": ["sources:\n  - {id: a, name: A, kind: person, reliability: B, aliases: [x, y]}\n"],
    "subjects": ["subjects:\n  - {id: a, running_total: true, part_of: b, relations: [a = b]}\n"],
    "judgements": [
        "judgements:\n  - {id: a, conflict: c, verdict: holds, by: b, 'on': '2019-03-01', why: w}\n"
    ],
}
FAULTY = {
    "claims": [
        "document: text\n",
        "document: {pth: a.txt}\n",
        "document: {sha256: 3f}\n",
        "document: {}\nclaims:\n  - {id: a, subject: t, quote: q}\n",
        "document: {}\nclaims:\n  - {id: a, source: s, subject: t, quote: q, stance: no}\n",
        "document: {}\nclaims:\n  - {id: a, source: s, subject: t, quote: q, at: [1]}\n",
        "document: {}\nclaims:\n  - {id: a, source: [s], subject: t, quote: q}\n",
        "sources: []\n",
    ],
    "sources": ["sources:\n  - {id: a}\n", "sources:\n  - {id: a, name: A, reliability: G}\n"],
    "subjects": ["subjects:\n  - {id: a b}\n", "subjects: {a: b}\n"],
    "judgements": ["judgements:\n  - {id: a}\n"],
}


def cases(texts: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(name, text) for name, several in texts.items() for text in several]


def test_the_schemas_in_the_package_are_those_that_the_types_give(tmp_path: Path) -> None:
    for path in ledger.write_schemas(tmp_path):
        assert path.read_text() == (SCHEMAS / path.name).read_text(), (
            "run: python -m reportedly.ledger.describe"
        )
    assert sorted(p.name for p in SCHEMAS.iterdir()) == sorted(p.name for p in tmp_path.iterdir())


def test_every_key_is_described() -> None:
    for section in SECTIONS.values():
        assert describe_keys(section).keys() == section.keys.keys(), section.key


@pytest.mark.parametrize("name", SOUND)
def test_schemas_are_schemas(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(json.loads((SCHEMAS / f"{name}.json").read_text()))


@pytest.mark.parametrize(("name", "text"), cases(SOUND))
def test_reader_and_schema_accept(name: str, text: str) -> None:
    jsonschema.validate(yaml.safe_load(text), ledger.schema()[name])
    assert read_entries(text.encode(), f"claims/{name}.yaml").problems == ()


@pytest.mark.parametrize(("name", "text"), cases(FAULTY))
def test_reader_and_schema_refuse(name: str, text: str) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(yaml.safe_load(text), ledger.schema()[name])
    assert read_entries(text.encode(), f"claims/{name}.yaml").problems != ()
