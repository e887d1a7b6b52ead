"""What stands in a ledger, by what it is asked for: made once, carried along as a little changes.

A map is made when it is first asked for. From one state of a ledger to the next only those of its
keys are made anew that something came to or went from; all others, and what was worked out of them,
are taken over. Nothing here refers back to the state before.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from copy import copy
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from reportedly.compare.conflicts import rank_of
from reportedly.model import event_of

if TYPE_CHECKING:
    from reportedly.model import Conflict
    from reportedly.resolve import Outline

Item = TypeVar("Item")
Value = TypeVar("Value")
Keys = Callable[[Item], Iterable[str]]
"""Under which keys of a map a thing stands."""

Groups = Mapping[str, tuple[Item, ...]]


class Index(Generic[Item]):
    """Things by the keys of several maps, in each group in the order of the whole.

    Attributes:
        items: all of them, in order.
    """

    def __init__(
        self,
        items: tuple[Item, ...],
        keys: Mapping[str, Keys[Item]],
        order: Callable[[Item], Any],
    ) -> None:
        """Take up the things.

        Args:
            items: in order.
            keys: name of a map → the keys of a thing in it.
            order: what a thing's place follows from.
        """
        self.items = items
        self._keys = keys
        self._order = order
        self._maps: dict[str, Groups[Item]] = {}
        self._worked_out: dict[tuple[str, str], dict[str, Any]] = {}
        self._orders: dict[str, _Ordered[Item]] = {}

    def by(self, name: str) -> Groups[Item]:
        """Key → the things under it."""
        found = self._maps.get(name)
        if found is None:
            keys = self._keys[name]
            groups: dict[str, list[Item]] = {}
            for item in self.items:
                for key in keys(item):
                    groups.setdefault(key, []).append(item)
            found = self._maps[name] = {key: tuple(group) for key, group in groups.items()}
        return found

    def work_out(
        self, name: str, what: str, of: Callable[[tuple[Item, ...]], Value]
    ) -> Mapping[str, Value]:
        """Key of a map → what is worked out of the things under it; each key's once.

        Args:
            name: of the map.
            what: a name for what is worked out, which follows from the group alone.
            of: works it out.
        """
        groups = self.by(name)
        known = self._worked_out.get((name, what), {})
        if known.keys() != groups.keys():
            known = {k: known[k] if k in known else of(group) for k, group in groups.items()}
            self._worked_out[name, what] = known
        return known

    def work_out_one(
        self, name: str, what: str, key: str, of: Callable[[tuple[Item, ...]], Value]
    ) -> Value:
        """As `work_out`, for one key; a key that is not there has no things under it."""
        known = self._worked_out.setdefault((name, what), {})
        if key not in known:
            group = self.by(name).get(key)
            if group is None:
                return of(())
            known[key] = of(group)
        found: Value = known[key]
        return found

    def select(self, where: Mapping[str, str]) -> Sequence[Item]:
        """The things that stand under a key of each of these maps, in order."""
        groups = sorted((self.by(name).get(key, ()) for name, key in where.items()), key=len)
        if not groups:
            return self.items
        found: Sequence[Item] = groups[0]
        for group in groups[1:]:
            there = set(map(id, group))
            found = [item for item in found if id(item) in there]
        return found

    def ordered(self, name: str, key: Callable[[Item], Any]) -> list[tuple[Any, Item]]:
        """All things by a key, with it.

        Args:
            name: of the order.
            key: no two things have the same; it follows from the thing alone.
        """
        held = self._orders.get(name)
        if held is None:
            pairs = sorted(((key(item), item) for item in self.items), key=itemgetter(0))
        elif not held.gone and not held.came:
            return held.pairs
        else:
            pairs = [pair for pair in held.pairs if id(pair[1]) not in held.gone]
            pairs += ((key(item), item) for item in held.came if id(item) not in held.gone)
            pairs.sort(key=itemgetter(0))
        self._orders[name] = _Ordered(pairs, frozenset(), ())
        return pairs

    def after(
        self,
        items: tuple[Item, ...],
        gone: Collection[Item],
        came: Collection[Item],
        keys: Mapping[str, Keys[Item]],
        counts: Callable[[Item], bool] = lambda _: True,
        *,
        keep: bool = True,
    ) -> Index[Item]:
        """The index of what stands now, which leaves this one as it is.

        Args:
            items: all that stand now, in order.
            gone: what stands no more; things that changed are among both.
            came: what did not stand before.
            keys: as before, for what stands now.
            counts: of what came or went, whether anything that is worked out may be another for it.
            keep: whether what was worked out of a group still holds while the group does.
        """
        new = copy(self)
        new.items, new._keys = items, keys
        new._maps, new._worked_out = {}, {}
        new._orders = {
            name: changed
            for name, held in list(self._orders.items())
            if (changed := held.after(gone, came)) is not None
        }
        for name, groups in list(self._maps.items()):
            lost, won = _grouped(gone, self._keys[name]), _grouped(came, keys[name])
            touched = lost.keys() | won.keys()
            made = dict(groups)
            for key in touched:
                group = self._changed(groups.get(key, ()), lost.get(key, ()), won.get(key, ()))
                if group:
                    made[key] = group
                else:
                    made.pop(key, None)
            new._maps[name] = made
            counted = {k for k in touched if any(map(counts, (*lost.get(k, ()), *won.get(k, ()))))}
            for (of, what), known in list(self._worked_out.items()) if keep else ():
                if of == name:
                    # A copy is made at once, whatever else is worked out meanwhile.
                    left = {k: v for k, v in dict(known).items() if k not in counted}
                    new._worked_out[of, what] = left
        return new

    def _changed(
        self, group: Collection[Item], gone: Iterable[Item], came: Iterable[Item]
    ) -> tuple[Item, ...]:
        there = list(group)
        for item in gone:
            at = bisect_left(there, self._order(item), key=self._order)
            while there[at] is not item:
                at += 1
            del there[at]
        for item in came:
            insort(there, item, key=self._order)
        return tuple(there)


class _Ordered(NamedTuple, Generic[Item]):
    """Things in order, and what came and went since, to be brought in when somebody asks.

    Attributes:
        gone: `id()` of things that are no more, kept alive by standing in `pairs` or `came`.
    """

    pairs: list[tuple[Any, Item]]
    gone: frozenset[int]
    came: tuple[Item, ...]

    def after(self, gone: Collection[Item], came: Collection[Item]) -> _Ordered[Item] | None:
        """With more that came and went; None when it is better ordered anew."""
        if len(self.gone) + len(gone) + len(self.came) + len(came) > _MOST_PENDING:
            return None
        return _Ordered(self.pairs, self.gone | set(map(id, gone)), (*self.came, *came))


_MOST_PENDING = 5_000


def _grouped(items: Iterable[Item], keys: Keys[Item]) -> dict[str, list[Item]]:
    groups: dict[str, list[Item]] = {}
    for item in items:
        for key in keys(item):
            groups.setdefault(key, []).append(item)
    return groups


def entry_order(outline: Outline) -> tuple[str, int, int]:
    """Where the entry of a claim stands: the order of a ledger's claims."""
    place = outline.entry.location
    return place.file, place.line, place.column


def index_claims(outlines: tuple[Outline, ...]) -> Index[Outline]:
    """Claims by `id`, `event`, `document`, `subject`, `source` (with its chain) and `status`."""
    return Index(outlines, CLAIM_KEYS, entry_order)


CLAIM_KEYS: Mapping[str, Keys[Outline]] = {
    "id": lambda o: (o.id,),
    "event": lambda o: () if (event := event_of(o)) is None else (event,),
    "document": lambda o: (o.document,),
    "subject": lambda o: (o.subject.id,),
    "source": lambda o: dict.fromkeys(s.id for s in (o.source, *o.chain) if s is not None),
    "said by": lambda o: () if o.source is None else (o.source.id,),
    "status": lambda o: (o.status.value,),
}


def index_conflicts(conflicts: tuple[Conflict, ...], claims: Index[Outline]) -> Index[Conflict]:
    """Conflicts by `id`, `claim`, `event`, `document`, `subject` and who says their claims."""
    return Index(conflicts, conflict_keys(claims), rank_of)


def _states_of(conflict: Conflict) -> tuple[str, ...]:
    """`judged`, else `unjudged`; and `stale` where a judgement is over other words or claims."""
    judged = "judged" if conflict.judgements else "unjudged"
    return (judged, "stale") if conflict.is_stale else (judged,)


def conflict_keys(claims: Index[Outline]) -> Mapping[str, Keys[Conflict]]:
    """Under which keys conflicts stand, between these claims."""
    by_id = claims.by("id")

    def across(name: str) -> Keys[Conflict]:
        keys = CLAIM_KEYS[name]
        return lambda found: dict.fromkeys(
            key for i in found.claims for outline in by_id.get(i, ()) for key in keys(outline)
        )

    return {
        "id": lambda c: (c.id,),
        "claim": lambda c: dict.fromkeys(c.claims),
        "event": lambda c: () if c.event is None else (c.event,),
        "kind": lambda c: (c.kind.value,),
        "severity": lambda c: (c.severity.value,),
        "state": _states_of,
        **{name: across(name) for name in ("document", "subject", "source", "said by")},
    }
