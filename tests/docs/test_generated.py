"""What is generated is committed as it is generated: commands, outputs, schemas, graphs."""

import importlib.util
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
_spec = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
generate = importlib.util.module_from_spec(_spec)
sys.modules["generate"] = generate
_spec.loader.exec_module(generate)


@pytest.mark.parametrize("part", ["schemas", "graphs", "positions"])
def test_files_made_from_the_code_are_current(part):
    for path, content in getattr(generate, part)():
        assert path.read_text(encoding="utf-8") == content, f"{path.name}: run `make docs`"


def test_the_commands_page_is_current():
    written = (ROOT / "docs/commands.md").read_text(encoding="utf-8")
    assert written == generate.commands_page(), "run `make docs`"


@pytest.mark.parametrize("name", generate.PAGES)
def test_the_outputs_in_a_page_are_what_its_commands_print(name):
    page = (ROOT / name).read_text(encoding="utf-8")
    assert page == generate.page_with_outputs(page), f"{name}: run `make docs`"


@pytest.mark.parametrize("name", generate.TABLE_PAGES)
def test_the_tables_in_a_page_are_those_of_the_code(name):
    page = (ROOT / name).read_text(encoding="utf-8")
    assert page == generate.page_with_tables(page), f"{name}: run `make docs`"


def test_prose_beside_a_generated_table_stays_with_its_row():
    page = "<!-- table: pictures -->\n| picture | | | | seen in |\n|---|\n| `pdf` | | | | print |\n"
    made = generate.page_with_tables(f"{page}<!-- end of table -->\n")
    assert "| `pdf` | .pdf | 500 | a picture to print | print |\n" in made
    assert "| `svg` | .svg | 500 | a picture for web pages, whose size may change | |\n" in made
