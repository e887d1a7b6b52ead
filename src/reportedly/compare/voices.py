"""Whose word a claim finally is. Corroboration counts these, never documents."""

from __future__ import annotations

from collections.abc import Mapping

from reportedly.model import Claim, SourceKind

NO_TEXTS: Mapping[str, str] = {}
"""Each document is a text of its own."""


def voice(claim: Claim) -> str | None:
    """The id of the claim's origin, or None while its source stays open."""
    origin = claim.origin
    return None if origin is None else origin.id


def voice_key(claim: Claim, texts: Mapping[str, str] = NO_TEXTS) -> str:
    """Whose word a claim is: its origin, under whatever names and through whatever documents.

    "Activists" of two documents may be different people, so an unnamed voice is one within a text
    alone, and so is a text that several publishers print in their own voice. An open source is
    nobody else.
    """
    origin = claim.origin
    if origin is None:
        return f"open\0{claim.id}"
    text = texts.get(claim.document)
    if claim.narrated and text is not None:
        return text_key(text)
    if origin.kind is SourceKind.UNNAMED:
        return f"unnamed\0{origin.id}\0{text or claim.home}"
    return origin.id


def text_key(first: str) -> str:
    """The voice of a text that several publishers print as their own, by the first document."""
    return f"text\0{first}"


def house_of(claim: Claim) -> str | None:
    """The id of who published a claim, where that is known: the nearest link of its chain.

    A person is nobody's publisher, and of another's word neither is who said it.
    """
    nobodys = (SourceKind.PERSON, SourceKind.NARRATOR)
    if not claim.chain or claim.chain[0].kind in nobodys:
        return None
    return claim.chain[0].id if claim.narrated or len(claim.chain) > 1 else None


def same_voice(a: Claim, b: Claim) -> bool:
    """True when both claims are one voice's word, known to be so.

    "Activists" in two documents may be different people: an unnamed origin is the same voice only
    within one document.
    """
    first, second = a.origin, b.origin
    if first is None or second is None or first.id != second.id:
        return False
    return first.kind is not SourceKind.UNNAMED or a.home == b.home
