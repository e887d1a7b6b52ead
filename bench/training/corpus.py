"""The annotated corpus: its markup read into texts with the roles of every attribution.

The corpus in `corpus/*.txt` is training set, test set and specification in one. Its markup:

    = inverted
    [c1 "The levee held,"] [q1 said] [s1 Ines Varga] on Tuesday. [c1 "We were lucky."]

`[sN …]` is the source, `[qN …]` the cue and `[cN …]` the content of attribution N; brackets nest;
act and stance stand on the cue (`[q1:plan/denies refused]`). Lines are paragraphs, blank lines part
items, `%` begins a comment, `= name` a section named by the construction that it shows.

Passages of genres also mark figures, each with the attribution that owns it (0: the document's own
voice), its measure, standing and role, a blank line by a backslash, and figures that conflict:

    [s1 Police] [q1:speech/denies deny] [c1 that [f1:killed/denies 12] died], [f0:- two] boys.
    ! 12 | 14 | killed
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from reportedly.model import Act, Stance

_TAG = re.compile(
    r"\[(?P<role>[sqcf])(?P<number>\d+)"
    r"(?::(?P<first>[a-z-]+)?(?:/(?P<second>[a-z-]+))?(?:\+(?P<third>[a-z-]+))?)? ?"
    r"|\\(?P<literal>[\[\]])|\]"
)
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
class GoldFigure:
    """One annotated figure: its span, its attribution (None: the document's own voice).

    `standing` is a stance or "cited", "projected", "conditional", "threshold"; `role` that of a
    figure, `measure` a word, which need not be one of the reader's.
    """

    start: int
    end: int
    owner: Gold | None
    measure: str
    standing: str = "asserts"
    role: str = "total"


@dataclass(frozen=True, slots=True)
class Item:
    """One annotated text: where it stands, the construction it shows, its attributions.

    Passages of genres have figures too, and pairs of them (as written) that cannot both be right.
    """

    where: str
    construction: str
    text: str
    golds: tuple[Gold, ...]
    figures: tuple[GoldFigure, ...] = ()
    conflicts: tuple[tuple[str, str], ...] = ()

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


def _item(lines: Sequence[str], where: str, construction: str) -> Item:
    told = [line[2:].split("|") for line in lines if line.startswith("! ")]
    marked = "\n".join("" if line == "\\" else line for line in lines if not line.startswith("! "))
    plain = ""
    golds: dict[int, Gold] = {}
    figures: list[tuple[re.Match[str], int, int]] = []
    open_tags: list[tuple[re.Match[str], int]] = []
    position = 0
    for match in _TAG.finditer(marked):
        plain += marked[position : match.start()]
        position = match.end()
        if match["literal"]:
            plain += match["literal"]
        elif match["role"]:
            open_tags.append((match, len(plain)))
            if match["role"] != "f":
                _declare(golds.setdefault(int(match["number"]), Gold()), match, where)
        elif not open_tags:
            raise ValueError(f"{where}: a bracket closes that was never opened")
        else:
            tag, start = open_tags.pop()
            if tag["role"] == "f":
                figures.append((tag, start, len(plain)))
            else:
                _spans_of(golds[int(tag["number"])], tag["role"]).append((start, len(plain)))
    if open_tags:
        raise ValueError(f"{where}: a bracket is never closed")
    plain += marked[position:]
    ordered = tuple(golds[n] for n in sorted(golds))
    for gold in ordered:
        for spans in (gold.source, gold.cue, gold.content):
            spans.sort()
    conflicts = tuple((a.strip(), b.strip()) for a, b, _ in told)
    owned = tuple(_figure(*figure, golds, where) for figure in figures)
    return Item(where, construction, plain, ordered, owned, conflicts)


def _declare(gold: Gold, tag: re.Match[str], where: str) -> None:
    """Take act and stance from a tag that names them."""
    try:
        gold.act = Act(tag["first"] or gold.act)
        gold.stance = Stance(tag["second"] or gold.stance)
    except ValueError as error:
        raise ValueError(f"{where}: {error}") from error


def _spans_of(gold: Gold, role: str) -> list[tuple[int, int]]:
    return {"s": gold.source, "q": gold.cue, "c": gold.content}[role]


def _figure(
    tag: re.Match[str], start: int, end: int, golds: dict[int, Gold], where: str
) -> GoldFigure:
    owner = int(tag["number"])
    if owner and owner not in golds:
        raise ValueError(f"{where}: no attribution {owner} owns the figure at {start}")
    measure, standing = tag["first"] or "-", tag["second"] or "asserts"
    return GoldFigure(start, end, golds.get(owner), measure, standing, tag["third"] or "total")
