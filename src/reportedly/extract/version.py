"""Which extractor it is: what must be the same for two runs to give the same rows."""

from __future__ import annotations

import os
from hashlib import sha256
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from reportedly.extract.parse import MODEL_VARIABLE, PINNED_MODEL
from reportedly.store.cache import code_stamp

_ROOMS = ("reportedly.extract", "reportedly.text", "reportedly.model", "reportedly.documents")


def extractor_version() -> str:
    """The package's version, a stamp of the code that makes rows, and the language model.

    The model is not loaded for it.
    """
    model = os.environ.get(MODEL_VARIABLE) or PINNED_MODEL
    return f"{version('reportedly')} {code_stamp(*_ROOMS)} {model} {_model_stamp(model)}"


def _model_stamp(name: str) -> str:
    """A digest of what a model says of itself; of one that is not there, an empty text."""
    try:
        found = find_spec(name)
        folder = Path(found.origin).parent if found and found.origin else Path(name)
        return sha256((folder / "meta.json").read_bytes()).hexdigest()[:16]
    except (ImportError, OSError, ValueError):
        return ""
