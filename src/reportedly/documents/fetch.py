"""One page from the network, with limits of size and time, and never from a private address.

A name is looked up once, every address of it must be public, and the connection goes to the very
address that was looked at: neither a redirect nor a name server can lead into a private network.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import time
from collections.abc import Callable
from urllib.parse import SplitResult, urljoin, urlsplit

from reportedly.documents.formats import kind_of_type
from reportedly.documents.text import MAX_BYTES
from reportedly.errors import DocumentError, GoneError

SECONDS = 30
"""How long one page may take, redirects and all."""

_REDIRECTS = 5


def is_public(address: str) -> bool:
    """True for an address that anybody on the internet can reach.

    >>> is_public("127.0.0.1"), is_public("10.1.2.3"), is_public("1.1.1.1")
    (False, False, True)
    """
    found = ipaddress.ip_address(address.partition("%")[0])
    mapped = getattr(found, "ipv4_mapped", None)
    found = mapped or found
    return found.is_global and not found.is_multicast


def fetch(
    url: str, allowed: Callable[[str], bool] = is_public, seconds: float = SECONDS
) -> tuple[bytes, str, str | None]:
    """The bytes at an address of the web.

    Args:
        url: `http://` or `https://`.
        allowed: which IP addresses may be asked.
        seconds: how long it may take in all.

    Returns:
        The bytes, the address that gave them after redirects, and the format that its content type
        names (see `captures_from_bytes`), or None.

    Raises:
        GoneError: there is nothing, or nothing any more.
        DocumentError: no network, no such host, an address that is not allowed, a failure status,
            too many redirects, too large, or too slow.
    """
    end = time.monotonic() + seconds
    for _ in range(_REDIRECTS + 1):
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise DocumentError(f"{url} is not an address that starts with http:// or https://")
        try:
            status, headers, data = _get(parts, allowed, end)
        except TimeoutError:
            raise DocumentError(f"{url} took over {seconds:g} seconds") from None
        except ssl.SSLError as error:
            raise DocumentError(f"{url}: no safe connection: {error.reason}") from None
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise DocumentError(f"{url} cannot be reached: {error}") from None
        place = headers.get("Location")
        if status in (301, 302, 303, 307, 308) and place:
            url = urljoin(url, place)
            continue
        if status in (404, 410):
            raise GoneError(f"{url} answers with status {status}: there is nothing any more")
        if status != 200:
            raise DocumentError(f"{url} answers with status {status}")
        return data, url, kind_of_type(headers.get_content_type())
    raise DocumentError(f"{url}: more than {_REDIRECTS} redirects")


def _get(
    parts: SplitResult, allowed: Callable[[str], bool], end: float
) -> tuple[int, http.client.HTTPMessage, bytes]:
    host = parts.hostname or ""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    address = _address(host, port, allowed)
    connection = http.client.HTTPConnection(host, port, timeout=_left(end))
    sock = socket.create_connection((address, port), timeout=_left(end))
    try:
        if parts.scheme == "https":
            sock = ssl.create_default_context().wrap_socket(sock, server_hostname=host)
        connection.sock = sock
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        agent = {"User-Agent": "reportedly (reads pages that a person names)", "Accept": "*/*"}
        connection.request("GET", target, headers={**agent, "Connection": "close"})
        answer = connection.getresponse()
        return answer.status, answer.msg, _read(answer, sock, end)
    finally:
        connection.close()
        sock.close()


def _read(answer: http.client.HTTPResponse, sock: socket.socket, end: float) -> bytes:
    """The body, block by block: each wait counts against the time for the whole."""
    blocks, size = [], 0
    while block := answer.read1(1 << 16):
        size += len(block)
        if size > MAX_BYTES:
            raise DocumentError(f"the page is larger than {MAX_BYTES >> 20} MiB")
        blocks.append(block)
        left = _left(end)
        if sock.fileno() >= 0:  # closed once the whole body has come
            sock.settimeout(left)
    return b"".join(blocks)


def _address(host: str, port: int, allowed: Callable[[str], bool]) -> str:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError:
        raise DocumentError(f"the host {host} cannot be found; is there a network?") from None
    addresses = [str(entry[4][0]) for entry in found]
    refused = [a for a in addresses if not allowed(a)]
    if refused:
        raise DocumentError(f"{host} is at {refused[0]}, a private address, which is not fetched")
    return addresses[0]


def _left(end: float) -> float:
    left = end - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left
