"""Output of long runs: JSON lines that a kill leaves whole, and that the next run goes on from.

While a run is not finished a file `OUT.resume` stands beside its output. Its first line says what
it is a run of: the content of the input, the options, the version of the extractor. Over anything
else the run does not go on. Further lines say what was left out by whoever made the rows, so that
no fault that came once is lost or told twice; for an input that cannot be read again (stdin) they
also say what each row was made of.

Each row is handed to the system as one piece, so after a kill at most the last line is torn; it is
cut off, and the ids of the whole lines say what need not be done again.
"""

from __future__ import annotations

import io
import json
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from reportedly.errors import MissingProgramError, UsageError
from reportedly.export.tables import to_json_text
from reportedly.model import Location, Problem
from reportedly.transaction import lock, replace_file, written

_ID = re.compile(rb'\{"id": ("(?:[^"\\]|\\.)*")')
_BLOCK = 1 << 16
_ANEW = "begin anew with --restart"


@dataclass(frozen=True, slots=True)
class Run:
    """What determines the rows of a run.

    Attributes:
        input: its name, a path or "-".
        content: SHA-256 of what it holds; "" where that is not known before it is read (stdin).
        options: option → value, of those that change rows.
        extractor: its version.
    """

    input: str
    content: str
    options: Mapping[str, str]
    extractor: str

    def changes(self, before: Mapping[str, Any]) -> list[str]:
        """What is not as it was in the run written down before, in words."""
        found = []
        if before["input"] != self.input:
            found.append(f"the input is another: {self.input}, not {before['input']}")
        elif before["content"] != self.content:
            found.append("the input changed since")
        options, others = self.options, before["options"]
        found += [
            f"the options are others: {name} {now}, not {was}"
            for name in {**options, **others}
            if (now := options.get(name, "absent")) != (was := others.get(name, "absent"))
        ]
        if before["extractor"] != self.extractor:
            found.append("this is another version of the extractor or of its language model")
        return found


class Journal:
    """Rows on their way to `path`; begun anew, or gone on with where the same run was stopped.

    Attributes:
        path: the output.
        rows: where the rows stand until the run is finished: the output itself, or for Parquet
            JSON lines beside it.
        resumed: True when it goes on with what an earlier run left.
        left_out: number of an article → why the earlier run could not make its row.
        made_of: what the rows were made of, in their order, where the content was not known before.
    """

    def __init__(self, path: Path, run: Run, *, restart: bool = False) -> None:
        """Open the output.

        Args:
            path: where the rows go. A `.parquet` is made at the end from `PATH.jsonl`.
            run: what determines the rows; the same in a run that goes on.
            restart: begin anew whatever stands there.

        Raises:
            UsageError: an unfinished run of something else stands there, another run is writing it,
                or it cannot be written.
        """
        self.path = path
        self.rows = _beside(path, "jsonl") if _is_parquet(path) else path
        self.left_out: dict[int, Problem] = {}
        self.made_of: list[str] = []
        self._state = state_of(path)
        try:
            with ExitStack() as held:
                self._file = held.enter_context(_open_alone(self.rows, path))
                self.resumed = not restart and self._is_begun(run)
                if self.resumed:
                    _cut_torn_line(self.rows)
                    _cut_torn_line(self._state)
                    self._recall()
                else:
                    # Never rows of another run beside what this one is: first empty, then said.
                    if self.rows.is_file():
                        self._file.truncate(0)
                    replace_file(self._state, json.dumps(asdict(run)).encode() + b"\n")
                self._log = self._state.open("ab", buffering=0)
                held.pop_all()
        except OSError as error:
            raise UsageError(f"{path} cannot be written: {error.strerror}") from None

    def _is_begun(self, run: Run) -> bool:
        if self.rows.stat().st_size == 0:
            return False
        try:
            with self._state.open("rb") as file:
                before = json.loads(file.readline())
        except FileNotFoundError:
            return False
        except (OSError, ValueError) as error:
            raise UsageError(f"{self._state} cannot be read: {error}; {_ANEW}") from None
        try:
            changes = run.changes(before)
        except (KeyError, TypeError, AttributeError):
            changes = ["an earlier version of Reportedly began it, which did not note its input"]
        if changes:
            found = "; ".join(changes)
            raise UsageError(f"{self.path} is an unfinished run, and {found}; {_ANEW}")
        return True

    def _recall(self) -> None:
        with self._state.open("rb") as file:
            for line in islice(file, 1, None):
                try:
                    said = json.loads(line)
                    if "of" in said:
                        self.made_of.append(said["of"])
                        continue
                    where = Location(said["file"], said["line"])
                    self.left_out[said["number"]] = Problem(said["code"], said["message"], where)
                except (ValueError, KeyError, TypeError):
                    raise UsageError(f"{self._state} is damaged; {_ANEW}") from None

    def done(self) -> Iterator[str]:
        """The ids of the rows that stand there already, in order."""
        if not self.resumed:
            return
        with self.rows.open("rb") as file:
            for line in file:
                match = _ID.match(line)  # the id alone: rows may be long
                yield str(json.loads(match[1]) if match else json.loads(line)["id"])

    def write(self, line: str, of: str | None = None) -> None:
        """Add one row, the JSON of it, whole; `of` is a digest of what it was made of."""
        if of is not None:
            _write(self._log, json.dumps({"of": of}))
        _write(self._file, line)

    def leave_out(self, number: int, problem: Problem) -> None:
        """Note an article for which no row could be made, though it could be read."""
        place = problem.location
        said = {"number": number, "code": problem.code, "message": problem.message}
        _write(self._log, json.dumps(said | {"file": place.file, "line": place.line}))

    def stop(self) -> None:
        """Close the output of a run that is not finished."""
        self._file.close()
        self._log.close()

    def finish(self, *, pages: bool = False) -> None:
        """Close the output of a run that came to its end; `pages` as in `row_schema`."""
        try:  # held to the end: before it nobody else may begin
            if self.rows.is_file():  # a device or a pipe has nothing to keep
                os.fsync(self._file.fileno())
            if self.rows != self.path:
                to_parquet(self.rows, self.path, pages=pages)
                self.rows.unlink()
            self._state.unlink()
        finally:
            self.stop()


def state_of(path: Path) -> Path:
    """The file beside an output that says what an unfinished run is of."""
    return _beside(path, "resume")


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
            else:
                path.write_bytes(b"")
            self._file = path.open("ab", buffering=0)
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
        _write(self._file, to_json_text(row))

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
    with (
        written(path) as file,
        rows.open("rb") as lines,
        parquet.ParquetWriter(file, schema) as writer,
    ):
        while held := [columned(json.loads(line)) for line in islice(lines, size)]:
            writer.write_table(pa.Table.from_pylist(held, schema))


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


def _beside(path: Path, ending: str) -> Path:
    return path.with_name(f"{path.name}.{ending}")


def _open_alone(rows: Path, path: Path) -> io.FileIO:
    """The file of rows, to add to, held by this run alone until it is closed.

    Raises:
        UsageError: another run holds it.
    """
    while True:
        file = rows.open("ab", buffering=0)
        if not rows.is_file():
            return file  # a device or a pipe
        try:
            lock(file.fileno(), wait=False)
        except BlockingIOError:
            file.close()
            raise UsageError(
                f"another run is writing {path}; wait for it or name another output"
            ) from None
        # The run that held it may have come to its end, and removed it, since it was opened.
        if rows.exists() and os.path.samestat(os.fstat(file.fileno()), rows.stat()):
            return file
        file.close()


def _write(file: io.RawIOBase, line: str) -> None:
    data = memoryview((line + "\n").encode())
    while data:
        data = data[file.write(data) or 0 :]


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
    """The number of the last record that a file of rejects holds; 0 where none has one.

    Raises:
        UsageError: it is no such file.
    """
    last = 0
    with path.open("rb") as lines:
        for line in lines:
            try:
                last = max(last, int(json.loads(line)["number"] or 0))
            except (ValueError, TypeError, KeyError, RecursionError):
                raise UsageError(f"{path} holds something else than rejects") from None
    return last
