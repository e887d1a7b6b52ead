"""The manual is made from the commands, and troff reads nothing in it but what was meant."""

import importlib.util
import re
from pathlib import Path

import pytest

from reportedly.cli.main import COMMANDS

ROOT = Path(__file__).parents[2]
_spec = importlib.util.spec_from_file_location("generate_man", ROOT / "docs" / "generate.py")
generate = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(generate)
REQUESTS = {".TH", ".SH", ".SS", ".PP", ".TP", ".B", ".nf", ".fi"}


@pytest.fixture(scope="module")
def page():
    return generate.man_page()


def test_the_page_is_current(page):
    written = (ROOT / "docs" / "reportedly.1").read_text(encoding="utf-8")
    assert written == page, "run `make docs`"


def test_every_command_has_its_section(page):
    sections = re.findall(r"^\.SS reportedly (\S+)", page, re.MULTILINE)
    assert sections == list(COMMANDS)
    assert r"\-\-ledger" in page


def test_lines_begin_with_known_requests_or_are_text(page):
    assert page.isascii()
    for line in page.splitlines():
        assert line
        assert not line.startswith("'")
        if line.startswith("."):
            assert line.split()[0] in REQUESTS


@pytest.mark.parametrize(
    ("words", "written"),
    [
        (".so /etc/passwd", r"\&.so /etc/passwd"),
        ("'x", r"\&'x"),
        (r"a\nb", r"a\enb"),
        ("--fail", r"\-\-fail"),
        ("left … right", r"left \[u2026] right"),
    ],
)
def test_words_are_no_requests(words, written):
    assert generate._troff(words) == written
