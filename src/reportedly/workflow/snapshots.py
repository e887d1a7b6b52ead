"""The next state of a ledger out of the last: only what a change touches is read and compared anew.

Where claims alone changed, theirs are read; where sources, subjects, events, links or documents
did, all are, and those that come out as they were stay. Either way a claim that changed takes its
island along (see `layout`), as it was and as it is, and every other island keeps its conflicts.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import fields, replace
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from reportedly.compare import Options, find_findings
from reportedly.compare.conflicts import judged_conflicts, rank_of, with_judgements
from reportedly.compare.judged import with_standing
from reportedly.ledger import collector_off
from reportedly.model import (
    ClaimEntry,
    Conflict,
    Entries,
    LinkKind,
    Problem,
    Setting,
    words_hash,
)
from reportedly.resolve import Resolver, read_links
from reportedly.workflow.index import CLAIM_KEYS, conflict_keys
from reportedly.workflow.layout import Layout
from reportedly.workflow.ledgers import Ledger, claims_in_file

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reportedly.resolve import Outline

_FRAME = ("sources", "subjects", "events", "links")
"""What any claim may depend on, and the documents beside it."""

_WRITTEN = attrgetter(*(f.name for f in fields(ClaimEntry) if f.name not in ("location", "marks")))


_MANY = 1_000
"""So many conflicts are put in order with all the others, and not one by one."""


class _Change(NamedTuple):
    """What one state has that the last had not.

    Attributes:
        gone, came: claims as they were, and as they are; those that only moved in their file are
            among both.
        touched: ids of claims of which anything may be compared otherwise.
    """

    gone: list[Outline]
    came: list[Outline]
    touched: set[str]


class Snapshots:
    """States of one ledger, each made out of the one before.

    Attributes:
        ledger: the latest, with its conflicts found and its maps made.
    """

    def __init__(self, ledger: Ledger) -> None:
        with collector_off():
            self._begin(ledger)

    def advance(
        self,
        entries: Entries,
        faults: Sequence[Problem],
        documents: Collection[str] = (),
        texts: Collection[str] = (),
    ) -> Ledger:
        """The ledger as it is now.

        Args:
            entries: as they are written now; those of files that did not change are the same.
            faults: of the files.
            documents: those whose file of claims was written anew, came or went.
            texts: those whose cited file changed.
        """
        ledger = Ledger(self.ledger.root, entries, tuple(faults), self.ledger.cache)
        with collector_off():
            if self._layout is None or _has_doubles(ledger):
                # Which of two claims of one id is meant depends on all the others.
                self._begin(ledger)
            else:
                self._advance(ledger, self._layout, set(documents), set(texts))
        return self.ledger

    def _begin(self, ledger: Ledger) -> None:
        """Take up a ledger of which everything is found anew."""
        for name in CLAIM_KEYS:
            ledger.claim_index.by(name)
        for name in conflict_keys(ledger.claim_index):
            ledger.conflict_index.by(name)
        told = ledger.claim_index.by("id")
        self.ledger = ledger
        self._layout = None
        self._found: dict[str, list[Conflict]] = defaultdict(list)
        self._ranked: list[Conflict] = []
        self._ranks: list[tuple[object, ...]] = []
        self._judged: dict[int, tuple[Conflict, Conflict]] = {}  # by `id()` of the first
        self._away: list[Conflict] = []
        if _has_doubles(ledger):
            return
        self._layout = _layout_of(ledger)
        for judged in ledger.conflicts():
            plain = replace(judged, judgements=(), stale=(), overtaken=0)
            conflict = judged if judged == plain else plain
            self._ranked.append(conflict)
            self._ranks.append(rank_of(conflict))
            if conflict is not judged:
                self._judged[id(conflict)] = (conflict, judged)
            self._found[self._layout.home(told[conflict.claims[0]][0])].append(conflict)

    def _advance(self, new: Ledger, layout: Layout, documents: set[str], texts: set[str]) -> None:
        old = self.ledger
        texts |= _documents_changed(old, new, documents)
        framed = _is_framed(old, new, documents)
        if framed:
            change = _claims_changed(old, new, documents, texts)
        else:
            change = _frame_changed(old, new, documents, texts)
        change.touched.update(layout.naming(change.touched))
        claims = old.claim_index.after(
            new.outlines,
            change.gone,
            change.came,
            CLAIM_KEYS,
            lambda o: o.id in change.touched,
            keep=_counts_alike(old.setting, new.setting),
        )
        new.with_found(claim_index=claims)
        if framed:
            dirty = self._follow(new, layout, change)
        else:
            dirty = self._lay_out(new, layout, change.touched)
        new.with_found(stamps=None).carry_words(old, documents, texts)
        away, found = self._compare(new, dirty)
        gone, came = self._judge(new, away, found)
        final = tuple(self._judged[id(c)][1] if id(c) in self._judged else c for c in self._ranked)
        index = old.conflict_index.after(final, gone, came, conflict_keys(claims))
        self.ledger = new.with_found(_conflicts=final, conflict_index=index)

    def _follow(self, new: Ledger, layout: Layout, change: _Change) -> set[str]:
        """Take the change into the islands; those to be compared anew."""
        told = new.claim_index.by("id")
        dirty = {layout.home(o) for o in change.gone if o.id in change.touched}
        came = {o.id for o in change.came}
        named = [told[i][0] for i in change.touched - came if i in told]
        moved = layout.change(new.resolver, change.gone, change.came, named, told)
        for name, other in moved.items():
            self._found[other] += self._found.pop(name, [])
        return {moved.get(name, name) for name in dirty} | {
            layout.home(told[i][0]) for i in change.touched if i in told
        }

    def _lay_out(self, new: Ledger, before: Layout, touched: set[str]) -> set[str]:
        """Find the islands anew; those that do not hold what they held are to be compared."""
        layout = self._layout = _layout_of(new)
        events = _changed_events(self.ledger.setting, new.setting)
        dirty = {home for e in events if (home := layout.home_of_event(e)) is not None}
        was = self.ledger.claim_index.by("id")
        kept: dict[str, list[Conflict]] = defaultdict(list)
        homes_kept: set[str] = set()
        for name, members in layout.members.items():
            homes = {before.home(was[i][0]) if i in was else None for i in members}
            home = homes.pop()
            if (
                homes
                or home is None
                or name in dirty
                or len(before.members[home]) != len(members)
                or not touched.isdisjoint(members)
            ):
                dirty.add(name)
            elif home in self._found:
                kept[name] = self._found[home]
                homes_kept.add(home)
        self._away = [c for n, told in self._found.items() if n not in homes_kept for c in told]
        self._found = kept
        return dirty

    def _compare(
        self, ledger: Ledger, dirty: Collection[str]
    ) -> tuple[list[Conflict], list[Conflict]]:
        """Find the conflicts of these islands anew; those that are no more, and those found."""
        layout, told = self._layout, ledger.claim_index.by("id")
        away = [*self._away, *(c for name in dirty for c in self._found.pop(name, ()))]
        self._away = []
        found: list[Conflict] = []
        if layout is not None and dirty:
            members = [o for name in dirty for o in layout.members[name].values()]
            claims = ledger.resolver.resolve_outlines(members)
            found = find_findings(claims, (), Options(), ledger.setting)
            for conflict in found:
                self._found[layout.home(told[conflict.claims[0]][0])].append(conflict)
        self._rank(away, found)
        return away, found

    def _rank(self, away: Sequence[Conflict], found: Sequence[Conflict]) -> None:
        """Take conflicts out of the order of all, and bring others in."""
        ranks, ranked = self._ranks, self._ranked
        if len(away) + len(found) > _MANY:
            gone = set(map(id, away))
            ranked = [*(c for c in ranked if id(c) not in gone), *found]
            ranked.sort(key=rank_of)
            self._ranked, self._ranks = ranked, list(map(rank_of, ranked))
            return
        for conflict in away:
            at = bisect_left(ranks, rank_of(conflict))
            while ranked[at] is not conflict:
                at += 1
            del ranks[at], ranked[at]
        for conflict in found:
            at = bisect_right(ranks, rank := rank_of(conflict))
            ranks.insert(at, rank)
            ranked.insert(at, conflict)

    def _judge(
        self, ledger: Ledger, away: Iterable[Conflict], found: Iterable[Conflict]
    ) -> tuple[list[Conflict], list[Conflict]]:
        """Say of each conflict what people decided; what stands no more as it was, and what does.

        Args:
            ledger: the ledger as it is now.
            away: conflicts that are no more.
            found: those that were found anew, whatever they were before.
        """
        before, self._judged = self._judged, {}
        standing = judged_conflicts(ledger.judgements)
        if standing:
            over = {claim for j in ledger.judgements for claim, _ in j.claims}
            words = {i: words_hash(e) for i in over if (e := ledger.resolver.entry(i)) is not None}
            for conflict in self._ranked:
                if conflict.id in standing:
                    told = with_judgements(conflict, standing)
                    (judged,) = with_standing([told], ledger.judgements, words)
                    _, was = before.get(id(conflict), (None, None))
                    self._judged[id(conflict)] = (conflict, was if was == judged else judged)
        gone = [before[id(c)][1] if id(c) in before else c for c in away]
        came = [self._judged[id(c)][1] if id(c) in self._judged else c for c in found]
        settled = {*map(id, away), *map(id, found)}
        for key, (conflict, _) in {**before, **self._judged}.items():
            _, was = before.get(key, (None, conflict))
            _, now = self._judged.get(key, (None, conflict))
            if key not in settled and was is not now:
                gone.append(was)
                came.append(now)
        return gone, came


def _has_doubles(ledger: Ledger) -> bool:
    """Whether two claims have one id, which is a fault."""
    claims = ledger.entries.claims
    told = any(fault.code == "duplicate-id" for fault in ledger.faults)
    return told and len({c.id for c in claims}) < len(claims)


def _documents_changed(old: Ledger, new: Ledger, among: Collection[str]) -> set[str]:
    """Which of these documents have other data now, and perhaps another text."""
    if old.entries.documents == new.entries.documents:
        return set()
    before, now = ({d.id: d for d in le.entries.documents if d.id in among} for le in (old, new))
    return {name for name in among if before.get(name) != now.get(name)}


def _is_framed(old: Ledger, new: Ledger, documents: Iterable[str]) -> bool:
    """Whether nothing changed but claims, and nothing that claims of other documents depend on."""
    before, now = old.entries, new.entries
    if any(getattr(before, name) != getattr(now, name) for name in _FRAME):
        return False
    if before.documents != now.documents:
        # Another document may be the first of a text, or give a house to a link.
        several = any(d.supersedes or d.withdrawn for d in (*before.documents, *now.documents))
        return not now.links and not several
    ends = {
        end for link in read_links(now) if link.kind is LinkKind.SUBJECT for end in (link.a, link.b)
    }
    if not ends:
        return True
    ids = {o.id for name in documents for o in old.claim_index.by("document").get(name, ())}
    return ends.isdisjoint(ids | {c.id for c in now.claims if c.document in documents})


def _claims_changed(old: Ledger, new: Ledger, documents: set[str], texts: set[str]) -> _Change:
    """The claims of some documents as they are now; all others stand as they did."""
    away = [c for name in documents for c in claims_in_file(old.entries, name)]
    written = {name: claims_in_file(new.entries, name) for name in documents}
    resolver = old.resolver.after(away, written, texts, new.entries, new.text_reader)
    told = old.claim_index.by("document")
    gone = [o for name in documents for o in told.get(name, ())]
    came = {name: resolver.outlines(claims) for name, claims in written.items()}
    new.with_found(resolver=resolver, outlines=_spliced(old.outlines, came))
    captures = resolver.captures.keys() & (documents | texts)
    if captures:
        others = _fates_changed(old, new)
    else:
        new.with_found(fates=old.fates, setting=old.setting)
        others = set()
    now = [o for outlines in came.values() for o in outlines]
    inside = {o.id for name in texts for o in (*told.get(name, ()), *came.get(name, ()))}
    return _Change(gone, now, _said_otherwise(old, gone, new, now) | inside | others)


def _frame_changed(old: Ledger, new: Ledger, documents: set[str], texts: set[str]) -> _Change:
    """All claims as they are read now; those that are what they were stay the same."""
    resolver = Resolver(new.entries, new.text_reader)
    resolver.learn_from(old.resolver, documents | texts)
    was = old.claim_index.by("id")
    outlines, kept = [], set()
    for outline in resolver.outlines():
        (known,) = was.get(outline.id, (None,))
        if known is not None and known.entry is outline.entry and _is_same(known, outline):
            kept.add(known.id)
            outlines.append(known)
        else:
            outlines.append(outline)
    new.with_found(resolver=resolver, outlines=tuple(outlines))
    gone = [o for o in old.outlines if o.id not in kept]
    came = [o for o in outlines if o.id not in kept]
    touched = _said_otherwise(old, gone, new, came) | _fates_changed(old, new)
    before, now = old.setting, new.setting
    for o in outlines:
        name = o.document
        if (
            name in texts
            or before.texts.get(name) != now.texts.get(name)
            or before.homes.get(name) != now.homes.get(name)
            or (o.entry.of and old.resolver.whole_of(o.entry) != resolver.whole_of(o.entry))
        ):
            touched.add(o.id)
    return _Change(gone, came, touched)


def _said_otherwise(
    old: Ledger, gone: Iterable[Outline], new: Ledger, came: Iterable[Outline]
) -> set[str]:
    """The claims that say something else now, or that were not there, or are there no more."""
    before = {o.id: _said(o, old.resolver) for o in gone}
    now = {o.id: _said(o, new.resolver) for o in came}
    return {name for name in before.keys() | now.keys() if before.get(name) != now.get(name)}


def _said(outline: Outline, resolver: Resolver) -> tuple[object, ...]:
    """All that a claim says, wherever it stands in its file."""
    *resolved, entry = outline
    whole = resolver.whole_of(entry) if entry.of else None
    return (resolved, _voices(outline), _WRITTEN(entry), whole)


def _is_same(a: Outline, b: Outline) -> bool:
    return a == b and (a.chain is b.chain or _voices(a) == _voices(b))


def _voices(outline: Outline) -> tuple[str | None, ...]:
    """With whom the sources of a claim speak with one voice, which two equal ones may differ in."""
    return tuple(s.voice for s in (outline.source, *outline.chain) if s is not None)


def _fates_changed(old: Ledger, new: Ledger) -> set[str]:
    """The claims of which later captures make something else now."""
    before, now = old.fates, new.fates
    return {name for name in before.keys() | now.keys() if before.get(name) != now.get(name)}


def _counts_alike(before: Setting, now: Setting) -> bool:
    """Whether what stands behind claims is counted as before."""
    return before is now or (before.texts, before.homes, before.fates) == (
        now.texts,
        now.homes,
        now.fates,
    )


def _changed_events(before: Setting, now: Setting) -> set[str]:
    names = before.events.keys() | now.events.keys()
    return {name for name in names if before.events.get(name) != now.events.get(name)}


def _spliced(
    outlines: tuple[Outline, ...], came: Mapping[str, Sequence[Outline]]
) -> tuple[Outline, ...]:
    """All claims, with those of some documents in the place of what stood in their files."""
    for name, told in came.items():
        file = f"claims/{name}.yaml"
        start = bisect_left(outlines, file, key=_file_of)
        end = bisect_right(outlines, file, start, key=_file_of)
        outlines = (*outlines[:start], *told, *outlines[end:])
    return outlines


def _file_of(outline: Outline) -> str:
    return outline.entry.location.file


def _layout_of(ledger: Ledger) -> Layout:
    events, told = ledger.setting.events.values(), ledger.claim_index.by("id")
    return Layout(ledger.resolver, events, ledger.outlines, told)
