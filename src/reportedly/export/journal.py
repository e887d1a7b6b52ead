"""Output of long runs: JSON lines that a kill leaves whole, and that the next run goes on from.

While a run is not finished a file `OUT.resume` stands beside its output and says what it is a run
of. Each row is handed to the system as one piece, so after a kill at most the last line is torn; it
is cut off, and the ids of the whole lines say what need not be done again.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

from reportedly.errors import MissingProgramError, UsageError
from reportedly.export.tables import to_json_text

_ID = re.compile(rb'\{"id": ("(?:[^"\\]|\\.)*")')
_BLOCK = 1 << 16


class Journal:
    """Rows on their way to `path`; begun anew, or gone on with where the same run was stopped.

    Attributes:
        path: the output.
        rows: where the rows stand until the run is finished: the output itself, or for Parquet
            JSON lines beside it.
        resumed: True when it goes on with what an earlier run left.
    """

    def __init__(self, path: Path, run: Mapping[str, Any], *, restart: bool = False) -> None:
        """Open the output.

        Args:
            path: where the rows go. A `.parquet` is made at the end from `PATH.jsonl`.
            run: what determines the rows; the same in a run that goes on.
            restart: begin anew whatever stands there.

        Raises:
            UsageError: an unfinished run of something else stands there, or it cannot be written.
        """
        self.path = path
        self.rows = path.with_name(f"{path.name}.jsonl") if _is_parquet(path) else path
        self._state = path.with_name(f"{path.name}.resume")
        said = json.dumps(run, sort_keys=True, default=str)
        self.resumed = not restart and self._begun(said)
        try:
            if self.resumed:
                _cut_torn_line(self.rows)
                self._file = self.rows.open("ab", buffering=0)
            else:
                self._state.write_text(said, encoding="utf-8")
                self._file = self.rows.open("wb", buffering=0)
        except OSError as error:
            raise UsageError(f"{path} cannot be written: {error.strerror}") from None

    def _begun(self, said: str) -> bool:
        try:
            before = self._state.read_text(encoding="utf-8")
        except FileNotFoundError:
            return False
        except OSError as error:
            raise UsageError(f"{self._state} cannot be read: {error.strerror}") from None
        if not self.rows.exists() or self.rows.stat().st_size == 0:
            return False
        if before != said:
            raise UsageError(
                f"{self.path} was begun with other input or options and is not finished; run that "
                "to its end, or begin anew with --restart"
            )
        return True

    def done(self) -> Iterator[str]:
        """The ids of the rows that stand there already, in order."""
        if not self.resumed:
            return
        with self.rows.open("rb") as file:
            for line in file:
                match = _ID.match(line)  # the id alone: rows may be long
                yield str(json.loads(match[1]) if match else json.loads(line)["id"])

    def write(self, line: str) -> None:
        """Add one row, the JSON of it, whole."""
        data = memoryview((line + "\n").encode())
        while data:
            data = data[self._file.write(data) :]

    def stop(self) -> None:
        """Close the output of a run that is not finished."""
        self._file.close()

    def finish(self, *, pages: bool = False) -> None:
        """Close the output of a run that came to its end; `pages` as in `row_schema`."""
        self._file.close()
        if self.rows != self.path:
            to_parquet(self.rows, self.path, pages=pages)
            self.rows.unlink()
        self._state.unlink()


class Rejects:
    """What could not be used, with its reason, as JSON lines in the order of the input."""

    def __init__(self, path: Path, *, resumed: bool) -> None:
        """Open the file; a run that goes on adds to it what stands further on in the input.

        Raises:
            UsageError: it cannot be written.
        """
        self._after = 0
        try:
            if resumed and path.exists():
                _cut_torn_line(path)
                self._after = _last_number(path)
                self._file: BinaryIO = path.open("ab")
            else:
                self._file = path.open("wb")
        except OSError as error:
            raise UsageError(f"{path} cannot be written: {error.strerror}") from None

    def write(self, number: int | None, code: str, reason: str, where: str, record: str) -> None:
        """Keep one record aside.

        Args:
            number: which of the input it is, from 1; None where nobody counted.
            code: short name of the fault.
            reason: what is wrong, in a sentence.
            where: file and line.
            record: the input as it came.
        """
        if number is not None and number <= self._after:
            return
        row = {"number": number, "code": code, "reason": reason, "where": where, "record": record}
        self._file.write((to_json_text(row) + "\n").encode())
        self._file.flush()

    def close(self) -> None:
        """Close the file."""
        self._file.close()


def to_parquet(rows: Path, path: Path, size: int = 1000, *, pages: bool = False) -> None:
    """Rows of the span format → a Parquet file, a thousand at a time.

    Raises:
        MissingProgramError: pyarrow is not installed.
    """
    pa, parquet = load_arrow()
    schema = row_schema(pages=pages)
    part = path.with_name(f"{path.name}.part")
    with rows.open("rb") as lines, parquet.ParquetWriter(part, schema) as writer:
        while held := [columned(json.loads(line)) for line in islice(lines, size)]:
            writer.write_table(pa.Table.from_pylist(held, schema))
    part.replace(path)


def row_schema(*, pages: bool = False) -> Any:
    """The Arrow schema of the span format; rows of pages also hold where they stood and their text.

    Raises:
        MissingProgramError: pyarrow is not installed.
    """
    pa, _ = load_arrow()
    spans = pa.list_(pa.list_(pa.int64()))
    text = pa.string()
    quote = pa.struct(
        [("content", spans), ("cue", spans), ("source", spans), ("speaker", text), ("type", text),
         ("act", text), ("score", pa.float64())]
    )  # fmt: skip
    facts = ("url", "title", "publisher", "published", "text") if pages else ()
    return pa.schema([("id", text), *((name, text) for name in facts), ("quotes", pa.list_(quote))])


def columned(row: dict[str, Any]) -> dict[str, Any]:
    """The row as columns hold it: a column has one type, so every id in it is text."""
    return row | {"id": str(row["id"])}


def load_arrow() -> tuple[Any, Any]:
    """The modules `pyarrow` and `pyarrow.parquet`.

    Raises:
        MissingProgramError: pyarrow is not installed.
    """
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError:
        raise MissingProgramError(
            "Parquet needs pyarrow; install it with: pip install 'reportedly[parquet]'"
        ) from None
    return pyarrow, parquet


def _is_parquet(path: Path) -> bool:
    return path.suffix.lower() == ".parquet"


def _cut_torn_line(path: Path) -> None:
    """Leave only whole lines."""
    with path.open("r+b") as file:
        end = file.seek(0, os.SEEK_END)
        while end:
            start = max(0, end - _BLOCK)
            file.seek(start)
            found = file.read(end - start).rfind(b"\n")
            if found >= 0:
                end = start + found + 1
                break
            end = start
        file.truncate(end)


def _last_number(path: Path) -> int:
    last = 0
    with path.open("rb") as lines:
        for line in lines:
            last = max(last, int(json.loads(line)["number"]))
    return last
