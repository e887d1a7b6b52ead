"""What one claim is to itself and to its document: conversions that do not print, lost quotes."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from reportedly.compare.figures import apart, one_unit
from reportedly.compare.wording import measured_in, name_of, plain
from reportedly.errors import UnitError
from reportedly.model import Bound, Claim, ConflictKind, Figure, Interval, Verdict
from reportedly.text.quantities.conversion import convert


def judge_alone(claim: Claim) -> Iterator[Verdict]:
    """Everything wrong with a claim by itself."""
    if claim.not_found:
        words = " … ".join(claim.not_found)
        yield Verdict(
            ConflictKind.NOT_IN_DOCUMENT,
            f'The words "{words}" are not at the cited place in {claim.document}.',
        )
    if claim.figure is not None and claim.figure.also:
        for other in claim.figure.also:
            verdict = judge_conversion(claim, claim.figure, other)
            if verdict is not None:
                yield verdict


def judge_conversion(claim: Claim, figure: Figure, other: Figure) -> Verdict | None:
    """Convert, then print: does the one number, converted, round to the other as it is written?

    "Four square kilometres (one square mile)": 4 km² is 1.54 sq mi, which prints as 2 and not as
    1, although [3.5, 4.5) km² and [0.5, 1.5) sq mi touch. A writer may have converted either way,
    so one way that prints is enough. None where it prints or nothing can be converted.
    """
    if Bound.ABOUT in (figure.bound, other.bound):
        return _judge_about(claim, figure, other)
    there, back = _converted(figure, other), _converted(other, figure)
    if there is None or back is None or _prints(there, other) or _prints(back, figure):
        return None
    both = figure.as_written
    if other.as_written not in both:
        both = f"{both} ({other.as_written})"
    return Verdict(
        ConflictKind.CONVERSION,
        f'{name_of(claim)} writes "{both}", but {_shown(figure.nominal)} '
        f"{measured_in(figure.unit)} is {_shown(there)} {measured_in(other.unit)}.",
    )


def _judge_about(claim: Claim, figure: Figure, other: Figure) -> Verdict | None:
    """Of numbers that are about right only ranges that do not meet are a fault."""
    pair = one_unit(figure, other)
    if pair is None or not apart(pair[0].rounded, pair[1].rounded):
        return None
    return Verdict(
        ConflictKind.CONVERSION,
        f'{name_of(claim)} writes "{figure.as_written}", and {other.as_written} is not about that.',
    )


def _converted(figure: Figure, target: Figure) -> Interval | None:
    if figure.unit is None or target.unit is None or figure.unit == target.unit:
        return None
    try:
        return convert(figure.nominal, figure.unit, target.unit)
    except (UnitError, ArithmeticError, ValueError):
        return None


def _prints(converted: Interval, printed: Figure) -> bool:
    """True when both ends, rounded as the other figure is written, give its ends."""
    pairs = (
        (converted.low, printed.nominal.low, _step_below(printed)),
        (converted.high, printed.nominal.high, _step_above(printed)),
    )
    return all(
        a is None or b is None or abs(a - b) <= (half or _finest(b) / 2) for a, b, half in pairs
    )


def _step_below(figure: Figure) -> Decimal:
    """Half the place to which the lower number is written, from the rounding that it implies."""
    return _half(figure.interval.low, figure.rounded.low) or _half(
        figure.interval.high, figure.rounded.high
    )


def _step_above(figure: Figure) -> Decimal:
    return _half(figure.interval.high, figure.rounded.high) or _half(
        figure.interval.low, figure.rounded.low
    )


def _half(end: Decimal | None, rounded: Decimal | None) -> Decimal:
    return Decimal(0) if end is None or rounded is None else abs(rounded - end)


def _finest(number: Decimal) -> Decimal:
    """The place of the last digit written: 0.1 for 1.5, 1 for 16."""
    exponent = number.as_tuple().exponent
    return Decimal(1).scaleb(min(exponent, 0)) if isinstance(exponent, int) else Decimal(1)


def _shown(x: Interval) -> str:
    if x.low is None or x.high is None:
        return str(x)
    return plain(x.low) if x.low == x.high else f"{plain(x.low)} to {plain(x.high)}"
