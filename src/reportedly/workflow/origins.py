"""Sources and documents that may speak with one voice: proposed with evidence, never decided here.

Three things show it. *chain*: a body passes on another's word in most of what both tell of. *copy*:
two documents are one text. *figures*: two sources share figures where chance does not explain it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from reportedly.compare.copying import Copying, count_votes, find_copying
from reportedly.compare.passing import Passing, find_passing
from reportedly.model import LinkKind, Role, Stance, Status
from reportedly.store import sharing
from reportedly.store.figures import plain
from reportedly.text.marks import in_marks
from reportedly.workflow.links import decisions, waiting_links
from reportedly.workflow.tables import FigureLedger

if TYPE_CHECKING:
    from reportedly.compare.copying import Told
    from reportedly.export.rows import Row
    from reportedly.model import Claim
    from reportedly.resolve import Outline
    from reportedly.store.sharing import Camps, Way
    from reportedly.store.tables import Figures
    from reportedly.workflow.any_ledger import AnyLedger
    from reportedly.workflow.ledgers import Ledger

KINDS = ("chain", "copy", "figures")

_WORDS = 100
"""So many characters of a claim are shown as an example."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two that may speak with one voice.

    Attributes:
        a, b: ids of sources, names in a table of figures; of copies ids of documents.
        kind: one of `KINDS`.
        score: how sure, 0 to 1.
        evidence: in a sentence or two.
        decision: what a person decided on them, `same` or `different`; None where nobody has.
        more: what the evidence was counted from.
    """

    a: str
    b: str
    kind: str
    score: float
    evidence: str
    decision: str | None = None
    more: Mapping[str, Any] = field(default_factory=dict)

    @property
    def row(self) -> Row:
        """As `origins` prints it."""
        return {
            "a": self.a,
            "b": self.b,
            "kind": self.kind,
            "score": self.score,
            "evidence": self.evidence,
            "decision": self.decision,
            **self.more,
        }


def find_origins(
    ledger: AnyLedger, kinds: Collection[str] = KINDS, *, decided: bool = False
) -> list[Proposal]:
    """Pairs that may speak with one voice, best first.

    Args:
        ledger: a ledger in files, or a table of figures.
        kinds: which of `KINDS`.
        decided: whether to list as well what people decided already.
    """
    if isinstance(ledger, FigureLedger):
        found = _of_table(ledger, kinds)
    else:
        found = _of_ledger(ledger, kinds)  # type: ignore[arg-type]
    shown = [p for p in found if decided or p.decision is None]
    return sorted(shown, key=lambda p: (-p.score, KINDS.index(p.kind), p.a, p.b))


# --- a ledger in files


def _of_ledger(ledger: Ledger, kinds: Collection[str]) -> Iterator[Proposal]:
    outlines = [o for o in ledger.outlines if o.status is not Status.REJECTED]
    decided = decisions(ledger.entries.links, LinkKind.VOICE)
    if "chain" in kinds:
        words = {o.id: o for o in outlines}
        for passing in find_passing(outlines):
            decision = decided(passing.by.id, passing.of.id)
            yield _passed_on(passing, words[passing.example], decision)
    if "copy" in kinds:
        yield from _copies(ledger)
    if "figures" in kinds:
        names = {s.id: s.name for o in outlines for s in o.chain}
        told = ledger.claims_told(o for o in outlines if o.entry.figure is not None)
        for pair in find_copying(count_votes(_figures(told))):
            yield _copied(pair, names, decided(pair.a, pair.b))


def _passed_on(passing: Passing, example: Outline, decision: str | None) -> Proposal:
    by, of = passing.by.name, passing.of.name
    words = " ".join(example.text.split())
    shown = words if len(words) <= _WORDS else f"{words[:_WORDS]}…"
    quoted = f", for example {in_marks(shown, curly=True)} ({example.document})" if shown else ""
    return Proposal(
        passing.by.id,
        passing.of.id,
        "chain",
        passing.score,
        f"Of {passing.told:,} claims that {by} brings on what both tell of, {passing.passed:,} "
        f"come from {of}{quoted}.",
        decision,
        {"claims": passing.told, "passed": passing.passed, "example": example.id},
    )


def _copies(ledger: Ledger) -> Iterator[Proposal]:
    """The links of texts as they stand, proposed and decided."""
    links = ledger.entries.links
    decided = decisions(links, LinkKind.TEXT)
    waiting = {entry.id for entry in waiting_links(links)}
    for link in links:
        if link.kind != LinkKind.TEXT or link.withdrawn is not None or not (link.a and link.b):
            continue
        if link.id in waiting and link.verdict == "different":
            continue
        decision = decided(link.a, link.b)
        why = link.why or ("decided by a person" if decision else "proposed without a reason")
        score = 1.0 if link.score is None else float(link.score)
        yield Proposal(link.a, link.b, "copy", score, f"One text: {why}", decision)


def _figures(claims: Iterable[Claim]) -> Iterator[Told]:
    """Totals that name a number, with what they are of, their day and who gives them."""
    for claim in claims:
        figure, origin = claim.figure, claim.origin
        if figure is None or origin is None or claim.stance is not Stance.ASSERTS:
            continue
        number = figure.nominal.low if figure.nominal.low is not None else figure.nominal.high
        if number is None or claim.role is not Role.TOTAL:
            continue
        time = claim.as_of or claim.said
        day = None if time is None else time.end
        rest = (figure.bound, figure.nominal.high)
        yield (claim.subject.id, figure.unit), day, origin.id, float(number), rest


# --- a table of figures


def _of_table(ledger: FigureLedger, kinds: Collection[str]) -> Iterator[Proposal]:
    figures = ledger.figures
    if "chain" in kinds:
        for source, origin, taken, given in sharing.taken_from(figures):
            if taken >= 10 and 2 * taken > given:
                yield Proposal(
                    source,
                    origin,
                    "chain",
                    round(taken / given, 3),
                    f"Of {given:,} figures that {source} gives, {taken:,} name {origin} as their "
                    "origin.",
                    more={"claims": given, "passed": taken},
                )
    if "figures" in kinds:
        ways = sharing.ways(figures)
        for pair in find_copying({vote: way.times for vote, way in ways.items()}):
            first = sharing.first_told(figures, pair.a, pair.b)
            yield _copied(pair, {}, None, first, _example(figures, ways, pair))


def _example(
    figures: Figures, ways: Mapping[Camps, Way], pair: Copying
) -> tuple[Way, float, float] | None:
    """A figure of which the pair has one number, and most others another: these two numbers."""
    shown: list[tuple[int, int, Way]] = []
    for vote, way in ways.items():
        weight = max((w for w, names in vote if {pair.a, pair.b} <= set(names)), default=0)
        others = [names for _, names in vote if not {pair.a, pair.b} & set(names)]
        if weight and max(map(len, others), default=0) > 1:
            shown.append((weight, way.times, way))
    if not shown:
        return None
    way = max(shown)[2]
    told = sharing.told_at(figures, way)
    ours = [number for name, number in told if name == pair.a]
    theirs = Counter(number for name, number in told if name not in (pair.a, pair.b))
    return (way, ours[0], theirs.most_common(1)[0][0]) if ours and theirs else None


# --- in words


def _copied(
    pair: Copying,
    names: Mapping[str, str],
    decision: str | None,
    first: tuple[int, int, int] | None = None,
    example: tuple[Way, float, float] | None = None,
) -> Proposal:
    a, b = (names.get(name, name) for name in (pair.a, pair.b))
    original = pair.original
    if pair.estimates:
        told = (
            f"Of {pair.figures:,} figures that {a} and {b} both give, {pair.errors:,} are the same "
            "to the last digit, where all others differ from them and from one another."
        )
    else:
        same = "always" if not pair.apart else _times(pair.errors)
        told = (
            f"Of {pair.figures:,} figures on which others agree, {a} and {b} both have another "
            f"number {_times(pair.errors + pair.apart)}, {same} the same one; {a} alone "
            f"{_times(pair.own[0])}, {b} alone {_times(pair.own[1])}."
        )
    if example is not None:
        way, ours, theirs = example
        place = ", ".join(filter(None, (way.subject, way.measure.replace("_", " "), way.moment)))
        told += f" For example ({place}): {plain(ours)} by both, {plain(theirs)} by others."
    if pair.rivals:
        rivals = " or ".join(" and ".join(names.get(n, n) for n in two) for two in pair.rivals)
        told += f" {rivals} are as much alike, so it may be they who share an origin."
    if first is not None and first[0] + first[1]:
        one, other, both = first
        leads = max(one, other)
        earlier = a if one >= other else b
        told += f" Of {both:,} numbers that both give {earlier} gave {leads:,} on an earlier day."
        if original is None and leads > 0.9 * (one + other) and leads > both / 10:
            original = pair.a if one >= other else pair.b
    told += (
        " Who had it from whom is not known."
        if original is None
        else f" It seems that {b if original == pair.a else a} has it from "
        f"{a if original == pair.a else b}."
    )
    return Proposal(
        pair.a,
        pair.b,
        "figures",
        pair.score,
        told,
        decision,
        {
            "figures": pair.figures,
            "shared": pair.errors,
            "apart": pair.apart,
            "own": list(pair.own),
            "original": original,
            "rivals": [list(two) for two in pair.rivals],
        },
    )


def _times(number: int) -> str:
    return {0: "never", 1: "once", 2: "twice"}.get(number, f"{number:,} times")
