"""Long lists in pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Paged(Generic[Item]):
    """One page of a long list.

    Attributes:
        items: on this page.
        total: in all.
        page, pages: which of how many, counting from 1.
    """

    items: Sequence[Item]
    total: int
    page: int
    pages: int

    @classmethod
    def of(cls, items: Sequence[Item], total: int, page: int, size: int) -> Paged[Item]:
        """The page of a number, or the last, given what stands on it and how many there are."""
        pages = max(1, -(-total // size))
        return cls(items, total, min(page, pages), pages)

    @property
    def near(self) -> list[int]:
        """Numbers of pages to go to: the first, the last, those around this one."""
        around = range(max(1, self.page - 3), min(self.pages, self.page + 3) + 1)
        return sorted({1, self.pages, *around})


def paged(items: Sequence[Item], page: int, size: int) -> Paged[Item]:
    """The page of that number; of a number too high the last.

    >>> paged("abcde", 9, 2)
    Paged(items='e', total=5, page=3, pages=3)
    """
    here = min(max(1, page), max(1, -(-len(items) // size)))
    return Paged.of(items[(here - 1) * size : here * size], len(items), here, size)
