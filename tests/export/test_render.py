from pathlib import Path

import pytest

from reportedly.errors import MissingProgramError, ReportedlyError, UsageError
from reportedly.export.dot import to_dot
from reportedly.export.render import jpeg_to_pdf, render, wheel_program
from reportedly.graph.build import build_graph
from reportedly.model import Claim, Conflict

DOT = 'digraph { a [label="at least 16", fontname="Arial"]; a -> b }'
STARTS = {"svg": b"<?xml", "png": b"\x89PNG\r\n\x1a\n", "pdf": b"%PDF-1."}


@pytest.fixture
def no_programs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A PATH on which nothing stands."""
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize("form", STARTS)
def test_pictures_are_drawn_without_the_graphviz_program(no_programs: Path, form: str) -> None:
    assert render(DOT, form).startswith(STARTS[form])


def test_the_wheel_draws_the_same_bytes_every_time(
    claims: list[Claim], conflicts: list[Conflict]
) -> None:
    dot = to_dot(build_graph(claims, conflicts), "Quay")
    one = render(dot, "svg", engine="wheel")
    assert one == render(dot, "svg", engine="wheel")
    assert b"at least 16" in one
    assert b"contradiction" in one


def test_a_viewer_without_arial_takes_a_font_as_wide(no_programs: Path) -> None:
    assert b'font-family="Arial, Liberation Sans, ' in render(DOT, "svg")


def test_without_any_program_the_error_says_how_to_get_one(no_programs: Path) -> None:
    with pytest.raises(MissingProgramError, match=r"install .*graphviz-pure"):
        render(DOT, "svg", engine="system")


def test_a_system_program_that_fails_is_made_up_for_by_the_wheel(no_programs: Path) -> None:
    broken = no_programs / "dot"
    broken.write_text("#!/bin/sh\necho '<svg>half a picture'\nexit 139\n")
    broken.chmod(0o755)
    assert render(DOT, "svg").endswith(b"</svg>\n")
    with pytest.raises(ReportedlyError, match="dot: exit status 139"):
        render(DOT, "svg", engine="system")


def test_a_layout_that_does_not_end_is_given_up_with_advice(no_programs: Path) -> None:
    slow = no_programs / "dot"
    slow.write_text("#!/bin/sh\nexec /bin/sleep 60\n")
    slow.chmod(0o755)
    with pytest.raises(ReportedlyError, match=r"too large.*--around"):
        render(DOT, "svg", engine="system", timeout=0.2)


def test_text_that_is_not_dot_is_refused_with_the_reason() -> None:
    with pytest.raises(ReportedlyError, match="could not be drawn"):
        render("digraph {", "svg", engine="wheel")


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(UsageError, match="svg, png, pdf"):
        render(DOT, "bmp")


def test_the_wheel_is_found_without_path(no_programs: Path) -> None:
    found = wheel_program()
    assert found is not None
    assert Path(found).stem == "graphviz-pure"


def test_a_picture_on_a_pdf_page_keeps_its_size_and_its_objects_are_where_the_table_says() -> None:
    # The smallest frame header that says 288 by 144 pixels.
    jpeg = (
        b"\xff\xd8\xff\xc0\x00\x0b\x08"
        + (144).to_bytes(2)
        + (288).to_bytes(2)
        + b"\x01\x01\x11\x00"
    )
    pdf = jpeg_to_pdf(jpeg, 144)
    assert b"/MediaBox [0 0 144.00 72.00]" in pdf
    assert jpeg in pdf
    table = int(pdf.rpartition(b"startxref\n")[2].split()[0])
    offsets = [int(entry.split()[0]) for entry in pdf[table:].splitlines()[3:8]]
    for number, offset in enumerate(offsets, start=1):
        assert pdf[offset:].startswith(b"%d 0 obj" % number)


def test_what_is_no_jpeg_is_refused() -> None:
    for data in (b"", b"GIF89a", b"\xff\xd8\xff\xd9"):
        with pytest.raises(ValueError, match="not a JPEG"):
            jpeg_to_pdf(data, 144)
