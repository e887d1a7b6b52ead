"""Floor 4: bytes → `Document`. Plain text today; a capture's bytes are hashed, never changed."""

from reportedly.documents.text import MAX_BYTES, document_from_bytes, read_document

__all__ = ["MAX_BYTES", "document_from_bytes", "read_document"]
