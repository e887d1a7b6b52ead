"""XML from strangers: no entities, no document type, nothing fetched."""

from __future__ import annotations

from typing import Any

from reportedly.errors import DocumentError, MissingProgramError


def parse_xml(data: bytes) -> Any:
    """The root element, as of `xml.etree`.

    Raises:
        MissingProgramError: defusedxml is not installed.
        DocumentError: it is not XML, or declares entities, by which few bytes become many.
    """
    try:
        from defusedxml import DefusedXmlException, ElementTree
    except ImportError:
        raise MissingProgramError(
            "reading this needs defusedxml; install it with: pip install 'reportedly[xml]'"
        ) from None
    try:
        return ElementTree.fromstring(data, forbid_dtd=True)
    except DefusedXmlException:
        raise DocumentError(
            "the XML declares a document type or entities, which is refused"
        ) from None
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise DocumentError(f"the XML is damaged: {error}") from None
