"""FollowTheMoney statements, read by followthemoney."""

import io

from followthemoney import model
from followthemoney.dataset import Dataset
from followthemoney.statement import Statement, StatementEntity
from followthemoney.statement.serialize import CSV_COLUMNS, read_csv_statements

from reportedly.export.followthemoney import COLUMNS, to_followthemoney
from reportedly.export.printable import printable


def test_columns_stand_in_the_librarys_own_order():
    assert list(COLUMNS) == CSV_COLUMNS


def entities(content):
    statements = list(read_csv_statements(io.BytesIO(to_followthemoney(content).encode())))
    grouped: dict[str, list[Statement]] = {}
    for statement in statements:
        grouped.setdefault(statement.canonical_id, []).append(statement)
    dataset = Dataset({"name": "reportedly", "title": "Reportedly"})
    return statements, [StatementEntity.from_statements(dataset, s) for s in grouped.values()]


def test_every_statement_is_accepted_with_its_type_and_its_id(content):
    statements, made = entities(content)
    for statement in statements:
        assert statement.id == statement.generate_key()
    rows = {s.id: s for s in statements}
    assert len(rows) == len(statements)
    text = to_followthemoney(content)
    import csv

    for row in csv.DictReader(io.StringIO(text, newline=""), dialect=csv.unix_dialect):
        assert rows[row["id"]].prop_type == row["prop_type"]
    ids = {e.id for e in made}
    for entity in made:
        entity.schema.validate(entity.to_dict())
        for prop in entity.iterprops():
            for value in entity.get(prop):
                if prop.type.name == "entity":
                    assert value in ids
                elif prop.type.name in ("date", "url", "language"):
                    assert prop.type.validate(value), (prop.name, value)


def test_claims_are_notes_on_their_source_with_the_document_for_proof(content):
    _, made = entities(content)
    by_id = {e.id: e for e in made}
    notes = {e.first("name"): e for e in made if e.schema.name == "Note"}
    for claim in content.standing().claims:
        note = notes[printable(claim.id)]
        assert note.first("description") == printable(claim.text)
        (proof,) = note.get("proof")
        assert by_id[proof].schema.is_a(model["Document"])
        about = {by_id[x].schema.name for x in note.get("entity")}
        assert "Event" in about
        assert (claim.source is not None) == (len(about) == 2)
