"""Bound to more than this machine: TLS, a key for testers, and the names of the certificate."""

import os
import socket
import ssl
import subprocess
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from mock_server.certificate import UnusableCertificate, read_certificate
from mock_server.cli import main
from mock_server.hosts import is_named
from mock_server.server import listen
from mock_server.state.service import MockService
from tests.links import TOKEN
from tests.programs import needed_program
from tests.wire.asking import Asker, refused, slug
from tests.wire.certificates import make_certificate
from tests.wire.serving import serving

KEY = "correct-horse-battery-staple"
NAMES = "DNS:mock.beispiel.example,DNS:*.test.example,IP:127.0.0.1,IP:::1"


@dataclass(frozen=True)
class Files:
    """A certificate, its key, and the admin key."""

    certificate: Path
    key: Path
    admin_key: Path

    @property
    def options(self) -> list[str]:
        return [
            *("--tls-cert", str(self.certificate), "--tls-key", str(self.key)),
            *("--admin-key-file", str(self.admin_key)),
        ]

    @property
    def trusting(self) -> ssl.SSLContext:
        """A client that knows the certificate."""
        return ssl.create_default_context(cafile=str(self.certificate))


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Files:
    folder = tmp_path_factory.mktemp("tls")
    certificate, key = make_certificate(folder, "-days", "2", "-addext", f"subjectAltName={NAMES}")
    admin_key = folder / "admin.key"
    admin_key.write_text(f"{KEY}\n")
    admin_key.chmod(0o600)
    return Files(certificate, key, admin_key)


@asynccontextmanager
async def served(service: MockService, files: Files) -> AsyncIterator[httpx.AsyncClient]:
    """A server with TLS and a key, and a client that trusts it."""
    service.settings.admin_key = KEY
    listener = await listen(service, certificate=read_certificate(files.certificate, files.key))
    try:
        async with httpx.AsyncClient(
            base_url=service.origin, verify=files.trusting, trust_env=False
        ) as client:
            yield client
    finally:
        await listener.stop()


@pytest.fixture
def bearer() -> dict[str, str]:
    return {"Authorization": f"Bearer {KEY}"}


async def test_the_command_serves_every_address_with_tls_and_key(
    files: Files, bearer: dict[str, str]
) -> None:
    with serving("--host", "0.0.0.0", *files.options) as (process, origin):
        # The certificate's first name is how the server calls itself.
        assert origin.startswith("https://mock.beispiel.example:")
        here = origin.replace("mock.beispiel.example", "127.0.0.1")
        async with httpx.AsyncClient(
            base_url=here, verify=files.trusting, trust_env=False
        ) as client:
            assert (await client.get("/healthz")).json() == {"status": "ok"}
            assert slug(await client.get("/_mock/clock")) == "unauthorized"
            assert (await client.get("/_mock/clock", headers=bearer)).status_code == 200
        process.terminate()
        printed, complaints = process.communicate()
    assert KEY not in printed + complaints
    assert complaints == ""


async def test_a_certificate_alone_is_enough_for_this_machine(files: Files) -> None:
    options = files.options[:4]
    with serving(*options) as (_, origin):
        assert origin.startswith("https://127.0.0.1:")
        async with httpx.AsyncClient(
            base_url=origin, verify=files.trusting, trust_env=False
        ) as client:
            assert (await client.get("/_mock/clock")).status_code == 200


@pytest.mark.parametrize("left_out", ["certificate", "key", "admin key", "all"])
def test_other_addresses_need_both(
    files: Files, left_out: str, capsys: pytest.CaptureFixture[str]
) -> None:
    options = {"certificate": files.options[4:], "admin key": files.options[:4]}
    chosen = options.get(left_out, files.options[:2] if left_out == "key" else [])
    assert main(["serve", "--port", "0", "--host", "0.0.0.0", *chosen]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def unusable_files(folder: Path) -> Iterator[tuple[str, Path, Path]]:
    """Certificates that cannot be used, and why."""
    names = ("-addext", f"subjectAltName={NAMES}")
    good, key = make_certificate(folder, "-days", "2", *names)
    other, other_key = make_certificate(folder, "-days", "2", *names, name="other")
    yield "not a certificate and its key", good, other_key
    yield "not a certificate and its key", key, key
    yield "No such file", folder / "nowhere.pem", key
    yield "Is a directory", folder, key
    nameless, nameless_key = make_certificate(folder, "-days", "2", name="nameless")
    yield "does not name a host", nameless, nameless_key
    locked = folder / "locked.key"
    subprocess.run(
        [
            *(needed_program("openssl"), "pkey", "-aes256", "-passout", "pass:secret"),
            *("-in", str(other_key), "-out", str(locked)),
        ],
        check=True,
        capture_output=True,
    )
    yield "not a certificate and its key", other, locked


def test_what_cannot_be_used_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for reason, certificate, key in unusable_files(tmp_path):
        options = ["--tls-cert", str(certificate), "--tls-key", str(key)]
        assert main(["serve", "--port", "0", *options]) == 2
        said = capsys.readouterr().err
        assert said.count("\n") == 1
        assert reason in said


def test_a_certificate_that_has_run_out_is_refused(tmp_path: Path, files: Files) -> None:
    request, certificate = tmp_path / "request.pem", tmp_path / "past.pem"
    openssl = needed_program("openssl")
    for command in (
        f"req -new -key {files.key} -subj /CN=mock -out {request}",
        f"x509 -req -in {request} -signkey {files.key} -days -1 -out {certificate}",
    ):
        subprocess.run([openssl, *command.split()], check=True, capture_output=True)
    with pytest.raises(UnusableCertificate, match="expired"):
        read_certificate(certificate, files.key)


@pytest.mark.parametrize(
    ("content", "mode", "reason"),
    [
        (KEY, 0o640, "mode 640"),
        (KEY, 0o604, "mode 604"),
        ("short", 0o600, "at least 16"),
        ("", 0o600, "at least 16"),
        ("with a space in the middle", 0o600, "must not contain a space"),
        ("schlüsselschlüssel", 0o600, "ASCII"),
    ],
)
def test_a_key_that_is_none_is_one_line(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    content: str,
    mode: int,
    reason: str,
) -> None:
    file = tmp_path / "admin.key"
    file.write_text(content)
    file.chmod(mode)
    assert main(["serve", "--port", "0", "--admin-key-file", str(file)]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert reason in said
    assert not content or content not in said


@pytest.mark.parametrize("kind", ["nothing", "folder", "pipe"])
def test_a_key_file_that_is_no_file_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    file = tmp_path / "admin.key"
    if kind == "folder":
        file.mkdir(0o700)
    elif kind == "pipe":
        os.mkfifo(file, 0o600)
    assert main(["serve", "--port", "0", "--admin-key-file", str(file)]) == 2
    assert capsys.readouterr().err.count("\n") == 1


async def test_testers_need_the_key_and_nobody_else_does(
    service: MockService, files: Files, bearer: dict[str, str]
) -> None:
    async with served(service, files) as client:
        for headers in ({}, {"Authorization": "Basic x"}):
            answer = await client.get("/_mock/requests", headers=headers)
            assert slug(answer) == "unauthorized"
            assert "X-Admin-Key" in answer.json()["detail"]
            assert answer.headers["www-authenticate"] == "Bearer"
        for method, path in (("POST", "/_mock/reset"), ("GET", "/_mock/nowhere")):
            assert slug(await client.request(method, path)) == "unauthorized"
        for headers in (bearer, {"X-Admin-Key": KEY}):
            assert (await client.get("/_mock/requests", headers=headers)).status_code == 200
        looked = await Asker(client)("look", service.link("ok", token=TOKEN))
        assert looked.status_code == 200
        assert looked.json()["first_steps_url"] == f"{service.origin}/first-steps"
        page = await client.get("/_mock/")
        assert page.status_code == 200
        assert KEY not in page.text


async def test_guessing_the_key_is_slowed_down(
    service: MockService, files: Files, bearer: dict[str, str]
) -> None:
    async with served(service, files) as client:
        wrong = {"X-Admin-Key": KEY[:-1]}
        guesses = [slug(await client.get("/_mock/clock", headers=wrong)) for _ in range(11)]
        assert guesses == ["unauthorized"] * 10 + ["rate-limited"]
        assert slug(await client.get("/_mock/clock", headers=bearer)) == "rate-limited"


@pytest.mark.parametrize(
    ("host", "own"),
    [
        ("mock.beispiel.example", True),
        ("MOCK.beispiel.example.:8025", True),
        ("eu.test.example:443", True),
        ("[::1]:8025", True),
        ("test.example", False),
        ("a.b.test.example", False),
        ("mock.beispiel.example.evil.example", False),
        ("evil.example", False),
        ("192.0.2.1", False),
    ],
)
async def test_it_answers_to_the_names_of_its_certificate(
    service: MockService, files: Files, host: str, own: bool
) -> None:
    async with served(service, files) as client:
        answer = await client.get("/signin", headers={"Host": host})
        if own:
            assert answer.status_code == 200
        else:
            assert refused(answer) == [("Host", "own")]


@pytest.mark.parametrize(
    ("origin", "own"),
    [
        ("https://mock.beispiel.example", True),
        ("http://mock.beispiel.example", False),
        ("https://evil.example", False),
        ("https://eu.test.example", False),
        ("null", False),
    ],
)
async def test_pages_of_other_origins_are_refused(
    service: MockService, files: Files, bearer: dict[str, str], origin: str, own: bool
) -> None:
    async with served(service, files) as client:
        headers = bearer | {"Host": "mock.beispiel.example", "Origin": origin}
        answer = await client.post("/_mock/reset", headers=headers)
        assert answer.status_code == (200 if own else 400)


@pytest.mark.parametrize(
    ("fault", "seen"),
    [
        ("reset", httpx.ReadError),
        ("lost", httpx.ReadError),
        ("empty", httpx.RemoteProtocolError),
        ("truncate", httpx.RemoteProtocolError),
        ("garbage", httpx.RemoteProtocolError),
        ("stall", httpx.ReadTimeout),
    ],
)
async def test_faults_are_the_same_under_tls(
    service: MockService, files: Files, fault: str, seen: type[Exception]
) -> None:
    async with served(service, files) as client:
        client.timeout = httpx.Timeout(60, read=0.4 if fault == "stall" else 60)
        with pytest.raises(seen):
            await Asker(client)("look", service.link(f"ok.look-{fault}"))


async def test_without_tls_it_answers_no_client_that_speaks_it(files: Files) -> None:
    with serving() as (_, origin):
        port = int(origin.rpartition(":")[2])
        with (
            socket.create_connection(("127.0.0.1", port)) as plain,
            pytest.raises((ssl.SSLError, OSError)),
        ):
            files.trusting.wrap_socket(plain, server_hostname="127.0.0.1")


def test_a_star_stands_for_one_label() -> None:
    names = frozenset({"*.test.example", "127.0.0.1"})
    assert [is_named(names, host) for host in ("a.test.example", "test.example", "127.0.0.1")] == [
        True,
        False,
        True,
    ]
