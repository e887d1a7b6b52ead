"""Records of a long run, each by itself: whatever one of them does is a `Problem` in its place.

Every bulk command reads its input through these functions, so that no exception which one record
raises ends a run. What is no record's fault passes: a program that is not installed, Ctrl-C.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from reportedly.errors import MissingProgramError, ReportedlyError
from reportedly.model import Location, Problem

T = TypeVar("T")

UNREADABLE = "unreadable-record"
"""Code of a record that raised what nobody foresaw."""

DAMAGED = "damaged-record"
"""Code of a place in an archive or packed file where its bytes are not what they should be."""

MAX_LINE = 64 * 1024 * 1024
"""Bytes of one line; a longer one is passed over."""

_KEPT = 100_000
_LONGEST_REASON = 300
_MARK = b"\xef\xbb\xbf"
_HALF = re.compile("[\ud800-\udfff]")


def attempt(work: Callable[[], T], where: Location, code: str = UNREADABLE) -> T | Problem:
    """What work on one record gives, or the problem that it is, whatever exception it raises.

    >>> attempt(lambda: int("twelve"), Location("in", 3)).message
    "the record cannot be used: ValueError: invalid literal for int() with base 10: 'twelve'"

    Raises:
        MissingProgramError: what every record needs is not installed.
    """
    try:
        return work()
    except MissingProgramError:
        raise
    except Exception as error:
        return Problem(code, f"the record cannot be used: {reason_of(error)}", where)


def until_damage(items: Iterable[T], where: Location) -> Iterator[T | Problem]:
    """The items of a file, and a problem in the place of the rest if reading them fails.

    Raises:
        MissingProgramError: what reading needs is not installed.
    """
    try:
        yield from items
    except MissingProgramError:
        raise
    except Exception as error:
        yield Problem(DAMAGED, f"the rest cannot be read: {reason_of(error)}", where)


def reason_of(error: BaseException) -> str:
    """What went wrong, in a line: an error of ours says it itself, of any other its type too."""
    try:
        said = str(error)
    except Exception:  # the text of an error may hold what cannot be printed
        said = ""
    said = " ".join(escaped(said).split())[:_LONGEST_REASON]
    if isinstance(error, ReportedlyError):
        return said
    return f"{type(error).__name__}: {said}" if said else type(error).__name__


def half_pair(text: str) -> str | None:
    r"""What is wrong with a text that no UTF-8 file can hold; None where nothing is.

    >>> half_pair("caf\udce9")
    'a byte that is not UTF-8, or half a surrogate pair, at character 4; decode it again'
    """
    found = _HALF.search(text)
    if found is None:
        return None
    what = "half a surrogate pair"
    if "\udc80" <= found[0] <= "\udcff":  # what `surrogateescape` makes of a byte
        what = f"a byte that is not UTF-8, or {what},"
    return f"{what} at character {found.start() + 1}; decode it again"


def escaped(text: str) -> str:
    r"""The text with what UTF-8 cannot hold written as `\udce9`."""
    return text.encode("utf-8", "backslashreplace").decode()


def json_fault(error: Exception) -> str:
    """Why a text could not be read as JSON, in words that follow a colon."""
    if isinstance(error, RecursionError):
        return "JSON nested too deeply"
    if isinstance(error, json.JSONDecodeError):
        return f"not JSON: {error.msg} at character {error.pos + 1}"
    return "a number has too many digits"  # more than Python turns into a number


def read_object(text: str) -> dict[str, Any]:
    """The JSON object in a text.

    Raises:
        ValueError: it is none; the message says why, in words that follow a colon.
    """
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ValueError(json_fault(error)) from None
    if not isinstance(found, dict):
        raise ValueError("JSON, but not an object")
    return found


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a file.

    Attributes:
        where: file and line, from 1.
        text: the line without its end, or what is wrong with it.
        raw: the line as rejects keep it: cut where it is long, and with what is not UTF-8 escaped.
    """

    where: Location
    text: str | Problem
    raw: str


def read_lines(
    readline: Callable[[int], bytes], name: str, *, goes_on: bool = False
) -> Iterator[Line]:
    """The lines of a file that are not empty, each decoded by itself.

    Args:
        readline: gives the next line, at most so many bytes of it, and nothing at the end.
        name: of the file.
        goes_on: True where reading may go on behind an error, as in a packed file of many members.
    """
    number = 0
    while True:
        number += 1
        where = Location(name, number)
        try:
            data = readline(MAX_LINE + 1)
            if len(data) > MAX_LINE and not data.endswith(b"\n"):
                while (more := readline(MAX_LINE)) and not more.endswith(b"\n"):
                    pass
        except Exception as error:
            if isinstance(error, OSError) and not goes_on:
                raise
            lost = "lines are lost up to the next packed member" if goes_on else "the rest is lost"
            yield Line(where, Problem(DAMAGED, f"{lost}: {reason_of(error)}", where), "")
            if not goes_on:
                return
            continue
        if not data:
            return
        if number == 1:
            data = data.removeprefix(_MARK)
        line = line_of(data, where)
        if line is not None:
            yield line


def line_of(data: bytes, where: Location) -> Line | None:
    """A line from its bytes, or None where it is empty."""
    data = data.removesuffix(b"\n").removesuffix(b"\r")
    if not data.strip():
        return None
    if len(data) > MAX_LINE:
        message = f"the line is longer than {MAX_LINE >> 20} MiB"
        return Line(where, Problem("too-long", message, where), "")
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        message = f"byte {error.start} of the line is not UTF-8"
        raw = data[:_KEPT].decode("utf-8", "backslashreplace")
        return Line(where, Problem("not-text", message, where), raw)
    return Line(where, text, text[:_KEPT])
