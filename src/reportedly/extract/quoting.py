"""Candidates from quotation marks and layout: a verb beside a quotation, colons, dashes."""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.extract.candidate import Candidate, Occurrence
from reportedly.extract.cues import Cue, Lexicon, find_cue
from reportedly.extract.nearby import nearby_noun
from reportedly.extract.parse import DASHES, FINITE, Parse
from reportedly.extract.passage import Passage
from reportedly.extract.sources import SourceHead, quoted_speaker, verb_source
from reportedly.model import Act, Stance
from reportedly.text.lexicon import words

_QUOTE_REACH = 14  # tokens between a verb and the quotation behind it that it reports
_NAME_REACH = 26  # tokens between a quotation and the verb behind it: a name and who that is
_NAME_LENGTH = 8  # tokens of a name beside a colon or before a dash
_SIGNED_LENGTH = 14  # tokens of who is named behind a dash
_MARK = Cue(":", "mark", Act.SPEECH, Stance.ASSERTS, 3, frozenset({"mark"}))


def quotation_candidates(passage: Passage, lexicon: Lexicon) -> Iterator[Candidate]:
    """A verb beside a quotation, where the parser may have seen no link."""
    for first, after in passage.quotations:
        if any(passage.is_word(i) for i in range(first, after)):
            quoted = [(first, after)]
            behind = _verb_after(passage, after)
            if behind is not None:
                yield from _quoting(passage, lexicon, behind).reports(
                    "quote-after", "quote", first, quoted
                )
            before = _verb_before(passage, first)
            if before is not None:
                at = _quoting(passage, lexicon, before)
                yield from at.reports("quote-before", "quote", first, quoted)
                if _goes_on_into(passage.parse, before, first):
                    wide = [(before + 1, after)]
                    yield from at.reports("quote-before-wide", "quote", first, wide)


def _quoting(passage: Passage, lexicon: Lexicon, verb: int) -> Occurrence:
    """A verb beside a quotation, and who is named there outside of quotation marks."""
    parse = passage.parse
    source = quoted_speaker(parse, verb) or verb_source(parse, verb)
    if source[0] is not None and passage.inside[source[0]] >= 0:
        source = (None, "none")
    if source == (None, "none"):
        source = nearby_noun(passage, verb)
    return Occurrence(passage, verb, find_cue(lexicon, parse.lower[verb], parse.tags[verb]), source)


_COMPLETING = ("ccomp", "dobj", "prep", "oprd", "xcomp", "dative", "agent")


def _goes_on_into(parse: Parse, verb: int, first: int) -> bool:
    """True where words between verb and quotation are part of what it reports."""
    plain = parse.child(verb, *_COMPLETING) is None
    return plain and first - verb > 1 and parse.words[first - 1] not in (",", ":")


def _verb_after(passage: Passage, after: int) -> int | None:
    parse = passage.parse
    if not 0 < after < len(parse):
        return None
    nouns = 0
    for i in range(after, min(len(parse), after + _NAME_REACH, parse.last[after] + 1)):
        if passage.inside[i] >= 0:
            return None
        if parse.is_verb(i) and parse.deps[i] not in ("aux", "auxpass", "relcl", "acl", "amod"):
            return i
        if parse.tags[i] in ("IN", "CC", "TO") and nouns == 0:
            return None
        nouns += _is_nominal(parse, i)
    return None


def _verb_before(passage: Passage, first: int) -> int | None:
    parse = passage.parse
    if first == 0:
        return None
    begin = parse.first[first - 1 if parse.words[first - 1] == ":" else first]
    for i in range(first - 1, max(begin, first - _QUOTE_REACH) - 1, -1):
        if passage.inside[i] >= 0:
            return None
        if parse.is_verb(i) and parse.deps[i] not in ("aux", "auxpass", "amod"):
            return i
    return None


# Layout


def mark_candidates(passage: Passage) -> Iterator[Candidate]:
    """Headlines ("Group: 16 killed", "16 killed: group"), and names before or after quotations."""
    for i, word in enumerate(passage.parse.words):
        if word == ":" and passage.inside[i] < 0 and not _in_brackets(passage.parse, i):
            yield from _colon_candidates(passage, i)
    for first, after in passage.quotations:
        yield from _dash_candidates(passage, first, after)


def _in_brackets(parse: Parse, i: int) -> bool:
    before = parse.words[:i]
    return before.count("(") > before.count(")")


def _colon_candidates(passage: Passage, colon: int) -> Iterator[Candidate]:
    parse = passage.parse
    before, rest = (parse.first[0], colon), (colon + 1, len(parse))
    if passage.title or (colon <= _NAME_LENGTH and not _has_verb(parse, *before)):
        yield from _beside_colon(passage, colon, "colon-source-first", before, rest)
    if passage.title and len(parse) - colon <= _NAME_LENGTH:
        yield from _beside_colon(passage, colon, "colon-source-last", rest, before)
    if colon + 1 < len(parse) and passage.inside[colon + 1] >= 0:
        quoted = passage.quotations[passage.inside[colon + 1]]
        at = Occurrence(passage, colon, _MARK, _before_colon(parse, colon))
        yield from at.reports("colon-quote", "mark", quoted[0], [quoted])


def _beside_colon(
    passage: Passage, colon: int, rule: str, who: tuple[int, int], what: tuple[int, int]
) -> Iterator[Candidate]:
    """A name on one side of a colon, and what is said on the other; no heading or label."""
    parse = passage.parse
    if not 0 < who[1] - who[0] <= _NAME_LENGTH or what[0] >= what[1]:
        return
    source = _phrase_head(parse, *who)
    if any(w in DASHES for w in parse.words[who[0] : who[1]]):
        return
    if source[0] is None or not words("rubric").isdisjoint(parse.lower[who[0] : who[1]]):
        return
    if _is_heading_of(parse, *what):
        return
    asked = rule == "colon-source-first" and parse.words[-1] == "?"
    if passage.title and not asked:
        yield from Occurrence(passage, colon, _MARK, source).reports(rule, "mark", what[0], [what])


def _is_heading_of(parse: Parse, begin: int, end: int) -> bool:
    """True for what a text is: the "list of the dead" of "Orlo: list of the dead"."""
    head, _ = _phrase_head(parse, begin, end)
    texts = words("counting-document") | words("document")
    return head is not None and parse.lower[head] in texts and not _has_verb(parse, begin, end)


def _before_colon(parse: Parse, colon: int) -> SourceHead:
    """Who speaks before a colon: the subject of the clause there, or the last name that stands."""
    begin = parse.first[colon - 1] if colon else 0
    before = range(colon - 1, begin - 1, -1)
    begin = next((i + 1 for i in before if parse.words[i] in (*DASHES, "]", "•")), begin)
    if _has_verb(parse, begin, colon):
        finite = (i for i in before if parse.is_finite(i) or i == begin)
        verb = next(finite)
        found, _ = quoted_speaker(parse, verb) or verb_source(parse, verb)
        if found is not None and begin <= found < colon:
            return found, "layout"
    if parse.lower[begin : begin + 2] == ["more", "from"]:
        begin += 2
    elif begin < colon and parse.lower[begin] == "from":
        commas = [i for i in range(begin, colon) if parse.words[i] == ","]
        begin = commas[0] + 1 if commas else begin + 1  # "From Orlo, teacher Ines Varga: “…”"
    return _phrase_head(parse, begin, colon)


def _dash_candidates(passage: Passage, first: int, after: int) -> Iterator[Candidate]:
    """A name and a dash before a quotation, or behind it."""
    parse, quoted = passage.parse, [(first, after)]
    name, tail = (0, first - 1), (after + 1, len(parse))
    if 1 < first <= _NAME_LENGTH + 1 and _is_signed(parse, name, quoted[0]):
        at = Occurrence(passage, first - 1, _MARK, _phrase_head(parse, *name))
        yield from at.reports("name-dash", "mark", first, quoted)
    signed = 0 < tail[1] - tail[0] <= _SIGNED_LENGTH and not _has_verb(parse, *tail)
    if signed and parse.words[after] in DASHES:
        at = Occurrence(passage, after, _MARK, _phrase_head(parse, *tail))
        yield from at.reports("dash-name", "mark", first, quoted)


def _is_signed(parse: Parse, name: tuple[int, int], quoted: tuple[int, int]) -> bool:
    dash = parse.words[name[1]] in DASHES
    return dash and _names_somebody(parse, *name) and _says_something(parse, *quoted)


def _names_somebody(parse: Parse, begin: int, end: int) -> bool:
    """True for a proper name alone: not "The hashtag", and not the rubric "MARKETS"."""
    head, _ = _phrase_head(parse, begin, end)
    if head is None or not parse.is_name(head) or _has_verb(parse, begin, end):
        return False
    plain = words("rubric").isdisjoint(parse.lower[begin:end])
    return plain and not all(w.isupper() for w in parse.words[begin:end])


def _says_something(parse: Parse, first: int, after: int) -> bool:
    """True for a quotation that is a sentence and no title: it has a verb and a stop or comma."""
    stops = any(w in (".", ",", "?", "!", "…", "...") for w in parse.words[after - 3 : after])
    return stops and _has_verb(parse, first, after)


def _has_verb(parse: Parse, begin: int, end: int) -> bool:
    return any(tag in ("MD", *FINITE) for tag in parse.tags[begin:end])


def _is_nominal(parse: Parse, i: int) -> bool:
    return parse.tags[i].startswith(("NN", "PRP"))


def _phrase_head(parse: Parse, begin: int, end: int) -> SourceHead:
    """The head of the noun phrase that a stretch consists of."""
    for i in range(begin, end):
        head = parse.heads[i]
        if _is_nominal(parse, i) and (
            not begin <= head < end or head == i or not parse.is_noun(head)
        ):
            return i, "layout"
    return None, "none"
