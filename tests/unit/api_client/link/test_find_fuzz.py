"""Links under arbitrary wrapping, breaking and garbage."""

import re
from urllib.parse import unquote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from api_client.activation_link import plain_link
from api_client.link import ActivationLink, find_links, find_refused
from tests.links import HOST, LINK, PATH, TOKEN, WRAPS, Wrap

HOSTS = [HOST, "secure.ringcentral.com", "evil.example", "xn--mller-kva.example:8443"]
FRAGMENTS = [
    "https://", "http://", "HTTPS:/", "https%3A%2F%2F", *HOSTS, "user@", "\\@", ":443", ".",
    PATH, "/v3/__", "__;", "!!", "/v2/url?u=https-3A__", "?url=", "&u=", "?token=", "&amp;", "?",
    f"1:{TOKEN}", f"ok.commit-503-7:{TOKEN.upper()}", f"1%3A{TOKEN}", "1:0123", TOKEN, ":", "*", "**A",
    "=3D", "=\n", "\n", "\r\n", "\n> ", "\\\n", "+\n", " ", "\n\n", "<", ">", '<a href="', '">', "</a>",
    "<!--", "-->", "&#58;", "&#99999999;", "\u00ad", "\u200b", "\x00", "\x1b[31m", "\ud800", "%", "%0a", "ü",
    "--part\nA: b\n", "Content-Transfer-Encoding: quoted-printable\n",
]  # fmt: skip


def squeezed(text: str) -> str:
    """A text without all that may break an address, decoded as far as it goes."""
    text = re.sub(r"&(?:#58|amp);", ":", text.replace("=3D", "="))
    text = re.sub(r"[^!-~]|[>|+\\=]", "", text)
    for _ in range(7):
        text = unquote(text, errors="replace")
    return text.lower()


@given(st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=5), max_size=25).map("".join))
@example(f"https://{HOST}\n{PATH}?1:{TOKEN}")
def test_any_text_is_read_without_an_exception_an_invented_host_or_a_shown_token(text: str) -> None:
    for link in find_links(text, origin="https://backend.example"):
        name = link.host.partition(":")[0]
        assert name == "backend.example" or name in squeezed(text)
        assert re.fullmatch(r"[0-9a-f]{32}", link.token)
        assert link.token in squeezed(text)
    for refused in find_refused(text):
        assert re.search(r"[0-9a-fA-F]{8}", refused.text) is None
        assert refused.text.isprintable()


@given(st.text())
def test_any_text_at_all_is_read_without_an_exception(text: str) -> None:
    assert find_links(text) == []
    find_refused(text)


account_ids = st.integers(0, 10**19 - 1).map(str) | st.from_regex(
    r"[a-z]{1,8}(-[a-z0-9]{1,5}){0,2}(\.[a-z]{1,8}(-[a-z0-9]{1,5}){0,2}){0,3}", fullmatch=True
)
links = st.builds(
    ActivationLink,
    st.sampled_from([f"https://{host}" for host in HOSTS] + ["http://127.0.0.1:8025"]),
    account_ids,
    st.text("0123456789abcdef", min_size=32, max_size=32),
)
spoiled = st.builds(
    lambda link, at, piece: link.url()[:at] + piece + link.url()[at:],
    links,
    st.integers(0, 140),
    st.sampled_from(["", *FRAGMENTS]),
)
joints = st.sampled_from(["\n", "\r\n", "\n> ", " \n", "\\\n", "\n    ", "\u200b", "\u00ad"])


@given(links)
def test_a_link_as_it_is_spelled_needs_no_search(link: ActivationLink) -> None:
    assert plain_link(link.url()) == link


@given(spoiled)
@example(f"http://{HOST}{PATH}?1:{TOKEN}")
@example(f"https://{HOST}:443{PATH}?1:{TOKEN}")
@example(f"https://{HOST.upper()}{PATH}?1:{TOKEN}")
@example(f"https://user@{HOST}{PATH}?1:{TOKEN}")
@example(f"https://{HOST}{PATH}?{'1' * 20}:{TOKEN}")
@example(f"https://{HOST}{PATH}?1:{TOKEN}\n")
def test_what_needs_no_search_is_what_a_search_finds(text: str) -> None:
    link = plain_link(text)
    assert link is None or find_links(text) == [link]


@given(links, st.lists(st.sampled_from(list(WRAPS.values())), max_size=5), st.data())
def test_a_link_is_read_back_however_it_was_wrapped_and_broken(
    link: ActivationLink, wraps: list[Wrap], data: st.DataObject
) -> None:
    text = link.url()
    for wrap in wraps:
        text = wrap(text)
    joint = data.draw(joints)
    for position in sorted(data.draw(st.sets(st.integers(1, len(text) - 1), max_size=6)))[::-1]:
        text = text[:position] + joint + text[position:]
    assert find_links(f"Ihr Link:\n\n{text}\n\nBis bald") == [link]


@given(links, st.integers(0, 31))
def test_a_token_that_lacks_a_digit_is_no_link(link: ActivationLink, position: int) -> None:
    url = link.url()
    start = len(url) - 32
    assert find_links(url[: start + position] + url[start + position + 1 :]) == []


HOSTILE = [
    "https://", "https://a\nx", "https://a\n=", "https://a_\n", "https://a/?url=", "url=https://", "https://a@", f"{HOST}/\n", "secure.",
    "https://urldefense.com/v3/__", "https://urldefense.com/v3/__https:/*__;", "https://a/?" + "u=&" * 99,
    " ", "\t\t\n ", "\n", "a\n", "\n>", "+\\", "=\n", "=3D", "--x\nA: \n", "%25", "%2525", "&#99999;", "&",
    "<a ", "<a href=", '<a href="https://x"', "<!--<a href", "<a href=x><script>", "0", ":" + "0" * 31, "a:" + "0" * 32,
    "https://127.0.0.1/?token=" + "a" * 500, "<", '"',
]  # fmt: skip


@pytest.mark.parametrize("prefix", ["", "https://x.example/?u=", "<a href='x'>=3D "])
@pytest.mark.parametrize("piece", HOSTILE, ids=lambda piece: repr(piece[:30]))
def test_hostile_repetition_is_read_in_one_pass(piece: str, prefix: str) -> None:
    # With anything quadratic in it this does not end within a coffee break.
    text = prefix + piece * (200_000 // len(piece))
    find_links(text, origin="http://127.0.0.1:8025")


def test_a_link_at_the_end_of_a_long_mail_is_found() -> None:
    text = "Sehr geehrte Damen und Herren,\n" * 10_000 + LINK
    assert [link.url() for link in find_links(text)] == [LINK]
