"""A ledger that stays loaded and follows its files.

Readers take the snapshot that stands and never wait: a new one is made beside it, warmed, and put
in its place by one assignment. Only one thread at a time makes snapshots.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from threading import Event, Lock, Thread

from reportedly.errors import ReportedlyError
from reportedly.workflow.ledgers import Ledger, open_ledger


class Live:
    """The ledger in a folder as it stands now.

    Attributes:
        root: the folder that holds `claims/`.
    """

    def __init__(self, root: Path) -> None:
        """Load it, with its conflicts.

        Raises:
            LedgerError: there is none.
        """
        self.root = root
        self._making = Lock()
        self._snapshot = self._load()

    @property
    def ledger(self) -> Ledger:
        """The snapshot that stands: nothing in it changes any more."""
        return self._snapshot[0]

    @property
    def version(self) -> str:
        """What changes when the content of the ledger does, and only then: for ETags."""
        return self._snapshot[1]

    def current(self) -> tuple[Ledger, str]:
        """The snapshot and its version, of one moment."""
        return self._snapshot

    def follow(self, *, wait: bool = True) -> bool:
        """Bring in what changed in the files of the ledger and in the documents that it cites.

        Args:
            wait: while another thread brings something in, wait for it; else leave it to that one.

        Returns:
            Whether anything changed. A ledger whose folder is gone stays as it was.
        """
        if not self._making.acquire(blocking=wait):
            return False
        try:
            found = self._load()
            changed = found[1] != self._snapshot[1]
            if changed:
                self._snapshot = found
            return changed
        except (ReportedlyError, OSError):
            return False
        finally:
            self._making.release()

    def changed(self, paths: Iterable[str | Path]) -> Ledger:
        """The ledger after an edit of one's own: these files are brought in now.

        Args:
            paths: files of the ledger or documents that it cites, below the root or absolute.
        """
        del paths
        self.follow()
        return self.ledger

    @contextmanager
    def following(self, every: float = 1.0) -> Iterator[None]:
        """A block in which a thread follows the files, so many seconds after it last did."""
        over = Event()

        def run() -> None:
            while not over.wait(every):
                self.follow(wait=False)

        thread = Thread(target=run, name="follow-ledger", daemon=True)
        thread.start()
        try:
            yield
        finally:
            over.set()
            thread.join()

    def _load(self) -> tuple[Ledger, str]:
        ledger = open_ledger(str(self.root))
        ledger.conflicts()
        stamps = repr(sorted(ledger._stamps().items()))
        return ledger, sha256(stamps.encode("utf-8", "surrogatepass")).hexdigest()[:16]
