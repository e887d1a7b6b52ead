"""PDF → text, page by page, with the lines of each page joined into paragraphs."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence

from reportedly.documents.content import PAGE_BREAK, Content, tidy
from reportedly.errors import DocumentError, MissingProgramError

_SENTENCE_END = re.compile(r"[.!?:][\"”’')\]]*$")
_LIST_ITEM = re.compile(r"(?:[•‣▪◦*–—-]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s")
_FULL = 0.8
"""A line of at least this share of the page's usual width is full: a paragraph may go on."""


def read_pdf(data: bytes) -> tuple[Content, ...]:
    """The text of a PDF; a form feed stands between two pages.

    The day of publication is not taken from the file's dates: they say when the file was made.

    Raises:
        MissingProgramError: pypdf is not installed.
        DocumentError: the file is damaged, needs a password, or holds no text (a scan).
    """
    try:
        import pypdf
        from pypdf.errors import PyPdfError
    except ImportError:
        raise MissingProgramError(
            "reading PDF needs pypdf; install it with: pip install 'reportedly[pdf]'"
        ) from None
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise DocumentError("the PDF needs a password; save a copy without one")
        pages = [page.extract_text() for page in reader.pages]
        facts = reader.metadata
        title = " ".join((facts.title or "").split()) if facts else ""
        byline = " ".join((facts.author or "").split()) if facts else ""
    except DocumentError:
        raise
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        raise DocumentError(f"the PDF is damaged: {error}") from None
    text = join_pages(pages)
    if not text.strip(" \n\f"):
        raise DocumentError("the PDF holds no text, only pictures; put it through OCR first")
    return (
        Content(text, f"pypdf {pypdf.__version__}", title=title or None, byline=byline or None),
    )


def join_pages(pages: Sequence[str]) -> str:
    """Pages with their lines joined into paragraphs, a form feed at the head of each but the first.

    A page that breaks off within a sentence is followed by a single line break.
    """
    whole = "\n".join(pages)
    return PAGE_BREAK.join(
        tidy(join_lines(page.split("\n"), whole).replace(PAGE_BREAK, "")) or "\n" for page in pages
    )


def join_lines(lines: Sequence[str], known: str = "") -> str:
    """Lines as a page sets them → one line a paragraph.

    A line is the last of its paragraph when it ends a sentence and is not full, or when what
    follows begins a list item. A word parted by a hyphen is joined, unless the text has it with the
    hyphen elsewhere.

    Args:
        lines: as they stand on the page.
        known: the whole text, in which words with hyphens are looked up.
    """
    widths = sorted(len(line.rstrip()) for line in lines if line.strip())
    full = _FULL * widths[-1 - len(widths) // 10] if widths else 0
    joined: list[str] = []
    open_line = False
    for line in lines:
        stripped = " ".join(line.split())
        if not stripped:
            open_line = False
            continue
        if stripped.isdigit():  # the page's own number
            joined.append(stripped)
            open_line = False
            continue
        goes_on = open_line or stripped[0].islower()
        if joined and goes_on and not _LIST_ITEM.match(stripped):
            joined[-1] = _join(joined[-1], stripped, known)
        else:
            joined.append(stripped)
        wide = len(line.rstrip()) >= full
        open_line = wide or (not _SENTENCE_END.search(stripped) and stripped[-1:] in ",;-")
    return "\n".join(joined)


def _join(head: str, tail: str, known: str) -> str:
    """Two lines as one; a soft hyphen at the break goes, a hard one stays."""
    parted = re.search(r"(\w+)-$", head)
    follows = re.match(r"[a-zà-ÿ]+", tail)
    if parted is None or follows is None or not parted[1][-1].islower():
        return head + tail if head.endswith(("-", "–", "—")) else f"{head} {tail}"
    compound = f"{parted[1]}-{follows[0]}"
    if re.search(rf"(?<!\w){re.escape(compound)}(?!\w)", known):
        return head + tail
    return head[:-1] + tail
