"""Pages from their templates: what stands in a ledger or a document is escaped on its way in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from reportedly.export.report.addresses import Address
from reportedly.export.report.press import HERE as REPORT
from reportedly.export.report.press import Page, Press, make_environment

if TYPE_CHECKING:
    from jinja2 import Environment

HERE = Path(__file__).parent


def href_of(place: Address) -> str:
    """Where the workbench has the page of something."""
    path = address_of(place.kind, place.id)
    return path if place.part == 1 else f"{path}{'&' if '?' in path else '?'}part={place.part}"


def address_of(kind: str, id_: str) -> str:
    """The address of the page of something: `/subjects/velora-market/killed`.

    >>> address_of("claims", "a b/1"), address_of("claims", "../x")
    ('/claims/a%20b/1', '/claims?id=..%2Fx')
    """
    parts = id_.split("/")
    if all(part.strip(".") for part in parts):  # a browser would take `..` for a way up
        return f"/{kind}/{quote(id_, safe='/:@', errors='replace')}"
    return with_query(f"/{kind}", id=id_)


def with_query(path: str, **values: str | int | None) -> str:
    """An address with what is asked of it; what is empty is left out.

    >>> with_query("/claims", source="sohr", page=None)
    '/claims?source=sohr'
    """
    given = {k.rstrip("_"): v for k, v in values.items() if v not in (None, "")}
    return f"{path}?{urlencode(given, errors='replace')}" if given else path


@cache
def environment() -> Environment:
    """The templates of the workbench, and those of the report for what both show."""
    made = make_environment([HERE / "templates", REPORT / "templates"], href_of)
    made.globals.update(address=address_of, query=with_query, findings_at="/conflicts")
    made.auto_reload = False
    return made


def render(template: str, values: Mapping[str, Any]) -> str:
    """The page of a template."""
    return environment().get_template(template).render(values)


@dataclass(frozen=True)
class Printer(Press):
    """Prints one part of a page of the report, with what the workbench adds to it.

    Attributes:
        part: which.
        common: what every page of the workbench shows.
    """

    part: int = 1
    common: Mapping[str, Any] = field(default_factory=dict)

    def __call__(self, path: str, template: str, title: str, **values: Any) -> Page:
        """The page at `path`, empty where another part is wanted."""
        part = path.part if isinstance(path, Address) else 1
        if part != self.part:
            return path, ""
        shown = {**self.common, **values, "site": self.site, "root": "", "path": path}
        return path, render(f"bench/{template}", {**shown, "title": title})


def printed(pages: Iterable[Page]) -> str | None:
    """The part that was wanted; None where there are fewer."""
    return next((text for _, text in pages if text), None)
