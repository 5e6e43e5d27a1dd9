"""Who is asked over HTTP, and how: hosts, proxies, certificates."""

import asyncio
import ssl
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from api_client.brands import LINK_HOSTS
from api_client.connect import BackendSettings, open_backend
from api_client.http.backend import HttpBackend
from api_client.http.client import open_client, tls_context
from api_client.http.settings import ClientSettings
from api_client.problems import (
    NoPublicInterface,
    TlsUntrusted,
    UnknownHost,
    Unreachable,
    Variable,
)
from api_client.urls import read_base_url
from api_client.version import VERSION
from tests.http_backend import ACTIVATION, backend_at, link_to, problem_of
from tests.links import TOKEN
from tests.programs import needed_program
from tests.scripted_server import NOTHING, ScriptedServer, answer, json_answer
from tui.wording.surroundings import surroundings_sentence


def test_an_idle_connection_is_given_up_before_servers_hang_up_on_it() -> None:
    client = open_client("http://127.0.0.1:1", ClientSettings())
    pool = getattr(client, "_transport")._pool  # noqa: B009 (nothing public tells)
    assert 0 < pool._keepalive_expiry < 2


async def test_every_request_names_the_program_and_its_version_and_not_the_machine() -> None:
    server = ScriptedServer(json_answer(ACTIVATION))
    trusted = BackendSettings(client=server.settings, trusted_hosts=frozenset({"server.example"}))
    backend = open_backend(link_to("https://server.example"), trusted)
    await backend.look()
    await backend.close()
    [request] = server.requests
    assert request.headers["user-agent"] == f"unify-activate/{VERSION}"


@pytest.mark.parametrize("host", LINK_HOSTS)
@pytest.mark.parametrize("trusting", [False, True])
async def test_a_brand_without_a_gateway_is_never_sent_anything(host: str, trusting: bool) -> None:
    server = ScriptedServer(json_answer(ACTIVATION))
    trusted = frozenset({host}) if trusting else frozenset()
    settings = BackendSettings(client=server.settings, trusted_hosts=trusted)
    with pytest.raises(NoPublicInterface):
        open_backend(link_to(f"https://{host}"), settings)
    assert server.requests == []


async def test_an_unknown_host_is_not_asked_unless_it_was_named() -> None:
    server = ScriptedServer(json_answer(ACTIVATION))
    link = link_to("https://pilot.example:8443")
    with pytest.raises(UnknownHost) as caught:
        open_backend(link, BackendSettings(client=server.settings))
    assert caught.value.host == "pilot.example:8443"
    assert server.requests == []
    named = BackendSettings(client=server.settings, trusted_hosts=frozenset({"pilot.example:8443"}))
    backend = open_backend(link, named)
    await backend.look()
    await backend.close()
    assert [str(request.url) for request in server.requests] == [
        "https://pilot.example:8443/v1/activation"
    ]


async def test_the_backend_the_user_named_is_asked_even_for_a_brand() -> None:
    server = ScriptedServer(json_answer(ACTIVATION))
    settings = BackendSettings(client=server.settings, base_url="http://127.0.0.1:8025/")
    backend = open_backend(link_to("https://secure.ringcentral.com"), settings)
    await backend.look()
    await backend.close()
    assert [str(request.url) for request in server.requests] == [
        "http://127.0.0.1:8025/v1/activation"
    ]


@pytest.mark.parametrize(
    "address",
    [
        "http://backend.example",
        "ftp://127.0.0.1",
        "https://user@backend.example",
        "https://backend.example/?q",
        "backend.example",
        "https://backend.example\\@evil.example",
        "",
    ],
)
def test_a_backend_that_is_not_https_or_loopback_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match=r"backend|loopback"):
        read_base_url(address)


async def test_loopback_is_asked_without_the_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    async with (
        ScriptedServer(json_answer(ACTIVATION)).on_a_port() as server,
        ScriptedServer(NOTHING).on_a_port() as proxy,
    ):
        for name in ("http_proxy", "https_proxy", "all_proxy"):
            monkeypatch.setenv(name, proxy.origin)
        monkeypatch.delenv("no_proxy", raising=False)
        async with backend_at(server) as backend:
            await backend.look()
    assert (len(server.requests), len(proxy.requests)) == (1, 0)


async def test_another_host_is_asked_through_the_proxy_which_never_sees_the_token(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with ScriptedServer(answer(status=407)).on_a_port() as proxy:
        monkeypatch.setenv("https_proxy", proxy.origin)
        monkeypatch.delenv("no_proxy", raising=False)
        monkeypatch.delenv("NO_PROXY", raising=False)
        origin = "https://pilot.invalid"
        backend = HttpBackend(link_to(origin), origin, ClientSettings())
        problem = await problem_of(backend, "commit")
        assert isinstance(problem, Unreachable)
        assert problem.proxy == Variable("https_proxy", proxy.origin)
        await backend.close()
    assert proxy.requests[0].raw.startswith(b"CONNECT pilot.invalid:443 ")
    assert TOKEN.encode() not in proxy.requests[0].raw


@pytest.fixture
def fresh_certificates(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.delenv("SSL_CERT_DIR", raising=False)
    tls_context.cache_clear()
    yield
    tls_context.cache_clear()


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    openssl = needed_program("openssl")
    path = tmp_path / "server.pem"
    options = "-x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=odd"
    names = ["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(path)]
    subprocess.run(
        [openssl, "req", *options.split(), *names, "-out", str(tmp_path / "c.pem")],
        check=True,
        capture_output=True,
    )
    path.write_bytes(path.read_bytes() + (tmp_path / "c.pem").read_bytes())
    return path


@pytest.mark.usefixtures("fresh_certificates")
async def test_an_own_authority_is_trusted_by_ssl_cert_file_and_nothing_else(
    certificate: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    monkeypatch.setenv("SSLKEYLOGFILE", str(tmp_path / "keys.log"))
    async with ScriptedServer(json_answer(ACTIVATION)).on_a_port(context) as server:
        monkeypatch.delenv("SSL_CERT_FILE", raising=False)
        async with backend_at(server) as backend:
            assert type(await problem_of(backend, "commit")) is TlsUntrusted
        tls_context.cache_clear()
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        async with backend_at(server) as backend:
            await backend.look()
    assert len(server.requests) == 1
    assert not (tmp_path / "keys.log").exists()


@pytest.mark.usefixtures("fresh_certificates")
async def test_certificates_that_cannot_be_read_trust_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)
    missing, empty = tmp_path / "missing.pem", tmp_path / "empty.pem"
    empty.touch()
    for name, path in (
        ("SSL_CERT_DIR", missing),
        ("SSL_CERT_FILE", missing),
        ("SSL_CERT_FILE", empty),
        ("SSL_CERT_FILE", tmp_path),
    ):
        tls_context.cache_clear()
        monkeypatch.setenv(name, str(path))
        backend = HttpBackend(link_to("https://a.invalid"), "https://a.invalid", ClientSettings())
        problem = await problem_of(backend, "look")
        assert isinstance(problem, TlsUntrusted)
        assert problem.certificates == Variable(name, str(path))
        assert surroundings_sentence(problem).endswith(f"cannot be read: {path}")


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("HTTPS_PROXY", "socks5://eva:Sentinel@proxy.invalid:1", "socks5://proxy.invalid:1"),
        ("https_proxy", "ftp://eva:Senti@nel@proxy.invalid", "ftp://proxy.invalid"),
        ("ALL_PROXY", "http://127.0.0.1:1", "http://127.0.0.1:1"),
        ("https_proxy", "eva:Sentinel@127.0.0.1:1", "127.0.0.1:1"),
    ],
)
async def test_a_proxy_that_cannot_be_used_is_named_without_its_password(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, told: str
) -> None:
    for each in ("https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(each, raising=False)
        monkeypatch.delenv(each.upper(), raising=False)
    monkeypatch.setenv(name, value)
    backend = HttpBackend(link_to("https://a.invalid"), "https://a.invalid", ClientSettings())
    problem = await problem_of(backend, "look")
    assert isinstance(problem, Unreachable)
    assert problem.proxy == Variable(name, told)
    monkeypatch.setenv("no_proxy", "a.invalid")
    backend = HttpBackend(link_to("https://a.invalid"), "https://a.invalid", ClientSettings())
    problem = await problem_of(backend, "look")
    if value.startswith(("http", "eva")):  # httpx makes a client for the others at once
        assert isinstance(problem, Unreachable)
        assert problem.proxy is None


@pytest.mark.usefixtures("fresh_certificates")
async def test_http_on_loopback_loads_no_certificates() -> None:
    async with (
        ScriptedServer(json_answer(ACTIVATION)).on_a_port() as server,
        backend_at(server) as backend,
    ):
        await asyncio.gather(backend.look(), backend.look())
    assert tls_context.cache_info().currsize == 0
