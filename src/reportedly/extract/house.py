"""Whose words are those of the house itself: its reporter, its updates, "an earlier version".

Who they are is told by names alone; what they said is the document's own word.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from reportedly.extract.corrections import is_correction
from reportedly.extract.drafts import Draft, says_again, told_by
from reportedly.extract.own import publishing_body
from reportedly.extract.subjects import NARRATOR
from reportedly.model import Document, Role, Source
from reportedly.text.lexicon import words


def of_the_house(
    drafts: Sequence[Draft], document: Document, sources: Sequence[Source]
) -> list[Draft]:
    """The drafts, what "an earlier version of this report said" as the house's own earlier word."""
    names = {s.id: s.name for s in sources}
    house = {s for s, name in names.items() if is_house_text(name, document.publisher)}
    issues = {s for s, name in names.items() if is_issue(name)}
    if publishing_body(document) is not None:
        records = {s for s, name in names.items() if is_record(name)}
        drafts = [told_by(d, NARRATOR) if d.entry.source in records else d for d in drafts]

    def is_own(draft: Draft) -> bool:
        source, text = draft.entry.source, document.text
        return source in house or (source in issues and is_correction(text, draft.start))

    return [told_by(d, NARRATOR, Role.EARLIER.value) if is_own(d) else d for d in drafts]


def told_again(drafts: Sequence[Draft], old: int, own: Collection[str]) -> Iterator[int]:
    """Where people of the house gave a number that it puts right: "six, our reporter says"."""
    for n, draft in enumerate(drafts):
        if n != old and draft.entry.source in own and says_again(draft, drafts[old]):
            yield n


def is_house(name: str, publisher: str | None) -> bool:
    """Whether a name is the publisher's or its last words ("the Gazette"), or that of its text.

    So are "our reporter at the scene", "Update 3" and "a Gazette report of May 3".
    """
    house, said = _words(publisher or ""), _bare(name)
    if not said or _ends_in(house, said):
        return said != []
    for n in range(len(house)):
        own = house[n:]
        if said[: len(own)] == own and said[len(own)] in words("house-document"):
            return True
    if said[0] in words("house-document") and len(said) > 1 and said[1].isdigit():
        return True
    people = said[0] in words("of-the-house") and not words("house-people").isdisjoint(said)
    return people or is_house_text(name, publisher)


def is_publisher(name: str, publisher: str | None) -> bool:
    """Whether a name is short for a document's publisher.

    >>> is_publisher("the Herald", "The Amari Herald"), is_publisher("ALN", "Allied Lake News")
    (True, True)
    >>> is_publisher("Herald", "Orlo Post")
    False
    """
    said, house = _bare(name), publisher or ""
    short = "".join(word[0] for word in _bare(house))
    return _ends_in(_words(house), said) or (len(said) == 1 and said[0] == short)


def _words(name: str) -> list[str]:
    return name.lower().split()


def _bare(name: str) -> list[str]:
    """The words of a name without articles."""
    return [word for word in _words(name) if word not in words("a-or-the")]


def _ends_in(house: Sequence[str], said: Sequence[str]) -> bool:
    """Whether a name is the last words of another: "the Gazette", of the Orlo Gazette."""
    return len(said) > 0 and house[-len(said) :] == said


def is_reporter(name: str, publisher: str | None) -> bool:
    """Whether a name is that of people of the house at work: "AFP journalists at the scene".

    >>> is_reporter("AFP journalists at the scene", "AFP"), is_reporter("AFP", "AFP")
    (True, False)
    >>> is_reporter("Post reporter", "Orlo Post"), is_reporter("Post reporter", "Nur Herald")
    (True, False)
    """
    said = name.split()
    n = next((n for n, w in enumerate(said) if w.lower() in words("house-people")), 0)
    return n > 0 and is_publisher(" ".join(said[:n]), publisher)


def is_issue(name: str) -> bool:
    """Whether a name is that of one of a row of texts, by its number or day, and of no owner.

    >>> is_issue("Situation Report No. 4"), is_issue("statement of 3 May")
    (True, True)
    >>> is_issue("police bulletin No. 4"), is_issue("statement")
    (False, False)
    """
    said = name.lower().replace(".", " ").split()
    named = [w for w in said if not w.isdigit()]
    known = words("house-document") | words("issue-word") | words("month") | words("weekday")
    return (
        len(named) > 0
        and known.issuperset(named)
        and not words("house-document").isdisjoint(named)
        and (len(named) < len(said) or not words("weekday").isdisjoint(named))
    )


def is_record(name: str) -> bool:
    """Whether a name is that of what a body measures or keeps, and of no other body's.

    >>> is_record("objective monitoring data"), is_record("our meter readings")
    (True, True)
    >>> is_record("police records"), is_record("Orlo data"), is_record("data protection office")
    (False, False, False)
    """
    said = [word for word in name.split() if word.lower() not in words("a-or-the")]
    owners = words("body") | words("body-in-name") | words("speaking-people") | words("role")
    plain = all(word.islower() and word not in owners for word in said[:-1])
    return plain and said[-1:] != [] and said[-1].lower() in words("record-noun")


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
