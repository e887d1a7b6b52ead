"""What a figure is about: who is counted, what happened to them, and of what it is a share."""

from __future__ import annotations

from typing import NamedTuple

from reportedly.text.lexicon import counts_people, is_counted_measure, measure_of, who, words
from reportedly.text.nouns import singular
from reportedly.text.quantities.counted import Counted, find_counted, is_plural
from reportedly.text.quantities.draft import Draft
from reportedly.text.quantities.numerals import read_number
from reportedly.text.quantities.unions import read_happening
from reportedly.text.quantities.units import dimension_of, read_rate
from reportedly.text.tokens import DIGITS, SIGN, WORD, Token, Tokens

_AUXILIARIES = words("auxiliary")
_ENDS = frozenset('.;:!?—|"“”')


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
    counted = None if draft.unit is not None else _counted(tokens, draft)
    behind = draft.last if counted is None else max(counted.last, draft.last)
    head = counted.head if counted else ""
    noun_end = behind
    if draft.tail:
        noun_end = draft.core_last if counted is None else counted.last
    measure = _measure(tokens, draft, noun_end, head)
    if measure is None and draft.tail:
        measure = _find_verb(tokens, behind)
    if is_excepted(tokens, draft.first):
        return About(draft.unit or _name_counted(text, tokens, counted)[0], last=behind)
    if measure == "controlled" and counts_people(head):
        measure = None  # "the camp holds 41,000 people"
    if measure is None and earlier is not None and _continues(tokens, earlier.last, draft.first):
        measure = earlier.measure
    if draft.unit is not None:
        timed = dimension_of(draft.unit) in ("time", "age")
        return About(draft.unit, None if timed else measure, last=behind)
    rated = _rate_of_many(tokens, behind)
    if rated is not None:
        name, last = rated
        thing, _ = _name_counted(text, tokens, counted)
        return About(f"{thing} {name}" if thing else name, measure, last=last)
    if draft.low != draft.low.to_integral_value() and not draft.number.scaled:
        unit = "magnitude" if tokens.low(draft.first - 1) == "magnitude" else None
        if counted is not None and counted.first == draft.last:
            named, _ = _name_counted(text, tokens, counted)
            unit = _with_rate(tokens, counted.last, named)
        return About(unit, last=behind)
    unit, population = _name_counted(text, tokens, counted)
    if (among := _named_of_them(text, tokens, draft)) is not None:
        unit, population = among
        measure = measure or (earlier.measure if earlier is not None else None)
    elif counted is None and earlier is not None and _refers_back(tokens, draft):
        unit, population = earlier.unit, earlier.population
    elif counted is None and (said := _said_to_be(text, tokens, draft.last)) is not None:
        unit, population = said
        measure = measure or (earlier.measure if earlier is not None else None)
    elif counted is None:
        unit = "year of age" if _is_age(tokens, draft) else None
        if unit is not None:
            measure = None  # "a boy aged 16 was killed"
        elif _is_of_people(measure) or _is_crowd(tokens, draft):
            unit = "person"
    else:
        unit = _with_rate(tokens, behind, unit)
    return About(unit, measure, population, last=behind)


def _is_crowd(tokens: Tokens, draft: Draft) -> bool:
    """True for "a crowd of 54,321" and "a city of about 8 million"."""
    return tokens.low(draft.first - 1) == "of" and tokens.low(draft.first - 2) in _CROWDS


_CROWDS = words("crowd")


def _with_rate(tokens: Tokens, at: int, unit: str | None) -> str | None:
    """The unit with its rate: "22 burglaries per week", "1.5 goals a game"."""
    if unit is None:
        return None
    rate = read_rate(tokens, at)
    return unit if rate is None else f"{unit} per {rate[0]}"


def is_excepted(tokens: Tokens, at: int) -> bool:
    """True for the two of "all but two died", of whom the words say the contrary."""
    return tokens.low(at - 1) == "but" and tokens.low(at - 2) in _ALL


_ALL = words("all")


def _rate_of_many(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """The "per 1,000 live births" of a rate and the token behind it."""
    if tokens.low(at) != "per" or at + 1 >= len(tokens):
        return None
    number = read_number(tokens, at + 1)
    if number is None or number.value not in _MANY:
        return None
    counted = find_counted(tokens, number.last)
    if counted is None:
        return f"per {number.value:,f}", number.last
    return f"per {number.value:,f} {counted.unit}", counted.last


_MANY = frozenset(10**power for power in range(2, 7))
_OF_PEOPLE = words("done-to-people")


def _is_of_people(measure: str | None) -> bool:
    return measure is not None and not _OF_PEOPLE.isdisjoint(measure.split(" or "))


def _refers_back(tokens: Tokens, draft: Draft) -> bool:
    """True for "… and 95,800 who have been", "two of them", "compared with 63 last year"."""
    at = draft.last
    before = (tokens.low(draft.first - 2), tokens.low(draft.first - 1))
    if before in _COMPARES or before in _OF_THEM or before[1] in ("versus", "vs"):
        return True
    return tokens.low(at) in ("who", "whom", "others") or (
        tokens.low(at) == "of" and tokens.low(at + 1) in ("them", "whom")
    )


_COMPARES = frozenset({("compared", "with"), ("compared", "to"), ("up", "from"), ("down", "from")})


def _named_of_them(text: str, tokens: Tokens, draft: Draft) -> tuple[str, str] | None:
    """Who they are in "four of them children" and "four of whom were women"."""
    at = draft.last
    if tokens.low(at) != "of" or tokens.low(at + 1) not in ("them", "whom"):
        return None
    at += 2
    at += tokens.low(at) in ("were", "are")
    counted = find_counted(tokens, at)
    if counted is None or counted.first != at or not _is_who(counted.head):
        return None
    return counted.unit, text[tokens[counted.first].start : tokens[counted.last - 1].end]


def _is_who(word: str) -> bool:
    """True for a word for people that does not merely say what happened to them."""
    return counts_people(word) and word not in _STATES


def _said_to_be(text: str, tokens: Tokens, at: int) -> tuple[str, str] | None:
    """Who they are in "of the 16 killed, eight were children": unit and population."""
    if tokens.low(at) not in ("were", "are"):
        return None
    counted = find_counted(tokens, at + 1)
    named = counted is not None and _is_who(counted.head)
    if counted is None or counted.first != at + 1 or not named:
        return None
    phrase = text[tokens[counted.first].start : tokens[counted.last - 1].end]
    return counted.unit, phrase


def _is_age(tokens: Tokens, draft: Draft) -> bool:
    """True for "Name, 66,", "aged 21", "the age of 21", "she was 10."."""
    value = draft.low
    if not 1 <= value <= 115 or value != value.to_integral_value() or draft.number.vague:
        return False
    before, earlier = tokens.low(draft.first - 1), tokens.low(draft.first - 2)
    if before in ("aged", "age") or (before == "of" and earlier in ("age", "ages")):
        return True
    behind = tokens.low(draft.last)
    if _is_age_limit(tokens, draft) or (before == "at" and earlier in _ENDS_OF_LIFE):
        return True
    if before == "," and behind == "," and draft.first >= 2:
        name = tokens[draft.first - 2]
        return name.kind == WORD and (name.raw[0].isupper() or _has_age(name.low))
    if behind and behind not in _AFTER_AGE:
        return False
    person = earlier if before in ("was", "is", "turned", "turns") else ""
    if before in ("be", "turn") and earlier in ("will", "would"):
        person = tokens.low(draft.first - 3)
    named = person != "" and tokens[draft.first - 2 - (before == "be")].raw[0].isupper()
    if named and value >= 16 and before in ("turned", "turns", "be", "turn"):
        return True
    return person in ("he", "she", "who", "i")


def _has_age(word: str) -> bool:
    found = who(word)
    return word in _AGED or (found is not None and word == found.singular)


def _is_age_limit(tokens: Tokens, draft: Draft) -> bool:
    """True for "people under 45", "45 or older", "as young as 17", "adults over the age of 65"."""
    words = [t.low for t in tokens[draft.first : draft.last]]
    if {"older", "younger"} & set(words):
        return True
    before = tokens[max(0, draft.first - 3) : draft.first]
    if before and before[-1].low in ("as", "at") and {"young", "old"} & {t.low for t in before}:
        return True
    return words[0] in ("under", "over") and draft.first > 0 and before[-1].low in _OF_AN_AGE


_OF_AN_AGE = words("of-an-age")
_ENDS_OF_LIFE = words("ends-of-life")
_AGED = words("aged")
_AFTER_AGE = words("after-age")


def _counted(tokens: Tokens, draft: Draft) -> Counted | None:
    at = draft.last
    if draft.tail:
        return _counted_between(tokens, draft)
    told = read_happening(tokens, at)
    if told is not None and told.last > at + 1 and not _is_noun(tokens, told.last):
        return None  # "30 killed or wounded" names nobody
    if at < len(tokens) and tokens[at].kind == WORD and draft.number.value == 1 and draft.is_point:
        return find_counted(tokens, at, one=True)
    return find_counted(tokens, at)


def _counted_between(tokens: Tokens, draft: Draft) -> Counted | None:
    """What stands between a number and its bound: "500 tents or more"."""
    at = draft.core_last
    told = read_happening(tokens, at)
    if told is not None and not is_plural(tokens[at]):
        return None  # "30 killed or more"
    found = find_counted(Tokens(tokens[at : draft.tail]), 0, one=draft.number.value == 1)
    return found and found._replace(first=found.first + at, last=found.last + at)


def _is_noun(tokens: Tokens, at: int) -> bool:
    return at < len(tokens) and tokens[at].kind == WORD and is_plural(tokens[at])


def _name_counted(
    text: str, tokens: Tokens, counted: Counted | None
) -> tuple[str | None, str | None]:
    """The unit and the population: "deaths" and "the dead" count people, civilians themselves."""
    if counted is None:
        return None, None
    phrase = text[tokens[counted.first].start : tokens[counted.last - 1].end]
    if dimension_of(singular(counted.head)) in _MEASURING:
        return singular(counted.head), None
    if counted.head == "times":
        return "count", None
    if counted.head == "others":
        return "person", None
    if counted.head in _STATES:
        rest = counted.unit.split()[:-1]
        return ("person", None) if _HELD.issuperset(rest) else (counted.unit, phrase)
    if is_counted_measure(counted.head):
        return counted.unit, None
    behind = counted.last + 1
    if tokens.low(counted.last) == "and" and _is_who(tokens.low(behind)):
        return "person", f"{phrase} and {tokens[behind].raw}"
    if phrase.isupper() and counts_people(counted.head):
        return counted.unit.lower(), phrase.lower()  # a headline in capitals
    return counted.unit, phrase


# "16 feared dead" names nobody.
_HELD = words("held-to-be")
_MEASURING = frozenset({"length", "time"})
_STATES = words("state-of")


def _measure(tokens: Tokens, draft: Draft, behind: int, head: str) -> str | None:
    if is_counted_measure(head):
        told = read_happening(tokens, behind - 1)
        return measure_of(head) if told is None else told.measure
    start = _skip_aside(tokens, _skip_conjoined(tokens, behind))
    return (
        _find_verb(tokens, start, near=True)
        or _verb_before(tokens, draft.first)
        or _find_verb(tokens, start)
        or _toll_before(tokens, draft.first)
    )


def _verb_behind(tokens: Tokens, at: int) -> str | None:
    """The verb or state that follows what is counted, behind all that is listed beside it."""
    return _find_verb(tokens, _skip_aside(tokens, _skip_conjoined(tokens, at)))


def _find_verb(tokens: Tokens, at: int, *, near: bool = False) -> str | None:
    """The verb or state that follows: "were killed", "have left", "fled", "dead".

    With `near`, only when nothing but auxiliaries and adverbs stands between.
    """
    seen_auxiliary = False
    in_phrase = False
    for place, token in enumerate(tokens[at : at + 12], start=at):
        if token.raw in _ENDS or (token.raw == "," and not in_phrase):
            return None
        if token.kind != WORD:
            continue
        measure = measure_of(token.low)
        if measure is not None and (not in_phrase or seen_auxiliary) and _is_verb(token):
            told = read_happening(tokens, place)
            end = place + 1 if told is None else told.last
            takes = measure in _TRANSITIVE and _has_object(tokens, end)
            if takes and not seen_auxiliary:
                return None
            return measure if takes or told is None else told.measure
        if measure in _TRANSITIVE and in_phrase and tokens.low(place + 1) in _REDUCED:
            return measure  # "eight people in the town killed by shelling"
        if token.low in _AUXILIARIES or token.low.endswith("ly"):
            seen_auxiliary = seen_auxiliary or token.low in _BE
        elif token.low in ("or", "and") and tokens[place - 1].low.endswith("ly"):
            continue  # "completely or partially destroyed"
        elif seen_auxiliary or near:
            return None
        else:
            in_phrase = True
    return None


_REDUCED = words("after-participle")
_TRANSITIVE = words("transitive")


def _has_object(tokens: Tokens, at: int) -> bool:
    """True when a verb acts on something: "12 gunmen killed 30 people" counts no dead gunmen."""
    if at >= len(tokens):
        return False
    bound = tokens.low(at + 1) in ("least", "most", "than", "to", "many")
    if tokens[at].low in ("over", "about", "around"):
        return at + 1 < len(tokens) and tokens[at + 1].kind == DIGITS
    return (
        tokens[at].kind == DIGITS
        or tokens[at].low in _OBJECTS
        or (tokens[at].low in ("at", "more", "up", "as", "fewer", "less") and bound)
    )


_OBJECTS = words("object-begins")


def _skip_conjoined(tokens: Tokens, at: int) -> int:
    """The token behind "and troops" or ", civilians" that go with what is counted."""
    if tokens.low(at) not in ("and", "or", ","):
        return at
    last, listed = _end_of_listed(tokens, at + 1)
    if listed and tokens.low(last) == "," and measure_of(tokens.low(last + 1)) in _DONE_TO:
        last += 1  # "five troops, 19 civilians, killed"
    return last if tokens.low(last) not in ("", ",") else at


def _end_of_listed(tokens: Tokens, at: int) -> tuple[int, bool]:
    """The token behind those named next to the ones counted, and whether they are listed so.

    "… and troops", ", civilian killed", "and one policeman".
    """
    if at >= len(tokens):
        return at - 1, False
    if is_plural(tokens[at]):
        return at + 1, False
    if not any(counts_people(t.low) for t in tokens[at : at + _LISTED]):
        return at - 1, False
    number = read_number(tokens, at)
    start = at if number is None else number.last
    counted = find_counted(tokens, start, one=number is None or number.value == 1)
    people = counted is not None and counts_people(counted.head)
    if counted is None or counted.first != start or not people:
        return at - 1, False
    return counted.last, True


_LISTED = 16  # tokens: a number in words and the longest noun phrase
_DONE_TO = frozenset({"killed", "wounded", "arrested", "captured", "abducted", "missing"})


def _skip_aside(tokens: Tokens, at: int) -> int:
    """The token behind an aside: ", including eight children," or "(two of them women)"."""
    if tokens.low(at) == "(":
        ends = ")"
    elif tokens.low(at) == "," and _opens_aside(tokens, at + 1):
        ends = ","
    else:
        return at
    for behind in range(at + 1, min(at + 18, len(tokens))):
        if tokens[behind].raw == ends:
            return behind + 1
    return at


def _opens_aside(tokens: Tokens, at: int) -> bool:
    """True for what begins ", including …," and ", seven of them …,"."""
    if tokens.low(at) in _ASIDES:
        return True
    number = read_number(tokens, at) if at < len(tokens) else None
    return number is not None and (
        (tokens.low(number.last), tokens.low(number.last + 1)) in _OF_THEM
    )


_OF_THEM = frozenset({("of", "them"), ("of", "whom")})
_ASIDES = words("aside")
_BE = words("be-have")


def _is_verb(token: Token) -> bool:
    return token.low not in ("toll", "cases", "lives", "wound", "returns", "leaves", "release")


def _verb_before(tokens: Tokens, at: int) -> str | None:
    """The verb whose object the figure is: "killed at least 16", "wounding another 30"."""
    if tokens.low(at - 1) == ":":
        return measure_of(tokens.low(at - 2))
    for place in range(at - 1, max(-1, at - 4), -1):
        token = tokens[place]
        if token.kind != WORD:
            return None
        measure = measure_of(token.low)
        if measure is not None:
            return _object_of(tokens, place) if _is_verb(token) else None
        if not (token.low in _BETWEEN or token.low.endswith("ly")):
            return None
    return None


def _object_of(tokens: Tokens, place: int) -> str | None:
    """The measure of the verb at `place` for what stands behind it.

    In "16 were killed and wounded 30" each verb has a figure of its own.
    """
    told = read_happening(tokens, place)
    if told is None or tokens.low(told.first - 1) in _PASSIVE:
        return measure_of(tokens[place].low)
    return told.measure


_PASSIVE = words("be")


_BETWEEN = words("between-verb-and-number")


def _toll_before(tokens: Tokens, at: int) -> str | None:
    """Reads "the death toll rose to 16", "casualties stand at 30", "deaths: 5"."""
    linked = tokens.low(at) in _TOLL_STARTS or (at and tokens[at - 1].low in _TOLL_LINKS)
    if not linked:
        return None
    for place in range(at - 1, max(-1, at - 15), -1):
        token = tokens[place]
        if token.raw in ".;!?,":
            return None
        if token.low in _TOLL_NOUNS or _is_numbered(tokens, place):
            kind = measure_of(tokens.low(place - 1)) if token.low == "toll" else None
            told = None if kind is not None else read_happening(tokens, place)
            return told.measure if told is not None else kind
    return None


def _is_numbered(tokens: Tokens, place: int) -> bool:
    """True for the verb in "the number of people killed was 16"."""
    if measure_of(tokens[place].low) is None:
        return False
    return not _NUMBERS.isdisjoint([t.low for t in tokens[max(0, place - 6) : place]])


_NUMBERS = words("number-of")
_TOLL_LINKS = words("toll-link")
# The bound word may be the verb: "the toll tops 30".
_TOLL_STARTS = words("toll-bound")
_TOLL_NOUNS = words("toll-noun")
_CONTINUES = words("continues")


def _continues(tokens: Tokens, gap: int, at: int) -> bool:
    """True when only "and", "including", "among them" stand between two figures."""
    between = tokens[gap:at]
    while between and (measure_of(between[0].low) is not None or between[0].low in _PASSIVE):
        between = between[1:]  # "16 were killed (4 children)", "16 killed, 4 of them children"
        if not (between and between[0].raw in "(,") or _is_listed_apart(tokens, at):
            return False
    if between and between[-1].low == "including" and len(between) < 16:
        return all(t.raw not in _ENDS for t in between)
    return 0 < len(between) <= 4 and all(t.low in _CONTINUES for t in between)


def _is_listed_apart(tokens: Tokens, at: int) -> bool:
    """True for a figure behind a comma that is no part of the one before: "16 killed, 4 houses"."""
    number = read_number(tokens, at)
    return tokens[at - 1].raw == "," and (
        number is None
        or tokens.low(number.last) != "of"
        or tokens.low(number.last + 1) not in ("them", "whom")
    )


# Shares


def _read_share(text: str, tokens: Tokens, draft: Draft) -> About:
    measure = _verb_before(tokens, draft.first)
    first, last = _whole(tokens, draft)
    if first == last:
        unit = draft.unit
        behind = _verb_behind(tokens, draft.last)
        return About(unit, measure or behind, share=True, last=draft.last)
    of = text[tokens[first].start : tokens[last - 1].end]
    population = _predicate(tokens, last)
    if measure is None:
        measure = _verb_behind(tokens, last)
    if measure is None:
        said = measure_of(tokens[last - 1].low)
        measure = said if is_counted_measure(tokens[last - 1].low) else None
    return About(draft.unit, measure, population, of, share=True, last=last)


def _whole(tokens: Tokens, draft: Draft) -> tuple[int, int]:
    """The tokens of what the share is a share of: "of its territory", "the dead"."""
    at = draft.last
    if at < len(tokens) and tokens[at].low == "of":
        at += 1
    elif draft.unit is not None or not _names_whole(tokens, at):
        return at, at
    if tokens.low(at) in ("them", "whom"):
        return at, at + 1
    last = at
    while last < len(tokens) and last - at < 7:
        token = tokens[last]
        if token.kind == SIGN and not (token.raw in "-‐‑&" and token.glued):
            break
        article = token.low in _ARTICLES and last == at
        if not article and token.low in _OF_STOP:
            break
        last += 1
        if (
            token.low not in _ARTICLES
            and is_plural(token)
            and not (last < len(tokens) and tokens[last].kind == WORD and is_plural(tokens[last]))
        ):
            break
    while last > at and tokens[last - 1].raw in "-‐‑&":
        last -= 1
    return at, last


def _names_whole(tokens: Tokens, at: int) -> bool:
    """True for "half the dead" and "one in five children", not for "two thirds voted"."""
    return tokens.low(at) in _ARTICLES or find_counted(tokens, at) is not None


_ARTICLES = words("article")
_OF_STOP = words("whole-ends")


def _predicate(tokens: Tokens, at: int) -> str | None:
    """Reads "half the dead are children": what those of the share are."""
    if at + 1 >= len(tokens):
        return None
    at += tokens[at].low in ("are", "were", "is", "was")
    verbless = tokens[at - 1].low in ("them", "whom")
    counted = find_counted(tokens, at)
    if counted is None or counted.first != at:
        return None
    if not verbless and tokens[at - 1].low not in ("are", "were", "is", "was"):
        return None
    if verbless and not counts_people(counted.head):
        return None
    return " ".join(t.raw for t in tokens[counted.first : counted.last])
