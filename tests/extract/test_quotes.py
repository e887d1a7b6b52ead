import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.extract.layout import find_paragraphs
from reportedly.extract.quotes import find_quotations


def quoted(text: str) -> list[str]:
    return [text[q.start : q.end] for q in find_quotations(text, find_paragraphs(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"We left," she said.', ['"We left,"']),
        ("“We left,” she said.", ["“We left,”"]),
        ("''We left,'' she said. ''It was dark.''", ["''We left,''", "''It was dark.''"]),
        ("``We left,'' she said.", ["``We left,''"]),
        ("«We left», she said.", ["«We left»"]),
        ("„We left“, she said.", ["„We left“"]),
        ("»We left«, she said.", ["»We left«"]),
        ("'We left,' she said.", ["'We left,'"]),
        ("‘We left,’ she said.", ["‘We left,’"]),
        ("“He said ‘go’ twice,” she said.", ["“He said ‘go’ twice,”"]),
        ("\"He said 'go' twice,\" she said.", ["\"He said 'go' twice,\""]),
        ("It's the workers' dog, isn't it?", []),
        ("In the '90s it didn't rain.", []),
        ('A 12" pipe and a 9" board', []),
        ('The word "caliphate" stood there.', ['"caliphate"']),
        ('He said: "We left', ['"We left']),
        ('He said it left" nothing behind', []),
        ("no marks at all", []),
        ('""', []),
    ],
)
def test_marks_of_every_style(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


def test_a_quotation_goes_on_in_the_next_paragraph_that_opens_with_a_mark() -> None:
    text = "“First,” she said. “Second.\n“Third.\n“Fourth.”\nShe left."
    found = find_quotations(text, find_paragraphs(text))
    assert [text[q.start : q.end] for q in found] == [
        "“First,”",
        "“Second.",
        "“Third.",
        "“Fourth.”",
    ]
    assert [q.continued for q in found] == [False, True, True, False]


def test_a_lost_closing_mark_costs_at_most_its_own_paragraph() -> None:
    text = 'He said: "We left.\nThe road was dark.\n"Nobody came," she said.'
    assert quoted(text)[-1] == '"Nobody came,"'
    assert "The road" not in "".join(quoted(text))


@given(st.text(alphabet="ab \n.,:\"'“”‘’„«»`", max_size=80))
def test_quotations_are_in_order_and_within_one_paragraph(text: str) -> None:
    paragraphs = find_paragraphs(text)
    end = 0
    for quotation in find_quotations(text, paragraphs):
        assert end <= quotation.start < quotation.end
        assert any(b <= quotation.start and quotation.end <= e for b, e in paragraphs)
        end = quotation.end
