"""Text from documents made safe to show: what would act, instead of being read, becomes visible.

A document is written by strangers. An escape sequence in a quotation must not recolour or rewrite
somebody's terminal (CWE-150), a direction override must not make a line read otherwise than it is
stored (Unicode Technical Report 36), and XML cannot hold most control characters at all.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

# C0 and C1 controls and DEL; line and paragraph separators; direction embeddings, overrides and
# isolates; U+FFFE and U+FFFF, which are no characters and which XML refuses. The marks U+200E,
# U+200F and U+061C stay: Arabic and Hebrew text needs them.
_ACTING = re.compile(
    "[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
# What XML 1.0 (fifth edition, section 2.2, production Char) leaves out.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def printable(text: str, *, keep: str = "") -> str:
    r"""`text` with every character that would act replaced by a visible sign for it.

    C0 controls and DEL become their pictures (U+2400 and on), others are written `<U+202E>`.
    White space controls become a space. Characters in `keep` stay.

    >>> printable("16\x1b[31m dead\n")
    '16␛[31m dead '
    """
    if text.isprintable():  # as nearly all is, and told sooner
        return text
    return _ACTING.sub(lambda m: m[0] if m[0] in keep else _visible(m[0]), text)


def xml_text(text: str) -> str:
    """`text` with the characters that XML 1.0 cannot hold made visible, and no others."""
    return _NOT_XML.sub(lambda m: _visible(m[0]), text)


def period_words(first: str | None, last: str | None) -> str:
    """The days from `first` to `last` (ISO 8601, None or `..` for an open side) as people say them.

    >>> period_words("2014-01-01", "2014-12-31"), period_words("2019-02-01", "2019-02-28")
    ('2014', '2019-02')
    >>> period_words("2019-02-09", "2019-02-12"), period_words(None, "2019-02-12")
    ('2019-02-09 – 2019-02-12', 'until 2019-02-12')
    """
    start, end = (None if day in (None, "", "..") else day for day in (first, last))
    if start is None or end is None:
        return f"since {start}" if start else f"until {end}" if end else ""
    if start == end:
        return start
    days = date.fromisoformat(start), date.fromisoformat(end)
    if days[0].day == 1 and (days[1] + timedelta(days=1)).day == 1:
        if start[:7] == end[:7]:
            return start[:7]
        if start[:4] == end[:4] and (days[0].month, days[1].month) == (1, 12):
            return start[:4]
    return f"{start} – {end}"


def _visible(character: str) -> str:
    code = ord(character)
    if character in "\t\n\v\f\r\x85\u2028\u2029":
        return " "
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else f"<U+{code:04X}>"
