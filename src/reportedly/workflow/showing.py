"""What a page shows of a part of a ledger, indexed as the report's pages need it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from reportedly.compare import find_gradings, find_positions
from reportedly.export.report.site import Report, Site, make_site
from reportedly.model import Claim, Conflict, event_of
from reportedly.workflow.ledgers import Ledger


def site_on(
    ledger: Ledger, claims: Sequence[Claim], conflicts: Iterable[Conflict], title: str
) -> Site:
    """The site of these claims and of what they are to each other."""
    events = {e: ledger.setting.events[e] for c in claims if (e := event_of(c) or "") in ledger.setting.events}
    gradings = {
        subject: grading
        for event in events.values()
        for subject, grading in find_gradings(
            event, [c for c in claims if event_of(c) == event.id], ledger.setting
        ).items()
    }
    return make_site(
        Report(
            entries=ledger.entries,
            claims=claims,
            conflicts=list(conflicts),
            judgements=ledger.judgements,
            text_of=lru_cache(maxsize=32)(ledger.text_of),
            title=title,
            setting=ledger.setting,
            gradings=gradings,
            assessments=ledger.assessments,
            positions=find_positions(claims, ledger.setting),
        )
    )
