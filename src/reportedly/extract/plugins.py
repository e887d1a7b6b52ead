"""Extractors from other packages, announced by the entry point group `reportedly.extractors`."""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import entry_points

from reportedly.errors import UsageError
from reportedly.extract.extractor import extract_attributions
from reportedly.model import Extraction

GROUP = "reportedly.extractors"

Extractor = Callable[..., Extraction]
"""Takes a `Document` (and the keyword arguments of `extract_attributions`), gives an extraction."""


def load_extractor(name: str = "default") -> Extractor:
    """The extractor that an installed package announces under a name.

    Args:
        name: the entry point's name; "default" is the package's own.

    Raises:
        UsageError: no installed package announces an extractor of that name.
    """
    if name == "default":
        return extract_attributions
    announced = {point.name: point for point in entry_points(group=GROUP)}
    if name not in announced:
        known = ", ".join(sorted({"default", *announced}))
        raise UsageError(f"no extractor is called {name!r}; there are: {known}")
    loaded: Extractor = announced[name].load()
    return loaded
