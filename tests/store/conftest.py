"""Real engines for the tests: a PostgreSQL server of our own, and a Spark session."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from reportedly.workflow import prepare_store


def _binaries() -> Path:
    """Where PostgreSQL's programs stand: Debian keeps them out of the path, by version."""
    found = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: float(p.parts[-3])
    )
    on_path = shutil.which("initdb")
    if found:
        return found[-1].parent
    if on_path:
        return Path(on_path).resolve().parent
    raise RuntimeError("PostgreSQL is needed by these tests: .ci/system-packages installs it")


def _as_user(user: str | None, *command: str | Path) -> list[str]:
    words = [str(word) for word in command]
    return words if user is None else ["runuser", "-u", user, "--", *words]


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """The URL of a fresh server on a free port, stopped and removed afterwards."""
    user = None
    if os.geteuid() == 0:
        # The server refuses to run as root.
        known = {entry.pw_name for entry in pwd.getpwall()}
        user = "postgres" if "postgres" in known else "nobody"
    folder = Path(tempfile.mkdtemp(prefix="reportedly-pg-"))
    folder.chmod(0o700)
    if user is not None:
        shutil.chown(folder, user)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    programs, data = _binaries(), folder / "data"
    quiet = {"stdout": subprocess.DEVNULL, "cwd": "/"}
    subprocess.run(
        _as_user(
            user, programs / "initdb", "-D", data, "-U", "owner", "-A", "trust", "-E", "UTF8",
            "--no-sync", "--locale=C.UTF-8",
        ),
        check=True, **quiet,
    )  # fmt: skip
    options = f"-F -p {port} -k {folder} -c listen_addresses=127.0.0.1 -c shared_buffers=64MB"
    control = (programs / "pg_ctl", "-D", data, "-w")
    subprocess.run(
        _as_user(user, *control, "-l", folder / "log", "-o", options, "start"), check=True, **quiet
    )
    try:
        yield f"postgresql://owner@127.0.0.1:{port}/postgres"
    finally:
        subprocess.run(_as_user(user, *control, "-m", "immediate", "stop"), check=True, **quiet)
        shutil.rmtree(folder)


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture
def database(postgres_url: str) -> Iterator[str]:
    """A fresh, empty database on the server, made ready."""
    import psycopg

    name = f"ledger_{uuid4().hex[:12]}"
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    url = postgres_url.rpartition("/")[0] + f"/{name}"
    prepare_store(url)
    yield url
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


@pytest.fixture(params=["duckdb", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "duckdb":
        return str(tmp_path / "ledger.duckdb")
    url: str = request.getfixturevalue("database")
    return url


@pytest.fixture(scope="session")
def spark_master() -> Iterator[str]:
    """A local master whose session is stopped afterwards."""
    from reportedly.store.spark import session_of

    session = session_of("local[2]")
    yield "local[2]"
    session.stop()
