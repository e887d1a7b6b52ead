"""Digits in codes count nothing; the figure beside a code is read all the same."""

from __future__ import annotations

import pytest

from reportedly.text.quantities.codes import find_codes
from reportedly.text.quantities.figures import find_quantities

CODES = [
    "Date: Mon, 11 Feb 2019 10:00:00 +0000",
    "Content-Length: 34567",
    "X-Priority: 3\nMIME-Version: 1.0",
    "Message-ID: <20190211.1234@example.org>",
    "See https://example.org/2019/16/dead-300 for more.",
    "Write to desk300@example.org or www.example.org/16.",
    "It was 14:30:05 +0200, or 2019-02-11T10:00:00Z, UTC+3.",
    "Call +44 20 7946 0958 or (555) 123-4567 or 555-123-4567.",
    "Tel. 020 7946 0958; fax: 7946 0959; phone 12345678",
    "ISBN 978-3-16-148410-0, ISBN 0-306-40615-2, doi 10.1000/182",
    "Case number 16, order no. 45/2019, passport No. 123456, ID 4411",
    "S/2019/157, A/HRC/40/70 and S/RES/2401 (2018)",
    "It fell at 34.4553, 40.9419.",
    "It fell at 34°27'19\"N 40°56'31\"E and at 33.5° N.",
    "Grid 37S BU 12345 67890; lat 34.45 lon 40.94",
    "sha256 a457734bdebef904a457734bdebef904, commit 1234567",
    "123e4567-e89b-12d3-a456-426614174000",
    "Reportedly 3.11.4, v2.0 and Python 3.12",
    "The server 192.168.0.1 answered.",
]


@pytest.mark.parametrize("text", CODES)
def test_codes_hold_no_figures(text: str) -> None:
    assert [q.figure.as_written for q in find_quantities(text)] == []


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Subject: 16 killed\nContent-Length: 34567", ["16"]),
        ("Report: 16 killed. Case: 30 wounded.", ["16", "30"]),
        ("16 people were killed (ID: 3344).", ["16"]),
        ("The phone rang 16 times for 30 people.", ["16", "30"]),
        ("The helpline took 12,000 calls.", ["12,000"]),
        ("1.234.567 voters came.", ["1.234.567"]),
        ("It rose 3.1415 percent over 2.7182 percent.", ["3.1415 percent", "over 2.7182 percent"]),
        ("Number of dead: 16. Killed: 30. Wounded: 12.", ["16", "30", "12"]),
        ("The +5 degree day cost $300.", ["+5 degree", "$300"]),
    ],
)
def test_figures_beside_codes_stay(text: str, written: list[str]) -> None:
    assert [q.figure.as_written for q in find_quantities(text)] == written


def test_codes_answer_for_stretches_of_text() -> None:
    codes = find_codes("v2.0 of 16")
    assert codes.touch(0, 4)
    assert codes.touch(3, 9)
    assert not codes.touch(4, 10)
    assert not find_codes("").touch(0, 1)
