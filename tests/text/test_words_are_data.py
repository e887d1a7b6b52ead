"""Words are data: they stand in the tables of `text/words`, and code names their classes.

A literal of code that holds three words of English or more is a list of words. What spaCy calls
its labels and tags are no words of English, nor are names of code.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import reportedly
from reportedly.text import lexicon
from reportedly.text.lexicon import either, first_words, numbers, values, words

PACKAGE = Path(reportedly.__file__).parent
LIMITS = {"text": 162, "extract": 4}
"""The most lists of words that each room may hold; to be lowered, never raised."""

LOOK_UPS = frozenset(f.__name__ for f in (words, values, numbers, first_words, either))
WORD = r"[A-Za-z]?[a-z]+(?:['’ -][a-z]+)*\.?"
ALTERNATION = re.compile(rf"(?<![\w\\[]){WORD}\??(?:\|{WORD}\??){{2,}}")
LABELS = frozenset(
    "acl acomp advcl advmod agent amod appos attr aux auxpass case cc ccomp compound conj csubj "
    "csubjpass dative dep det dobj expl intj mark meta neg nmod npadvmod nsubj nsubjpass nummod "
    "oprd parataxis pcomp pobj poss preconj predet prep prt punct quantmod relcl tmod xcomp".split()
)
"""Dependency labels (ClearNLP)."""


def _strings(nodes: list[ast.expr | None]) -> list[str]:
    return [n.value for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str)]


def _held(node: ast.AST) -> list[str]:
    """The strings that a literal is a list of."""
    match node:
        case ast.Set() | ast.Tuple() | ast.List():
            return _strings([*node.elts])
        case ast.Dict():
            return _strings(node.keys)
        case ast.Call(func=ast.Attribute(value=ast.Constant(value=str(text)), attr="split")):
            return re.split(r"[\s|]+", text)
        case ast.Constant(value=str(text)):
            found = ALTERNATION.search(text)
            return found.group().replace("?", "").split("|") if found else []
    return []


def _names_of_code(tree: ast.Module) -> Iterator[ast.AST]:
    """What holds no words of English: docstrings, `__all__`, the values of `Literal`."""
    for node in ast.walk(tree):
        match node:
            case ast.Expr(value=ast.Constant()):
                yield from ast.walk(node)
            case (
                ast.Assign(targets=[ast.Name(id="__all__")])
                | ast.Subscript(value=ast.Name(id="Literal"))
            ):
                yield from ast.walk(node)


def word_lists(source: str) -> list[tuple[int, list[str]]]:
    """Line and words of every list of three words or more in the source of a module."""
    tree = ast.parse(source)
    left_out = {id(node) for node in _names_of_code(tree)}
    found = []
    for node in ast.walk(tree):
        if id(node) not in left_out:
            words = {w for w in _held(node) if re.fullmatch(WORD, w)} - LABELS
            if len(words) >= 3:
                found.append((getattr(node, "lineno", 0), sorted(words)))
    return found


def lists_in(room: str) -> list[str]:
    return [
        f"{path.relative_to(PACKAGE)}:{line}: {' '.join(words)[:70]}"
        for path in sorted((PACKAGE / room).rglob("*.py"))
        for line, words in word_lists(path.read_text(encoding="utf-8"))
    ]


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ('WEEK = frozenset("monday tuesday friday".split())', ["friday monday tuesday"]),
        ('PER = {"hour": 1, "day": 24, "week": 168}', ["day hour week"]),
        ('def f(x):\n    return x in ("he", "she", "they")', ["he she they"]),
        ('KIND = re.compile(r"(?:killed|hurt|missing)")', ["hurt killed missing"]),
        ('KIND = re.compile(rf"{a}(?:man|men|boys?)")', ["boys man men"]),
        ('TAGS = ("VBD", "VBZ", "VBP")', []),
        ('OBJECTS = ("dobj", "pobj", "attr", "agent")', []),
        ('__all__ = ["either", "values", "words"]', []),
        ('Mode = Literal["plain", "table", "label"]', []),
        ('ENDS = frozenset(". ? !".split())', []),
        ('TWO = ("on", "late")', []),
    ],
)
def test_what_counts_as_a_list_of_words(source: str, words: list[str]) -> None:
    assert [" ".join(found) for _, found in word_lists(source)] == words


@pytest.mark.parametrize("room", LIMITS)
def test_lists_of_words_stand_in_tables(room: str) -> None:
    found = lists_in(room)
    assert len(found) <= LIMITS[room], "\n".join(found)


def _named_classes() -> set[str]:
    """The classes that code asks the lexicon for by name."""
    named = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                asked = getattr(node.func, "id", getattr(node.func, "attr", ""))
                if asked in LOOK_UPS:
                    named.update(_strings([*node.args]))
    return named


def _mentioned() -> set[str]:
    """Every string of code, and what stands in angle brackets in code, rules and tables."""
    mentioned = set()
    for path in PACKAGE.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        mentioned.update(_strings([n for n in ast.walk(tree) if isinstance(n, ast.Constant)]))
    data = [*PACKAGE.rglob("text/**/*.rules"), *PACKAGE.rglob("text/words/*.tsv")]
    for text in [*mentioned, *(path.read_text("utf-8") for path in data)]:
        mentioned |= set(re.findall(r"<([a-z-]+)>", text))
    return mentioned


def test_every_class_that_code_names_stands_in_a_table() -> None:
    assert _named_classes() - lexicon.classes().keys() == set()


def test_every_class_of_the_tables_is_used() -> None:
    assert lexicon.classes().keys() - _mentioned() == set()
