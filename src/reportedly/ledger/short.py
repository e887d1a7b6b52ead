"""The short form of a claim, which people write: `killed: at least 14` and `status: proposed by …`.

The key is the subject, relative to the event of the claim; its value the figure, the parties held
responsible or the answer. An entry holds the same whichever form it is written in; here, and only
here, the forms are turned into one another.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from typing import Any, NamedTuple

from reportedly.ledger.shape import CLAIMS, STATUS, Shape
from reportedly.model import Aspect, ClaimEntry, name_claims
from reportedly.text.lexicon import measures
from reportedly.text.subject_ids import EVENT_OPEN, split_subject_id

Values = dict[str, Any]
"""Fields of an entry by their names, as read."""

YES = "yes"
"""What may stand after a key that takes no figure."""

_KEY = re.compile(r"[^\W_][\w-]*(?:/[\w-]+)?(?:@[0-9][0-9./-]*)?")
_NEAR = 0.8
_ASPECTS = frozenset(aspect.value for aspect in Aspect)
_HOLDS = {
    Aspect.RESPONSIBLE.value: "actors",
    Aspect.WHERE.value: "answer",
    Aspect.WHAT.value: "answer",
}
"""Which field of a claim the value of an aspect's key fills; of a measure it is the figure."""

_ORIGIN = ("act", "rule", "score")


class ShortKey(NamedTuple):
    """A key that is a subject, what stands after it, and which field of the claim that is."""

    key: str
    value: str | tuple[str, ...]
    shape: Shape
    field: str | None


def is_short_key(key: str, *, has_event: bool) -> bool:
    """True for a key of a claim that is a subject relative to its event.

    Without an event only what the tables know is one, so that any other key is called unknown; with
    one, whatever does not look like a known key misspelled, for topics and own measures are known
    to the ledger as a whole.
    """
    if key in CLAIMS.keys or not _KEY.fullmatch(key):
        return False
    if _is_measure(key) or key in _ASPECTS or "/" in key or "@" in key:
        return True
    return has_event and not get_close_matches(key, CLAIMS.keys, 1, _NEAR)


def take_short(values: Values, key: str, given: Sequence[str], event: str) -> str | None:
    """Fill in what a short key says; what is wrong with it, or None.

    Args:
        values: the other fields of the claim, which are added to.
        key: the key.
        given: the texts after it.
        event: id of the event, `a|b` where it is open between two.
    """
    if values.get("subject"):
        return f"`{key}` is a subject, and `subject` names another; a claim has one"
    values["subject"] = f"{event}/{key}"
    if not given or (given == (YES,) and not _is_measure(key)):
        return None
    if key == Aspect.HAPPENED:
        return f"`{key}` takes `{YES}`, not `{given[0]}`; for a denial write `stance: denies`"
    field = _HOLDS.get(key, "figure")
    if field in values:
        return f"`{key}: {given[0]}` and `{field}` say one thing twice; keep one"
    if field != "actors" and len(given) > 1:
        return f"`{key}` holds one text; a claim has one figure"
    values[field] = tuple(given) if field == "actors" else given[0]
    return None


def held_by(key: str) -> tuple[str, ...]:
    """The fields of an entry for which a short key stands."""
    return ("subject", _HOLDS.get(key, "figure"))


def take_status(values: Values) -> None:
    """Fill in rule, act and score from `status: proposed by RULE, ACT, 0.83`."""
    assert STATUS.pattern is not None
    if match := STATUS.pattern.fullmatch(values.get("status", "")):
        said = zip(("status", "rule", "act", "score"), match.groups(), strict=True)
        for key, word in said:
            if word and (key == "status" or key not in values):
                values[key] = word


def short_key(entry: ClaimEntry, event: str | None) -> ShortKey | None:
    """How a claim of a file about `event` is written in short; None where it cannot be."""
    split = split_subject_id(entry.subject or "")
    own = EVENT_OPEN.join(entry.event) or event
    if split is None or split[0] != own or not is_short_key(split[1], has_event=True):
        return None
    key = split[1]
    field = _HOLDS.get(key, "figure")
    value = getattr(entry, field)
    if value and key != Aspect.HAPPENED and value not in (YES, (YES,)):
        return ShortKey(key, value, Shape.TEXTS, field)
    if value not in (None, ()) or _is_measure(key) or key in _HOLDS:
        return None  # an empty text is one too
    return ShortKey(key, YES, Shape.FLAG, None)


def short_status(entry: ClaimEntry) -> str | None:
    """Status, rule, act and score of a claim in one text; None where they cannot be."""
    rule = f" by {entry.rule}" if entry.rule is not None else ""
    said = f"{entry.status}{rule}" + "".join(f", {x}" for x in (entry.act, entry.score) if x)
    read: Values = {"status": said}
    take_status(read)
    told = {k: v for k in ("status", *_ORIGIN) if (v := getattr(entry, k)) is not None}
    return said if read == told else None


def file_form(
    entry: ClaimEntry, event: str | None, *, named: bool
) -> list[tuple[str, str | tuple[Any, ...], Shape]]:
    """The keys of a claim as they are written, in order.

    Args:
        entry: the claim.
        event: what its file is about.
        named: False where its id follows from its place.
    """
    short, status = short_key(entry, event), short_status(entry)
    left_out = {short and short.field, None if named else "id"}
    left_out |= set() if status is None else set(_ORIGIN)
    form: list[tuple[str, str | tuple[Any, ...], Shape]] = []
    for key, shape in CLAIMS.keys.items():
        value = getattr(entry, key)
        if key == "subject" and short is not None:
            form.append((short.key, short.value, short.shape))
        elif key == "status" and status is not None:
            form.append((key, status, shape))
        elif value is not None and value != () and key not in left_out:
            form.append((key, value, shape))
    return form


def key_changes(
    before: ClaimEntry,
    after: ClaimEntry,
    keys: Mapping[str, object],
    event: str | None,
    changes: Mapping[str, Any],
) -> dict[str, Any]:
    """What a change of a claim's fields is in the keys that its file has; None takes a key out.

    Args:
        before: the claim as it stands.
        after: the claim as it is to be.
        keys: those written.
        event: what its file is about.
        changes: field → its new value.
    """
    found = dict(changes)
    if not {"status", *_ORIGIN}.isdisjoint(changes):
        one = short_status(after)
        found |= {k: getattr(after, k) for k in ("status", *_ORIGIN)}
        if one is not None:
            found |= {"status": one} | dict.fromkeys(_ORIGIN)
    old = next((k for k in keys if k not in CLAIMS.keys), None)
    if old is None or {*held_by(old), "event"}.isdisjoint(changes):
        return {k: v for k, v in found.items() if v is not None or k in keys}
    new = short_key(after, event)
    found |= {key: _told(after, key) for key in held_by(old)}
    if new is None or new.key != old:
        found[old] = None
    if new is not None:
        found = {k: v for k, v in found.items() if k not in ("subject", new.field)}
        if new.field is not None and new.field in keys:
            found[new.field] = None  # the short key says it
        found[new.key] = new.value
        if new.key != old and (gone := _HOLDS.get(old, "figure")) != new.field:
            found[gone] = _told(after, gone)
    return {k: v for k, v in found.items() if v is not None or k in keys}


def with_names(claims: Sequence[ClaimEntry]) -> list[ClaimEntry]:
    """Claims of one file, those whose id is not written with the one that follows."""
    if all(claim.id for claim in claims):
        return list(claims)
    names = name_claims(claims, {claim.id for claim in claims if claim.id})
    return [
        claim if claim.id else replace(claim, id=name)
        for claim, name in zip(claims, names, strict=True)
    ]


def _told(entry: ClaimEntry, key: str) -> Any:
    """What stands under a key, None where nothing does; an empty text is something."""
    value = getattr(entry, key)
    return None if value == () else value


def _is_measure(key: str) -> bool:
    return key.partition("@")[0].partition("/")[0] in measures()
