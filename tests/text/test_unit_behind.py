"""Words that are units elsewhere: every rule's examples."""

from rule_examples import both_ways

from reportedly.text.quantities.numerals import read_number
from reportedly.text.quantities.unit_behind import decide, unit_rules
from reportedly.text.quantities.units import find_unit
from reportedly.text.tokens import split_tokens

RULES = unit_rules()


def deciding(text: str) -> set[str]:
    """The rules that decide about what follows the numbers of a text."""
    tokens = split_tokens(text)
    found: set[str] = set()
    for at in range(len(tokens)):
        number = read_number(tokens, at)
        match = None if number is None else find_unit(tokens, number.last)
        if number is not None and match is not None:
            found.add(decide(tokens, match, number)[1])
    return found


test_the_rule_decides_in_its_examples, test_it_does_not_in_its_counter_examples = both_ways(
    RULES, lambda _, text: deciding(text)
)
