"""A chart's SVG → PNG, with the package vl-convert, which needs neither network nor browser."""

from __future__ import annotations

from importlib import import_module

from reportedly.errors import MissingProgramError


def to_png(svg: str, scale: float = 2.0) -> bytes:
    """The picture of `svg` on white, `scale` times its size in pixels.

    Raises:
        MissingProgramError: vl-convert is not installed.
    """
    try:
        converter = import_module("vl_convert")  # optional, so no checker may count on it
    except ImportError:
        raise MissingProgramError(
            "a PNG of a chart needs the package vl-convert-python: "
            "pip install 'reportedly[plot]'; without it, --format svg works"
        ) from None
    head, close, rest = svg.partition(">")
    paper = '<rect width="100%" height="100%" fill="#ffffff"/>'
    return bytes(converter.svg_to_png(f"{head}{close}{paper}{rest}", scale=scale))
