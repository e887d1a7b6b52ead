"""Sentences with one quantity to be read, made from a grammar, with the right figure beside them.

A case is ``(text, value, unit, bound)``. ``value`` is a ``Fraction`` (exact: "2.5 million" is
2500000, "two thirds" is 2/3), or a pair of them, low and high, for a range. ``unit`` is the unit's
British name in the singular ("kilometre", "square mile"), "percent", the code of a currency
("USD"), the singular noun of things counted ("house"), or ``None`` for people, who are never
written, and for shares ("two thirds of the herd"). ``bound`` is a key of ``BOUNDS`` or "range":
"at least" and "at most" include the value, "more than" and "less than" do not. Other numbers in
the text are names (Flight 610, Gate 14, the 737 hangar) and no figures. A bare whole number of
four digits is left out, since it might be a year, and so is "35m", which might be millions.
Nothing is imported from the program.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from hypothesis import strategies as st

Value = Fraction | tuple[Fraction, Fraction]
Case = tuple[str, Value, str | None, str]
Number = tuple[str, Fraction]  # as it is written, and its value
BOUNDS = {
    "exactly": ["", "", "", "exactly ", "a total of "],
    "at least": ["at least ", "not less than ", "a minimum of "],
    "at most": ["at most ", "up to ", "no more than ", "a maximum of "],
    "more than": ["more than ", "over ", "upwards of "],
    "less than": ["less than ", "under "],
    "about": ["about ", "around ", "roughly ", "approximately ", "some ", "an estimated "],
}
BEFORE_WHOLES = ("some ", "an estimated ", "of ")  # never before "a dozen", "half a million"
ONES = "zero one two three four five six seven eight nine ten eleven twelve".split()
ONES += [f"{stem}teen" for stem in "thir four fif six seven eigh nine".split()]
TENS = "_ _ twenty thirty forty fifty sixty seventy eighty ninety".split()
SCALES = {"million": 10**6, "billion": 10**9, "trillion": 10**12}
QUARTERS = [("a quarter", "¼", "1/4"), ("a half", "½", "1/2"), ("three quarters", "¾", "3/4")]
ROUND = {"a dozen": 12, "two dozen": 24, "half a dozen": 6, "a hundred": 100, "a thousand": 1000}
ROUND |= {"half a million": 500_000, "a million": 10**6, "a million and a half": 1_500_000}
SHARES = {"half": "1/2", "a third": "1/3", "two thirds": "2/3", "a quarter": "1/4"}
SHARES |= {"three quarters": "3/4", "a fifth": "1/5", "two-fifths": "2/5", "nine tenths": "9/10"}
LENGTHS = ["metre", "kilometre", "mile", "foot"]
COUNTED = {" houses": "house", " lorries": "lorry", " shells": "shell", " goats": "goat"}
COUNTED |= {" rifles": "rifle", " ballots": "ballot", " wells": "well", " bridges": "bridge"}
UNITS = {  # what is written behind the number, and the unit's name
    " metres": "metre",
    " meters": "metre",
    " kilometres": "kilometre",
    " kilometers": "kilometre",
    " km": "kilometre",
    "km": "kilometre",
    " miles": "mile",
    " feet": "foot",
    " kilograms": "kilogram",
    "kg": "kilogram",
    " tonnes": "tonne",
    " litres": "litre",
    " hectares": "hectare",
    " ha": "hectare",
    " acres": "acre",
    " square kilometres": "square kilometre",
    " sq km": "square kilometre",
    " km²": "square kilometre",
    " square miles": "square mile",
    " sq mi": "square mile",
    " cubic metres": "cubic metre",
    " km/h": "kilometre per hour",
    " kilometres per hour": "kilometre per hour",
}
PERCENT = ["%", " per cent", " percent"]
MONEY = {"$": "USD", "US$": "USD", "€": "EUR", "£": "GBP"}
MONEY_WORDS = {" US dollars": "USD", " euros": "EUR", " pounds sterling": "GBP"}
CARRIERS = {
    "people": [
        "The collapse of the 737 hangar killed {} people.",
        "The mayor said {} people died behind Gate 14.",
        "Flight 610 crashed, and {} people were killed.",
        "In the market, {} people were wounded, doctors said.",
    ],
    "things": ["The flood destroyed {}.", "Soldiers in Sector 9 counted {}."],
    "amount": ["The new total is {}.", "It came to {}, the report said."],
    "percent": ["The poll gave her {}.", "The index gained {} in Room 2014."],
    "money": ["The repair cost {}.", "The ministry paid {} for Building 7."],
    "share": ["The blight killed {} of the herd.", "The fire took {} of the forest near Camp 3."],
    "adjective": ["Workers dug a {} trench.", "The {} stretch of road at Post 12 was closed."],
}


def spell(number: int, joint: str = " and ") -> str:
    """Write a number below a thousand million in words, British or (joint " ") American."""
    if number < 20:
        return ONES[number]
    if number < 100:
        return TENS[number // 10] + (f"-{ONES[number % 10]}" if number % 10 else "")
    sizes = [(10**6, "million"), (1000, "thousand"), (100, "hundred")]
    size, name = next(pair for pair in sizes if number >= pair[0])
    rest = number % size
    tail = "" if not rest else (joint if rest < 100 else " ") + spell(rest, joint)
    return f"{spell(number // size, joint)} {name}{tail}"


@st.composite
def wholes(draw: st.DrawFn) -> Number:
    """Draw a whole number above one, in digits (grouped or bare) or in words."""
    sizes = [st.integers(2, 40), st.integers(2, 999), st.integers(1000, 9_999_999)]
    number = draw(st.one_of(sizes))
    forms = [f"{number:,}", f"{number:,}", spell(number), spell(number, " ")]
    if number > 9999:
        marks = ("\N{NO-BREAK SPACE}", "\N{THIN SPACE}", " ")
        forms += [f"{number:,}".replace(",", mark) for mark in marks]
    forms += [] if 1000 <= number <= 9999 else [str(number)]
    return draw(st.sampled_from(forms)), Fraction(number)


@st.composite
def broken(draw: st.DrawFn) -> Number:
    """Draw a number that is no whole one: 0.35, 12.5, two and a half, 3½, 4 3/4."""
    whole, (words, sign, part) = draw(st.integers(2, 19)), draw(st.sampled_from(QUARTERS))
    decimal = f"{draw(st.integers(0, 99))}.{draw(st.integers(1, 9))}"
    decimal += draw(st.sampled_from(["", "5"]))
    value = whole + Fraction(part)
    forms = [(f"{spell(whole)} and {words}", value), (f"{whole}{sign}", value)]
    forms += [
        (f"{whole} {part}", value),
        (decimal, Fraction(decimal)),
        (decimal, Fraction(decimal)),
    ]
    return draw(st.sampled_from(forms))


@st.composite
def scaled(draw: st.DrawFn, most: int = 10**12) -> Number:
    """Draw a number with a scale behind it: 2.5 million, three and a half billion."""
    name, scale = draw(st.sampled_from([pair for pair in SCALES.items() if pair[1] <= most]))
    count = draw(st.integers(2, 99))
    head = st.sampled_from([(str(count), Fraction(count)), (spell(count), Fraction(count))])
    words, value = draw(st.one_of(head, broken()))
    return f"{words} {name}", value * scale


@st.composite
def spans(draw: st.DrawFn) -> tuple[str, Value]:
    """Draw a range, both of its ends in full or with one scale for both."""
    low = draw(st.integers(2, 80))
    high = low + draw(st.integers(1, 19))
    ends = [(str(low), str(high), 1), (spell(low), spell(high), 1)]
    ends += [(f"{low},000", f"{high},000", 1000), (str(low), f"{high} million", 10**6)]
    ends += [(f"{low} million", f"{high} million", 10**6)]
    one, two, scale = draw(st.sampled_from(ends))
    forms = [f"between {one} and {two}", f"{one} to {two}"]
    forms += [f"{one}-{two}", f"{one}–{two}"] if one.isdigit() and scale == 1 else []
    return draw(st.sampled_from(forms)), (Fraction(low * scale), Fraction(high * scale))


@st.composite
def bounded(draw: st.DrawFn, number: str, prefix: str = "") -> tuple[str, str]:
    """Put a bound before a number; give the words and the bound."""
    bound = draw(st.sampled_from(sorted(BOUNDS)))
    words = draw(st.sampled_from(BOUNDS[bound]))
    if number in {*ROUND, *SHARES} and words.endswith(BEFORE_WHOLES):
        bound, words = "exactly", ""
    return f"{words}{prefix}{number}", bound


def joined(words: str, after: str) -> str:
    """Put what follows behind a number: signs touch digits only."""
    if words[-1].isalpha():
        after = " " + after.strip().replace("%", "per cent") if after else ""
    return words + after


def chosen(table: Mapping[str, int | str]) -> st.SearchStrategy[Number]:
    """Draw one of the numbers that a table has words for."""
    return st.sampled_from([(words, Fraction(value)) for words, value in table.items()])


@st.composite
def figure_cases(draw: st.DrawFn) -> Case:
    """Draw a text with one figure, its value or range, its unit and its bound."""
    kind = draw(st.sampled_from(sorted(CARRIERS)))
    carrier = draw(st.sampled_from(CARRIERS[kind]))
    if kind == "adjective":
        size, unit = draw(st.integers(2, 999)), draw(st.sampled_from(LENGTHS))
        words = draw(st.sampled_from([str(size), spell(size) if size < 21 else str(size)]))
        return carrier.format(f"{words}-{unit}"), Fraction(size), unit, "exactly"
    numbers, after, name, sign = wholes(), "", None, ""
    if kind == "people":
        numbers = st.one_of(wholes(), wholes(), chosen(ROUND), scaled(most=10**6))
    elif kind == "things":
        after, name = draw(st.sampled_from(sorted(COUNTED.items())))
        numbers = st.one_of(wholes(), wholes(), chosen(ROUND), scaled(most=10**6))
    elif kind == "amount":
        after, name = draw(st.sampled_from(sorted(UNITS.items())))
        numbers = st.one_of(wholes(), broken())
    elif kind == "percent":
        after, name = draw(st.sampled_from(PERCENT)), "percent"
        numbers = st.one_of(broken(), chosen({str(n): n for n in range(2, 100)}))
    elif kind == "share":
        numbers = chosen(SHARES)
    elif draw(st.booleans()):
        after, name = draw(st.sampled_from(sorted(MONEY_WORDS.items())))
        numbers = st.one_of(wholes(), scaled())
    else:
        sign, name = draw(st.sampled_from(sorted(MONEY.items())))
        numbers = st.one_of(wholes(), scaled()).filter(lambda pair: pair[0][0].isdigit())
    if kind not in ("percent", "share") and not sign and draw(st.integers(0, 3)) == 0:
        words, span = draw(spans())
        return carrier.format(joined(words, after)), span, name, "range"
    number, value = draw(numbers)
    words, bound = draw(bounded(number, sign))
    return carrier.format(joined(words, after)), value, name, bound
