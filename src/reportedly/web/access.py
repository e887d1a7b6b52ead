"""Who may come in: on this machine whoever sits at it, elsewhere whom a proxy has let in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from ipaddress import ip_address, ip_network
from typing import TYPE_CHECKING

from reportedly.errors import UsageError

if TYPE_CHECKING:
    from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

_HERE = ("localhost", "127.0.0.1", "[::1]")
"""Names under which a browser reaches the machine that it runs on."""


_FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via")
"""Headers by which a proxy tells of itself: what comes through one that nobody named on the command
line does not come from who sits at this machine."""


class Role(StrEnum):
    """What a person may do."""

    READER = "reader"
    REVIEWER = "reviewer"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who was let in."""

    name: str
    role: Role

    @property
    def may_write(self) -> bool:
        """Whether edits are theirs to make."""
        return self.role is Role.REVIEWER


@dataclass(frozen=True, slots=True)
class Proxy:
    """What stands before the workbench and authenticates.

    Attributes:
        networks: addresses from which it speaks; nobody else is listened to.
        name_header, role_header: where it writes who it let in; a role that is not there or not
            known is `reader`.
        hosts: names under which people reach it.
    """

    networks: tuple[IPv4Network | IPv6Network, ...]
    hosts: tuple[str, ...]
    name_header: str = "x-forwarded-user"
    role_header: str = "x-forwarded-role"

    def trusts(self, address: str) -> bool:
        """Whether the proxy speaks from an address."""
        found = _address(address)
        return found is not None and any(found in network for network in self.networks)


@dataclass(frozen=True, slots=True)
class Access:
    """Where the workbench listens, and whom it lets in.

    Attributes:
        host, port: where it listens.
        owner: the name of whoever sits at this machine, used where there is no proxy.
        proxy: what authenticates, None on loopback.

    Raises:
        UsageError: it would stand open to a network.
    """

    host: str = "127.0.0.1"
    port: int = 8765
    owner: str = "reviewer"
    proxy: Proxy | None = None
    hosts: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        if self.proxy is None and not is_loopback(self.host):
            raise UsageError(
                f"{self.host} can be reached from other machines, and the workbench asks nobody "
                "who they are: listen on 127.0.0.1, or put a proxy that authenticates before it "
                "and name it with --proxy ADDRESS --public-host NAME"
            )
        here = {f"{name}:{self.port}" for name in _HERE}
        here |= set(_HERE) if self.port == 80 else set()
        given = self.proxy.hosts if self.proxy else ()
        object.__setattr__(self, "hosts", (*given, *(() if self.proxy else sorted(here))))

    def is_called(self, host: str) -> bool:
        """Whether the Host of a request is a name of ours; one given without a port has any."""
        name, _, port = host.rpartition(":")
        return host in self.hosts or (
            self.proxy is not None and port.isdigit() and name in self.hosts
        )

    def person(self, address: str, headers: Mapping[str, str]) -> Person | None:
        """Who asks; None for somebody whom nobody let in.

        Args:
            address: from which the connection comes.
            headers: of the request, names in lower case.
        """
        if self.proxy is None:
            comes_through = any(name in headers for name in _FORWARDED)
            is_here = is_loopback(address) and not comes_through
            return Person(self.owner, Role.REVIEWER) if is_here else None
        name = _in_utf8(headers.get(self.proxy.name_header, ""))
        if not name or not self.proxy.trusts(address):
            return None
        role = headers.get(self.proxy.role_header, "").strip().lower()
        return Person(name[:200], Role(role) if role in set(Role) else Role.READER)


def is_loopback(host: str) -> bool:
    """Whether an address is reached from its own machine alone."""
    found = _address(host.strip("[]"))
    return host == "localhost" or (found is not None and found.is_loopback)


def _address(written: str) -> IPv4Address | IPv6Address | None:
    """An address; of one of IPv4 that IPv6 carries, that one."""
    try:
        found = ip_address(written)
    except ValueError:
        return None
    return getattr(found, "ipv4_mapped", None) or found


def _in_utf8(header: str) -> str:
    """A name in a header: most proxies write it in UTF-8, which HTTP reads as Latin-1."""
    with suppress(UnicodeError):
        header = header.encode("latin-1").decode()
    return " ".join("".join(c if c.isprintable() else " " for c in header).split())


def proxy_of(
    addresses: Sequence[str], hosts: Sequence[str], name_header: str, role_header: str
) -> Proxy:
    """A proxy as it is named on the command line.

    Raises:
        UsageError: an address is none, or no name is given under which people reach it.
    """
    networks = []
    for written in addresses:
        try:
            network = ip_network(written, strict=False)
        except ValueError:
            raise UsageError(
                f"--proxy {written!r} is no address: give one such as 10.0.0.2 or 10.0.0.0/29"
            ) from None
        networks.append(network)
    if not hosts:
        raise UsageError("--proxy needs --public-host: the name under which people reach it")
    return Proxy(
        tuple(networks),
        tuple(h.lower() for h in hosts),
        name_header.lower(),
        role_header.lower(),
    )
