"""The Admiralty code of a claim in words: its source's letter and its own digit, side by side."""

from __future__ import annotations

from reportedly.export.rows import Row, rating_row
from reportedly.model import Claim, Rating, Reliability


def reliability_of(claim: Claim) -> Reliability | None:
    """The letter of who says it, else of whose word it is; None where nobody rated either."""
    for source in (claim.source, claim.origin):
        if source is not None and source.reliability in set(Reliability):
            return Reliability(source.reliability)
    return None


def rated_row(claim: Claim, rating: Rating | None) -> Row:
    """Both as JSON: `reliability` the letter, `credibility` the digit with its meaning and why."""
    return {"reliability": reliability_of(claim), "credibility": rating_row(rating)}


def rated_lines(claim: Claim, rating: Rating | None) -> list[str]:
    """Both in words, a line each: `source: B, usually reliable`; none where nobody looked."""
    if rating is None:
        return []
    letter = reliability_of(claim)
    source = "not rated" if letter is None else f"{letter}, {letter.meaning}"
    return [f"source: {source}", f"claim: {digit_words(rating)}"]


def digit_words(rating: Rating) -> str:
    """`2, probably true: Orlo Hospital says the same, nobody contradicts it`."""
    return f"{int(rating.digit)}, {rating.digit.meaning}: {rating.why}"
