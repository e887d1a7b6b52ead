"""Addresses of the web as they are compared: two ways to write one address are one."""

from __future__ import annotations

from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlencode, urlsplit

from reportedly.text.lexicon import words

_PORTS = {"http": 80, "https": 443}
_SAFE = "/:@!$&'()*+,;=~-._"


def same_page(url: str | None) -> str | None:
    """An address in the one form that all ways to write it have, None of what is none.

    Scheme, case of the host, default port, trailing slash, fragment, order of parameters and those
    that only tell where a reader came from make no difference. The front page of a site names no
    document: another text there is another document.

    >>> same_page("http://Nordwire.example:80/a/?utm_source=x&id=7#top")
    'nordwire.example/a?id=7'
    >>> same_page("https://nordwire.example/")
    """
    parts = _split(url or "")
    if parts is None or not parts.hostname:
        return None
    path = quote(unquote(parts.path), safe=_SAFE).rstrip("/")
    asked = parse_qsl(parts.query, keep_blank_values=True)
    kept = sorted((name, value) for name, value in asked if not _is_tracking(name))
    if not path and not kept:
        return None
    port = _port(parts)
    host = parts.hostname.rstrip(".") + (f":{port}" if port else "")
    return f"{host}{path}" + (f"?{urlencode(kept)}" if kept else "")


def _split(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    return parts if parts.scheme in _PORTS else None


def _port(parts: SplitResult) -> int | None:
    try:
        port = parts.port
    except ValueError:
        return None
    return None if port == _PORTS[parts.scheme] else port


def _is_tracking(name: str) -> bool:
    low = name.casefold()
    return low in words("tracking") or low.startswith(tuple(words("tracking-start")))
