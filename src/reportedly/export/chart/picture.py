"""A chart's SVG → PNG, with the package vl-convert, which needs neither network nor browser."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from reportedly.errors import MissingProgramError


def to_png(svg: str, scale: float = 2.0) -> bytes:
    """The picture of `svg` on white, `scale` times its size in pixels.

    Raises:
        MissingProgramError: vl-convert is not installed.
    """
    return bytes(_converter("PNG").svg_to_png(_on_paper(svg), scale=scale))


def to_pdf(svg: str) -> bytes:
    """The picture of `svg` as a page of its size.

    Raises:
        MissingProgramError: vl-convert is not installed.
    """
    return bytes(_converter("PDF").svg_to_pdf(_on_paper(svg)))


def drawn_as(form: str, svg: str, *, on_paper: bool = True) -> bytes:
    """The picture as a file's bytes: SVG, PNG or PDF.

    Args:
        form: svg, png or pdf.
        svg: the picture.
        on_paper: an SVG has a white ground, on which a dark page that shows it can be read too.

    Raises:
        MissingProgramError: vl-convert is not installed.
    """
    if form == "png":
        return to_png(svg)
    if form == "pdf":
        return to_pdf(svg)
    return (_on_paper(svg) if on_paper else svg).encode()


def _converter(form: str) -> Any:
    try:
        return import_module("vl_convert")  # optional, so no checker may count on it
    except ImportError:
        raise MissingProgramError(
            f"a {form} of a chart needs the package vl-convert-python: "
            "pip install 'reportedly[plot]'; without it, --format svg works"
        ) from None


def _on_paper(svg: str) -> str:
    head, close, rest = svg.partition(">")
    paper = '<rect x="-100%" y="-100%" width="300%" height="300%" fill="#ffffff"/>'
    return f"{head}{close}{paper}{rest}"
