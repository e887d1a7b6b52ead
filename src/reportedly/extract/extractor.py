"""The extractor: the steps in order, each a function that can be swapped."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from reportedly.extract.answers import denied_before, only_denies, standing_sentence
from reportedly.extract.antecedents import (
    introduced,
    possessor,
    subject_told,
    subjects_before,
    undertakes,
)
from reportedly.extract.blocks import Turn
from reportedly.extract.candidates import Candidate, find_candidates
from reportedly.extract.contents import Ranges, holds
from reportedly.extract.credits import is_outlet
from reportedly.extract.cues import Lexicon, load_cues
from reportedly.extract.deeds import FoundDeed, find_deed, of_sentence
from reportedly.extract.denials import with_bare_denials
from reportedly.extract.mentions import Mention, of_body, read_mentions
from reportedly.extract.own import OwnStatement, own_statements, publishing_body
from reportedly.extract.parse import Parse
from reportedly.extract.passage import Passage
from reportedly.extract.pipeline import Page, pages_of
from reportedly.extract.places import find_places
from reportedly.extract.relays import cited_by, relays_of
from reportedly.extract.resolution import Resolved, Resolver
from reportedly.extract.score import FRAME_MARKS, Weights, load_weights, score_candidates
from reportedly.extract.select import AT_SECOND_HAND, DIGITS, select
from reportedly.extract.sources import called, mention_range
from reportedly.extract.spoken import Spoken, is_own_thought, spoken, standings_in
from reportedly.extract.stances import find_act, find_stance, is_narrated, is_said_by_nobody
from reportedly.extract.standing import (
    head_of,
    is_nobody,
    numbers_in,
    reaches_speaker,
    read_standing,
    statement_stands,
    statements_in,
)
from reportedly.model import (
    Act,
    Aspect,
    Attribution,
    Deed,
    Document,
    Extraction,
    Kind,
    Source,
    Span,
    Stance,
    Standing,
)
from reportedly.text.lexicon import counts_people, words
from reportedly.text.nouns import plural
from reportedly.text.publishers import Publisher

_LAYOUT = -1  # stands for the number of a passage where the layout says who speaks
_SAYING = (Act.SPEECH, Act.DOCUMENT)
_RECORDS = words("document") | words("counted-by") | words("own-record")
_OWNERS = words("body-owner")
_HEADED = ("colon-source-first", "colon-source-last")
_SPEAKERS = words("body") | words("body-in-name") | words("role") | words("speaking-people")
_TOGETHER = 32  # documents parsed in one go by `extract_many`


@dataclass(slots=True)
class Found:
    """A chosen candidate on its way to an attribution; token positions belong to its passage.

    Attributes:
        candidate: what was chosen. paragraph: number of its passage in the document.
        content: token ranges of the content, `spilled` its offsets in later paragraphs.
        source: token range of the source mention, or None.
        resolved: the sources it was tied to.
        via: ids of the sources it came through.
        deed: what is said of an act of violence. actors: the sources of those who did it.
        own: what a body says in its own statement without being cited.
        publisher: whose own statement the document is, or None.
        turn: what the layout says is said, where the layout names who speaks; then `candidate` is
            of the speaker's passage and has no content.
    """

    candidate: Candidate
    paragraph: int
    content: Ranges
    spilled: list[tuple[int, int]] = field(default_factory=list)
    source: tuple[int, int] | None = None
    resolved: Resolved = field(default_factory=Resolved)
    via: tuple[str, ...] = ()
    turn: Turn | None = None
    deed: FoundDeed | None = None
    actors: tuple[str, ...] = ()
    own: OwnStatement | None = None
    publisher: Publisher | None = None

    @property
    def position(self) -> int:
        """Where its source mention begins, or else its cue: the order of reading."""
        at = self.source[0] if self.source else self.candidate.cue
        return self.candidate.passage.parse.start[at]


def choose_contents(found: Found) -> Ranges:
    """The content as the candidate has it."""
    return found.candidate.content


def choose_source(found: Found) -> tuple[int, int] | None:
    """The source mention of a candidate as a token range, or None."""
    candidate = found.candidate
    if candidate.source is None or is_nobody(candidate.passage.parse, candidate.source):
        return None
    begin, end = mention_range(candidate.passage, candidate.source, candidate.cue, found.content)
    if candidate.frame == "count" and candidate.source < candidate.cue < end:
        end = candidate.source + 1  # "it corrected its figure: 92 people": the parser joined both
    return (begin, end) if begin < end else None


def resolve_sources(text: str, found: Sequence[Found]) -> tuple[Source, ...]:
    """Tie every source mention, in the order of reading.

    Sets `resolved`, `via` and `actors` of each.
    """
    resolver = Resolver(text)
    publisher = next((f.publisher for f in found if f.publisher is not None), None)
    own = Resolved() if publisher is None else resolver.publish(*publisher)
    letters = [f.position for f in found if f.turn is not None and f.turn.unnamed]
    for one in sorted(found, key=lambda f: f.position):
        if one.turn is not None and one.turn.unnamed:
            # Who asks is not said; who answers was named before the first question.
            if not one.turn.asks:
                one.resolved = resolver.answerer(min(letters))
            continue
        if one.own is not None:
            one.resolved = own
        elif (
            one.source is not None
            and one.candidate.source is not None
            and not (is_own_word(one) or is_own_record(one))
        ):
            one.resolved = _resolve(resolver, one, one.candidate.source, one.source)
            one.via = (*_through_document(one, resolver), *_relays(one, resolver))
            _pass_on(one, resolver)
        one.actors = _actors(one, resolver)
    said = (v for f in found if f.own is None for v in (*f.resolved.voices, *f.via))
    used = {*said, *(v for f in found for v in f.actors)}
    return resolver.sources(used)


def _relays(one: Found, resolver: Resolver) -> tuple[str, ...]:
    """Those through whom a statement came, nearest to the document first."""
    heads = relays_of(one.candidate)
    return tuple(v for head in heads for v in resolver.relay(*_mentioned(one, head)))


def _pass_on(one: Found, resolver: Resolver) -> None:
    """Let a statement be whose word its source passes on, through that source."""
    for cited in cited_by(one.candidate):
        if not one.resolved.voices:
            return
        voices = resolver.name(*_mentioned(one, cited), one.resolved.voices)
        if not voices or set(voices) & {*one.resolved.voices, *one.via}:
            return
        resolver.note_relays(one.resolved.voices)
        one.via, one.resolved = (*one.via, *one.resolved.voices), Resolved(voices)
        one.source = mention_range(one.candidate.passage, cited, one.candidate.cue, one.content)


def _mentioned(one: Found, head: int) -> tuple[list[Mention], int, int]:
    """The mentions of a noun, its offset and that of its sentence."""
    passage, cue = one.candidate.passage, one.candidate.cue
    head = called(passage.parse, head)
    phrase, starts = mention_range(passage, head, cue, one.content), passage.parse.start
    sentence = starts[passage.parse.first[head]]
    return read_mentions(passage, head, phrase), starts[phrase[0]], sentence


def is_own_word(found: Found) -> bool:
    """Whether the document speaks for itself, outside of quotations.

    "We cannot confirm that", "the truth is that nine died", "this newspaper counted 58".
    """
    source, passage = found.candidate.source, found.candidate.passage
    if source is None or found.turn is not None or passage.inside[source] >= 0:
        return False
    parse = passage.parse
    own = parse.lower[source] in words("pronoun-of-speaker") | words("plain-truth")
    ours = words("medium") | words("who-writes")
    paper = parse.lower[source] in ours and parse.lower[parse.left[source]] == "this"
    return own or paper or is_own_record(found)


def is_own_record(found: Found) -> bool:
    """Whether speakers cite what they keep themselves: "our records show 40 pupils"."""
    source, parse = found.candidate.source, found.candidate.passage.parse
    if source is None or parse.lower[source] not in _RECORDS:
        return False
    owner = parse.child(source, "poss")
    return owner is not None and parse.lower[owner] in words("speaker-own")


def _resolve(resolver: Resolver, one: Found, head: int, span: tuple[int, int]) -> Resolved:
    """Tie one mention; a pronoun to the subject it takes up, where that is nearer."""
    passage, cue = one.candidate.passage, one.candidate.cue
    sentence = passage.parse.start[passage.parse.first[cue]]
    meant = possessor(passage.parse, head)
    subjects = () if meant is not None else tuple(subjects_before(passage, head))
    if meant is None and (told := _told_of(one, head)) is not None:
        voices, rival = _named(resolver, one, told), resolver.spoke_last(passage.parse.lower[head])
        if rival in (None, *voices) or undertakes(passage.parse, passage.parse.heads[told]):
            meant = told
        else:
            return resolver.open_between(*voices, *filter(None, [rival]))
    if meant is None and passage.parse.tags[head] == "PRP" and head > passage.parse.first[head]:
        meant = introduced(passage, head)
    if meant is None and passage.parse.tags[head] == "PRP":
        apart = (s for s in subjects if not holds(one.content, s))
        meant = next((s for s in apart if not resolver.spoke_since(passage.parse.start[s])), None)
    if meant is None:
        mentions = [_owned(resolver, one, m) for m in read_mentions(passage, head, span)]
        mentions = [_speaking(resolver, one, m) for m in mentions]
        cited = passage.inside[cue] >= 0 and one.candidate.frame == "count"
        found = resolver.resolve(mentions, one.position, sentence, cited=cited)
        if found.voices or len(found.open) > 1 or not subjects:
            return found
        meant = subjects[0]
    phrase = mention_range(passage, meant, passage.parse.heads[meant], ())
    return resolver.resolve(read_mentions(passage, meant, phrase), one.position, sentence)


def _told_of(one: Found, pronoun: int) -> int | None:
    """The body of which the words before "it said", "its director said" tell, or None."""
    parse = one.candidate.passage.parse
    if parse.lower[pronoun] not in ("it", *_OWNERS):
        return None
    return subject_told(one.candidate.passage, one.candidate.head, pronoun)


def _named(resolver: Resolver, one: Found, subject: int) -> tuple[str, ...]:
    """The source that a subject names."""
    passage = one.candidate.passage
    parse = passage.parse
    phrase = mention_range(passage, subject, parse.heads[subject], ())
    mentions = read_mentions(passage, subject, phrase)
    return resolver.name(mentions, parse.start[phrase[0]], parse.start[parse.first[subject]], ())


def _owned(resolver: Resolver, one: Found, mention: Mention) -> Mention:
    """Somebody of "its", with the body that it takes up in what is told or before it.

    With none where it may as well be who spoke last: "Rivers Watch counted 14 dead. The army
    shelled the town, its director said."
    """
    if mention.body not in _OWNERS:
        return mention
    passage = one.candidate.passage
    parse = passage.parse
    owner = next(
        i
        for i in range(len(parse))
        if parse.start[i] >= mention.start and parse.lower[i] == mention.body
    )
    told = _told_of(one, owner)
    rival = None if told is None else resolver.spoke_last(mention.body)
    if told is None:
        apart = (s for s in subjects_before(passage, owner) if not holds(one.content, s))
        told = next((s for s in apart if not resolver.spoke_since(parse.start[s])), None)
    if told is None:
        return of_body(mention, None) if resolver.last_are_several(mention.body) else mention
    named = read_mentions(passage, told, mention_range(passage, told, parse.heads[told], ()))
    body = named[0].words if len(named) == 1 and named[0].pronoun is None else None
    if rival is not None and body is not None and resolver.known(body) != rival:
        body = None
    return of_body(mention, body)


def _speaking(resolver: Resolver, one: Found, mention: Mention) -> Mention:
    """A spokesman whose body is not named, with the one that spoke last in his paragraph.

    "The ministry counted nine dead. Spokesman Ivo Kern said two were children." Who denies
    something may well speak for another.
    """
    said_of = {mention.head, *mention.titles}
    entry = one.candidate.entry
    denies = entry is not None and entry.stance is Stance.DENIES
    if mention.body is not None or denies or said_of.isdisjoint(words("spokesman")):
        return mention
    if mention.pronoun is not None or not said_of.isdisjoint(words("former")):
        return mention
    body = resolver.spoke_in_paragraph(mention.proper, mention.start)
    return mention if body is None else of_body(mention, body)


def _actors(one: Found, resolver: Resolver) -> tuple[str, ...]:
    """The sources of those who did the deed, none where they are not plainly named."""
    if one.deed is None or one.deed.aspect is Aspect.HAPPENED:
        return ()
    doers = _doers(one, one.deed, resolver)
    return () if any(resolver.is_unnamed(source) for source in doers) else doers


def _doers(one: Found, deed: FoundDeed, resolver: Resolver) -> tuple[str, ...]:
    """The source of a statement where it did the deed itself, else whom its words name."""
    voices = one.resolved.voices
    if deed.actor is None:
        ours = deed.pronoun is None or one.own is not None
        return voices if ours or resolver.may_be(voices, deed.pronoun or "") else ()
    passage = one.candidate.passage
    parse, cut = passage.parse, deed.beyond
    taken = [] if cut is None else [(cut, parse.right[cut] + 1)]
    none = [(k, k + 1) for k in parse.kids[deed.actor] if parse.lower[k] == "no"]
    taken += none
    span = mention_range(passage, deed.actor, one.candidate.cue, taken)
    mentions = read_mentions(passage, deed.actor, span)
    if none or parse.deps[deed.actor] in ("compound", "amod", "nmod"):
        mentions = [_as_many(m) for m in mentions]
    sentence = parse.start[parse.first[deed.actor]]
    apart = () if one.own is not None else voices
    return resolver.name(mentions, parse.start[span[0]], sentence, apart)


def _as_many(mention: Mention) -> Mention:
    """Those of whom one word is said for all: the rebels of "a rebel rocket", "no guard fired"."""
    many = plural(mention.head)
    if mention.proper or mention.pronoun or not counts_people(many):
        return mention
    return replace(mention, words=plural(mention.words), head=many)


def _deed(found: Found) -> Deed | None:
    """What is said of an act; nothing where who did it stays open."""
    deed, actors = found.deed, found.actors
    if deed is None or (deed.aspect is Aspect.RESPONSIBLE and not actors):
        return None
    return Deed(deed.aspect, deed.kind, actors)


def _through_document(found: Found, resolver: Resolver) -> tuple[str, ...]:
    """Who issued the statement in "was quoted in the statement as saying"."""
    passage, cue = found.candidate.passage, found.candidate.cue
    parse = passage.parse
    quoting = [v for v in (cue, *parse.ancestors(cue)) if parse.lower[v] in ("quoted", "cited")]
    for k in parse.children(quoting[0], "prep", "agent") if quoting else ():
        document = parse.child(k, "pobj") if parse.lower[k] in ("in", "by") else None
        if document is not None:
            mentions = read_mentions(passage, document, parse.within(document))
            return resolver.issuer(mentions[0], found.resolved.voices)
    return ()


@dataclass(frozen=True, slots=True)
class Steps:
    """The steps of extraction; replace one to change what it does.

    Attributes:
        cues: passage and lexicon → candidates.
        choose: candidates of one passage and the least score → those that count.
        contents: a chosen candidate → its content as token ranges.
        sources: a chosen candidate → its source mention as a token range, or None.
        deeds: a chosen candidate → what it says of an act of violence, or None.
        resolution: text and all that was chosen → the document's sources; it sets `resolved`, `via`
            and, for those with a deed, `actors` on each.
    """

    cues: Callable[[Passage, Lexicon], list[Candidate]] = find_candidates
    choose: Callable[[Sequence[Candidate], float], list[Candidate]] = select
    contents: Callable[[Found], Ranges] = choose_contents
    sources: Callable[[Found], tuple[int, int] | None] = choose_source
    deeds: Callable[[Candidate], FoundDeed | None] = find_deed
    resolution: Callable[[str, Sequence[Found]], tuple[Source, ...]] = resolve_sources


DEFAULT = Steps()


def extract_attributions(
    document: Document,
    *,
    min_score: float | None = None,
    explain: bool = False,
    steps: Steps = DEFAULT,
) -> Extraction:
    """Find who says what in a document.

    Args:
        document: its text is read; nothing else of it matters.
        min_score: least score in 0..1; default is the threshold of the weights.
        explain: also tell what each feature gave to each score.
        steps: the functions that do the work.

    Returns:
        Attributions in the order of the text, and the sources they name.

    Raises:
        MissingProgramError: no language model is installed.
    """
    return next(extract_many([document], min_score=min_score, explain=explain, steps=steps))


def extract_many(
    documents: Iterable[Document],
    *,
    min_score: float | None = None,
    explain: bool = False,
    steps: Steps = DEFAULT,
) -> Iterator[Extraction]:
    """The same for many documents, in order, parsed in batches of 32 for speed."""
    weights = load_weights()
    least = weights.threshold if min_score is None else min_score
    remaining = iter(documents)
    while batch := list(islice(remaining, _TOGETHER)):
        own = [n for n, document in enumerate(batch) if publishing_body(document) is not None]
        for document, page in zip(batch, pages_of([d.text for d in batch], own), strict=True):
            yield _extract(document, page, weights, least, explain, steps)


def _extract(
    document: Document,
    page: Page,
    weights: Weights,
    least: float,
    explain: bool,
    steps: Steps,
) -> Extraction:
    lexicon = load_cues()
    passages, said = page.passages, Spoken([turn for turn, _ in page.turns])
    publisher = publishing_body(document)
    found = [
        Found(candidate, _LAYOUT, [], source=source, turn=turn)
        for turn, named in page.turns
        for candidate, source in spoken(turn, named)
    ]
    for number, passage in enumerate(passages):
        candidates = steps.cues(passage, lexicon)
        score_candidates(candidates, weights)
        chosen = steps.choose(candidates, least)
        for candidate in with_bare_denials(passage, chosen) if candidates else ():
            if is_own_thought(candidate, said):
                continue
            if candidate.source is not None:
                candidate.source = called(passage.parse, candidate.source)
            one = Found(candidate, number, candidate.content)
            one.content = steps.contents(one)
            one.spilled = _spilled(passages, number, one.content)
            one.source, one.deed = steps.sources(one), steps.deeds(candidate)
            found.append(one)
    own = [] if publisher is None else list(_own_statements(passages, found))
    found = _without_judged(found, own)
    for one in (*found, *own):
        one.publisher = publisher
    sources = steps.resolution(document.text, [*found, *own])
    found = _without_places(document.text, found)
    found.sort(key=_text_order)
    names = {s.id: s.name for s in sources}
    told = sorted(
        one.candidate.passage.parse.start[one.content[0][0]] for one in found if one.content
    )
    attributions = tuple(
        _attribution(document, one, parent, names, weights if explain else None, passages, told)
        for one, parent in zip(found, _parents(found), strict=True)
    )
    standings = (*_unreported(passages, found), *map(_own_standing, own))
    return Extraction(attributions, sources, standings)


def _without_places(text: str, found: list[Found]) -> list[Found]:
    """What was found, without the places in front of a headline's colon: "Kesh: eight dead".

    Who speaks there is an outlet, a body or somebody by his role, or speaks in the text as well.
    """
    headed = [f for f in found if f.candidate.rule.lstrip("^") in _HEADED and not _is_quoted(f)]
    if not headed:
        return found
    speaking = {v for f in found if f not in headed for v in (*f.resolved.voices, *f.via)}
    places = {name.lower() for _, name in find_places(text)}
    apart = [f for f in headed if not _may_head(f, speaking, places)]
    return [f for f in found if not any(f is other for other in apart)]


def _is_quoted(found: Found) -> bool:
    return found.candidate.passage.is_mostly_quoted(found.content)


def _may_head(found: Found, speaking: Collection[str], places: Collection[str]) -> bool:
    """Whether what stands beside a headline's colon is a speaker."""
    if set(found.resolved.voices) & set(speaking):
        return True
    parse, (begin, end) = found.candidate.passage.parse, found.source or (0, 0)
    lower, name = parse.lower[begin:end], " ".join(parse.words[begin:end])
    if name.lower() in places:
        return False
    known = _SPEAKERS | words("title")
    is_people = any(word in known or counts_people(word) for word in lower)
    return not name or is_people or is_outlet(name)


def _spilled(passages: list[Passage], number: int, content: Ranges) -> list[tuple[int, int]]:
    """The later paragraphs of a quotation that goes on without a closing mark."""
    last = content[-1][1] - 1 if content else -1
    quotation = passages[number].inside[last] if content else -1
    mark = passages[number].marks[quotation] if quotation >= 0 else None
    spilled = []
    for passage in passages[number + 1 :]:
        if mark is None or not mark.continued or not passage.marks:
            break
        mark = passage.marks[0]
        spilled.append((mark.start, mark.end))
    return spilled


def _text_order(found: Found) -> tuple[int, int]:
    parse = found.candidate.passage.parse
    if found.turn is not None:
        return min(found.turn.speaker[0], found.turn.body[0][0]), found.turn.speaker[0]
    starts = [parse.start[found.content[0][0]], parse.start[found.candidate.cue_tokens[0]]]
    if found.source:
        starts.append(parse.start[found.source[0]])
    return min(starts), parse.start[found.candidate.cue]


def _parents(found: Sequence[Found]) -> list[int | None]:
    """For each, the attribution with the smallest content that its cue and content stand in."""
    by_passage: dict[int, list[int]] = {}
    for n, one in enumerate(found):
        by_passage.setdefault(one.paragraph, []).append(n)
    turns = by_passage.pop(_LAYOUT, [])
    said = Spoken([turn for n in turns if (turn := found[n].turn) is not None])
    parents: list[int | None] = []
    for one in found:
        around = [m for m in by_passage.get(one.paragraph, ()) if _is_within(one, found[m])]
        size = {m: sum(e - b for b, e in found[m].content) for m in around}
        inner = min(around, key=lambda m: (size[m], m), default=None)
        parse, cue = one.candidate.passage.parse, one.candidate.cue
        within = said.at(parse.start[cue]) if inner is None else None
        parents.append(turns[within] if within is not None else inner)
    return parents


def _is_within(inner: Found, outer: Found) -> bool:
    """True where one reports what another says; of two in one another's words neither does."""
    cue, reporting = inner.candidate.cue, outer.candidate.cue
    if not holds(outer.content, cue) or holds(inner.content, reporting):
        return False
    return cue != reporting and holds(outer.content, inner.content[0][0])


def _attribution(
    document: Document,
    found: Found,
    parent: int | None,
    names: dict[str, str],
    weights: Weights | None,
    passages: Sequence[Passage],
    told: Sequence[int],
) -> Attribution:
    candidate, text = found.candidate, document.text
    parse, voices = candidate.passage.parse, found.resolved.voices
    contents = [(parse.start[b], parse.end[e - 1]) for b, e in found.content]
    cue = _joined([(parse.start[i], parse.end[i]) for i in candidate.cue_tokens], text)
    turn = found.turn
    if turn is not None:
        contents, cue = [*turn.body], [turn.cue] if turn.cue else []
        act, stance = Act.SPEECH, Stance.ASKS if turn.asks else Stance.ASSERTS
    else:
        bare = only_denies(candidate)
        act = Act.SPEECH if bare else find_act(candidate)
        stance = Stance.DENIES if bare else find_stance(candidate, text)
        if found.deed is not None and found.deed.denied:
            stance = Stance.DENIES
    above = _right_above(text, passages, found.paragraph)
    denied = denied_before(candidate, stance, above, told) if turn is None else None
    nobody = turn is None and is_said_by_nobody(candidate)
    source = [found.source] if found.source else []
    fixed = {**AT_SECOND_HAND, **FRAME_MARKS}
    return Attribution(
        contents=_spans(document, contents + found.spilled),
        cue=_spans(document, cue),
        source=_spans(document, [(parse.start[b], parse.end[e - 1]) for b, e in source]),
        kind=_kind(candidate.passage, found.content),
        act=act,
        stance=stance,
        score=round(candidate.score, DIGITS),
        rule=candidate.rule,
        speaker=" and ".join(names[v] for v in voices if v in names) or None,
        candidates=found.resolved.open,
        parent=parent,
        features=weights.explain(candidate.names, fixed) if weights else (),
        voices=voices,
        via=tuple(v for v in found.via if v not in voices),
        denied=_spans(document, [] if denied is None else [denied]),
        narrated=turn is None and (is_narrated(candidate, stance) or is_own_word(found)),
        nobody=nobody,
        deed=_deed(found),
        standings=tuple(
            s for s in _standings(found, stance, passages) if s.presupposed or not nobody
        ),
    )


def _right_above(text: str, passages: Sequence[Passage], number: int) -> Passage | None:
    """The paragraph right above another, headlines and what is not read left aside."""
    if number < 1:
        return None
    above, here = passages[number - 1], passages[number]
    if above.title or here.title or not len(above.parse) or not len(here.parse):
        return None
    return None if text[above.parse.end[-1] : here.parse.start[0]].strip() else above


def _standings(found: Found, stance: Stance, passages: Sequence[Passage]) -> Iterator[Standing]:
    """The numbers of an attribution that do not stand as its cue says."""
    if found.turn is not None:
        yield from standings_in(found.turn, stance, passages)
        return
    passage, cue = found.candidate.passage, found.candidate.cue
    numbers = numbers_in(passage, found.content)
    if stance is Stance.ASSERTS:
        yield from _statements(passage.parse, found)
    for number in numbers:
        if (standing := read_standing(passage, number, stance, cue, stance)) is not None:
            yield standing


def _statements(parse: Parse, found: Found) -> Iterator[Standing]:
    """The sentences of a content that are not asserted; the one with its head may be cut short."""
    begin, head = found.content[0][0], found.candidate.head
    if not parse.heads_clause(head):
        head = head_of(parse, *found.content[0])
    first = max(begin, parse.first[head])
    whole = statement_stands(parse, head)
    if whole is not Stance.ASSERTS:
        yield Standing(parse.start[first], whole, statement=True)
    for start, end in found.content:
        for sentence, stands in statements_in(parse, start, end):
            if sentence != first:
                yield Standing(parse.start[sentence], stands, statement=True)


def _unreported(passages: Sequence[Passage], found: Sequence[Found]) -> Iterator[Standing]:
    """The numbers outside all attributions that the text does not assert."""
    reported = _Reported(found)
    for number, passage in enumerate(passages):
        parse = passage.parse
        for token in numbers_in(passage, [(0, len(parse))]):
            if reported.holds(number, parse, token, token + 1):
                continue
            if (stands := read_standing(passage, token, Stance.ASSERTS)) is not None:
                yield stands
        for start, stance in statements_in(parse, 0, len(parse), judged=True):
            if not reported.holds(number, parse, start, parse.last[start]):
                yield standing_sentence(parse, start, stance)


class _Reported:
    """What the attributions and turns of a document report."""

    def __init__(self, found: Sequence[Found]) -> None:
        self._turns = Spoken([one.turn for one in found if one.turn is not None])
        self._contents: dict[int, list[Ranges]] = {}
        for one in found:
            self._contents.setdefault(one.paragraph, []).append(one.content)

    def holds(self, number: int, parse: Parse, begin: int, end: int) -> bool:
        """True where the first of some tokens stands in a turn, or any of them is reported."""
        contents = self._contents.get(number, ())
        told = any(holds(content, i) for content in contents for i in range(begin, end))
        return told or self._turns.at(parse.start[begin]) is not None


def _own_statements(passages: Sequence[Passage], found: Sequence[Found]) -> Iterator[Found]:
    """What a body says in its own statement, outside all attributions."""
    saying = [f for f in found if f.turn is not None or _says(f.candidate)]
    reported, cues = _Reported(saying), {(f.paragraph, f.candidate.cue) for f in saying}
    for number, passage in enumerate(passages):
        for own in own_statements(passage):
            begin, end = own.first, passage.parse.last[own.first]
            if own.deed is not None:
                begin, end = own.head, own.head + 1
            told = reported.holds(number, passage.parse, begin, end) and not own.judges
            if not told and (number, own.head) not in cues:
                candidate = of_sentence(passage, own.head)
                yield Found(candidate, number, [], deed=own.deed, own=own)


def _without_judged(found: list[Found], own: Sequence[Found]) -> list[Found]:
    """What was found without words of nobody named that the publisher itself judges, whole.

    "Reports that no warning was issued are incorrect." A number in them stays by itself.
    """
    judged = {(f.paragraph, f.candidate.cue) for f in own if f.own is not None and f.own.judges}
    return [
        f
        for f in found
        if f.candidate.source is not None
        or (f.paragraph, f.candidate.passage.parse.heads[f.candidate.cue]) not in judged
        or numbers_in(f.candidate.passage, f.content)
    ]


def _says(candidate: Candidate) -> bool:
    """Whether somebody says so; not in "no defect was reported to us", where nobody did."""
    heard = candidate.source is None and reaches_speaker(candidate.passage.parse, candidate.cue)
    return find_act(candidate) in _SAYING and not heard


def _own_standing(found: Found) -> Standing:
    own, parse = found.own, found.candidate.passage.parse
    assert own is not None
    start, deed = parse.start[own.first], _deed(found)
    return Standing(start, own.stance, statement=True, own=True, deed=deed)


def _kind(passage: Passage, content: Ranges) -> Kind:
    quoted, total = passage.quoted_share(content)
    return Kind.INDIRECT if not quoted else Kind.DIRECT if quoted == total else Kind.MIXED


def _joined(spans: list[tuple[int, int]], text: str) -> list[tuple[int, int]]:
    """Spans with those joined that only white space parts."""
    out: list[tuple[int, int]] = []
    for start, end in spans:
        if out and not text[out[-1][1] : start].strip():
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return out


def _spans(document: Document, offsets: Iterable[tuple[int, int]]) -> tuple[Span, ...]:
    text = document.text
    return tuple(
        Span(document.id, start, end, text[start:end])
        for start, end in offsets
        if 0 <= start < end <= len(text)
    )
