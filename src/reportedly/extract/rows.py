"""The span format of the `extract` command: one plain mapping for each document."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from reportedly.model import Act, Attribution, Extraction, Span


def spans_row(
    document_id: str, extraction: Extraction, scope: Collection[Act | str] | None = None
) -> dict[str, Any]:
    """One line of `extract`'s output, ready for JSON.

    Args:
        document_id: goes into `id`.
        extraction: what was found.
        scope: the acts wanted; None or empty for all.

    Returns:
        `{"id", "quotes": [{"content", "cue", "source", "speaker", "type", "act", "score"}]}` with
        offsets in code points, each field of spans a list of `[start, end]` or None.
    """
    wanted = {Act(a) for a in scope} if scope else set(Act)
    return {
        "id": document_id,
        "quotes": [_quote(a) for a in extraction.attributions if a.act in wanted],
    }


def _quote(attribution: Attribution) -> dict[str, Any]:
    return {
        "content": _offsets(attribution.contents),
        "cue": _offsets(attribution.cue) or None,
        "source": _offsets(attribution.source) or None,
        "speaker": attribution.speaker,
        "type": str(attribution.kind),
        "act": str(attribution.act),
        "score": attribution.score,
    }


def _offsets(spans: Iterable[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]
