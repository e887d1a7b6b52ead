"""What voices hold → page: the data that the script needs, and everything put into one file."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import Any, NamedTuple

from reportedly.export.chart import Frame, Strip
from reportedly.export.chart.svg import COLOURS, DARK_COLOURS, SHAPES
from reportedly.export.dot import safe_url
from reportedly.export.explorer.strips import WIDTHS, known, strip_values
from reportedly.export.positions import STANCE_WORDS, stance_words
from reportedly.export.printable import period_words, printable
from reportedly.model import Claim, Conflict, DocumentEntry, Severity, event_of

_HERE = Path(__file__).parent
_CONTEXT = 220  # code points of the document shown on either side of a claim's words
_SPANS = 8  # of a claim that are shown
_SCRIPTS = (
    *("findings", "words", "places", "drawing", "cards", "strips"),
    *("moving", "filters", "details", "address"),
)

TextOf = Callable[[str], str | None]
"""Id of a document → its text."""


def to_html(
    frames: Sequence[Frame],
    claims: Sequence[Claim],
    conflicts: Sequence[Conflict] = (),
    documents: Iterable[DocumentEntry] = (),
    text_of: TextOf = lambda _: None,
    title: str = "Who said what",
    served: Served | None = None,
) -> str:
    """One HTML file to explore a ledger in, with nothing to load.

    Args:
        frames: events with what voices hold on their subjects, worst first; one at least where
            there are claims.
        claims: those behind the frames.
        conflicts: what was found; of those that reach beyond the claims it is said how far.
        documents: in which the claims stand.
        text_of: for the words around a claim's.
        title: of the page.
        served: where script and style stand, for a server that has them in files of their own.
    """
    page = (_HERE / "explorer.html").read_text(encoding="utf-8")
    parts = {
        **(_within() if served is None else _beside(served)),
        "title": escape(printable(title)),
        "data": _json(data_of(frames, claims, conflicts, documents, text_of)),
    }
    return re.sub(r"%([a-z]+)%", lambda place: parts[place[1]], page)


class Served(NamedTuple):
    """Addresses of what a served page loads, and of the page from which people come to it."""

    script: str
    style: str
    back: str


def _within() -> dict[str, str]:
    """Script and style as they stand in the file itself."""
    script, style = script_text(), style_text()
    # Digests instead of 'unsafe-inline': words of a document could not run even unescaped.
    policy = (
        f"default-src 'none'; script-src {_digest(script)}; style-src {_digest(style)}; "
        "base-uri 'none'; form-action 'none'"
    )
    return {
        "policy": f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">\n',
        "style": f"<style>{style}</style>",
        "script": f"<script>{script}</script>",
        "back": "",
    }


def _beside(served: Served) -> dict[str, str]:
    return {
        "policy": "",
        "style": f'<link rel="stylesheet" href="{escape(served.style)}">',
        "script": f'<script src="{escape(served.script)}"></script>',
        "back": f' <a href="{escape(served.back)}">Workbench</a>',
    }


def style_text() -> str:
    """The stylesheet of the page."""
    return _palette() + (_HERE / "explorer.css").read_text(encoding="utf-8")


def script_text() -> str:
    """The files of the script, in their order, as one of its own scope."""
    parts = [(_HERE / "script" / f"{name}.js").read_text(encoding="utf-8") for name in _SCRIPTS]
    return '"use strict";\n(() => {\n' + "\n".join(parts) + "})();\n"


def _palette() -> str:
    """The colours of camps as the style has them, so that the page's are those of all pictures."""

    def rule(colours: Sequence[str]) -> str:
        return ":root{" + "".join(f"--camp{n}:{c};" for n, c in enumerate(colours)) + "}"

    return f"{rule(COLOURS)}@media (prefers-color-scheme: dark){{{rule(DARK_COLOURS)}}}\n"


def _digest(part: str) -> str:
    return f"'sha256-{b64encode(sha256(part.encode()).digest()).decode()}'"


def _json(value: Any) -> str:
    """JSON that no HTML parser can take for the end of its element."""
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"))
    for sign in "<>&":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def data_of(
    frames: Sequence[Frame],
    claims: Sequence[Claim],
    conflicts: Sequence[Conflict] = (),
    documents: Iterable[DocumentEntry] = (),
    text_of: TextOf = lambda _: None,
) -> dict[str, Any]:
    """Events with their strips, claims, and conflicts by the numbers of their claims."""
    numbers = {claim.id: n for n, claim in enumerate(claims)}
    entries = {document.id: document for document in documents}
    home = _homes(frames, claims)
    concerned = [c for c in conflicts if any(claim in numbers for claim in c.claims)]
    odds = _odds(concerned, home)
    worst = sorted(range(len(frames)), key=lambda n: [-odds[n, s] for s in Severity][:2])
    places = {n: place for place, n in enumerate(worst)}
    return {
        "events": [
            _event(frames[n], numbers) | {"odds": {s.value: odds[n, s] for s in Severity}}
            for n in worst
        ],
        "claims": [_claim(c, places[home[c.id]], entries, text_of) for c in claims],
        "conflicts": [_conflict(conflict, numbers) for conflict in concerned],
        "severities": [severity.value for severity in Severity],
        "shapes": SHAPES,
        "widths": WIDTHS,
    }


def _homes(frames: Sequence[Frame], claims: Sequence[Claim]) -> dict[str, int]:
    """Id of a claim → number of the frame that shows it; of one shown nowhere that of its event."""
    events = {frame.event: n for n, frame in enumerate(frames)}
    found = {c.id: events.get(event_of(c) or "", len(frames) - 1) for c in claims}
    for n, frame in enumerate(frames):
        shown = [row.claims for _, strips in frame.strips for strip in strips for row in strip.rows]
        shown += [line.claims for line in frame.lines]
        found.update((claim, n) for ids in shown for claim in ids if claim in found)
    return found


def _odds(conflicts: Iterable[Conflict], home: Mapping[str, int]) -> Counter[tuple[int, Severity]]:
    """How many of each severity concern a frame."""
    return Counter(
        (frame, conflict.severity)
        for conflict in conflicts
        for frame in {home[claim] for claim in conflict.claims if claim in home}
    )


def _event(frame: Frame, numbers: Mapping[str, int]) -> dict[str, Any]:
    return {
        "id": frame.event or f"place {frame.title}",
        "title": frame.title,
        "about": frame.about,
        "counts": frame.counts,
        "subjects": [
            {
                "id": strips[0].subject,
                "name": name,
                "range": _range(strips),
                "strips": [strip_values(strip, numbers) for strip in strips],
            }
            for name, strips in frame.strips
        ],
        "alone": [
            {
                "what": line.what,
                "voice": line.voice or line.who,
                "name": line.who,
                "words": line.words,
                "claims": known(line.claims, numbers),
            }
            for line in frame.lines
        ],
    }


def _range(strips: Sequence[Strip]) -> str:
    """From the lowest to the highest that a voice holds, as written; else what most hold."""
    held = [s for row in strips[0].rows for s in row.held]
    if held:
        low, high = min(held, key=lambda s: s.at), max(held, key=lambda s: s.at)
        return low.words if low.words == high.words else f"{low.words} … {high.words}"
    told = Counter(row.words for row in strips[0].rows)
    return " / ".join(words for words, _ in told.most_common(2))


def _conflict(conflict: Conflict, numbers: Mapping[str, int]) -> dict[str, Any]:
    """A conflict; its camps are those of the claims on the page, the others are counted."""
    return {
        "kind": conflict.kind.value.replace("-", " "),
        "severity": conflict.severity.value,
        "reason": printable(conflict.reason),
        "claims": known(conflict.claims, numbers),
        "camps": [known(camp, numbers) for camp in conflict.camps],
        "outside": sum(claim not in numbers for claim in conflict.claims),
    }


def _claim(
    claim: Claim, event: int, documents: Mapping[str, DocumentEntry], text_of: TextOf
) -> dict[str, Any]:
    document = documents.get(claim.document, DocumentEntry(claim.document))
    source = claim.source
    time = claim.when or claim.as_of or claim.said
    first, last = (
        (day.isoformat() if day else "" for day in (time.start, time.end)) if time else ("", "")
    )
    named = source.name if source else " or ".join(claim.candidates) or "nobody named"
    return {
        "id": claim.id,
        "event": event,
        "subject": claim.subject.id,
        "about": printable(claim.subject.title or claim.subject.id),
        "source": printable(named),
        "kind": source.kind.value if source and source.kind else "",
        "said": printable(_said(claim)),
        "text": printable(claim.text),
        "stance": claim.stance.value,
        "status": claim.status.value,
        "from": first,
        "to": last,
        "when": period_words(first, last),
        "document": printable(document.title or document.id),
        "publisher": printable(document.publisher or ""),
        "url": safe_url(document.url),
        "words": [
            _words(text_of(claim.document), span.start, span.end) for span in claim.spans[:_SPANS]
        ],
    }


def _said(claim: Claim) -> str:
    """The figure with what is done with it; of words alone nothing where they are asserted."""
    if claim.figure is not None:
        return stance_words(claim.stance, claim.figure.as_written)
    doing = STANCE_WORDS[claim.stance]
    return f"{doing}: {claim.text}" if doing else ""


def _words(text: str | None, start: int, end: int) -> list[str]:
    """The words of a span, with some of the text before and after them."""
    if text is None:
        return []
    before, after = text[max(0, start - _CONTEXT) : start], text[end : end + _CONTEXT]
    return [printable(piece, keep="\n") for piece in (before, text[start:end], after)]
