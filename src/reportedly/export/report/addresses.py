"""Where each page of the site stands: addresses that depend on ids alone, so that links last."""

from __future__ import annotations

import re
from functools import lru_cache
from hashlib import sha256

# No dot: what follows one is the page's number or suffix. Lower case: some file systems see none.
_PLAIN = re.compile(r"[a-z0-9][a-z0-9_-]{0,99}")
# Names that Windows keeps for devices, and the one that every folder's first page has.
_TAKEN = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d|index)")


@lru_cache(maxsize=100_000)
def page_name(id_: str) -> str:
    """A file name for what is called `id_`: the id itself where it is a plain one.

    Any other gets a digest, so that no two ids share a name.

    >>> page_name("sohr-civilians-killed")
    'sohr-civilians-killed'
    >>> page_name("../Über uns")
    'ber-uns-b60f8360'
    """
    if _PLAIN.fullmatch(id_) and not _TAKEN.fullmatch(id_):
        return id_
    digest = sha256(id_.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    words = "-".join(re.findall(r"[a-z0-9]+", id_.casefold()))[:60].strip("-")
    return f"{words}-{digest}" if words else digest


class Address(str):
    """The address of a page, which tells of what it is: another house may place it elsewhere.

    Attributes:
        kind: `claims`, `documents`, `events`, `sources` or `subjects`.
        id: of what the page is about.
        part: which of its pages, counting from 1.
    """

    __slots__ = ("id", "kind", "part")
    kind: str
    id: str
    part: int

    def __new__(cls, text: str, kind: str, id_: str, part: int = 1) -> Address:
        """The address that reads `text`."""
        made = super().__new__(cls, text)
        made.kind, made.id, made.part = kind, id_, part
        return made


def address(kind: str, id_: str) -> Address:
    """The address, from the site's root, of a page of `kind` (a folder): `subjects/x.html`."""
    return Address(f"{kind}/{page_name(id_)}.html", kind, id_)


def numbered(path: str, part: int) -> str:
    """The address of the `part`th page of a long one, counting from 1."""
    if part == 1:
        return path
    text = f"{path.removesuffix('.html')}.page-{part}.html"
    return Address(text, path.kind, path.id, part) if isinstance(path, Address) else text
