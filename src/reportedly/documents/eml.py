"""Messages (RFC 5322, MIME) → text: the body as its sender wrote it, plain before HTML."""

from __future__ import annotations

import re
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime

from reportedly.documents.content import Content, tidy
from reportedly.documents.html import fragment_text
from reportedly.errors import DocumentError

_QUOTED = re.compile(r"^>(?: ?>)*", re.MULTILINE)


def read_eml(data: bytes) -> tuple[Content, ...]:
    """The subject and the body of one message; attachments are not read.

    Lines of the message that is answered begin with `|` instead of `>`, which says "more than"
    before a number (RFC 3676, section 4.5, tells such lines by their `>`).

    The day of publication is the day that its `Date` states, in the sender's own time zone.

    Raises:
        DocumentError: the message has no body of text.
    """
    message = message_from_bytes(data, policy=policy.default)
    part = message.get_body(("plain", "html"))
    if not isinstance(part, EmailMessage):
        raise DocumentError("the message has no body of text; save its attachment and read that")
    body = _decode(part)
    if part.get_content_subtype() == "html":
        body = fragment_text(body)
    else:
        body = _QUOTED.sub(lambda marks: marks[0].replace(">", "|"), body)
    subject = " ".join(str(message["Subject"] or "").split()) or None
    text = tidy(f"{subject}\n\n{body}" if subject else body)
    if not text:
        raise DocumentError("the message is empty")
    name, address = parseaddr(str(message["From"] or ""))
    return (
        Content(
            text,
            "reportedly eml 2",
            title=subject,
            byline=name or address or None,
            published=_day(message),
            language=str(message["Content-Language"] or "").split(",")[0].strip() or None,
        ),
    )


def _decode(part: EmailMessage) -> str:
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    charset = part.get_content_charset() or "utf-8"
    try:
        return data.decode(charset, "replace")
    except LookupError:
        return data.decode("utf-8", "replace")


def _day(message: EmailMessage) -> str | None:
    try:
        return parsedate_to_datetime(str(message["Date"])).date().isoformat()
    except (TypeError, ValueError):
        return None
