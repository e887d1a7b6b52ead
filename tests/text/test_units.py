"""Units: spellings, dimensions, conversion."""

import subprocess
import sys
from decimal import Decimal

import pytest

from reportedly.errors import UnitError
from reportedly.model import Interval
from reportedly.text.lexicon import units
from reportedly.text.nouns import singular
from reportedly.text.quantities.conversion import convert
from reportedly.text.quantities.units import find_currency_before, find_unit, same_dimension
from reportedly.text.tokens import split_tokens


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("square kilometres", "square kilometre"),
        ("sq km", "square kilometre"),
        ("km²", "square kilometre"),
        ("per cent", "percentage"),
        ("percentage points", "percentage point"),
        ("mph", "mile per hour"),
        ("km/h", "kilometre per hour"),
        ("miles per hour", "mile per hour"),
        ("dollars a month", "dollar per month"),
        ("hours per week", "hour per week"),
        ("kV/cm", "kilovolt per centimetre"),
        ("Australian dollars", "australian dollar"),
        ("MW", "megawatt"),
        ("mW", "milliwatt"),
        ("°C", "celsius"),
        ("years old", "year of age"),
        ("civilians", None),
    ],
)
def test_a_unit_is_found(words: str, name: str | None) -> None:
    match = find_unit(split_tokens(words), 0)
    assert (None if match is None else match.name) == name


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("$", "dollar"),
        ("US$", "dollar"),
        ("A$", "australian dollar"),
        ("HK $", "hong kong dollar"),
        ("RM", "malaysian ringgit"),
        ("£", "pound sterling"),
        ("A $", "dollar"),  # an article before a sign
        ("won", None),
    ],
)
def test_a_currency_stands_before(words: str, name: str | None) -> None:
    tokens = split_tokens(f"{words}5")
    if words == "won":
        tokens = split_tokens("won 5")
    match = find_currency_before(tokens, len(tokens) - 1)
    assert (None if match is None else match.name) == name


@pytest.mark.parametrize(
    ("plural", "one"),
    [
        ("civilians", "civilian"),
        ("people", "person"),
        ("children", "child"),
        ("policewomen", "policewoman"),
        ("militiamen", "militiaman"),
        ("countries", "country"),
        ("churches", "church"),
        ("buses", "bus"),
        ("aircraft", "aircraft"),
        ("league games", "league game"),
        ("gas", "gas"),
    ],
)
def test_singulars(plural: str, one: str) -> None:
    assert singular(plural) == one


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("kilometre", "mile", True),
        ("square kilometre", "mile", False),
        ("mile per hour", "knot", True),
        ("civilian", "child", True),
        ("civilian", None, True),
        ("civilian", "mile", False),
        ("dollar", "euro", False),
        ("dollar", "dollar", True),
        ("percentage", "percentage point", False),
        ("dollar per barrel", "dollar per barrel", True),
    ],
)
def test_dimensions(a: str, b: str | None, same: bool) -> None:
    assert same_dimension(a, b) is same
    assert same_dimension(b, a) is same


@pytest.mark.parametrize(
    ("value", "source", "target", "result"),
    [
        ("1", "inch", "centimetre", "2.54"),
        ("1", "mile", "kilometre", "1.609344"),
        ("4", "square kilometre", "square metre", "4000000"),
        ("100", "kilometre per hour", "metre per second", "27.77777777777777777777777778"),
        ("32", "fahrenheit", "celsius", "0"),
        ("2", "day", "hour", "48"),
    ],
)
def test_conversion_is_decimal(value: str, source: str, target: str, result: str) -> None:
    found = convert(Interval.point(Decimal(value)), source, target)
    assert found.low is not None
    assert abs(found.low - Decimal(result)) < Decimal("1e-20")


def test_conversion_keeps_open_ends() -> None:
    less_than_5 = Interval(Decimal(0), Decimal(5), high_open=True)
    found = convert(less_than_5, "kilometre", "metre")
    assert found == Interval(Decimal(0), Decimal(5000), high_open=True)
    assert convert(Interval(Decimal(1), None), "hour", "minute") == Interval(Decimal(60), None)


@pytest.mark.parametrize(
    ("source", "target", "words"),
    [
        ("dollar", "euro", "never converted"),
        ("mile", "kilogram", "length"),
        ("civilian", "child", "things counted"),
        ("ton", "kilogram", "ambiguous"),
    ],
)
def test_what_cannot_be_converted_says_why(source: str, target: str, words: str) -> None:
    with pytest.raises(UnitError, match=words):
        convert(Interval.point(Decimal(1)), source, target)


@pytest.mark.parametrize("name", [n for n, u in units().items() if u.written])
def test_every_unit_that_is_converted_is_known_to_pint(name: str) -> None:
    base = next(
        other.name
        for other in units().values()
        if other.written and other.dimension == units()[name].dimension
    )
    there = convert(Interval.point(Decimal(3)), name, base)
    back = convert(there, base, name)
    assert back.low is not None
    assert abs(back.low - 3) < Decimal("1e-18")


def test_reading_figures_loads_no_pint() -> None:
    code = (
        "import sys; from reportedly.text.quantities.figures import find_quantities as f;"
        "f('16 killed, 5 km (3 miles)'); sys.exit('pint' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
