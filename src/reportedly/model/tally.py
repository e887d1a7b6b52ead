"""How many documents, texts, sources and origins stand behind claims: the one rule of counting."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from reportedly.model.claim import Told
from reportedly.model.figure import Role
from reportedly.model.setting import NOWHERE, Setting


class Tally(NamedTuple):
    """How many documents, texts, sources and origins stand behind claims.

    Attributes:
        documents: all captures of a page are one.
        texts: documents that are linked as one text are one.
        sources: whoever is named as saying it, of a document's own voice whose that is; each keeps
            its name however many documents quote it. A source that stays open is nobody.
        origins: so many voices are independent at most. An origin counts once, however many
            documents carry it, and so does an unnamed one ("activists"), since nothing shows that
            two of them differ; sources that are decided to speak with one voice count as one, and
            so do all who print one text in their own voice. An open source is no voice that is
            known.
    """

    documents: int
    texts: int
    sources: int
    origins: int


def tally(
    claims: Iterable[Told], setting: Setting = NOWHERE, documents: Iterable[str] = ()
) -> Tally:
    """Count what stands behind claims.

    Every document that tells something is counted. What its publisher put right, replaced or took
    back since has no source any more, and a report is none for what it tells as an earlier number
    ("an earlier version said twelve").

    Args:
        claims: the claims.
        setting: which documents are one, and what later captures make of claims.
        documents: more documents to be counted, whether or not anything is claimed in them.
    """
    there = list(claims)
    homes = {setting.homes.get(d, d) for d in (*documents, *(c.document for c in there))}
    corrected = {c.corrects for c in there}
    held = [c for c in there if c.id not in corrected and _is_held(c, setting)]
    speakers = [s for c in held if (s := c.origin if c.narrated else c.source) is not None]
    origins = [o for c in held if (o := c.origin) is not None]
    return Tally(
        len(homes),
        len({setting.texts.get(home, home) for home in homes}),
        len({s.id for s in speakers}),
        len({o.voice or o.id for o in origins}),
    )


def _is_held(claim: Told, setting: Setting) -> bool:
    """Whether somebody stands behind a claim still."""
    later = setting.fates.get(claim.id)
    if later is not None and not later.is_told:
        return False
    return not (claim.narrated and claim.role is Role.EARLIER)
