"""JSON that may stand anywhere: in a file, on a terminal, in a `<script>` of a page."""

from __future__ import annotations

import json
from typing import Any


def web_json(value: Any, indent: int | None = 1) -> str:
    r"""JSON in ASCII; nothing in it can end a `<script>` or begin a comment (HTML 4.12.1.3).

    It is pretty, unless `indent` is None, which is much faster to write. A half of a surrogate
    pair, which no UTF-8 can hold, becomes U+FFFD.

    >>> print(web_json("</script>").strip())
    "\u003c/script>"
    """
    between = None if indent else (",", ":")
    text = json.dumps(_whole(value), indent=indent, separators=between)
    return text.replace("<", "\\u003c") + "\n"


def _whole(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, dict):
        return {_whole(key): _whole(item) for key, item in value.items()}
    return [_whole(item) for item in value] if isinstance(value, list) else value
