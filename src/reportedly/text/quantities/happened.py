"""What happened to those who are counted: the measure that the words around a figure say.

"16 people were killed", "killed at least 16", "the death toll rose to 16", "claimed the lives of
16", "Killed: 16". Words and phrases are those of `words/measures.tsv`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from reportedly.model.claim import Behaviour
from reportedly.text.lexicon import (
    PEOPLE,
    counts_people,
    is_counted_measure,
    measure,
    measure_frames,
    measure_of,
    measure_phrases,
    measure_phrases_by_end,
    measures,
    values,
    words,
)
from reportedly.text.quantities.counted import find_counted, is_plural
from reportedly.text.quantities.draft import Draft
from reportedly.text.quantities.numerals import read_number
from reportedly.text.quantities.unions import read_union
from reportedly.text.quantities.units import CURRENCY, SHARE, dimension_of
from reportedly.text.tokens import DIGITS, WORD, Token, Tokens

_AUXILIARIES, _BE_HAVE, _BE = words("auxiliary"), words("be-have"), words("be")
_TRANSITIVE, _REDUCED, _HARM = words("transitive"), words("after-participle"), words("harm")
_OBJECTS, _BOUND_OBJECTS = words("object-begins"), words("object-bound")
_ASIDES, _BETWEEN = words("aside"), words("between-verb-and-number")
_TALLIES = words("tally")
_NUMBERS, _TOLL_LINKS, _TOLL_STARTS = words("number-of"), words("toll-link"), words("toll-bound")
_TOLL_NOUNS, _CONTINUES, _NO_VERB = words("toll-noun"), words("continues"), words("measure-noun")
_INCLUDING, _OWNED = words("including"), words("article") | values("possessive-pronoun").keys()
_PREDICATES = words("own-predicate")
_RELATIVES, _SUBORDINATES = words("relative"), words("subordinator")
_SOME, _AMONG = words("of-determiner"), words("among")
_CLAUSE_OPENS = words("clause-opens")
_INTRANSITIVE, _SAID = words("intransitive"), words("says-number")
_LINKS = words("complement-link")
_AFTER_STATE = words("after-state") | {""}
_BEFALLS, _LONGEST_FATE = words("befalls-things"), 4  # tokens of "went off the rails"
_ADVERBS, _INSTEAD = words("adverb-of-time"), words("instead-of")
_LONGEST_CONTRAST = max(len(phrase.split()) for phrase in _INSTEAD)
_SENTENCE_ENDS = frozenset(("", ".", "!", "?"))
_ABOUT, _THEM = words("about-a-number"), words("of-them")
_HOMES = "homes"  # who is without power or water may be counted in people
_ENDS = frozenset('.;:!?—|"“”')
_OPENING_QUOTES = frozenset('"“')
_QUOTES = frozenset('"”')
_FARTHEST_TOLL = 14  # tokens
_FARTHEST = 12  # tokens between those counted and what happened to them
_LONGEST_ASIDE = 18  # tokens
_MOST_LISTED = 6  # kinds of people named one after another
_LONGEST_GROUP = 4  # tokens: "have now all been"
_LISTED = 16  # tokens: a number in words and the longest noun phrase


Fits = Callable[[str], bool]
"""Whether a measure that a phrase says may be of what is counted."""


def find_measure(
    tokens: Tokens, draft: Draft, behind: int, head: str, label: str | None = None
) -> str | None:
    """The measure of a draft, whose mention ends before token `behind` with the noun `head`.

    What is said behind it counts before what the `label` before it says.
    """
    of = draft.last + (tokens.low(draft.last) == "more")  # "two more of the wounded died"
    if (those := read_those(tokens, of) or _those_before(tokens, draft.first)) is not None:
        return those.measure
    if (included := state_including(tokens, draft.first)) is not None:
        return included
    if is_counted_measure(head):
        union = read_union(tokens, behind - 1)
        return measure_of(head) if union is None else union.measure
    fits, before = partial(may_count, draft.unit, head), tokens.low(draft.first - 1)
    if head and (said := _around_noun(tokens, draft, behind)) is not None:
        return said
    behind = _behind_mention(tokens, draft, behind)
    next_to = skip_aside(tokens, behind)
    start = skip_aside(tokens, _skip_conjoined(tokens, behind)) if head else next_to
    # "the toll rose to 40 and bodies were …", "… to 40 as rain fell" say nothing of the 40.
    ends = not head and tokens.low(start) in _CLAUSE_OPENS
    beside = measure(before)
    after = partial(may_count, draft.unit, PEOPLE) if head == "others" else fits
    return (
        find_verb(tokens, next_to, after, near=True)
        or _framed(tokens, draft.first, behind, fits)
        or verb_before(tokens, draft.first, fits)
        or (find_verb(tokens, start, fits, near=True) if start > next_to else None)
        or (None if ends else find_verb(tokens, start, after))
        or (label if label is not None and fits(label) else None)
        or _toll(tokens, draft)
        or (beside.name if beside is not None and fits(beside.name) else None)
        or (None if head else _state_behind(tokens, behind, fits))
    )


class Those(NamedTuple):
    """What "of those killed" says of people, and the token behind it."""

    measure: str
    last: int


def read_those(tokens: Tokens, at: int) -> Those | None:
    """Reads "of those killed were …" at a token: of whom a number of people is a part.

    What is said of the part counts before that: "two of those hurt died". None where nothing is
    and those of whom it is said may be so no more, as "two of the missing", unless the words tell
    only who they are: "two of the missing are children".
    """
    those = read_group(tokens, at)
    if those is None:
        return None
    said = find_verb(tokens, those.last, counts_whom)
    if said is not None:
        return Those(said, those.last)
    still = measures()[those.measure].behaviour is not Behaviour.LEVEL
    still = still or counts_people(tokens.low(those.last + 1))
    return those if still and tokens.low(those.last) in _BE_HAVE else None


def state_including(tokens: Tokens, at: int) -> str | None:
    """The measure of those whom a number is among: "the dead include", "the 12 injured included".

    `at` is the token with which the number begins.
    """
    end = at - 1
    if tokens.low(end) not in _INCLUDING:
        return None
    end -= tokens.low(end - 1) in _ADVERBS
    said = measure(tokens.low(end - 1))
    if said is None or said.counts != PEOPLE or not is_counted_measure(tokens.low(end - 1)):
        return None
    before = tokens.low(end - 2)
    stands = before in _SOME or before in _SENTENCE_ENDS or counts_people(before)
    return said.name if stands or _ends_number(tokens, end - 2) else None


def _ends_number(tokens: Tokens, at: int) -> bool:
    """True for the last token of a number: the "12" of "the 12 dead"."""
    if at < 0:
        return False
    number = read_number(tokens, at)
    return number is not None and number.last == at + 1


def counts_whom(name: str) -> bool:
    """True for a measure whose number counts people: "killed"."""
    return measures()[name].counts == PEOPLE


def _those_before(tokens: Tokens, at: int) -> Those | None:
    """Reads "among those killed were" right before a number."""
    end = at
    while end and (tokens.low(end - 1) in _BE or tokens[end - 1].raw == ","):
        end -= 1
    for first in range(end - 3, max(-1, end - _LONGEST_GROUP - 3), -1):
        those = read_group(tokens, first) if first >= 0 else None
        if those is not None and those.last == end < at:
            return those
    return None


def read_group(tokens: Tokens, at: int) -> Those | None:
    """Reads "of those killed", "among the people who died", "of the 16 still missing" at a token.

    None where no group of people is named by what befell them.
    """
    if tokens.low(at) not in _AMONG or tokens.low(at + 1) not in _SOME or at + 2 >= len(tokens):
        return None
    number = read_number(tokens, at + 2)
    at = at + 2 if number is None else number.last
    if counts_people(tokens.low(at)) and measure_of(tokens.low(at)) is None:
        at += 1
    if tokens.low(at) in _RELATIVES:
        at += 1
        while _is_auxiliary(tokens, at):
            at += 1
    at += tokens.low(at) in _ADVERBS  # "the six still missing"
    said = measure(tokens.low(at))
    if said is None or said.counts != PEOPLE:
        return None
    if counts_people(tokens.low(at + 1)) and measure_of(tokens.low(at + 1)) is None:
        at += 1  # "the five missing sailors"
    return Those(said.name, at + 1)


def _state_behind(tokens: Tokens, at: int, fits: Fits) -> str | None:
    """What a single word says right behind a number: "17 unidentified", "61 bailed,"."""
    said = measure(tokens.low(at))
    if said is None or not fits(said.name) or tokens.low(at + 1) not in _AFTER_STATE:
        return None
    return said.name


def _behind_mention(tokens: Tokens, draft: Draft, behind: int) -> int:
    """The token behind "of them", the comma or the quotation mark that ends a mention."""
    who = tokens.low(behind + 1) in _SOME and tokens.low(behind + 2) == "who"  # "nine of those who"
    behind += 2 * (is_of_them(tokens, behind) or (tokens.low(behind) == "of" and who))
    if tokens.low(behind) == "," and any(t.raw == "," for t in tokens[draft.first : draft.last]):
        behind += 1  # "at least 4, and possibly as many as 9, died"
    return behind + (tokens.low(behind) in _QUOTES)  # '"not more than 20" have died'


def _around_noun(tokens: Tokens, draft: Draft, behind: int) -> str | None:
    """What a noun says with a word beside it: "received 12 bodies", "12 jobs go", "12 new cases".

    The noun ends before token `behind`; auxiliaries and adverbs may stand between it and its verb.
    """
    head, verb = tokens[behind - 1].low, behind
    if not counts_people(head):
        while _is_auxiliary(tokens, verb) and verb < behind + _LONGEST_GROUP:
            verb += 1
    pairs: list[tuple[str, ...]] = [(tokens.low(draft.first - 1), head)]
    if tokens.low(verb) == "of":
        pairs.append((head, "of", tokens.low(verb + 1)))  # "310 cases of cholera"
    else:
        pairs += [(head, tokens.low(verb)), (head, tokens.low(verb), tokens.low(verb + 1))]
    if behind - 2 >= draft.last:
        pairs += [(tokens[behind - 2].low, head)]
    said = (measure(" ".join(pair)) for pair in pairs if all(pair))
    return next((found.name for found in said if found is not None), None)


def _is_auxiliary(tokens: Tokens, at: int) -> bool:
    low = tokens.low(at)
    return low in _AUXILIARIES or low.endswith("ly")


def _framed(tokens: Tokens, at: int, behind: int, fits: Fits) -> str | None:
    """What words on both sides of those counted say: "has driven 300 people from their homes"."""
    for rest, name in measure_frames().get(tokens.low(at - 1), ()):
        for place in range(behind, behind + _LONGEST_GROUP):
            if tokens.low(place) in ("", *_ENDS):
                break
            if fits(name) and rest == _lows(tokens, place, place + len(rest)):
                return name
    return None


def may_count(unit: str | None, head: str, name: str) -> bool:
    """False where the table says that a measure counts something else than what is named here."""
    counts = measures()[name].counts
    if unit is not None:
        return counts == dimension_of(unit) or (
            counts == "money" and dimension_of(unit) == CURRENCY
        )
    return (
        counts is None
        or not head
        or head == counts
        or (counts in (PEOPLE, _HOMES) and counts_people(head))
    )


def measure_behind(tokens: Tokens, at: int) -> str | None:
    """The verb or state that follows what is counted, behind all that is listed beside it."""
    return find_verb(tokens, skip_aside(tokens, _skip_conjoined(tokens, at)), counts_share)


def counts_share(name: str) -> bool:
    """True for a measure whose number is a share: "turnout"."""
    return measures()[name].counts == SHARE


def find_verb(tokens: Tokens, at: int, fits: Fits, *, near: bool = False) -> str | None:
    """The verb or state that follows: "were killed", "have left", "lost their lives", "dead".

    Args:
        tokens: the text's tokens.
        at: the token behind those counted.
        fits: asked of a measure that a phrase says.
        near: only when nothing but auxiliaries and adverbs stands between.
    """
    auxiliary, in_phrase = False, 0  # the token with which the rest of their phrase begins
    relative = clause = tokens.low(at) in _RELATIVES
    for place, token in enumerate(tokens[at : at + _FARTHEST], start=at):
        if auxiliary and token.raw in _OPENING_QUOTES:
            continue  # they were "martyred"
        if _stops(tokens, place, in_phrase):
            return None
        if token.kind != WORD:
            continue
        if (phrase := _phrase_at(tokens, place, fits)) is not None:
            return phrase
        if _befalls(tokens, place):
            return None  # "six carriages left the rails": no departure
        if measure_of(token.low) is not None and token.low not in _NO_VERB:
            found, goes_on = _verb_at(tokens, place, auxiliary, in_phrase)
            if not goes_on:
                return found
        if _is_auxiliary(tokens, place):
            auxiliary = auxiliary or token.low in _BE_HAVE
        elif token.low not in ("or", "and") or not tokens.low(place - 1).endswith("ly"):
            if near or (auxiliary and not relative) or (clause and token.low in _SUBORDINATES):
                return None
            if auxiliary:  # behind the verb of their clause that of the whole follows
                relative, in_phrase = False, place + 1
            auxiliary, in_phrase = False, in_phrase or place
    return None


def _befalls(tokens: Tokens, at: int) -> bool:
    """True for several words that say what befell things: "left the rails"."""
    lengths = range(2, _LONGEST_FATE + 1)
    return any(" ".join(_lows(tokens, at, at + length)) in _BEFALLS for length in lengths)


def _stops(tokens: Tokens, place: int, in_phrase: int) -> bool:
    """True where what is said of those counted before cannot go on behind token `place`.

    "three of them children, and the guards were convicted"
    """
    raw = tokens[place].raw
    return raw in _ENDS or (raw == "," and (not in_phrase or tokens.low(place + 1) == "and"))


def _verb_at(
    tokens: Tokens, place: int, auxiliary: bool, in_phrase: int
) -> tuple[str | None, bool]:
    """What a word of a measure says of those counted before it, and whether to look on."""
    said = measure_of(tokens[place].low)
    if not in_phrase or auxiliary:
        union = read_union(tokens, place)
        takes = said in _TRANSITIVE and _has_object(tokens, union.last if union else place + 1)
        if takes and not auxiliary:
            return None, False  # "12 gunmen killed 30 people" counts no dead gunmen
        return (said if takes or union is None else union.measure), False
    if said in _TRANSITIVE and tokens.low(place + 1) in _REDUCED:
        return said, False  # "eight people in the town killed by shelling"
    alone = tokens[place].low in _INTRANSITIVE and not _has_object(tokens, place + 1)
    own = alone and _is_complement(tokens, in_phrase, place)
    return (said, False) if own else (None, True)  # "eight people from the town died"


def _is_complement(tokens: Tokens, first: int, last: int) -> bool:
    """True where nothing between those counted and a verb may be its subject, or a verb itself."""
    for at in range(first, last):
        token, before = tokens[at], {tokens.low(at - 1), tokens.low(at - 2)}
        if token.raw == "," or token.low in _PREDICATES | _AUXILIARIES | _SUBORDINATES | _SAID:
            return False
        if counts_people(token.low) and before.isdisjoint(_LINKS):
            return False
    return True


def _has_object(tokens: Tokens, at: int) -> bool:
    """True when a verb acts on something that begins at `at`."""
    low, behind = tokens.low(at), tokens.low(at + 1)
    if low in _ABOUT:
        return behind[:1].isdigit()
    return low[:1].isdigit() or low in _OBJECTS or f"{low} {behind}" in _BOUND_OBJECTS


def _phrase_at(tokens: Tokens, at: int, fits: Fits) -> str | None:
    """The measure of the longest phrase that begins at token `at` and has no object of its own."""
    if tokens.low(at - 1) in ("or", "and"):
        return None
    counted = at + 1 < len(tokens) and tokens[at + 1].kind == DIGITS  # "in 12 shelters"
    behind = tokens.low(at + 1 + counted)
    for phrase, name in measure_phrases().get(tokens.low(at), ()):
        last = at + len(phrase) + counted
        if phrase[1] == behind and phrase[1:] == _lows(tokens, at + 1 + counted, last):
            return name if fits(name) and not _has_object(tokens, last) else None
    return None


def _lows(tokens: Tokens, first: int, last: int) -> tuple[str, ...]:
    return tuple(t.low for t in tokens[first:last])


def _phrase_before(tokens: Tokens, at: int) -> str | None:
    """The measure of a phrase that ends right before token `at`: "claimed the lives of"."""
    for phrase, name in measure_phrases_by_end().get(tokens.low(at - 1), ()):
        if len(phrase) <= at and phrase == tuple(t.low for t in tokens[at - len(phrase) : at]):
            return name
    return None


def _skip_conjoined(tokens: Tokens, at: int) -> int:
    """The token behind "and troops" or ", two nurses and six soldiers" that go with the counted."""
    end, listed = at, True
    for _ in range(_MOST_LISTED):
        if not listed or tokens.low(end) not in ("and", "or", ","):
            break
        last_one = tokens.low(end) == "," and tokens.low(end + 1) in ("and", "or")
        end, listed = _end_of_listed(tokens, end + 1 + last_one)
        if listed and tokens.low(end) == "," and measure_of(tokens.low(end + 1)) in _HARM:
            end += 1  # "five troops, 19 civilians, killed"
    return end if tokens.low(end) not in ("", ",") else at


def _end_of_listed(tokens: Tokens, at: int) -> tuple[int, bool]:
    """The token behind those named next to the ones counted, and whether they are listed so.

    "… and troops", ", civilian killed", "and one policeman".
    """
    if at >= len(tokens):
        return at - 1, False
    if is_plural(tokens[at]):
        return at + 1, False
    if tokens.low(at) in _OWNED and at + 2 < len(tokens) and not is_plural(tokens[at + 1]):
        return at + 2, True  # "and an uncle"
    if not any(counts_people(t.low) for t in tokens[at : at + _LISTED]):
        return at - 1, False
    number = read_number(tokens, at)
    start = at if number is None else number.last
    counted = find_counted(tokens, start, one=number is None or number.value == 1)
    people = counted is not None and counts_people(counted.head)
    if counted is None or counted.first != start or not people:
        return at - 1, False
    return counted.last, True


def skip_aside(tokens: Tokens, at: int) -> int:
    """The token behind an aside: ", including eight children," or "(two of them women)"."""
    ends = {"(": ")", ",": ","}.get(tokens.low(at))
    if ends is None or (ends == "," and not _opens_aside(tokens, at + 1)):
        return at
    closes = (n for n in range(at + 1, at + _LONGEST_ASIDE) if tokens.low(n) == ends)
    return next(closes, at - 1) + 1


def _opens_aside(tokens: Tokens, at: int) -> bool:
    """True for what begins ", including …,", ", seven of them …," and ", not six as …,"."""
    if tokens.low(at) in _ASIDES or _opens_contrast(tokens, at):
        return True
    number = read_number(tokens, at) if at < len(tokens) else None
    return number is not None and is_of_them(tokens, number.last)


def _opens_contrast(tokens: Tokens, at: int) -> bool:
    """True for "not six", "rather than six" at token `at`: the number that another one replaces."""
    for length in range(1, _LONGEST_CONTRAST + 1):
        if " ".join(_lows(tokens, at, at + length)) in _INSTEAD:
            behind = at + length
            return behind < len(tokens) and read_number(tokens, behind) is not None
    return False


def is_of_them(tokens: Tokens, at: int) -> bool:
    """True for "of them" and "of whom" at token `at`."""
    return tokens.low(at) == "of" and tokens.low(at + 1) in _THEM


def verb_before(tokens: Tokens, at: int, fits: Fits) -> str | None:
    """The verb whose object the figure is: "killed at least 16", "wounding another 30"."""
    if (phrase := _phrase_before(tokens, at)) is not None and fits(phrase):
        return phrase
    for place in range(at - 1, max(-1, at - 4), -1):
        token = tokens[place]
        if token.kind != WORD:
            return None
        if measure_of(token.low) is not None:
            return None if token.low in _NO_VERB else _object_of(tokens, place)
        if not (token.low in _BETWEEN or token.low.endswith("ly")):
            return None
    return None


def _object_of(tokens: Tokens, place: int) -> str | None:
    """The measure of the verb at `place` for what stands behind it.

    In "16 were killed and wounded 30" each verb has a figure of its own.
    """
    union = read_union(tokens, place)
    if union is None or tokens.low(union.first - 1) in _BE:
        return measure_of(tokens[place].low)
    return union.measure


def _toll(tokens: Tokens, draft: Draft) -> str | None:
    """The measure of a toll: of its number, or of a bound that belongs to its verb ("up to 60")."""
    bounded = draft.first < draft.core and tokens.low(draft.core - 1) == "to"
    found = _toll_before(tokens, draft.first)
    return _toll_before(tokens, draft.core) if found is None and bounded else found


def _toll_before(tokens: Tokens, at: int) -> str | None:
    """Reads "the death toll rose to 16", "casualties stand at 30", "number of dead: 5"."""
    if tokens.low(at) not in _TOLL_STARTS and tokens.low(at - 1) not in _TOLL_LINKS:
        return None
    place = at
    while place > max(0, at - _FARTHEST_TOLL):
        place -= 1
        token = tokens[place]
        if token.raw == "," and (before := _before_clause(tokens, place)) is not None:
            place = before
            continue
        if token.raw in ".;!?,":
            return None
        if token.low == "toll":
            if tokens.low(at - 1) == "as":
                return None
            return measure_of(tokens.low(place - 1)) or "killed"
        if token.low in _TALLIES and measure_of(tokens.low(place - 1)) is not None:
            return measure_of(tokens.low(place - 1))  # "the death count is 29"
        if token.low in _TOLL_NOUNS or _is_numbered(tokens, place):
            union = read_union(tokens, place)
            return _phrase_before(tokens, place + 1) if union is None else union.measure
    return None


def _before_clause(tokens: Tokens, at: int) -> int | None:
    """The comma behind "toll" that opens the clause which the comma at `at` opens or ends."""
    near = range(at, max(0, at - _FARTHEST_TOLL), -1)
    return next((n for n in near if tokens[n].raw == "," and tokens.low(n - 1) == "toll"), None)


def _is_numbered(tokens: Tokens, place: int) -> bool:
    """True for the verb in "the number of people killed was 16"."""
    if measure_of(tokens[place].low) is None and _phrase_before(tokens, place + 1) is None:
        return False
    return not _NUMBERS.isdisjoint([t.low for t in tokens[max(0, place - 6) : place]])


def continues(tokens: Tokens, gap: int, at: int) -> bool:
    """True when only "and", "including", "among them" stand between two figures."""
    between: list[Token] = tokens[gap:at]
    while between and (measure_of(between[0].low) is not None or between[0].low in _BE):
        between = between[1:]  # "16 were killed (4 children)", "16 killed, 4 of them children"
        if not (between and between[0].raw in "(,") or _is_listed_apart(tokens, at):
            return False
    if [t.low for t in between[-2:]] == ["incl", "."]:
        between = between[:-1]
    if between and between[-1].low in _INCLUDING and len(between) < _LISTED:
        return all(t.raw not in _ENDS for t in between)
    return 0 < len(between) <= 4 and all(t.low in _CONTINUES for t in between)


def has_predicate(tokens: Tokens, at: int) -> bool:
    """True for a verb at token `at` whose subject stands before: two officers "resigned"."""
    low = tokens.low(at)
    return low in _PREDICATES or (low.endswith("ed") and tokens.low(at + 1) not in _REDUCED)


def _is_listed_apart(tokens: Tokens, at: int) -> bool:
    """True for a figure behind a comma that is no part of the one before: "16 killed, 4 houses"."""
    number = read_number(tokens, at)
    return tokens[at - 1].raw == "," and (number is None or not is_of_them(tokens, number.last))
