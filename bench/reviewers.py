"""Reviewers at work on one store, killed at random moments and started again.

    python bench/reviewers.py --store postgresql://… [--edits 1000] [--reviewers 2] [--one-cache]

The database must be empty. Each reviewer is a process that accepts a claim of his own, sets the
figure of one that all share, judges a conflict, and undoes his acceptance, over and over, in files
that all edit; he notes what was acknowledged. He is killed (SIGKILL) now and then, and goes on
where the store says that he is. At the end the history must tell each edit of each exactly once and
in order, nothing acknowledged may be missing, and entries, files, resolved claims and the copies in
the caches must say the same. Prints one JSON line: edits, kills, what is lost, doubled or differs,
refusals that were tried again, and milliseconds an edit, conflict search and loading included.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles
from typing import Any

from reportedly.errors import StaleEntryError, UsageError
from reportedly.model import JudgementEntry, Status
from reportedly.store.entries import Database, read_holding
from reportedly.store.place import open_database, place_of
from reportedly.workflow import (
    open_ledger,
    prepare_store,
    pull_ledger,
    push_ledger,
    record_judgement,
)
from reportedly.workflow.changing import made_by
from reportedly.workflow.history import history, restore
from reportedly.workflow.reviewing import edit_fields, review_claims

OWN = 40
SHARED = ("shared-a", "shared-b")
FILES = 4


def make_ledger(root: Path, reviewers: int) -> None:
    """Claims of each reviewer's own and two of all, in the same files; figures that conflict."""
    (root / "claims").mkdir(parents=True)
    (root / "claims/sources.yaml").write_text(
        "sources:\n  - {id: mayor, name: The mayor}\n  - {id: medics, name: Medics}\n"
    )
    subjects = "".join(f"  - {{id: flood-{n}, measure: drowned}}\n" for n in range(FILES))
    (root / "claims/subjects.yaml").write_text(f"subjects:\n{subjects}")
    claims: list[list[str]] = [[] for _ in range(FILES)]
    for number, name in enumerate(SHARED):
        claims[number].append(_claim(name, "medics", number, 1000 + number))
    for reviewer in range(reviewers):
        for number in range(OWN):
            name = f"own-{reviewer}-{number}"
            claims[number % FILES].append(_claim(name, "mayor", number % FILES, number % FILES))
    for number, rows in enumerate(claims):
        text = (
            f"document: {{publisher: Orlo Post, published: 2031-03-03}}\nclaims:\n{''.join(rows)}"
        )
        (root / f"claims/report-{number}.yaml").write_text(text)


def _claim(name: str, source: str, subject: int, figure: int) -> str:
    return (
        f"  - id: {name}\n    source: {source}\n    subject: flood-{subject}\n"
        f'    figure: "{figure}"\n    note: told by telephone\n    status: proposed\n'
    )


@dataclass(frozen=True, slots=True)
class Expected:
    """What the history must tell of one edit: of which entry, and what stands in it then."""

    id: str | None
    holds: str


def expected(reviewer: int, number: int) -> Expected:
    """The edit of this number of a reviewer, counted from 0."""
    own = f"own-{reviewer}-{number // 4 % OWN}"
    token = f"r{reviewer}e{number}."
    return (
        Expected(own, '"told by telephone"}'),  # without a status it is accepted
        Expected(SHARED[number // 4 % 2], token),
        Expected(None, token),
        Expected(own, '"status":"proposed"'),
    )[number % 4]


def edit(store: str, reviewer: int, number: int) -> None:
    """Make the edit of this number."""
    ledger = open_ledger(store)
    what = expected(reviewer, number)
    if number % 4 == 0:
        review_claims(ledger, [(str(what.id), None)], Status.REVIEWED)
    elif number % 4 == 1:
        edit_fields(ledger, str(what.id), None, {"figure": str(2000 + number), "note": what.holds})
    elif number % 4 == 2:
        conflict = ledger.conflicts()[number % 2].id
        by = f"reviewer-{reviewer}"
        record_judgement(
            ledger, JudgementEntry("", conflict, "holds", by=by, on="2031-03-04", why=what.holds)
        )
    else:
        before = history(ledger, str(what.id))[-2].number
        restore(ledger, str(what.id), before)


def work(store: str, reviewer: int, edits: int, log: Path) -> None:
    """Make all edits that the store has not, and note each with its milliseconds and refusals."""
    who = f"reviewer-{reviewer}"
    database = open_database(place_of(store))
    assert database is not None
    query = "SELECT count(*) FROM reportedly.revision WHERE who = ?"
    ((done,),) = database.rows(query, (who,))
    database.close()
    acknowledged = len(log.read_text().splitlines()) if log.exists() else 0
    with log.open("a") as noted, made_by(who):
        noted.writelines("0 0\n" for _ in range(acknowledged, done))  # killed before it was noted
        noted.flush()
        for number in range(done, edits):
            began, refused = time.perf_counter(), 0
            while True:
                try:
                    edit(store, reviewer, number)
                except (StaleEntryError, UsageError):  # another changed it, or settled the conflict
                    refused += 1
                    assert refused < 50
                else:
                    break
            noted.write(f"{(time.perf_counter() - began) * 1000:.1f} {refused}\n")
            noted.flush()


@dataclass
class _Reviewer:
    number: int
    log: Path
    command: list[str]
    cache: Path
    kills: int = 0
    process: subprocess.Popen[bytes] = field(init=False)

    def start(self) -> None:
        env = {**os.environ, "XDG_CACHE_HOME": str(self.cache)}
        self.process = subprocess.Popen(self.command, env=env)


def trial(
    store: str, folder: Path, *, edits: int, reviewers: int, one_cache: bool, seed: int = 1
) -> dict[str, Any]:
    """Let reviewers work until all have done so many edits, and look at what stands then.

    Args:
        store: an empty PostgreSQL database.
        folder: where ledgers, logs and caches go.
        edits: of each reviewer.
        reviewers: how many work at once.
        one_cache: they work on one machine, else on one each.
        seed: of the moments at which they are killed.
    """
    chance = random.Random(seed)
    prepare_store(store)
    make_ledger(folder / "ledger", reviewers)
    push_ledger(str(folder / "ledger"), store, who="first")
    team = []
    for number in range(reviewers):
        log = folder / f"reviewer-{number}.log"
        given = ["--store", store, "--edits", str(edits), "--work", str(number), "--log", str(log)]
        cache = folder / ("cache" if one_cache else f"cache-{number}")
        team.append(_Reviewer(number, log, [sys.executable, __file__, *given], cache))
    began = time.perf_counter()
    for one in team:
        one.start()
    while working := [one for one in team if one.process.poll() is None]:
        time.sleep(chance.uniform(0.3, 6.0))
        one = chance.choice(working)
        if one.process.poll() is None:
            one.process.kill()
            one.process.wait()
            one.kills += 1
            one.start()
    assert all(one.process.returncode == 0 for one in team)
    seconds = time.perf_counter() - began
    noted = [line.split() for one in team for line in one.log.read_text().splitlines()]
    took = sorted(float(ms) for ms, _ in noted if float(ms))
    return {
        "edits": edits * reviewers,
        "kills": sum(one.kills for one in team),
        **_found(store, folder, team, edits),
        "refused_and_tried_again": sum(int(refused) for _, refused in noted),
        "seconds": round(seconds, 1),
        "ms_median": round(took[len(took) // 2], 1),
        "ms_p95": round(quantiles(took, n=20)[-1], 1),
    }


def _found(store: str, folder: Path, team: list[_Reviewer], edits: int) -> dict[str, int]:
    database = open_database(place_of(store))
    assert database is not None
    try:
        found = {"lost": 0, "doubled": 0, "wrong": 0}
        for one in team:
            rows = database.rows(
                "SELECT id, content FROM reportedly.history WHERE who = ? ORDER BY number",
                (f"reviewer-{one.number}",),
            )
            acknowledged = len(one.log.read_text().splitlines())
            found["lost"] += max(0, acknowledged - len(rows), edits - len(rows))
            found["doubled"] += max(0, len(rows) - edits)
            for number, (name, content) in enumerate(rows):
                what = expected(one.number, number)
                fits = what.id in (None, name) and what.holds in content
                found["wrong"] += not (fits and (what.id is None) == ("conflict" in content))
        found["differing"] = _differing(store, database, folder, team)
    finally:
        database.close()
    return found


def _differing(store: str, database: Database, folder: Path, team: list[_Reviewer]) -> int:
    """How many entries, files and resolved claims are not what the others say."""
    from reportedly.store.entries import _resolved, holding_of

    pull_ledger(str(folder / "pulled"), store)
    ledger = open_ledger(str(folder / "pulled"))
    theirs = read_holding(database)
    differing = len(ledger.problems) + (holding_of(ledger.entries, {}).entries != theirs.entries)
    last = database.rows(
        "SELECT DISTINCT ON (section, id) id, content FROM reportedly.history "
        "ORDER BY section, id, number DESC"
    )
    now = {key[2]: kept.content for key, kept in theirs.entries.items()}
    differing += sum(now.get(name) != content for name, content in last)
    resolved = set(database.rows("SELECT * FROM reportedly.claim"))
    differing += len(resolved ^ {_resolved(claim) for claim in ledger.claims})
    for cache in {one.cache for one in team}:
        os.environ["XDG_CACHE_HOME"] = str(cache)
        copy = open_ledger(store).root
        differing += sum((copy / p).read_bytes() != data for p, data in theirs.files.items())
    return int(differing)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--store", required=True)
    parser.add_argument("--edits", type=int, default=1000)
    parser.add_argument("--reviewers", type=int, default=2)
    parser.add_argument("--one-cache", action="store_true")
    parser.add_argument("--work", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--log", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.work is not None:
        work(given.store, given.work, given.edits, given.log)
        return
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CACHE_HOME"] = f"{folder}/cache-of-main"
        result = trial(
            given.store,
            Path(folder),
            edits=given.edits,
            reviewers=given.reviewers,
            one_cache=given.one_cache,
        )
    print(json.dumps(result))


if __name__ == "__main__":
    main()
