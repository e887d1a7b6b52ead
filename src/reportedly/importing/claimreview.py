"""ClaimReview (schema.org) as JSON-LD: a feed, a page's block, or JSON lines of them.

A review gives two claims: the claimant's, and the reviewer's, who asserts or denies it. A rating
between true and false is neither; the reviewer's claim is then a `Problem` with the rating's words.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from hashlib import sha256
from math import isfinite
from pathlib import Path
from typing import Any

from reportedly.errors import UsageError
from reportedly.importing.found import Found, Record, RowError, day_of, problem
from reportedly.model import (
    ClaimEntry,
    DocumentEntry,
    Location,
    Problem,
    SourceEntry,
    SubjectEntry,
)
from reportedly.text.records import attempt, json_fault
from reportedly.text.slug import identify, slug

_MOST_DIGITS = 4300
_MOST_TRIALS = 10_000
_LONGEST_LABEL = 200
_FALSE = frozenset(
    ("false", "pants on fire", "fake", "incorrect", "wrong", "not true", "untrue", "fabricated")
)
_TRUE = frozenset(("true", "correct", "accurate", "verified", "fact"))
_KINDS = {
    "Person": "person",
    "Organization": "organisation",
    "NewsMediaOrganization": "organisation",
}

Object = Mapping[str, Any]


def read_reviews(path: Path) -> Iterator[Record]:
    """The reviews in a file, each with its line, or with its number where all is one document.

    What is damaged is a `Problem`; the reviews before and behind it are found all the same.

    Raises:
        UsageError: the file is not JSON, nor lines of it.
    """
    text = path.read_bytes().decode("utf-8-sig", "surrogateescape")
    try:
        reviews = find_reviews(_loaded(text))
    except (ValueError, RecursionError) as error:
        lines = [line.strip() for line in text.split("\n") if line.strip()]
        whole = sum(line[0] == "{" and line[-1] == "}" for line in lines)
        held = list(_lines(text) if whole * 2 >= len(lines) else _pieces(text))
        if all(isinstance(one, str) for _, _, one in held):
            raise UsageError(f"{path} cannot be read: {json_fault(error)}") from None
        for line, raw, one in held:
            where = Location(str(path), line)
            if isinstance(one, str):
                yield where, raw, problem(one, where, "not-json")
            else:
                yield from (_record(review, where) for review in find_reviews(one))
        return
    for number, review in enumerate(reviews, 1):
        yield _record(review, Location(str(path), number))


def _record(review: Object, where: Location) -> Record:
    raw = attempt(lambda: json.dumps(review, ensure_ascii=False), where)
    return (where, "", raw) if isinstance(raw, Problem) else (where, raw, review)


def _loaded(text: str) -> Any:
    return json.loads(text, parse_int=_number, parse_constant=lambda _name: None)


def _number(digits: str) -> int | str:
    """A number, or its digits where they are more than Python turns into one."""
    return int(digits) if len(digits) < _MOST_DIGITS else digits


def _lines(text: str) -> Iterator[tuple[int, str, Any]]:
    """Line, text and JSON value of each line; for one that is not JSON, the reason as a text."""
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            found = _loaded(line)
        except (ValueError, RecursionError) as error:
            yield number, line, json_fault(error)
        else:
            yield number, line, [found]


def _pieces(text: str) -> Iterator[tuple[int, str, Any]]:
    """As `_lines`, for the objects in a document that is damaged between or within some of them."""
    decoder = json.JSONDecoder(parse_int=_number, parse_constant=lambda _name: None)
    at = told = trials = 0
    while (at := text.find("{", at)) >= 0 and trials < _MOST_TRIALS:
        try:
            found, end = decoder.raw_decode(text, at)
        except (ValueError, RecursionError) as error:
            place = error.pos if isinstance(error, json.JSONDecodeError) else at
            if place > told:  # objects around the same place fail for the same reason
                yield text.count("\n", 0, place) + 1, text[at : place + 1], json_fault(error)
            told, at, trials = max(told, place), at + 1, trials + 1
        else:
            yield text.count("\n", 0, at) + 1, "", [found]
            at = end


def find_reviews(data: Any) -> Iterator[Object]:
    """Every ClaimReview in a JSON-LD document, in its order, however deep it stands."""
    waiting = [data]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            if "ClaimReview" in _list(one.get("@type")):
                yield one
            else:
                waiting.extend(reversed(list(one.values())))
        elif isinstance(one, list):
            waiting.extend(reversed(one))


def read_review(review: Object, where: Location) -> list[Found | Problem]:
    """The claims of one review.

    Raises:
        RowError: it does not say what was claimed or where it stands.
    """
    words, url = _text(review.get("claimReviewed")), _text(review.get("url"))
    if words is None or url is None:
        raise RowError(f"`{'claimReviewed' if words is None else 'url'}` is empty or missing")
    reviewer = _person(review.get("author"))
    item = _first(review.get("itemReviewed"))
    claimant = _person(item.get("author"))
    document = DocumentEntry(
        id=f"{slug(words, 40) or 'claim'}-{_digest(url)}",
        title=_text(review.get("headline")) or _text(review.get("name")) or words[:120],
        url=url,
        publisher=reviewer.name if reviewer else None,
        published=_day(review.get("datePublished"), "datePublished"),
    )
    subject = SubjectEntry(id=f"claim-{_digest(words)}", title=words)
    claims: list[ClaimEntry] = []
    problems: list[Problem] = []
    told = _first(item.get("firstAppearance")) or _first(item.get("appearance"))
    if claimant:
        place = _text(told.get("url"))
        claims.append(
            ClaimEntry(
                id=f"{document.id}-claimed",
                document=document.id,
                source=claimant.id,
                subject=subject.id,
                stance="asserts",
                said=_day(item.get("datePublished"), "itemReviewed.datePublished"),
                quote=(words,),
                status="proposed",
                rule="claimreview",
                note=f"as the reviewer words it{f'; said at {place}' if place else ''}",
            )
        )
    rating = _first(review.get("reviewRating"))
    stance = _stance(rating)
    label = _text(rating.get("alternateName")) or _text(rating.get("ratingValue")) or "none"
    label = label if len(label) <= _LONGEST_LABEL else f"{label[:_LONGEST_LABEL]}…"
    if reviewer is None:
        problems.append(problem("the review names no reviewer, so nobody reviews the claim", where))
    elif stance is None:
        problems.append(
            problem(f"the rating {label!r} neither asserts nor denies; judge it by hand", where)
        )
    else:
        claims.append(
            ClaimEntry(
                id=f"{document.id}-reviewed",
                document=document.id,
                source=reviewer.id,
                subject=subject.id,
                stance=stance,
                said=document.published,
                status="proposed",
                rule="claimreview",
                note=f"rating: {label}",
            )
        )
    sources = tuple(s for s in (claimant, reviewer) if s)
    found = [Found(document, tuple(claims), sources, (subject,))] if claims else []
    return [*found, *problems]


def _stance(rating: Object) -> str | None:
    """What a rating says of the claim: its words first, then its number at an end of its scale."""
    label = (_text(rating.get("alternateName")) or "").casefold().strip(" .!")
    if label in _FALSE:
        return "denies"
    if label in _TRUE:
        return "asserts"
    try:
        value, best, worst = (
            float(rating[key]) for key in ("ratingValue", "bestRating", "worstRating")
        )
    except (KeyError, TypeError, ValueError, OverflowError):
        return None
    if isfinite(best) and worst < best and value in (worst, best):
        return "asserts" if value == best else "denies"
    return None


def _person(value: Any) -> SourceEntry | None:
    found = _first(value)
    name = _text(found.get("name"))
    if name is None:
        return None
    kind = next((_KINDS[t] for t in _list(found.get("@type")) if t in _KINDS), "unnamed")
    return SourceEntry(id=identify(name), name=name, kind=kind)


def _day(value: Any, name: str) -> str | None:
    written = _text(value)
    return day_of({name: written}, name) if written else None


def _first(value: Any) -> Object:
    found = value[0] if isinstance(value, list) and value else value
    return found if isinstance(found, dict) else {}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _text(value: Any) -> str | None:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return " ".join(str(value).split()) or None


def _digest(words: str) -> str:
    return sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:8]
