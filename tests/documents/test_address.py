"""Two ways to write one address are one; two articles are never one."""

import pytest

from reportedly.documents import same_page

PAGE = "https://nordwire.example/news/2031/crash?id=7"


@pytest.mark.parametrize(
    "written",
    [
        "http://nordwire.example/news/2031/crash?id=7",
        "https://NORDWIRE.example:443/news/2031/crash/?id=7",
        "https://nordwire.example/news/2031/crash?id=7#comments",
        "https://nordwire.example/news/2031/crash?utm_source=a&utm_medium=b&id=7&fbclid=Xy_1",
        " https://nordwire.example./news/2031/%63rash?id=7 ",
    ],
)
def test_one_page(written):
    assert same_page(written) == same_page(PAGE)


@pytest.mark.parametrize(
    "written",
    [
        "https://nordwire.example/news/2031/crash?id=8",
        "https://nordwire.example/news/2031/crash",
        "https://nordwire.example/news/2031/Crash?id=7",
        "https://nordwire.example:8443/news/2031/crash?id=7",
        "https://en.nordwire.example/news/2031/crash?id=7",
    ],
)
def test_another_page(written):
    assert same_page(written) != same_page(PAGE)


@pytest.mark.parametrize(
    "written",
    ["https://nordwire.example/", "https://nordwire.example", "mailto:a@b.example", "", None,
     "https://[nowhere", "https://nordwire.example:port/a", "crash.html"],
)  # fmt: skip
def test_what_names_no_document(written):
    assert same_page(written) is None or "port" in written


def test_parameters_in_another_order():
    assert same_page("https://a.example/?b=2&a=1") == same_page("https://a.example/?a=1&b=2")
