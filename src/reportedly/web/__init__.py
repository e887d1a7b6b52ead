"""Floor 6: the workbench, a ledger in a browser. A thin shell over `workflow`.

`guard` lets in who belongs there, `desk` keeps the ledger loaded and writes every edit, `pages` has
one module a page, `templates` and `static` what they look like. Pages are made on the server and
read without scripts; the scripts of `static` are modules that add keys and live answers.

Documents are written by strangers: nothing in one is ever HTML (`paper`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.lazy import lazy_names

if TYPE_CHECKING:
    from reportedly.web.access import Access
    from reportedly.web.app import make_app
    from reportedly.web.serving import serve

__all__ = ["Access", "make_app", "serve"]

__getattr__ = lazy_names(__name__, {"Access": "access", "make_app": "app", "serve": "serving"})
