"""What strangers send: nothing of it is answered with a fault of the workbench, or kept."""

from __future__ import annotations

import json
import re
import socket
import time
from pathlib import Path
from typing import Any
from urllib.parse import quote

import anyio
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.web.api import ENDPOINTS
from reportedly.web.api.table import MAX_BODY
from reportedly.web.guard import TooLargeError, TooSlowError, limited

from .conftest import Bench
from .test_api import CLAIM, path_of, send

PAGES = """/ /events /claims /documents /sources /subjects /conflicts /links /graph /search /history
/agreement /second /changes /review /split /make /assess /add /style.css""".split()
KINDS = ("events", "claims", "documents", "sources", "subjects", "conflicts")
PARAMS = """page number parts sort down words edit event claim document source subject status
severity state kind start end a b q in around since id theme""".split()
VALUES = [
    "\0",
    "%ED%A0%80",
    "../../etc/passwd",
    "..%2f..%2f",
    "'\"><script>",
    "a\r\nset-cookie: b=c",
    "9" * 5000,
    "-1",
    "٣",
    "1e999999999",
    "[" * 2000,
    "NaN",
    "%",
    "{{7*7}}",
    "\N{RIGHT-TO-LEFT OVERRIDE}",
    "OR OR *",
    '"',
    "x" * 30_000,
]


def raw(bench: Bench, request: bytes, pause: float = 5) -> bytes:
    """What the server says to bytes that no client would send."""
    port = int(bench.address.rpartition(":")[2])
    with socket.create_connection(("127.0.0.1", port), timeout=pause) as speaking:
        speaking.sendall(request.replace(b"HOST", f"127.0.0.1:{port}".encode()))
        told = b""
        try:
            while piece := speaking.recv(65536):
                told += piece
        except TimeoutError:
            pass
        return told


@pytest.mark.parametrize("value", VALUES, ids=range(len(VALUES)))
def test_no_query_breaks_a_page(seen: Bench, value: str) -> None:
    query = "&".join(f"{name}={quote(value, safe='%')}" for name in PARAMS)
    asked = [f"{path}?{query}" for path in PAGES if len(query) < 60_000]
    asked += [
        f"{e.path.replace('{what}', 'source')}?{p.name}={quote(value, safe='%')}"
        for e in ENDPOINTS
        for p in e.params
    ]
    for address in asked:
        answer = seen.get(address)
        assert answer.status_code in (200, 303, 404, 422), address[:200]
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert "b=c" not in answer.headers.get("set-cookie", "")


@pytest.mark.parametrize("value", VALUES, ids=range(len(VALUES)))
def test_no_id_breaks_a_page(seen: Bench, value: str) -> None:
    for kind in KINDS:
        for path in (f"/{kind}/", f"/api/{kind}/", f"/{kind}?id="):
            answer = seen.get(path + quote(value, safe="%"))
            assert answer.status_code in (200, 404, 422), (path, value[:20])
            assert "content-security-policy" in answer.headers


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[" * 500_000,
        b'{"version":' * 90_000,
        b'{"version": "x", "version": "y", "fields": {}}',
        b'{"version": NaN, "fields": {}}',
        b'{"version": 1e400, "fields": {}}',
        b'{"version": ' + b"9" * 5000 + b', "fields": {}}',
        b'{"version": "\\ud800", "fields": {}}',
        b'{"version": "\xff", "fields": {}}',
        b'{"version": "x", "fields": {"\\u0000": "x"}}',
        b'{"version": "x", "fields": {"note": "' + b"x" * 20_001 + b'"}}',
        '{"version": "x", "fields": {}}'.encode("utf-32"),
        b"null",
        b'"x"',
    ],
    ids=range(15),
)
def test_no_json_breaks_the_api(seen: Bench, body: bytes) -> None:
    headers = {"x-token": seen.get("/api/session").json()["token"]}
    headers["content-type"] = "application/json"
    for path in (path_of("claims", CLAIM, "/review"), path_of("claims", CLAIM, "/split")):
        answer = seen.http.post(path, content=body, headers=headers)
        assert answer.status_code == 422, answer.text
        assert answer.json()["error"]


@pytest.mark.parametrize("kind", ["text/plain", "", "application/jsonp", "multipart/form-data"])
def test_another_content_type_is_refused(seen: Bench, kind: str) -> None:
    headers = {"x-token": seen.get("/api/session").json()["token"], "content-type": kind}
    answer = seen.http.post("/api/undo", content=b"{}", headers=headers)
    assert answer.status_code == 415
    # A browser sends these without asking first.
    del headers["x-token"]
    assert seen.http.post("/api/undo", content=b"{}", headers=headers).status_code == 403


def test_a_long_body_is_refused_whether_its_length_is_told_or_not(seen: Bench) -> None:
    headers = {"x-token": seen.get("/api/session").json()["token"]}
    headers["content-type"] = "application/json"
    body = b" " * (MAX_BODY + 1)
    assert seen.http.post("/api/undo", content=body, headers=headers).status_code == 413

    def pieces() -> Any:
        yield from (body[n : n + 65536] for n in range(0, len(body), 65536))

    told = seen.http.post("/api/undo", content=pieces(), headers=headers)
    assert (told.status_code, told.json()) == (
        413,
        {"error": "more was sent than the workbench takes"},
    )


def test_what_comes_slowly_or_never_ends_is_not_waited_for() -> None:
    async def received(pieces: list[tuple[float, bytes]], **limits: float) -> int:
        coming = iter(pieces)

        async def receive() -> Any:
            wait, body = next(coming)
            await anyio.sleep(wait)
            return {"type": "http.request", "body": body, "more_body": True}

        taken, next_piece = 0, limited(receive, **limits)
        while taken < 9:
            taken += len((await next_piece())["body"])
        return taken

    quick = [(0.0, b"abc")] * 3
    assert anyio.run(lambda: received(quick)) == 9
    with pytest.raises(TooLargeError):
        anyio.run(lambda: received(quick, most=8))
    with pytest.raises(TooSlowError):
        anyio.run(lambda: received([*quick[:2], (5.0, b"abc")], pause=0.05))
    with pytest.raises(TooSlowError):
        anyio.run(lambda: received([(0.04, b"a")] * 9, pause=0.2, whole=0.1))


@pytest.mark.parametrize(
    "line",
    [
        b"GET //evil.example/ HTTP/1.1",
        b"GET /\\evil.example HTTP/1.1",
        b"GET http://evil.example/claims HTTP/1.1",
        b"GET http://[ HTTP/1.1",
        b"GET /static/../../../../etc/passwd HTTP/1.1",
        b"GET /static/..%2f..%2fguard.py HTTP/1.1",
        b"GET /static/%2e%2e/guard.py HTTP/1.1",
        b"GET /static/%00 HTTP/1.1",
        b"GET /static//etc/passwd HTTP/1.1",
        b"GET /static HTTP/1.1",
        b"OPTIONS * HTTP/1.1",
        b"TRACE / HTTP/1.1",
        b"get /claims HTTP/1.1",
        b"CONNECT evil.example:443 HTTP/1.1",
        b"GET /nothing HTTP/1.1\r\nHost: evil.example",
    ],
)
def test_odd_paths_lead_nowhere(seen: Bench, line: bytes) -> None:
    told = raw(seen, line + b"\r\nHost: HOST\r\nConnection: close\r\n\r\n")
    status = int(told.split()[1])
    assert status in (307, 400, 403, 404, 405), told[:200]
    assert b"root:" not in told
    assert b"import " not in told
    for place in re.findall(rb"(?im)^location: (\S*)", told):
        assert place.startswith(b"http://127.0.0.1:") or re.match(rb"/(?![/\\])", place)


@pytest.mark.parametrize(
    "form",
    [
        {"number": "9" * 5000},
        {"number": "٣"},
        {"kind": "nothing", "a": "x", "b": "y"},
        {"next": "http://["},
        {"next": "//[x"},
        {"id": "a\0b", "note": "\0"},
        {"start": "9" * 5000, "end": "1", "document": CLAIM.partition("/")[0]},
        {"low": "1e999999999", "subject": "killed", "event": "shelling-halven-2023-05-09"},
        {"low": "9" * 100_000, "subject": "killed", "event": "shelling-halven-2023-05-09"},
        {"low": "1e-999999999", "subject": "killed", "event": "shelling-halven-2023-05-09"},
        {"claim": CLAIM, "number": "9" * 5000},
        {"claims": "x y\nz"},
        {"version": "", "id": CLAIM, "figure": "9" * 100_000},
    ],
    ids=str,
)
def test_no_form_breaks_the_workbench(halven_bench: Bench, form: dict[str, str]) -> None:
    paths = """/judge /withdraw /links /links/apart /undo /remove /review /review/all /split /make
    /assess /history /second /theme""".split()
    begun = time.monotonic()
    for path in paths:
        answer = halven_bench.post(path, **form)
        assert answer.status_code in (303, 404, 409, 422), path
        assert "content-security-policy" in answer.headers
    assert time.monotonic() - begun < 10


def test_a_form_in_half_a_character_is_refused(halven_bench: Bench) -> None:
    """A charset of Python's that gives halves of UTF-16."""
    token = halven_bench.token
    body = (
        f'--x\r\nContent-Disposition: form-data; name="token"\r\n\r\n{token}\r\n'
        '--x\r\nContent-Disposition: form-data; name="theme"\r\n\r\n\\ud800\r\n--x--\r\n'
    )
    kind = "multipart/form-data; boundary=x; charset=unicode_escape"
    answer = halven_bench.http.post("/theme", content=body, headers={"content-type": kind})
    assert answer.status_code in (403, 422)


TEXT = st.text(max_size=40).map(lambda t: t.replace("\0", ""))


@settings(max_examples=25)
@given(note=TEXT)
def test_a_note_comes_back_as_it_was_sent(written: Bench, note: str) -> None:
    """Whatever is typed stands in the file as text and nothing else of it changes."""
    before = written.get(path_of("claims", CLAIM)).json()
    body = {"version": before["version"], "fields": {"note": note}}
    told = send(written, path_of("claims", CLAIM), body, "PATCH")
    if told.status_code == 422:  # half a character, or what a line cannot hold
        assert told.json()["faults"].keys() == {"fields.note"} or "note" in told.json()["faults"]
        return
    assert told.status_code == 200
    after = told.json()["claims"][0]
    assert after["fields"].get("note", "") == note.strip()
    assert {**after, "version": 0, "fields": {**after["fields"], "note": ""}} == {
        **before,
        "version": 0,
        "fields": {**before["fields"], "note": ""},
    }
    assert json.loads(json.dumps(after)) == after


@pytest.fixture(scope="module")
def written(halven: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    import shutil

    from .conftest import serving

    root = tmp_path_factory.mktemp("written") / "ledger"
    shutil.copytree(halven, root)
    with serving(root) as bench:
        yield bench
