"""The quick look at addresses passes over nothing that the thorough one would tell of."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from api_client.link.find import SHORTEST, _read, may_be_link, may_matter
from api_client.link.redirectors import OPAQUE_HOSTS
from tests.links import HOST, LINK, PATH, TOKEN, WRAPS, Wrap

PIECES = [
    "https://", "http://", "h\nttps://", "https:=\n//", HOST, "secure.ringcentral.com", "localhost", "127.0.0.1:80", "[::1]", "t.co", "a.example",
    "user@", ".", "/", PATH, "/rc-w=\neb/confirmation", "/%72c-web/confirmation", "/v2/url", "/v3/__", "__;", "?", "?u=", "&url=", "&token=", "?token=",
    "https-3A__", "https%3A%2F%2F", "aHR0cHM6", "%25", "=\n", "\n", "*", f"1:{TOKEN}", f"1%3A{TOKEN}", f"1-{TOKEN}", "1:01234567", "x", "#", "&amp;",
]  # fmt: skip


@given(st.sampled_from(PIECES[:4]), st.lists(st.sampled_from(PIECES), max_size=8).map("".join))
@example("https://", "t.co/x")
@example("https://", f"a.example/rc-w=\neb/confirmation/default.html?1:{TOKEN}")
@example("https://", "a.example/v2/url?u=-68-74-74-70-3A__t.co_x")
@example("https://", f"localhost/go?token=1-{TOKEN}")
def test_what_is_passed_over_is_nothing(scheme: str, rest: str) -> None:
    if not may_matter(scheme + rest):
        assert _read(scheme + rest) is None


@pytest.mark.parametrize("wrap", WRAPS.values(), ids=WRAPS)
def test_a_wrapped_link_has_all_the_marks_of_a_link(wrap: Wrap) -> None:
    assert may_be_link(wrap(LINK))
    assert may_be_link(wrap(LINK).replace("confirm", "con=\nfirm"))


def test_the_shortest_address_that_is_told_is_as_short_as_it_says() -> None:
    shortest = min(f"http://{host}/x" for host in OPAQUE_HOSTS)
    lengths = [len(f"http://{host}/x") for host in OPAQUE_HOSTS]
    assert min(lengths) == SHORTEST
    assert _read(shortest) is not None


def test_most_addresses_are_passed_over() -> None:
    for address in ("https://www.example/a?b=c", "https://de.wikipedia.org/wiki/Link#x"):
        assert not may_matter(address)
