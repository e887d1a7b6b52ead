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

PACKAGE = Path(reportedly.__file__).parent
LIMITS = {"text": 0, "extract": 0}
"""The most lists of words that each room may hold; to be lowered, never raised."""

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
            return next((re.split(r"\??\|", m.group()) for m in ALTERNATION.finditer(text)), [])
    return []


def _names_of_code(tree: ast.Module) -> Iterator[ast.AST]:
    """What holds no words of English: docstrings, `__all__`, the values of `Literal`."""
    for node in ast.walk(tree):
        match node:
            case ast.Expr(value=ast.Constant()):
                yield from ast.walk(node)
            case ast.Assign(targets=[ast.Name(id="__all__")]) | ast.Subscript():
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


if __name__ == "__main__":
    import sys

    for room in sys.argv[1:] or ("text", "extract"):
        found = lists_in(room)
        print(*found, sep="\n")
        print(room, len(found))
