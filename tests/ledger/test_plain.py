"""The fast way reads a file as the YAML reader does, or not at all."""

from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.ledger.build import read_yaml
from reportedly.ledger.plain import read_plain

FILE = """\
document:
  title: 'It''s: done'
  path: seeds/a.txt
  sha256: "3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f"

claims:
  # the first
  - id: first
    source: sohr
    subject: killed
    figure: at least 16
    quote: at least 16 civilians – “killed”
    at: [3, 15]
    note:
    status: reviewed

  - id: second
    candidates:
      - sohr
      - 'no'
    subject: killed
    quote:
      - one
      - "two"
    at: [[1, 2], [3, 4]]
    reviews:
      - {by: Ada Brandt, on: 2031-03-05, verdict: accepted, figure: 'fewer, perhaps: 12'}
      - {by: 'it''s', on: 2031-03-06, verdict: rejected}
"""
SOURCES = """\
sources:
  - id: sohr
    name: Observatory
    aliases: SOHR
    part_of:
      - a
      - b
    kind: organisation
"""


def agree(text: str, file: str = "claims/a.yaml") -> bool:
    """Whether the fast way read the text; it must then have read what YAML says."""
    fast = read_plain(text, file)
    if fast is None:
        return False
    slow = read_yaml(text, file)
    assert fast == slow
    for kind in ("documents", "claims", "sources", "subjects", "judgements"):
        for a, b in zip(getattr(fast, kind), getattr(slow, kind), strict=True):
            assert dict(a.marks) == dict(b.marks)
    return True


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("claims/a.yaml", FILE),
        ("claims/sources.yaml", SOURCES),
        ("claims/subjects.yaml", "subjects: []\n"),
        ("claims/a.yaml", "document:\n  title: 10:30 no.1#2\nclaims: []"),
    ],
)
def test_plain_files_are_read_the_fast_way(file: str, text: str) -> None:
    assert agree(text, file)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("at least 16\n", "at least 16 # a comment\n"),
        ("at least 16\n", "at least\n      16\n"),
        ("at least 16\n", "at least 16\n      more\n"),
        ("at least 16\n", "|-\n      at least 16\n"),
        ("at least 16\n", "at least 16 \n"),
        ("at least 16\n", "*first\n"),
        ("id: first", "id: &first first"),
        ('"two"', '"t\\x77o"'),
        ("- 'no'", "- [no]"),
        ("[3, 15]", "[3, 015]"),
        ("[3, 15]", "[15, 3]"),
        ("[3, 15]", "3"),
        ("status: reviewed", "status: revewed"),
        ("status: reviewed", "stats: reviewed"),
        ("status: reviewed", "source: reviewed"),
        ("status: reviewed", "quote:: reviewed"),
        ("status: reviewed", "'status': reviewed"),
        ("    status: reviewed", "     status: reviewed"),
        ("    status: reviewed", "\tstatus: reviewed"),
        ("    status: reviewed", "    status:reviewed"),
        ("\n", "\r\n"),
        ("sohr", "so\u2028hr"),
        ("claims:", "---\nclaims:"),
        ("claims:", "document:\nclaims:"),
        ("  - id: second\n", "  - id: second\n  - id: third\n"),
        ("{by: Ada Brandt", "{bye: Ada Brandt"),
        ("{by: Ada Brandt", "{on: Ada Brandt"),
        ("{by: Ada Brandt, on", "{by: Ada Brandt,on"),
        ("{by: Ada Brandt", "{by: [Ada Brandt]"),
        ("{by: 'it''s', on: 2031-03-06, verdict: rejected}", "'{by: bo}'"),
        ("- sohr", "- {by: sohr}"),
    ],
)
def test_other_files_are_left_to_the_yaml_reader(old: str, new: str) -> None:
    assert old in FILE
    assert read_plain(FILE.replace(old, new), "claims/a.yaml") is None


pieces = st.sampled_from(
    ["\n", " ", "  ", "    ", "- ", ":", ": ", " #", "#", "'", '"', "''", "[", "]", "{", "}", ",",
     "|", ">", "&a ", "*a", "!", "%", "@", "~", "?", "? ", "\\", "\t", "\r", "\xa0", "\x85",
     "\u2028", "\ufeff", "---\n", "...\n", "<<: ", "id: x\n", "    note: n\n", "      - x\n",
     "  - id: y\n", "claims:\n", "document:\n", "0", "é", "👩", "[1, 2]"]
)  # fmt: skip


@given(st.data())
@settings(max_examples=400, deadline=None)
def test_however_a_file_is_disturbed_both_ways_agree(data: st.DataObject) -> None:
    text, file = data.draw(
        st.sampled_from([(FILE, "claims/a.yaml"), (SOURCES, "claims/sources.yaml")])
    )
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(text)))
        end = start + data.draw(st.integers(0, 6) | st.just(0))
        text = text[:start] + data.draw(pieces | st.just("")) + text[end:]
    agree(text, file)


def test_an_example_in_flow_style_is_read_as_yaml() -> None:
    text = dedent(
        """\
        document: {path: a.txt}
        claims:
          - {id: a, source: s, subject: t, quote: q}
        """
    )
    assert read_plain(text, "claims/a.yaml") is None
    assert len(read_yaml(text, "claims/a.yaml").claims) == 1
