"""Findings of tables are worded without claims, as the judge words them of the claims."""

import json
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.compare import Options, judge
from reportedly.compare.witnesses import verdict_of
from reportedly.export.rows import conflict_row
from reportedly.model import ConflictKind
from reportedly.store import sql
from reportedly.store.figures import FigureRow, claim_of, scales_of, witness_of
from reportedly.store.tables import Figures, Finding
from reportedly.workflow.found import FoundConflict

UNITS = ("", "people", "kilometre")
SCALES = scales_of(UNITS)

numbers = st.one_of(
    st.integers(0, 3_000_000).map(float),
    st.sampled_from([0.1, 42.75, 1 / 3, 1e15, 1e16, 1e22, -4.0]),
)
texts = st.sampled_from(
    ["WHO", "ECDC", "Beobachter “100 %”", "Red\x7fCross", "\ue000", 'a "b" {c}']
)


@st.composite
def figure_rows(draw: st.DrawFn) -> FigureRow:
    low = draw(numbers)
    return FigureRow(
        source=draw(texts),
        origin=draw(st.sampled_from(["", "", "WHO", "Wire"])),
        subject="Orlo %s",
        measure="cumulative_deaths",
        unit=draw(st.sampled_from(UNITS)),
        low=low,
        high=draw(st.sampled_from([low, low, low, low + 1])),
        bound=draw(st.sampled_from(["", "", "", "about", "at_least"])),
        as_of=draw(st.sampled_from(["2021-03-01", "2021-03-01", "2021-03", "2021-04-02", ""])),
        said=draw(st.sampled_from(["", "", "2021-05-01", "2021-05-02"])),
        document=draw(st.sampled_from(["first", "second %d", "Zweites"])),
        quote=draw(st.sampled_from(["", "", "said so"])),
    )


@given(figure_rows(), figure_rows())
@settings(max_examples=400)
def test_rows_are_worded_as_the_judge_words_their_claims(a: FigureRow, b: FigureRow) -> None:
    verdict = judge(claim_of(a, SCALES, 0.1), claim_of(b, SCALES, 0.1))
    if verdict.kind is not None:
        first, second = (b, a) if verdict.earlier == b.id else (a, b)
        told = verdict_of(verdict.kind, witness_of(first, SCALES), witness_of(second, SCALES))
        assert told in (None, verdict)


def test_numbers_need_no_claims_and_bounds_do() -> None:
    who = FigureRow("WHO", "", "Orlo", "killed", "people", 4.0, 4.0, "", "2021-03-01", "", "WHO")
    ecdc = who._replace(source="ECDC", low=5.0, high=5.0)
    assert _reason(ecdc, who) == 'ECDC says "5" and WHO says "4": no number satisfies both.'
    assert _reason(ecdc._replace(bound="at_least"), who) is None
    assert _reason(ecdc, who._replace(unit="kilometre")) is None


def _reason(a: FigureRow, b: FigureRow) -> str | None:
    kind = ConflictKind.CONTRADICTION
    verdict = verdict_of(kind, witness_of(a, SCALES), witness_of(b, SCALES))
    return None if verdict is None else verdict.reason


class _NoEngine:
    relation = "figures"
    dialect = sql.DUCKDB


FIGURES = Figures(_NoEngine(), seen=sql.Table("figures", frozenset(), sql.DUCKDB, SCALES))  # type: ignore[arg-type]


@given(figure_rows(), figure_rows(), st.integers(2, 5))
@settings(max_examples=400)
def test_a_line_is_the_row_of_the_conflict_and_its_claims(
    a: FigureRow, b: FigureRow, claims: int
) -> None:
    kind = judge(FIGURES.claim(a), FIGURES.claim(b)).kind
    if kind is None:
        return
    found = FoundConflict(Finding(kind, a, b, claims, 2), FIGURES, Options())
    expected = conflict_row(found.conflict, found.claims)
    assert found.row == expected
    assert json.loads(found.line) == expected
    assert "\x7f" not in found.line


def test_a_ratio_is_told_as_a_number() -> None:
    row = FigureRow("WHO", "", "Orlo", "killed", "people", 3.0, 3.0, "", "2021-03-01", "", "WHO")
    finding = Finding(
        ConflictKind.CONTRADICTION, row, row._replace(source="UN", low=7.5, high=7.5), 2, 2
    )
    found = FoundConflict(finding, FIGURES, Options())
    assert found.conflict.ratio == Decimal("2.5")
    assert json.loads(found.line)["ratio"] == 2.5
