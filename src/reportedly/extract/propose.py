"""Attributions → entries proposed for the ledger: one claim for each figure, or one without.

A claim's subject is named from its words (measure, population, place); a person confirms or
renames it in review. Nothing here decides anything that the words leave open.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from reportedly.extract.answered import Reports, answered, unclaimed
from reportedly.extract.contents import merged
from reportedly.extract.continued import name_continued
from reportedly.extract.corrections import (
    find_corrections,
    find_explained,
    opens_correction,
)
from reportedly.extract.credits import BROADCAST, Credit, find_credits
from reportedly.extract.cues import forms_of
from reportedly.extract.dating import compared_scopes, date_figures, is_of_saying, lone_far_days
from reportedly.extract.deeds import MAIN, is_violence
from reportedly.extract.drafts import (
    Draft,
    Reading,
    Voice,
    ending_in,
    lies_in,
    placed_between,
    says_again,
    told_by,
)
from reportedly.extract.events import as_declared, read_events
from reportedly.extract.house import (
    is_house,
    is_publisher,
    is_reporter,
    of_the_house,
    told_again,
)
from reportedly.extract.own import publishing_body
from reportedly.extract.places import find_places
from reportedly.extract.subjects import NARRATOR, Counted, DocumentSubjects, is_more
from reportedly.model import (
    Act,
    Attribution,
    Behaviour,
    ClaimEntry,
    Document,
    DocumentEntry,
    Entries,
    EventEntry,
    Extraction,
    Figure,
    Period,
    Quantity,
    Role,
    Source,
    SourceEntry,
    SourceKind,
    Span,
    Stance,
    Standing,
    Status,
    TimeMention,
    name_claims,
)
from reportedly.text.lexicon import PEOPLE, either, measure_of, measures, values, words
from reportedly.text.publishers import body_publishing
from reportedly.text.quantities.figures import find_quantities
from reportedly.text.sentences import sentence_at, sentences
from reportedly.text.slug import identify
from reportedly.text.subject_ids import split_subject_id
from reportedly.text.times import find_times, read_period

OWN_VOICE = "the document's own voice"
"""Its name."""

NOBODY_NAMED = "nobody named"
"""The candidate where the text names none: "reports were dismissed", "no one said that"."""

FindQuantities = Callable[[str], list[Quantity]]
FindTimes = Callable[[str, date | None], list[TimeMention]]

_ANY_DAY = date(2000, 1, 1)
_NARRATED = (Stance.ASSERTS, Stance.CANNOT_VERIFY)
"""How what nobody is named for may stand and be the narrator's."""
_START = attrgetter("start")
_OWNS = re.compile(r"['’]s?\b|['’](?=\s)")
_CLAUSE = re.compile(rf"(?<=.)[,\s]+(?:{either('relative-pronoun')})\b", re.IGNORECASE)
_STAMP = re.compile(r"(?m)^\W{0,3}([01]?\d|2[0-3])[:.]([0-5]\d)\b(?!\s*[ap]\.?m)(?=\W)")
_DONE_TO = ("object", "expression:")  # rules by which a content is what something is done to
_MOURNED = re.compile(rf"\b(?:{either('mourned')})\b", re.IGNORECASE)
_TURNS = ("turn", "label")  # rules by which the layout says who speaks
_LISTED = re.compile(r"[ \t]*(?:\d+[.)]|[-–•*])\s")
_OF_PASSING = 2  # words beside what others say: "that", "on Monday"
_OF_CLAUSE = 16  # of the clause of one of them: "had counted 16 dead after the strike on Orlo"
_MORE = words("coordinator") | words("small") | words("ten")
_MAY_BE_RIGHT = (None, Role.PART.value, Role.EARLIER.value)
_ROSE_TO = re.compile(rf"\b(?:{either('has-risen')})\s+to\s+$", re.IGNORECASE)
_ENDS_NOUN = re.compile(rf"\s*(?:[,.;:]|(?:{either('own-predicate')})\b)", re.IGNORECASE)
_OF_THE = re.compile(rf"\s+of\s+(?:{either('of-determiner')})\s+", re.IGNORECASE)
_LONGEST_RISE = 60  # code points of "had gone up to "
_LOG = 2  # entries with an hour at their head, from which on a text is a log
_FAR_PLACE = 500  # code points between a figure and its place


def propose_entries(
    document: Document,
    extraction: Extraction,
    *,
    acts: Collection[Act] = (Act.SPEECH, Act.DOCUMENT),
    min_score: float = 0.0,
    event: EventEntry | None = None,
    quantities: FindQuantities = find_quantities,
    times: FindTimes = find_times,
) -> Entries:
    """Propose the entries that a document supports.

    Every attribution gives one claim for each figure in its words, and where its act is wanted one
    claim without a figure when there is none. Sentences outside all attributions that hold a figure
    or a dated event become claims of the document's own voice, `narrator`.

    An attribution that scores less than `min_score` is not proposed as such; but a figure in its
    words is not the narrator's either. It gives a claim whose source stays open between the two.

    Args:
        document: as captured.
        extraction: of it.
        acts: those wanted.
        min_score: from which on an attribution is proposed.
        event: what the document is about, where somebody has said so.
        quantities: what reads figures.
        times: what reads times.

    Returns:
        One document, its claims with status `proposed`, and the sources and subjects they need.
    """
    reading = _read(document, quantities, times)
    attributions = [a for a in extraction.attributions if not _is_ceremony(a)]
    settled = _Cover(s for a in attributions if a.score >= min_score for s in a.contents)
    covered = _Cover(s for a in attributions for s in _told(a))
    reports = Reports(extraction)
    drafts: list[Draft] = []
    stated = _stated(document)
    # In an agency's text the publisher's own people are another's voice.
    agency = next((c.name for c in stated if (c.start, c.end) == (0, len(document.text))), None)
    if agency is not None and document.publisher:
        extraction = _with_publisher(extraction, document.publisher)
    for voice in _voices(extraction, min_score, None if agency else document.publisher):
        near = voice.within(reading.figures)
        denial = answered(voice, reports, reading)
        if denial is not None:
            drafts += [*_claims_of(reading, *denial), *unclaimed(voice, reports, reading)]
            continue
        figures = _own(voice, near)
        if voice.attribution.score < min_score:
            figures = [q for q in figures if not settled.holds(q.start)]
        act, deed = voice.attribution.act, voice.attribution.deed
        wanted = (act in acts or deed is not None) and voice.attribution.score >= min_score
        if figures or wanted:
            told = _claims_of(reading, voice, figures)
            drafts += [d for d in told if not _is_told_by_house(d, voice)]
    titles: list[Draft] = []
    for bounds in reading.sentences:
        if BROADCAST.fullmatch(document.text[slice(*bounds)].strip()):
            continue
        own = _narrated(reading, bounds, covered, extraction.standings)
        if document.text[slice(*bounds)] == document.title:
            titles += [d for d in own if d.quantity]
        else:
            drafts += own
    drafts = [_with_candidates(d) for d in (*drafts, *(_headed(t, drafts) for t in titles))]
    drafts = _stamped(of_the_house(drafts, document, extraction.sources), document)
    names = {s.id: s.name for s in extraction.sources}
    partly = [c for c in stated if c.name != agency]
    outlets = _outlets(partly, names.values())
    drafts = _through_outlets(drafts, partly, (*extraction.sources, *outlets))
    drafts.sort(key=_START)
    drafts, replaced, parts = _put_right(drafts, reading, extraction)
    claims, subjects = _name(drafts, reading, event, replaced, parts)
    if publishing_body(document) is None:
        claims = name_continued(claims, document.text, reading.sentences, names)
    used = {s for c in claims for s in (c.source, *c.actors, *c.via) if s}
    return Entries(
        documents=(_document_entry(document, subjects, agency),),
        claims=claims,
        sources=_source_entries((*extraction.sources, *outlets), used),
        subjects=tuple(subjects.entries.values()),
        events=_told_events(subjects, claims),
    )


def _is_told_by_house(draft: Draft, voice: Voice) -> bool:
    """Whether a presenter tells or asks, without a figure, as a newspaper's sentence does."""
    on_air = voice.source == NARRATOR and voice.attribution.rule in _TURNS
    plain = draft.quantity is None and draft.deed is None
    return on_air and plain and draft.entry.stance in (None, Stance.ASKS.value)


def _stated(document: Document) -> list[Credit]:
    """The credits of a text that are not its publisher's own."""
    return [c for c in find_credits(document.text) if not is_publisher(c.name, document.publisher)]


def _with_publisher(extraction: Extraction, publisher: str) -> Extraction:
    """The extraction, a source that is the publisher by a short name under its name in full.

    "The Herald's own count", in an agency's text that the Tarn Herald prints.
    """
    sources = tuple(
        replace(s, name=publisher, aliases=(*s.aliases, s.name))
        if s.name != publisher and is_publisher(s.name, publisher)
        else s
        for s in extraction.sources
    )
    return replace(extraction, sources=sources)


def _outlets(stated: Sequence[Credit], known: Collection[str]) -> tuple[Source, ...]:
    """The agencies that parts of a text are credited to, without those that are sources already."""
    return tuple(
        Source(identify(name), name, SourceKind.ORGANISATION)
        for name in dict.fromkeys(c.name for c in stated)
        if name not in known
    )


def _through_outlets(
    drafts: Sequence[Draft], stated: Sequence[Credit], sources: Iterable[Source]
) -> list[Draft]:
    """The drafts, those in a stretch with an agency's credit through that agency."""
    ids, ends = {s.name: s.id for s in sources}, [c.end for c in stated]
    through = []
    for draft in drafts:
        n, via = bisect_right(ends, draft.start), draft.entry.via
        credited = n < len(ends) and stated[n].start <= draft.start
        joint = [c for c in stated if credited and c.end == ends[n]]
        own = [i for i in (ids[c.name] for c in joint) if i not in (*via, draft.entry.source)]
        if own:
            draft = replace(draft, entry=replace(draft.entry, via=(*own, *via)))
        through.append(draft)
    return through


def _with_candidates(draft: Draft) -> Draft:
    """The draft, an open source with somebody between whom it is open: a ledger needs one."""
    entry = draft.entry
    if entry.source is not None or entry.candidates:
        return draft
    return replace(draft, entry=replace(entry, candidates=(NOBODY_NAMED,)))


def _told(attribution: Attribution) -> tuple[Span, ...]:
    """Words whose figures are not the narrator's: what is told, and how many speakers tell it.

    How many hope, plan or refuse ("42 residents refuse to go") is the narrator's to say, and so is
    what he adds of a speaker ("the union, which has lost nine men").
    """
    telling = attribution.act in (Act.SPEECH, Act.DOCUMENT) or attribution.via
    speakers = attribution.source if telling else ()
    return (*attribution.contents, *attribution.cue, *map(_without_clause, speakers))


def _is_ceremony(attribution: Attribution) -> bool:
    """Whether a verb of feeling or ceremony tells what its subject does and not what it reports.

    "Orlo mourns 21 dead": the number is the writer's. So is that of "families remember 52 victims",
    and not that of "survivors remember 52 guards at the gate".
    """
    if not attribution.rule.startswith(_DONE_TO) or not attribution.cue:
        return False
    cue = f" {' '.join(attribution.cue[0].quote.lower().split())} "
    if not any(f" {form} " in cue for form in forms_of("ceremony")):
        return False
    told = " ".join(s.quote for s in attribution.contents)
    return " remember" not in cue or _MOURNED.search(told) is not None


def _without_clause(speaker: Span) -> Span:
    """The words for a speaker up to a clause about him."""
    found = _CLAUSE.search(speaker.quote)
    end = speaker.end if found is None else speaker.start + found.start()
    return replace(speaker, end=end, quote=speaker.quote[: end - speaker.start])


def _headed(title: Draft, below: Sequence[Draft]) -> Draft:
    """A figure of a title, said by whom the text below gives for it where that is one voice.

    "Strike kills 21" over "at least 21 people were killed, the ministry said" is the ministry's.
    """
    same = [d.entry for d in below if d.entry.stance is None and says_again(title, d)]
    voices = {(e.source, e.via, e.candidates) for e in same}
    if len(voices) != 1:
        return title
    source, via, candidates = voices.pop()
    return replace(title, entry=replace(title.entry, source=source, via=via, candidates=candidates))


def _read(document: Document, quantities: FindQuantities, times: FindTimes) -> Reading:
    text = document.text
    # Relative times are known as times even where no day of publication resolves them.
    dated = times(text, document.published or _ANY_DAY)
    when = dated if document.published else times(text, None)
    taken = _Cover(Span(document.id, t.start, t.end, text[t.start : t.end]) for t in dated)
    figures = [q for q in quantities(text) if not taken.touches(q.start, q.end)]
    figures.sort(key=lambda each: each.start)
    figures = [q for n, q in enumerate(figures) if not _is_taken_up(text, figures, n)]
    lone = lone_far_days(text, when, document.published)
    return Reading(
        document, figures, sorted(when, key=lambda each: each.start), lone, list(sentences(text))
    )


def _is_taken_up(text: str, figures: Sequence[Quantity], n: int) -> bool:
    """Whether a number stands for a whole that was told before: "four of the 13 were unarmed".

    Who says how many of them were says nothing of how many they are.
    """
    quantity, before = figures[n], figures[n - 1] if n else None
    figure = quantity.figure
    if before is None or figure.share or not _ENDS_NOUN.match(text, quantity.end):
        return False  # "of the 120 seats" says of what they are
    named = _OF_THE.fullmatch(text, before.end, quantity.start)
    return named is not None and any(q.figure.nominal == figure.nominal for q in figures[:n])


class _Cover:
    """Which code points of a text are claimed by some span."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._ranges = merged((span.start, span.end) for span in spans)

    def holds(self, offset: int) -> bool:
        return self.touches(offset, offset + 1)

    def touches(self, start: int, end: int) -> bool:
        at = bisect_left(self._ranges, (end,)) - 1
        return at >= 0 and self._ranges[at][1] > start


def _voices(extraction: Extraction, min_score: float, publisher: str | None) -> list[Voice]:
    """One voice for each source of each attribution, nested ones with their chain.

    What nobody is named for is the narrator's, who says that it is not clear; what nobody said, and
    what somebody unnamed denies, stays open. What a spokesman says is his body's, through him.
    """
    names = {s.id: s.name for s in extraction.sources}
    house = {s for s, name in names.items() if is_publisher(name, publisher)}
    house |= {s for s, name in names.items() if is_reporter(name, publisher)}
    house |= _on_air(extraction, names, publisher)
    ours = {s for s, name in names.items() if name.lower().startswith("our ")}
    bodies = {s.id: s.speaks_for for s in extraction.sources if s.speaks_for is not None}
    inner: dict[int, list[Attribution]] = {}
    for attribution in extraction.attributions:
        if attribution.parent is not None:
            inner.setdefault(attribution.parent, []).append(attribution)
    voices = []
    for number, attribution in enumerate(extraction.attributions):
        sure = [a for a in inner.get(number, ()) if a.score >= min_score and not _is_ceremony(a)]
        if _is_ceremony(attribution) or _only_passes_on(attribution, sure):
            continue
        if attribution.score < min_score:
            opened = _opened(attribution, names)
            alone = opened.candidates == (OWN_VOICE,) and _may_be_narrated(attribution)
            voices.append(
                Voice(NARRATOR, (), attribution.contents, attribution)
                if alone
                else Voice(None, (), attribution.contents, opened)
            )
            continue
        narrated = _may_be_narrated(attribution) and not attribution.candidates
        unnamed = (NARRATOR,) if narrated and not attribution.nobody else (None,)
        own: tuple[str | None, ...] = unnamed if attribution.nobody else attribution.voices
        own = tuple(NARRATOR if v in house or v in ours else v for v in own) or unnamed
        via, parent = attribution.via, attribution.parent
        while parent is not None:
            outer = extraction.attributions[parent]
            via, parent = (*outer.via, *outer.voices[:1], *via), outer.parent
        via = tuple(v for v in via if v not in house)
        within = inner.get(number, ())
        voices += [
            Voice(source, chain, attribution.contents, attribution, within)
            for source, chain in _chains(own, via, bodies)
        ]
    return voices


def _only_passes_on(outer: Attribution, inner: Sequence[Attribution]) -> bool:
    """Whether all that somebody says is that others say it: "the Post said that police said so".

    That is no word of his own: what he passes on has him in its chain.
    """
    passed = [
        i for i in inner if i.voices and outer.voices and not set(i.voices) & set(outer.voices)
    ]
    if not passed or outer.stance is not Stance.ASSERTS or outer.deed or outer.standings:
        return False
    told = [s for i in passed for s in (*i.contents, *i.cue)]
    for content in outer.contents:
        left, at = [], content.start
        for span in sorted(told, key=lambda s: s.start):
            if content.start <= span.start < content.end:
                left.append(content.quote[at - content.start : max(at, span.start) - content.start])
                at = max(at, span.end)
        left.append(content.quote[max(0, at - content.start) :])
        beside = re.findall(r"\w+", " ".join(left).lower())
        more = any(word[0].isdigit() for word in beside) or not _MORE.isdisjoint(beside)
        if len(beside) > (_OF_PASSING if more or len(passed) > 1 else _OF_CLAUSE):
            return False
    return True


def _on_air(extraction: Extraction, names: Mapping[str, str], publisher: str | None) -> set[str]:
    """Who speaks for a broadcaster in its transcript: "PRESENTER:", "CORRESPONDENT:" beside one.

    Nobody where another prints it, as a service that monitors broadcasts does, or where a body
    publishes what was asked at its news conference.
    """
    told = set((publisher or "").lower().split())
    if not told or not words("monitors-broadcasts").isdisjoint(told):
        return set()
    turns = (a for a in extraction.attributions if a.rule in _TURNS)
    speakers = {v: names[v].lower() for a in turns for v in a.voices if v in names}
    leads = words("on-air").intersection(speakers.values())
    if not leads or body_publishing(publisher or "", "") is not None:
        return set()
    own = words("on-air") | words("house-people")
    return {v for v, name in speakers.items() if name in own}


def _chains(
    own: Sequence[str | None], via: Sequence[str], bodies: Mapping[str, str]
) -> Iterator[tuple[str | None, tuple[str, ...]]]:
    """Each source with the way from it, nearest to the document first; each body once."""
    through: dict[str | None, list[str]] = {}
    for voice in own:
        body = bodies.get(voice or "")
        through.setdefault(body or voice, []).extend([voice] if voice and body else [])
    for source, spokesmen in through.items():
        passed = dict.fromkeys(v for v in (*via, *spokesmen) if v not in own or v in spokesmen)
        yield source, tuple(v for v in passed if v != source)


def _may_be_narrated(attribution: Attribution) -> bool:
    """Whether what nobody is named for may be the document's own word."""
    return attribution.stance in _NARRATED or attribution.narrated


def _opened(attribution: Attribution, names: Mapping[str, str]) -> Attribution:
    """The same words, with their source open between who may have said them and the narrator."""
    said_by = tuple(names[v] for v in attribution.voices if v in names) or attribution.candidates
    return replace(attribution, voices=(), candidates=(*said_by, OWN_VOICE))


def _own(voice: Voice, found: Sequence[Quantity]) -> list[Quantity]:
    """Quantities in the voice's words that no attribution nested in it claims for itself.

    What somebody says of another's figure beside reporting it (that it is false, unconfirmed) is
    his own: then both have it. Nested words of nobody named are the outer voice's, unless they are
    said by nobody at all.
    """
    attribution = voice.attribution
    said = [other for other in voice.inner if other.voices or other.candidates]
    nested = [s for other in said for s in other.contents]
    # Nor of "reported that, according to two witnesses, six drowned" have the two.
    nested += [s for o in said if o.rule.startswith("according") for s in o.source]
    # "He withdrew a claim that 12 died, saying it was eight": of the eight he takes nothing back.
    anew = [s for o in said if set(o.voices) & set(attribution.voices) for s in o.contents]
    unsaid = [s for other in voice.inner if other.nobody for s in other.contents]
    plain = attribution.stance is Stance.ASSERTS
    judged = [s for s in attribution.standings if plain and not s.statement]
    # Who asks "Police say nine died. Is that right?" has no number of his own, and who asks
    # "Earlier you spoke of 25?" leaves it to whoever answers.
    asserts = plain or attribution.rule in _TURNS
    if not plain:
        nested = [s for other in said if other.voices for s in other.contents]
    # A bound may be the cue itself: "police estimated 15,000".
    inside = [q for q in ending_in(found, voice.pieces) if not lies_in(unsaid, q.start)]
    if attribution.stance is Stance.RETRACTS:
        inside = [q for q in inside if not lies_in(anew, q.start)]
    own = [
        q
        for q in inside
        if not asserts
        or any(q.start <= s.start < q.end for s in judged)
        or not lies_in(nested, q.start)
    ]
    owned = attribution.voices or attribution.candidates or attribution.nobody
    return own if owned or attribution.parent is None else []


def _claims_of(reading: Reading, voice: Voice, figures: Sequence[Quantity]) -> list[Draft]:
    attribution = voice.attribution
    first, last = min(s.start for s in voice.pieces), max(s.end for s in voice.pieces)
    times = placed_between(reading.times, first, last)
    inside = [t for t in times if lies_in(voice.pieces, t.start)]
    inside += _past_levels(reading, figures, last)
    said = _time_of_saying(voice, reading)
    if said is not None and not inside and _opens(reading.document.text, said, voice):
        inside, said = [said], None
    if attribution.parent is not None and attribution.cue[0].quote.lower().startswith("had "):
        # "The Post said that the clinic had counted nine" puts "has counted" into the past.
        figures = [replace(q, role=Role.TOTAL) if q.role is Role.EARLIER else q for q in figures]
    entry = ClaimEntry(
        id="",
        document=reading.document.id,
        source=voice.source,
        via=voice.via,
        quote=tuple(s.quote for s in voice.pieces),
        at=tuple((s.start, s.end) for s in voice.pieces),
        said=said.period.iso() if said else None,
        status=Status.PROPOSED.value,
        act=attribution.act.value,
        rule=attribution.rule,
        score=f"{attribution.score:.2f}",
        candidates=attribution.candidates,
    )
    drafts = _with_figures(reading, entry, figures, inside, voice.pieces[0].start)
    drafts = [_standing(draft, attribution.standings, attribution.stance) for draft in drafts]
    drafts = [_opened_denial(draft, attribution) for draft in drafts]
    deed = attribution.deed
    if deed is not None:
        bare = Draft(replace(entry, when=None), None, voice.pieces[0].start)
        plain = _standing(bare, attribution.standings, attribution.stance) if figures else drafts[0]
        about = replace(plain, deed=deed, entry=replace(plain.entry, actors=deed.actors))
        # Who did it stands behind how many: "killed at least 16" is a count first.
        behind = replace(about, start=drafts[-1].start)
        drafts = [*drafts, behind] if figures else [about, *drafts[1:]]
    return drafts + list(_statements(reading, voice, entry, whole=not figures))


def _past_levels(reading: Reading, figures: Sequence[Quantity], last: int) -> list[TimeMention]:
    """The times right behind the words of a voice that date a figure told as past.

    "Raised its count to 33, from 17 on Tuesday" says to when the 17 counted.
    """
    past = [e for q in figures if (e := q if q.role is Role.EARLIER else q.earlier)]
    _, end = sentence_at(reading.sentences, last - 1) or (last, last)
    behind = [t for t in placed_between(reading.times, last, end) if t.start >= last]
    scopes = compared_scopes(reading.document.text, past, behind)
    own = [(a, b) for a, b in scopes if any(a <= q.start < b for q in past)]
    return [t for t in behind if any(a <= t.start < b for a, b in own)]


def _opened_denial(draft: Draft, attribution: Attribution) -> Draft:
    """The draft, its source open where nobody is named for a denial that is not the document's."""
    entry = draft.entry
    named = attribution.voices or attribution.narrated or entry.source != NARRATOR
    if named or entry.stance != Stance.DENIES.value:
        return draft
    return replace(draft, entry=replace(entry, source=None))


def _statements(
    reading: Reading, voice: Voice, entry: ClaimEntry, *, whole: bool
) -> Iterator[Draft]:
    """Sentences without a figure in what is said that are not asserted.

    The first one is left out where a claim of the whole stands as it does.
    """
    for standing in voice.attribution.standings:
        bounds = sentence_at(reading.sentences, standing.start)
        if bounds is None or not standing.statement:
            continue
        denial = _answering(reading, standing, entry)
        if denial is not None and not lies_in(voice.pieces, denial.start):
            yield denial
            continue
        if whole and standing.start <= voice.pieces[0].start:
            continue
        start, end = standing.start, min(bounds[1], voice.pieces[-1].end)
        if not any(start <= q.start for q in placed_between(reading.figures, start, end)):
            own = replace(entry, quote=(reading.document.text[start:end],), at=((start, end),))
            own = replace(own, stance=standing.stance.value)
            yield Draft(own, None, start)


def _answering(reading: Reading, standing: Standing, entry: ClaimEntry) -> Draft | None:
    """The denial of the one figure of the sentence before: "The firm says 30. That is a lie."."""
    bounds = sentence_at(reading.sentences, standing.start)
    if bounds is None or not standing.answers:
        return None
    number = bisect_left(reading.sentences, bounds)
    if number == 0:
        return None
    before = reading.sentences[number - 1]
    found = placed_between(reading.figures, *before)
    if len(found) != 1:
        return None
    pieces, text = (before, bounds), reading.document.text
    denial = replace(
        entry,
        quote=tuple(text[start:end] for start, end in pieces),
        at=pieces,
        figure=found[0].figure.as_written,
        unit=found[0].figure.unit,
        of=found[0].figure.of,
        stance=Stance.DENIES.value,
        when=None,
    )
    return Draft(denial, found[0], found[0].start)


def _standing(draft: Draft, standings: Sequence[Standing], usual: Stance) -> Draft:
    """The draft with the stance of its figure or statement, where the words around have another."""
    at = draft.quantity
    start, end = (at.start, at.end) if at is not None else (draft.start, draft.start + 1)
    own = [s for s in standings if start <= s.start < end and s.statement is (at is None)]
    stance, entry = own[0].stance if own else usual, draft.entry
    if any(s.nobody for s in own):
        entry = replace(entry, source=None, via=())
    elif any(s.presupposed for s in own):
        entry = replace(
            entry,
            source=NARRATOR,
            via=(),
            said=None,
            act=None,
            rule="narrator",
            score=None,
            candidates=(),
        )
    if any(s.projected for s in own) and entry.role is None:
        entry = replace(entry, role=Role.PROJECTION.value)
    stands = None if stance is Stance.ASSERTS else stance.value
    return replace(draft, entry=replace(entry, stance=stands))


def _with_figures(
    reading: Reading,
    entry: ClaimEntry,
    figures: Sequence[Quantity],
    times: Sequence[TimeMention],
    start: int,
) -> list[Draft]:
    """One draft for each figure, or one without; each takes the time that stands near its figure.

    In the narrator's sentences a time that no figure takes dates a statement of its own.
    """
    figures = [each for q in figures for each in (q, *_came_from(q))]
    if figures:
        times = [t for t in times if t not in reading.lone]
    found, left = date_figures(reading.document.text, figures, times)
    if not figures:
        return [Draft(replace(entry, when=left[0].period.iso() if left else None), None, start)]
    drafts = []
    for quantity, dated in zip(figures, found, strict=True):
        past = quantity.role is Role.EARLIER
        if past and dated is None:
            dated = next((t for t in times if _tells_when_given(reading, quantity, t)), None)
        day = dated.period.iso() if dated else None
        # "Up from 14 on Monday": to when it counted, whenever it happened.
        past = past and dated is not None and dated.period.start == dated.period.end
        claim = replace(
            entry,
            figure=quantity.figure.as_written,
            unit=quantity.figure.unit,
            of=quantity.figure.of,
            role=None if quantity.role is Role.TOTAL else quantity.role.value,
            when=None if past else day,
            as_of=day if past else None,
        )
        drafts.append(Draft(claim, quantity, quantity.start))
    own = left if entry.source == NARRATOR else []
    return drafts + [Draft(replace(entry, when=t.period.iso()), None, t.start) for t in own]


def _tells_when_given(reading: Reading, quantity: Quantity, mention: TimeMention) -> bool:
    """Whether a time behind a figure says when it was given: "the 140 given on Wednesday"."""
    text = reading.document.text
    between = text[quantity.end : mention.start]
    return quantity.end <= mention.start and "," not in between and is_of_saying(text, mention)


def _came_from(quantity: Quantity) -> tuple[Quantity, ...]:
    """The 14 of "has risen to 25, up from 14": a figure given earlier."""
    if quantity.earlier is None:
        return ()
    return (replace(quantity.earlier, role=Role.EARLIER),)


def _time_of_saying(voice: Voice, reading: Reading) -> TimeMention | None:
    """A time in the sentence of the cue, outside the words reported and the source's name.

    "Tuesday's derailment" tells when that was, and not when anybody spoke of it, and no more does
    "from 17 on Tuesday"; "Tuesday's statement" does.
    """
    if not voice.attribution.cue:
        return None
    text, cue = reading.document.text, voice.attribution.cue[0]
    start, end = sentence_at(reading.sentences, cue.start) or (cue.start, cue.end)
    times = [t for t in placed_between(reading.times, start, end) if start <= t.start]
    compared = compared_scopes(text, placed_between(reading.figures, start, end), times)

    def rank(mention: TimeMention) -> tuple[bool, int] | None:
        told = is_of_saying(text, mention)
        of_source = lies_in(voice.attribution.source, mention.start)
        other = (of_source or _OWNS.match(text, mention.end)) and not told
        past = any(first <= mention.start < last for first, last in compared)
        near = sorted((cue.start, cue.end, mention.start, mention.end))
        past = past or ";" in text[near[1] : near[2]]  # of what another says
        if other or past or lies_in(voice.pieces, mention.start):
            return None
        return not told, abs(mention.start - cue.start)

    ranked = [(found, t) for t in times if (found := rank(t)) is not None]
    return min(ranked, key=lambda each: each[0], default=(None, None))[1]


def _opens(text: str, mention: TimeMention, voice: Voice) -> bool:
    """Whether a time opens the words before their cue: "The next day, 4 more died, police said"."""
    start = voice.pieces[0].start
    beside = mention.end <= start and text[mention.end : start].strip() in ("", ",")
    return beside and start < voice.attribution.cue[0].start


def _narrated(
    reading: Reading, bounds: tuple[int, int], covered: _Cover, standings: Sequence[Standing]
) -> list[Draft]:
    """Claims of the document's own voice in one sentence."""
    start, end = bounds
    document = reading.document
    inside = placed_between(reading.figures, start, end)
    figures = [q for q in inside if start <= q.start and not covered.holds(q.start)]
    if _LISTED.match(document.text, document.text.rfind("\n", 0, start) + 1):
        figures = [q for q in figures if q.figure.unit != "year of age"]  # "3. Ada Kell, 41"
    dated = [t for t in placed_between(reading.times, start, end) if not covered.holds(t.start)]
    judged = [s for s in standings if s.statement and start <= s.start < end]
    own = [s for s in judged if s.own and (s.deed is not None or not figures)]
    if not (figures or own) and (covered.touches(start, end) or not (dated or judged)):
        return []
    entry = ClaimEntry(
        id="",
        document=document.id,
        source=NARRATOR,
        quote=(document.text[start:end],),
        at=(bounds,),
        status=Status.PROPOSED.value,
        rule="narrator",
    )
    drafts = _with_figures(reading, entry, figures, dated, start)
    drafts = [_standing(draft, standings, Stance.ASSERTS) for draft in drafts]
    if own:
        day = dated[0].period.iso() if len(dated) == 1 else None
        bare = Draft(replace(entry, when=day), None, drafts[-1].start)
        return [*(drafts if figures else ()), _with_deed(bare, own[0])]
    if figures:
        return drafts
    denials = (_answering(reading, s, entry) for s in judged)
    answers = [d for d in denials if d is not None and covered.holds(d.start)]
    if answers:
        return answers
    if opens_correction(document.text, start):
        return []  # "Correction: An earlier version misstated the number": what it was comes next
    return [draft for draft in drafts if draft.entry.when or draft.entry.stance]


def _with_deed(draft: Draft, own: Standing) -> Draft:
    """The draft of a sentence of a body's own statement, as the body says it."""
    stance = None if own.stance is Stance.ASSERTS else own.stance.value
    actors = () if own.deed is None else own.deed.actors
    return replace(draft, deed=own.deed, entry=replace(draft.entry, stance=stance, actors=actors))


def _stamped(drafts: Sequence[Draft], document: Document) -> list[Draft]:
    """The drafts, each with the hour at the head of its entry where a text is a log of a day.

    "17:20 The toll stands at 19 …", "13:10 Toll now 11 …": what no words date was said then.
    """
    stamps = list(_STAMP.finditer(document.text))
    if document.published is None or len(stamps) < _LOG:
        return list(drafts)
    heads = [m.start() for m in stamps]
    dated = []
    for draft in drafts:
        number = bisect_right(heads, draft.start)
        if number and draft.entry.said is None:
            hour = f"{int(stamps[number - 1][1]):02}:{stamps[number - 1][2]}"
            said = f"{document.published.isoformat()}T{hour}"
            draft = replace(draft, entry=replace(draft.entry, said=said))
        dated.append(draft)
    return dated


class _Replaced(NamedTuple):
    """Places of drafts: the figure put right, the one in its place, what says what they count."""

    old: int
    new: int
    named: int
    revises: bool = True


def _put_right(
    drafts: Sequence[Draft], reading: Reading, extraction: Extraction
) -> tuple[list[Draft], list[_Replaced], dict[int, int]]:
    """The drafts with what one voice puts right told as earlier, and which are in whose place.

    What a newspaper reported under its name was told in the document's own voice. Where it takes
    another's number for its own it only withdraws that: "we said 14. The mayor says it is 11."

    Returns:
        The drafts; the figures replaced; and those that only tell why, each with that which it is a
        part of.
    """
    own = {s.id for s in extraction.sources if is_house(s.name, reading.document.publisher)}
    people = {s.id for s in extraction.sources if s.kind is SourceKind.PERSON}
    text, sentences_, figures = reading.document.text, reading.sentences, reading.figures
    found = find_corrections(text, sentences_, figures)
    right, replaced = list(drafts), []
    at: dict[int, list[int]] = {}
    for n, draft in enumerate(drafts):
        if draft.quantity is not None:
            at.setdefault(draft.quantity.start, []).append(n)
    for each in found:
        for new in at.get(each.new, ()):
            entry = drafts[new].entry
            if each.owner in words("body-owner") and entry.source in {NARRATOR, None, *people}:
                continue  # "the mayor corrected its figure": the ministry's
            voices = {NARRATOR, *own} if entry.source in {NARRATOR, *own} else {entry.source}
            voice = NARRATOR if entry.source in own else entry.source
            olds = [n for n in at.get(each.old, ()) if drafts[n].entry.source in voices]
            if each.unless_given and _is_given(drafts, olds):
                continue
            if not olds and each.house:
                withdrawn = [n for n in at.get(each.old, ()) if drafts[n].entry.source == NARRATOR]
                for n in withdrawn:
                    right[n] = _withdrawn(drafts[n])
                replaced += [_Replaced(n, new, n, revises=False) for n in withdrawn]
                continue
            if each.old == each.new:
                olds = olds if voice == NARRATOR else []
            elif not olds or entry.stance is not None or entry.role not in _MAY_BE_RIGHT:
                continue
            else:
                named = [n for n in at.get(each.named, ()) if drafts[n].entry.source in voices]
                replaced.append(_Replaced(olds[0], new, next(iter(named), olds[0])))
                right[new] = told_by(drafts[new], voice)
                if voice == NARRATOR:  # "it should have said 800" is no earlier word of the house
                    right[new] = replace(right[new], entry=replace(right[new].entry, role=None))
            for n in olds:
                right[n] = told_by(drafts[n], voice, Role.EARLIER.value)
            if olds and voice == NARRATOR:
                for n in told_again(drafts, olds[0], own):
                    right[n] = told_by(drafts[n], voice, Role.EARLIER.value)
    parts: dict[int, int] = {}
    for start, whole in find_explained(text, sentences_, figures, found).items():
        wholes = at.get(whole, [])
        for n in at.get(start, ()) if wholes else ():
            source = right[n].entry.source
            right[n] = told_by(right[n], source, Role.PART.value)
            parts[n] = next((m for m in wholes if right[m].entry.source == source), wholes[0])
    return right, replaced, parts


def _is_given(drafts: Sequence[Draft], denied: Collection[int]) -> bool:
    """Whether another voice asserts a number that some drafts deny."""
    voices = {drafts[n].entry.source for n in denied}
    others = [d for d in drafts if d.entry.source not in voices and d.entry.stance is None]
    return any(says_again(drafts[n], d) for n in denied for d in others)


def _withdrawn(draft: Draft) -> Draft:
    return replace(draft, entry=replace(draft.entry, stance=Stance.RETRACTS.value, role=None))


def _name(
    drafts: Sequence[Draft],
    reading: Reading,
    declared: EventEntry | None,
    replaced: Sequence[_Replaced],
    parts: Mapping[int, int],
) -> tuple[tuple[ClaimEntry, ...], DocumentSubjects]:
    """Give every draft its event, subject and id, and every share the id of its whole."""
    document = reading.document
    events = read_events(
        document.text,
        document.title,
        document.published,
        reading.times,
        reading.figures,
        reading.sentences,
    )
    if declared is not None:
        events.main = as_declared(events.main, declared)
    counted = {
        n: Counted(
            d.quantity,
            d.start,
            _period(d.entry.when),
            _place_near(document.text, d),
            d.entry.source,
            d.entry.stance is None,
        )
        for n, d in enumerate(drafts)
        if d.quantity is not None
    }
    subjects = DocumentSubjects(events, document.title, [*counted.values()], declared)
    about = [_about(draft, subjects, counted.get(n)) for n, draft in enumerate(drafts)]
    about = [_of_the_same(n, about, drafts, reading) for n in range(len(about))]
    about = [_denied_with(n, about, drafts, reading) for n in range(len(about))]
    for old, new, named, _ in replaced:
        told = (about[n] for n in (named, old, new) if about[n].subject is not None)
        one = next(told, about[named])
        # "A claim that 12 died on 2 May, saying it was eight": the day may date only one of both.
        other = next((about[n].event for n in (old, new) if about[n].event), one.event)
        split = split_subject_id(one.subject or "")
        if split is not None and not one.event and len(other) == 1:
            one = replace(one, subject=f"{other[0]}/{split[1]}", event=other)
        for n in (old, new):
            about[n] = replace(about[n], subject=one.subject, event=one.event, unit=one.unit)
    about = _overtaken(about, drafts, document.text)
    wholes = {**_wholes(about), **parts}
    unnamed = {*wholes, *_loose(drafts, about)}
    about = [replace(e, subject=None) if n in unnamed else e for n, e in enumerate(about)]
    claims: list[ClaimEntry] = []
    taken: list[tuple[ClaimEntry, Quantity]] = []
    ids = name_claims(about)
    revised = {each.new: ids[each.old] for each in replaced if each.revises}
    for n, (draft, entry, claim_id) in enumerate(zip(drafts, about, ids, strict=True)):
        entry = replace(entry, id=claim_id, revises=revised.get(n))
        if n in wholes:
            claims.append(replace(entry, of=ids[wholes[n]]))
        elif draft.quantity is not None:
            whole = _whole(draft.quantity, entry, taken)
            entry = replace(entry, of=whole.id if whole else entry.of)
            taken.append((entry, draft.quantity))
            claims.append(entry)
        else:
            claims.append(entry)
    return tuple(claims), subjects


_PARTIAL = (None, Role.PART.value)


def _of_the_same(
    n: int, entries: Sequence[ClaimEntry], drafts: Sequence[Draft], reading: Reading
) -> ClaimEntry:
    """A number told as past that names nothing, about what its voice counts before it.

    "48,000 litres had leaked, more than twice the 20,000 it had first given."
    """
    entry, start = entries[n], drafts[n].start
    if entry.role != Role.EARLIER.value or entry.subject is not None or entry.unit is not None:
        return entry
    begin, _ = sentence_at(reading.sentences, start) or (start, start)
    for m in range(n - 1, -1, -1):
        before = entries[m]
        if drafts[m].start < begin:
            break
        live = before.role is None and before.subject is not None and before.figure is not None
        if live and before.source == entry.source:
            return replace(entry, subject=before.subject, event=before.event, unit=before.unit)
    return entry


def _denied_with(
    n: int, entries: Sequence[ClaimEntry], drafts: Sequence[Draft], reading: Reading
) -> ClaimEntry:
    """What denies that something happened, of the other event that the sentence before tells of.

    "Halar's claim that 20 were killed in a raid on Sunday. 'There was no raid,' said the colonel."
    """
    entry, draft = entries[n], drafts[n]
    begin, end = sentence_at(reading.sentences, draft.start) or (0, 0)
    none = draft.quantity is not None and draft.quantity.figure.nominal.high == 0
    beside = none and any(
        drafts[m].deed is not None and entries[m].stance == Stance.DENIES.value
        for m in _numbers_in(drafts, begin, end)
    )
    denies = draft.deed is not None and entry.stance == Stance.DENIES.value
    if not (denies or beside) or entry.event or entry.when:
        return entry
    above = sentence_at(reading.sentences, max(0, begin - 2))
    if above is None or "\n" in reading.document.text[above[1] : begin]:
        return entry
    told = {entries[m].event for m in _numbers_in(drafts, *above)}
    (other,) = told if len(told) == 1 else ((),)
    split = split_subject_id(entry.subject or "")
    if len(other) != 1 or split is None:
        return entry
    return replace(entry, subject=f"{other[0]}/{split[1]}", event=other)


def _numbers_in(drafts: Sequence[Draft], begin: int, end: int) -> range:
    """The numbers of the drafts that start in a stretch; they stand in the order of the text."""
    first = bisect_left(drafts, begin, key=_START)
    return range(first, bisect_left(drafts, end, first, key=_START))


def _overtaken(
    entries: Sequence[ClaimEntry], drafts: Sequence[Draft], text: str
) -> list[ClaimEntry]:
    """The entries, what a voice counted before it tells of a rise told as earlier.

    "By noon 58 had been held. By evening the number had risen to 71."
    """
    now = list(entries)
    for n, (entry, draft) in enumerate(zip(entries, drafts, strict=True)):
        quantity = draft.quantity
        if quantity is None or not _rose_to(text, quantity.start):
            continue
        for m in range(n):
            before, other = now[m], drafts[m].quantity
            same = (before.subject, before.source) == (entry.subject, entry.source)
            live = before.role is before.stance is None and entry.subject is not None
            if same and live and other is not None and is_more(quantity.figure, other.figure):
                now[m] = replace(before, role=Role.EARLIER.value)
    return now


def _rose_to(text: str, start: int) -> bool:
    """Whether what stands right before a number says that a count had risen to it."""
    return _ROSE_TO.search(text, max(0, start - _LONGEST_RISE), start) is not None


def _wholes(entries: Sequence[ClaimEntry]) -> dict[int, int]:
    """Each part and addition without a subject of its own → the total that it belongs to.

    "A further six" and "11 were found in the kitchen" are no counts of the whole and are compared
    with none.
    """
    totals: dict[tuple[str | None, ...], list[int]] = {}
    for n, entry in enumerate(entries):
        if entry.role is None:
            totals.setdefault((entry.subject,), []).append(n)
            totals.setdefault((entry.subject, entry.source), []).append(n)
    found = {}
    for n, entry in enumerate(entries):
        if entry.subject is None or entry.role not in (Role.PART.value, Role.ADDITION.value):
            continue
        own = totals.get((entry.subject, entry.source))
        same = own or totals.get((entry.subject,), [])
        at = bisect_left(same, n)
        near = min(same[max(0, at - 1) : at + 1], key=lambda m: abs(m - n), default=None)
        if near is not None:
            found[n] = near
    return found


def _loose(drafts: Sequence[Draft], entries: Sequence[ClaimEntry]) -> Iterator[int]:
    """Figures whose name tells not what they are of: one voice gives several numbers for it.

    "33 countries" and "12 countries" of one speaker are of two things, and no other's "20
    countries" is held against either; so are two lengths or prices.
    """
    told: dict[str, list[int]] = {}
    for n, (draft, entry) in enumerate(zip(drafts, entries, strict=True)):
        split = split_subject_id(entry.subject or "")
        if draft.quantity is not None and split and _may_be_several(split[1].partition("/")[0]):
            told.setdefault(entry.subject or "", []).append(n)
    for places in told.values():
        first: dict[str | None, Figure] = {}
        for n in places:
            quantity, entry = drafts[n].quantity, entries[n]
            if quantity is None or entry.role is not None or entry.stance is not None:
                continue
            known = first.setdefault(entry.source, quantity.figure)
            if not known.interval.meets(quantity.figure.interval):
                yield from places
                break


def _may_be_several(name: str) -> bool:
    """True for a measure of which an event may have many: a length, a price, one of its own.

    A toll is of one thing, and so is what events of a kind are told by: a quake's magnitude.
    """
    known = measures().get(name)
    if known is None:
        return True
    is_one = _is_of_people(name) or known.behaviour is Behaviour.ACCUMULATING
    return not is_one and name not in values("usual-measure").values()


def _about(draft: Draft, subjects: DocumentSubjects, counted: Counted | None) -> ClaimEntry:
    """The entry with its subject and event; a day after its event is that to which it counts."""
    entry, when = draft.entry, _period(draft.entry.when)
    event = subjects.events.of(draft.start, when)
    subject = None if counted is None else subjects.of(counted)
    deed = draft.deed
    if deed is not None and deed.kind == MAIN and not (event and is_violence(event.kind)):
        deed, entry = None, replace(entry, actors=())
    if deed is not None and event is not None:
        subject = f"{subjects.event_id(event)}/{deed.aspect}"
    ids = () if event is None else (subjects.event_id(event),)
    if event is not None and event.number == 0:
        ids = ()
    if counted is not None and entry.role is None and subjects.is_part(counted):
        entry = replace(entry, role=Role.PART.value)
    if counted is not None and entry.role in _PARTIAL and subjects.is_of_others(counted):
        subject = None
    if counted is not None and entry.role is None and subjects.is_left(counted):
        entry = replace(entry, role=Role.EARLIER.value)
    entry = replace(entry, subject=subject, event=ids)
    if event is None or event.number != 0 or event.when is None or when is None:
        return entry
    # A count told of a later day counts to that day; its event does not happen again.
    later = event.when.before(when) and when.start == when.end
    return replace(entry, when=None, as_of=entry.when) if later else entry


def _period(written: str | None) -> Period | None:
    return None if written is None else read_period(written)


def _told_events(
    subjects: DocumentSubjects, claims: Iterable[ClaimEntry]
) -> tuple[EventEntry, ...]:
    """The main event, and those that claims are about."""
    about = {e for c in claims for e in (*c.event, (c.subject or "").partition("/")[0])}
    return tuple(
        entry
        for number, entry in subjects.event_entries.items()
        if number == 0 or entry.id in about
    )


def _whole(
    part: Quantity, entry: ClaimEntry, counted: Sequence[tuple[ClaimEntry, Quantity]]
) -> ClaimEntry | None:
    """The count before a figure that it is of: "22, including six children"; or a share's whole.

    The whole of a share ("half the dead") is the nearest count of the same measure or population;
    the same source's is preferred.
    """
    if not part.figure.share:
        if part.whole is None:
            return None
        said = (c for c, q in counted if q.start == part.whole and c.source == entry.source)
        return next(said, None)
    named = frozenset(re.findall(r"\w+", (part.figure.of or "").lower()))
    fitting = [c for c, q in counted if not q.figure.share and _refers(named, *_called(q.figure))]
    own = [claim for claim in fitting if claim.source == entry.source]
    return next(reversed(own or fitting), None)


@lru_cache(maxsize=10_000)
def _refers(named: frozenset[str], measure: str | None, noun: str) -> bool:
    """True when words for a whole ("the dead", "them") may mean what a figure counts."""
    if not named:
        return False
    of_people = "victims" in named and _is_of_people(measure)
    if of_people or (measure and measure in map(measure_of, named)):
        return True
    names = re.findall(r"\w+", noun.lower())
    return not named.isdisjoint((*names, "them"))


def _called(count: Figure) -> tuple[str | None, str]:
    """What a figure says of what it counts: its measure, and its words."""
    return count.measure, f"{count.population or ''} {count.unit or ''}"


def _is_of_people(measure: str | None) -> bool:
    known = measures().get(measure or "")
    return known is not None and known.counts == PEOPLE


def _place_near(text: str, draft: Draft) -> str | None:
    """The place named nearest after the figure, else before it, in the claim's own words."""
    if draft.quantity is None:
        return None
    first, last = draft.quantity.start - _FAR_PLACE, draft.quantity.end + _FAR_PLACE
    places: list[tuple[int, str]] = []
    for start, end in draft.entry.at:
        for at, name in find_places(text, max(start, first), min(end, last)):
            gap = at - draft.quantity.end
            places.append((gap if gap >= 0 else 1000 - gap, name))
    return min(places, key=lambda place: place[0])[1] if places else None


def _document_entry(
    document: Document, subjects: DocumentSubjects, agency: str | None
) -> DocumentEntry:
    return DocumentEntry(
        id=document.id,
        title=document.title,
        path=document.path,
        sha256=document.sha256,
        url=document.url,
        publisher=document.publisher,
        agency=agency,
        published=document.published_at,
        language=document.language,
        captured=document.captured,
        supersedes=document.supersedes,
        event=subjects.event_id(subjects.events.main),
    )


def _source_entries(sources: Sequence[Source], used: set[str]) -> tuple[SourceEntry, ...]:
    """The sources that claims use, and every body they are part of."""
    parts = {s.id: s.part_of for s in sources}
    needed = [*used]
    for source in needed:
        needed += [part for part in parts.get(source, ()) if part not in needed]
    entries = [
        SourceEntry(id=s.id, name=s.name, aliases=s.aliases, kind=s.kind.value, part_of=s.part_of)
        for s in sources
        if s.id in needed
    ]
    return tuple(entries)
