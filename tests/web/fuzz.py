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
from copy import deepcopy
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


class Fuzz:
    """Cases of every endpoint of a workbench that listens."""

    def __init__(self, address: str, begin: int) -> None:
        self.http = httpx.Client(base_url=address)
        self.begin = begin
        self.counts: Counter[str] = Counter()
        self.statuses: Counter[str] = Counter()
        self.token = self.http.get("/api/session").json()["token"]
        self.schema = from_dict(self._known(self.http.get("/schema").json()))
        self.schema.config.update(base_url=address)

    def _known(self, description: dict[str, Any]) -> dict[str, Any]:
        """The description, in which ids are often such as there are."""
        told = deepcopy(description)
        ids = {kind: self._ids(kind) for kind in KINDS}
        for path, item in told["paths"].items():
            for operation in item.values():
                for parameter in operation["parameters"]:
                    if parameter["name"] == "id":
                        known = ids.get(path.split("/")[2], ids["documents"])
                        parameter["schema"] = {"anyOf": [{"enum": known}, parameter["schema"]]}
        taken = told["components"]["schemas"]
        for name, key, known in (
            ("Made", "document", ids["documents"]),
            ("Judgement", "conflict", ids["conflicts"]),
            ("NewAssessment", "event", ids["events"]),
            ("Decision", "a", ids["documents"][:2]),
            ("Decision", "b", ids["documents"][:2]),
        ):
            shape = taken[name]["properties"][key]
            taken[name]["properties"][key] = {"anyOf": [{"enum": known}, shape]}
        return told

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
            if operation.body or operation.query or operation.path_parameters:
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
        @given(case=operation.as_strategy(generation_mode=mode), meet=st.booleans())
        def one(case: Case, meet: bool) -> None:
            body = case.body
            if meet and isinstance(body, dict) and "version" in body:
                path = f"/api/claims/{quote(str(case.path_parameters['id']), safe='')}"
                body["version"] = self.http.get(path).json().get("version", "")
            self.counts[operation.label] += 1
            headers = {"x-token": self.token} if changes else {}
            answer = case.call_and_validate(
                headers=headers, cookies=dict(self.http.cookies), checks=CHECKS
            )
            self.statuses[f"{answer.status_code}"] += 1

        one()


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
