"""What claims stand in: events, and which documents are one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from reportedly.model.captures import Later
from reportedly.model.event import Event


@dataclass(frozen=True, slots=True)
class Setting:
    """What claims stand in: events by id, and documents that are one text or captures of one page.

    `texts` gives for a document the first of those of which it is one text, `fates` for a claim
    what later captures of its page make of it, `homes` for a document the first capture.
    """

    events: Mapping[str, Event] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    fates: Mapping[str, Later] = field(default_factory=dict)
    homes: Mapping[str, str] = field(default_factory=dict)


NOWHERE = Setting()
