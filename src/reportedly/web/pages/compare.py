"""Conflicts by severity, and one with its passages side by side and a judgement to be made."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from reportedly.compare.conflicts import rank_of
from reportedly.errors import UsageError
from reportedly.export.report.views import finding_view, quoted_view
from reportedly.model import JudgementEntry, Severity
from reportedly.web.house import missing, then
from reportedly.web.listing import Paged, paged
from reportedly.web.paper import address_of
from reportedly.workflow import record_judgement, withdraw_judgement
from reportedly.workflow.listing import select_conflicts
from reportedly.workflow.showing import claims_of, conflict_of, site_on

if TYPE_CHECKING:
    from starlette.responses import Response

    from reportedly.export.report.site import Site
    from reportedly.export.report.views import View
    from reportedly.model import Conflict
    from reportedly.web.house import Form, Visit
    from reportedly.workflow.ledgers import Ledger

_PER_PAGE = 25
_IN_CAMP = 8
"""Claims of one camp whose passages are shown."""

STATES = ("unjudged", "stale", "judged", "any")
"""How it stands with the judging of a conflict: nobody did; somebody did before it changed."""

_ASKED = ("severity", "kind", "event", "source")


def conflicts(visit: Visit) -> Response:
    """The conflicts and questions that the address asks for, worst first."""
    asked = {k: visit.asked(k) for k in _ASKED}
    state = visit.asked("state") or STATES[0]
    found = _found(visit.ledger, asked, state)
    shown: Paged[Conflict] = paged(found, visit.number("page"), _PER_PAGE)
    site = _site(visit.ledger, shown.items)
    return visit.page(
        "conflicts_bench.html",
        "Compare",
        found=shown,
        asked={**asked, "state": state},
        state=state,
        items=[finding_view(site, c) | {"is_stale": c.is_stale} for c in shown.items],
        kinds=sorted(visit.ledger.conflict_index.by("kind")),
    )


def conflict(visit: Visit) -> Response:
    """A conflict, camp by camp in columns, each passage where it stands."""
    found = conflict_of(visit.ledger, visit.id)
    if found is None:
        missing(f"no conflict has the id {visit.id!r}; it may have gone with an edit")
    site = _site(visit.ledger, [found])
    before, after = _beside(visit.ledger, found)
    return visit.page(
        "conflict.html",
        f"{found.kind.value.replace('-', ' ').capitalize()}",
        x=finding_view(site, found),
        camps=_camps(site, found),
        step=found.kind.is_step,
        stale=found.stale,
        overtaken=found.overtaken,
        judged=found.judgements or found.is_stale,
        claims=[(c, _choice(site, c)) for c in found.claims if c in site.by_id],
        next=after,
        previous=before,
    )


def _beside(ledger: Ledger, found: Conflict) -> tuple[str | None, str | None]:
    """The conflicts before and after one among those that nobody has judged."""
    open_ = _found(ledger, {}, STATES[0])
    place = bisect_left(open_, rank_of(found), key=rank_of)
    is_there = place < len(open_) and open_[place].id == found.id
    after = place + 1 if is_there else place
    return (
        open_[place - 1].id if place > 0 else None,
        open_[after].id if after < len(open_) else None,
    )


def _found(ledger: Ledger, asked: Mapping[str, str | None], state: str) -> Sequence[Conflict]:
    where = {k: v for k, v in {**asked, "state": state}.items() if v and v != "any"}
    least = Severity.NOTE if "severity" in where else Severity.QUESTION
    return select_conflicts(ledger, where, least)


@dataclass(frozen=True, slots=True)
class _Camp:
    """Claims that can hold together, with their passages."""

    words: Sequence[View]
    more: int
    shared: bool = False


def _camps(site: Site, found: Conflict) -> list[_Camp]:
    camps = found.camps if len(found.camps) > 1 else tuple((c,) for c in found.claims)
    several = {c for camp in camps for c in camp if sum(c in other for other in camps) > 1}
    shared = () if found.kind.is_step else several
    parts = [[c for c in camp if c not in shared] for camp in camps]
    made = [_camp(site, ids) for ids in parts if ids]
    return [*made, _camp(site, sorted(shared), shared=True)] if shared else made


def _camp(site: Site, ids: Sequence[str], *, shared: bool = False) -> _Camp:
    told = [quoted_view(site, site.by_id[c]) for c in ids if c in site.by_id]
    return _Camp(told[:_IN_CAMP], len(told) - len(told[:_IN_CAMP]), shared)


def _choice(site: Site, claim: str) -> str:
    found = site.by_id[claim]
    who = found.source.name if found.source else "nobody named"
    return f"{who}: {found.figure.as_written if found.figure else found.text[:60]}"


def _site(ledger: Ledger, found: Sequence[Conflict]) -> Site:
    claims = claims_of(ledger, (i for c in found for i in c.claims))
    return site_on(ledger, list(claims.values()), found, positions=False)


def judge(visit: Visit, form: Form) -> Response:
    """Record what the reviewer decides, with the reason."""
    name = form.get("conflict", "")
    entry = JudgementEntry(
        id="",
        conflict=name,
        verdict=form.get("verdict") or None,
        claim=form.get("claim") or None if form.get("verdict") == "prefer" else None,
        by=visit.person.name,
        on=date.today().isoformat(),
        why=form.get("why") or None,
    )
    if entry.verdict is None:
        raise UsageError(
            "say what you decide: it holds, it is explained, or one is to be relied on"
        )
    if entry.why is None:
        raise UsageError("a judgement needs its reason, for those who read it later")
    if entry.verdict == "prefer" and entry.claim is None:
        raise UsageError("say which claim is to be relied on")
    visit.desk.edit(
        visit.person,
        f"judge {name}: {entry.verdict}",
        lambda ledger: record_judgement(ledger, entry),
    )
    return then(form, address_of("conflicts", name))


def withdraw(visit: Visit, form: Form) -> Response:
    """Take the reviewer's own judgement back; it stays on file."""
    name = form.get("conflict", "")
    visit.desk.edit(
        visit.person,
        f"withdraw the judgement on {name}",
        lambda ledger: withdraw_judgement(ledger, name, date.today(), visit.person.name),
    )
    return then(form, address_of("conflicts", name))
