"""A ledger that stays loaded and follows its files.

Readers take the snapshot that stands and never wait: the next is made beside it, with its conflicts
and maps, and put in its place by one assignment. One thread at a time makes snapshots.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Lock, Thread

from reportedly.errors import ReportedlyError
from reportedly.ledger.held import Changes, HeldFiles
from reportedly.ledger.read import keep_uncollected
from reportedly.store.cache import cache_of
from reportedly.transaction import recover
from reportedly.workflow.checkouts import follow as follow_store
from reportedly.workflow.ledgers import Ledger
from reportedly.workflow.snapshots import Snapshots

_LOG = logging.getLogger(__name__)


class Live:
    """The ledger in a folder as it stands now.

    Attributes:
        root: the folder that holds `claims/`.
    """

    def __init__(self, root: Path) -> None:
        """Load it, and find its conflicts.

        Raises:
            LedgerError: there is none.
        """
        self.root = root.absolute()
        recover(self.root)
        self._cache = cache_of(self.root)
        self._files = HeldFiles(self.root, self._cache)
        self._making = Lock()
        self._is_behind = False
        self._load()
        keep_uncollected()

    @property
    def ledger(self) -> Ledger:
        """The snapshot that stands: nothing in it changes any more."""
        return self._current[0]

    @property
    def version(self) -> str:
        """What changes when the content of the ledger does, and only then: for ETags."""
        return self._current[1]

    @property
    def current(self) -> tuple[Ledger, str]:
        """The snapshot and its version, of one moment."""
        return self._current

    def follow(self, *, wait: bool = True) -> bool:
        """Bring in what changed in the files of the ledger and in the documents that it cites.

        Of a ledger that was opened from a store it is what others changed there.

        Args:
            wait: while another thread brings something in, wait for it; else leave it to that one.

        Returns:
            Whether anything changed. A ledger that cannot be read now stays as it was.
        """
        if not self._making.acquire(blocking=wait):
            return False
        try:
            return self._bring_in()
        except (ReportedlyError, OSError) as error:
            _LOG.warning("%s is not followed: %s", self.root, error)
            return False
        finally:
            self._making.release()

    def changed(self, paths: Iterable[str | Path]) -> Ledger:
        """The ledger after an edit of one's own: these files are brought in now.

        Args:
            paths: files of the ledger or documents that it cites, below the root or absolute.

        Raises:
            LedgerError: the ledger is gone.
        """
        asked = [Path(path) for path in paths]
        inside = [p.relative_to(self.root) if p.is_absolute() else p for p in asked]
        with self._making:
            self._bring_in([path.as_posix() for path in inside])
            return self.ledger

    @contextmanager
    def following(self, every: float = 1.0) -> Iterator[None]:
        """A block in which a thread follows the files, so many seconds after it last did."""
        over = Event()

        def run() -> None:
            while not over.wait(every):
                try:
                    self.follow(wait=False)
                except Exception:
                    # Whatever it was, the snapshot stands, and the next look may do better.
                    _LOG.exception("%s could not be followed", self.root)

        thread = Thread(target=run, name="follow-ledger", daemon=True)
        thread.start()
        try:
            yield
        finally:
            over.set()
            thread.join()

    def _bring_in(self, paths: Iterable[str] | None = None) -> bool:
        if paths is None:
            follow_store(self.root, wait=False)  # an edit brings its own change in
            recover(self.root)
        found = self._files.look(paths)
        if self._is_behind:
            self._load()
        elif found.real or found.documents or found.texts:
            self._advance(found)
        return found.real

    def _advance(self, found: Changes) -> None:
        self._is_behind = True
        entries, faults = self._files.join()
        try:
            ledger = self._snapshots.advance(entries, faults, found.documents, found.texts)
        except Exception:
            _LOG.exception("%s is loaded anew: no state followed from the last", self.root)
            self._load()
        else:
            self._current = (ledger, self._files.version)
            self._is_behind = False

    def _load(self) -> None:
        """Make a snapshot from nothing."""
        entries, faults = self._files.join()
        ledger = Ledger(self.root, entries, tuple(faults), self._cache)
        self._snapshots = Snapshots(ledger.with_found(stamps=self._files.stamps))
        self._current = (self._snapshots.ledger, self._files.version)
        self._is_behind = False
