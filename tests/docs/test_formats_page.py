"""The page on formats names every format, and how each is written."""

import re
from pathlib import Path

from reportedly.export.formats import FORMATS
from reportedly.export.rdf.terms import PREFIXES

PAGE = (Path(__file__).parents[2] / "docs" / "formats.md").read_text(encoding="utf-8")


def test_every_format_has_its_line_and_its_kind_of_output():
    rows = dict(
        re.findall(r"^\| `([a-z0-9-]+)` \| (one file|folder or \.zip) \|", PAGE, re.MULTILINE)
    )
    written = {n: "folder or .zip" if f.suffix == "/" else "one file" for n, f in FORMATS.items()}
    assert rows == written


def test_properties_stand_in_known_vocabularies():
    shapes = Path(__file__).parents[2] / "src/reportedly/export/rdf/describe.py"
    code = shapes.read_text(encoding="utf-8")
    for name in re.findall(r"^\| `(\w+:\w+)` \|", PAGE, re.MULTILINE):
        assert name.partition(":")[0] in PREFIXES
        assert f'"{name}"' in code
