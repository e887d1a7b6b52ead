"""What a ledger holds, as one value that every interchange format is written from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from urllib.parse import quote, urlsplit

from reportedly.model import (
    Assessment,
    Claim,
    Conflict,
    ConflictKind,
    Entries,
    Event,
    Source,
    Status,
    Subject,
    among,
)

_IN_NO_IRI = re.compile(r'[\x00-\x20<>"{}|^`\\\x7f-\xa0]')


def _no_text(_document: str) -> str | None:
    return None


@dataclass(frozen=True, slots=True)
class Content:
    """A ledger resolved and compared.

    Attributes:
        claims: in ledger order.
        conflicts: worst first; those that name a claim outside `claims` keep naming it.
        entries: the documents, sources, subjects and judgements as written.
        text_of: id of a document → its text, None where it is not to be had.
        base: the address under which the ledger is or will be published, or "".
        assessments: what is held after all, the latest of each person, oldest first.
        events: id of each event, as joined → the event.
    """

    claims: tuple[Claim, ...]
    conflicts: tuple[Conflict, ...] = ()
    entries: Entries = field(default_factory=Entries)
    text_of: Callable[[str], str | None] = _no_text
    base: str = ""
    assessments: tuple[Assessment, ...] = ()
    events: Mapping[str, Event] = field(default_factory=dict, hash=False)

    def standing(self) -> Content:
        """Without rejected claims, and without the conflicts that need one of them."""
        kept = tuple(c for c in self.claims if c.status is not Status.REJECTED)
        ids = {c.id for c in kept}
        return replace(
            self,
            claims=kept,
            conflicts=tuple(among(self.conflicts, ids)),
        )


def sources_of(content: Content) -> dict[str, Source]:
    """Every source met in a claim, by id: voices, links of chains, actors."""
    met = (s for c in content.claims for s in (c.source, *c.chain, *c.actors) if s is not None)
    return {s.id: s for s in met}


def subjects_of(content: Content) -> dict[str, Subject]:
    """Every subject met in a claim, by id."""
    return {c.subject.id: c.subject for c in content.claims}


def revisions(content: Content) -> Iterator[tuple[Claim, Claim]]:
    """Pairs (later, earlier) of one voice's claims where the later one replaces the earlier.

    Which is later is told by the day to which they count, else on which they were said; where that
    does not decide, no pair is given.
    """
    claims = {c.id: c for c in content.claims}
    for conflict in content.conflicts:
        if conflict.kind is not ConflictKind.REVISION or len(conflict.claims) != 2:
            continue
        a, b = (claims.get(id_) for id_ in conflict.claims)
        if a is None or b is None:
            continue
        for first, second in ((_day(a, "as_of"), _day(b, "as_of")), (_day(a), _day(b))):
            if first and second and first != second:
                yield (b, a) if first < second else (a, b)
                break


def _day(claim: Claim, which: str = "said") -> date | None:
    period = claim.as_of if which == "as_of" else claim.said
    return None if period is None else period.end


def web_address(url: str | None) -> str | None:
    """`url` as an address that may be linked, or None when it is not one of the web.

    A ledger may hold any words there; `javascript:` and the like are never made a link, and what
    no IRI may hold (RFC 3987, section 2.2) is percent-encoded.

    >>> web_address("https://example.org/a b"), web_address("javascript:alert(1)")
    ('https://example.org/a%20b', None)
    """
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    if url is None or parts.scheme not in ("http", "https") or not parts.netloc:
        return None
    return _IN_NO_IRI.sub(lambda m: quote(m[0], safe="", errors="replace"), url.strip())
