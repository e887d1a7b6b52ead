"""Packed files (gzip, RFC 1952) as a stream that goes on behind damage, at the next member."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from typing import IO, Any

_PIECE = 1 << 16
_SHOWN = 4096
# The head of a gzip member: its magic, deflate, and no reserved flag.
_MEMBER = re.compile(rb"\x1f\x8b\x08[\x00-\x1f]")


class Members:
    """The members of a packed file as one stream of bytes."""

    def __init__(self, file: IO[bytes], begins: Callable[[bytes], bool]) -> None:
        """Read a file from where it stands.

        Args:
            file: read forwards only.
            begins: tells from the first bytes of a member whether reading may go on there: deflated
                data may hold the magic number by chance.
        """
        self._file = file
        self._begins = begins
        self._packed = b""
        self._member: Any = None
        self._lost = False
        self._plain = b""
        self._at = 0

    def more(self) -> bytes:
        """The next bytes unpacked; after damage those of the next member, on a line of their own.

        Raises:
            EOFError: the file ends within a member.
            zlib.error: a member is damaged.
        """
        if self._lost:
            self._lost = False
            return b"\n" if self._find_member() else b""
        while self._has_packed():
            self._member = self._member or zlib.decompressobj(31)
            try:
                piece: bytes = self._member.decompress(self._packed, _PIECE)
            except zlib.error:
                self._lose(self._packed[1:])  # not the damaged one again
                raise
            ended = not self._packed
            self._packed = self._member.unused_data or self._member.unconsumed_tail
            if self._member.eof:
                self._member = None
            elif ended and not piece:
                self._lose(b"")
                raise EOFError("it ends within a packed record")
            if piece:
                return piece
        return b""

    def readline(self, size: int) -> bytes:
        """The next line, at most so many bytes of it; a line that is damaged within is lost.

        Raises:
            EOFError, zlib.error: as `more`.
        """
        end = self._plain.find(b"\n", self._at, self._at + size) + 1
        if not end:
            held = [self._plain[self._at :]]
            self._plain, self._at = b"", 0
            length = len(held[0])
            while b"\n" not in held[-1] and length < size and (piece := self.more()):
                held.append(piece)
                length += len(piece)
            self._plain = b"".join(held)
            end = min(self._plain.find(b"\n") + 1 or length, size)
        line = self._plain[self._at : end]
        self._at = end
        return line

    def _has_packed(self) -> bool:
        """True while something is to be unpacked; zeros may stand between members."""
        self._packed = self._packed or self._file.read(_PIECE)
        if self._member is not None:
            return True
        while self._packed and not (rest := self._packed.lstrip(b"\0")):
            self._packed = self._file.read(_PIECE)
        self._packed = rest if self._packed else b""
        return bool(self._packed)

    def _lose(self, rest: bytes) -> None:
        self._packed, self._member, self._lost = rest, None, True

    def _find_member(self) -> bool:
        """Go to the next member that unpacks to what may begin one."""
        held = self._packed
        while True:
            for found in _MEMBER.finditer(held):
                begin = held[found.start() : found.start() + _SHOWN]
                try:
                    plain = zlib.decompressobj(31).decompress(begin, _SHOWN)
                except zlib.error:
                    continue
                if self._begins(plain):
                    self._packed = held[found.start() :]
                    return True
            piece = self._file.read(_PIECE)
            if not piece:
                self._packed = b""
                return False
            # A member's head may stand across two pieces; some hundred bytes show a record.
            held = held[-512:] + piece
