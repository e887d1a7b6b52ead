"""The workbench on a port, until it is stopped."""

from __future__ import annotations

import socket
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from reportedly.errors import MissingProgramError, UsageError
from reportedly.web.access import Access

_CONNECTIONS = 512


def serve(root: Path, access: Access, started: Callable[[str], None]) -> None:
    """Serve the ledger in a folder; returns when it is told to stop.

    Args:
        root: the folder that holds `claims/`.
        access: where to listen, and whom to let in; port 0 takes one that is free.
        started: is told the address, once it answers.

    Raises:
        MissingProgramError: the packages of the extra `web` are not installed.
        UsageError: the port is taken.
        LedgerError: there is no ledger.
    """
    try:
        import uvicorn

        from reportedly.web.app import make_app
    except ImportError as error:
        raise MissingProgramError(
            f"the workbench needs {error.name}, which comes with: pip install 'reportedly[web]'"
        ) from None
    listening = _listen(access)
    bound = replace(access, port=listening.getsockname()[1])
    config = uvicorn.Config(
        make_app(root, bound),
        log_level="warning",
        access_log=False,
        server_header=False,
        # Who speaks for whom is for `Access` to say, by the address of the connection itself.
        proxy_headers=False,
        limit_concurrency=_CONNECTIONS,
        timeout_keep_alive=30,
        timeout_graceful_shutdown=5,
        lifespan="on",
    )
    server = uvicorn.Server(config)
    host = f"[{bound.host}]" if ":" in bound.host else bound.host
    started(f"http://{host}:{bound.port}/")
    server.run(sockets=[listening])


def _listen(access: Access) -> socket.socket:
    """A socket that listens where it is asked to."""
    try:
        found = socket.getaddrinfo(access.host, access.port, type=socket.SOCK_STREAM)
        family, kind, protocol, _, address = found[0]
        made = socket.socket(family, kind, protocol)
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind(address)
        made.listen(_CONNECTIONS)
    except OSError as error:
        raise UsageError(
            f"cannot listen on {access.host}, port {access.port}: {error.strerror or error}; "
            "give another with --port, or 0 for any that is free"
        ) from None
    return made
