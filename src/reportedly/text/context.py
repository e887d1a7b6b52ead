"""What a figure is about: who is counted, what happened to them, and of what it is a share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from reportedly.text.drafts import Draft
from reportedly.text.nouns import Counted, find_counted, is_plural
from reportedly.text.tokens import WORD, Token
from reportedly.text.vocabulary import HAPPENINGS, measure_of

_AUXILIARIES = frozenset(
    "is are was were be been being am has have had having will would may might could can should "
    "must do did does get got who which that reportedly also already since still not now "
    "reported believed feared confirmed said to known thought presumed allegedly later either "
    "all themselves of".split()
)
_ENDS = frozenset('.;:!?—|"“”')
_NOT_A_VERB = frozenset("left lost held controlled cases".split())


class About(NamedTuple):
    """What the words around a figure say; each None when they say nothing."""

    unit: str | None = None
    measure: str | None = None
    population: str | None = None
    of: str | None = None
    share: bool = False


def read_about(
    text: str, tokens: Sequence[Token], draft: Draft, earlier: About | None, gap: int
) -> About:
    """What `draft` is about.

    Args:
        text: the text of the tokens.
        tokens: its tokens.
        draft: the figure.
        earlier: what the figure before it is about, for "16 civilians, including 8 children".
        gap: the token at which that earlier figure with its noun ended.
    """
    share = draft.number.form == "fraction" or draft.unit == "percentage"
    if share and (draft.unit in (None, "percentage")):
        return _read_share(text, tokens, draft)
    counted = None if draft.unit is not None else _counted(tokens, draft)
    behind = draft.last if counted is None else counted.last
    head = counted.head if counted else ""
    measure = _measure(tokens, draft, behind, head)
    if measure is None and earlier is not None and _continues(tokens, gap, draft.first):
        measure = earlier.measure
    if draft.unit is not None:
        return About(draft.unit, measure)
    unit, population = _name_counted(text, tokens, counted, draft)
    if (
        unit is None
        and measure is not None
        and draft.number.form != "ordinal"
        and (measure not in _NOT_A_VERB)
    ):
        unit = "person" if counted is None and _counts_people(measure) else None
    return About(unit, measure, population)


def _counts_people(measure: str) -> bool:
    return measure in ("killed", "wounded", "casualties", "missing", "displaced", "arrested")


def _counted(tokens: Sequence[Token], draft: Draft) -> Counted | None:
    at = draft.last
    if at < len(tokens) and tokens[at].kind == WORD and draft.number.value == 1 and draft.is_point:
        return find_counted(tokens, at, one=True)
    return find_counted(tokens, at)


def _name_counted(
    text: str, tokens: Sequence[Token], counted: Counted | None, draft: Draft
) -> tuple[str | None, str | None]:
    """The unit and the population: "deaths" and "the dead" count people, civilians themselves."""
    if counted is None:
        return None, None
    phrase = text[tokens[_first_word(tokens, counted)].start : tokens[counted.last - 1].end]
    if counted.head in _STATES:
        rest = counted.unit.rsplit(" ", 1)[0] if " " in counted.unit else ""
        return ("person", None) if not rest else (counted.unit, phrase)
    if counted.head in HAPPENINGS:
        return counted.unit, None
    return counted.unit, phrase


def _first_word(tokens: Sequence[Token], counted: Counted) -> int:
    return counted.first


_STATES = frozenset("dead wounded injured missing displaced homeless killed infected".split())


def _measure(tokens: Sequence[Token], draft: Draft, behind: int, head: str) -> str | None:
    if head in HAPPENINGS:
        return measure_of(head)
    return (
        _verb_behind(tokens, behind)
        or _verb_before(tokens, draft.first)
        or _toll_before(tokens, draft.first)
    )


def _verb_behind(tokens: Sequence[Token], at: int) -> str | None:
    """The verb or state that follows: "were killed", "have left", "fled", "dead"."""
    seen_auxiliary = False
    in_phrase = False
    for token in tokens[at : at + 12]:
        if token.raw in _ENDS or (token.raw == "," and not in_phrase):
            return None
        if token.kind != WORD:
            continue
        measure = measure_of(token.low)
        if measure is not None and (not in_phrase or seen_auxiliary) and _is_verb(token, measure):
            return measure
        if token.low in _AUXILIARIES or token.low.endswith("ly"):
            seen_auxiliary = seen_auxiliary or token.low in _BE
        elif seen_auxiliary:
            return None
        else:
            in_phrase = True
    return None


_BE = frozenset("is are was were been being be has have had got get".split())


def _is_verb(token: Token, measure: str) -> bool:
    return token.low not in ("toll", "cases", "lives", "wound", "returns", "leaves", "release")


def _verb_before(tokens: Sequence[Token], at: int) -> str | None:
    """The verb whose object the figure is: "killed at least 16", "wounding another 30"."""
    for token in reversed(tokens[max(0, at - 3) : at]):
        if token.kind != WORD:
            return None
        measure = measure_of(token.low)
        if measure is not None:
            return measure if _is_verb(token, measure) else None
        if not (token.low in _BETWEEN or token.low.endswith("ly")):
            return None
    return None


_BETWEEN = frozenset("up to a an the another of total some also and about off at".split())


def _toll_before(tokens: Sequence[Token], at: int) -> str | None:
    """ "the death toll rose to 16", "casualties stand at 30", "deaths: 5"."""
    if not at or tokens[at - 1].low not in _TOLL_LINKS:
        return None
    for token in reversed(tokens[max(0, at - 8) : at]):
        if token.raw in ".;!?,":
            return None
        if token.low in _TOLL_NOUNS:
            return measure_of(token.low)
    return None


_TOLL_LINKS = frozenset(
    "to of at by is was reached hit passed : stood exceeded topped were".split()
)
_TOLL_NOUNS = frozenset(
    "toll deaths fatalities casualties injuries arrests dead wounded injured infections".split()
)
_CONTINUES = frozenset("and including among them of whom which with ( , with as well plus".split())


def _continues(tokens: Sequence[Token], gap: int, at: int) -> bool:
    """True when only "and", "including", "among them" stand between two figures."""
    between = tokens[gap:at]
    return 0 < len(between) <= 4 and all(t.low in _CONTINUES for t in between)


# Shares


def _read_share(text: str, tokens: Sequence[Token], draft: Draft) -> About:
    measure = _verb_before(tokens, draft.first)
    first, last = _whole(tokens, draft)
    if first == last:
        unit = draft.unit
        behind = _verb_behind(tokens, draft.last)
        return About(unit, measure or behind, None, None, share=True)
    of = text[tokens[first].start : tokens[last - 1].end]
    population = _predicate(tokens, last)
    if measure is None:
        measure = _verb_behind(tokens, last)
    if measure is None:
        said = measure_of(tokens[last - 1].low)
        measure = said if tokens[last - 1].low in HAPPENINGS else None
    return About(draft.unit, measure, population, of, share=True)


def _whole(tokens: Sequence[Token], draft: Draft) -> tuple[int, int]:
    """The tokens of what the share is a share of: "of its territory", "the dead"."""
    at = draft.last
    if at < len(tokens) and tokens[at].low == "of":
        at += 1
    elif draft.unit is not None:
        return at, at
    last = at
    while last < len(tokens) and last - at < 7:
        token = tokens[last]
        if token.kind != WORD and not (token.raw in "-‐‑&" and token.glued):
            break
        article = token.low in _ARTICLES and last == at
        if not article and token.low in _OF_STOP:
            break
        last += 1
        if (
            last - at > 1
            and is_plural(token)
            and not (last < len(tokens) and tokens[last].kind == WORD and is_plural(tokens[last]))
        ):
            break
    while last > at and tokens[last - 1].raw in "-‐‑&":
        last -= 1
    return at, last


_ARTICLES = frozenset(
    "a an the its their his her our my your this that these those all them those".split()
)
_OF_STOP = frozenset(
    """
    is are was were be been being has have had will would may might could can should must do does
    did who which that and or but for in on at by to from with as than since while when where if
    said says because before after during under over between according last this so not into
    """.split()
)


def _predicate(tokens: Sequence[Token], at: int) -> str | None:
    """ "half the dead are children": what those of the share are."""
    if at + 1 >= len(tokens) or tokens[at].low not in ("are", "were", "is", "was"):
        return None
    counted = find_counted(tokens, at + 1)
    if counted is None or counted.first != at + 1:
        return None
    return " ".join(t.raw for t in tokens[counted.first : counted.last])
