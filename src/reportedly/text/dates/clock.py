"""Clock times: "8:30 a.m.", "at one in the morning", "noon", "15:00 GMT"."""

from __future__ import annotations

from reportedly.text.dates.scan import Tokens, digits, read_cardinal, skip_word

_CUES = frozenset("at around about by until till before after from since to , - (".split())
_ZONES = frozenset("gmt utc bst cet cest est edt pst pdt et pt z local".split())
_HALVES = {"morning": 0, "afternoon": 12, "evening": 12, "night": 12}


def read_clock(tokens: Tokens, index: int) -> tuple[str, int] | None:
    """A clock time that begins at `index`, as `HH:MM`, and the index after it.

    A bare number is an hour only with "a.m.", "o'clock", "in the morning" or the like, and a pair
    such as 8:30 only after "at" or before a zone, for else it may be a score.
    """
    words = tokens.words
    if tokens.touch(index) and tokens.before(index) == ":":
        return None  # the minutes of "10:00:00Z"
    start = skip_word(tokens, index, "at")
    start = skip_word(tokens, start, "around", "about", "exactly", "just")
    if words[start] in ("noon", "midday", "midnight"):
        return ("00:00" if words[start] == "midnight" else "12:00"), start + 1
    hour = digits(words[start], 2)
    after, minute, paired = start + 1, 0, False
    if hour is None:
        spelled = read_cardinal(tokens, start)
        if spelled is None:
            return None
        hour, after = spelled
    elif words[after] in (":", ".") and tokens.touch(after) and tokens.touch(after + 1):
        found = digits(words[after + 1], 2)
        if found is None or len(words[after + 1]) != 2 or found > 59:
            return None
        minute, after, paired = found, after + 2, words[after] == ":"
        if words[after] == ":" and digits(words[after + 1], 2) is not None:
            after += 2
    if hour > 24 or (hour == 24 and minute):
        return None
    half = _read_half(tokens, after)
    if half is not None:
        if not 1 <= hour <= 12:
            return None
        return _iso(hour % 12 + half[0] if half[0] >= 0 else hour, minute), _zone(tokens, half[1])
    zoned = _zone(tokens, after)
    if words[after] in ("hours", "hrs") and paired:
        zoned = after + 1
    if paired and (zoned != after or start != index or tokens.before(index) in _CUES):
        return _iso(hour % 24, minute), zoned
    return None


def _read_half(tokens: Tokens, index: int) -> tuple[int, int] | None:
    """Hours to add for "p.m." or "in the evening"; -1 where "o'clock" leaves the half open."""
    words = tokens.words
    for letter, hours in (("a", 0), ("p", 12)):
        if words[index] == letter + "m":
            return hours, index + 1
        if words[index : index + 3] == (letter, ".", "m") and tokens.touch(index + 1):
            dotted = words[index + 3] == "." and tokens.touch(index + 3)
            return hours, index + 4 if dotted else index + 3
    if words[index] == "o" and words[index + 1] in ("'", "’") and words[index + 2] == "clock":
        return _read_half(tokens, index + 3) or (-1, index + 3)
    if words[index : index + 2] == ("in", "the") and words[index + 2] in _HALVES:
        return _HALVES[words[index + 2]], index + 3
    if words[index : index + 2] == ("at", "night"):
        return 12, index + 2
    return None


def _zone(tokens: Tokens, index: int) -> int:
    """The index after a time zone or "local time"."""
    if tokens.words[index] in _ZONES:
        return skip_word(tokens, index + 1, "time")
    return index


def _iso(hour: int, minute: int) -> str:
    return f"{hour:02}:{minute:02}"
