"""Reviews of claims without a name, a day or a verdict."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from reportedly.ledger.read import mark_of
from reportedly.ledger.shape import CLAIMS
from reportedly.model import VERDICTS, ClaimEntry, Entries, Problem


def check_reviews(entries: Entries) -> Iterator[Problem]:
    """One problem for each review that does not say who, when and what, or says it wrongly."""
    for claim in entries.claims:
        for pairs in claim.reviews:
            for message in _faults(dict(pairs)):
                yield _problem(claim, message)


def _faults(given: dict[str, str]) -> Iterator[str]:
    for key in ("by", "on", "verdict"):
        if not given.get(key):
            yield f"a review needs `{key}`"
    verdict, day = given.get("verdict"), given.get("on")
    if verdict and verdict not in VERDICTS:
        yield f"`verdict: {verdict}` of a review is not one of {', '.join(VERDICTS)}"
    if day and not _is_day(day):
        yield f"`on: {day}` of a review is not a day such as 2019-02-12"
    for key in ("stance", "role"):
        rule = CLAIMS.rules[key]
        if given.get(key) and not rule.accepts(given[key]):
            yield f"`{key}: {given[key]}` of a review is not {rule.wanted}"


def _is_day(written: str) -> bool:
    try:
        return date.fromisoformat(written).isoformat() == written
    except ValueError:
        return False


def _problem(claim: ClaimEntry, message: str) -> Problem:
    return Problem("bad-review", message, mark_of(claim, "reviews"))
