"""Floor 4: bytes → `Document`: text, HTML, PDF, DOCX, messages, feeds, archives of pages.

Captures are never changed. The packages that read a format are optional and loaded when a capture
needs them, in a process of their own (`isolated`).
"""

from reportedly.documents.address import same_page
from reportedly.documents.capture import (
    Capture,
    captures_from_bytes,
    fetch_captures,
    is_missing,
    keep_capture,
    read_captures,
)
from reportedly.documents.content import page_of
from reportedly.documents.formats import kind_of
from reportedly.documents.text import (
    MAX_BYTES,
    document_from_bytes,
    read_document,
    sidecar_facts,
)

__all__ = [
    "MAX_BYTES",
    "Capture",
    "captures_from_bytes",
    "document_from_bytes",
    "fetch_captures",
    "is_missing",
    "keep_capture",
    "kind_of",
    "page_of",
    "read_captures",
    "read_document",
    "same_page",
    "sidecar_facts",
]
