"""Blocks: who speaks where the layout of a document says so, before a sentence is read.

Each layout is one rule here: turns of a transcript, posts below their author, forwarded and quoted
mail, rows and columns of a table below the source they are from, and report forms, in which a
source stands beside what it gives ("Ministry: 14 dead", "14 dead – ministry", "14 (ministry)"). A
rule gives turns: who speaks, and the stretches of text that are theirs. What is left out of the
paragraphs that are parsed are labels, bullets, numbers and times that stand in no sentence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import NamedTuple

from reportedly.extract.credits import BROADCAST
from reportedly.extract.cues import load_cues
from reportedly.extract.layout import find_paragraphs, is_title
from reportedly.text.lexicon import counts_people, either, measure, values, words
from reportedly.text.quantities.tables import cells_of, is_rule

Bounds = tuple[int, int]
"""Start and end of a stretch of text, in code points."""

_LONGEST_NAME = 8  # words of who speaks
_LONGEST_HEADER = 6  # words of a name above a post
_LONGEST_LINE = 250  # code points of a line that is a header, or is signed
_LEAST_CLAUSE = 4  # words that say something: "Police loudspeaker: disperse or we act"
_REACH = 120  # code points before a bracket in which its figure stands
_MASTHEAD = 4  # lines at the top of which one may name the document and says nothing
_DENSE = 0.4  # share of turns among the lines of a transcript whose turns go on over lines

_TIME = (
    r"(?:[01]?\d|2[0-3])[:.h][0-5]\d(?::\d\d)?"
    r"\s?(?:[ap]\.?m\b\.?)?(?:\s(?:(?-i:[A-Z]{2,4})|local|hrs)\b)?"
)
_LEAD = re.compile(
    rf"""(?:
    [^\w\s"'“”‘’«(\[<@\#$£€*>&%+.…\\/-]+\s*   # bullets, pictures
    | [•·▪*~–—-]+\s+
    | \d{{1,3}}/\d{{0,3}}\s+                    # 1/ and 1/3
    | \d{{1,2}}[.)]\s+(?=[^\W\d]) | \([a-z\d]{{1,2}}\)\s+
    | (?:{either("heading-mark")})\b\s?(?:{_TIME})?\s?(?::|–|—|-)\s+
    | \[?{_TIME}\]?(?:\s?[–—:-])?\s+
    )+""",
    re.VERBOSE | re.IGNORECASE,
)
_ASIDE = re.compile(r"[(\[].*[)\]]")  # "(Laughter.)"
_ENDS = re.compile(r"[.?!…][\"”’')\]]*$")
_NUMBERED = re.compile(r"(?:[QA]\.?\s?)?\d{1,4}\.\s+(?=\S)")
_LETTERED = re.compile(
    rf"({either('letter')})(?:\s?\d{{1,4}})?(?:\s?([.:])\s+|[ ]{{3,}}|\t+)(?=\S)", re.IGNORECASE
)
_INITIAL = re.compile(r"[A-Z]\.")
_BRACKETED = re.compile(r"\[([^\W\d_][^\]\n:]{1,40})\](:?)\s+(?=\S)")
_INNER_TURN = re.compile(
    r"(?<=[.?!…\"”’')\]:])[ \t]+(?=\[[A-Z][^\]\n:]{1,40}\]:?[ ]|[A-Z]{3,}(?: [A-Z]{2,}){0,3}:[ ])"
)
_LABEL = re.compile(r"([^\s:](?:[^:\n]{0,58}[^\s:])?)\s?(:)\s+(?=\S)")
_HANDLE = re.compile(r"(?:@|u/)\w{2,30}")
_SINCE = (
    r"\d{1,4}(?:[/.:]\d{1,4}|\s?[smhdwy]r?s?\b\.?(?:\sago)?)*"
    r"|[A-Z][a-z]{2,8}\.?\s\d{1,2}(?:,?\s\d{4})?"
)
_HEADER = re.compile(
    rf"((?:[^\s@:.!?][^@:!?\n]{{0,50}}?\s)?\(?(?:@|u/)\w{{2,30}}\)?)(?:[\s·•|,–—-]+(?:{_SINCE}))*\s*"
)
_DATED = re.compile(
    rf"([^@:!?\n,|\[]{{2,50}}?),?\s*(?:[·•|]\s*|(?=\[))\[?(?:{_SINCE})[^\n|]{{0,12}}"
)
_DAY = re.compile(rf"(?:{_SINCE})(?:\sat)?(?:\s{_TIME})?[\s·•]*(?:Public)?", re.IGNORECASE)
_BYLINE = re.compile(r"[^@\n]{3,120}\s(?:[–—|-]|by)\s(@\w{2,30})")
_TITLED = re.compile(r"([^|–—\n]{3,40}?)\s[|–—]\s([^|\n]{3,60})")
_FORWARDED = re.compile(rf"(?:{either('forwarding')}):?\s+(\S[^\n:]{{1,50}})", re.IGNORECASE)
_WROTE = re.compile(r"(?:On [^\n]{5,60}?, )?([A-Z][^,:\n]{1,50}?)(?: <[^>\n]+>)? (wrote):")
_SIGNED = re.compile(r"(\S.{6,}?)(?:\s?(:)|\s(–|—|--|-))\s+([^:–—()\n]{2,60}?)[\s.]*")
_BRACKET = re.compile(
    rf"\((?:(?:{either('bracket-lead')})\b:?\s)?([^()\n]{{2,60}})\)", re.IGNORECASE
)
_INNER = re.compile(r"(?:(?<=[.!?;] )|(?<=\())([^\W\d][^.:;()\n]{1,40})(:)\s([^.;()\n]+)")
_BARE = re.compile(r"\s*\d[\d.,]*\+?\s*")  # a number and nothing else
_ACRONYM = re.compile(r"[A-Z]{2,6}")
_BREAK = re.compile(r"[:;/(),]\s|[.!?]\s+(?=[A-Z])|\n|\s[–—|]\s")
_SENTENCE = re.compile(r"[a-z]{4,}[.!?]\s|[;!?]\s")
_STOP = re.compile(r"[a-z]{3,}[.!?:]\s|\n|\s[–|—]\s")
_PARTED = re.compile(r"(?:;|(?<=[a-z\d][a-z\d])\.)\s+|\s[–—•]\s")
_MASTED = re.compile(
    rf"(?:{either('masthead')})(?:\s(?:(?:{either('masthead-link')})\b|\#|\d)|:)", re.IGNORECASE
)


_TITLES = (
    values("title").keys()
    | values("abbreviated-title").keys()
    | words("role")
    | words("turn-label")
)
_SPEAKING = words("body") | words("body-in-name") | words("role") | words("body-short")
_BEARING = words("role") | values("abbreviated-title").keys()
_OPENING = words("name-part") | words("condition") | words("circumstance")
_RUBRIC = words("rubric") - words("speaking-people")
_NUMERALS = words("small") | words("ten")
_CLAUSAL = words("be") | words("contracted-be") | values("source-word").keys()
_CLAUSAL |= words("quoting-verb")  # "The Post quoted an army officer: “…”"
_OWNED = words("possessive-pronoun")


@dataclass(frozen=True, slots=True)
class Turn:
    """What somebody says where the layout names them.

    Attributes:
        speaker: bounds of the name. cue: bounds of the mark that stands for "said", or None.
        body: bounds of what is theirs, in order, apart from one another.
        asks: True for a question. unnamed: True where a letter stands for who speaks ("Q", "A").
        rule: the layout: "turn", "post", "row", "column", "label", "signed", "bracket".
    """

    speaker: Bounds
    cue: Bounds | None
    body: tuple[Bounds, ...]
    asks: bool = False
    rule: str = "turn"
    unnamed: bool = False

    def holds(self, offset: int) -> bool:
        """True for an offset within what is said."""
        return any(begin <= offset < end for begin, end in self.body)


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph to be read as sentences; True for a headline and the line below it."""

    begin: int
    end: int
    title: bool = False


@dataclass(slots=True)
class Layout:
    """The paragraphs of a document, those to be read, and the turns that its layout gives."""

    paragraphs: list[Bounds]
    blocks: list[Block] = field(default_factory=list)
    turns: list[Turn] = field(default_factory=list)


class _Label(NamedTuple):
    """A name with a colon at the beginning of a line; `sure` where it can only be a speaker's."""

    who: Bounds
    mark: Bounds | None
    after: int
    key: str
    sure: bool


def read_layout(text: str) -> Layout:
    """The blocks and turns of a text."""
    paragraphs = find_paragraphs(text)
    titled = is_title(text, paragraphs)
    lines = _lines(text, paragraphs)
    taken: dict[int, int] = {}  # line → where what is said in it begins; its end for a header
    turns = [*_turns(text, lines, taken)]
    turns += _posts(text, lines, taken)
    turns += _tables(text, lines)
    layout = Layout(paragraphs, turns=turns)
    for number, (begin, end) in enumerate(lines):
        start = taken.get(number, begin)
        if start >= end:
            continue
        start = _without_lead(text, start, end)
        title = titled and number == 0
        if number in taken:
            layout.blocks.append(Block(start, end, title))
            continue
        if number < _MASTHEAD and _is_masthead(text, start, end):
            continue
        for begin, stop in _statements(text, start, end):
            label = _report(text, begin, stop)
            if label is not None:
                begin, stop = label.body[0]
            within = [*_brackets(text, begin, stop)]
            if label is not None:
                further = min((t.speaker[0] for t in within if t.rule == "label"), default=stop)
                layout.turns.append(replace(label, body=((begin, min(further, stop)),)))
            layout.turns += within
            layout.blocks.append(Block(begin, stop, title))
    layout.blocks = [b for b in layout.blocks if not _is_aside(text, b, taken)]
    layout.turns = [replace(t, body=_without_stop(text, t.body)) for t in layout.turns]
    layout.turns.sort(key=lambda t: min(t.speaker[0], t.body[0][0]))
    return layout


def _is_masthead(text: str, begin: int, end: int) -> bool:
    """True for a line that names a document: "Statement no. 2", not "Note: 14 died, police say".

    A word of reporting, or a number behind a colon, says something.
    """
    if (aired := BROADCAST.match(text, begin, end)) is not None and aired.end() >= end:
        return True
    if _ends(text, end) or not _MASTED.match(text, begin, end):
        return False
    line = text[begin:end]
    cues = ((word, load_cues().get((word, "verb"))) for word in re.findall(r"\w+", line.lower()))
    reports = any(cue is not None and cue.lemma != word for word, cue in cues)
    return not reports and not re.search(r"\d", line.partition(":")[2])


def _ends(text: str, end: int) -> bool:
    """True where a line ends as a sentence does."""
    return text[end - 1] in ".?!…\"”’')"


def _statements(text: str, begin: int, end: int) -> list[Bounds]:
    """A line, or the statements of a line that is set like a headline, where a source signs one.

    "Eleven dead: road authority. Villagers speak of 30" → two
    """
    if end - begin > _LONGEST_LINE or _report(text, begin, end) is not None:
        return [(begin, end)]
    edges = [begin, *(e for m in _PARTED.finditer(text, begin, end) for e in m.span()), end]
    parts = [*zip(edges[::2], edges[1::2], strict=True)]
    reports = len(parts) > 1 and any(_report(text, *part) is not None for part in parts)
    return parts if reports else [(begin, end)]


def _is_aside(text: str, block: Block, taken: Mapping[int, int]) -> bool:
    """True for "(Laughter.)" in a transcript."""
    return bool(taken) and _ASIDE.fullmatch(text, block.begin, block.end) is not None


def _without_stop(text: str, body: tuple[Bounds, ...]) -> tuple[Bounds, ...]:
    """The same words without the stop or comma behind the last one."""
    begin, end = body[-1]
    said = text[begin:end].rstrip()
    plain = said.endswith((".", ",", ";")) and not said.endswith(("..", ".)"))
    return (*body[:-1], (begin, begin + len(said) - plain))


def _lines(text: str, paragraphs: Sequence[Bounds]) -> list[Bounds]:
    """The paragraphs, those of several lines parted where a line opens a turn."""
    lines: list[Bounds] = []
    for begin, end in paragraphs:
        start = begin
        breaks = [*re.finditer(r"\n[ \t]*", text[begin:end])]
        breaks += _INNER_TURN.finditer(text[begin:end])
        for match in sorted(breaks, key=re.Match.end):
            at = start + match.end()
            label = _label(text, at, end)
            if label is not None and label.sure:
                lines.append((begin, begin + len(text[begin:at].rstrip())))
                begin = at
        lines.append((begin, end))
    return [line for line in lines if line[0] < line[1]]


def _without_lead(text: str, begin: int, end: int) -> int:
    """Where the words of a line begin, behind bullets, numbers and times.

    "• Two bridges are down" → "Two bridges are down"; "14:25 The mayor says" → "The mayor says"
    """
    lead = _LEAD.match(text, begin, end)
    return lead.end() if lead is not None and lead.end() < end else begin


# Names


def _core(text: str, who: Bounds) -> str:
    """A name without what stands behind it in brackets or behind a comma; "" for a sentence."""
    said = text[slice(*who)]
    return "" if _SENTENCE.search(said) else re.split(r"[(,]", said)[0].strip()


def _is_name(core: str) -> bool:
    """True for words that begin with capitals, small ones between them left aside."""
    parts = core.split()
    names = [p for p in parts if p.lower() not in words("name-link")]
    plain = 0 < len(parts) <= _LONGEST_NAME and bool(names)
    return plain and all(p[0].isupper() or p[0] in "@&" or p[0] == "(" for p in names)


def _bare(core: str) -> list[str]:
    """The words of a name in lower case without points."""
    return [w.strip(".'’\"“”*").lower() for w in core.split()]


def _is_titled(core: str) -> bool:
    """True for "Mr Kovel", "THE CHAIR", "Dr. Ruiz-Thorn", "Q"."""
    bare = _bare(core)
    return not _TITLES.isdisjoint(bare) or (len(bare) == 1 and bare[0] in words("letter"))


def _bears_role(core: str) -> bool:
    """True for a person with a role before the name: "mayor Pavlo Hrenko"."""
    bare, parts = _bare(core), core.split()
    last = max((n for n, word in enumerate(bare) if word in _BEARING), default=-1)
    name = parts[last + 1 :]
    return last >= 0 and bool(name) and all(part[0].isupper() and part.isalpha() for part in name)


def _head(core: str) -> str:
    """The noun that says who speaks: "ministry" of "the Ministry of Defence"."""
    bare = _bare(core)
    stop = next((n for n, w in enumerate(bare) if n and w in words("name-part")), len(bare))
    return bare[stop - 1] if bare else ""


def _speaks(core: str) -> bool:
    """True for a noun that can only be a source beside a number: "ministry", "harbour chief"."""
    head = _head(core)
    single = head.removesuffix("s")
    bare = _bare(core)
    if not bare or bare[0] in _OPENING or not _CLAUSAL.isdisjoint(bare):
        return False
    if len(core.split()) > _LONGEST_HEADER or any(w[0].isdigit() for w in core.split()):
        return False
    things = words("label-thing")
    if not things.isdisjoint((head, single)) or not _OWNED.isdisjoint(bare[1:]):
        return False  # "The minister corrected its count: 12, not 14"
    if head in words("turn-label") or not {head, single}.isdisjoint(_SPEAKING):
        return True
    named = head in words("speaking-people") or head in words("document-label")
    return named or (head in words("own-count") and len(core.split()) > 1)


def _is_form(core: str) -> bool:
    """True for the label of a figure or a heading: "Killed", "Officers injured", "Note"."""
    bare = _bare(core)
    if " ".join(bare) in words("document-label"):
        return False
    return any(w in _RUBRIC or measure(w) is not None for w in bare)


def _letter(text: str, begin: int, end: int) -> _Label | None:
    """The letter of a question or an answer: "Q: How many?", "A. Forty."; not "A. J. Tolliver"."""
    found = _LETTERED.match(text, begin, end)
    if found is None or not found[1][0].isupper() or _INITIAL.match(text, found.end(), end):
        return None
    if found[2] != ":" and len(found[1]) > 1:
        return None
    mark = found.span(2) if found[2] else None
    return _Label(found.span(1), mark, found.end(), found[1].lower(), True)


def _label(text: str, begin: int, end: int) -> _Label | None:
    """The label of a line: "MR KOVEL: It's 14.", "Q. 12 SENATOR PRAY: …", "@handle: …"."""
    begin = _without_lead(text, begin, end)
    aired = BROADCAST.match(text, begin, end)
    begin = aired.end() if aired is not None and aired.end() < end else begin
    numbered = _NUMBERED.match(text, begin, end)
    start = numbered.end() if numbered else begin
    lettered = _letter(text, begin, end)
    if lettered is not None and (numbered is None or _LABEL.match(text, start, end) is None):
        return lettered
    bracketed = _BRACKETED.match(text, start, end)
    if bracketed is not None:
        key = _bare(bracketed[1])[0]
        if key in words("turn-label") | words("on-air") | words("house-people"):
            return _Label(bracketed.span(1), None, bracketed.end(), key, True)
    found = _LABEL.match(text, start, end)
    if found is None or "\n" in found[0]:
        return None
    core = _core(text, found.span(1))
    handle = _HANDLE.fullmatch(core) is not None
    if not (handle or _is_name(core) or _speaks(core)) or (_is_form(core) and not _is_titled(core)):
        return None
    key = _bare(core)[-1] if _bare(core) else ""
    sure = handle or _is_titled(core)
    return _Label(found.span(1), found.span(2), found.end(), key, sure)


# Transcripts


def _turns(text: str, lines: Sequence[Bounds], taken: dict[int, int]) -> Iterator[Turn]:
    """The turns of a transcript.

    Two speakers or more have a label each, and one speaks twice or is labelled as nobody but a
    speaker is. Where most lines are turns, a turn goes on over lines up to the next one.
    """
    labels = {n: found for n, line in enumerate(lines) if (found := _label(text, *line))}
    heard = {
        n: x
        for n, x in labels.items()
        if x.sure or text[lines[n][0]] == "[" or _ENDS.search(text, x.after, lines[n][1])
    }
    keys = Counter(label.key for label in heard.values())
    certain = sum(label.sure for label in heard.values())
    again = any(count > 1 for count in keys.values())
    if len(heard) < 2 or not (certain or again) or not (again or certain * 2 >= len(heard)):
        return
    known = {n: x for n, x in labels.items() if n in heard or x.key in keys}
    if len(known) < 2 or not _is_talk(text, lines, known):
        return
    first = min(known)
    dense = len(known) >= _DENSE * (len(lines) - first)
    for number, label in known.items():
        rest = _goes_on(text, lines, number, known) if dense else []
        body = ((label.after, lines[number][1]), *(lines[n] for n in rest))
        taken[number] = label.after
        taken.update((n, lines[n][0]) for n in rest)
        unnamed = label.key in words("letter")
        who = _without_part(text, label.who)
        yield Turn(who, label.mark, body, _asks(text, label, body), unnamed=unnamed)


def _without_part(text: str, who: Bounds) -> Bounds:
    """The name behind what somebody is in a talk: "Jan Fell" of "Host Jan Fell"."""
    begin, end = who
    part, _, name = text[begin:end].partition(" ")
    bare = _bare(_core(text, who))
    plain = not part.isupper() and bare[:1] and bare[0] in words("turn-label") - words("role")
    named = len(bare) > 1 and name[:1].isupper() and bare[1] not in words("turn-label")
    return (end - len(name), end) if plain and named else who


def _is_talk(text: str, lines: Sequence[Bounds], known: dict[int, _Label]) -> bool:
    """True where labels are those of people who talk, not of the fields of a form."""
    keys = {label.key for label in known.values()}
    spoken = sum(
        label.sure or text[lines[n][0]] == "[" or bool(_ENDS.search(text, label.after, lines[n][1]))
        for n, label in known.items()
    )
    posts = all(text[label.who[0]] == "@" for label in known.values())
    return (len(keys) > 1 or posts) and 2 * spoken > len(known)


def _goes_on(
    text: str, lines: Sequence[Bounds], number: int, known: dict[int, _Label]
) -> list[int]:
    """The lines behind a label that are still its speaker's."""
    rest: list[int] = []
    for n in range(number + 1, len(lines)):
        if n in known or _ASIDE.fullmatch(text, *lines[n]) or text[lines[n][1] - 1] == ":":
            break
        rest.append(n)
    return rest


def _asks(text: str, label: _Label, body: Sequence[Bounds]) -> bool:
    """True for a question: it ends as one, or whoever asks says one."""
    said = text[body[0][0] : body[-1][1]].rstrip("\"”’') ")
    asker = not words("asker").isdisjoint(_bare(_core(text, label.who)))
    return said.endswith("?") or (asker and ("?" in said or label.key[:1] == "q"))


# Posts


def _posts(text: str, lines: Sequence[Bounds], taken: dict[int, int]) -> Iterator[Turn]:
    """Posts below the line that names their author, up to the next such line."""
    headers = {
        n: who for n, line in enumerate(lines) if n not in taken and (who := _author(text, line, n))
    }
    headers = headers or _dated_below(text, lines) or _chat(text, lines)
    marks = sorted(headers)
    for at, number in enumerate(marks):
        until = marks[at + 1] if at + 1 < len(marks) else len(lines)
        rest = [n for n in range(number + 1, until) if n not in taken]
        body = [lines[n] for n in rest]
        if _WROTE.fullmatch(text, *lines[number]):
            body = _quoted(text, body)
        if not body:
            continue
        taken[number] = lines[number][1]
        taken.update((n, lines[n][0]) for n in rest[: len(body)])
        body = [(_without_lead(text, b, e), e) for b, e in body if not _DAY.fullmatch(text, b, e)]
        if not body:
            continue
        yield Turn(headers[number], None, tuple(body), rule="post")


def _quoted(text: str, lines: Iterable[Bounds]) -> list[Bounds]:
    """The lines of a mail that ">" marks as quoted."""
    kept: list[Bounds] = []
    for begin, end in lines:
        if text[begin] != ">":
            break
        kept.append((begin, end))
    return kept


def _author(text: str, line: Bounds, number: int) -> Bounds | None:
    """Who is named in the header of a post, or None where a line is none.

    "Ilse Marek (@ilsemarek) · 2h", "Forwarded from: Ilse Marek", "Ilse Marek wrote:",
    "Ilse Marek | Mayor of Holm" in the first line.
    """
    begin, end = _without_lead(text, *line), line[1]
    if end - begin > _LONGEST_LINE:
        return None
    for header in (_HEADER, _FORWARDED, _WROTE):
        found = header.fullmatch(text, begin, end)
        if found is not None and len(found[1].split()) <= _LONGEST_HEADER:
            return found.span(1)
    byline = _BYLINE.fullmatch(text, begin, end) if number == 0 else None
    if byline is not None:
        return byline.span(1)
    titled = _TITLED.match(text, begin, end) if number == 0 else None
    if (
        titled is not None
        and _is_person(titled[1])
        and not words("role").isdisjoint(_bare(titled[2]))
    ):
        return titled.span(1)
    dated = _DATED.fullmatch(text, begin, end)
    if dated is not None and _is_person(dated[1]):
        return dated.span(1)
    return None


def _is_person(name: str) -> bool:
    """True for a name of two words or three that is no body's."""
    bare = _bare(name[:_LONGEST_LINE])
    plain = 1 < len(bare) < 4 and all(p[0].isupper() for p in name.split())
    return plain and words("body-in-name").isdisjoint(bare) and not _is_form(name)


def _dated_below(text: str, lines: Sequence[Bounds]) -> dict[int, Bounds]:
    """Names above a line that is a date and nothing else: "Ilse Marek", "March 3 at 10:12 AM ·"."""
    return {
        n: line
        for n, (line, below) in enumerate(pairwise(lines))
        if _DAY.fullmatch(text, *below) and _is_person(text[slice(*line)])
    }


def _chat(text: str, lines: Sequence[Bounds]) -> dict[int, Bounds]:
    """The names above the messages of a chat: short lines behind blank ones, some recurring."""
    found: dict[int, Bounds] = {}
    for number, (begin, end) in enumerate(lines[:-1]):
        behind = number == 0 or "\n" in text[lines[number - 1][1] : begin].replace("\n", "", 1)
        above = "\n" not in text[end : lines[number + 1][0]].replace("\n", "", 1)
        if behind and above and _is_nick(text[begin:end]):
            found[number] = (begin, end)
    names = Counter(text[slice(*line)] for line in found.values())
    return found if len(found) > 2 and max(names.values()) > 1 else {}


def _is_nick(line: str) -> bool:
    short = len(line.split()) <= 3 and len(line) <= 30
    return short and line[0].isalnum() and re.search(r"[:;,?!]|\w{3}\.", line) is None


# Tables


def _tables(text: str, lines: Sequence[Bounds]) -> Iterator[Turn]:
    """Rows and columns of a table that are headed by who gives their numbers."""
    rows: list[list[Bounds]] = []
    for begin, end in [*lines, (len(text), len(text))]:
        if is_rule(text, (begin, end)):
            continue
        cells = cells_of(text, (begin, end))
        if len(cells) > 1 and (not rows or abs(len(cells) - len(rows[-1])) < 2):
            rows.append(cells)
            continue
        if len(rows) > 1:
            yield from _by_heads(text, rows)
        rows = [cells] if len(cells) > 1 else []


def _by_heads(text: str, rows: Sequence[Sequence[Bounds]]) -> Iterator[Turn]:
    heads = rows[0]
    if text[slice(*heads[0])].lower() in words("source-column"):
        for row in rows[1:]:
            yield Turn(row[0], None, tuple(row[1:]), rule="row")
        return
    sources = [n for n, head in enumerate(heads) if n and _heads_source(text[slice(*head)])]
    if len(sources) > 1:
        for n in sources:
            body = tuple(row[n] for row in rows[1:] if n < len(row))
            yield Turn(heads[n], None, body, rule="column")


def _heads_source(head: str) -> bool:
    counted = counts_people(_head(head))
    return _is_name(head) and _speaks(head) and not counted and not _is_form(head)


# Report forms


def _report(text: str, begin: int, end: int) -> Turn | None:
    """A line that is a source and what it gives, in either order.

    "Home ministry: 88 dead, 410 hurt", "17 villages without power – grid operator"
    """
    label = _label(text, begin, end)
    if label is not None and label.key:
        core = _core(text, label.who)
        body = (label.after, end)
        named = label.sure or _speaks(core)
        if named and not _is_form(core) and _states(text, core, body):
            return Turn(label.who, label.mark, (body,), rule="label")
    signed = _SIGNED.fullmatch(text, begin, end) if end - begin <= _LONGEST_LINE else None
    if signed is None or _STOP.search(text, *signed.span(1)):
        return None
    core = _core(text, signed.span(4))
    if _counts(core):
        return None  # "nine people died: six drivers and three guards"
    person = _bears_role(core)
    short = len(core.split()) <= _LONGEST_HEADER and len(signed[1].split()) > 2 - person
    known = person or _speaks(core) or _ACRONYM.fullmatch(core) is not None
    known = known or (signed[2] is None and core.isalpha() and core.islower())
    counts = _counts(signed[1]) or (core[:1].islower() and signed[2] is None)
    if short and known and not _is_form(core) and counts:
        mark = signed.span(2) if signed[2] else signed.span(3)
        return Turn(signed.span(4), mark, (signed.span(1),), rule="signed")
    return None


def _states(text: str, core: str, body: Bounds) -> bool:
    """True for a body that says something: a number with its noun, a sentence, a quotation."""
    said = text[slice(*body)]
    head = _head(core)
    if _is_counted(head) and (said[0].isdigit() or _is_number(said.split()[0])):
        return False  # "Women: 9 injured"
    if said[0] in "\"“‘«'" or (said[0].islower() and len(said.split()) >= _LEAST_CLAUSE):
        return True
    return (_counts(said) or _ENDS.search(said) is not None) and len(said.split()) > 1


def _is_counted(head: str) -> bool:
    """True for people whose number stands behind their name more often than what they say."""
    return counts_people(head) and head not in words("label-people")


def _is_number(word: str) -> bool:
    return word.lower() in _NUMERALS


def _counts(said: str) -> bool:
    """True for words with a number that is no time of day, and a word in lower case."""
    plain = re.sub(_TIME, "", said)
    number = re.search(r"\d", plain) is not None or any(map(_is_number, _bare(plain)))
    return number and re.search(r"\b[a-z]{3}|[A-Z]{4}", plain) is not None


def _brackets(text: str, begin: int, end: int) -> Iterator[Turn]:
    """Sources in brackets behind the figure they give: "killed: 4 (police) / 2 (hospital)"."""
    for found in _BRACKET.finditer(text, begin, end) if "(" in text[begin:end] else ():
        inner = _SIGNED.fullmatch(text, *found.span(1))
        if inner is not None and _is_name(inner[4]) and _counts(inner[1]):
            yield Turn(inner.span(4), inner.span(3), (inner.span(1),), rule="signed")
            continue
        before = _BREAK.split(text[max(begin, found.start() - _REACH) : found.start()])[-1]
        start = found.start() - len(before)
        start += len(before) - len(before.lstrip())
        stop = found.start() - (len(before) - len(before.rstrip()))
        counts = _counts(before) or _BARE.fullmatch(before)
        short = len(before.split()) <= _LONGEST_NAME
        who = (found.start(1), found.start(1) + len(found[1].split(";")[0]))
        core = _core(text, who)
        known = _gives(core) or (_BARE.fullmatch(before) and _ACRONYM.fullmatch(core))
        if counts and short and known:
            yield Turn(who, None, ((start, stop),), rule="bracket")
    for found in _INNER.finditer(text, begin, end) if ":" in text[begin:end] else ():
        if _gives(_core(text, found.span(1))) and (_counts(found[3]) or _BARE.fullmatch(found[3])):
            yield Turn(found.span(1), found.span(2), (found.span(3),), rule="label")


def _gives(core: str) -> bool:
    """True for a source that is not what is counted: "ministry"; not "officers injured"."""
    return _speaks(core) and not _is_form(core) and not _is_counted(_head(core))
