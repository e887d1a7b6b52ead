from collections.abc import Callable

import pytest

from reportedly.extract import extract_attributions
from reportedly.model import Document, Extraction

Read = Callable[[str], Extraction]


@pytest.fixture(scope="session")
def read() -> Read:
    """Extract from a text at the default threshold."""

    def extract(text: str) -> Extraction:
        return extract_attributions(Document("d", text, "0" * 64))

    return extract
