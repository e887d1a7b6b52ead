"""Extraction of many documents on several cores, results in the order of the documents.

Each process loads the parser once and takes batches; only a few batches are under way, so memory
does not grow with the input. A document that fails, or takes its process down, becomes a `Problem`
in its place and the run goes on.

`spread` is the same for any work on batches: all that the parent does is to hand them out and to
take in what comes back, which should be small.
"""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from multiprocessing import active_children, get_context, parent_process
from multiprocessing.connection import wait
from typing import Any, TypeVar

from reportedly.errors import MissingProgramError
from reportedly.extract.extractor import extract_many
from reportedly.extract.parse import load_model
from reportedly.extract.rows import spans_row
from reportedly.model import Act, Document, Problem
from reportedly.text.records import reason_of

Row = dict[str, Any]
Item = TypeVar("Item")
Result = TypeVar("Result")
Work = Callable[[list[Item]], list[Result]]
Failed = Callable[[Item, str], Result]

_TOGETHER = 32
_CHARACTERS = 60_000
"""A dozen articles: parsed as fast as more together, and at the end nobody waits long for one."""

_UNDER_WAY = 3
"""Batches under way for each process: one in work, the others so that it never waits."""

DIED = "its process died, perhaps for want of memory"

_THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be found: acts, and the least score, None for the threshold of the weights."""

    acts: frozenset[Act]
    min_score: float | None = None


def spread(
    items: Iterable[Item],
    work: Work[Item, Result],
    failed: Failed[Item, Result],
    *,
    workers: int = 1,
    size: Callable[[Item], int] = lambda item: len(getattr(item, "text", "")),
    apart: bool = False,
) -> Iterator[Result]:
    """The results of work on batches of items, in the order of the items.

    Args:
        items: consumed as needed, a few batches ahead of what has been yielded.
        work: one result for each item of a batch; pickled, as items and results are.
        failed: the result of an item whose work raised an error, or took its process down, and what
            happened; pickled as well.
        workers: processes; with 1, or with few items, the work is done in this process.
        size: about how many characters an item has.
        apart: always work in other processes, since an item may take its own down.
    """
    # One thread of linear algebra for each process: with more they wait for one another.
    for name in _THREADS:
        os.environ.setdefault(name, "1")
    batches = _batches(items, size)
    first = list(islice(batches, 2))
    if not apart and (workers == 1 or len(first) < 2):
        for batch in chain(first, batches):
            yield from each(batch, work, failed)
    else:
        careful = partial(each, work=work, failed=failed)
        yield from _spread(chain(first, batches), careful, failed, workers if len(first) > 1 else 1)


def each(batch: list[Item], work: Work[Item, Result], failed: Failed[Item, Result]) -> list[Result]:
    """The results of a batch; where work on all of it fails, of each item by itself.

    Raises:
        MissingProgramError: what every item needs is not installed.
    """
    try:
        return work(batch)
    except MissingProgramError:
        raise
    except Exception as error:  # whatever one item does must not cost the others their results
        if len(batch) == 1:
            return [failed(batch[0], reason_of(error))]
        return [result for item in batch for result in each([item], work, failed)]


def _batches(items: Iterable[Item], size: Callable[[Item], int]) -> Iterator[list[Item]]:
    """Up to 32 items, fewer where they are long: a batch is parsed and held at once."""
    batch: list[Item] = []
    held = 0
    for item in items:
        batch.append(item)
        held += size(item)
        if len(batch) == _TOGETHER or held >= _CHARACTERS:
            yield batch
            batch, held = [], 0
    if batch:
        yield batch


def rows_of(batch: list[Document | Problem], wanted: Wanted) -> list[Row | Problem]:
    """The row of each document of a batch; a `Problem` stays.

    Raises:
        MissingProgramError: no language model is installed.
    """
    rows = iter(_extract([item for item in batch if isinstance(item, Document)], wanted))
    return [item if isinstance(item, Problem) else next(rows) for item in batch]


def _extract(documents: list[Document], wanted: Wanted) -> list[Row | Problem]:
    # Within the zone spaCy forgets new words at its end; without it, every new name in the news
    # would stay in memory.
    with load_model().memory_zone():
        found = extract_many(documents, min_score=wanted.min_score)
        return [
            spans_row(document.id, extraction, wanted.acts)
            for document, extraction in zip(documents, found, strict=True)
        ]


def _spread(
    batches: Iterable[list[Item]],
    work: Work[Item, Result],
    failed: Failed[Item, Result],
    workers: int,
) -> Iterator[Result]:
    others = set(active_children())
    pool = _pool(workers)
    under_way: deque[tuple[list[Item], Future[list[Result]]]] = deque()
    try:
        for batch in batches:
            try:
                future = pool.submit(work, batch)
            except BrokenProcessPool:  # whatever is under way is done again, with care
                pool.shutdown(cancel_futures=True)
                pool = _pool(workers)
                future = pool.submit(work, batch)
            under_way.append((batch, future))
            if len(under_way) == workers * _UNDER_WAY:
                yield from _taken(*under_way.popleft(), work, failed)
        for batch, future in under_way:
            yield from _taken(batch, future, work, failed)
    except BaseException:  # Ctrl-C, or a caller that wants no more: what is in work is not awaited
        for process in set(active_children()) - others:
            process.terminate()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


def _taken(
    batch: list[Item],
    future: Future[list[Result]],
    work: Work[Item, Result],
    failed: Failed[Item, Result],
) -> Iterable[Result]:
    try:
        return future.result()
    except MissingProgramError:
        raise
    except Exception:  # a process died, or one of the batch cannot be sent, or its result sent back
        return _carefully(batch, work, failed)


def _carefully(
    batch: list[Item], work: Work[Item, Result], failed: Failed[Item, Result]
) -> Iterator[Result]:
    """One item at a time, after a process died: whose fault it was gets the result for that.

    Raises:
        MissingProgramError: what every item needs is not installed.
    """
    pool = _pool(1)
    try:
        for item in batch:
            try:
                yield from pool.submit(work, [item]).result()
            except BrokenProcessPool:
                pool.shutdown()
                pool = _pool(1)
                yield failed(item, DIED)
            except MissingProgramError:
                raise
            except Exception as error:
                yield failed(item, reason_of(error))
    finally:
        pool.shutdown(cancel_futures=True)


def _pool(workers: int) -> ProcessPoolExecutor:
    # A process started anew is the same on every system, and holds no lock of a thread of ours.
    return ProcessPoolExecutor(workers, get_context("spawn"), initializer=_begin)


def _begin() -> None:
    """In each process: leave Ctrl-C to the parent, and do not outlive it however it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_follow_parent, daemon=True).start()


def _follow_parent() -> None:
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
