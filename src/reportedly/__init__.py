"""Plain-text accounting for who said what.

The names below are the Python API (docs/api.md); each is imported when it is first asked for, so
that `import reportedly` costs nothing. The types of the values are in `reportedly.model`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reportedly.compare import find_conflicts, judge
    from reportedly.errors import ReportedlyError
    from reportedly.export.notebook import listing
    from reportedly.graph.build import build_graph
    from reportedly.text.quantities.figures import find_quantities, read_figure
    from reportedly.text.times import find_times
    from reportedly.workflow import export_ledger, open_ledger, picture, read_text, strips

__all__ = [
    "ReportedlyError",
    "build_graph",
    "export_ledger",
    "find_conflicts",
    "find_quantities",
    "find_times",
    "judge",
    "listing",
    "open_ledger",
    "picture",
    "read_figure",
    "read_text",
    "strips",
]

_HOMES = {
    "ReportedlyError": "errors",
    "build_graph": "graph.build",
    "export_ledger": "workflow",
    "find_conflicts": "compare",
    "find_quantities": "text.quantities.figures",
    "find_times": "text.times",
    "judge": "compare",
    "listing": "export.notebook",
    "open_ledger": "workflow",
    "picture": "workflow",
    "read_figure": "text.quantities.figures",
    "read_text": "workflow",
    "strips": "workflow",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
