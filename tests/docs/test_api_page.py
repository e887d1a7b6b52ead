"""The page of the Python API: its examples run, and it names what there is."""

import doctest
import re
import subprocess
import sys
from pathlib import Path

import reportedly

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "api.md"


def test_the_examples_give_what_the_page_says(monkeypatch, tmp_path):
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    # The fences of Markdown would be taken for output.
    text = PAGE.read_text(encoding="utf-8").replace("```", "")
    examples = doctest.DocTestParser().get_doctest(text, {}, "api.md", str(PAGE), 0)
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
    said: list[str] = []
    runner.run(examples, out=said.append)
    assert examples.examples
    assert not runner.failures, "".join(said)


def test_the_page_has_a_line_for_every_name():
    names = re.findall(r"^\| `(\w+)[(`]", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(names) == sorted(reportedly.__all__)


def test_every_name_is_there():
    for name in reportedly.__all__:
        assert getattr(reportedly, name).__doc__
        assert name in dir(reportedly)
    assert not hasattr(reportedly, "nothing_of_the_kind")


def test_importing_loads_nothing():
    code = "import sys, reportedly; print([m for m in sys.modules if m.startswith('reportedly.')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
