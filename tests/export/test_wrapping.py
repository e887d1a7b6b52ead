"""Long cells are broken as textwrap breaks them, whatever they hold."""

import textwrap

from hypothesis import given
from hypothesis import strategies as st

from reportedly.export.tables import _wrapped


@given(st.text("ab -é\u00a0漢"), st.integers(1, 14))
def test_lines_are_those_of_textwrap(line: str, width: int) -> None:
    assert _wrapped(line, width) == "\n".join(textwrap.TextWrapper(width).wrap(line))
