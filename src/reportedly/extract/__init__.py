"""Document → attributions: who says what, with which cue, in exactly which words.

Importing this package is cheap; spaCy is loaded when the first document is read.
"""

from reportedly.extract.extractor import DEFAULT, Steps, extract_attributions, extract_many
from reportedly.extract.parse import load_model
from reportedly.extract.plugins import load_extractor
from reportedly.extract.rows import spans_row

__all__ = [
    "DEFAULT",
    "Steps",
    "extract_attributions",
    "extract_many",
    "load_extractor",
    "load_model",
    "spans_row",
]
