"""Relations between subjects: how they are written, and what a violated one tells."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.compare import RelationError, find_conflicts, parse_relation
from reportedly.compare.relations import ContradictionError, Known, propagate
from reportedly.model import Interval, Subject

S, M, U = "SOHR", "the ministry", "US officials"


@pytest.mark.parametrize(
    ("text", "names", "constraints"),
    [
        ("lost + held = whole", ("lost", "held", "whole"), 1),
        ("killed = civilians + fighters", ("killed", "civilians", "fighters"), 1),
        ("rate = killed / population", ("rate", "killed", "population"), 1),
        ("children <= civilians <= killed", ("children", "civilians", "killed"), 2),
        ("held = whole * (1 - lost)", ("held", "whole", "lost"), 1),
        ("held=x ≥ 3", None, None),
        ("baghouz-strike-killed ≥ 1,000", ("baghouz-strike-killed",), 1),
        ("a × 50% ≤ b ÷ 2", ("a", "b"), 1),
    ],
)
def test_relations_are_written_as_sums(text, names, constraints):
    if names is None:
        with pytest.raises(RelationError, match="spaces"):
            parse_relation(text)
        return
    relation = parse_relation(text)
    assert relation.names == names
    assert len(relation.constraints) == constraints
    assert relation.text == text


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "missing"),
        ("lost", "needs one of"),
        ("lost +", "missing"),
        ("lost + = whole", "missing before '='"),
        ("lost+held = whole", "spaces around"),
        ("(lost + held = whole", "not closed"),
        ("lost + held) = whole", "out of place"),
        ("lost held = whole", "out of place"),
        ("1 = 1", "at least one subject"),
        ("(" * 200 + "a" + ")" * 200 + " = b", "too many brackets"),
    ],
)
def test_what_does_not_read_says_why(text, complaint):
    with pytest.raises(RelationError, match=complaint):
        parse_relation(text)


def known(**intervals):
    return {
        n: Known(
            Interval(Decimal(a), Decimal(b)), frozenset({f"{n}-low"}), frozenset({f"{n}-high"})
        )
        for n, (a, b) in intervals.items()
    }


@pytest.mark.parametrize(
    ("relation", "given", "name", "low", "high"),
    [
        ("a + b = c", {"a": (1, 2), "b": (3, 4)}, "c", 4, 6),
        ("a + b = c", {"c": (10, 10), "b": (3, 4)}, "a", 6, 7),
        ("a - b = c", {"c": (1, 1), "a": (3, 4)}, "b", 2, 3),
        ("a = b * c", {"b": (2, 3), "c": (4, 5)}, "a", 8, 15),
        ("a = b * c", {"a": (8, 8), "c": (4, 4)}, "b", 2, 2),
        ("a = b / c", {"b": (8, 8), "c": (2, 4)}, "a", 2, 4),
        ("a = b / c", {"a": (2, 2), "b": (8, 8)}, "c", 4, 4),
        ("a <= b", {"b": (0, 5), "a": (3, 9)}, "a", 3, 5),
        ("a <= b", {"b": (0, 5), "a": (3, 9)}, "b", 3, 5),
        ("a > b", {"b": (3, 9), "a": (0, 5)}, "b", 3, 5),
        ("a = 50% * b", {"b": (10, 20)}, "a", 5, 10),
    ],
)
def test_relations_narrow_what_is_known(relation, given, name, low, high):
    state = propagate(parse_relation(relation).constraints, known(**given))
    assert (state[name].interval.low, state[name].interval.high) == (low, high)


def test_ends_carry_what_they_rest_on():
    state = propagate(
        parse_relation("a + b = c").constraints, known(a=(1, 2), b=(3, 4), c=(0, 100))
    )
    assert state["c"].low_by == {"a-low", "b-low"}
    assert state["c"].high_by == {"a-high", "b-high"}
    with pytest.raises(ContradictionError) as fault:
        propagate(parse_relation("a + b = c").constraints, known(a=(1, 2), b=(3, 4), c=(9, 100)))
    assert fault.value.claims == {"a-high", "b-high", "c-low"}


def test_a_third_is_a_third():
    """1 ÷ 3 has no last digit; that alone is no contradiction, but an open end is."""
    third = Known(Interval.point(1 / Decimal(3)))
    points = {"a": third, "b": Known(Interval.point(Decimal(3)))}
    propagate(parse_relation("1 = a * b").constraints, points)
    open_end = {"a": Known(Interval(None, Decimal(5), True, True)), "b": points["b"]}
    with pytest.raises(ContradictionError):
        propagate(parse_relation("a = b + 2").constraints, open_end)


def test_several_relations_reach_a_fixed_point():
    constraints = [
        c for r in ("a = b + 1", "b = c + 1", "c >= 5") for c in parse_relation(r).constraints
    ]
    assert propagate(constraints, {})["a"].interval == Interval(Decimal(7), None)


SMALL = st.integers(-6, 6).map(Decimal)


@given(SMALL, SMALL, st.integers(0, 3), st.sampled_from("+-*/"))
def test_a_true_solution_is_never_lost(x, y, width, sign):
    """Whatever numbers satisfy a relation stay possible when it is propagated."""
    if sign == "/" and y == 0:
        return
    z = {"+": x + y, "-": x - y, "*": x * y, "/": x / y if y else Decimal(0)}[sign]
    around = {n: Known(Interval(v - width, v + width)) for n, v in (("x", x), ("y", y), ("z", z))}
    state = propagate(parse_relation(f"z = x {sign} y").constraints, around)
    slack = Decimal("1e-20")
    for name, value in (("x", x), ("y", y), ("z", z)):
        found = state[name].interval
        assert found.low - slack <= value <= found.high + slack


# Over claims


def subjects(*relations, names="lost held whole"):
    return {n: Subject(n, relations=relations) for n in names.split()}


def derived(ledger):
    return [c for c in find_conflicts(ledger) if c.kind == "derived"]


KM2, MI2 = "square kilometre", "square mile"


@pytest.mark.parametrize(
    ("whole", "unit", "is_violated"),
    [
        ("88,000", KM2, True),
        ("34,000", MI2, True),
        ("1,200", KM2, True),
        ("900", KM2, False),
        ("fewer than 1,000", KM2, False),
        ("at least 2,000", KM2, True),
    ],
)
def test_a_share_lost_and_an_area_held_imply_the_whole(claim, whole, unit, is_violated):
    s = subjects("lost + held = whole")
    ledger = [
        claim(U, "99.5 percent", unit=None, subject=s["lost"], id="lost"),
        claim(U, "fewer than 5", unit=KM2, subject=s["held"], id="held"),
        claim(M, whole, unit=unit, subject=s["whole"], id="whole"),
    ]
    found = derived(ledger)
    assert [sorted(c.claims) for c in found] == [["held", "lost", "whole"]] * is_violated
    for c in found:
        assert 'By "lost + held = whole"' in c.reason
        assert "so whole is less than 1,000 square kilometres" in c.reason
        assert c.origins == 2


def test_nothing_is_derived_while_nobody_states_the_whole(claim):
    s = subjects("lost + held = whole")
    ledger = [
        claim(U, "99.5 percent", unit=None, subject=s["lost"]),
        claim(U, "fewer than 5", unit=KM2, subject=s["held"]),
    ]
    assert find_conflicts(ledger) == []


PEOPLE = "killed civilians fighters"


@pytest.mark.parametrize(
    ("killed", "civilians", "fighters", "is_violated"),
    [
        ("20", "12", "8", False),
        ("20", "12", "5", True),
        ("20", "at least 12", "5", False),
        ("20", "at least 12", "at least 12", True),
        ("at least 20", "12", "5", True),
        ("up to 20", "12", "5", False),
        ("hundreds", "12", "5", True),
    ],
)
def test_a_sum_must_hold(claim, killed, civilians, fighters, is_violated):
    s = subjects("killed = civilians + fighters", names=PEOPLE)
    words = {"killed": killed, "civilians": civilians, "fighters": fighters}
    ledger = [claim(S, w, subject=s[n], id=n) for n, w in words.items()]
    assert [set(c.claims) for c in derived(ledger)] == [set(words)] * is_violated


def test_the_reason_of_a_sum(claim):
    s = subjects("killed = civilians + fighters", names=PEOPLE)
    ledger = [
        claim(S, "20", subject=s["killed"]),
        claim(S, "12", subject=s["civilians"]),
        claim(M, "5", subject=s["fighters"]),
    ]
    (found,) = derived(ledger)
    assert found.reason == (
        'By "killed = civilians + fighters", SOHR says "12" (civilians) and the ministry says "5" '
        '(fighters), so killed is 17, but SOHR says "20".'
    )


def test_the_fewest_claims_are_named(claim):
    s = subjects("killed = civilians + fighters", names=PEOPLE)
    ledger = [
        claim(S, "20", subject=s["killed"], id="killed"),
        claim(M, "at least 30", subject=s["civilians"], id="many"),
        claim(U, "at least 1", subject=s["fighters"], id="few"),
        claim("X", "at least 2", subject=s["fighters"], id="more"),
    ]
    assert [set(c.claims) for c in derived(ledger)] == [{"killed", "many"}]


def test_rates_and_chains(claim):
    rate = Subject("rate", relations=("rate = killed / people", "children <= killed"))
    ledger = [
        claim(S, "4 percent", unit=None, subject=rate, id="rate"),
        claim(S, "20", subject="killed", id="killed"),
        claim(S, "1,000", subject="people", id="people"),
        claim(S, "25", subject="children", id="children"),
    ]
    found = {frozenset(c.claims): c.reason for c in derived(ledger)}
    assert set(found) == {
        frozenset({"rate", "killed", "people"}),
        frozenset({"killed", "children"}),
    }
    assert "so rate is 2 percent" in found[frozenset({"rate", "killed", "people"})]


def test_relations_work_together(claim):
    """Neither relation fails alone: half of a is at most 4, and b, at least 10, is less than it."""
    a = Subject("a", relations=("a = 2 * half", "half >= b"))
    ledger = [
        claim(S, "at most 8", subject=a, id="a"),
        claim(M, "at least 10", subject="b", id="b"),
    ]
    assert [set(c.claims) for c in derived(ledger)] == [{"a", "b"}]


def test_a_difference_may_be_negative(claim):
    change = Subject("change", relations=("change = after - before",))
    ledger = [claim(S, "10", subject="after"), claim(S, "12", subject="before")]
    assert derived([*ledger, claim(S, "3", subject=change)]) != []
    more = Subject("after", relations=("change = after - before",))
    assert derived([claim(S, "10", subject=more), ledger[1]]) == []


def test_a_voice_that_states_all_is_held_to_itself(claim):
    s = subjects("killed = civilians + fighters", names=PEOPLE)
    own = [
        claim(S, w, subject=s[n], id=f"s-{n}") for n, w in zip(s, ("20", "12", "8"), strict=True)
    ]
    other = claim(M, "30", subject=s["killed"], id="m")
    assert derived([*own, other]) == []
    assert [c.kind for c in find_conflicts([*own, other])] == ["contradiction"]


def test_other_times_do_not_meet(claim):
    s = subjects("killed = civilians + fighters", names=PEOPLE)
    days = {"killed": "2020-01-01", "civilians": "2020-01-02", "fighters": "2020-01-03"}
    words = {"killed": "20", "civilians": "12", "fighters": "5"}
    assert derived([claim(S, words[n], subject=s[n], as_of=d) for n, d in days.items()]) == []
    same = [claim(S, words[n], subject=s[n], as_of="2020-01-01") for n in days]
    assert len(derived(same)) == 1


def test_a_relation_that_does_not_read_is_left_to_the_checks(claim):
    s = Subject("a", relations=("a + = b",))
    assert find_conflicts([claim(S, "1", subject=s), claim(S, "2", subject="b")]) == []
