"""What a terminal shows while a long text is read."""

import io
import time

import pytest

from reportedly.cli import progress


class Terminal(io.StringIO):
    """Somebody's terminal, or nobody's."""

    def __init__(self, somebodys):
        super().__init__()
        self.isatty = lambda: somebodys


@pytest.mark.parametrize(("somebodys", "told"), [(True, True), (False, False)])
def test_a_long_text_is_told_of_on_a_terminal_alone(monkeypatch, somebodys, told):
    monkeypatch.setattr(progress, "_SOON", 0.01)
    monkeypatch.setattr("sys.stderr", stderr := Terminal(somebodys))
    with progress.ticking() as step:
        step("reading who says what in \x1b[2JA long week")
        time.sleep(0.7)
    said = stderr.getvalue()
    assert ("reading who says what in" in said) is told
    assert "\x1b[2J" not in said
    assert not said or said.endswith("\r\x1b[K")  # nothing is left of it


def test_of_a_short_text_nothing_is_told(monkeypatch):
    monkeypatch.setattr("sys.stderr", stderr := Terminal(True))
    with progress.ticking() as step:
        step("reading who says what in A short day")
    assert stderr.getvalue() == ""
