"""What is one over documents and what is not: proposed by the program, decided by a person.

A decision is an entry of `claims/links.yaml` and changes nothing else: what it joins keeps its own
name in its own file, so that a decision taken back leaves everything as it was.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches
from typing import TYPE_CHECKING

from reportedly.compare import find_positions
from reportedly.errors import UsageError
from reportedly.export.positions import held_words
from reportedly.ledger.build import read_entries
from reportedly.ledger.edit import merge_entries
from reportedly.model import (
    Entries,
    EventEntry,
    Link,
    LinkEntry,
    LinkKind,
    Status,
    Subject,
    event_of,
    name_links,
)
from reportedly.resolve import read_links
from reportedly.resolve.events import join_ids
from reportedly.text.publishers import houses_of
from reportedly.text.subject_ids import described_by
from reportedly.transaction import transaction
from reportedly.workflow.changing import changing

if TYPE_CHECKING:
    from reportedly.export.rows import Row
    from reportedly.ledger.write import FieldValue
    from reportedly.model import Claim, Position
    from reportedly.resolve import Outline
    from reportedly.workflow.ledgers import Ledger

FILE = "claims/links.yaml"
_PROPOSED = "proposed"
_FIRST_WORDS = 160
_UNASKED = tuple(kind for kind in LinkKind if kind is not LinkKind.VOICE)
"""What two ids are taken for where nobody says it."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """What came of a decision.

    Attributes:
        ids: of the entries that hold it.
        changed: False where it stood already.
        links: all that the file holds now.
    """

    ids: tuple[str, ...]
    changed: bool
    links: tuple[LinkEntry, ...]


def link_kind(ledger: Ledger, a: str, b: str, asked: LinkKind | None = None) -> LinkKind:
    """What two ids are: events, sources, texts or subjects.

    That two sources are one is another thing than that they speak with one voice, which has to be
    asked for.

    Raises:
        UsageError: an id names nothing, they name no two things of one kind, or things of several.
    """
    known = {
        k: has
        for k, has in _names(ledger).items()
        if k in (_UNASKED if asked is None else (*LinkKind,))
    }
    kinds = [{k for k, has in known.items() if has(name)} for name in (a, b)]
    for name, found in zip((a, b), kinds, strict=True):
        if not found or (asked is not None and asked not in found):
            raise UsageError(_unknown(ledger, name, asked))
    if a == b:
        raise UsageError(f"{a!r} is given twice; give two ids")
    both = [k for k in LinkKind if k in kinds[0] & kinds[1] and asked in (None, k)]
    if not both:
        what = [" or ".join(f"a {k}" for k in LinkKind if k in found) for found in kinds]
        message = f"{a!r} is {what[0]} and {b!r} {what[1]}: only things of one kind can be one"
        raise UsageError(message.replace("a event", "an event"))
    if len(both) > 1:
        raise UsageError(
            f"{a!r} and {b!r} may be {' or '.join(f'{k}s' for k in both)}: say which with --kind"
        )
    return both[0]


def decide_link(ledger: Ledger, decided: Link) -> Recorded:
    """Write a person's decision into `claims/links.yaml`; a proposal on the same two becomes it.

    Raises:
        UsageError: it contradicts a decision that stands, or what events.yaml says.
    """
    if decided.same and decided.kind is LinkKind.EVENT:
        _refuse_related(ledger.entries.events, decided)
    with changing(ledger.root, decided.by), transaction(ledger.root) as change:
        data = change.read(FILE) or b""
        entries = read_entries(data, FILE).links
        if clash := _Decided(entries, decided.kind).against(decided):
            raise UsageError(_clash(decided, clash))
        pair = {decided.a, decided.b}
        alike = [e for e in entries if {e.a, e.b} == pair and e.kind == decided.kind]
        if held := [e for e in alike if _stands(e) and not _is_proposed(e)]:
            return Recorded(tuple(e.id for e in held), False, entries)
        proposed = next((e for e in alike if _stands(e) and _is_proposed(e)), None)
        new = [] if proposed else [_entry(decided, entries)]
        changed = [(proposed.id, _changes(proposed, decided, entries))] if proposed else []
        after = merge_entries(data, FILE, Entries(links=tuple(new)), changed)
        change.put(FILE, after)
    links = read_entries(after, FILE).links
    place = next(n for n, e in enumerate([*entries, *new]) if e is proposed or e in new)
    return Recorded((links[place].id,), True, links)


def withdraw_link(ledger: Ledger, link: Link) -> Recorded:
    """Mark what stands decided on two ids as withdrawn on the day of `link`.

    Args:
        ledger: the ledger.
        link: the decision, as it was made; with `by`, that person's only.

    Raises:
        UsageError: no such decision stands.
    """
    day = (link.on or date.today()).isoformat()
    with changing(ledger.root), transaction(ledger.root) as change:
        data = change.read(FILE) or b""
        entries = read_entries(data, FILE).links
        verdict = _verdict(link.same)
        alike = [
            e
            for e in entries
            if {e.a, e.b} == {link.a, link.b}
            and e.kind == link.kind
            and (e.verdict or "same") == verdict
        ]
        own = [e for e in alike if not _is_proposed(e) and link.by in (None, e.by)]
        standing = [e for e in own if _stands(e)]
        if not standing:
            # This very command may have been stopped after it had done so.
            if again := tuple(e.id for e in own if e.withdrawn == day):
                return Recorded(again, False, entries)
            raise UsageError(_nothing_to_withdraw(link, alike))
        changed = [(e.id, {"withdrawn": day}) for e in standing]
        after = merge_entries(data, FILE, Entries(), changed)
        change.put(FILE, after)
    return Recorded(tuple(e.id for e in standing), True, read_entries(after, FILE).links)


def waiting_links(links: Iterable[LinkEntry]) -> list[LinkEntry]:
    """Proposals that no decision settles, the surest first."""
    there = list(links)
    decided = {kind: _Decided(there, kind) for kind in LinkKind}
    open_ = [
        (link, entry)
        for entry in there
        if _is_proposed(entry)
        and _stands(entry)
        and (link := _read(entry)) is not None
        and decided[link.kind].verdict(link.a, link.b) is None
    ]
    return [entry for _, entry in sorted(open_, key=lambda pair: -(pair[0].score or 0))]


def decisions(links: Iterable[LinkEntry], kind: LinkKind) -> Callable[[str, str], str | None]:
    """`same` or `different` of two ids, where people decided so or it follows from that."""
    decided = _Decided(links, kind)

    def on(a: str, b: str) -> str | None:
        found = decided.verdict(a, b)
        return None if found is None else _verdict(found)

    return on


def link_rows(links: Iterable[LinkEntry]) -> list[Row]:
    """All links as rows: what waits for a decision first, the surest first."""
    there = list(links)
    first = waiting_links(there)
    ids = {e.id for e in first}
    return [_row(e) for e in (*first, *(e for e in there if e.id not in ids))]


def _row(entry: LinkEntry) -> Row:
    link = _read(entry)
    return {
        "id": entry.id,
        "kind": entry.kind,
        "a": entry.a,
        "b": entry.b,
        "verdict": entry.verdict or "same",
        "status": entry.status or "decided",
        "score": None if link is None else link.score,
        "why": entry.why,
        "by": entry.by,
        "on": entry.on,
        "withdrawn": entry.withdrawn,
    }


# --- what is decided


class _Decided:
    """What people decided about things of one kind, as it stands."""

    def __init__(self, entries: Iterable[LinkEntry], kind: LinkKind) -> None:
        links = read_links(Entries(links=tuple(entries)))
        standing = [li for li in links if li.kind is kind and li.decided and li.withdrawn is None]
        self._same = [li for li in standing if li.same]
        self._oldest = join_ids(self._same, kind, ())
        self._apart: dict[frozenset[str], Link] = {}
        for link in standing:
            if not link.same:
                self._apart.setdefault(self._ends(link.a, link.b), link)

    def verdict(self, a: str, b: str) -> bool | None:
        """Whether two ids are one, as it was decided or follows from that; None while it is open.

        Where decisions contradict each other they are not.
        """
        ends = self._ends(a, b)
        return False if ends in self._apart else True if len(ends) == 1 else None

    def against(self, link: Link) -> list[Link]:
        """The decisions that together contradict a link; none where it can stand."""
        if not link.same:
            return self._way(link.a, link.b)
        apart = self._apart.get(self._ends(link.a, link.b))
        if apart is None:
            return []
        near, far = apart.a, apart.b
        if self._oldest.get(near, near) != self._oldest.get(link.a, link.a):
            near, far = far, near
        return [apart, *self._way(link.a, near), *self._way(far, link.b)]

    def _ends(self, a: str, b: str) -> frozenset[str]:
        """Two ids, each as the one that stands for it; of one thing it is one."""
        return frozenset(self._oldest.get(end, end) for end in (a, b))

    def _way(self, a: str, b: str) -> list[Link]:
        """The decisions by which `a` is `b`; none where it is not."""
        near: dict[str, list[Link]] = {}
        for link in self._same:
            for end in (link.a, link.b):
                near.setdefault(end, []).append(link)
        came: dict[str, tuple[str, Link] | None] = {a: None}
        ahead = deque([a])
        while ahead and b not in came:
            here = ahead.popleft()
            for link in near.get(here, ()):
                other = link.b if here == link.a else link.a
                if other not in came:
                    came[other] = here, link
                    ahead.append(other)
        way: list[Link] = []
        while step := came.get(b):
            b, link = step
            way.insert(0, link)
        return way


def _read(entry: LinkEntry) -> Link | None:
    return next(iter(read_links(Entries(links=(entry,)))), None)


def _is_proposed(entry: LinkEntry) -> bool:
    return entry.status == _PROPOSED


def _stands(entry: LinkEntry) -> bool:
    return entry.withdrawn is None


def _verdict(same: bool) -> str:
    return "same" if same else "different"


def _entry(decided: Link, there: Sequence[LinkEntry]) -> LinkEntry:
    """A new entry, under the id that follows from what it says."""
    entry = LinkEntry(
        "",
        decided.kind.value,
        decided.a,
        decided.b,
        _verdict(decided.same),
        "decided",
        decided.by,
        decided.on.isoformat() if decided.on else None,
        decided.why,
    )
    return name_links([*there, entry])[-1]


def _changes(
    proposed: LinkEntry, decided: Link, there: Sequence[LinkEntry]
) -> Mapping[str, FieldValue | None]:
    """What a proposal's entry says once it is decided; reasons for the contrary go."""
    agrees = (proposed.verdict or "same") == _verdict(decided.same)
    unnamed = replace(proposed, id="")
    renamed: dict[str, FieldValue | None] = {}
    if not agrees and proposed.id.startswith(name_links([unnamed])[0].id):
        meant = replace(unnamed, verdict=_verdict(decided.same))
        renamed["id"] = name_links([*there, meant])[-1].id
    return {
        **renamed,
        "verdict": _verdict(decided.same),
        "status": "decided",
        "by": decided.by,
        "on": decided.on.isoformat() if decided.on else None,
        "why": decided.why or (proposed.why if agrees else None),
        "score": proposed.score if agrees else None,
    }


# --- messages


def _clash(decided: Link, clash: Sequence[Link]) -> str:
    """Which decisions stand against a new one, and how to take them back."""
    said = "; ".join(
        f"`{li.a}` and `{li.b}` are decided to be {'one' if li.same else 'different'}{_who(li)}"
        for li in clash
    )
    ways = " or ".join(
        f"reportedly {_verdict(li.same)} {li.a} {li.b}{_flag(li.kind)} --withdraw" for li in clash
    )
    first = "" if len(clash) == 1 else f"`{decided.a}` and `{decided.b}`: "
    back = "that" if len(clash) == 1 else "one of them"
    return f"{first}{said}; take {back} back first: {ways}"


def _flag(kind: LinkKind) -> str:
    """What a command must say of the kind of two ids."""
    return "" if kind in _UNASKED else f" --kind {kind}"


def _who(link: Link) -> str:
    told = [*([f"by {link.by}"] if link.by else []), *([f"on {link.on}"] if link.on else [])]
    if link.why:
        told.append(f"({link.why})")
    return f" {' '.join(told)}" if told else ""


def _nothing_to_withdraw(link: Link, alike: Sequence[LinkEntry]) -> str:
    what = f"that `{link.a}` and `{link.b}` are {'one' if link.same else 'different'}"
    if any(_stands(e) and _is_proposed(e) for e in alike):
        other = _verdict(not link.same)
        return (
            f"nobody decided {what}: it is proposed; decide otherwise with: reportedly {other} "
            f"{link.a} {link.b}{_flag(link.kind)}"
        )
    who = f" by {link.by}" if link.by else ""
    return f"no decision{who} stands {what}; see: reportedly link --format table"


def _refuse_related(events: Iterable[EventEntry], decided: Link) -> None:
    """Refuse to make one event of two that events.yaml keeps apart."""
    pair = {decided.a, decided.b}
    for event in events:
        (other,) = pair - {event.id} if event.id in pair else ("",)
        for key in ("part_of", "follows", "apart"):
            held = getattr(event, key)
            if other and (held == other or (isinstance(held, tuple) and other in held)):
                raise UsageError(
                    f"`{event.id}` has `{key}: {other}` in claims/events.yaml, so the two cannot "
                    "be one; take that out first"
                )


def _names(ledger: Ledger) -> Mapping[LinkKind, Callable[[str], bool]]:
    """Kinds of things → whether an id is one's."""
    entries = ledger.entries
    described = described_by(entries)
    # A statement without a subject stands for itself, under the id of its claim.
    subjects = {*described.own, *(c.subject or c.id for c in entries.claims)}
    speakers = set(_speakers(entries))
    return {
        LinkKind.EVENT: {e.id for e in entries.events}.__contains__,
        LinkKind.SOURCE: speakers.__contains__,
        LinkKind.TEXT: {d.id for d in entries.documents}.__contains__,
        LinkKind.SUBJECT: lambda name: (
            name in subjects or isinstance(described.read(name), Subject)
        ),
        LinkKind.VOICE: speakers.__contains__,
    }


def _speakers(entries: Entries) -> list[str]:
    """Ids of sources, and of publishers that are sources without an entry."""
    return [*(s.id for s in entries.sources), *houses_of(entries.documents)]


def linkable_ids(ledger: Ledger, kind: LinkKind | None = None) -> list[str]:
    """The ids of everything that can be one with something, each once."""
    entries = ledger.entries
    of = {
        LinkKind.EVENT: [e.id for e in entries.events],
        LinkKind.SOURCE: _speakers(entries),
        LinkKind.TEXT: [d.id for d in entries.documents],
        LinkKind.SUBJECT: [
            *(s.id for s in entries.subjects),
            *(c.subject for c in entries.claims if c.subject),
        ],
        LinkKind.VOICE: _speakers(entries),
    }
    return list(dict.fromkeys(i for k, ids in of.items() if kind in (None, k) for i in ids))


def _unknown(ledger: Ledger, name: str, kind: LinkKind | None) -> str:
    what = "event, source, document or subject" if kind is None else _CALLED.get(kind, kind.value)
    near = get_close_matches(name, linkable_ids(ledger, kind), 3)
    hint = (
        f"did you mean {' or '.join(near)}?"
        if near
        else "see: "
        + ", ".join(
            f"reportedly {command}"
            for k, command in _LISTED.items()
            if k in (_UNASKED if kind is None else (kind,))
        )
    )
    return f"no {what} has the id {name!r}; {hint}"


_CALLED = {LinkKind.TEXT: "document", LinkKind.VOICE: "source"}
_LISTED = {
    LinkKind.EVENT: "events",
    LinkKind.SOURCE: "sources",
    LinkKind.TEXT: "documents",
    LinkKind.SUBJECT: "subjects",
    LinkKind.VOICE: "sources",
}
"""Kinds of things → the command that lists them."""


# --- both sides


def without_proposals(ledger: Ledger) -> Ledger:
    """The ledger as it is by what people decided alone: proposals would show two as one."""
    links = tuple(e for e in ledger.entries.links if not _is_proposed(e))
    return replace(ledger, entries=replace(ledger.entries, links=links), cache=None)


def evidence(ledger: Ledger, kind: LinkKind, name: str) -> dict[str, str]:
    """What a person needs to know of one side of a link, by what it is: a few words each.

    Args:
        ledger: see `without_proposals`.
        kind: what `name` is the id of.
        name: the id; of one that is not there nothing is known.
    """
    told = _EVIDENCE[kind](ledger, name)
    return {key: words for key, words in told.items() if words}


def _of_event(ledger: Ledger, name: str) -> dict[str, str | None]:
    event = next((e for e in ledger.setting.events.values() if name in (e.id, *e.aliases)), None)
    if event is None:
        return {}
    claims = _claims(ledger, lambda o: event_of(o) == event.id)
    return {
        "title": event.title,
        "kind": event.kind,
        "place": event.place,
        "when": event.when.in_words() if event.when else None,
        "part of": event.part_of,
        "documents": ", ".join(dict.fromkeys(c.document for c in claims)),
        **_held(ledger, [c for c in claims if c.subject.event is not None]),
    }


def _of_source(ledger: Ledger, name: str) -> dict[str, str | None]:
    entry = next((s for s in ledger.entries.sources if s.id == name), None)
    if entry is None:
        return {}
    own = [c for c in ledger.entries.claims if c.source == name]
    return {
        "name": entry.name,
        "aliases": ", ".join(entry.aliases),
        "kind": entry.kind,
        "part of": ", ".join(entry.part_of),
        "claims": f"{len(own):,}",
        "documents": ", ".join(dict.fromkeys(c.document for c in own)),
    }


def _of_text(ledger: Ledger, name: str) -> dict[str, str | None]:
    entry = ledger.document_entries.get(name)
    if entry is None:
        return {}
    words = " ".join((ledger.text_of(name) or "").split())
    return {
        "publisher": entry.publisher,
        "published": entry.published,
        "title": entry.title,
        "event": entry.event,
        "words": words[:_FIRST_WORDS] + "…" * (len(words) > _FIRST_WORDS),
    }


def _of_subject(ledger: Ledger, name: str) -> dict[str, str | None]:
    claims = _claims(ledger, lambda o: name in (o.entry.subject, o.subject.id))
    subject = claims[0].subject if claims else None
    voices = {p.name: held_words(p) for p in _positions(ledger, claims)}
    return {"title": subject.title if subject else None, **voices}


_EVIDENCE: Mapping[LinkKind, Callable[[Ledger, str], dict[str, str | None]]] = {
    LinkKind.EVENT: _of_event,
    LinkKind.SOURCE: _of_source,
    LinkKind.TEXT: _of_text,
    LinkKind.SUBJECT: _of_subject,
    LinkKind.VOICE: _of_source,
}


def _claims(ledger: Ledger, wanted: Callable[[Outline], bool]) -> list[Claim]:
    """The claims that count, of those wanted."""
    return ledger.claims_told(
        o for o in ledger.outlines if o.status is not Status.REJECTED and wanted(o)
    )


def _held(ledger: Ledger, claims: Sequence[Claim]) -> dict[str, str | None]:
    """What the voices hold on each subject of an event."""
    held: dict[str, list[str]] = {}
    for position in _positions(ledger, claims):
        subject = position.subject.partition("/")[2] or position.subject
        held.setdefault(subject, []).append(f"{held_words(position)} ({position.name})")
    return {subject: "; ".join(told) for subject, told in held.items()}


def _positions(ledger: Ledger, claims: Sequence[Claim]) -> list[Position]:
    found = find_positions(claims, ledger.setting)
    return [position for positions in found.values() for position in positions]
