"""What bytes are that are not UTF-8, and how to make them so."""

from __future__ import annotations

import codecs

_SAMPLE = 4096  # bytes that are looked at
_WIDE = 0.4  # share of bytes that are NUL, on one side of every pair, in UTF-16
_BOMS = {
    codecs.BOM_UTF32_LE: "UTF-32",
    codecs.BOM_UTF32_BE: "UTF-32",
    codecs.BOM_UTF16_LE: "UTF-16",
    codecs.BOM_UTF16_BE: "UTF-16",
}


def wide_encoding(data: bytes) -> str | None:
    """UTF-16 or UTF-32, where a byte order mark or NUL bytes show it, as `iconv` calls it.

    >>> wide_encoding("Dam fails".encode("utf-16-le")), wide_encoding(b"Dam fails")
    ('UTF-16LE', None)
    """
    for mark, name in _BOMS.items():
        if data.startswith(mark):
            return name
    sample = data[:_SAMPLE]
    if len(sample) < 4:
        return None
    even, odd = sample[::2].count(0) / len(sample), sample[1::2].count(0) / len(sample)
    if max(even, odd) < _WIDE or min(even, odd) > 0:
        return None
    return "UTF-16LE" if odd > even else "UTF-16BE"


def how_to_convert(data: bytes, name: str) -> str:
    r"""What to do with bytes that are not UTF-8: the command that converts them, if they are text.

    >>> how_to_convert(b"\xff\xd8\xff\xe0\x00\x10", "a.txt")
    'it holds NUL bytes, so it is no text'
    """
    encoding = wide_encoding(data)
    if encoding is None and b"\0" in data[:_SAMPLE]:
        return "it holds NUL bytes, so it is no text"
    likely = encoding or "WINDOWS-1252"
    return f"convert it first, for example with: iconv -f {likely} -t UTF-8 {name}"
