"""The page of the workbench's API: its examples run, and it names what there is."""

import doctest
import re
from pathlib import Path

from tests.web.conftest import serving

from reportedly.ledger import init
from reportedly.web.api import ENDPOINTS
from reportedly.workflow.taking_in import take_in

DOCS = Path(__file__).parents[2] / "docs"
PAGE = DOCS / "http-api.md"


def test_the_examples_give_what_the_page_says(tmp_path: Path) -> None:
    init(tmp_path)
    take_in(str(tmp_path), [(p.name, str(p)) for p in sorted((DOCS / "example").glob("*.txt"))], {})
    with serving(tmp_path) as bench:
        text = PAGE.read_text(encoding="utf-8").replace("```", "")
        text = text.replace("http://127.0.0.1:8765", bench.address)
        examples = doctest.DocTestParser().get_doctest(text, {}, PAGE.name, str(PAGE), 0)
        said: list[str] = []
        runner = doctest.DocTestRunner()
        runner.run(examples, out=said.append)
    assert len(examples.examples) > 10
    assert not runner.failures, "".join(said)


def test_the_page_has_a_line_for_every_endpoint() -> None:
    lines = re.findall(
        r"^\| `(\w+) (\S+)` \| (.*) \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE
    )
    assert lines == [(e.method, e.path, e.words) for e in ENDPOINTS]
