"""Candidates from quotation marks and layout: a verb beside a quotation, colons, dashes."""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.extract.candidate import Candidate, make_candidate, nearby_noun
from reportedly.extract.cues import Cue, Lexicon, find_cue
from reportedly.extract.parse import Parse
from reportedly.extract.passage import Passage
from reportedly.extract.sources import verb_source
from reportedly.model import Act, Stance

_QUOTE_REACH = 14  # tokens between a verb and the quotation behind it that it reports
_NAME_REACH = 26  # tokens between a quotation and the verb behind it: a name and who that is
LETTER = "letter"  # the way a source is found that is the "A" of "A: Forty."
_LETTERS = frozenset("q a q. a. question answer".split())
_MARK = Cue(":", "mark", Act.SPEECH, Stance.ASSERTS, 3, frozenset({"mark"}))


def quotation_candidates(passage: Passage, lexicon: Lexicon) -> Iterator[Candidate]:
    """A verb beside a quotation, where the parser may have seen no link."""
    for first, after in passage.quotations:
        if sum(passage.is_word(i) for i in range(first, after)) < 1:
            continue
        verb = _verb_after(passage, after)
        if verb is not None:
            yield from _quoting(passage, lexicon, "quote-after", verb, first, after)
        verb = _verb_before(passage, first)
        if verb is not None:
            yield from _quoting(passage, lexicon, "quote-before", verb, first, after)


def _quoting(
    passage: Passage, lexicon: Lexicon, rule: str, verb: int, first: int, after: int
) -> Iterator[Candidate]:
    parse = passage.parse
    entry = find_cue(lexicon, parse.lower[verb], parse.tags[verb])
    source = verb_source(parse, verb)
    if source[0] is not None and passage.inside[source[0]] >= 0:
        source = (None, "quoted")
    if source[0] is None and source[1] in ("none", "quoted"):
        source = nearby_noun(passage, verb)
    yield from make_candidate(passage, rule, "quote", verb, entry, first, [(first, after)], source)
    gap = first - verb - 1
    plain = parse.child(verb, "ccomp", "dobj", "prep", "oprd", "xcomp", "dative", "agent") is None
    if rule == "quote-before" and gap >= 1 and plain and parse.words[first - 1] not in (",", ":"):
        wide = [(verb + 1, after)]
        yield from make_candidate(
            passage, "quote-before-wide", "quote", verb, entry, first, wide, source
        )


def _verb_after(passage: Passage, after: int) -> int | None:
    parse = passage.parse
    if after >= len(parse) or after == 0:
        return None
    limit = min(len(parse), after + _NAME_REACH, parse.last[after] + 1)
    nouns = 0
    for i in range(after, limit):
        if passage.inside[i] >= 0:
            return None
        tag = parse.tags[i]
        if tag in ("VBD", "VBZ", "VBP", "VBN", "VBG", "VB") and parse.deps[i] not in (
            "aux",
            "auxpass",
            "relcl",
            "acl",
            "amod",
        ):
            return i
        if tag in ("IN", "CC", "TO") and nouns == 0:
            return None
        if tag.startswith(("NN", "PRP")):
            nouns += 1
    return None


def _verb_before(passage: Passage, first: int) -> int | None:
    parse = passage.parse
    if first == 0:
        return None
    colon = parse.words[first - 1] == ":"
    begin = parse.first[first - 1] if colon else parse.first[first]
    for i in range(first - 1, max(begin, first - _QUOTE_REACH) - 1, -1):
        if passage.inside[i] >= 0:
            return None
        if parse.tags[i][:2] == "VB" and parse.deps[i] not in ("aux", "auxpass", "amod"):
            return i
    return None


def mark_candidates(passage: Passage) -> Iterator[Candidate]:
    """Headlines ("Group: 16 killed", "16 killed: group"), and names before or after quotations."""
    parse = passage.parse
    yield from _letter_candidates(passage)
    for i, word in enumerate(parse.words):
        if word != ":" or passage.inside[i] >= 0:
            continue
        before = (parse.first[0], i)
        rest = (i + 1, len(parse))
        if passage.title or (i <= 8 and not _has_verb(parse, *before)):
            yield from _colon(passage, i, "colon-source-first", before, rest)
        if passage.title and len(parse) - i <= 8:
            yield from _colon(passage, i, "colon-source-last", rest, before)
        opened = i + 1 < len(parse) and passage.inside[i + 1] >= 0
        if opened:
            first, after = passage.quotations[passage.inside[i + 1]]
            yield from make_candidate(
                passage,
                "colon-quote",
                "mark",
                i,
                _MARK,
                first,
                [(first, after)],
                _before_colon(parse, i),
            )
    for first, after in passage.quotations:
        if 1 < first <= 9 and parse.words[first - 1] in ("—", "–", "--", "-"):
            name = (0, first - 1)
            if _names_somebody(parse, *name) and _says_something(parse, first, after):
                yield from make_candidate(
                    passage,
                    "name-dash",
                    "mark",
                    first - 1,
                    _MARK,
                    first,
                    [(first, after)],
                    _phrase_head(parse, *name),
                )
        if after < len(parse) - 1 and parse.words[after] in ("—", "–", "--", "-"):
            tail = (after + 1, len(parse))
            if tail[1] - tail[0] <= 14 and not _has_verb(parse, *tail):
                yield from make_candidate(
                    passage,
                    "dash-name",
                    "mark",
                    after,
                    _MARK,
                    first,
                    [(first, after)],
                    _phrase_head(parse, *tail),
                )


def _names_somebody(parse: Parse, begin: int, end: int) -> bool:
    """True for a proper name alone: not "The hashtag", and not the rubric "MARKETS"."""
    head, _ = _phrase_head(parse, begin, end)
    if head is None or parse.tags[head] not in ("NNP", "NNPS") or _has_verb(parse, begin, end):
        return False
    plain = all(parse.lower[i] not in _RUBRICS for i in range(begin, end))
    return plain and not all(parse.words[i].isupper() for i in range(begin, end))


def _says_something(parse: Parse, first: int, after: int) -> bool:
    """True for a quotation that is a sentence and no title: it has a verb and a stop or comma."""
    return _has_verb(parse, first, after) and any(
        parse.words[i] in (".", ",", "?", "!", "…", "...") for i in range(after - 3, after)
    )


def _letter_candidates(passage: Passage) -> Iterator[Candidate]:
    """A question or an answer behind its letter: "Q: How many?", "A. Forty."""
    parse = passage.parse
    if len(parse) < 3 or parse.lower[0] not in _LETTERS or parse.words[0][0] not in "QA":
        return
    mark = 0 if parse.words[0].endswith(".") else 1
    if len(parse.words[mark + 1].rstrip(".")) == 1 and parse.words[mark + 1].endswith("."):
        return  # "A. J. Tolliver"
    if mark and parse.words[1] not in (":", "."):
        return
    rest = [(mark + 1, len(parse))]
    yield from make_candidate(passage, "letter", "mark", mark, _MARK, mark + 1, rest, (0, LETTER))


def _before_colon(parse: Parse, colon: int) -> tuple[int | None, str]:
    """Who speaks before a colon: the subject of the clause there, or the last name that stands."""
    begin = parse.first[colon - 1] if colon else 0
    for i in range(colon - 1, begin - 1, -1):
        if parse.words[i] in ("-", "–", "—", "--", "]", "•"):
            begin = i + 1
            break
    if _has_verb(parse, begin, colon):
        verb = next(
            i
            for i in range(colon - 1, begin - 1, -1)
            if parse.tags[i] in ("VBD", "VBZ", "VBP") or i == begin
        )
        found, _ = verb_source(parse, verb)
        if found is not None and begin <= found < colon:
            return found, "layout"
    if parse.lower[begin : begin + 2] in (["more", "from"], ["from", "the"]) or (
        begin < colon and parse.lower[begin] == "from"
    ):
        return _phrase_head(parse, begin + 1 + (parse.lower[begin] == "more"), colon)
    return _phrase_head(parse, begin, colon)


# What stands before a colon and is nobody: headings, labels.
_RUBRICS = frozenset(
    "q a note notes editor update updated exclusive breaking analysis opinion related video "
    "photo photos watch listen correction read more live transcript op-ed review part chapter "
    "excerpt subject date source sources contact email tel background summary context location "
    "figure table annex box".split()
)


def _colon(
    passage: Passage, colon: int, rule: str, who: tuple[int, int], what: tuple[int, int]
) -> Iterator[Candidate]:
    parse = passage.parse
    if who[0] >= who[1] or what[0] >= what[1] or who[1] - who[0] > 8:
        return
    source = _phrase_head(parse, *who)
    if source[0] is None or not _RUBRICS.isdisjoint(parse.lower[who[0] : who[1]]):
        return
    if not passage.title and (parse.tags[source[0]] not in ("NNP", "NNPS") or who[0] > 0):
        return
    yield from make_candidate(passage, rule, "mark", colon, _MARK, what[0], [what], source)


def _has_verb(parse: Parse, begin: int, end: int) -> bool:
    return any(parse.tags[i] in ("VBD", "VBZ", "VBP", "MD") for i in range(begin, end))


def _phrase_head(parse: Parse, begin: int, end: int) -> tuple[int | None, str]:
    """The head of the noun phrase that a stretch consists of."""
    for i in range(begin, end):
        if parse.tags[i].startswith(("NN", "PRP")):
            head = parse.heads[i]
            if not begin <= head < end or head == i or not parse.tags[head].startswith("NN"):
                return i, "layout"
    return None, "none"
