"""What is asserted of an event without a figure."""

from enum import StrEnum


class Aspect(StrEnum):
    """What is asserted of an event without a figure."""

    HAPPENED = "happened"
    RESPONSIBLE = "responsible"
    WHEN = "when"
    WHERE = "where"
    WHAT = "what"
