"""Strips as an article prints or shows them: with a caption that tells sources and hashes.

Letters stay letters, so that a desk can set them in its own face and a reader can find, copy and
translate them. What the picture shows is also told in words (WCAG 2.2, 1.1.1).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from textwrap import shorten, wrap

from reportedly.export.chart.strip import Strip
from reportedly.export.chart.strip_layout import CHARACTER, PHONES
from reportedly.export.chart.strip_picture import PHONE, WIDTH, strips_drawn, strips_in_words
from reportedly.export.chart.svg import QUIET, picture, stylesheet, text
from reportedly.export.content import web_address
from reportedly.export.counting import counted
from reportedly.export.printable import printable
from reportedly.model import DocumentEntry

HOW_TO_READ = (
    "A row is what one source holds: the mark is the number printed, the bar what its words allow."
)

_PRINTED = 180  # millimetres: two columns of a journal, a column and a half of a newspaper
_MOST_REFERENCES = 12
_LONGEST = 240  # characters of a document's name
_LISTED = 100  # documents of a page's caption
_DIGITS = 12  # of a hash in a caption; the whole stands in the file
_SMALL = 11


@dataclass(frozen=True, slots=True)
class Reference:
    """A document as a caption names it: words, address on the web, SHA-256 of its bytes."""

    words: str
    href: str | None
    sha256: str | None


def references_of(documents: Iterable[DocumentEntry]) -> list[Reference]:
    """The documents as a caption names them, oldest first; those of no day come last."""
    ordered = sorted(documents, key=lambda d: (d.day is None, d.day or "", d.id))
    return [_reference(document) for document in ordered]


def _reference(document: DocumentEntry) -> Reference:
    title = f"“{document.title}”" if document.title else document.id
    words = ", ".join(filter(None, (document.publisher, title, document.day)))
    return Reference(
        shorten(printable(words), _LONGEST, placeholder=" …"),
        web_address(document.url),
        document.sha256,
    )


def draw_for_print(
    strips: Sequence[Strip], references: Sequence[Reference], *, event: str = ""
) -> str:
    """Strips with their caption as SVG 180 mm wide, without a ground of its own.

    Camps differ by shape, so that it can be printed in grey.
    """
    return _captioned(strips, references, event, is_printed=True)


def draw_for_web(
    strips: Sequence[Strip], references: Sequence[Reference], *, event: str = ""
) -> str:
    """Strips with their caption as SVG of its column's width, in the reader's theme."""
    return _captioned(strips, references, event, is_printed=False)


def figure_for_web(
    strips: Sequence[Strip], references: Sequence[Reference], *, event: str = ""
) -> str:
    """Strips as a `<figure>` to paste into a page: wide, and narrow on a phone; links in words."""
    told = strips_in_words(strips, event=event)
    wide, narrow = (
        picture(body, width, height, told, f"strip {name}")
        for name, width in (("wide", WIDTH), ("narrow", PHONE))
        for body, height in [strips_drawn(strips, width, event=event)]
    )
    items = "\n".join(f"<li>{_linked(r)}</li>" for r in references[:_LISTED])
    more = len(references) - _LISTED
    items += f"\n<li>and {counted(more, 'more document')}</li>" if more > 0 else ""
    return f"""<figure class="reportedly-figure">
<style>
.reportedly-figure {{ container-type: inline-size; margin: 1em 0; max-width: {WIDTH}px; }}
.reportedly-figure .strip {{ display: block; width: 100%; height: auto; }}
.reportedly-figure .narrow {{ display: none; }}
.reportedly-figure figcaption {{ font-size: .8125em; line-height: 1.45; overflow-wrap: anywhere; }}
@container (max-width: {PHONES}px) {{
  .reportedly-figure .wide {{ display: none; }}
  .reportedly-figure .narrow {{ display: block; }}
}}
{stylesheet()}</style>
{wide}{narrow}<figcaption>
<p>{escape(HOW_TO_READ)} Sources:</p>
<ol>
{items}
</ol>
</figcaption>
</figure>
"""


def _linked(reference: Reference) -> str:
    words = escape(reference.words)
    if reference.href:
        words = f'<a href="{escape(reference.href)}">{words}</a>'
    if reference.sha256:
        whole = escape(reference.sha256)
        words += f', SHA-256 <code title="{whole}">{whole[:_DIGITS]}…</code>'
    return words


def _captioned(
    strips: Sequence[Strip], references: Sequence[Reference], event: str, *, is_printed: bool
) -> str:
    body, height = strips_drawn(strips, WIDTH, event=event)
    y = height + 6
    for words in _caption(references):
        for told in wrap(words, int(WIDTH / CHARACTER * 12 / _SMALL), break_on_hyphens=False):
            y += 15
            body.append(text(0, y, told, QUIET, "quiet", size=_SMALL))
    y += 8
    told = strips_in_words(strips, event=event)
    size, style = 'width="100%"', f"<style>{stylesheet()}</style>"
    if is_printed:
        size, style = f'width="{_PRINTED}mm" height="{y * _PRINTED / WIDTH:.1f}mm"', ""
    head = [
        f"<title>{escape(event or strips[0].title)}</title>",
        f"<desc>{escape(told)}</desc>",
        f"<metadata>{escape(_hashes(references))}</metadata>",
        style,
    ]
    return picture([*filter(None, head), *body], WIDTH, y, told, "strip", size=size)


def _caption(references: Sequence[Reference]) -> list[str]:
    lines = [HOW_TO_READ]
    for number, reference in enumerate(references[:_MOST_REFERENCES], 1):
        digest = f", SHA-256\u00a0{reference.sha256[:_DIGITS]}…" if reference.sha256 else ""
        lines.append(f"{number}. {reference.words}{digest}")
    more = len(references) - _MOST_REFERENCES
    return [*lines, f"and {counted(more, 'more document')}"] if more > 0 else lines


def _hashes(references: Sequence[Reference]) -> str:
    """Every document with its whole hash and address, a line each."""
    return "\n".join(
        " ".join(filter(None, (f"sha256:{r.sha256}" if r.sha256 else "", r.words, r.href)))
        for r in references
    )
