"""What a figure is to the count of its subject: every rule's examples, and what comes out."""

import pytest
from rule_examples import both_ways

from reportedly.model import Role
from reportedly.text.quantities.about import read_about
from reportedly.text.quantities.drafts import read_drafts
from reportedly.text.quantities.figures import find_quantities
from reportedly.text.quantities.roles import Candidate, deciding_action, role_rules
from reportedly.text.tokens import split_tokens

RULES = role_rules()


def deciding(text: str, group: str) -> set[str]:
    tokens, before, found = split_tokens(text), None, set()
    for draft in read_drafts(tokens):
        about = read_about(text, tokens, draft, before)
        decided = deciding_action(group, Candidate(tokens, draft, about, before))
        found.add(decided and decided[0])
        before = about
    return found - {None}


test_the_rule_decides_in_its_examples, test_it_does_not_in_its_counter_examples = both_ways(
    RULES, lambda rule, text: deciding(text, rule.group)
)


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("29 had died before and a further 6 died in our care", [Role.TOTAL, Role.ADDITION]),
        ("The army documented 27 dead. It had earlier said 22 died.", [Role.TOTAL, Role.EARLIER]),
        ("The toll could rise to 30, doctors warn", [Role.PROJECTION]),
        (
            "New cases (last 24 hours): 40\nCumulative cases: 512",
            [Role.TOTAL, Role.ADDITION, Role.TOTAL],
        ),
        ("26 were killed. Six of the dead came from Orlo.", [Role.TOTAL, Role.PART]),
    ],
)
def test_roles(text: str, roles: list[Role]) -> None:
    assert [q.role for q in find_quantities(text)] == roles


@pytest.mark.parametrize(
    ("text", "wholes"),
    [
        ("It put the toll at 22, including six children.", [None, "22"]),
        ("22 people died, six of them children.", [None, "22"]),
        ("Six of the 22 dead were men.", ["22", None]),
        ("22 people died. Six houses burned.", [None, None]),
        ("Of the 22, six were children.", [None, "22"]),
        ("Among the 30 dead, 12 were women.", [None, "30"]),
        ("Four children were among 11 killed.", ["11", None]),
        ("Six members of one family, three of them ill.", [None, None, "Six"]),
        ("Six children, including 22 boys.", [None, None]),
        ("Five rebels attacked a convoy with 16 soldiers.", [None, None]),
        ("They captured 14, with 3 soldiers wounded.", [None, None]),
    ],
)
def test_what_a_figure_is_of(text: str, wholes: list[str | None]) -> None:
    found = find_quantities(text)
    written = {q.start: q.figure.as_written for q in found}
    assert [None if q.whole is None else written[q.whole] for q in found] == wholes
