from pathlib import Path

import pytest

from reportedly.errors import UsageError
from reportedly.extract import extract_attributions, load_extractor
from reportedly.model import Document

PACKAGE = """
from reportedly.model import Extraction

def extract(document, **options):
    return Extraction(())
"""


def test_the_default_is_the_packages_own() -> None:
    assert load_extractor() is extract_attributions


def test_an_unknown_name_tells_which_there_are() -> None:
    with pytest.raises(UsageError, match=r"no extractor is called 'nobody'.*default"):
        load_extractor("nobody")


def test_a_package_that_announces_one_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "silent_extractor.py").write_text(PACKAGE)
    metadata = tmp_path / "silent-1.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text("Name: silent\nVersion: 1\n")
    (metadata / "entry_points.txt").write_text(
        "[reportedly.extractors]\nsilent = silent_extractor:extract\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    silent = load_extractor("silent")
    assert silent(Document("d", "Olm said so.", "0")).attributions == ()
