"""Who changed what, when: a line of JSON for each edit, added to and never rewritten."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import Any

from reportedly.transaction import STATE

FILE = f"{STATE}/audit.jsonl"


class Audit:
    """The log of a ledger; its lines are on the disk when `write` returns."""

    def __init__(self, root: Path) -> None:
        self.path = root / FILE
        self._lock = Lock()

    def write(self, who: str, did: str, **told: Any) -> Mapping[str, Any]:
        """Add a line; what it says is returned.

        Raises:
            OSError: the disk does not take it.
        """
        line = {
            "at": datetime.now(UTC).isoformat(timespec="milliseconds"),
            "who": who,
            "did": did,
            **told,
        }
        data = (json.dumps(line, ensure_ascii=False) + "\n").encode("utf-8", "surrogatepass")
        with self._lock:
            self.path.parent.mkdir(exist_ok=True)
            handle = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            try:
                os.write(handle, data)  # one call: lines of several writers never mix
                os.fsync(handle)
            finally:
                os.close(handle)
        return line
