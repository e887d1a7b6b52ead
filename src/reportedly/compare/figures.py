"""Two figures as two sets of numbers: brought to one unit, then held against each other."""

from __future__ import annotations

from dataclasses import replace
from decimal import ROUND_HALF_EVEN, Context, Decimal

from reportedly.compare.options import DEFAULT_PROFILE, Options
from reportedly.model import Bound, Claim, Figure, Interval
from reportedly.text.lexicon import counts_people
from reportedly.text.nouns import singular
from reportedly.text.quantities.conversion import in_unit_of, settled
from reportedly.text.quantities.figures import under
from reportedly.text.quantities.profiles import PROFILES

_FLOORS = frozenset({Bound.AT_LEAST, Bound.MORE_THAN})
CEILINGS = frozenset({Bound.AT_MOST, Bound.LESS_THAN})

_HUNDREDTH = Decimal("0.01")
_ZERO = Interval.point(Decimal(0))

# Conversion there and back must give the number again: Pint's last digits are noise.
_CONVERTED = Context(prec=20, rounding=ROUND_HALF_EVEN)
_STATED = Context(prec=12, rounding=ROUND_HALF_EVEN)


def under_profile(claim: Claim, options: Options) -> Claim:
    """The claim with its inexact words read as the profile asks; nothing else changes.

    Figures are read from words under the default profile, so that one changes nothing.
    """
    if options.profile == DEFAULT_PROFILE or claim.figure is None:
        return claim
    figure = _under(claim.figure, options.profile)
    implied = None if claim.implied is None else _under(claim.implied, options.profile)
    if figure is claim.figure and implied is claim.implied:
        return claim
    return replace(claim, figure=figure, implied=implied)


def _under(figure: Figure, profile: str) -> Figure:
    if figure.bound is not Bound.ABOUT and figure.vague is None:
        return figure
    return under(figure, PROFILES[profile])


def comparable_figures(a: Claim, b: Claim) -> tuple[Figure, Figure] | None:
    """The figures of both in one unit, or None where they have none or measure different things.

    A share beside a number stands for the count that it comes to, where that is known.
    """
    fa, fb = a.figure, b.figure
    if fa is None or fb is None:
        return None
    if fa.share != fb.share:
        fa, fb = (a.implied, fb) if fa.share else (fa, b.implied)
        if fa is None or fb is None:
            return None
    elif not _one_base(fa.of, fb.of):
        return None
    return (fa, fb) if fa.unit == fb.unit else one_unit(fa, fb)


def _one_base(a: str | None, b: str | None) -> bool:
    """Whether two shares can be of one whole: the last words of both name one thing.

    Where one of them does not say of what, the subject does.
    """
    if a is None or b is None or a == b:
        return True
    first, second = (singular(words.casefold().split()[-1]) for words in (a, b) if words.split())
    return first == second or (counts_people(first) and counts_people(second))


def one_unit(fa: Figure, fb: Figure) -> tuple[Figure, Figure] | None:
    """Both in the unit whose name comes first, so that the order of the pair does not matter."""
    unit = min(fa.unit or "", fb.unit or "") or None
    first, second = in_unit_of(fa, unit), in_unit_of(fb, unit)
    if first is None or second is None:
        return None
    return (first, second) if first is fa and second is fb else (_settle(first), _settle(second))


def _settle(figure: Figure) -> Figure:
    return replace(
        figure,
        nominal=settled(figure.nominal),
        interval=settled(figure.interval),
        rounded=settled(figure.rounded),
    )


def same_words(a: Figure, b: Figure) -> bool:
    """True when both state the same number in the same way."""
    return a.nominal == b.nominal and a.interval == b.interval and a.bound == b.bound


def is_zero(figure: Figure) -> bool:
    """True for "no", "none" and 0."""
    return figure.nominal == _ZERO


def below(x: Interval, y: Interval) -> bool:
    """True when every number of `x` is smaller than every number of `y`."""
    if x.high is None or y.low is None:
        return False
    return x.high < y.low or (x.high == y.low and (x.high_open or y.low_open))


def apart(x: Interval, y: Interval) -> bool:
    """True when no number is in both; cheaper than building the meet."""
    return below(x, y) or below(y, x)


def lies_below(a: Figure, b: Figure, options: Options) -> bool:
    """True when `a` lies wholly below `b`, rounding, soft ceilings and tolerance allowed for."""
    if a.soft and options.profile != "strict":
        return False
    if not (below(a.rounded, b.rounded) and below(a.interval, b.interval)):
        return False
    return not options.tolerance or _exceeds(a.rounded.high, b.rounded.low, options.tolerance)


def _exceeds(high: Decimal | None, low: Decimal | None, tolerance: Decimal) -> bool:
    """True when `low` exceeds `high` by more than `tolerance` of itself."""
    if high is None or low is None:
        return False
    try:
        return low - high > tolerance * abs(low)
    except ArithmeticError:
        return True


def ratio_of(a: Figure, b: Figure) -> Decimal | None:
    """The larger stated number over the smaller; 1 where they meet, None where zero is one."""
    x, y = a.nominal, b.nominal
    if not apart(x, y):
        return Decimal(1)
    small, large = (x.high, y.low) if below(x, y) else (y.high, x.low)
    return ratio_between(large, small)


def ratio_between(large: Decimal | None, small: Decimal | None) -> Decimal | None:
    """`large` over `small` to twelve digits; None where either is missing or not above zero."""
    if small is None or large is None or small <= 0 or not large.is_finite():
        return None
    try:
        return _STATED.divide(large, small)
    except ArithmeticError:
        return None


def bracket(a: Figure, b: Figure) -> bool:
    """True for a floor and a ceiling: together they frame a range, however wide."""
    return (a.bound in _FLOORS and b.bound in CEILINGS) or (
        b.bound in _FLOORS and a.bound in CEILINGS
    )
