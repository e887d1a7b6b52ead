"""Rules as data: what patterns accept, which rule wins, and what a wrong file says."""

import pytest

from reportedly.text.rules import Grammar, Match
from reportedly.text.tokens import Tokens, split_tokens


def is_digits(tokens: Tokens, at: int) -> bool:
    return tokens[at].kind == "digits"


def grammar(rules: str) -> Grammar:
    return Grammar(
        rules,
        "some.rules",
        tests={"digits": is_digits},
        readers={"PAIR": lambda tokens, at, _: (tokens.low(at), at + 2)},
        asks={"small": lambda thing: thing < 10},
    )


def applied(rules: str, text: str) -> dict[str, str]:
    """The rules of [A] that apply anywhere in a text, with the words they take."""
    tokens, read = split_tokens(text), grammar(rules)
    found: dict[str, str] = {}
    for at in range(len(tokens)):
        for match in read.matches("A", tokens, at):
            words = text[tokens[match.first].start : tokens[match.last - 1].end]
            found.setdefault(match.rule.name, words)
    return found


@pytest.mark.parametrize(
    ("pattern", "text", "takes"),
    [
        ("ago|back", "two days Ago", "Ago"),
        ("<month> {digits}", "on March 5", "March 5"),
        ("{digits} ~k|m", "200 m and 300k", "300k"),
        ("in !{digits}", "in 5, in May", "in"),
        ("in the? {digits}", "in 5", "in 5"),
        ("very* {digits}", "very very 7", "very very 7"),
        ("{digits} $", "5 or 6", "6"),
        (r"\# {digits}", "No. # 5", "# 5"),
        ("PAIR ago", "two days ago", "two days ago"),
        ("UNIT ago", "two weeks ago", "weeks ago"),
    ],
)
def test_a_pattern_takes_the_words_it_asks_for(pattern: str, text: str, takes: str) -> None:
    assert applied(f"[A]\nr: {pattern}\n[UNIT]\ns: weeks|days\n", text) == {"r": takes}


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("ago", "agony"),
        ("{digits} ~k", "200 k"),
        ("in !{digits}", "in 5"),
        ("very {digits}", "7"),
        ("a? a", "a"),  # what may be missing is taken where it fits: there is no going back
    ],
)
def test_a_pattern_leaves_everything_else(pattern: str, text: str) -> None:
    assert applied(f"[A]\nr: {pattern}\n", text) == {}


def test_labels_hold_what_their_elements_took() -> None:
    tokens = split_tokens("the first week of March")
    read = grammar("[A]\nr: the n:first u:week of m:<month> = part\n")
    (match,) = read.matches("A", tokens, 0)
    assert match.held == {"n": "first", "u": "week", "m": "march"}
    assert match.rule.action == "part"


def test_the_longest_rule_wins_then_the_first() -> None:
    found = grammar("[A]\nshort: two\nlong: two days\nalso: two days\n").matches(
        "A", split_tokens("two days"), 0
    )
    assert [match.rule.name for match in found] == ["long", "also", "short"]


def test_a_rule_whose_action_makes_nothing_gives_way_to_a_shorter_one() -> None:
    def act(match: Match, _: object) -> str | None:
        return None if match.rule.action == "nothing" else match.rule.name

    read = Grammar("[A]\nlong: two days = nothing\nshort: two\n", "some.rules", act=act)
    assert read.read("A", split_tokens("two days"), 0, None) == ("short", 1)


@pytest.mark.parametrize(
    ("text", "verdict"),
    [("at 5 pm", "clock"), ("5 people", None), ("at 50 pm", None), ("call 5", "call")],
)
def test_rules_around_a_number_look_both_ways(text: str, verdict: str | None) -> None:
    tokens = split_tokens(text)
    at = next(n for n, token in enumerate(tokens) if token.kind == "digits")
    read = grammar("[N]\nclock: ^ at? #small pm = clock\ncall: ^ call # $ = call\n")
    match = read.around("N", tokens, at, at + 1, int(tokens[at].raw))
    assert (match.rule.action if match else None) == verdict


def test_groups_that_lead_to_one_another_end() -> None:
    read = grammar("[ONE]\nr: of ONE\ns: TWO\n[TWO]\nt: ONE\nu: it\n")
    assert read.read("ONE", split_tokens("of " * 200 + "it"), 0, None) is None
    assert read.read("ONE", split_tokens("of of it"), 0, None) == ("", 3)


@pytest.mark.parametrize(
    ("rules", "message"),
    [
        ("[A]\nno colon here\n", "some.rules, line 2: 'no colon here' is not"),
        ("r: two\n", "some.rules, line 1"),
        ("[A]\nr: {unheard}\n", "some.rules, line 2: nobody gave unheard"),
        ("[A]\nr: #big two\n", "nobody gave big"),
    ],
)
def test_a_wrong_file_names_its_line(rules: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        grammar(rules)
