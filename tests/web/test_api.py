"""The API: the rows of the command line, edits that write over nobody, one description of all."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import jsonschema
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from reportedly.cli import main
from reportedly.web.api import ENDPOINTS
from reportedly.web.api.shapes import REFERENCE, Shape, faults_of, shapes
from reportedly.web.app import routes

from .conftest import Bench
from .test_guard import AS_READER, PROXY

EVENT = "shelling-halven-2023-05-09"
CLAIM = "2023-05-10-halven-bus-station-14-civilians-killed/narrator/killed"


def printed(root: Path, *command: str) -> Any:
    """What a command prints as JSON."""
    told = CliRunner().invoke(main, ["--ledger", str(root), *command, "--format", "json"])
    assert told.exit_code == 0, told.output
    return json.loads(told.stdout)


def path_of(kind: str, name: str, act: str = "") -> str:
    return f"/api/{kind}/{quote(name, safe='')}{act}"


def send(
    bench: Bench, path: str, body: Any, method: str = "POST", **headers: str
) -> httpx.Response:
    token = bench.get("/api/session").json()["token"]
    return bench.http.request(
        method,
        path,
        content=json.dumps(body),
        headers={"x-token": token, "content-type": "application/json", **headers},
    )


def fits(shape: str, value: Any) -> None:
    jsonschema.validate(value, {"$ref": f"{REFERENCE}{shape}", "components": {"schemas": shapes()}})


# --- rows


@pytest.mark.parametrize(
    ("path", "command", "shape"),
    [
        ("events", ["events"], "ListedEvent"),
        ("claims", ["claims"], "ListedClaim"),
        ("claims?source=rivers-monitor", ["claims", "--source", "rivers-monitor"], "ListedClaim"),
        ("claims?subject=killed", ["claims", "--subject", "killed"], "ListedClaim"),
        ("claims?status=proposed", ["claims", "--status", "proposed"], "ListedClaim"),
        ("claims?since=2023-05-09", ["claims", "--since", "2023-05-09"], "ListedClaim"),
        ("sources", ["sources"], "Source"),
        ("subjects", ["subjects"], "Subject"),
        ("documents", ["documents"], "Document"),
        ("conflicts", ["conflicts"], "Conflict"),
        ("conflicts?severity=question", ["conflicts", "--severity", "question"], "Conflict"),
        (
            "conflicts?kind=denial&kind=contradiction",
            ["conflicts", "--kind", "contradiction", "--kind", "denial"],
            "Conflict",
        ),
        ("links", ["link"], "Link"),
        ("search?words=killed", ["search", "killed", "--limit", "100"], "Hit"),
    ],
)
def test_rows_are_those_of_the_command_line(
    seen: Bench, path: str, command: list[str], shape: str
) -> None:
    told = seen.get(f"/api/{path}").json()
    assert told["rows"] == printed(seen.root, *command)
    assert told["total"] == len(told["rows"]) > 0
    for row in told["rows"]:
        fits(shape, row)


def test_one_is_what_the_command_line_prints_of_it(seen: Bench) -> None:
    event = seen.get(path_of("events", EVENT)).json()
    assert [event] == printed(seen.root, "event", EVENT)
    fits("Event", event)
    traced = seen.get(path_of("claims", CLAIM)).json()
    fits("TracedClaim", traced)
    assert traced.pop("fields")["figure"] == "14"
    assert traced.pop("version")
    assert traced == printed(seen.root, "trace", CLAIM)
    found = seen.get("/api/conflicts?limit=1").json()["rows"][0]
    assert seen.get(path_of("conflicts", found["id"])).json() == found
    document = seen.get("/api/documents?limit=1").json()["rows"][0]
    told = seen.get(path_of("documents", document["id"])).json()
    assert told["document"] == document
    assert told["text"] == (seen.root / document["path"]).read_text()


def test_claims_are_narrowed_by_more_than_the_command_line_has(seen: Bench) -> None:
    def ids(query: str) -> list[str]:
        return [row["id"] for row in seen.get(f"/api/claims?{query}").json()["rows"]]

    rows = seen.get("/api/claims").json()["rows"]
    document = rows[0]["document"]
    assert ids(f"document={document}") == [r["id"] for r in rows if r["document"] == document]
    assert ids(f"event={EVENT}") == [r["id"] for r in rows if r["event"] == EVENT]
    assert ids("text=civilians") == [r["id"] for r in rows if "civilians" in r["text"].lower()]
    in_conflict = {
        claim
        for c in seen.get("/api/conflicts?severity=conflict&state=unjudged").json()["rows"]
        for claim in c["claims"]
    }
    assert set(ids("severity=conflict")) == in_conflict
    assert ids("limit=3&offset=4") == [r["id"] for r in rows[4:7]]


def test_what_is_held_is_not_sent_again(halven_bench: Bench) -> None:
    tag = halven_bench.get("/api/claims").headers["etag"]
    again = halven_bench.get("/api/claims", headers={"if-none-match": f'"x", W/{tag}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    version = halven_bench.get(path_of("claims", CLAIM)).json()["version"]
    reviewed = send(
        halven_bench,
        path_of("claims", CLAIM, "/review"),
        {"verdict": "accepted", "version": version},
    )
    assert reviewed.status_code == 200
    anew = halven_bench.get("/api/claims", headers={"if-none-match": tag})
    assert (anew.status_code, anew.headers["etag"] == tag) == (200, False)
    # What does not follow from the ledger alone has no tag.
    assert "etag" not in halven_bench.get("/api/changes").headers


# --- edits


def test_a_claim_is_reviewed_edited_split_and_taken_back(halven_bench: Bench) -> None:
    files = {p: p.read_bytes() for p in (halven_bench.root / "claims").iterdir()}
    version = halven_bench.get(path_of("claims", CLAIM)).json()["version"]

    told = send(
        halven_bench,
        path_of("claims", CLAIM, "/review"),
        {"verdict": "accepted", "version": version},
    ).json()
    fits("EditedClaims", told)
    assert told["claims"][0]["claim"]["status"] == "reviewed"

    edit = {"version": told["claims"][0]["version"], "fields": {"note": "seen", "unit": None}}
    told = send(halven_bench, path_of("claims", CLAIM), edit, "PATCH").json()
    fits("EditedClaims", told)
    assert told["claims"][0]["fields"]["note"] == "seen"

    parts = [{"subject": "killed", "figure": "14"}, {"subject": "killed/children", "figure": "14"}]
    split = {"version": told["claims"][0]["version"], "parts": parts}
    told = send(halven_bench, path_of("claims", CLAIM, "/split"), split).json()
    fits("EditedClaims", told)
    assert [c["claim"]["subject"] for c in told["claims"]] == [
        f"{EVENT}/killed",
        f"{EVENT}/killed/children",
    ]

    numbers = [row["number"] for row in halven_bench.get("/api/changes").json()["rows"]]
    assert numbers == [3, 2, 1]
    for number in numbers:
        told = send(halven_bench, "/api/undo", {"number": number}).json()
        fits("Undone", told)
        assert told["change"]["undoes"] == number
    assert {p: p.read_bytes() for p in files} == files
    nothing = send(halven_bench, "/api/undo", {"number": 1})
    assert (nothing.status_code, nothing.json()["error"]) == (422, "there is nothing to undo")
    for row in halven_bench.get("/api/changes").json()["rows"]:
        fits("Change", row)


def test_a_claim_is_made_of_words(halven_bench: Bench) -> None:
    document = CLAIM.partition("/")[0]
    text = halven_bench.get(path_of("documents", document)).json()["text"]
    start = text.index("14")
    made = send(
        halven_bench,
        "/api/claims",
        {
            "document": document,
            "spans": [[start, start + 2]],
            "fields": {"source": "narrator", "subject": f"{EVENT}/wounded", "figure": "14"},
        },
    )
    assert made.status_code == 201
    fits("EditedClaims", made.json())
    claim = made.json()["claims"][0]["claim"]
    assert (claim["text"], claim["status"]) == ("14", "reviewed")
    listed = halven_bench.get(f"/api/claims?document={document}").json()["rows"]
    assert claim["id"] in [row["id"] for row in listed]


def test_links_judgements_and_assessments(halven_bench: Bench) -> None:
    waits = halven_bench.get("/api/links?status=proposed").json()["rows"][0]
    body = {"kind": waits["kind"], "a": waits["a"], "b": waits["b"], "verdict": "same"}
    told = send(halven_bench, "/api/links", body).json()
    fits("EditedLink", told)
    assert (told["link"]["status"], told["link"]["by"]) == ("decided", "Mara Lind")

    conflict = halven_bench.get("/api/conflicts?severity=conflict&state=unjudged").json()["rows"][0]
    body = {"conflict": conflict["id"], "verdict": "holds", "why": "They differ."}
    told = send(halven_bench, "/api/judgements", body).json()
    fits("EditedConflict", told)
    assert told["conflict"]["judgements"]

    body = {"event": EVENT, "subject": "killed", "low": 9, "best": 13, "high": 14, "grade": "fair"}
    told = send(halven_bench, "/api/assessments", body).json()
    fits("EditedAssessment", told)
    assert (told["number"], told["assessment"]["by"]) == (3, "Mara Lind")
    again = send(halven_bench, "/api/assessments", body).json()
    assert again == {**told, "number": None}
    rows = halven_bench.get(f"/api/assessments?event={EVENT}").json()["rows"]
    assert rows == [told["assessment"]]


def test_what_somebody_else_wrote_is_not_written_over(halven_bench: Bench) -> None:
    version = halven_bench.get(path_of("claims", CLAIM)).json()["version"]
    first = {"version": version, "fields": {"note": "one"}}
    assert send(halven_bench, path_of("claims", CLAIM), first, "PATCH").status_code == 200
    second = {"version": version, "fields": {"note": "two"}}
    told = send(halven_bench, path_of("claims", CLAIM), second, "PATCH")
    assert told.status_code == 409
    fits("Stale", told.json())
    assert told.json()["row"]["fields"]["note"] == "one"
    again = {**second, "version": told.json()["version"]}
    told = send(halven_bench, path_of("claims", CLAIM), again, "PATCH")
    assert told.json()["claims"][0]["fields"]["note"] == "two"


@pytest.mark.parametrize(
    ("body", "status", "faults"),
    [
        ({"fields": {"note": "x"}}, 422, {"version": "is missing"}),
        ({"version": "…", "fields": {"nte": "x"}}, 422, {"fields.nte": "is not known"}),
        ({"version": "…", "fields": {"note": "a\0b"}}, 422, {"fields.note": "no text has"}),
        ({"version": "…", "fields": {"note": "\ud800"}}, 422, {"fields.note": "no text has"}),
        ({"version": "…", "fields": {"figure": "fourteenish"}}, 422, {"figure": "fourteenish"}),
        ({"version": "…", "fields": {"stance": "sings"}}, 422, {"stance": "sings"}),
        ({"version": "old", "fields": {"note": "x"}}, 409, None),
        ([], 422, {"": "is not object"}),
    ],
)  # fmt: skip
def test_every_fault_is_told_by_its_field(
    halven_bench: Bench, body: Any, status: int, faults: dict[str, str] | None
) -> None:
    if isinstance(body, dict) and body.get("version") == "…":
        body["version"] = halven_bench.get(path_of("claims", CLAIM)).json()["version"]
    told = send(halven_bench, path_of("claims", CLAIM), body, "PATCH")
    assert told.status_code == status
    if faults is not None:
        fits("Faults", told.json())
        assert told.json()["faults"].keys() == faults.keys()
        for field, words in faults.items():
            assert words in told.json()["faults"][field]


def test_what_is_not_there(seen: Bench) -> None:
    for kind in ("events", "claims", "documents", "conflicts"):
        assert seen.get(path_of(kind, "no/such")).status_code == 404
    body = {"verdict": "accepted", "version": "x"}
    assert send(seen, "/api/claims/no/such/review", body).status_code == 404
    unknown = seen.get("/api/claims?sorce=army&status=seen&limit=-1&since=2023-02-30")
    assert unknown.status_code == 422
    assert sorted(unknown.json()["faults"]) == ["limit", "sorce", "status"]
    assert seen.get("/api/claims?since=2023-02-30").json()["faults"] == {
        "since": "is no day such as 2031-03-04"
    }
    wrong = seen.http.request("PUT", "/api/claims", headers={"x-token": seen.token})
    assert (wrong.status_code, sorted(wrong.headers["allow"].split(", "))) == (
        405,
        ["GET", "HEAD", "POST"],
    )


def test_edits_need_the_token_and_the_role(
    halven_bench: Bench, start: Callable[..., Bench]
) -> None:
    body = {"verdict": "accepted", "version": "x"}
    path = path_of("claims", CLAIM, "/review")
    for headers in ({}, {"x-token": "0" * 64}, {"x-token": "é"}):
        sent = {k: v.encode("latin-1") for k, v in headers.items()}
        refused = halven_bench.http.post(path, json=body, headers=sent)
        assert refused.status_code == 403
        fits("Fault", refused.json())
    # As a form of a page would, with its token in the body.
    form = {"token": halven_bench.token, "verdict": "accepted", "version": "x"}
    assert halven_bench.http.post(path, data=form).status_code == 403
    bench = start(proxy=PROXY)
    told = bench.http.post("/api/undo", json={}, headers={**AS_READER, "x-token": "0" * 64})
    assert (told.status_code, "may read here" in told.json()["error"]) == (403, True)
    session = bench.get("/api/session", headers=AS_READER).json()
    fits("Session", session)
    assert (session["name"], session["role"]) == ("Ilan", "reader")


# --- shapes

BODIES = ("Edit", "Made", "Split", "Review", "Decision", "Judgement", "NewAssessment", "Undo")


@pytest.mark.parametrize("name", shapes())
def test_shapes_are_json_schemas(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(shapes()[name])


TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=5)
ANY = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 3) | st.just(2.0) | st.just(0.5) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=4,
)


def near(shape: Shape) -> st.SearchStrategy[Any]:
    """Values of a shape, or such as have a slip in them."""
    if "$ref" in shape:
        return near(shapes()[shape["$ref"].removeprefix(REFERENCE)])
    if "allOf" in shape:
        return near(shape["allOf"][0])
    if "enum" in shape:
        return st.sampled_from(shape["enum"]) | ANY
    kinds = shape["type"] if isinstance(shape["type"], list) else [shape["type"]]
    made = {
        "object": lambda: st.fixed_dictionaries(
            {}, optional={k: near(v) for k, v in shape.get("properties", {}).items()}
        ),
        "array": lambda: st.lists(near(shape["items"]), max_size=3),
        "string": lambda: TEXTS | st.just("x" * (shape.get("maxLength", 0) + 1)),
        "integer": lambda: st.integers(-1, 3) | st.just(2.0) | st.just(10**20),
        "number": lambda: st.floats(allow_nan=False, allow_infinity=False),
        "null": st.none,
    }
    return st.one_of(*(made[kind]() for kind in kinds), ANY)


@pytest.mark.parametrize("name", BODIES)
@given(data=st.data())
def test_a_body_is_taken_where_its_shape_says_so(name: str, data: st.DataObject) -> None:
    value = data.draw(near(shapes()[name]))
    whole = {**shapes()[name], "components": {"schemas": shapes()}}
    is_one = jsonschema.Draft202012Validator(whole).is_valid(value)
    assert (not faults_of(shapes()[name], value)) == is_one


def test_no_shape_says_what_bodies_are_not_checked_by() -> None:
    known = {"type", "properties", "required", "additionalProperties", "items", "enum", "allOf"}
    known |= {"minItems", "maxItems", "minimum", "maximum", "maxLength", "description", "$ref"}

    def keys(shape: Any) -> set[str]:
        if "$ref" in shape:
            return keys(shapes()[shape["$ref"].removeprefix(REFERENCE)]) | {"$ref"}
        inner = [*shape.get("properties", {}).values(), *shape.get("allOf", [])]
        inner += [shape["items"]] if "items" in shape else []
        return set(shape).union(*map(keys, inner))

    for name in BODIES:
        assert keys(shapes()[name]) <= known


# --- the description


def test_the_description_is_openapi_of_all_there_is(seen: Bench) -> None:
    told = seen.get("/schema").json()
    assert told["openapi"] == "3.1.0"
    described = {(m.upper(), path) for path, item in told["paths"].items() for m in item}
    assert described == {(e.method, e.path) for e in ENDPOINTS}
    routed = {
        (method, str(route.path).replace(":path", ""))
        for route in routes()
        for method in getattr(route, "methods", ()) or ()
        if route.path.startswith(("/api", "/schema")) and method != "HEAD"
    }
    assert routed == described
    names = set(re.findall(rf'"{REFERENCE}(\w+)"', json.dumps(told)))
    assert names <= told["components"]["schemas"].keys()
