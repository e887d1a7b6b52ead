"""What was found sound before, so that it need not be looked at again."""

from __future__ import annotations

import json

from reportedly.store.cache import Cache, code_stamp


class Known:
    """Sets of names of things that were found sound by this version of the code.

    Only soundness is remembered: whatever is at fault is looked at each time, for its message
    names lines that may have moved.
    """

    def __init__(self, cache: Cache | None) -> None:
        self._cache = cache
        self._key = "sound"
        if cache is not None:
            self._key += " " + code_stamp("reportedly.ledger", "reportedly.text")
        self._before = self._read()
        self._now: dict[str, set[str]] = {}

    def was_sound(self, kind: str, name: str) -> bool:
        """True when `name` was found sound before; it then stays remembered."""
        if name in self._before.get(kind, ()):
            self._now.setdefault(kind, set()).add(name)
            return True
        return False

    def is_sound(self, kind: str, name: str) -> None:
        """Remember that `name` was found sound."""
        self._now.setdefault(kind, set()).add(name)

    def keep(self) -> None:
        """Write down what was used this time; what the ledger no longer holds is forgotten."""
        if self._cache is not None and self._now != self._before:
            rows = {kind: sorted(names) for kind, names in self._now.items()}
            self._cache.put(self._key, json.dumps(rows).encode())

    def _read(self) -> dict[str, set[str]]:
        data = self._cache.get(self._key) if self._cache is not None else None
        try:
            rows = json.loads(data or b"{}")
            return {str(kind): set(map(str, names)) for kind, names in rows.items()}
        except (ValueError, TypeError, AttributeError, RecursionError):
            return {}
