"""No document takes more time than its length gives it: twice the text, about twice the time."""

from time import process_time

import pytest

from reportedly.compare.findings import find_findings
from reportedly.extract import load_extractor
from reportedly.extract.propose import propose_entries
from reportedly.model import Document, Extraction
from reportedly.resolve.claims import Resolver

LEAST = 0.1
"""Seconds: what takes less is left to chance."""


@pytest.mark.parametrize(
    "sentence",
    [
        "The ministry said {n} people were killed. ",
        "Update {n} gave {n} deaths. ",
        "(9 killed ",
        "The ministry said {n} people were killed, up from {m}. ",
        "The ministry said {n} people were killed. The army denied that. ",
    ],
)
def test_twice_the_text_takes_twice_the_time(sentence: str) -> None:
    short, long = _repeated(sentence, 300), _repeated(sentence, 600)
    least = max(min(_seconds(*short) for _ in range(2)), LEAST)
    # A try that the machine held up is made again.
    assert any(_seconds(*long) < 3 * least for _ in range(3))


def _repeated(sentence: str, times: int) -> tuple[Document, Extraction]:
    text = "".join(sentence.format(n=n + 1, m=n) for n in range(1, times + 1))
    document = Document("a", text, "0" * 64)
    return document, load_extractor()(document)


def _seconds(document: Document, extraction: Extraction) -> float:
    """What it takes to propose the claims of a document and to compare them."""
    start = process_time()
    entries = propose_entries(document, extraction)
    claims = Resolver(entries, {document.id: document.text}.get).resolve(entries.claims)
    find_findings(claims)
    return process_time() - start
