"""Where every edit of the workbench passes: one at a time, told to the audit, kept for undoing."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from itertools import count
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlsplit

from reportedly.errors import ReportedlyError, StaleEntryError, UsageError
from reportedly.export.counting import counted
from reportedly.web.audit import Audit
from reportedly.web.jobs import Jobs
from reportedly.workflow.changing import changing
from reportedly.workflow.checkouts import store_of
from reportedly.workflow.reviewing import compact, diff_words, undo

if TYPE_CHECKING:
    from reportedly.transaction import FileChange
    from reportedly.web.access import Person
    from reportedly.web.jobs import Job, TakeIn
    from reportedly.workflow.ledgers import Ledger
    from reportedly.workflow.live import Live
    from reportedly.workflow.reviewing import SlicedChange
    from reportedly.workflow.taking_in import TakenIn

Done = TypeVar("Done")

_LINES = 400
"""Lines of a file's difference that are kept to be shown."""

_KEPT = 500
"""Steps that can be undone, and are shown with what they changed."""


@dataclass(frozen=True, slots=True)
class Step:
    """One edit.

    Attributes:
        number: by which it is taken back.
        who, did, at: who did what, and when.
        files: what it made of them, for `undo`.
        lines: path of a file → the lines that changed.
        undoes: the number of the edit that it took back.
    """

    number: int
    who: str
    did: str
    at: datetime
    files: tuple[SlicedChange, ...]
    lines: tuple[tuple[str, tuple[str, ...]], ...]
    undoes: int | None = None


class Desk:
    """A ledger that is read and edited by several people at once."""

    def __init__(self, live: Live) -> None:
        self.live = live
        self.audit = Audit(live.ledger.root)
        self.jobs = Jobs()
        self._writing = RLock()
        self._steps: deque[Step] = deque(maxlen=_KEPT)
        self._numbers = count(1)
        self._made: ContextVar[Step | None] = ContextVar("made", default=None)

    @property
    def ledger(self) -> Ledger:
        """As it stands now."""
        return self.live.ledger

    @property
    def root(self) -> Path:
        """The folder of the ledger."""
        return self.live.ledger.root

    @property
    def where(self) -> str:
        """Where the ledger stands, for a process that opens it by itself."""
        return store_of(self.root) or str(self.root)

    @property
    def name(self) -> str:
        """What the ledger is called: its folder or file, or the store's database."""
        store = store_of(self.root)
        return self.root.name if store is None else urlsplit(store).path.rpartition("/")[2] or store

    @property
    def steps(self) -> Sequence[Step]:
        """The edits made since the workbench was started, the latest first."""
        return tuple(reversed(self._steps))

    @property
    def undone(self) -> frozenset[int]:
        """The numbers of the edits that were taken back."""
        return frozenset(s.undoes for s in self._steps if s.undoes is not None)

    @property
    def made(self) -> Step | None:
        """The latest edit that this very request made; None where it changed nothing."""
        return self._made.get()

    def edit(
        self,
        person: Person,
        did: str,
        *acts: Callable[[Ledger], Done],
        undoes: int | None = None,
    ) -> Done:
        """Let `acts` change the ledger, each as the one before left it; they are undone together.

        Returns:
            What the last gave.

        Raises:
            UsageError: the edit cannot be made.
            StaleEntryError: what it was made on has changed.
        """
        with self._writing:
            files: list[FileChange] = []
            brought_in = 0
            try:
                with changing(self.root, person.name) as files:
                    for act in acts:
                        done = act(self.ledger)
                        self.live.changed([f.path for f in files[brought_in:]])
                        brought_in = len(files)
            except ReportedlyError as error:
                # What it was made on changed outside, or a store took back what was brought in.
                if brought_in or isinstance(error, StaleEntryError):
                    self.live.follow()
                raise
            finally:
                if files:
                    self._keep(person, did, files, undoes)
                if brought_in < len(files):
                    self.live.changed([f.path for f in files[brought_in:]])
        return done

    def take_in(self, person: Person, did: str, task: TakeIn) -> Job:
        """Let documents be read by a process of its own; what they bring is an edit like others."""

        def brought(done: TakenIn) -> None:
            with self._writing:
                if done.files:
                    added = counted(len(done.documents), "document")
                    self._keep(person, f"added {added}", done.files)
                self.live.changed([f.path for f in done.files])

        return self.jobs.add(person.name, did, task, brought)

    def last_of(self, person: Person) -> Step | None:
        """The latest edit of a person that can be taken back."""
        return next((s for s in self._standing() if s.who == person.name), None)

    def _standing(self) -> Iterator[Step]:
        """The edits that can be taken back, the latest first."""
        undone = self.undone
        return (s for s in self.steps if s.undoes is None and s.number not in undone)

    def _keep(
        self, person: Person, did: str, files: Sequence[FileChange], undoes: int | None = None
    ) -> None:
        step = Step(
            next(self._numbers),
            person.name,
            did,
            datetime.now(UTC),
            tuple(compact(f) for f in files),
            tuple((f.path, tuple(diff_words(f)[2:_LINES])) for f in files),
            undoes,
        )
        self._steps.append(step)
        self._made.set(step)
        self.audit.write(
            person.name,
            did,
            files=[
                {"path": f.path, "before": _digest(f.before), "after": _digest(f.after)}
                for f in files
            ],
        )

    def undo(self, person: Person, number: int | None = None) -> Step:
        """Take back an edit: the latest of this person that stands, or the one of a number.

        Raises:
            UsageError: there is nothing to take back.
            StaleEntryError: others changed the same words since.
        """
        with self._writing:
            if number is None:
                step = self.last_of(person)
            else:
                step = next((s for s in self._standing() if s.number == number), None)
            if step is None:
                raise UsageError("there is nothing to undo")
            self.edit(
                person,
                f"undo: {step.did}",
                lambda ledger: undo(ledger.root, step.files),
                undoes=step.number,
            )
            return step


def _digest(data: bytes | None) -> str | None:
    return None if data is None else sha256(data).hexdigest()
