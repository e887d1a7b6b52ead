"""Names to sources, and chains to origins."""

import pytest

from reportedly.model import DocumentEntry, Source, SourceEntry, SourceKind
from reportedly.resolve import find_source
from reportedly.resolve.sources import SourceIndex, acronym, build_chain, read_source

SOHR = Source("sohr", "Syrian Observatory for Human Rights", aliases=("the Observatory",))
SDF = Source("sdf", "Syrian Democratic Forces", SourceKind.ORGANISATION, part_of=("alliance",))
BALI = Source("bali", "Mustafa Bali", SourceKind.PERSON, part_of=("media", "sdf"))
MEDIA = Source("media", "Media Centre", SourceKind.ORGANISATION)
PAPER = Source("paper", "The Paper", SourceKind.ORGANISATION)
NARRATOR = Source("narrator", "narrator", SourceKind.NARRATOR)
LEGION = Source("legion", "Southern Desert Front")
EVERYBODY = [SOHR, SDF, BALI, MEDIA, PAPER, NARRATOR]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("sohr", ["sohr"]),
        ("SOHR", ["sohr"]),
        ("syrian observatory for HUMAN rights", ["sohr"]),
        ("the Syrian  Observatory for Human Rights", ["sohr"]),
        ("Observatory", ["sohr"]),
        ("SDF", ["sdf"]),
        ("Mustafa Bali", ["bali"]),
        ("Bali's", []),
        ("", []),
    ],
)
def test_a_source_is_found_by_id_name_alias_or_acronym(name, found):
    assert [s.id for s in find_source(EVERYBODY, name)] == found


def test_an_acronym_of_two_is_ambiguous_and_an_id_is_not():
    assert [s.id for s in find_source([SDF, LEGION], "SDF")] == ["sdf"]  # the id comes first
    renamed = Source("forces", SDF.name)
    assert {s.id for s in find_source([renamed, LEGION], "SDF")} == {"forces", "legion"}


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("Syrian Observatory for Human Rights", "sohr"),
        ("the United Nations", "un"),
        ("activists", None),
        ("Reuters", None),
        ("local residents", None),
    ],
)
def test_acronyms(name, initials):
    assert acronym(name) == initials


def chain(source, via=(), **document):
    index = SourceIndex([*EVERYBODY])
    return [s.id for s in build_chain(source, via, DocumentEntry("doc", **document), index)]


@pytest.mark.parametrize(
    ("source", "via", "document", "ids"),
    [
        (SOHR, (), {"publisher": "The Paper"}, ["paper", "sohr"]),
        (SOHR, (MEDIA,), {"publisher": "paper"}, ["paper", "media", "sohr"]),
        (SOHR, (), {}, ["sohr"]),
        # a spokesman speaks for his body; the body for itself, not for its alliance
        (BALI, (), {"publisher": "paper"}, ["paper", "bali", "media", "sdf"]),
        (SDF, (), {"publisher": "paper"}, ["paper", "sdf"]),
        # the document's own voice is its publisher's
        (NARRATOR, (), {"publisher": "paper"}, ["paper"]),
        (NARRATOR, (), {"publisher": "paper", "agency": "wire"}, ["paper", "wire"]),
        (SOHR, (), {"publisher": "paper", "agency": "wire"}, ["paper", "wire", "sohr"]),
        (NARRATOR, (), {}, ["narrator", "document:doc"]),
        # a publisher that is itself the source
        (PAPER, (), {"publisher": "paper"}, ["paper"]),
        (SOHR, (), {"publisher": "Daily Unheard-of"}, ["daily-unheard_of", "sohr"]),
        (None, (), {"publisher": "paper"}, ["paper"]),
    ],
)
def test_chains_run_from_the_nearest_to_the_origin(source, via, document, ids):
    assert chain(source, via, **document) == ids


def test_a_body_that_nobody_describes_still_is_the_origin():
    voice = Source("aide", "an aide", SourceKind.UNNAMED, part_of=("palace",))
    assert chain(voice) == ["aide", "palace"]


def test_a_source_without_a_name_is_called_by_its_id():
    assert read_source(SourceEntry("x", kind="alien")) == Source("x", "x", SourceKind.UNNAMED)
