"""Ask the API of everything that its description allows, and of much that it does not.

    python -m tests.web.fuzz [EXAMPLES] [SEED]

tries so many cases of each endpoint, of what it takes and of what not, on loopback.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from schemathesis import Case
from schemathesis.checks import load_all_checks, not_a_server_error
from schemathesis.generation import GenerationMode
from schemathesis.openapi import from_dict
from schemathesis.schemas import APIOperation
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

load_all_checks()
CHECKS = [
    not_a_server_error,
    response_schema_conformance,
    status_code_conformance,
    content_type_conformance,
    negative_data_rejection,
    unsupported_method,
]
Operation = APIOperation[Any, Any, Any, Any]
KINDS = ("events", "claims", "documents", "conflicts")
IN_BODY = {
    "document": "documents",
    "conflict": "conflicts",
    "event": "events",
    "a": "documents",
    "b": "documents",
}


class Fuzz:
    """Cases of every endpoint of a workbench that listens."""

    def __init__(self, address: str, begin: int) -> None:
        self.http = httpx.Client(base_url=address)
        self.begin = begin
        self.counts: Counter[str] = Counter()
        self.statuses: Counter[str] = Counter()
        self.token = self.http.get("/api/session").json()["token"]
        self.known = {kind: self._ids(kind) for kind in KINDS}
        told = self.http.get("/schema").json()
        for item in told["paths"].values():
            for operation in item.values():
                operation.pop("security", None)  # it is sent always, and tested elsewhere
        self.schema = from_dict(told)
        self.schema.config.update(base_url=address)

    def _ids(self, kind: str) -> list[str]:
        return [row["id"] for row in self.http.get(f"/api/{kind}").json()["rows"]]

    def run(self, examples: int) -> None:
        """Ask.

        Raises:
            schemathesis.FailureGroup: an answer is not what the description says.
        """
        for found in self.schema.get_all_operations():
            operation = found.ok()
            self.ask(operation, GenerationMode.POSITIVE, examples)
            if operation.body or operation.query:  # any text may be an id
                self.ask(operation, GenerationMode.NEGATIVE, examples)

    def ask(
        self, operation: APIOperation[Any, Any, Any, Any], mode: GenerationMode, examples: int
    ) -> None:
        """Ask an endpoint."""
        changes = operation.method.upper() != "GET"

        @seed(self.begin)
        @settings(
            max_examples=examples,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy(generation_mode=mode), data=st.data())
        def one(case: Case, data: st.DataObject) -> None:
            if mode is GenerationMode.POSITIVE and data.draw(st.booleans()):
                self.meet(case, data)
            self.counts[operation.label] += 1
            headers = {"x-token": self.token} if changes else {}
            answer = case.call_and_validate(
                headers=headers, cookies=dict(self.http.cookies), checks=CHECKS
            )
            self.statuses[str(answer.status_code)] += 1

        one()

    def meet(self, case: Case, data: st.DataObject) -> None:
        """Let a case ask of what there is, so that it comes further than a wrong name would."""
        path, body = case.path_parameters or {}, case.body
        if "id" in path:
            kind = case.operation.path.split("/")[2]
            name = data.draw(st.sampled_from(self.known.get(kind, self.known["documents"])))
            path["id"] = quote(name, safe="")
            if isinstance(body, dict) and "version" in body:
                found = self.http.get(f"/api/claims/{path['id']}").json()
                body["version"] = found.get("version", "")
                typed = found.get("fields", {})
                for part in [body.get("fields"), *body.get("parts", [])]:
                    if part is not None and typed:
                        keys = data.draw(st.sets(st.sampled_from(sorted(part)))) if part else ()
                        for key in keys:
                            part[key] = typed.get(key)
        if isinstance(body, dict):
            for key, kind in IN_BODY.items():
                if key in body:
                    body[key] = data.draw(st.sampled_from(self.known[kind]))


if __name__ == "__main__":
    from reportedly.ledger import init
    from reportedly.workflow.taking_in import take_in

    from .conftest import serving

    begun = time.monotonic()
    examples, begin = (int(n) for n in [*sys.argv[1:], "200", "1"][:2])
    root = Path(tempfile.mkdtemp()) / "halven"
    init(root)
    reports = sorted((Path(__file__).parents[2] / "docs" / "example").glob("*.txt"))
    take_in(str(root), [(p.name, str(p)) for p in reports], {})
    with serving(root) as bench:
        fuzz = Fuzz(bench.address, begin)
        try:
            fuzz.run(examples)
        finally:
            for label, count in fuzz.counts.items():
                print(f"{count:6,}  {label}")
            seconds = time.monotonic() - begun
            print(f"{fuzz.counts.total():6,}  in all, {seconds:.0f} s: {dict(fuzz.statuses)}")
    shutil.rmtree(root.parent)
