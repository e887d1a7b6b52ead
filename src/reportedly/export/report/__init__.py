"""A ledger as a static site to publish: plain HTML and one stylesheet, no scripts.

It opens from a folder (`file://`) as from a server, reads without scripts, prints, and follows the
reader's choice of light or dark. Every claim has a page of its own, whose address depends on its id
alone, with the words in their document and schema.org data about it.

Documents are written by strangers: every word is escaped, control characters are made visible, only
http and https addresses become links, and a Content Security Policy lets no script run.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.lazy import lazy_names

if TYPE_CHECKING:
    from reportedly.export.report.build import build_report
    from reportedly.export.report.folder import write_pages
    from reportedly.export.report.site import Report

__all__ = ["Report", "build_report", "write_pages"]

__getattr__ = lazy_names(
    __name__, {"Report": "site", "build_report": "build", "write_pages": "folder"}
)
