"""The names of a server, as options and Host headers write them."""

import pytest

from mock_server.hosts import host_of, in_url, read_name, read_web_origin


@pytest.mark.parametrize(
    ("authority", "host"),
    [
        ("mock", "mock"),
        ("unify_mock:8025", "unify_mock"),
        ("Mock.Example.ORG.:8025", "mock.example.org"),
        ("[::1]:8025", "[::1]"),
        ("[0:0:0:0:0:0:0:1]", "[::1]"),
        ("[::ffff:172.18.0.2]:80", "172.18.0.2"),
        ("10.0.0.7:", "10.0.0.7"),
        ("", None),
        (":8025", None),
        ("mock,evil.example", None),
        ("mock evil.example", None),
        ("user@mock", None),
        ("mock/..", None),
        ("[::1", None),
        ("::1", None),
        ("a..b", None),
        ("mock:80:80", None),
        ("m\u00f6ck", None),
    ],
)
def test_a_host_header_names_one_host_or_none(authority: str, host: str | None) -> None:
    assert host_of(authority) == host


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Mock", "mock"),
        ("host.docker.internal", "host.docker.internal"),
        ("unify_mock", "unify_mock"),
        ("*.test.example", "*.test.example"),
        ("müller.example", "xn--mller-kva.example"),
        ("::1", "[::1]"),
        ("fd00::7", "[fd00::7]"),
        ("192.0.2.7", "192.0.2.7"),
    ],
)
def test_a_name_is_read_in_its_one_spelling(text: str, name: str) -> None:
    assert read_name(text) == name


@pytest.mark.parametrize(
    "text", ["", "*", "*.", "mock:80", "http://mock", "a/b", " ", "*.::1", "."]
)
def test_what_is_more_than_a_host_is_no_name(text: str) -> None:
    with pytest.raises(ValueError, match="host"):
        read_name(text)


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        ("https://Mock.example.org:443", "https://mock.example.org"),
        ("http://mock:80", "http://mock"),
        ("http://[::1]:8080", "http://[::1]:8080"),
        ("https://mock:8443", "https://mock:8443"),
        ("https://mock/path", None),
        ("ftp://mock", None),
        ("mock.example.org", None),
        ("https://", None),
        ("https://user@mock", None),
        ("https://mock:99999", None),
        ("https://mock:0", None),
        ("https://mock?x", None),
    ],
)
def test_an_origin_of_the_web_has_a_scheme_a_host_and_perhaps_a_port(
    text: str, origin: str | None
) -> None:
    assert read_web_origin(text) == origin


def test_an_address_stands_in_a_url_as_browsers_write_it() -> None:
    assert [in_url(a) for a in ("fe80::1%eth0", "::ffff:10.0.0.1", "10.0.0.1", "mock", "")] == [
        "[fe80::1]",
        "10.0.0.1",
        "10.0.0.1",
        None,
        None,
    ]
