"""Findings of tables of figures as conflicts: in the words of the judge, with what claims say.

Hundreds of thousands of them are listed, so claims are made only where the judge has to be asked.
Most say, of a group, that two sources state two numbers: their lines of JSON differ in ids, numbers
and ratio alone, and are forms, made once for the two sources and the subject, with these filled in.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from reportedly.compare import Options, judge
from reportedly.compare.witnesses import ratio_of, verdict_of
from reportedly.export.rows import Row, Statement, conflict_row_with, number
from reportedly.export.tables import to_json_text
from reportedly.model import Claim, Conflict, ConflictKind, Severity, Verdict, conflict_id
from reportedly.store.figures import FigureRow, Witness, latest_day, subject_id, witness_of
from reportedly.store.tables import Figures, Finding


class FoundConflict(NamedTuple):
    """A finding of a table; what is asked of it is made when it is asked for."""

    finding: Finding
    figures: Figures
    options: Options
    judgements: tuple[str, ...] = ()

    @property
    def kind(self) -> ConflictKind:
        """What the claims of the witnesses are to each other."""
        return self.finding.kind

    @property
    def severity(self) -> Severity:
        """How much a reader must care."""
        return self.finding.kind.severity

    @property
    def conflict(self) -> Conflict:
        """The finding in the words of the judge."""
        return self._told()[0]

    @property
    def claims(self) -> dict[str, Claim]:
        """The claims of the witnesses, by id."""
        return {row.id: self.figures.claim(row) for row in (self.finding.a, self.finding.b)}

    @property
    def row(self) -> Row:
        """As `conflict_row` makes it of the conflict and its claims."""
        return conflict_row_with(*self._told())

    @property
    def line(self) -> str:
        """The row as JSON."""
        return self._filled_form() or to_json_text(self.row)

    def _told(self) -> tuple[Conflict, list[Statement]]:
        kind, first, second, *_ = self.finding
        a, b = self._witnesses()
        verdict = verdict_of(kind, a, b)
        if verdict is None:
            verdict = judge(self.figures.claim(first), self.figures.claim(second), self.options)
        return _told(self.finding, a, b, verdict)

    def _witnesses(self) -> tuple[Witness, Witness]:
        scales = self.figures.table.scales
        return witness_of(self.finding.a, scales), witness_of(self.finding.b, scales)

    def _filled_form(self) -> str | None:
        """The line of two numbers by two sources; None where it does not follow a form."""
        kind, first, second, claims, voices = self.finding
        if kind is not ConflictKind.CONTRADICTION or first.source == second.source:
            return None
        a, b = self._witnesses()
        varied = first.said or first.quote or second.said or second.quote
        if varied or not (a.is_number and b.is_number):
            return None
        form = _form(first[:5], first.document, second[:5], second.document, claims, voices)
        if form is None:
            return None
        ratio = ratio_of(a, b)
        return form % {
            "id": conflict_id(kind, (a.id, b.id)),
            "ratio": "null" if ratio is None else repr(number(ratio)),
            "a": a.id,
            "b": b.id,
            "x": a.figure,
            "y": b.figure,
        }


_BLANKS = {"\ue000": "%(a)s", "\ue001": "%(b)s", "\ue002": "%(x)s", "\ue003": "%(y)s"}
"""What stands in a form for ids and figures until they are filled in, by characters of no text."""

_Names = tuple[str, str, str, str, str]
"""Source, origin, subject, measure and unit of a row."""


@lru_cache(maxsize=1 << 15)
def _form(
    a: _Names, a_document: str, b: _Names, b_document: str, claims: int, voices: int
) -> str | None:
    """The line of a contradiction of two numbers, with blanks; None where a text has a blank."""
    if any(blank in text for blank in _BLANKS for text in (*a, *b, a_document, b_document)):
        return None
    first = _blank(a, a_document, "\ue000", "\ue002")
    second = _blank(b, b_document, "\ue001", "\ue003")
    kind = ConflictKind.CONTRADICTION
    verdict = verdict_of(kind, first, second)
    assert verdict is not None
    finding = Finding(kind, first.row, second.row, claims, voices)
    row = conflict_row_with(*_told(finding, first, second, verdict))
    line = to_json_text({**row, "id": "", "ratio": None}).replace("%", "%%")
    for empty, blank in (('"id": ""', '"id": "%(id)s"'), ('"ratio": null', '"ratio": %(ratio)s')):
        line = line.replace(empty, blank, 1)
    for character, blank in _BLANKS.items():
        line = line.replace(character, blank)
    return line


def _blank(names: _Names, document: str, id_: str, figure: str) -> Witness:
    source, origin, subject, measure, unit = names
    row = FigureRow(source, origin, subject, measure, unit, 0.0, 0.0, "", "", "", document)
    return Witness(row, id_, figure, f"{figure} {unit}".strip(), True)


def _told(
    finding: Finding, a: Witness, b: Witness, verdict: Verdict
) -> tuple[Conflict, list[Statement]]:
    witnesses = (a,) if a.id == b.id else (a, b)
    return _conflict_of(finding, witnesses, verdict), [*map(_statement_of, witnesses)]


def _statement_of(witness: Witness) -> Statement:
    row = witness.row
    spans = [[0, len(row.quote)]] if row.quote else []
    return Statement(
        witness.id,
        row.source,
        witness.figure,
        witness.text,
        row.document,
        row.origin or row.source,
        spans,
    )


def _conflict_of(finding: Finding, witnesses: Sequence[Witness], verdict: Verdict) -> Conflict:
    """A finding as a conflict, in the words of the judge."""
    kind, a, b, claims, voices = finding
    reason = verdict.reason
    if kind.is_step and claims > 1:
        reason = f"{reason[:-1]} (one of {claims:,} such steps)."
    elif claims > 2:
        reason = f"{reason[:-1]} (the extremes of {claims:,} claims)."
    return Conflict(
        kind,
        subject_id(a.subject, a.measure),
        tuple(witness.id for witness in witnesses),
        (a.source,) if a.source == b.source else (a.source, b.source),
        voices,
        reason,
        verdict.ratio,
        latest=latest_day(a.as_of, b.as_of, a.said, b.said),
        camps=tuple((witness.id,) for witness in witnesses) if len(witnesses) > 1 else (),
    )
