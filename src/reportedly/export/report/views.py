"""What a page says of a claim, a conflict, a source: plain values in the words of the reader.

Addresses are relative to the site's root; the templates put the way to the root before them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import zip_longest
from typing import Any

from reportedly.export.counting import counts_in_words
from reportedly.export.dot import safe_url
from reportedly.export.positions import STANCE_WORDS, graded_words
from reportedly.export.printable import period_words
from reportedly.export.report.addresses import address, page_name
from reportedly.export.report.headline import label_of
from reportedly.export.report.passages import context
from reportedly.export.report.site import Site
from reportedly.model import (
    Claim,
    Conflict,
    DocumentEntry,
    Interval,
    Judgement,
    Period,
    Severity,
    Source,
    SourceKind,
    Status,
    Subject,
    tally,
)

View = dict[str, Any]

_KINDS = {
    SourceKind.PERSON: "person",
    SourceKind.ORGANISATION: "organisation",
    SourceKind.GROUP: "group",
    SourceKind.UNNAMED: "unnamed",
    SourceKind.DOCUMENT: "document",
    SourceKind.NARRATOR: "the document’s own voice",
}
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_STRAY = re.compile(r"%(?![0-9A-Fa-f]{2})")  # a percent sign that stands for itself
_AROUND = 100  # characters around the words of a claim
_SIDES = 4  # claims whose words stand behind a conflict


def claim_view(site: Site, claim: Claim) -> View:
    """A claim with its voice, its words in pieces, and whether others stand against it."""
    return {
        **said_view(site, claim),
        "anchor": page_name(claim.id),
        "who": voice_view(claim),
        "status": "" if claim.status is Status.REVIEWED else claim.status.value,
        "subject": subject_link(claim.subject),
        "flag": flag(site, [claim]),
    }


def said_view(site: Site, claim: Claim) -> View:
    """The words of a claim with its figure set apart, when it was said and where it stands."""
    figure = claim.figure.as_written if claim.figure else ""
    before, found, after = claim.text.partition(figure) if figure else (claim.text, "", "")
    return {
        "id": claim.id,
        "href": address("claims", claim.id),
        "figure": figure,
        "before": before,
        "found": found,
        "after": after,
        "when": when(claim),
        "stance": STANCE_WORDS[claim.stance],
        "document": document_link(site, claim.document),
    }


def quoted_view(site: Site, claim: Claim) -> View:
    """The words of a claim where they stand, told by whom and when, with those around them."""
    (span, *more), text = claim.spans or (None,), site.report.text_of(claim.document)
    around = None
    if span and text and not more and text[span.start : span.end] == span.quote:
        before, after = context(text, span.start, span.end, _AROUND)
        around = (before, span.quote, after)
    view = claim_view(site, claim)
    said = period(claim.said) or view["document"]["published"]
    return {**view, "when": said, "around": around}


def opposed(conflict: Conflict, claim: str) -> frozenset[str]:
    """Ids of the claims of a conflict that cannot hold together with one of its claims.

    >>> clash = Conflict(ConflictKind.CONTRADICTION, "hurt", ("a", "b", "c"), (), 3, "",
    ...                  camps=(("a", "c"), ("b", "c")))
    >>> opposed(clash, "a"), opposed(clash, "c")
    (frozenset({'b'}), frozenset())
    """
    camps = conflict.camps if len(conflict.camps) > 1 else [(c,) for c in conflict.claims]
    own = {c for camp in camps if claim in camp for c in camp}
    return frozenset(c for camp in camps for c in camp if c not in own) if own else frozenset()


def flag(site: Site, claims: Sequence[Claim]) -> View | None:
    """Whether others stand against claims of one voice, however few of these are in sight."""
    found = [x for c in claims for x in site.of_claim.get(c.id, ())]
    voices = against(site, claims)
    if voices:
        return {"severity": "conflict", "words": f"contradicted by {len(voices):,}"}
    if any(x.severity is not Severity.NOTE for x in found):
        return {"severity": "question", "words": "in question"}
    return None


def against(site: Site, claims: Sequence[Claim]) -> set[str]:
    """Keys of the other voices that say what cannot hold together with claims of one voice."""
    others = {
        other
        for c in claims
        for x in site.of_claim.get(c.id, ())
        if x.severity is Severity.CONFLICT
        for other in opposed(x, c.id)
    }
    return {_voice(site, site.by_id[o]) for o in others} - {_voice(site, c) for c in claims}


def _voice(site: Site, claim: Claim) -> str:
    """Key of the voice; of what counts no more, having been put right, that of its origin."""
    origin = claim.origin
    return site.voices.get(claim.id) or (origin.id if origin else voice_view(claim)["name"])


def voice_view(claim: Claim) -> View:
    """Who says it, or among whom that stays open."""
    if claim.source is not None:
        return source_link(claim.source)
    return {"name": " or ".join(claim.candidates) or "nobody named", "href": None, "kind": "open"}


def odds_view(site: Site, claim: Claim, conflict: Conflict) -> View:
    """One conflict as it stands beside one of its claims."""
    others = [site.by_id[c] for c in conflict.claims if c != claim.id and c in site.by_id]
    return {
        "kind": kind_words(conflict),
        "severity": conflict.severity.value,
        "reason": conflict.reason,
        "others": [
            {"name": voice_view(o)["name"], "href": address("claims", o.id)} for o in others[:3]
        ],
        "judgements": [judgement_view(j) for j in site.judged.get(conflict.id, ())],
    }


def finding_view(site: Site, conflict: Conflict) -> View:
    """A conflict with what stands behind it, and the words of its claims, the camps in turn."""
    claims = [site.by_id[c] for c in conflict.claims]
    by_turns = [c for row in zip_longest(*conflict.camps) for c in row if c]
    told = [site.by_id[c] for c in dict.fromkeys(by_turns or conflict.claims)]
    subject = site.subjects.get(conflict.subject) or Subject(conflict.subject)
    return {
        "id": conflict.id,
        "kind": kind_words(conflict),
        "severity": conflict.severity.value,
        "reason": conflict.reason,
        "behind": counts_in_words(tally(claims, site.setting)),
        "subject": subject_link(subject) if subject.id in site.subjects else None,
        "label": label_of(subject, site.events.get(subject.event or "")),
        "words": [quoted_view(site, claim) for claim in told[:_SIDES]],
        "more": max(0, len(told) - _SIDES),
        "judgements": [judgement_view(j) for j in site.judged.get(conflict.id, ())],
    }


def note_view(conflict: Conflict) -> View:
    """What is good to know, in one sentence."""
    return {"kind": kind_words(conflict), "reason": conflict.reason}


def judgement_view(judgement: Judgement) -> View:
    """A judgement in words."""
    verdict = {
        "holds": "The conflict holds",
        "explained": "Both can stand",
        "prefer": "One is to be relied on",
    }
    return {
        "id": judgement.id,
        "verdict": verdict.get(judgement.verdict, judgement.verdict),
        "by": judgement.by,
        "on": judgement.on.isoformat(),
        "why": judgement.why,
        "claim": judgement.claim,
        "claim_href": address("claims", judgement.claim) if judgement.claim else None,
        "withdrawn": judgement.withdrawn.isoformat() if judgement.withdrawn else None,
    }


def kind_words(conflict: Conflict) -> str:
    """`sum-mismatch` → "Sum mismatch"."""
    return conflict.kind.value.replace("-", " ").capitalize()


def subject_link(subject: Subject) -> View:
    """A subject's name and page."""
    return {"title": subject.name, "href": address("subjects", subject.id)}


def source_link(source: Source) -> View:
    """A source's name, kind and page."""
    return {
        "name": source.name,
        "href": address("sources", source.id),
        "kind": _KINDS.get(source.kind, source.kind.value),
    }


def document_link(site: Site, id_: str) -> View:
    """A document's title, publisher and page."""
    entry = site.documents.get(id_, DocumentEntry(id_))
    return {
        "title": entry.title or entry.id,
        "href": address("documents", id_),
        "publisher": entry.publisher or "",
        "published": entry.published or "",
        "dated": _is_day(entry.published or ""),
        "url": _STRAY.sub("%25", safe_url(entry.url) or "") or None,
        "language": language(entry.language),
    }


def _is_day(written: str) -> bool:
    """Whether a date is written as HTML takes it: 2019-02-12, 2019-02 or 2019."""
    try:
        date.fromisoformat((written + "-01-01")[:10])
    except ValueError:
        return False
    return len(written) in (4, 7, 10)


def language(tag: str | None) -> str | None:
    """A language tag that HTML takes (BCP 47), or None."""
    return tag if tag and _LANGUAGE.fullmatch(tag) else None


def when(claim: Claim) -> str:
    """The time that says most: of the event, else to which it counts, else of saying."""
    for time, lead in ((claim.when, ""), (claim.as_of, "as of "), (claim.said, "said ")):
        if time is not None and (words := period(time)):
            return f"{lead}{words}"
    return ""


def period(time: Period | None) -> str:
    """A period in words, "" for none."""
    if time is None:
        return ""
    return period_words(*(day.isoformat() if day else None for day in (time.start, time.end)))


def counts(site: Site, claims: Sequence[Claim]) -> View:
    """How many claims, voices and conflicts there are among `claims`."""
    found = site.conflicts_of(claims)
    return {
        "claims": len(claims),
        **tally(claims, site.setting)._asdict(),
        "subjects": len({c.subject.id for c in claims}),
        "conflicts": sum(x.severity is Severity.CONFLICT for x in found),
        "questions": sum(x.severity is Severity.QUESTION for x in found),
    }


def corroboration(site: Site, subject: str) -> str:
    """How well the harm counted by a subject is corroborated, and why; "" where it has no grade."""
    grading = site.report.gradings.get(subject)
    return "" if grading is None else graded_words(grading, site.assessments.get(subject, ()))


def subject_row(site: Site, subject: Subject) -> View:
    """A subject in a list, with the figures that are given for it."""
    claims = site.by_subject.get(subject.id, [])
    figures = dict.fromkeys(c.figure.as_written for c in claims if c.figure)
    return {
        **subject_link(subject),
        **counts(site, claims),
        "figures": list(figures)[:6],
        "more": max(0, len(figures) - 6),
        "order": subject.name.casefold(),
    }


def document_row(site: Site, id_: str) -> View:
    """A document in a list, with its counts, and the one of which it is the page or the text."""
    home = site.setting.homes.get(id_, id_)
    first = site.setting.texts.get(home, home)
    return {
        **document_link(site, id_),
        **counts(site, site.by_document.get(id_, [])),
        "same": document_link(site, first) if first != id_ and first in site.documents else None,
        "is_page": first == home,
    }


def judged_of(site: Site, conflicts: Iterable[Conflict]) -> list[Judgement]:
    """The standing judgements on `conflicts`."""
    return [j for x in conflicts for j in site.judged.get(x.id, ()) if not j.withdrawn]


def allows(interval: Interval, scale: int = 1) -> str:
    """The numbers in an interval, in words.

    >>> allows(Interval(Decimal(16), None)), allows(Interval(Decimal(0), Decimal(5), False, True))
    ('16 or more', 'from 0 to below 5')
    """
    low, high = (
        None if end is None else f"{(end * scale).normalize():,f}"
        for end in (interval.low, interval.high)
    )
    if interval.is_point:
        return f"{low}"
    if high is None:
        return f"more than {low}" if interval.low_open else f"{low} or more"
    upper = f"below {high}" if interval.high_open else f"{high}"
    if low is None:
        return upper if interval.high_open else f"{high} or less"
    return f"from {'above ' if interval.low_open else ''}{low} to {upper}"
