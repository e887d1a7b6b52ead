"""Where a text holds codes and no words: addresses, headers, telephone numbers, coordinates.

Digits in a code count nothing. Each kind is one expression without nested repetition, so the time
is linear in the text; a kind is looked for only where a sign or word that it cannot do without
("@", "isbn") is in the text at all, which is found a hundred times faster.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple


class _Kind(NamedTuple):
    """One kind of code: signs of which one must be in the text in lower case, and its look."""

    signs: tuple[str, ...]
    pattern: re.Pattern[str]


def _kind(signs: str, pattern: str, flags: int = 0) -> _Kind:
    return _Kind(tuple(signs.split()), re.compile(pattern, flags | re.VERBOSE))


# Headers that people do not write; "Subject" is words.
_HEADERS = (
    "date|received|message-id|in-reply-to|references|return-path|delivered-to|reply-to|"
    "mime-version|content-[a-z-]+|x-[a-z-]+|dkim-signature|arc-[a-z-]+|list-[a-z-]+|"
    "authentication-results|received-spf|user-agent|last-modified|etag|"
    "accept-[a-z]+|cache-control"
)
_ID_NAMES = (
    "isbn(?:-1[03])?|issn|doi|pmid|pmcid|oclc|arxiv|iban|swift|bic|imei|vin|ssn|ein|uuid|guid|"
    "cve|iso|ean|upc|asin|orcid"
)
_ID_SIGNS = (
    "isbn issn doi pmid pmcid oclc arxiv iban swift bic imei vin ssn ein uuid guid cve iso ean "
    "upc asin orcid"
)
_SOFTWARE = (
    "python|windows|ios|ipados|android|macos|firefox|chrome|safari|java|node|ubuntu|debian|"
    "fedora|php|html|http|usb|bluetooth|wi-?fi|gpt|version|firmware|kernel|mozilla|applewebkit|"
    "tls|ssl|ipv|directx|opengl"
)
_SOFTWARE_SIGNS = (
    "python windows ios ipados android macos firefox chrome safari java/ java- node/ ubuntu "
    "debian fedora php html http usb bluetooth wifi wi-fi gpt version firmware kernel mozilla "
    "webkit tls ssl ipv directx opengl"
)
_KINDS = (
    _kind("@ :// www.", r"https?://\S+ | www\.\S+ | \b[\w.+-]+@[\w.-]+"),
    _kind(
        ":",
        rf"^(?:{_HEADERS}):[\ \t].*(?:\n[\ \t]+\S.*)*",
        re.IGNORECASE | re.MULTILINE,
    ),
    # 10:00:00 +0000, 2019-02-11T10:00:00Z, 10:30+02:00
    _kind(
        ":",
        r"\b\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?[\ ]?(?:Z\b|[+−-]\d{2}:?\d{2}\b)",
    ),
    _kind("utc gmt", r"\b(?:UTC|GMT)[\ ]?[+−-][\ ]?\d{1,2}(?::?\d{2})?\b"),
    # (555) 123-4567, 555-123-4567, 1-800-555-0123, tel. 020 7946 0958
    _kind("-", r"(?<![\d.,])(?:\+?1[-. ])?\(?\d{3}\)?[-.\ ]\d{3}[-.]\d{4}(?![\d,]|[.]\d)"),
    _kind(")", r"(?<![\w.])\(0?\d{2,5}\)[\ ]?\d{2,5}(?:[-.\ ]\d{2,5}){1,3}\b"),
    _kind(
        "tel: tel. telep phone fax mob cell whatsapp ext. line toll",
        r"\b(?:tel|telephone|phone|fax|mobile|mob|cell|whatsapp|ext|hotline|helpline|tollfree)"
        r"(?:[.:]|[ ]no[.:]?|[ ]number[:]?|[ ]at|[ ]on)?[\ ]*[+(]?\d[\d()\ .\-–/]{4,24}\d\b",
        re.IGNORECASE,
    ),
    _kind(
        _ID_SIGNS,
        rf"\b(?:{_ID_NAMES})[:\ #]{{0,3}}[\w]*\d[\w.\-–/]*",
        re.IGNORECASE,
    ),
    _kind("id", r"\b(?:ID|id)(?:[:\ #]{1,2}|[ ]no[.]?[ ])[A-Z]{0,4}-?\d[\w-]*"),
    # Symbols of documents: S/2019/157, A/HRC/40/70
    _kind("/", r"\b[A-Z]{1,5}(?:/[A-Z\d.]{1,12}){1,5}/\d[\w.]*"),
    # Coordinates: 34.4553, 40.9419; 34°27'19"N 40°56'31"E; 37S BU 12345 67890
    _kind(
        ".",
        r"(?<![\w.,])[-−]?\d{1,2}\.\d{4,}°?[\ ]?[NS]?[,;/\ ][\ ]?[-−]?\d{1,3}\.\d{4,}°?"
        r"(?:[\ ]?[EWO]\b)?",
    ),
    _kind(
        "° º",
        r"\d{1,3}(?:\.\d+)?[°º][\ ]?(?:\d{1,2}(?:\.\d+)?['′’][\ ]?)?"
        r"(?:\d{1,2}(?:\.\d+)?(?:[\"″”]|''|’’)[\ ]?)?[NSEWO]\b",
    ),
    _kind(
        "latitude longitude coordinates lat: lat. lon: lon. lat lng long:",
        r"\b(?:lat|latitude|lon|long|lng|longitude|coordinates)[.:=]?[\ ]*(?:of[\ ])?"
        r"[-−]?\d{1,3}\.\d+(?:[,;/\ ]{1,2}[-−]?\d{1,3}\.\d+)?",
        re.IGNORECASE,
    ),
    _kind("s r t u n p q", r"\b\d{1,2}[C-HJ-NP-X][\ ]?[A-HJ-NP-Z]{2}[\ ]?\d{4,5}[\ ]?\d{4,5}\b"),
    # Hashes and ids: 8-4-4-4-12, 40 hex digits, "commit 1234567"
    _kind("-", r"\b[\da-fA-F]{8}-[\da-fA-F]{4}-[\da-fA-F]{4}-[\da-fA-F]{4}-[\da-fA-F]{12}\b"),
    _kind(
        "a b c d e f",
        r"[\da-f](?<!\w.)(?=[a-f]{0,16}\d)[\da-f]{15,127}\b",
    ),
    _kind(
        "commit sha md5 hash checksum",
        r"\b(?:commit|sha-?\d*|md5|hash|checksum)[:=\ ]{1,2}[\da-f]{6,128}\b",
        re.IGNORECASE,
    ),
    # Versions and addresses of machines: v2.0, 3.11.4, Python 3.12, 192.168.0.1
    _kind("v", r"\b[vV]\.?[\ ]?\d+(?:\.\d+)+[\w.-]*"),
    _kind(
        _SOFTWARE_SIGNS,
        rf"\b(?:{_SOFTWARE})[\ /-]?\d+(?:\.\d+)+[\w.-]*",
        re.IGNORECASE,
    ),
    _kind(".", r"\d(?<![\d.,].)\d{0,2}(?:\.(?:25[0-5]|2[0-4]\d|1?\d?\d)){3}\b"),
    _kind(":", r"\b(?:[\da-fA-F]{2}:){5}[\da-fA-F]{2}\b"),
)


class Codes:
    """The codes of a text, for asking whether a stretch of it is in one."""

    def __init__(self, spans: Sequence[tuple[int, int]]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(spans):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def touch(self, start: int, end: int) -> bool:
        """True when a code point from `start` to before `end` is in a code."""
        at = bisect_right(self._starts, end - 1) - 1
        return at >= 0 and self._ends[at] > start


def find_codes(text: str) -> Codes:
    """Everything in `text` that is a code.

    >>> find_codes("Mail desk@example.org: 16 dead").touch(23, 25)
    False
    """
    return Codes(list(_spans(text)))


def _spans(text: str) -> Iterator[tuple[int, int]]:
    lowered = text.lower()
    for signs, pattern in _KINDS:
        if any(sign in lowered for sign in signs):
            yield from (match.span() for match in pattern.finditer(text))
