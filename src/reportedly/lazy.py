"""Names of a package that stand in its modules, loaded when first asked for (PEP 562).

This is the one way in which the package is lazy about itself: modules import at their top, and a
package of many modules hands its names out through here, so that a command loads what it uses.
What is heavy and not ours (spaCy, DuckDB, networkx, Pint, rich, PyYAML) is imported in the function
that needs it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any


def lazy_names(package: str, homes: Mapping[str, str]) -> Callable[[str], Any]:
    """The `__getattr__` of a package.

    Args:
        package: its `__name__`.
        homes: name → the module of the package in which it stands.
    """

    def get(name: str) -> Any:
        if name not in homes:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return getattr(import_module(f"{package}.{homes[name]}"), name)

    return get
