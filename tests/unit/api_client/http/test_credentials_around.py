"""Credentials that lie about in a person's surroundings go where they belong, or nowhere."""

from base64 import b64encode
from pathlib import Path

import pytest

from api_client.connect import BackendSettings, open_backend
from api_client.http.backend import HttpBackend
from api_client.http.settings import ClientSettings
from api_client.problems import Unreachable
from tests.http_backend import ACTIVATION, backend_at, link_to, problem_of
from tests.scripted_server import ScriptedServer, answer, json_answer

NETRC = "machine pilot.example login eva password hunter22\nmachine 127.0.0.1 login eva password hunter22\n"
NAME, WORD = "proxy-eva", "proxy-hunter22"


@pytest.fixture(autouse=True)
def _no_other_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def _netrc(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".netrc").write_text(f"{NETRC}default login eva password hunter22\n")
    (tmp_path / ".netrc").chmod(0o600)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("NETRC", str(tmp_path / ".netrc"))


@pytest.mark.usefixtures("_netrc")
@pytest.mark.parametrize("origin", ["https://pilot.example", "http://127.0.0.1:8025"])
async def test_netrc_is_not_used(origin: str) -> None:
    server = ScriptedServer(answer(status=401, WWW_Authenticate="Basic"), json_answer(ACTIVATION))
    link = link_to(origin)
    backend = open_backend(link, BackendSettings(base_url=origin, client=server.settings))
    await problem_of(backend, "look")
    await backend.look()
    await backend.close()
    sent = [request.headers.get_list("Authorization") for request in server.requests]
    assert sent == [[f"Bearer {link.bearer}"]] * 2


async def test_a_proxys_password_goes_to_the_proxy_alone_and_into_no_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with (
        ScriptedServer(answer(status=407)).on_a_port() as proxy,
        ScriptedServer(json_answer(ACTIVATION)).on_a_port() as server,
    ):
        named = proxy.origin.replace("http://", f"http://{NAME}:{WORD}@")
        for variable in ("https_proxy", "http_proxy", "all_proxy"):
            monkeypatch.setenv(variable, named)
        origin = "https://pilot.invalid"
        far = HttpBackend(link_to(origin), origin, ClientSettings())
        told = await problem_of(far, "look")
        await far.close()
        async with backend_at(server) as near:
            await near.look()
    assert type(told) is Unreachable
    chain = [told, told.__cause__, told.__context__]
    assert not any(word in f"{each!r} {each}" for each in chain for word in (NAME, WORD))
    basic = b64encode(f"{NAME}:{WORD}".encode())
    [asked] = proxy.requests
    assert asked.raw.startswith(b"CONNECT pilot.invalid:443 ")
    assert basic in asked.raw
    [reached] = server.requests
    assert basic not in reached.raw
    assert WORD.encode() not in reached.raw
