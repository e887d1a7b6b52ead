"""The annotated corpus: its markup read into texts with the roles of every attribution.

The corpus in `corpus/*.txt` is training set, test set and specification in one. Its markup:

    = inverted
    [c1 "The levee held,"] [q1 said] [s1 Ines Varga] on Tuesday. [c1 "We were lucky."]

`[sN …]` is the source, `[qN …]` the cue and `[cN …]` the content of attribution N; brackets nest;
act and stance stand on the cue (`[q1:plan/denies refused]`). Lines are paragraphs, blank lines part
items, `%` begins a comment, `= name` a section named by the construction that it shows.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from reportedly.model import Act, Stance

_TAG = re.compile(r"\[([sqc])(\d+)(?::([a-z]+)?(?:/([a-z-]+))?)? ?|\\([\[\]])|(\])")
_KEPT_APART = 6  # one item in so many is kept apart for tests


@dataclass(slots=True)
class Gold:
    """One annotated attribution; spans are `(start, end)` in code points of the item's text."""

    source: list[tuple[int, int]] = field(default_factory=list)
    cue: list[tuple[int, int]] = field(default_factory=list)
    content: list[tuple[int, int]] = field(default_factory=list)
    act: Act = Act.SPEECH
    stance: Stance = Stance.ASSERTS


@dataclass(frozen=True, slots=True)
class Item:
    """One annotated text: where it stands, the construction it shows, its attributions."""

    where: str
    construction: str
    text: str
    golds: tuple[Gold, ...]

    @property
    def kept_apart(self) -> bool:
        """True for the items that are never trained on."""
        return zlib.crc32(self.text.encode()) % _KEPT_APART == 0


def load_corpus() -> list[Item]:
    """Every item of the corpus, in the order of the files' names."""
    folder = Path(__file__).with_name("corpus")
    found: list[Item] = []
    for path in sorted(folder.iterdir(), key=lambda p: p.name):
        if path.name.endswith(".txt"):
            found.extend(parse_corpus(path.read_text("utf-8"), path.name))
    return found


def parse_corpus(text: str, name: str = "corpus") -> Iterator[Item]:
    """Read the markup.

    Raises:
        ValueError: brackets do not match, or a role, act or stance is unknown; names the line.
    """
    construction = "none"
    block: list[str] = []
    begin = 1
    for number, line in enumerate([*text.splitlines(), ""], 1):
        if line.startswith("%"):
            continue
        if line.startswith("= "):
            construction = line[2:].strip()
        elif line.strip():
            if not block:
                begin = number
            block.append(line)
        elif block:
            yield _item(block, f"{name}:{begin}", construction)
            block = []


def _item(lines: Iterable[str], where: str, construction: str) -> Item:
    marked = "\n".join(lines)
    plain: list[str] = []
    length = 0
    golds: dict[int, Gold] = {}
    named: set[int] = set()
    open_tags: list[tuple[str, int, int]] = []
    position = 0
    for match in _TAG.finditer(marked):
        before = marked[position : match.start()]
        plain.append(before)
        length += len(before)
        position = match.end()
        role, number, act, stance, literal, _ = match.groups()
        if literal:
            plain.append(literal)
            length += 1
        elif role:
            gold = golds.setdefault(int(number), Gold())
            if (act or stance) and int(number) not in named:
                named.add(int(number))
                try:
                    gold.act = Act(act or "speech")
                    gold.stance = Stance(stance or "asserts")
                except ValueError as error:
                    raise ValueError(f"{where}: {error}") from error
            open_tags.append((role, int(number), length))
        else:
            if not open_tags:
                raise ValueError(f"{where}: a bracket closes that was never opened")
            role, at, start = open_tags.pop()
            spans = {"s": golds[at].source, "q": golds[at].cue, "c": golds[at].content}[role]
            spans.append((start, length))
    if open_tags:
        raise ValueError(f"{where}: a bracket is never closed")
    plain.append(marked[position:])
    ordered = tuple(golds[n] for n in sorted(golds))
    for gold in ordered:
        for spans in (gold.source, gold.cue, gold.content):
            spans.sort()
    return Item(where, construction, "".join(plain), ordered)
