"""Attributions → entries proposed for the ledger: one claim for each figure, or one without.

A claim's subject is named from its words (measure, population, place); a person confirms or
renames it in review. Nothing here decides anything that the words leave open.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from reportedly.model import (
    Act,
    Attribution,
    ClaimEntry,
    Document,
    DocumentEntry,
    Entries,
    Extraction,
    Figure,
    Quantity,
    Source,
    SourceEntry,
    Span,
    Stance,
    Status,
    SubjectEntry,
    TimeMention,
    name_claims,
)
from reportedly.text.lexicon import full_names, words
from reportedly.text.quantities.figures import find_quantities
from reportedly.text.sentences import sentence_at, sentences
from reportedly.text.slug import slug
from reportedly.text.times import find_times

NARRATOR = "narrator"
"""The reserved source id of a document's own voice."""

OWN_VOICE = "the document's own voice"
"""Its name."""

FindQuantities = Callable[[str], list[Quantity]]
FindTimes = Callable[[str, date | None], list[TimeMention]]

_PLACE = re.compile(
    r"\b(?:near|in|at|around|outside|across|over|from|inside)\s+(?:the\s+)?(?:\w+\s+of\s+)?"
    r"((?:[A-Z][\w'’-]+)(?:\s+(?:[A-Z][\w'’-]+|of(?=\s[A-Z])|al-[A-Z]\w+))*)"
)
_OF_PEOPLE = frozenset(
    ("killed", "wounded", "casualties", "missing", "displaced", "arrested", "captured", "fled")
)
_MONTH = 31  # days
_ANY_DAY = date(2000, 1, 1)
_TITLE_LENGTH = 60
_CLAUSE_EDGE = re.compile(r"[,;:.—–]|\b(?:after|before|while|when|as|and|but|that|who|which)\b")
_SENTENCE_STOP = re.compile(r"[.!?;]\s")
_NEAR_WORDS = 60  # code points before a time
_EDGE_COST = 40
_FAR = 150


@dataclass(frozen=True, slots=True)
class _Voice:
    """Who says a statement, and where its words stand."""

    source: str | None
    via: tuple[str, ...]
    pieces: tuple[Span, ...]
    attribution: Attribution


@dataclass(frozen=True, slots=True)
class _Draft:
    """A claim before it has an id: its quantity is kept to tie shares to their wholes."""

    entry: ClaimEntry
    quantity: Quantity | None
    start: int


def propose_entries(
    document: Document,
    extraction: Extraction,
    *,
    acts: Iterable[Act] = (Act.SPEECH, Act.DOCUMENT),
    min_score: float = 0.0,
    quantities: FindQuantities = find_quantities,
    times: FindTimes = find_times,
) -> Entries:
    """Propose the entries that a document supports.

    Every attribution whose act is wanted gives one claim for each figure in its words, or one claim
    without a figure. Sentences outside all attributions that hold a figure or a dated event become
    claims of the document's own voice, `narrator`.

    An attribution that scores less than `min_score` is not proposed as such; but a figure in its
    words is not the narrator's either. It gives a claim whose source stays open between the two.

    Returns:
        One document, its claims with status `proposed`, and the sources and subjects they need.
    """
    text, wanted = document.text, frozenset(acts)
    # Relative times are known as times even where no day of publication resolves them.
    dated = times(text, document.published or _ANY_DAY)
    when = dated if document.published else times(text, None)
    taken = _Cover(Span(document.id, t.start, t.end, text[t.start : t.end]) for t in dated)
    found = [q for q in quantities(text) if not taken.touches(q.start, q.end)]
    bounds = list(sentences(text))
    drafts: list[_Draft] = []
    settled = _Cover(s for a in extraction.attributions if a.score >= min_score for s in a.contents)
    for voice in _voices(extraction, wanted, min_score):
        figures = _own(voice, extraction, found)
        if voice.attribution.score < min_score:
            figures = [q for q in figures if not settled.holds(q.start)]
            if not figures:
                continue
        drafts += _claims_of(document, voice, figures, when, bounds)
    covered = _Cover(s for a in extraction.attributions for s in (*a.contents, *a.cue, *a.source))
    is_titled = bool(bounds) and text[slice(*bounds[0])] == document.title
    for start, end in bounds[is_titled:]:
        drafts += _narrated(document, start, end, covered, found, when)
    claims, subjects = _name(sorted(drafts, key=lambda d: d.start), document)
    used = {s for c in claims for s in (c.source, *c.actors, *c.via) if s}
    return Entries(
        documents=(_document_entry(document),),
        claims=claims,
        sources=_source_entries(extraction.sources, used),
        subjects=subjects,
    )


class _Cover:
    """Which code points of a text are claimed by some span."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for span in sorted(spans):
            if self._ends and span.start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], span.end)
            else:
                self._starts.append(span.start)
                self._ends.append(span.end)

    def holds(self, offset: int) -> bool:
        at = bisect_right(self._starts, offset) - 1
        return at >= 0 and offset < self._ends[at]

    def touches(self, start: int, end: int) -> bool:
        at = bisect_right(self._starts, end - 1) - 1
        return at >= 0 and self._ends[at] > start


def _voices(extraction: Extraction, wanted: frozenset[Act], min_score: float) -> list[_Voice]:
    """One voice for each source of each wanted attribution, nested ones with their chain."""
    names = {s.id: s.name for s in extraction.sources}
    voices = []
    for attribution in extraction.attributions:
        if attribution.act not in wanted:
            continue
        if attribution.score < min_score:
            voices.append(_Voice(None, (), attribution.contents, _opened(attribution, names)))
            continue
        via = attribution.via
        parent = attribution.parent
        while parent is not None:
            outer = extraction.attributions[parent]
            via, parent = (*outer.voices[:1], *via), outer.parent
        own: tuple[str | None, ...] = attribution.voices or (
            (None,) if attribution.candidates else (NARRATOR,)
        )
        chain = tuple(dict.fromkeys(v for v in via if v not in own))
        voices += [_Voice(v, chain, attribution.contents, attribution) for v in own]
    return voices


def _opened(attribution: Attribution, names: Mapping[str, str]) -> Attribution:
    """The same words, with their source open between who may have said them and the narrator."""
    said_by = tuple(names[v] for v in attribution.voices if v in names) or attribution.candidates
    return replace(attribution, voices=(), candidates=(*said_by, OWN_VOICE))


def _own(voice: _Voice, extraction: Extraction, found: Sequence[Quantity]) -> list[Quantity]:
    """Quantities in the voice's words that no attribution nested in it claims for itself."""
    nested = [
        span
        for other in extraction.attributions
        if other.parent is not None and extraction.attributions[other.parent] is voice.attribution
        for span in other.contents
    ]
    return [
        q
        for q in found
        if any(s.start <= q.start and q.end <= s.end for s in voice.pieces)
        and not any(s.start <= q.start < s.end for s in nested)
    ]


def _claims_of(
    document: Document,
    voice: _Voice,
    figures: Sequence[Quantity],
    when: Sequence[TimeMention],
    bounds: Sequence[tuple[int, int]],
) -> list[_Draft]:
    attribution = voice.attribution
    inside = [t for t in when if any(s.start <= t.start < s.end for s in voice.pieces)]
    said = _time_of_saying(voice, when, bounds)
    entry = ClaimEntry(
        id="",
        document=document.id,
        source=voice.source,
        via=voice.via,
        quote=tuple(s.quote for s in voice.pieces),
        at=tuple((s.start, s.end) for s in voice.pieces),
        said=said.period.iso() if said else None,
        status=Status.PROPOSED.value,
        stance=None if attribution.stance is Stance.ASSERTS else attribution.stance.value,
        act=attribution.act.value,
        rule=attribution.rule,
        score=f"{attribution.score:.2f}",
        candidates=attribution.candidates,
    )
    return _with_figures(document.text, entry, figures, inside, voice.pieces[0].start)


def _with_figures(
    text: str,
    entry: ClaimEntry,
    figures: Sequence[Quantity],
    times: Sequence[TimeMention],
    start: int,
) -> list[_Draft]:
    """One draft for each figure, or one without; each takes the time that stands near its figure.

    In the narrator's sentences a time that no figure takes dates a statement of its own.
    """
    if not figures:
        event = times[0].period.iso() if times else None
        return [_Draft(replace(entry, when=event), None, start)]
    drafts, taken = [], set()
    near = [t for t in times if not _is_of_a_thing(text, t)]
    for quantity in figures:
        nearest = min(near, key=lambda t: _distance(text, t, quantity), default=None)
        if nearest is not None and _distance(text, nearest, quantity) > _FAR:
            nearest = None
        taken.add(nearest)
        claim = replace(
            entry,
            figure=quantity.figure.as_written,
            unit=quantity.figure.unit,
            of=quantity.figure.of,
            when=nearest.period.iso() if nearest else None,
        )
        drafts.append(_Draft(claim, quantity, quantity.start))
    if entry.source == NARRATOR:
        drafts += [
            _Draft(replace(entry, when=t.period.iso()), None, t.start)
            for t in times
            if t not in taken
        ]
    return drafts


def _is_of_a_thing(text: str, mention: TimeMention) -> bool:
    """Whether a time says when something was made, or of what an event reminds.

    In "the dam, built in 1974, had killed nine" and "a flood that recalled the fire of March 2019"
    it dates no event of the figure.
    """
    before = _SENTENCE_STOP.split(text[max(0, mention.start - _NEAR_WORDS) : mention.start])[-1]
    clause = re.findall(r"[a-z]+|[0-9]+|,", before.lower())
    if not words("origin").isdisjoint(clause[-3:]):
        return True
    reminded = [n for n, word in enumerate(clause) if word in words("reminder")]
    return bool(reminded) and "," not in clause[reminded[-1] :]


def _distance(text: str, mention: TimeMention, quantity: Quantity) -> int:
    """Code points between the two; a clause's edge between them counts for many."""
    between = text[min(mention.end, quantity.end) : max(mention.start, quantity.start)]
    return len(between) + _EDGE_COST * len(_CLAUSE_EDGE.findall(between))


def _time_of_saying(
    voice: _Voice, when: Sequence[TimeMention], bounds: Sequence[tuple[int, int]]
) -> TimeMention | None:
    """A time in the sentence of the cue, outside the words reported and the source's name."""
    if not voice.attribution.cue:
        return None
    elsewhere = (*voice.pieces, *voice.attribution.source)
    cue = voice.attribution.cue[0]
    start, end = sentence_at(bounds, cue.start) or (cue.start, cue.end)
    outside = [
        t
        for t in when
        if start <= t.start < end and not any(s.start <= t.start < s.end for s in elsewhere)
    ]
    return min(outside, key=lambda t: abs(t.start - cue.start), default=None)


def _narrated(
    document: Document,
    start: int,
    end: int,
    covered: _Cover,
    found: Sequence[Quantity],
    when: Sequence[TimeMention],
) -> list[_Draft]:
    """Claims of the document's own voice in one sentence."""
    figures = [q for q in found if start <= q.start < end and not covered.holds(q.start)]
    dated = [t for t in when if start <= t.start < end and not covered.holds(t.start)]
    if not figures and (covered.touches(start, end) or not dated):
        return []
    entry = ClaimEntry(
        id="",
        document=document.id,
        source=NARRATOR,
        quote=(document.text[start:end],),
        at=((start, end),),
        status=Status.PROPOSED.value,
        rule="narrator",
    )
    return _with_figures(document.text, entry, figures, dated, start)


def _name(
    drafts: Sequence[_Draft], document: Document
) -> tuple[tuple[ClaimEntry, ...], tuple[SubjectEntry, ...]]:
    """Give every draft its subject and id, and every share the id of its whole."""
    subjects: dict[str, SubjectEntry] = {}
    keys: dict[tuple[str | None, ...], str] = {}
    claims: list[ClaimEntry] = []
    counted: list[tuple[ClaimEntry, Quantity]] = []
    about = [replace(d.entry, subject=_subject(d, document, keys, subjects)) for d in drafts]
    for draft, found, claim_id in zip(drafts, about, name_claims(about), strict=True):
        entry = replace(found, id=claim_id)
        if draft.quantity is not None:
            whole = _whole(draft.quantity, entry, counted) if draft.quantity.figure.share else None
            entry = replace(entry, of=whole.id if whole else entry.of)
            counted.append((entry, draft.quantity))
        claims.append(entry)
    return tuple(claims), tuple(subjects.values())


def _whole(
    share: Quantity, entry: ClaimEntry, counted: Sequence[tuple[ClaimEntry, Quantity]]
) -> ClaimEntry | None:
    """The nearest count before a share that its whole ("the dead") refers to, if one does.

    The whole must name the same measure or population; the same source's count is preferred.
    """
    whole_words = (share.figure.of or "").lower()
    fitting = [
        (claim, q) for claim, q in counted if not q.figure.share and _refers(whole_words, q, share)
    ]
    own = [claim for claim, _ in fitting if claim.source == entry.source]
    return own[-1] if own else fitting[-1][0] if fitting else None


def _refers(whole_words: str, count: Quantity, share: Quantity) -> bool:
    figure = count.figure
    words = set(re.findall(r"\w+", whole_words))
    if not words:
        return False
    if figure.measure == "killed" and words & {"dead", "killed", "fatalities", "deaths", "victims"}:
        return True
    if figure.measure == "wounded" and words & {"wounded", "injured"}:
        return True
    names = set(re.findall(r"\w+", f"{figure.population or ''} {figure.unit or ''}".lower()))
    return bool(words & names) or "them" in words


def _subject(
    draft: _Draft,
    document: Document,
    keys: dict[tuple[str | None, ...], str],
    subjects: dict[str, SubjectEntry],
) -> str:
    """The id of the draft's subject, made when it is new.

    Figures of one measure and population in one place share a subject; a claim without a place
    joins the only subject of its measure and population. A claim without a figure has a subject of
    its own, named by its first words.
    """
    words = " ".join(draft.entry.quote)
    if draft.quantity is None:
        title = _shorten(words)
        subject_id = _unique(slug(title, 60) or "statement", set(subjects))
        subjects[subject_id] = SubjectEntry(id=subject_id, title=title)
        return subject_id
    figure = draft.quantity.figure
    population = _population(figure)
    place = _place_near(document.text, draft)
    span = _long_period(draft.entry.when)
    key = (figure.measure, population, _dimension(draft.quantity), span)
    same = {v for k, v in keys.items() if k[:4] == key}
    # A unit alone is no subject: "three years" of one thing are not compared with those of another.
    if figure.measure is not None:
        if (*key, place) in keys:
            return keys[(*key, place)]
        if place is None and len(same) == 1:
            return same.pop()
    parts = [population, figure.measure, place, span]
    named = " ".join(p for p in (population, figure.measure) if p)
    words_of_id = slug(" ".join(p for p in parts if p), 60)
    subject_id = _unique(words_of_id or "figure", set(subjects))
    keys[(*key, place)] = subject_id
    subjects[subject_id] = SubjectEntry(
        id=subject_id,
        title=named or draft.quantity.concept or _shorten(words),
        measure=figure.measure,
        population=population,
        place=place,
        period=draft.entry.when,
        unit=figure.unit,
    )
    return subject_id


def _population(figure: Figure) -> str | None:
    """Who or what is counted; people, where the measure is of people and nobody is named."""
    if figure.population and figure.population != "person":
        return figure.population
    if figure.measure in _OF_PEOPLE and figure.unit in (None, "person", "body", "death"):
        return "people"
    return figure.unit


def _long_period(event: str | None) -> str | None:
    """A period of more than a month, which a figure covers as a whole: "since 2010"."""
    if event is None or "/" not in event:
        return None
    start, end = (date.fromisoformat(d) if d != ".." else None for d in event.split("/"))
    return event if start is None or end is None or (end - start).days > _MONTH else None


def _dimension(quantity: Quantity) -> str:
    figure = quantity.figure
    return f"share of {figure.of}" if figure.share else "amount"


def _place_near(text: str, draft: _Draft) -> str | None:
    """The place named nearest after the figure, else before it, in the claim's own words."""
    if draft.quantity is None:
        return None
    best: tuple[int, str] | None = None
    times = {*full_names("month"), *full_names("weekday")}
    for start, end in draft.entry.at:
        for match in _PLACE.finditer(text, start, end):
            name = match.group(1)
            if name.split()[0].lower() in times:
                continue
            gap = match.start() - draft.quantity.end
            cost = gap if gap >= 0 else 1000 - gap
            if best is None or cost < best[0]:
                best = (cost, name)
    return best[1] if best else None


def _shorten(words: str) -> str:
    flat = re.sub(r"\s+", " ", words).strip(" \"'“”‘’.,;:")
    if len(flat) <= _TITLE_LENGTH:
        return flat
    return flat[: _TITLE_LENGTH + 1].rpartition(" ")[0] or flat[:_TITLE_LENGTH]


def _unique(base: str, taken: set[str]) -> str:
    name, n = base, 1
    while name in taken:
        n += 1
        name = f"{base}-{n}"
    taken.add(name)
    return name


def _document_entry(document: Document) -> DocumentEntry:
    return DocumentEntry(
        id=document.id,
        title=document.title,
        path=document.path,
        sha256=document.sha256,
        url=document.url,
        publisher=document.publisher,
        published=document.published_at,
        language=document.language,
    )


def _source_entries(sources: Sequence[Source], used: set[str]) -> tuple[SourceEntry, ...]:
    """The sources that claims use, and every body they are part of."""
    by_id = {s.id: s for s in sources}
    needed, queue = set(used), list(used)
    while queue:
        source = by_id.get(queue.pop())
        for part in source.part_of if source else ():
            if part not in needed:
                needed.add(part)
                queue.append(part)
    entries = [
        SourceEntry(id=s.id, name=s.name, aliases=s.aliases, kind=s.kind.value, part_of=s.part_of)
        for s in sources
        if s.id in needed
    ]
    if NARRATOR in needed:
        entries.append(SourceEntry(id=NARRATOR, name=OWN_VOICE, kind=NARRATOR))
    return tuple(entries)
