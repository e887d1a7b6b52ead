"""Prints pages from their templates: whatever stands in a ledger is made safe on its way in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportedly.export.counting import counted, counts_in_words
from reportedly.export.printable import printable
from reportedly.export.report.addresses import Address, numbered
from reportedly.export.report.site import Site
from reportedly.export.report.views import View
from reportedly.model import Tally

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

HERE = Path(__file__).parent
Page = tuple[str, str]
CARDS = 60
"""Claims on one page."""


@dataclass(frozen=True)
class Press:
    """Prints a page from its template."""

    site: Site
    environment: Environment
    places: dict[str, str]  # claim → address of its words, as its document has been printed

    def __call__(self, path: str, template: str, title: str, **values: Any) -> Page:
        """The page that stands at `path`."""
        root = "../" * path.count("/")
        text = self.environment.get_template(template).render(
            **values, site=self.site, title=title, root=root, path=path
        )
        return path, text

    def parts(
        self,
        path: str,
        template: str,
        title: str,
        items: Sequence[Any],
        size: int,
        show: Callable[[Any], View],
        **values: Any,
    ) -> Iterator[Page]:
        """A page whose `items` fill as many pages as they need."""
        batches = [items[i : i + size] for i in range(0, len(items), size)] or [items]
        for number, batch in enumerate(batches, start=1):
            here = numbered(path, number)
            yield self(
                here,
                template,
                title if number == 1 else f"{title} ({number})",
                items=[show(item) for item in batch],
                part=number,
                parts=part_links(path, number, len(batches)),
                **values,
            )


def part_links(path: str, here: int, last: int) -> list[View]:
    """The pages of a long list: the first, the last, and those near this one."""
    if last == 1:
        return []
    near = sorted({1, last, *range(max(1, here - 3), min(last, here + 3) + 1)})
    return [{"number": n, "href": numbered(path, n), "here": n == here} for n in near]


def make_environment(
    folders: Sequence[Path] = (HERE / "templates",), href: Callable[[Address], str] = str
) -> Environment:
    """Where the templates stand, and what they may use.

    Args:
        folders: those named first go before the others.
        href: where a page stands, for a house that places them elsewhere.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    def shown(value: Any) -> Any:
        # Whatever stands in a ledger or a document passes here on its way into a page.
        if isinstance(value, Address):
            return href(value)
        if isinstance(value, str) and not isinstance(value, Markup):
            return printable(value, keep="\n")
        return value

    environment = Environment(
        loader=FileSystemLoader(folders),
        autoescape=True,
        finalize=shown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["counted"] = _counted
    environment.filters["behind"] = _behind
    environment.filters["capped"] = _capped
    environment.globals["findings_at"] = "conflicts.html"
    return environment


def _behind(total: View) -> str:
    """`5 documents, 3 texts, 4 sources, at most 2 independent`."""
    return counts_in_words(Tally(*(total[key] for key in Tally._fields)))


def _capped(words: str) -> str:
    """With a capital in front, the rest as it is."""
    return f"{words[:1].upper()}{words[1:]}"


def _counted(number: int, one: str, many: str | None = None) -> str:
    """`3 claims`, `1 claim`, `no claims`."""
    return counted(number, one, many) if number else f"no {many or f'{one}s'}"


def markup(text: str) -> Markup:
    """Text that is HTML already."""
    from markupsafe import Markup

    return Markup(text)
