"""This machine as a stranger's: nothing from outside leads there, however it is spelled."""

import pytest

from api_client.activation_link import is_loopback, read_origin
from api_client.brands import Trust, origin_to_ask, trust
from api_client.download import DownloadFailed
from api_client.download.address import followed, read_address
from api_client.link import find_links
from api_client.loopback import ends_here, may_lead_to, strangers_loopback
from api_client.problems import UnknownHost
from api_client.urls import WebAddress, read_web_address
from tests.links import PATH, TOKEN, activation_link

PLAIN = ["localhost", "127.0.0.1", "127.9.9.9", "[::1]"]
"""As this machine is written: asked, unless it is a stranger's."""

ODD = [
    "0.0.0.0",
    "0",
    "127.1",
    "127.0.1",
    "2130706433",
    "0x7f000001",
    "0x7f.1",
    "0177.0.0.1",
    "017700000001",
    "[::]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[::ffff:0.0.0.0]",
    "[::127.0.0.1]",
    "[64:ff9b::127.0.0.1]",
    "a.localhost",
    "localhost.localdomain",
    "ip6-localhost",
    "ip6-loopback",
]
"""What systems take for this machine too: never asked, whoever's it is."""

OTHERS = [
    "activation.example",
    "localhost.example",
    "127.0.0.1.example",
    "notlocalhost",
    "128.0.0.1",
    "10.0.0.1",
    "169.254.169.254",
    "192.168.127.1",
    "[2001:db8::7f00:1]",
    "[fe80::1]",
    "0x80.1",
]


def spelled(host: str) -> list[str]:
    """A host as people write it, with a dot at the end of a name, in capitals, with a port."""
    dotted = host if host.startswith("[") else f"{host}."
    return [host, dotted, host.upper(), f"{host}:22", f"{host}:8025"]


@pytest.mark.parametrize("host", [each for host in (*PLAIN, *ODD) for each in spelled(host)])
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_every_spelling_of_this_machine_is_known_and_leads_nowhere(scheme: str, host: str) -> None:
    origin = read_origin(scheme, host)
    assert origin is not None
    assert ends_here(origin)
    assert may_lead_to(origin), "this machine is one's own unless somebody says otherwise"
    with strangers_loopback():
        assert not may_lead_to(origin)
        assert read_web_address(f"{scheme}://{host}/x") is None


@pytest.mark.parametrize("host", OTHERS)
def test_other_machines_are_not_taken_for_this_one(host: str) -> None:
    origin = f"https://{host}"
    assert not ends_here(origin)
    with strangers_loopback():
        assert may_lead_to(origin)
        assert read_web_address(f"{origin}/x") == WebAddress(origin, "/x")


@pytest.mark.parametrize("host", [each for host in (*ODD, *OTHERS) for each in spelled(host)])
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_link_to_what_only_leads_here_is_never_asked(scheme: str, host: str) -> None:
    """Nor are a cloud's metadata: they are strangers' hosts, without any option."""
    for link in find_links(f"{scheme}://{host}{PATH}?ok:{TOKEN}"):
        assert not is_loopback(link.host)
        with pytest.raises(UnknownHost):
            origin_to_ask(link, frozenset())
    if scheme == "http":
        assert not find_links(f"{scheme}://{host}{PATH}?ok:{TOKEN}")


@pytest.mark.parametrize("host", [each for host in PLAIN for each in spelled(host)])
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_link_to_this_machine_is_a_strangers(scheme: str, host: str) -> None:
    [link] = find_links(f"{scheme}://{host}{PATH}?ok:{TOKEN}")
    assert trust(link) == Trust("loopback")
    assert origin_to_ask(link, frozenset()) == link.origin
    with strangers_loopback():
        assert trust(link) == Trust("unknown")
        with pytest.raises(UnknownHost):
            origin_to_ask(link, frozenset())


def test_as_any_strangers_it_is_asked_encrypted_if_it_is_named() -> None:
    named = frozenset({"localhost:8025"})
    with strangers_loopback():
        encrypted = activation_link("https://localhost:8025")
        assert origin_to_ask(encrypted, named) == encrypted.origin
        with pytest.raises(UnknownHost):
            origin_to_ask(activation_link("http://localhost:8025"), named)


def test_the_backend_that_was_named_stays_allowed_and_no_other_port_beside_it() -> None:
    with strangers_loopback("http://127.0.0.1:8025"):
        assert trust(activation_link("http://127.0.0.1:8025")) == Trust("loopback")
        assert read_web_address("http://127.0.0.1:8025/signin") is not None
        for other in ("http://127.0.0.1:22", "https://127.0.0.1:8025", "http://localhost:8025"):
            assert read_web_address(f"{other}/signin") is None


def test_a_download_is_neither_begun_nor_led_there() -> None:
    far = read_address("https://files.example/a.exe")
    assert followed(far, "https://localhost:8443/a").origin == "https://localhost:8443"
    with strangers_loopback():
        with pytest.raises(DownloadFailed, match="unsafe-address"):
            read_address("http://127.0.0.1:8025/a.exe")
        for host in (*PLAIN, *ODD):
            with pytest.raises(DownloadFailed, match="unsafe-redirect"):
                followed(far, f"https://{host}/a.exe")
        assert followed(far, "/b.exe").origin == far.origin


def test_it_is_as_before_when_the_context_ends() -> None:
    with pytest.raises(ZeroDivisionError), strangers_loopback():
        1 / 0  # noqa: B018 - an end by an exception is meant
    assert may_lead_to("http://127.0.0.1:8025")
