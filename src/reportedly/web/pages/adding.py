"""Documents come in: files, a folder, an address or pasted words; reading goes on by itself."""

from __future__ import annotations

import tempfile
from pathlib import Path, PurePosixPath
from shutil import rmtree
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.responses import RedirectResponse

from reportedly.errors import UsageError
from reportedly.web.house import checked_form, missing, number_of, visit_of
from reportedly.web.jobs import Attribute, State, TakeIn
from reportedly.workflow.links import waiting_links

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.requests import Request
    from starlette.responses import Response

    from reportedly.export.rows import Row
    from reportedly.web.house import Visit
    from reportedly.web.jobs import Job
    from reportedly.workflow.taking_in import TakenIn

_FILES = 500
_CHUNK = 1 << 20


def add(visit: Visit) -> Response:
    """Where documents are dropped, named or pasted, and what was asked for before."""
    return visit.page(
        "add.html",
        "Add documents",
        jobs=[j for j in visit.desk.jobs.all if isinstance(j.task, TakeIn)][:20],
        event=visit.asked("event"),
        most=_FILES,
    )


async def added(request: Request) -> Response:
    """Take what was sent, and go to the page that tells how its reading goes."""
    form = await checked_form(request)
    visit = visit_of(request)
    staged = Path(await run_in_threadpool(tempfile.mkdtemp, prefix="reportedly-in-"))
    try:
        uploads = [f for f in form.getlist("files") if isinstance(f, UploadFile) and f.filename]
        given = [await _staged(staged, upload) for upload in uploads]
        if words := str(form.get("text") or "").strip():
            path = staged / "pasted.txt"
            await run_in_threadpool(path.write_text, words, encoding="utf-8")
            given.append(("pasted words", str(path)))
        given += [(a, a) for a in str(form.get("addresses") or "").split()]
        given = [(name, place) for name, place in given if not place.endswith((".yaml", ".yml"))]
        _check(given)
    except BaseException:
        rmtree(staged, ignore_errors=True)
        raise
    told = tuple(
        (k, str(form.get(k) or "").strip() or None) for k in ("publisher", "published", "title")
    )
    event = str(form.get("event") or "").strip() or None
    task = TakeIn(visit.desk.where, visit.person.name, tuple(given), told, event, staged)
    job = visit.desk.take_in(visit.person, f"adding {_named(given)}", task)
    return RedirectResponse(f"/add/{job.number}", 303)


def _check(given: Sequence[tuple[str, str]]) -> None:
    if not given:
        raise UsageError("give files, an address that begins with https://, or words")
    if len(given) > _FILES:
        raise UsageError(f"{len(given)} documents at once are too many: give {_FILES} at most")
    for name, place in given:
        if place is name and not place.startswith(("http://", "https://")):
            raise UsageError(f"{name!r} is no address: it begins with https:// or http://")


def _named(given: Sequence[tuple[str, str]]) -> str:
    return given[0][0] if len(given) == 1 else f"{len(given)} documents"


async def _staged(folder: Path, upload: UploadFile) -> tuple[str, str]:
    """Put what was sent where it is read from, under the name that it had, in its folders."""
    name = upload.filename or "document"
    parts = [
        p for p in PurePosixPath(name.replace("\\", "/")).parts if p.strip("./ ") and "\0" not in p
    ]
    path = folder.joinpath(*[p.lstrip(".")[-120:] for p in parts[-6:]] or ["document"])
    path.parent.mkdir(parents=True, exist_ok=True)
    while path.exists():
        path = path.with_name(f"again-{path.name}")
    with path.open("xb") as file:
        while data := await upload.read(_CHUNK):
            await run_in_threadpool(file.write, data)
    return name, str(path)


def job(visit: Visit) -> Response:
    """How the reading goes; what came of it, and what there is to do next."""
    found = _found(visit)
    done: TakenIn | None = found.result if found.state is State.DONE else None
    events = visit.ledger.setting.events
    titles = {d.id: d.title or d.id for d in visit.ledger.entries.documents}
    return visit.page(
        "job.html",
        found.did[:1].upper() + found.did[1:],
        job=found,
        is_over=found.over.is_set(),
        done=done,
        documents=[(d, titles[d]) for d in done.documents if d in titles] if done else [],
        events=[events[e] for e in done.events if e in events] if done else [],
        links=len(waiting_links(visit.ledger.entries.links)),
    )


def job_state(visit: Visit) -> Row:
    """How far a job is."""
    found = _found(visit)
    return {"state": found.state.value, "step": found.step, "over": found.over.is_set()}


def _found(visit: Visit) -> Job:
    written = str(visit.request.path_params["number"])
    number = number_of(written)
    found = None if number is None else visit.desk.jobs.job(number)
    if found is None:
        missing("there is no such job, or it is too long ago")
    return found


def attribute(visit: Visit) -> Row:
    """Begin to mark sources and cues in a document, unless somebody asked for it already."""
    if visit.ledger.document_entries.get(visit.id) is None:
        missing(f"no document has the id {visit.id!r}")
    task = Attribute(visit.desk.where, visit.id)
    under_way = [j for j in visit.desk.jobs.all if j.task == task and not j.over.is_set()]
    job = (
        under_way[0]
        if under_way
        else visit.desk.jobs.add(visit.person.name, "marking", task, _nothing)
    )
    return {"job": job.number}


def _nothing(_result: object) -> None:
    """What is found is kept by who finds it."""
