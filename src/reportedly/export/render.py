"""DOT → SVG, PNG or PDF, with the Graphviz program where there is one and without it otherwise.

Two programs lay out: the system's `dot`, found on PATH, and `graphviz-pure`, a wheel that this
package requires, whose SVG is the same bytes on every machine. The wheel cannot write PDF: then its
SVG is converted by the package `svg2pdf-py` where that is installed, and otherwise its JPEG is put
on a PDF page, so that a PDF always comes out.
"""

from __future__ import annotations

import shutil
import struct
import subprocess
from importlib import import_module, metadata
from pathlib import Path
from typing import Literal

from reportedly.errors import MissingProgramError, ReportedlyError, UsageError

FORMATS = ("svg", "png", "pdf")
Engine = Literal["auto", "system", "wheel"]

_DPI = 144  # of PNG and JPEG: twice the 72 points of an inch, sharp on a screen of double density
# A viewer without Arial takes one of the same widths, so that no word outgrows its box.
_FONT = b'font-family="Arial"'
_FONTS = b'font-family="Arial, Liberation Sans, Arimo, Helvetica, sans-serif"'
# Network simplex and crossing minimisation dominate the time of a large layout; bounding them
# and drawing straight edges brings minutes down to seconds at little cost to the eye.
_QUICK = ("-Gnslimit=1", "-Gnslimit1=1", "-Gmclimit=0.1", "-Gsplines=line")
_HOW_TO = (
    "drawing needs Graphviz: install it (https://graphviz.org/download/), or the Python package "
    "graphviz-pure (pip install graphviz-pure==0.2.2)"
)


class _LayoutError(Exception):
    """One program could not draw; another may."""


def render(
    dot: str,
    format: str,  # noqa: A002 - the name that the command's option has
    *,
    engine: Engine = "auto",
    timeout: float = 60.0,
) -> bytes:
    """Draw DOT text.

    Args:
        dot: a graph in the DOT language, as `to_dot` writes it.
        format: one of `FORMATS`: what to return.
        engine: `auto` takes the system's `dot` and falls back to the wheel; `wheel` gives bytes
            that do not depend on the machine (for SVG and PNG).
        timeout: seconds allowed for a full layout; a graph that takes longer is laid out again
            with bounded effort and straight edges, for which it has as long again.

    Returns:
        The bytes of the picture.

    Raises:
        MissingProgramError: no program that draws is installed; the text says how to get one.
        ReportedlyError: the graph is too large to be drawn in the time, or every program refused.
        UsageError: there is no such format.
    """
    if format not in FORMATS:
        raise UsageError(f"no picture format {format!r}: give one of {', '.join(FORMATS)}")
    programs = _programs(engine)
    if not programs:
        raise MissingProgramError(_HOW_TO)
    reasons = []
    for name, program in programs:
        try:
            return _draw(name, program, dot, format, timeout)
        except _LayoutError as error:
            reasons.append(f"{name}: {error}")
    raise ReportedlyError(f"the graph could not be drawn; {'; '.join(reasons)}")


def _programs(engine: Engine) -> list[tuple[str, str]]:
    """Name and path of each program that may be used, the preferred one first."""
    found = [
        ("dot", shutil.which("dot") if engine in ("auto", "system") else None),
        ("graphviz-pure", wheel_program() if engine in ("auto", "wheel") else None),
    ]
    return [(name, path) for name, path in found if path is not None]


def wheel_program() -> str | None:
    """The path of the program in the wheel `graphviz-pure`, or None when it is not installed.

    It is looked up in the wheel's own record first: a virtual environment's programs are on PATH
    only while it is activated.
    """
    try:
        files = metadata.files("graphviz-pure") or []
    except metadata.PackageNotFoundError:
        files = []
    for file in files:
        if file.stem == "graphviz-pure" and file.suffix in ("", ".exe"):
            path = Path(str(file.locate()))
            if path.is_file():
                return str(path.resolve())
    return shutil.which("graphviz-pure")


def _draw(name: str, program: str, dot: str, form: str, timeout: float) -> bytes:
    if form == "svg":
        return _run(program, dot, "svg", timeout).replace(_FONT, _FONTS)
    if form == "png":
        return _run(program, dot, "png", timeout)
    if name == "dot":
        return _run(program, dot, "pdf", timeout)
    vector = _svg_to_pdf(_run(program, dot, "svg", timeout).decode())
    return vector or jpeg_to_pdf(_run(program, dot, "jpg", timeout), _DPI)


def _run(program: str, dot: str, form: str, timeout: float) -> bytes:
    command = [program, "-Kdot", f"-T{form}"]
    if form in ("png", "jpg"):
        command.append(f"-Gdpi={_DPI}")
    try:
        return _output(command, dot, timeout)
    except subprocess.TimeoutExpired:
        pass
    try:
        return _output([*command, *_QUICK], dot, timeout)
    except subprocess.TimeoutExpired:
        raise ReportedlyError(
            f"the graph is too large to be drawn in {timeout:g} seconds: draw a part of it "
            "(--around ID), or fold claims together (--group source, --group subject)"
        ) from None


def _output(command: list[str], dot: str, timeout: float) -> bytes:
    try:
        done = subprocess.run(
            command, input=dot.encode(), capture_output=True, timeout=timeout, check=False
        )
    except OSError as error:
        raise _LayoutError(error.strerror or str(error)) from None
    # A warning about a font is no failure. A program that crashes may have written half a picture.
    if done.returncode or not done.stdout:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        raise _LayoutError(said[-1] if said else f"exit status {done.returncode}")
    return done.stdout


def _svg_to_pdf(svg: str) -> bytes | None:
    """A vector PDF of `svg`, or None when the package for it, or any font, is not installed."""
    try:
        svg2pdf = import_module("svg2pdf_py")  # optional, so no checker may count on it
    except ImportError:
        return None
    pdf = bytes(svg2pdf.svg_to_pdf(svg, svg2pdf.FontDatabase.system()))
    # Without a font on the machine the words would be missing from the page, with no sign of it.
    return pdf if b"/FontFile" in pdf else None


# --- a picture on a PDF page


def jpeg_to_pdf(jpeg: bytes, dpi: int) -> bytes:
    """A PDF of one page that shows a JPEG picture; `dpi`, dots an inch, sets the page's size.

    PDF can hold a JPEG as it is (ISO 32000-1, section 7.4.8, DCTDecode).

    Raises:
        ValueError: the bytes are no JPEG with a frame header.
    """
    width, height = _jpeg_size(jpeg)
    page = f"{width * 72 / dpi:.2f} {height * 72 / dpi:.2f}"
    scale = f"q {page.replace(' ', ' 0 0 ')} 0 0 cm /P Do Q".encode()
    picture = (
        f"<< /Type /XObject /Subtype /Image /Width {width} /Height {height} /ColorSpace /DeviceRGB "
        f"/BitsPerComponent 8 /Filter /DCTDecode /Length {len(jpeg)} >>\nstream\n"
    )
    return _pdf(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {page}] /Contents 4 0 R "
            "/Resources << /XObject << /P 5 0 R >> >> >>".encode(),
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(scale), scale),
            picture.encode() + jpeg + b"\nendstream",
        ]
    )


def _pdf(objects: list[bytes]) -> bytes:
    """Number the objects from 1 and write them with their cross-reference table."""
    out = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for offset in offsets:
        out += b"%010d 00000 n \n" % offset
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\n" % (len(objects) + 1)
    out += b"startxref\n%d\n%%%%EOF\n" % table
    return bytes(out)


def _jpeg_size(jpeg: bytes) -> tuple[int, int]:
    """Width and height in pixels, from the frame header (ITU-T T.81, annex B)."""
    position = 2
    while jpeg.startswith(b"\xff\xd8") and position + 9 <= len(jpeg):
        marker = jpeg[position + 1]
        # SOF0 to SOF15, but for the tables DHT (C4), JPG (C8) and DAC (CC) among them.
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", jpeg[position + 5 : position + 9])
            return width, height
        position += 2 + int.from_bytes(jpeg[position + 2 : position + 4])
    raise ValueError("not a JPEG picture")
