"""Who may come in, and what a browser may do with the answer."""

from __future__ import annotations

from collections.abc import Callable

import httpx
import pytest

from reportedly.errors import UsageError
from reportedly.web.access import Access, Person, Role, proxy_of

from .conftest import Bench

Start = Callable[..., Bench]
PROXY = proxy_of(["127.0.0.1"], ["bench.example.org"], "X-Forwarded-User", "X-Forwarded-Role")
AS_READER = {"host": "bench.example.org", "x-forwarded-user": "Ilan", "x-forwarded-role": "reader"}
AS_REVIEWER = {**AS_READER, "x-forwarded-role": "reviewer"}


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.7", "bench.example.org"])
def test_an_address_that_others_reach_needs_a_proxy(host: str) -> None:
    with pytest.raises(UsageError, match="put a proxy that authenticates before it"):
        Access(host)
    assert Access(host, proxy=PROXY).hosts == ("bench.example.org",)


@pytest.mark.parametrize(
    ("address", "headers", "person"),
    [
        ("10.0.0.2", {"x-forwarded-user": "Ilan"}, Person("Ilan", Role.READER)),
        (
            "10.0.0.2",
            {"x-forwarded-user": "Ilan", "x-forwarded-role": "Reviewer"},
            Person("Ilan", Role.REVIEWER),
        ),
        (
            "10.0.0.2",
            {"x-forwarded-user": "Ilan", "x-forwarded-role": "owner"},
            Person("Ilan", Role.READER),
        ),
        ("10.0.0.3", {"x-forwarded-user": "Ilan"}, None),
        ("10.0.0.2", {}, None),
        ("10.0.0.2", {"x-forwarded-user": "  "}, None),
        ("::ffff:10.0.0.2", {"x-forwarded-user": "Ilan"}, Person("Ilan", Role.READER)),
        ("::ffff:10.0.0.3", {"x-forwarded-user": "Ilan"}, None),
        ("10.0.0.2 ", {"x-forwarded-user": "Ilan"}, None),
        ("", {"x-forwarded-user": "Ilan"}, None),
        # UTF-8 as HTTP reads it; what no page can show goes.
        (
            "10.0.0.2",
            {"x-forwarded-user": "Zo\xc3\xab\t\x1b Lind"},
            Person("Zoë Lind", Role.READER),
        ),
        ("10.0.0.2", {"x-forwarded-user": "Zo\xeb"}, Person("Zoë", Role.READER)),
        # Two values that somebody joined are no role.
        (
            "10.0.0.2",
            {"x-forwarded-user": "Ilan", "x-forwarded-role": "reviewer, reader"},
            Person("Ilan", Role.READER),
        ),
    ],
)
def test_only_the_proxy_says_who_somebody_is(
    address: str, headers: dict[str, str], person: Person | None
) -> None:
    proxy = proxy_of(["10.0.0.2/32"], ["bench.example.org"], "X-Forwarded-User", "X-Forwarded-Role")
    assert Access("0.0.0.0", proxy=proxy).person(address, headers) == person


@pytest.mark.parametrize(
    "headers",
    [
        [("x-forwarded-user", "admin")],
        [("X-Forwarded-Role", "reviewer")],
    ],
)
def test_what_decides_is_said_once(start: Start, headers: list[tuple[str, str]]) -> None:
    """A proxy that adds its header behind one that was sent to it would let anybody be anybody."""
    bench = start(proxy=PROXY)
    assert bench.get("/changes", headers=AS_READER).status_code == 200
    told = bench.http.get("/changes", headers=[*AS_READER.items(), *headers])
    assert told.status_code == 401


@pytest.mark.parametrize("name", ["X-Forwarded-For", "Forwarded", "Via"])
def test_a_proxy_that_nobody_named_lets_nobody_in(start: Start, name: str) -> None:
    bench = start()
    assert bench.get("/changes", headers={name: "192.0.2.7"}).status_code == 401
    forged = {"x-forwarded-user": "admin", "x-forwarded-role": "reviewer"}
    assert bench.get("/api/session", headers=forged).json()["name"] == "Mara Lind"


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example:80", "", "127.0.0.1:1"])
def test_another_name_is_refused(start: Start, host: str) -> None:
    """A page of strangers may reach loopback under its own name (DNS rebinding)."""
    bench = start()
    assert bench.get("/changes").status_code == 200
    assert bench.get("/changes", headers={"host": host}).status_code == 421


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_a_form_of_another_site_is_refused(start: Start, headers: dict[str, str]) -> None:
    bench = start()
    form = {"token": bench.token, "theme": "dark"}
    assert bench.http.post("/theme", data=form, headers=headers).status_code == 403
    assert bench.http.post("/theme", data=form).status_code == 303


def test_a_form_without_the_token_of_its_session_is_refused(start: Start) -> None:
    bench = start()
    other = httpx.Client(base_url=bench.address)
    assert bench.http.post("/theme", data={"theme": "dark"}).status_code == 403
    assert other.post("/theme", data={"theme": "dark", "token": bench.token}).status_code == 403
    assert bench.http.post("/theme", json={"theme": "dark"}).status_code == 403
    wrong = {"x-token": "0" * 64}
    assert bench.http.post("/theme", json={}, headers=wrong).status_code == 403


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"referer": "https://evil.example/page"}, 403),
        ({"referer": "http://127.0.0.1/page"}, 403),
        ({"origin": "https://evil.example", "referer": "OWN/changes"}, 403),
        ({"origin": "http://127.0.0.1"}, 403),
        ({"origin": ""}, 403),
        ({"referer": "OWN/changes"}, 303),
        ({"origin": "OWN"}, 303),
        ({}, 303),
    ],
)
def test_a_page_without_an_origin_is_known_by_its_address(
    start: Start, headers: dict[str, str], status: int
) -> None:
    bench = start()
    form = {"token": bench.token, "theme": "dark"}
    own = {k: v.replace("OWN", bench.address) for k, v in headers.items()}
    assert bench.http.post("/theme", data=form, headers=own).status_code == status


def test_a_session_is_of_one_person(start: Start) -> None:
    """Who makes another's browser use his own session does not know the token of it."""
    bench = start(proxy=PROXY)
    cookie = {"cookie": f"__Host-reportedly={'A' * 43}"}
    as_mara = {**AS_REVIEWER, "x-forwarded-user": "Mara", **cookie}
    as_ilan = {**AS_REVIEWER, **cookie}
    tokens = [bench.get("/api/session", headers=who).json()["token"] for who in (as_mara, as_ilan)]
    assert len(set(tokens)) == 2
    for token, status in zip(tokens, (303, 403), strict=True):
        form = {"token": token, "theme": "dark"}
        assert bench.http.post("/theme", data=form, headers=as_mara).status_code == status


def test_cookies_of_neighbours_hide_no_session(start: Start) -> None:
    bench = start()
    token, own = bench.token, f"reportedly={bench.http.cookies['reportedly']}"
    other = httpx.Client(base_url=bench.address)
    for cookie in (f"a={{b}}; {own}", f"x y; {own}; =", f'"; {own}', f"reportedly-2=x; {own}"):
        told = other.post(
            "/theme", data={"token": token, "theme": "dark"}, headers={"cookie": cookie}
        )
        assert told.status_code == 303, cookie


def test_behind_a_proxy_a_session_is_of_this_host_alone(start: Start) -> None:
    cookie = start(proxy=PROXY).get("/changes", headers=AS_READER).headers["set-cookie"]
    assert cookie.startswith("__Host-reportedly=")
    assert {"Secure", "Path=/"} <= set(cookie.split("; "))
    assert "Domain" not in cookie


@pytest.mark.parametrize("token", ["é".encode("latin-1"), b"\xff" * 64, b"", b"0" * 60_000])
def test_a_token_of_odd_bytes_is_refused(start: Start, token: bytes) -> None:
    bench = start()
    told = bench.http.post("/theme", data={"theme": "dark"}, headers={b"x-token": token})
    assert told.status_code == 403
    told = bench.http.post("/theme", data={"theme": "dark", "token": token.decode("latin-1")})
    assert told.status_code == 403


def test_a_socket_that_stays_open_is_refused(start: Start) -> None:
    bench = start()
    upgrade = {
        **{"connection": "upgrade", "upgrade": "websocket", "sec-websocket-version": "13"},
        "sec-websocket-key": "x" * 22 + "==",
    }
    assert bench.get("/changes", headers=upgrade).status_code in (200, 403)
    assert bench.get("/changes").status_code == 200


def test_a_reader_changes_nothing(start: Start) -> None:
    bench = start(proxy=PROXY)
    assert bench.get("/changes", headers={"host": "bench.example.org"}).status_code == 401
    page = bench.get("/changes", headers=AS_READER)
    assert page.status_code == 200
    assert "Add documents" not in page.text
    refused = bench.http.post("/theme", data={"theme": "dark"}, headers=AS_READER)
    assert refused.status_code == 403
    assert "Ilan may read here, and change nothing" in refused.text
    assert "Add documents" in bench.get("/changes", headers=AS_REVIEWER).text


def test_every_answer_forbids_what_no_page_needs(start: Start) -> None:
    bench = start()
    for path in ("/changes", "/style.css", "/static/workbench.js", "/claims/nothing", "/nowhere"):
        policy = bench.get(path).headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert bench.get(path).headers["x-content-type-options"] == "nosniff"


def test_a_session_is_for_this_site_and_no_script(start: Start) -> None:
    cookie = start().get("/changes").headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie


@pytest.mark.parametrize("next_", ["https://evil.example/", "//evil.example", "/\\evil.example"])
def test_nobody_is_sent_elsewhere(start: Start, next_: str) -> None:
    answer = start().post("/theme", theme="dark", next=next_)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/")
    assert not answer.headers["location"].startswith(("//", "/\\"))
