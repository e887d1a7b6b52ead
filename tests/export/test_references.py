"""BibTeX and CSL-JSON, read by bibtexparser and citeproc."""

import json

import bibtexparser
import pytest
from citeproc.source.json import CiteProcJSON

from reportedly.export.content import Content
from reportedly.export.rdf.describe import documents_of
from reportedly.export.references import to_bibtex, to_csl_json
from reportedly.model import DocumentEntry, Entries


def test_every_document_is_an_entry(content):
    library = bibtexparser.parse_string(to_bibtex(content))
    assert not library.failed_blocks
    documents = list(documents_of(content))
    assert len(library.entries) == len(documents)
    for entry, document in zip(library.entries, documents, strict=True):
        assert entry.entry_type == "misc"
        assert entry["note"].replace("-{}", "-") == f"SHA-256 {document.sha256}"
        assert entry.fields_dict["title"].value.startswith("{")


def test_two_ids_that_look_alike_keep_keys_of_their_own():
    entries = Entries(documents=(DocumentEntry("a b"), DocumentEntry("a,b"), DocumentEntry("")))
    library = bibtexparser.parse_string(to_bibtex(Content((), entries=entries)))
    assert [e.key for e in library.entries] == ["a_b", "a_b+2", "document"]


@pytest.mark.parametrize("form", ["title", "publisher"])
def test_words_of_a_document_end_no_entry(form):
    words = "x}, author = {me}} @misc{evil, title = {y"
    entries = Entries(documents=(DocumentEntry("a", **{form: words}),))
    library = bibtexparser.parse_string(to_bibtex(Content((), entries=entries)))
    assert [e.key for e in library.entries] == ["a"]
    assert "author" not in library.entries[0].fields_dict


def test_csl_json_is_read_with_days_and_titles(content):
    items = json.loads(to_csl_json(content))
    read = CiteProcJSON(items)
    documents = list(documents_of(content))
    assert len(items) == len(documents)
    for item, document in zip(items, documents, strict=True):
        if document.published and "issued" in item and "date-parts" in item["issued"]:
            assert document.published == "-".join(
                f"{n:02}" for n in item["issued"]["date-parts"][0]
            )
        assert item["id"].lower() in {key.lower() for key in read}
