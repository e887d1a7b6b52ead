"""Numbers that are no quantities: dates, clock times, years, labels, addresses, scores, names.

Each test looks at a draft and the tokens around it. A number with a unit of its own ("0.2%",
"$30") is a quantity wherever it stands; what is dismissed here is the bare number.
"""

from __future__ import annotations

from collections.abc import Sequence

from reportedly.model import Bound
from reportedly.text.lexicon import counts_people, is_counted_measure, measure_of, words
from reportedly.text.quantities.counted import find_counted, is_verb_of_one
from reportedly.text.quantities.drafts import Draft
from reportedly.text.quantities.numerals import read_number
from reportedly.text.tokens import DIGITS, SIGN, WORD, Token

_MONTHS = frozenset(
    "january february march april june july august september october november december "
    "jan feb mar apr jun jul aug sept sep oct nov dec".split()
)
_LABELS = frozenset(
    """
    no nos number page pages chapter verse section article act title channel game week day phase
    type level route highway interstate flight room floor apartment apt suite building
    block gate junction platform line group district precinct ward zone area sector part volume
    vol issue
    figure table exhibit appendix item point rule clause amendment paragraph season episode series
    version round stage step lot class grade category cat tier model form station bus track
    car lane exit bay pier dock runway terminal world super channel ext extension box pin
    code zip id ref case docket bill proposition prop measure resolution size aged mark mk top
    bottom
    """.split()
) - {"aged", "measure", "size", "line", "case", "bill", "car", "bus", "point", "class"}
_STREETS = words("street")
_CLOCK_AFTER = words("clock-behind")
_DAY_PARTS = words("day-part")
_YEAR_BEFORE = words("before-year")
_WON = words("play")
_OPENERS = words("opener")
# A place may stand right before a count: "In Gaza 16 civilians were killed".
_PLACE_OPENERS = words("before-place")


def is_quantity(tokens: Sequence[Token], draft: Draft) -> bool:
    """True when a draft is a quantity, False when it only looks like a number."""
    number = draft.number
    if number.form == "ordinal":
        return not draft.is_point
    if number.form == "article":
        return draft.unit is not None and (draft.bound != Bound.EXACT or draft.low != 1)
    if number.form == "vague":
        return _is_vague_quantity(tokens, draft)
    if number.form == "fraction":
        return _is_share(tokens, draft)
    if _touches_name(tokens, draft) or _is_clock(tokens, draft):
        return False
    if draft.unit is not None:
        return not (_is_unit_in_name(tokens, draft) or _is_idiom(tokens, draft))
    if tokens[number.first].kind == WORD:
        return _is_spelled_quantity(tokens, draft)
    if _is_part_of_code(tokens, draft) or _is_date(tokens, draft):
        return False
    if _is_resolution(tokens, draft) or _is_race(tokens, draft):
        return False
    if draft.bounded or number.scaled:
        return not (_is_year(tokens, draft) and not _is_strictly_bounded(draft))
    return not (
        _is_year(tokens, draft)
        or _is_labelled(tokens, draft)
        or _is_address(tokens, draft)
        or _is_listed(tokens, draft)
        or _is_score(tokens, draft)
        or _is_record(tokens, draft)
        or _is_hyphenated_name(tokens, draft)
        or _is_emergency(tokens, draft)
    )


def _is_emergency(tokens: Sequence[Token], draft: Draft) -> bool:
    """True for the number that is called when there is a fire: "a 911 call", "dialled 112"."""
    if tokens[draft.number.first].raw not in _EMERGENCIES:
        return False
    behind, before = _token(tokens, draft.number.last), _token(tokens, draft.core - 1)
    if behind is not None and behind.low in _CALLED:
        return True
    dialled = before is not None and before.low in _DIALS
    return dialled and find_counted(tokens, draft.number.last) is None


_EMERGENCIES = frozenset("911 999 112 110 119 988 000 111".split())
_CALLED = words("called")
_DIALS = words("dial")


def _is_resolution(tokens: Sequence[Token], draft: Draft) -> bool:
    """True for the "4K" of a picture."""
    if tokens[draft.number.last - 1].raw not in ("K", "k") or draft.number.value >= 10_000:
        return False
    behind = _token(tokens, draft.number.last)
    if behind is not None and behind.low in _PICTURES:
        return True
    return draft.number.value in (4000, 8000) and find_counted(tokens, draft.number.last) is None


def _is_race(tokens: Sequence[Token], draft: Draft) -> bool:
    """True for the "5K" that is run."""
    behind = _token(tokens, draft.number.last)
    return (
        tokens[draft.number.last - 1].low == "k"
        and draft.number.value <= 50_000
        and behind is not None
        and behind.low in _RACES
    )


_RACES = words("race")
_PICTURES = words("picture")


def _is_strictly_bounded(draft: Draft) -> bool:
    return draft.bound not in (Bound.EXACT, Bound.ABOUT)


def _token(tokens: Sequence[Token], at: int) -> Token | None:
    return tokens[at] if 0 <= at < len(tokens) else None


def _touches_name(tokens: Sequence[Token], draft: Draft) -> bool:
    """Reads "G7", "F-16", "Covid-19", "SF90", "13F", "4x4", "2nd", "1990s", "#3", "3.jpg"."""
    first, before = tokens[draft.core], _token(tokens, draft.core - 1)
    if before is not None and first.glued:
        if before.kind in (WORD, DIGITS) or before.raw in "#@_\\&":
            return True
        if before.raw in "'’‘" and len(first.raw) == 2 and draft.unit is None:
            return True  # "in ’08"
        if before.raw in "-‐‑" and before.glued:
            name = _token(tokens, draft.core - 2)
            if name is not None and name.kind == WORD and draft.low == draft.high:
                return not (draft.bounded or (draft.unit is not None and name.raw.islower()))
        if before.raw in "./:" and before.glued and draft.core >= 2:
            return tokens[draft.core - 2].kind != SIGN or before.raw == ":"
    behind = _token(tokens, draft.core_last)
    if draft.number.form == "fraction":
        return False
    if behind is None or not behind.glued:
        return False
    if behind.kind == WORD and tokens[draft.core_last - 1].kind == DIGITS:
        return True
    return behind.raw in "_@" or (behind.raw == "#" and draft.unit is None)


def _is_clock(tokens: Sequence[Token], draft: Draft) -> bool:
    at = draft.number.last
    behind, before = _token(tokens, at), _token(tokens, draft.core - 1)
    following = _token(tokens, at + 1)
    if draft.number.value > 2400:
        return False
    if before is not None and before.raw == ":" and before.glued and tokens[draft.core].glued:
        return True
    if behind is None:
        return False
    if behind.raw == ":" and behind.glued and following is not None and following.glued:
        return following.kind == DIGITS
    if behind.low in _CLOCK_AFTER and draft.unit is None:
        return True
    if behind.low in ("a", "p") and [t.low for t in tokens[at + 1 : at + 3]] == [".", "m"]:
        return True
    words = [t.low for t in tokens[at : at + 3]]
    if words[:2] == ["in", "the"] and words[-1] in _DAY_PARTS and draft.number.value <= 12:
        return before is not None and before.low in ("at", "around", "about", "by", "until", "to")
    return False


def _is_unit_in_name(tokens: Sequence[Token], draft: Draft) -> bool:
    """A unit read from a letter of a name: "Channel 5s", "a 3-second-rule"."""
    if draft.hyphenated and draft.unit == "second":
        return True
    sign = tokens[draft.core_last - 1].raw
    before = _token(tokens, draft.core - 1)
    behind = _token(tokens, draft.core_last)
    if sign == "h" and behind is not None and behind.glued and behind.kind == DIGITS:
        return True  # "16h30"
    if sign == "p" and draft.unit == "penny" and draft.low in (1080, 1440, 2160, 4320):
        return True  # lines of a picture
    if len(sign) == 1 and sign.isupper() and before is not None and before.kind == WORD:
        named = before.raw[0].isupper() and before.low not in _OPENERS
        if named and draft.core_last - 1 == draft.number.last:
            return True  # "Launch Complex 39A"
    if sign in ("C", "F") and draft.core_last - 1 == draft.number.last:
        return not _is_about_warmth(tokens, draft)
    if draft.unit != "second" or sign != "s":
        return False
    if draft.low >= 1000 or (before is not None and before.low in _BEFORE_DECADES):
        return True
    if before is not None and before.low in ("and", "or", "to", ","):
        earlier = _token(tokens, draft.core - 2)
        if earlier is not None and earlier.raw == "s" and earlier.glued:
            return True  # "in the 1960s and 70s"
    return before is not None and (before.low in _LABELS or before.raw[0].isupper())


def _is_idiom(tokens: Sequence[Token], draft: Draft) -> bool:
    """True for "at one point" and "one day" as adverbs."""
    if tokens[draft.number.first].low != "one" or draft.bounded:
        return False
    before = _token(tokens, draft.core - 1)
    if draft.unit == "point":
        return before is not None and before.low == "at"
    return draft.unit == "day" and (before is None or before.low not in _BEFORE_DAY)


_BEFORE_DAY = words("before-one-day")
_BEFORE_DECADES = frozenset("the early mid late his her their my your - ' ’ ‘".split())
_WARMTH = words("warmth")


def _is_about_warmth(tokens: Sequence[Token], draft: Draft) -> bool:
    """True when "45C" stands among words of temperature, or beside the same in "113F"."""
    if draft.low < 0:
        return True
    before = tokens[max(0, draft.core - 12) : draft.core]
    behind = tokens[draft.core_last : draft.core_last + 12]
    return any(t.low in _WARMTH for t in [*before, *behind])


_LONGEST_PHONE = 6  # groups of digits


def _is_phone_number(tokens: Sequence[Token], at: int) -> bool:
    """Groups of digits of which the first begins with 0 or stands behind a "+"."""
    first = last = at
    while first > 0 and tokens[first - 1].kind == DIGITS and at - first < _LONGEST_PHONE:
        first -= 1
    while last < len(tokens) and tokens[last].kind == DIGITS and last - at < _LONGEST_PHONE:
        last += 1
    if last - first < 2 or not all(t.raw.isdecimal() for t in tokens[first:last]):
        return False
    # "+5 000 000" is a number: there every group behind the first has three digits.
    is_number = last - first < 4 and all(len(t.raw) == 3 for t in tokens[first + 1 : last])
    is_dialled = first > 0 and tokens[first - 1].raw == "+" and not is_number
    return is_dialled or (tokens[first].raw[0] == "0" and len(tokens[first].raw) > 2)


def _is_part_of_code(tokens: Sequence[Token], draft: Draft) -> bool:
    """A digit group inside a longer code: phone numbers, versions, references."""
    at, last = draft.core, draft.core_last
    if tokens[last - 1].kind == DIGITS and _is_phone_number(tokens, last - 1):
        return True
    before, behind = _token(tokens, at - 1), _token(tokens, last)
    if before is not None and before.kind == DIGITS and before.raw[0] == "0" and draft.low >= 100:
        return before.raw.isdecimal() and len(before.raw) > 2  # "0800 123 456"
    if behind is not None and behind.raw == "(" and behind.glued and last + 1 < len(tokens):
        return len(tokens[last + 1].raw) == 1 and tokens[last + 1].kind == WORD  # "401(k)"
    if before is not None and tokens[at].glued and before.glued and before.raw in "-‐‑–./":
        earlier = _token(tokens, at - 2)
        if earlier is not None and earlier.kind == DIGITS:
            return True
    if behind is not None and behind.glued and behind.raw in "-‐‑–./":
        following = _token(tokens, last + 1)
        return following is not None and following.glued and following.kind == DIGITS
    return False


def _is_date(tokens: Sequence[Token], draft: Draft) -> bool:
    number = draft.number
    before, behind = _token(tokens, draft.core - 1), _token(tokens, number.last)
    if number.value > 31 or number.value != number.value.to_integral_value():
        return False
    abbreviated = draft.core >= 2 and len(tokens[draft.core - 2].raw) < 5
    if before is not None and before.raw == "." and abbreviated:
        before = tokens[draft.core - 2] if tokens[number.first].kind == DIGITS else None
    if before is not None and (before.low in _MONTHS or before.raw == "May"):
        return True
    if before is not None and before.low in ("and", "or") and draft.core >= 3:
        month = tokens[draft.core - 3]
        if tokens[draft.core - 2].kind == DIGITS and (month.low in _MONTHS or month.raw == "May"):
            return True  # "July 8 and 9"
    if behind is None:
        return False
    if behind.low == "of" and number.last + 1 < len(tokens):
        behind = tokens[number.last + 1]
    return behind.raw[:1].isupper() and (behind.low in _MONTHS or behind.raw == "May")


def _is_year(tokens: Sequence[Token], draft: Draft) -> bool:
    """A bare whole number from 1000 to 2100 where a year can stand."""
    first = tokens[draft.number.first]
    if first.kind != DIGITS or len(first.raw) != 4 or not first.raw.isdecimal():
        return False
    if draft.number.scaled or (draft.is_point and draft.number.last - draft.number.first != 1):
        return False
    value = int(draft.number.value)
    counted = find_counted(tokens, draft.core_last)
    before = _token(tokens, draft.core - 1)
    if counted is not None and counts_people(counted.head):
        # "In 2013 doctors said" against "resulted in 2000 deaths" and "2000 doctors".
        dated = before is not None and before.low in ("in", "since") and 1900 <= value <= 2100
        return dated and not is_counted_measure(counted.head)
    if not draft.is_point:
        return draft.low >= 1400 and draft.high <= 2100
    if 1900 <= value <= 2100:
        return True
    return (
        1000 <= value < 1900
        and counted is None
        and before is not None
        and (before.low in _YEAR_BEFORE or _ends_date(tokens, draft.core - 1))
    )


def _ends_date(tokens: Sequence[Token], comma: int) -> bool:
    """True for the comma in "July 14, 1789"."""
    if comma < 2 or tokens[comma].raw != "," or tokens[comma - 1].kind != DIGITS:
        return False
    return tokens[comma - 2].low in _MONTHS


def _is_labelled(tokens: Sequence[Token], draft: Draft) -> bool:
    """Reads "Game 2", "No. 10", "iPhone 14", "the S&P 500", "787 Dreamliner"."""
    number = draft.number
    before, behind = _token(tokens, draft.core - 1), _token(tokens, number.last)
    if _says_harm(tokens, number.last):
        return False
    dotted = before is not None and before.raw == "." and draft.core >= 2
    if dotted and tokens[draft.core - 2].low in _SHORT_LABELS:
        return True
    counted = find_counted(tokens, number.last, one=number.value == 1)
    if before is not None and before.kind == WORD:
        if before.low in _LABELS and counted is None:
            return True
        if before.raw[0].isupper() and before.low not in _OPENERS and not _owns(before):
            if measure_of(before.low) is not None:
                return False
            return counted is None or not _follows_place(tokens, draft.core - 1)
        if any(c.isupper() for c in before.raw[1:]) and not _owns(before):
            return True
    return (
        behind is not None and behind.kind == WORD and behind.raw[0].isupper() and counted is None
    )


_SHORT_LABELS = words("short-label")


def _owns(token: Token) -> bool:
    """True for "China's" in "585 to China's 260"."""
    return token.low.endswith(("'s", "’s"))


def _follows_place(tokens: Sequence[Token], name: int) -> bool:
    """True for a name that a preposition introduces at the start of a clause."""
    while name > 0 and tokens[name].kind == WORD and tokens[name].raw[0].isupper():
        if tokens[name].low in _PLACE_OPENERS:
            break
        name -= 1
    if tokens[name].low not in _PLACE_OPENERS:
        return False
    return name == 0 or tokens[name - 1].raw in ".,;:—" or tokens[name].raw[0].isupper()


def _is_address(tokens: Sequence[Token], draft: Draft) -> bool:
    """Reads "49 Orchard Road", "9 E 71st St": names up to a word for a street."""
    for token in tokens[draft.number.last : draft.number.last + 5]:
        if token.low in _STREETS and token.raw[0].isupper():
            return True
        if not (
            token.raw[0].isupper() or token.kind == DIGITS or token.low in ("st", "nd", "rd", "th")
        ):
            return False
    return False


def _is_listed(tokens: Sequence[Token], draft: Draft) -> bool:
    """Reads "1)" and "(2)" number the points of a text."""
    behind, before = _token(tokens, draft.number.last), _token(tokens, draft.core - 1)
    following = _token(tokens, draft.number.last + 1)
    if behind is not None and behind.raw == "." and behind.glued and draft.number.value <= 99:
        opens = before is None or before.raw in '.)|(:"”?!'
        if _is_entry(tokens, draft.core - 1) or (before is not None and following is None):
            return False
        return opens and (following is None or following.raw[0].isupper() or following.raw == ")")
    if behind is None or behind.raw != ")" or not behind.glued or draft.number.value > 99:
        return False
    if before is not None and before.raw == "(":
        name = _token(tokens, draft.core - 2)
        return name is None or name.kind != WORD or name.raw[0].isupper()
    return before is None or before.raw in ".;:,"


def _is_entry(tokens: Sequence[Token], colon: int) -> bool:
    """True for the colon in "Number of dead: 16." and "Killed: 16."."""
    if colon < 1 or tokens[colon].raw != ":":
        return False
    return any(measure_of(t.low) is not None for t in tokens[max(0, colon - 4) : colon])


def _is_score(tokens: Sequence[Token], draft: Draft) -> bool:
    """Reads "won 3-1", "a 52-48 vote"; rising pairs are ranges unless somebody won or lost."""
    if draft.is_point:
        return _is_told_score(tokens, draft)
    if draft.between:
        return False
    window = tokens[max(0, draft.core - 3) : draft.core]
    behind = tokens[draft.core_last : draft.core_last + 2]
    small = draft.high < 200
    return small and any(t.low in _WON for t in [*window, *behind])


def _is_told_score(tokens: Sequence[Token], draft: Draft) -> bool:
    """Reads "voted 5 to 4", "by 220 votes to 212": a vote or match told with "to"."""
    at = draft.number.last
    behind, before = _token(tokens, at), _token(tokens, draft.core - 1)
    following, earlier = _token(tokens, at + 1), _token(tokens, draft.core - 2)
    first = behind is not None and behind.low == "to" and _is_whole(following)
    second = before is not None and before.low == "to" and _is_whole(earlier)
    window = tokens[max(0, draft.core - 6) : draft.core]
    if not first and not second:
        return False
    pair = (tokens[at - 1], following) if first else (earlier, tokens[draft.core])
    if _is_whole(pair[0]) and _is_whole(pair[1]) and _falls(pair[0], pair[1]):
        return True
    return any(t.low in _WON or t.low in _PROPORTIONS for t in window)


def _falls(first: Token | None, second: Token | None) -> bool:
    """True for "45 to 42": small numbers told against each other, not a range."""
    assert first is not None and second is not None
    return len(first.raw) < 4 and int(second.raw) <= int(first.raw) < 200


_PROPORTIONS = words("proportion")


def _is_whole(token: Token | None) -> bool:
    return token is not None and token.kind == DIGITS and token.raw.isdecimal()


def _is_record(tokens: Sequence[Token], draft: Draft) -> bool:
    """Reads "the Rovers (4-5)", "8-10 on the road": small dashed numbers that count nothing."""
    if draft.is_point or draft.between or draft.high >= 200:
        return False
    pair = tokens[draft.core : draft.core_last]
    if len(pair) != 3 or pair[1].raw not in "-‐‑–" or not (pair[0].kind == pair[2].kind == DIGITS):
        return False
    before, behind = _token(tokens, draft.core - 1), _token(tokens, draft.core_last)
    if before is not None and before.raw == "(":
        return behind is not None and behind.raw in "),"
    if before is not None and before.kind == DIGITS:
        return True  # "6-4 6-7"
    return behind is not None and (behind.kind == DIGITS or behind.low in _AFTER_RECORD)


_AFTER_RECORD = words("after-record")


def _is_hyphenated_name(tokens: Sequence[Token], draft: Draft) -> bool:
    """Reads "a 16-team league", "737-based": a number tied to a word that is no unit."""
    behind, following = _token(tokens, draft.number.last), _token(tokens, draft.number.last + 1)
    return (
        behind is not None
        and behind.raw in "-‐‑"
        and behind.glued
        and following is not None
        and following.glued
        and following.kind == WORD
    )


# Words


def _is_spelled_quantity(tokens: Sequence[Token], draft: Draft) -> bool:
    number = draft.number
    word = tokens[number.first].low
    named = _is_hyphenated_name(tokens, draft) and draft.last == number.last
    if named or _is_date(tokens, draft):
        return False  # not "thirty-plus"
    if word == "both":
        return _is_both(tokens, number.last)
    if word in ("no", "none", "nobody", "nil", "not") and number.value == 0:
        return _is_nothing(tokens, draft, word)
    if number.scaled:
        return True
    counted = find_counted(tokens, number.last, one=number.value == 1)
    before = _token(tokens, draft.core - 1)
    follows = _token(tokens, number.last)
    if (before is None or before.raw in ".?!") and follows is not None and follows.raw == ",":
        # "Two, it works."; but "Two, three and four people".
        return number.last + 1 < len(tokens) and read_number(tokens, number.last + 1) is not None
    if number.value == 1:
        return _is_counted_one(tokens, draft)
    if counted is not None or draft.bounded or _says_measure(tokens, number.last, 3):
        return True
    if before is not None and before.low in _BEFORE_GROUP:
        return False
    behind = _token(tokens, number.last)
    if behind is not None and behind.kind == WORD and behind.raw[0].isupper():
        return False
    return not (
        before is not None
        and before.raw[0].isupper()
        and before.low not in _OPENERS
        and measure_of(before.low) is None
    )


_BEFORE_GROUP = words("before-group")


def _is_both(tokens: Sequence[Token], at: int) -> bool:
    """True for "both men were killed": two people, to whom something happened."""
    counted = find_counted(tokens, at)
    return counted is not None and counts_people(counted.head) and _says_harm(tokens, counted.last)


def _is_nothing(tokens: Sequence[Token], draft: Draft, word: str) -> bool:
    """Reads "no civilians", "nobody was killed": none of something that is counted in people."""
    if word in ("none", "nil"):
        return word == "none" and _says_measure(tokens, draft.number.last)
    if word in ("nobody", "not"):
        return _says_measure(tokens, draft.number.last)
    following = _token(tokens, draft.number.last)
    if following is not None and following.low == "one":
        return _says_harm(tokens, draft.number.last + 1)
    counted = find_counted(tokens, draft.number.last)
    if counted is None or not counts_people(counted.head):
        return False
    inside = tokens[counted.first + 1 : counted.last - 1]
    return not any(t.low.endswith("ing") for t in inside)  # "no law requiring candidates"


def _says_measure(tokens: Sequence[Token], at: int, reach: int = 5) -> bool:
    """True when one of the next words says what happened to people."""
    return any(measure_of(t.low) not in (None, "left", "lost") for t in tokens[at : at + reach])


def _says_harm(tokens: Sequence[Token], at: int) -> bool:
    return any(measure_of(t.low) in _DONE_TO for t in tokens[at : at + 3])


def _is_counted_one(tokens: Sequence[Token], draft: Draft) -> bool:
    """Reads "one civilian", "one of the strikes"; "the one" and "no one" are pronouns."""
    before, behind = _token(tokens, draft.core - 1), _token(tokens, draft.number.last)
    if before is not None and before.low in _BEFORE_PRONOUN:
        return False
    if before is not None and measure_of(before.low) in _DONE_TO:
        return True
    if behind is not None and (measure_of(behind.low) in _DONE_TO or behind.low == "shot"):
        return True
    if behind is None or behind.kind != WORD:
        return draft.bounded
    if behind.low == "of":
        return True
    if is_verb_of_one(tokens, draft.number.last):
        return False
    return find_counted(tokens, draft.number.last, one=True) is not None


# "kills one", "one killed": after these "one" is a person and no pronoun.
_DONE_TO = words("harm")
_BEFORE_PRONOUN = words("before-one")


def _is_vague_quantity(tokens: Sequence[Token], draft: Draft) -> bool:
    vague = draft.number.vague or ""
    before = _token(tokens, draft.core - 1)
    if vague in ("several", "a few", "a couple", "a handful"):
        if before is not None and before.low in ("the", "last", "past", "next", "these", "those"):
            return False
        counted = find_counted(tokens, draft.number.last)
        return counted is not None and (counts_people(counted.head) or draft.bound != Bound.EXACT)
    if vague in ("scores", "tens"):
        behind = _token(tokens, draft.number.last)
        return behind is not None and (
            behind.low == "of"
            or measure_of(behind.low) is not None
            or behind.low in ("were", "have")
        )
    return True


def _is_share(tokens: Sequence[Token], draft: Draft) -> bool:
    """Reads "half the dead", "a third of them"; "the second half" is a name."""
    if draft.unit is not None:
        return not draft.hyphenated or draft.unit != "second"
    number = draft.number
    before, behind = _token(tokens, draft.core - 1), _token(tokens, number.last)
    if tokens[number.first].kind != WORD:
        return not (behind is not None and behind.glued and behind.kind == WORD)
    if before is not None and (before.low in _ORDER or (before.raw in "-‐‑" and before.glued)):
        return False
    if behind is not None and behind.raw in "-‐‑" and behind.glued:
        return False
    plural = tokens[number.last - 1].low.endswith("s")
    if draft.bounded or plural or behind is None or draft.low != number.value:
        return True  # the last: so many in so many
    if behind.low == "of" or (before is not None and before.low == "by"):
        return True
    singular_one = tokens[number.first].low
    if singular_one == "half":
        return behind.low in _DETERMINERS or find_counted(tokens, number.last) is not None
    if singular_one == "one":
        return behind.low != "time"
    return False


_ORDER = words("before-half")
_DETERMINERS = words("half-of")
