"""Whose words are those of the house itself: its reporter, its updates, "an earlier version".

Who they are is told by names alone; what they said is the document's own word.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from reportedly.extract.drafts import Draft, says_again, told_by
from reportedly.extract.subjects import NARRATOR
from reportedly.model import Document, Role, Source
from reportedly.text.lexicon import words


def of_the_house(
    drafts: Sequence[Draft], document: Document, sources: Sequence[Source]
) -> list[Draft]:
    """The drafts, what "an earlier version of this report said" as the house's own earlier word."""
    house = {s.id for s in sources if is_house_text(s.name, document.publisher)}
    return [
        told_by(d, NARRATOR, Role.EARLIER.value) if d.entry.source in house else d for d in drafts
    ]


def told_again(drafts: Sequence[Draft], old: int, own: Collection[str]) -> Iterator[int]:
    """Where people of the house gave a number that it puts right: "six, our reporter says"."""
    for n, draft in enumerate(drafts):
        if n != old and draft.entry.source in own and says_again(draft, drafts[old]):
            yield n


def is_house(name: str, publisher: str | None) -> bool:
    """Whether a name is the publisher's or its last words ("the Gazette"), or that of its text.

    So are "our reporter at the scene", "Update 3" and "a Gazette report of May 3".
    """
    house = (publisher or "").lower().split()
    said = [word for word in name.lower().split() if word not in words("a-or-the")]
    if not said or house[-len(said) :] == said:
        return said != []
    for n in range(len(house)):
        own = house[n:]
        if said[: len(own)] == own and said[len(own)] in words("house-document"):
            return True
    if said[0] in words("house-document") and len(said) > 1 and said[1].isdigit():
        return True
    people = said[0] in words("of-the-house") and not words("house-people").isdisjoint(said)
    return people or is_house_text(name, publisher)


def is_house_text(name: str, publisher: str | None) -> bool:
    """Whether a name is that of a text of the house, as an editor's note calls it.

    >>> is_house_text("earlier version of this report", None)
    True
    >>> is_house_text("earlier police report", "Orlo Gazette")
    False
    >>> is_house_text("earlier Gazette report", "Orlo Gazette")
    True
    """
    house, said = set((publisher or "").lower().split()), name.lower().split()
    texts = words("house-document")
    if not said or said[0] not in words("of-the-house") or texts.isdisjoint(said):
        return False
    known = words("of-the-house") | words("house-link") | texts | house
    is_own = not (words("house-own-text") | words("house-owner") | house).isdisjoint(said)
    return is_own and known.issuperset(said)
