"""Which addresses may be opened, and how they are shown."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.links import TOKEN, activation_link
from tui.browser.address import LONGEST, personal_address, read_address


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("https://login.example/?brand=2040#top", "https://login.example/?brand=2040#top"),
        ("HTTPS://Login.Example:443/A", "https://login.example/A"),
        ("http://127.0.0.1:8025/signin", "http://127.0.0.1:8025/signin"),
        ("http://localhost/", "http://localhost/"),
        ("https://a.example/Übersicht?q=ä", "https://a.example/%C3%9Cbersicht?q=%C3%A4"),
        ('https://a.example/"<b>`', "https://a.example/%22%3Cb%3E%60"),
        ("https://a.example/100%25", "https://a.example/100%25"),
    ],
)
def test_https_and_loopback_are_opened_in_printable_ascii(text: str, url: str) -> None:
    address = read_address(text)
    assert address is not None
    assert address.url == url


@pytest.mark.parametrize(
    "text",
    [
        "",
        "http://login.example/",
        "http://127.0.0.1.evil.example/",
        "javascript:alert(1)",
        "javascript://a.example/%0aalert(1)",
        "file:///etc/passwd",
        "data:text/html,x",
        "ftp://a.example/",
        "-https://a.example/",
        "--proxy-server=evil.example",
        "//a.example/",
        "https:a.example",
        "https://",
        "https://user:word@a.example/",
        "https://a.example@evil.example/",
        "https://bücher.example/",
        "https://a.example/\x1b]52;c;eA==\x07",
        "https://a.example/\nSet-Cookie: x",
        "https://a.example/a b",
        " https://a.example/",
        "https://a.example\\evil",
        "https://a.example/\u202egpj.exe",
        "https://a.example/\ud800",
        "https://a.example:99999/",
        "https://a.example:0/",
        "https://a.example:00000/",
        "https://a.example/" + "a" * LONGEST,
    ],
)
def test_everything_else_is_not(text: str) -> None:
    assert read_address(text) is None


@given(st.text() | st.text(alphabet=string.printable).map("https://a.example/".__add__))
def test_an_address_is_always_safe_as_an_argument_and_in_a_sequence(text: str) -> None:
    address = read_address(text)
    if address is not None:
        assert address.url.startswith(("https://", "http://"))
        assert all("!" <= character <= "~" for character in address.url)
        assert read_address(address.url) == address


@pytest.mark.parametrize(
    ("url", "short"),
    [
        ("https://a.example/signin", "a.example/signin"),
        ("https://a.example/", "a.example"),
        ("https://a.example/downloads/0123456789/0123456789/App.exe", "a.example/…/App.exe"),
        ("https://a.example/App.exe?" + "signature" * 9, "a.example/App.exe"),
        ("https://a.example/?" + "b" * 60, "a.example"),
        ("https://a.example?" + "b" * 60, "a.example"),
    ],
)
def test_a_long_address_is_its_host_and_its_last_part(url: str, short: str) -> None:
    address = read_address(url)
    assert address is not None
    assert address.short() == short


def test_a_personal_link_is_secret_and_in_no_repr() -> None:
    address = personal_address(activation_link("https://a.example"))
    assert address.secret
    assert TOKEN in address.url
    assert TOKEN not in repr(address)
    assert address.host == "a.example"
