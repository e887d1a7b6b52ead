"""How the workbench looks: one stylesheet, in the reader's choice of light or dark."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from starlette.responses import Response

from reportedly.export.chart import stylesheet
from reportedly.export.report.press import HERE as REPORT
from reportedly.web.house import then
from reportedly.web.paper import HERE

if TYPE_CHECKING:
    from reportedly.web.house import Form, Visit

_DARK = "@media (prefers-color-scheme: dark)"
_CHOICES = {"light": "@media not all", "dark": "@media all"}
_YEAR = 365 * 24 * 3600


def style(visit: Visit) -> Response:
    """The stylesheet; a theme that was chosen goes before that of the system."""
    return Response(
        _styled(visit.asked("theme") or ""),
        media_type="text/css",
        headers={"cache-control": "private, max-age=60"},
    )


@cache
def _styled(theme: str) -> str:
    files = (REPORT / "style.css", HERE / "static" / "workbench.css")
    text = "".join(file.read_text(encoding="utf-8") for file in files) + stylesheet()
    return text.replace(_DARK, _CHOICES[theme]) if theme in _CHOICES else text


def theme(_visit: Visit, form: Form) -> Response:
    """Remember which theme this browser is shown."""
    answer = then(form, "/")
    chosen = form.get("theme", "")
    answer.set_cookie("theme", chosen if chosen in _CHOICES else "", _YEAR, samesite="strict")
    return answer
