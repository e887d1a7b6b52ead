"""What takes long, off the request: one process of its own, with progress and limits.

Reading loads a language model and meets whatever strangers wrote, so it has its own memory, which
goes when nothing was asked for some minutes, and is killed when it takes too long. A job that is
killed has written nothing, or all of it (`reportedly.transaction`).
"""

from __future__ import annotations

import logging
import multiprocessing
import resource
import signal
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import count
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Event, Thread
from time import monotonic
from typing import TYPE_CHECKING, Any, Protocol

from reportedly.errors import ReportedlyError
from reportedly.workflow import open_ledger
from reportedly.workflow.attributing import find_attributions

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

OnStep = Callable[[str], None]

_SECONDS = 900
_IDLE = 300
_MEMORY = 6 * 1024**3
_KEPT = 200

log = logging.getLogger(__name__)


class Task(Protocol):
    """What a job does; it is sent to the process, and what it returns is sent back."""

    def run(self, on_step: OnStep) -> Any:
        """Do it, telling in words what begins."""


class State(StrEnum):
    """How far a job is."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


@dataclass
class Job:
    """Something that takes long, asked for by somebody.

    Attributes:
        number: by which it is asked after.
        who: asked for it.
        did: what it does, in words.
        state: how far it is.
        step: what it is at, or why it failed.
        result: what it gave.
        over: set when it is done or has failed.
    """

    number: int
    who: str
    did: str
    task: Task
    then: Callable[[Any], None]
    state: State = State.WAITING
    step: str = ""
    result: Any = None
    over: Event = field(default_factory=Event)


class Jobs:
    """Runs one job after the other."""

    def __init__(self, seconds: float = _SECONDS, idle: float = _IDLE) -> None:
        self._seconds = seconds
        self._idle = idle
        self._numbers = count(1)
        self._asked: SimpleQueue[Job | None] = SimpleQueue()
        self._jobs: dict[int, Job] = {}
        self._process: multiprocessing.process.BaseProcess | None = None
        self._pipe: Connection | None = None
        self._is_closed = False
        self._thread = Thread(target=self._run, name="jobs", daemon=True)
        self._thread.start()

    def add(self, who: str, did: str, task: Task, then: Callable[[Any], None]) -> Job:
        """Ask for a task; `then` is called with what it gives before the job counts as done."""
        job = Job(next(self._numbers), who, did, task, then)
        self._jobs[job.number] = job
        while len(self._jobs) > _KEPT:
            del self._jobs[next(iter(self._jobs))]
        self._asked.put(job)
        return job

    def job(self, number: int) -> Job | None:
        """The job of a number, None when it is too long ago."""
        return self._jobs.get(number)

    @property
    def all(self) -> list[Job]:
        """The jobs that are known, the latest first."""
        return list(reversed(self._jobs.values()))

    def close(self) -> None:
        """Stop, and kill what runs; what waits is not begun."""
        self._is_closed = True
        self._asked.put(None)
        if process := self._process:
            process.kill()  # its thread meets the end of the pipe, and clears up
        self._thread.join(5)

    def _run(self) -> None:
        while True:
            try:
                job = self._asked.get(timeout=self._idle)
            except Empty:
                self._kill()
                continue
            if job is None or self._is_closed:
                self._kill()
                return
            try:
                self._do(job)
            except Exception:
                log.exception("a job could not be finished")
                job.state = State.FAILED
                job.step = "this is a fault of the workbench; its log tells more"
            job.over.set()

    def _do(self, job: Job) -> None:
        job.state = State.RUNNING
        until = monotonic() + self._seconds
        try:
            pipe = self._started()
            pipe.send(job.task)
            while True:
                if not pipe.poll(max(0.0, until - monotonic())):
                    self._kill()
                    job.state = State.FAILED
                    job.step = f"stopped, for it took longer than {self._seconds:g} seconds"
                    return
                what, told = pipe.recv()
                if what == "step":
                    job.step = told
                    continue
                break
        except (EOFError, OSError):
            self._kill()
            job.state, job.step = State.FAILED, "stopped before it was done; nothing was written"
            return
        if what == "done":
            job.result = told
            job.then(told)
            job.state, job.step = State.DONE, ""
        else:
            job.state, job.step = State.FAILED, told

    def _started(self) -> Connection:
        if self._pipe is None or self._process is None or not self._process.is_alive():
            self._kill()
            context = multiprocessing.get_context("spawn")
            self._pipe, far = context.Pipe()
            self._process = context.Process(target=_work, args=(far,), daemon=True)
            self._process.start()
            far.close()
            if self._is_closed:
                raise EOFError
        return self._pipe

    def _kill(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.join(5)
        pipe, self._pipe = self._pipe, None
        if pipe is not None:
            pipe.close()


def _work(pipe: Connection) -> None:
    """Do what comes through the pipe, until it is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the one that serves
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    while True:
        try:
            task = pipe.recv()
        except (EOFError, OSError):
            return
        try:
            told = ("done", task.run(lambda words: pipe.send(("step", words))))
        except ReportedlyError as error:
            told = ("failed", str(error))
        except MemoryError:
            told = ("failed", "it needs more memory than reading is given")
        except Exception:
            log.exception("a task failed")
            told = ("failed", "this is a fault of the program; the log of the workbench tells more")
        pipe.send(told)


@dataclass(frozen=True)
class TakeIn:
    """Read documents into a ledger; see `reportedly.workflow.taking_in`."""

    where: str
    by: str
    given: tuple[tuple[str, str], ...]
    told: tuple[tuple[str, str | None], ...]
    event: str | None
    staged: Path | None

    def run(self, on_step: OnStep) -> Any:
        """Read them; what was staged for it goes."""
        from shutil import rmtree

        from reportedly.workflow.taking_in import take_in

        try:
            return take_in(
                self.where,
                self.given,
                dict(self.told),
                event=self.event,
                by=self.by,
                on_step=on_step,
            )
        finally:
            if self.staged is not None:
                rmtree(self.staged, ignore_errors=True)


@dataclass(frozen=True)
class Attribute:
    """Look for the attributions of a document, so that its page can mark them."""

    where: str
    document: str

    def run(self, on_step: OnStep) -> None:
        """Look for them."""
        on_step("marking sources and cues")
        find_attributions(open_ledger(self.where), self.document)
