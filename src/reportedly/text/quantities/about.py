"""What a figure is about: who is counted, what happened to them, and of what it is a share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import NamedTuple

from reportedly.text.lexicon import (
    PEOPLE,
    counts_people,
    event_kind,
    is_counted_measure,
    is_within,
    load,
    measure_of,
    measures,
    who,
    wider_kinds,
    words,
)
from reportedly.text.nouns import singular
from reportedly.text.patterns import Rule
from reportedly.text.quantities.counted import Counted, find_counted, is_plural
from reportedly.text.quantities.draft import Draft
from reportedly.text.quantities.happened import (
    continues,
    counts_share,
    find_measure,
    find_verb,
    has_predicate,
    is_of_them,
    may_count,
    measure_behind,
    read_those,
    verb_before,
)
from reportedly.text.quantities.label import opens_label, read_label
from reportedly.text.quantities.numerals import read_number
from reportedly.text.quantities.spelled import NUMBER_WORDS
from reportedly.text.quantities.unions import read_union
from reportedly.text.quantities.units import dimension_of, read_rate
from reportedly.text.rules import Grammar
from reportedly.text.tokens import DIGITS, SIGN, WORD, Tokens

_AGED, _ALL, _BE = words("aged"), words("all"), words("be")
_HELD, _STATES = words("held-to-be"), words("state")  # "16 feared dead" names nobody
_ARTICLES, _OF_STOP = words("whole-opens"), words("whole-ends")
_COMPARES, _COMPARED, _BACK = map(words, ("compare-link", "compared-by", "refers-back"))
_OF_ALL = frozenset(("the", "those"))
_VICTIMS = frozenset(("victims", "casualties"))
_BELOW = frozenset(("under", "below"))
_GROWN = 18  # years
_HARM, _NEW, _OFFICES = words("harm"), words("new"), words("people-by-office")
_PLACED, _LONGEST_LIST = words("place-preposition"), 8
_LISTED_NAME = 5  # tokens of "Nur (2),"
_LISTED = frozenset(("and", "or", ","))
_MEASURING = frozenset({"length", "time"})
_MANY = frozenset(10**power for power in range(2, 7))
_TALLIES = words("tally")
_MAGNITUDE, _SIZED = "magnitude", words("says-size")
_LONGEST_WHOLE = 7  # tokens
_FARTHEST_TALLY, _FARTHEST_LINK = 15, 6  # tokens
_LINKS, _NUMBERS = words("tally-link") | words("toll-link"), words("count-word")


class About(NamedTuple):
    """What the words around a figure say; each None when they say nothing.

    `last` is the token behind the figure and the noun that it counts.
    """

    unit: str | None = None
    measure: str | None = None
    population: str | None = None
    of: str | None = None
    share: bool = False
    last: int = 0


def read_about(text: str, tokens: Tokens, draft: Draft, earlier: About | None = None) -> About:
    """What `draft` is about.

    Args:
        text: the text of the tokens.
        tokens: its tokens.
        draft: the figure.
        earlier: what the figure before it is about, for "16 civilians, including 8 children".
    """
    if draft.unit == "percentage" or (draft.number.form == "fraction" and draft.unit is None):
        return _read_share(text, tokens, draft)
    if draft.unit is None and _is_of_quake(tokens, draft):
        return About(_MAGNITUDE, _MAGNITUDE, last=draft.last)
    label = read_label(tokens, draft.first)
    alone = draft.unit is not None or (label is not None and opens_label(tokens, draft.last))
    counted = None if alone else _counted(tokens, draft)
    behind = draft.last if counted is None else max(counted.last, draft.last)
    if is_excepted(tokens, draft.first):
        return About(draft.unit or _name_counted(text, tokens, counted)[0], last=behind)
    said = None if label is None else label.measure
    if said is None or not alone:
        said = _measure(tokens, draft, counted, behind, earlier, said)
    if draft.unit is not None:
        return _about_unit(tokens, draft, said, behind)
    if label is not None and counted is None and said in (None, label.measure):
        person = "person" if _is_of_people(said) else None
        age = "year of age" if is_age(tokens, draft) else None
        return About(age or label.unit or person, said, label.population, last=behind)
    if counted is None:
        about = _about_bare(text, tokens, draft, said, earlier)
    else:
        about = _about_counted(text, tokens, draft, counted, said)
    return about._replace(last=max(about.last, behind))


def _measure(
    tokens: Tokens,
    draft: Draft,
    counted: Counted | None,
    behind: int,
    earlier: About | None,
    label: str | None,
) -> str | None:
    head = counted.head if counted else ""
    end = behind
    if draft.tail:
        end = draft.core_last if counted is None else counted.last
    measure = find_measure(tokens, draft, end, head, label)
    if measure is None and draft.tail:
        measure = find_verb(tokens, behind, lambda _: counted is None)
    if measure == "controlled" and counts_people(head):
        measure = None  # "the camp holds 41,000 people"
    if measure is not None or earlier is None or earlier.measure is None:
        return measure
    if head in _VICTIMS and tokens.low(draft.last) == "of" and earlier.measure in _HARM:
        return earlier.measure  # "17 died. Nine of the victims were children"
    goes_on = earlier.population is not None or earlier.unit == "person"  # not "5 deaths and 3"
    goes_on = goes_on and may_count(None, head, earlier.measure)
    joined = tokens.low(draft.first - 1) in ("and", ",")
    if joined and has_predicate(tokens, behind):
        return None  # "killed 12 people, and two officers resigned"
    return earlier.measure if goes_on and continues(tokens, earlier.last, draft.first) else None


def is_excepted(tokens: Tokens, at: int) -> bool:
    """True for the two of "all but two died", of whom the words say the contrary."""
    return tokens.low(at - 1) == "but" and tokens.low(at - 2) in _ALL


def _about_unit(tokens: Tokens, draft: Draft, measure: str | None, behind: int) -> About:
    known = measures().get(measure or "")
    timed = dimension_of(draft.unit or "") in ("time", "age")
    timed = timed and (known is None or known.counts != "time")  # "sentenced to 15 years"
    aged = draft.unit == "year" and _ASKS["age-bound"](Candidate(tokens, draft))
    return About("year of age" if aged else draft.unit, None if timed else measure, last=behind)


def _about_counted(
    text: str, tokens: Tokens, draft: Draft, counted: Counted, measure: str | None
) -> About:
    unit, population = _name_counted(text, tokens, counted)
    behind = max(counted.last, draft.last)
    rated = _rate_of_many(tokens, behind)
    if rated is not None:
        return About(f"{unit} {rated[0]}" if unit else rated[0], measure, last=rated[1])
    if draft.low != draft.low.to_integral_value() and not draft.number.scaled:
        named = counted.first == draft.last
        return About(_with_rate(tokens, counted.last, unit) if named else None)
    among = _named_of_them(text, tokens, draft)
    those = read_those(tokens, draft.last)
    if among is None and (counted.head in _STATES | _VICTIMS or those is not None):
        among = _said_to_be(text, tokens, draft, counted.last)  # "six of the dead were children"
    if among is not None:
        return About(among[0], measure, among[1])
    return About(_with_rate(tokens, behind, unit), measure, population)


def _is_of_quake(tokens: Tokens, draft: Draft) -> bool:
    """True for the 6.3 of "magnitude 6.3", "a 6.3 quake" and "a quake measuring 6.3"."""
    if draft.number.scaled or int(draft.low.as_tuple().exponent) >= 0:
        return False
    before = tokens.low(draft.first - 1)
    if before == _MAGNITUDE or _is_quake(tokens.low(draft.last)):
        return True
    sized = tokens.low(draft.first - 2)
    return before in _SIZED and (sized == _MAGNITUDE or _is_quake(sized))


def _is_quake(word: str) -> bool:
    known = event_kind(word)
    return known is not None and "earthquake" in (known.name, *wider_kinds(known.name))


def _about_bare(
    text: str, tokens: Tokens, draft: Draft, measure: str | None, earlier: About | None
) -> About:
    """What a number without a noun of its own counts."""
    rated = _rate_of_many(tokens, draft.last)
    if rated is not None:
        return About(rated[0], measure, last=rated[1])
    if draft.low != draft.low.to_integral_value() and not draft.number.scaled:
        return About(None)
    same = measure or (earlier.measure if earlier is not None else None)
    among = _named_of_them(text, tokens, draft)
    if among is not None:
        return About(among[0], same, among[1])
    if is_age(tokens, draft) or _goes_on_with_ages(tokens, draft, earlier):
        return About("year of age")  # "a boy aged 16 was killed"
    if earlier is not None and _refers_back(tokens, draft):
        who_else = tokens.low(draft.last) in _BACK
        timed = who_else and dimension_of(earlier.unit or "") in ("time", "age")
        happened = measure if tokens.low(draft.last) in _BE else same  # "of which 28 identified"
        return About(None if timed else earlier.unit, happened, earlier.population)
    said = _said_to_be(text, tokens, draft, draft.last)
    if said is not None:
        return About(said[0], same, said[1])
    tallied = _tallied(text, tokens, draft.first) if _is_of_people(measure) else None
    tallied = tallied or (_tallied_things(tokens, draft.first) if measure is None else None)
    if tallied is not None:
        return About(tallied[0], measure, tallied[1])
    if measure in _HARM and earlier is not None and _goes_on_with_office(tokens, draft, earlier):
        return About(earlier.unit, measure, earlier.population)
    people = _is_of_people(measure) or _decide("CROWD", tokens, draft) is not None
    if measure in _HARM and earlier is not None and draft.first - earlier.last < 3:
        people = people or earlier.unit == "person"  # "killed 16 and captured four"
    return About("person" if people else None, measure)


def _goes_on_with_office(tokens: Tokens, draft: Draft, earlier: About) -> bool:
    """True for the four of "one officer was killed and four were wounded".

    Of others the one sentence may tell of two groups: "five children died and 20 were injured".
    """
    group = who(earlier.population or "")
    between = tokens[earlier.last : draft.first]
    if group is None or not any(is_within(group.name, office) for office in _OFFICES):
        return False
    links = between[-1:] and between[-1].low in _LISTED
    said = all(t.low in _BE or measure_of(t.low) in _HARM for t in between[:-1])
    return bool(links) and len(between) > 1 and said


def _is_of_people(measure: str | None) -> bool:
    """True for a measure whose number counts people where nothing is named."""
    found = [measures()[name] for name in (measure or "").split(" or ") if name in measures()]
    return any(each.counts == PEOPLE for each in found)


def _with_rate(tokens: Tokens, at: int, unit: str | None) -> str | None:
    """The unit with its rate: "22 burglaries per week", "1.5 goals a game"."""
    rate = None if unit is None else read_rate(tokens, at)
    return unit if rate is None else f"{unit} per {rate[0]}"


def _rate_of_many(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """The "per 1,000 live births" of a rate, and the token behind it."""
    if tokens.low(at) != "per" or at + 1 >= len(tokens):
        return None
    number = read_number(tokens, at + 1)
    if number is None or number.value not in _MANY:
        return None
    counted = find_counted(tokens, number.last)
    if counted is None:
        return f"per {number.value:,f}", number.last
    return f"per {number.value:,f} {counted.unit}", counted.last


def _refers_back(tokens: Tokens, draft: Draft) -> bool:
    """True for "… and 95,800 who have been", "two of them", "compared with 63 last year"."""
    at, link = draft.first, tokens.low(draft.first - 1)
    before = tokens.low(at - 2)
    if link in ("whom", "which") or (link in ("only", "just") and before in ("whom", "which")):
        return tokens.low(at - 2) == "of" or tokens.low(at - 3) == "of"
    if link in ("versus", "vs") or (link == "them" and before == "of"):
        return True
    if link in _COMPARES and before in _COMPARED:
        return True
    return tokens.low(draft.last) in _BACK or is_of_them(tokens, draft.last)


# Who is counted


def _named_of_them(text: str, tokens: Tokens, draft: Draft) -> tuple[str, str] | None:
    """Who they are in "four of them children" and "four of whom were women"."""
    if not is_of_them(tokens, draft.last):
        return None
    return _people_at(text, tokens, draft.last + 2 + (tokens.low(draft.last + 2) in _BE))


def _said_to_be(text: str, tokens: Tokens, draft: Draft, at: int) -> tuple[str, str] | None:
    """Who they are in "of the 16 killed, eight were children": unit and population.

    In "eight of the 16 killed were children" it is said of the eight.
    """
    before = tokens[draft.first - 3] if draft.first > 2 else None
    part = before is not None and (before.kind == DIGITS or before.low in NUMBER_WORDS)
    if part and tokens.low(draft.first - 2) == "of" and tokens.low(draft.first - 1) in _OF_ALL:
        return None
    those = read_those(tokens, draft.last)
    if those is not None:
        at = those.last
    elif tokens.low(at) == "of" and tokens.low(at + 1) in _OF_ALL and at + 2 < len(tokens):
        whole = read_number(tokens, at + 2)
        counted = None if whole is None else find_counted(tokens, whole.last)
        at = at if whole is None else whole.last if counted is None else counted.last
    if tokens.low(at) not in ("were", "are"):
        return None
    return _young_at(tokens, at + 1) or _people_at(text, tokens, at + 1)


def _young_at(tokens: Tokens, at: int) -> tuple[str, str] | None:
    """Children, in "nine of the victims were under five"."""
    number = read_number(tokens, at + 1) if tokens.low(at) in _BELOW else None
    young = number is not None and number.value is not None and number.value <= _GROWN
    return _CHILDREN if young else None


def _people_at(text: str, tokens: Tokens, at: int) -> tuple[str, str] | None:
    counted = find_counted(tokens, at)
    if counted is None or counted.first != at or not _is_who(counted.head):
        return None
    return counted.unit, text[tokens[counted.first].start : tokens[counted.last - 1].end]


def _tallied(text: str, tokens: Tokens, at: int) -> tuple[str, str] | None:
    """Who they are in "the number of soldiers killed in Orlo rose to 16"."""
    for place in range(at - 1, max(0, at - _FARTHEST_TALLY), -1):
        if tokens[place].raw in ".;!?":
            return None
        if tokens[place].low == "of" and tokens.low(place - 1) in _TALLIES:
            of = find_counted(tokens, place + 1)
            if of is not None and event_kind(tokens.low(of.last)) is not None:
                return None  # "the toll of the police raid is 13" counts no police
            return _people_at(text, tokens, place + 1) or _things_at(tokens, place + 1)
    return None


def _tallied_things(tokens: Tokens, at: int) -> tuple[str, str] | None:
    """What is counted in "gave the number of guns as nine", right before its number."""
    for place in range(at - 2, max(1, at - _FARTHEST_LINK), -1):
        noun = tokens[place]
        if noun.low in _LINKS or noun.low in _BE:
            continue
        named = tokens.low(place - 1) == "of" and tokens.low(place - 2) in _NUMBERS
        if not named or not is_plural(noun) or counts_people(noun.low):
            return None
        return None if measure_of(noun.low) else (singular(noun.low), noun.low)
    return None


def _things_at(tokens: Tokens, at: int) -> tuple[str, str] | None:
    """What is no people in "the number of dead fish"."""
    noun = tokens[at + 1] if at + 1 < len(tokens) else None
    if noun is None or measure_of(tokens.low(at)) is None or not is_plural(noun):
        return None
    of_people = counts_people(noun.low) or measure_of(noun.low) is not None
    return None if of_people else (singular(noun.low), noun.low)


def _is_who(word: str) -> bool:
    """True for a word for people that does not merely say what happened to them."""
    return counts_people(word) and word not in _STATES


def _counted(tokens: Tokens, draft: Draft) -> Counted | None:
    at = draft.last
    no = tokens.low(draft.core) == "no" and tokens.low(at) != "one"
    one = draft.number.value == 1 or no  # "no person died"
    if draft.tail:
        return _counted_between(tokens, draft)
    union = read_union(tokens, at)
    if union is not None and union.last > at + 1 and not _is_noun(tokens, union.last):
        return None  # "30 killed or wounded" names nobody
    if measure_of(tokens.low(at)) == "aboard":
        return None  # "a car with 11 aboard falls"
    singular_one = one and draft.is_point and at < len(tokens) and tokens[at].kind == WORD
    return find_counted(tokens, at, one=singular_one)


def _counted_between(tokens: Tokens, draft: Draft) -> Counted | None:
    """What stands between a number and its bound: "500 tents or more"."""
    at = draft.core_last
    if read_union(tokens, at) is not None and not is_plural(tokens[at]):
        return None  # "30 killed or more"
    found = find_counted(Tokens(tokens[at : draft.tail]), 0, one=draft.number.value == 1)
    return found and found._replace(first=found.first + at, last=found.last + at)


def _is_noun(tokens: Tokens, at: int) -> bool:
    return at < len(tokens) and is_plural(tokens[at])


def _name_counted(
    text: str, tokens: Tokens, counted: Counted | None
) -> tuple[str | None, str | None]:
    """The unit and the population: "deaths" and "the dead" count people, civilians themselves."""
    if counted is None:
        return None, None
    phrase = text[tokens[counted.first].start : tokens[counted.last - 1].end]
    if dimension_of(singular(counted.head)) in _MEASURING:
        return singular(counted.head), None
    if counted.head in _STANDS_FOR:
        return _STANDS_FOR[counted.head], None
    if counted.head in _STATES:
        rest = counted.unit.split()[:-1]
        return ("person", None) if _HELD.issuperset(rest) else (counted.unit, phrase)
    if is_counted_measure(counted.head):
        return " ".join(w for w in counted.unit.split() if w not in _NEW), None
    behind = counted.last + 1
    if tokens.low(counted.last) == "and" and _is_who(tokens.low(behind)):
        return "person", f"{phrase} and {tokens[behind].raw}"
    if phrase.isupper() and counts_people(counted.head):
        return counted.unit.lower(), phrase.lower()  # a headline in capitals
    return counted.unit, phrase


_CHILDREN = ("child", "children")
_STANDS_FOR = {"times": "count", "others": "person"}


# Ages and crowds


class Candidate(NamedTuple):
    """A figure of which rules ask whether it is an age or a crowd."""

    tokens: Tokens
    draft: Draft

    @property
    def words(self) -> list[str]:
        """The words of its mention, bound words among them, in lower case."""
        return [t.low for t in self.tokens[self.draft.first : self.draft.last]]


def is_age(tokens: Tokens, draft: Draft) -> bool:
    """True for "Name, 66,", "aged 21", "the age of 21", "she was 10."."""
    return _decide("AGE", tokens, draft) is not None


def _goes_on_with_ages(tokens: Tokens, draft: Draft, earlier: About | None) -> bool:
    """True for the 9 and the 12 of "aged 6, 9 and 12"."""
    aged = earlier is not None and earlier.unit == "year of age" and earlier.last < draft.first
    between = [] if earlier is None else tokens[earlier.last : draft.first]
    return aged and len(between) < 3 and all(t.low in _LISTED for t in between)


def _decide(group: str, tokens: Tokens, draft: Draft) -> str | None:
    match = _rules().around(group, tokens, draft.first, draft.last, Candidate(tokens, draft))
    return None if match is None or match.rule.action == "no" else match.rule.name


def deciding_rule(group: str, tokens: Tokens, draft: Draft) -> str | None:
    """The name of the rule by which a figure is an age or a crowd, or is not."""
    match = _rules().around(group, tokens, draft.first, draft.last, Candidate(tokens, draft))
    return None if match is None else match.rule.name


def about_rules() -> list[Rule]:
    """All rules, with their examples."""
    return [rule for rules in _rules().groups.values() for rule in rules]


def _is_no_age(c: Candidate) -> bool:
    value = c.draft.low
    whole = value == value.to_integral_value() and c.draft.number.vague is None
    return not (whole and 1 <= value <= 115)


def _has_age(tokens: Tokens, at: int) -> bool:
    """True for a name, or a word for one person, before an age in commas."""
    token = tokens[at]
    named = token.raw[0].isupper() and measure_of(token.low) is None
    person = named and not _is_placed(tokens, at)
    return token.kind == WORD and (person or _is_person(tokens, at))


def _is_placed(tokens: Tokens, at: int) -> bool:
    """True for all places of "in Orlo (3), Nur (2) and Tal (7)"."""
    for _ in range(_LONGEST_LIST):
        if tokens.low(at - 1) not in _LISTED or tokens.low(at - 2) != ")":
            break
        at -= _LISTED_NAME
    return tokens.low(at - 1) in _PLACED


def _is_person(tokens: Tokens, at: int) -> bool:
    low = tokens[at].low
    found = who(low)
    return low in _AGED or (found is not None and low == found.singular)


def _is_people(tokens: Tokens, at: int) -> bool:
    low, found = tokens[at].low, who(tokens[at].low)
    return singular(low) in _AGED or (found is not None and low != found.singular)


_TESTS: Mapping[str, Callable[[Tokens, int], bool]] = {
    "any": lambda tokens, at: True,
    "aged_name": _has_age,
    "person": _is_person,
    "people": _is_people,
    "number": lambda tokens, at: read_number(tokens, at) is not None,
    "name": lambda tokens, at: tokens[at].raw[0].isupper(),
    "counts": lambda tokens, at: find_counted(tokens, at) is not None,
}

_ASKS: Mapping[str, Callable[[Candidate], bool]] = {
    "no-age": _is_no_age,
    "grown": lambda c: c.draft.low >= 16,
    "older-or-younger": lambda c: not {"older", "younger"}.isdisjoint(c.words),
    "under-or-over": lambda c: c.words[0] in ("under", "over"),
    "age-bound": lambda c: "age" in c.words,
}


@cache
def _rules() -> Grammar:
    return Grammar(load("quantities/about.rules"), "about.rules", _TESTS, {}, _ASKS)


# Shares


def _read_share(text: str, tokens: Tokens, draft: Draft) -> About:
    measure = verb_before(tokens, draft.first, counts_share)
    first, last = _whole(tokens, draft)
    if first == last:
        measure = measure or measure_behind(tokens, draft.last)
        return About(draft.unit, measure, share=True, last=draft.last)
    of = text[tokens[first].start : tokens[last - 1].end]
    head = tokens[last - 1].low
    state = measure_of(head) if is_counted_measure(head) else None
    measure = measure or measure_behind(tokens, last) or state
    return About(draft.unit, measure, _predicate(tokens, last), of, share=True, last=last)


def _whole(tokens: Tokens, draft: Draft) -> tuple[int, int]:
    """The tokens of what the share is a share of: "of its territory", "the dead"."""
    at = draft.last
    if tokens.low(at) == "of":
        at += 1
    elif draft.unit is not None or not _names_whole(tokens, at):
        return at, at
    if tokens.low(at) in ("them", "whom"):
        return at, at + 1
    last = at
    while last < min(len(tokens), at + _LONGEST_WHOLE) and not _ends_whole(tokens, at, last):
        last += 1
        if _is_noun(tokens, last - 1) and not _is_noun(tokens, last):
            break
    while last > at and tokens[last - 1].raw in "-‐‑&":
        last -= 1
    return at, last


def _ends_whole(tokens: Tokens, first: int, at: int) -> bool:
    token = tokens[at]
    if token.kind == SIGN:
        return not (token.raw in "-‐‑&" and token.glued)
    return token.low in _OF_STOP and not (at == first and token.low in _ARTICLES)


def _names_whole(tokens: Tokens, at: int) -> bool:
    """True for "half the dead" and "one in five children", not for "two thirds voted"."""
    return tokens.low(at) in _ARTICLES or find_counted(tokens, at) is not None


def _predicate(tokens: Tokens, at: int) -> str | None:
    """Reads "half the dead are children", "half of them children": who those of the share are."""
    copula = tokens.low(at) in _BE
    of_them = tokens.low(at - 1) in ("them", "whom")
    counted = find_counted(tokens, at + copula)
    if counted is None or counted.first != at + copula or not (copula or of_them):
        return None
    if not copula and not counts_people(counted.head):
        return None
    return " ".join(t.raw for t in tokens[counted.first : counted.last])
