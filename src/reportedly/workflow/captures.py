"""Pages captured again: which document a capture follows, and what changed between the two."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportedly.compare.captures import Pair, Sameness, match_captures
from reportedly.documents import same_page
from reportedly.extract.notices import find_notes, find_retraction
from reportedly.model import (
    Claim,
    ClaimEntry,
    Document,
    DocumentEntry,
    Figure,
    Interval,
    Status,
    captures_of,
    name_claims,
)
from reportedly.text.lexicon import words
from reportedly.text.quantities.figures import find_quantities
from reportedly.text.sentences import paragraphs
from reportedly.workflow.adopting import rename_claims

if TYPE_CHECKING:
    from reportedly.documents import Capture


@dataclass(frozen=True, slots=True)
class CaptureNews:
    """What a later capture of a page changed.

    Attributes:
        document: id of the later capture.
        before: id of the capture that it supersedes.
        page: the page's address, else what the capture was read from.
        number: the how-manieth capture of the page it is.
        pairs: what became of each claim.
        withdrawn: whether its publisher takes all of it back.
    """

    document: str
    before: str
    page: str
    number: int
    pairs: tuple[Pair, ...]
    withdrawn: bool = False

    @property
    def words(self) -> str:
        """In one line: `nordwire.example/a: captured again (2 of 2); 1 claim changed, 1 gone`."""
        told = f"{self.page}: captured again ({self.number} of {self.number})"
        if not self.withdrawn:
            return f"{told}; {count(self.pairs)}"
        back = sum(pair.old is not None for pair in self.pairs)
        return f"{told}; its publisher takes it back, with {back:,} claim{'s' * (back != 1)}"


def count(pairs: Iterable[Pair]) -> str:
    """How many claims changed, are new, are gone: `1 claim changed, 2 new, 1 gone`."""
    told = [pair.how for pair in pairs]
    many = [(told.count(how), how) for how in _TOLD if how in told]
    named = [
        f"{n:,} {'claim' if n == 1 else 'claims'} {how}" if at == 0 else f"{n:,} {how}"
        for at, (n, how) in enumerate(many)
    ]
    return ", ".join(named) or "no claim changed"


_TOLD = (Sameness.CHANGED, Sameness.REWORDED, Sameness.NEW, Sameness.GONE)


TextOf = Callable[[str], str | None]
"""From the id of a document to its text, None where it is not at hand."""


def no_text(_document: str) -> str | None:
    """Of a document whose text is not at hand."""


class Shelf:
    """The documents that are there, found by the page or the file that they are captures of."""

    def __init__(
        self,
        documents: Iterable[DocumentEntry],
        text_of: TextOf = no_text,
        root: Path | None = None,
    ) -> None:
        """Take in documents.

        Args:
            documents: those of a ledger.
            text_of: id of a document → its text.
            root: the ledger's root, for files below it.
        """
        self.documents: dict[str, DocumentEntry] = {}
        self._text_of, self._root = text_of, root
        self._texts: dict[str, str] = {}
        self._pages: dict[str, str] = {}
        self._paths: dict[str, str] = {}
        self._hashes: dict[str | None, list[str]] = {}
        self._after: dict[str, list[str]] = {}
        for document in documents:
            self.add(document)

    def add(self, document: DocumentEntry, text: str | None = None) -> None:
        """Take in one document more."""
        self.documents[document.id] = document
        if (page := same_page(document.url)) is not None:
            self._pages[page] = document.id
        if document.path is not None:
            self._paths.setdefault(document.path, document.id)
        self._hashes.setdefault(document.sha256, []).append(document.id)
        if document.supersedes is not None:
            self._after.setdefault(document.supersedes, []).append(document.id)
        if text is not None:
            self._texts[document.id] = text

    def same(self, document: DocumentEntry | Document) -> DocumentEntry | None:
        """The first document of this very text, unless two publishers are named for it."""
        there = (self.documents[n] for n in self._hashes.get(document.sha256, ()))
        return next(
            (
                d
                for d in there
                if d.publisher == document.publisher or None in (d.publisher, document.publisher)
            ),
            None,
        )

    def cited(self, path: Path) -> DocumentEntry | None:
        """The document that the ledger cites from a file of its folder."""
        root, place = (self._root or Path()).resolve(), path.resolve()
        if self._root is None or not place.is_relative_to(root):
            return None
        name = place.relative_to(root).as_posix()
        found = self._paths.get(name) or self._paths.get(f"{name}.txt")
        return None if found is None else self.documents[found]

    def before(self, document: Document, name: str, asked: str | None) -> DocumentEntry | None:
        """The last capture of the page that a document is a capture of, None of a new page.

        A text that has nothing of the one before it, not even its title, is another article: some
        sites give every article one address.

        Args:
            document: what was captured.
            name: the file that it was captured from, or its address.
            asked: the address that was asked for, where there is one.
        """
        for url in (document.url, asked):
            found = self._pages.get(same_page(url) or "")
            if found is not None:
                last = self.last(found)
                return last if self._is_version(document, last) else None
        if asked is not None:
            return None
        cited = self.cited(Path(name))
        return cited and self.last(cited.id)

    def last(self, name: str) -> DocumentEntry:
        """The last capture of a document's page."""
        met = {name}
        while after := [n for n in self._after.get(name, ()) if n not in met]:
            name = max(after, key=lambda n: (self.documents[n].captured or "", n))
            met.add(name)
        return self.documents[name]

    def _is_version(self, document: Document, before: DocumentEntry) -> bool:
        if find_retraction(document.text) is not None:
            return True
        if _share(_shingles(document.title, 1), _shingles(before.title, 1)) >= _TITLE:
            return True
        text = self._texts.get(before.id) or self._text_of(before.id)
        if text is None:
            return before.title is None or document.title is None
        return _share(_shingles(document.text), _shingles(text)) >= _TEXT


_TITLE = 0.4  # share of the words of a title that stand in the other
_TEXT = 0.15  # share of the runs of words of the shorter text that stand in the longer
_RUN = 4  # words


def _shingles(text: str | None, run: int = _RUN) -> set[tuple[str, ...]]:
    """The runs of so many words in a text."""
    found = (text or "").casefold().split()
    return {tuple(found[n : n + run]) for n in range(len(found) - run + 1)}


def _share(a: set[tuple[str, ...]], b: set[tuple[str, ...]]) -> float:
    return len(a & b) / max(1, min(len(a), len(b)))


def replaced_files(
    given: Iterable[tuple[str, Capture]], root: Path, held: Sequence[DocumentEntry]
) -> Iterator[str]:
    """Of each file whose words are no longer those that the ledger cites from it, what to do."""
    shelf = Shelf(held, root=root)
    for name, capture in given:
        cited = None if "://" in name or name == "-" else shelf.cited(Path(name))
        if cited is not None and cited.sha256 != capture.document.sha256:
            yield (
                f"{name} no longer holds what {cited.id} cites from it. What it holds now is kept "
                "in captures/: put the earlier file back in its place"
            )


def events_before(before: DocumentEntry, claims: Mapping[str, Sequence[ClaimEntry]]) -> set[str]:
    """The events that the claims of a capture are about.

    Args:
        before: the capture.
        claims: document → its claims.
    """
    own = claims.get(before.id, ())
    named = {e for c in own for e in c.event}
    return named | {(c.subject or "").partition("/")[0] for c in own if "/" in (c.subject or "")}


def tell_news(
    documents: Iterable[DocumentEntry],
    claims: Mapping[str, Sequence[Claim]],
    text_of: TextOf = no_text,
) -> Iterator[CaptureNews]:
    """What each later capture changed.

    Args:
        documents: all that there are; those that supersede another are told of.
        claims: document → its claims.
        text_of: document → its text.
    """
    listed = list(documents)
    series = captures_of(listed)
    for document in listed:
        before = document.supersedes
        if before is None or document.id not in claims or before not in claims:
            continue
        place = series[document.id].ids.index(document.id) + 1
        page = same_page(document.url) or document.path or document.id
        pairs = match_captures(
            claims[before], claims[document.id], text_of(before), text_of(document.id)
        )
        yield CaptureNews(
            document.id, before, page, place, tuple(pairs), document.withdrawn is not None
        )


def put_right(pairs: Iterable[Pair], text: str) -> dict[str, str]:
    """Claims by which a publisher puts its own report right: id → the claim that was wrong.

    A note must say so, "Correction: an earlier version said 14", and give the number that the claim
    had; one that gives no number speaks of the count where only one has changed.

    Args:
        pairs: what became of each claim.
        text: the later capture.
    """
    notes = [text[start:end] for start, end in find_notes(text)]
    if not notes:
        return {}
    changed = [
        (p.old, p.new)
        for p in pairs
        if p.how is Sameness.CHANGED and p.old and p.new and p.old.figure and p.new.figure
    ]
    moved = [(a, b) for a, b in changed if _number(a.figure) != _number(b.figure)]
    found: dict[str, str] = {}
    for note in notes:
        numbers = _numbers(note)
        if numbers:
            meant = [
                (a, b)
                for a, b in moved
                if _number(a.figure) in numbers
                and (len(numbers) == 1 or _number(b.figure) in numbers)
            ]
        elif len({(_number(a.figure), _number(b.figure)) for a, b in moved}) == 1:
            told = set(note.casefold().replace(".", " ").replace(",", " ").split())
            meant = moved if told & words("tally") else []
        else:
            meant = []
        found |= {b.id: a.id for a, b in meant}
    return found


def _numbers(note: str) -> set[Interval]:
    quantities = find_quantities(note)
    each = [q for quantity in quantities for q in (quantity, quantity.earlier) if q is not None]
    return {q.figure.nominal for q in each}


def _number(figure: Figure | None) -> Interval | None:
    return None if figure is None else figure.nominal


def carry_over(
    entries: Sequence[ClaimEntry],
    news: CaptureNews,
    known: Mapping[str, ClaimEntry],
    before: str | None,
    now: str | None,
) -> list[ClaimEntry]:
    """Claims with what review decided on the same claim of the capture before.

    What a reviewer changed in a claim, or added, holds on where nothing changed around its words:
    in their paragraph and the one before it.

    Args:
        entries: of the later capture, and others, as proposed.
        news: what became of each claim of the page.
        known: the ledger's claims by id.
        before: the text of the earlier capture, where it is at hand.
        now: the text of the later.
    """
    names = {p.old.id: p.new.id for p in news.pairs if p.old and p.new}
    moves = _Moves(before, now) if before is not None and now is not None else None
    given: dict[str, ClaimEntry] = {}
    added: list[ClaimEntry] = []
    own = {e.id: e for e in entries if e.document == news.document}
    for old, new, how in ((p.old, p.new, p.how) for p in news.pairs):
        entry = None if old is None else known.get(old.id)
        if old is None or entry is None or old.status is Status.PROPOSED:
            continue
        if new is not None and how is Sameness.SAME:
            given[new.id] = replace(_with_status(own[new.id], old.status), reviews=entry.reviews)
        elif old.status is Status.REVIEWED and moves is not None:
            there = None if new is None else own[new.id]
            moved = moves.moved(entry, old, there)
            if moved is not None and how is not Sameness.GONE:
                moved = replace(moved, document=news.document, **_references(entry, names))
                if there is None:
                    added.append(replace(moved, id=""))
                else:
                    given[there.id] = replace(moved, id=there.id)
    kept = [given.get(e.id, e) for e in entries]
    if not given and not added:
        return kept
    renamed = rename_claims(entries, kept)
    return [*renamed, *_named(added, renamed)]


def _with_status(entry: ClaimEntry, status: Status) -> ClaimEntry:
    if status is Status.REVIEWED:  # what it was proposed by says nothing any more
        return replace(entry, status=status.value, act=None, rule=None, score=None)
    return replace(entry, status=status.value)


def _references(entry: ClaimEntry, names: Mapping[str, str]) -> dict[str, Any]:
    """What the claim names of its own document, by the names that it has in the later capture."""
    fields = {k: v for k in ("of", "corrects", "revises") if (v := getattr(entry, k))}
    return {k: names.get(v, v) for k, v in fields.items()}


def _named(added: Sequence[ClaimEntry], others: Sequence[ClaimEntry]) -> list[ClaimEntry]:
    names = name_claims([*others, *added], {e.id for e in others})
    return [replace(e, id=name) for e, name in zip(added, names[len(others) :], strict=True)]


class _Moves:
    """Where the paragraphs of one text stand in another, unchanged and behind the same."""

    def __init__(self, before: str, now: str) -> None:
        self._old = list(paragraphs(before))
        new = list(paragraphs(now))
        rows = [[text[a:b] for a, b in p] for text, p in ((before, self._old), (now, new))]
        places = {
            (a, b): start for a, b, (start, _) in zip(["", *rows[1]], rows[1], new, strict=False)
        }
        pairs = zip(["", *rows[0]], rows[0], strict=False)
        self._new = [places.get(pair) for pair in pairs]

    def moved(self, entry: ClaimEntry, claim: Claim, there: ClaimEntry | None) -> ClaimEntry | None:
        """The entry as it stands in the later text; None where something changed around it.

        `there` is what was proposed of the same words, at the same place.
        """
        shifts = set()
        for span in claim.spans:
            n = bisect_right(self._old, span.start, key=itemgetter(0)) - 1
            start = self._new[n] if n >= 0 else None
            if start is None:
                return None
            shifts.add(start - self._old[n][0])
        if len(shifts) != 1:
            return None
        (by,) = shifts
        if there is not None and there.at and claim.spans[0].start + by != there.at[0][0]:
            return None
        return replace(entry, at=tuple((a + by, b + by) for a, b in entry.at))
