"""Verdicts: the words that say how what they speak of stands, as `standing.txt` lists them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from reportedly.extract.cues import noun_forms, verb_forms
from reportedly.model import Stance


class Word(NamedTuple):
    """A line of `standing.txt`: what a word says, and a text that shows it."""

    word: str
    pos: str
    stance: Stance
    example: str


def parse_standing(text: str) -> list[Word]:
    """The words of a table in the form of `standing.txt`.

    Raises:
        ValueError: a line is not "word part stance = example".
    """
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("%"):
            continue
        columns, _, example = line.partition(" = ")
        try:
            word, pos, stance = columns.split()
            found.append(Word(word, pos, Stance(stance), example.strip()))
        except ValueError as error:
            raise ValueError(f"line {number} of standing.txt is no word: {line!r}") from error
    return found


@cache
def verdicts() -> Mapping[tuple[str, str], Stance]:
    """From a form and its part of speech to what the word says."""
    forms: dict[tuple[str, str], Stance] = {}
    text = files("reportedly.extract").joinpath("standing.txt").read_text("utf-8")
    for word in parse_standing(text):
        spread = verb_forms if word.pos == "verb" else noun_forms
        for form in spread(word.word) if word.pos not in ("before", "apart") else {word.word}:
            forms[form, word.pos] = word.stance
    return forms
