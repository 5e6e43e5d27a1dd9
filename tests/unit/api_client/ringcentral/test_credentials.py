"""An operator's credentials: where they are read, and what is refused."""

import os
from pathlib import Path

import pytest

from api_client.ringcentral.credentials import (
    CredentialsFault,
    CredentialsUnusable,
    take_credentials,
    usual_file,
)
from api_client.ringcentral.servers import (
    PRODUCTION,
    SANDBOX,
    SERVERS,
    brand_by_id,
    login_page,
    read_server,
)
from tui.i18n import use_language
from tui.wording.operator import fault_sentence

SECRET, JWT = "sentinel-of-a-client-secret", "sentinel.of.a.jwt"
ENVIRONMENT = {"RC_APP_CLIENT_ID": "id", "RC_APP_CLIENT_SECRET": SECRET, "RC_USER_JWT": JWT}
FILE = f'client_id = "id"\nclient_secret = "{SECRET}"\njwt = "{JWT}"\nserver = "sandbox"\n'


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "operator.toml"
    path.write_text(FILE)
    path.chmod(0o600)
    return path


def fault(environ: dict[str, str]) -> CredentialsUnusable:
    with pytest.raises(CredentialsUnusable) as caught:
        take_credentials(environ)
    shown = f"{caught.value} {caught.value!r} {caught.value.where} {fault_sentence(caught.value)}"
    assert SECRET not in shown
    assert JWT not in shown
    assert caught.value.__cause__ is None
    return caught.value


def test_they_are_taken_out_of_the_environment() -> None:
    environ = {**ENVIRONMENT, "HOME": "/nowhere"}
    found = take_credentials(environ)
    assert (found.client_id, found.client_secret, found.jwt) == ("id", SECRET, JWT)
    assert (found.server, found.source) == (PRODUCTION.origin, "environment")
    assert environ == {"RC_APP_CLIENT_ID": "id", "HOME": "/nowhere"}
    assert SECRET not in repr(found)
    assert JWT not in repr(found)


def test_the_environment_may_name_the_server() -> None:
    found = take_credentials({**ENVIRONMENT, "RC_SERVER_URL": f"{SANDBOX.origin}/"})
    assert found.server == SANDBOX.origin


def test_a_file_of_ones_own_is_read(file: Path) -> None:
    found = take_credentials({"UNIFY_OPERATOR_FILE": str(file)})
    assert (found.client_id, found.client_secret, found.jwt) == ("id", SECRET, JWT)
    assert (found.server, found.source) == (SANDBOX.origin, str(file))


def test_the_usual_place_is_among_the_users_settings() -> None:
    assert usual_file({"HOME": "/h"}) == Path("/h/.config/unify-activate/operator.toml")
    assert usual_file({"HOME": "/h", "XDG_CONFIG_HOME": "/x"}) == Path(
        "/x/unify-activate/operator.toml"
    )


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o602, 0o644, 0o666])
def test_a_file_that_others_may_read_or_write_is_refused(file: Path, mode: int) -> None:
    file.chmod(mode)
    found = fault({"UNIFY_OPERATOR_FILE": str(file)})
    assert (found.fault, found.where) == ("open-to-others", str(file))
    use_language("en")
    assert fault_sentence(found).endswith(f"chmod 600 {file}")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("client_id = ", "no-toml"),
        (FILE + "password = 'x'\n", "unknown-member"),
        ('client_id = "id"\n', "incomplete"),
        (FILE.replace('"id"', "7"), "bad-value"),
        (FILE.replace('"id"', '"i d"'), "bad-value"),
        (FILE.replace('"id"', '"ü"'), "bad-value"),
        (
            FILE.replace("sandbox", "https://platform.ringcentral.com.evil.example"),
            "unknown-server",
        ),
        (FILE.replace("sandbox", "http://platform.ringcentral.com"), "unknown-server"),
    ],
)
def test_a_file_that_cannot_be_right_is_refused(
    file: Path, content: str, expected: CredentialsFault
) -> None:
    file.write_text(content)
    assert fault({"UNIFY_OPERATOR_FILE": str(file)}).fault == expected


def test_bytes_that_are_no_text_are_refused(file: Path) -> None:
    file.write_bytes(b"\xff\xfe")
    assert fault({"UNIFY_OPERATOR_FILE": str(file)}).fault == "no-toml"


def test_what_is_not_there_or_no_file_is_refused(tmp_path: Path) -> None:
    assert fault({"HOME": str(tmp_path)}).fault == "missing"
    assert fault({"UNIFY_OPERATOR_FILE": str(tmp_path)}).fault == "not-a-file"
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe, 0o600)
    assert fault({"UNIFY_OPERATOR_FILE": str(pipe)}).fault == "not-a-file"


def test_half_of_them_in_the_environment_are_not_completed_from_elsewhere(file: Path) -> None:
    found = fault({"RC_APP_CLIENT_ID": "id", "UNIFY_OPERATOR_FILE": str(file)})
    assert (found.fault, found.where) == ("incomplete", "RC_APP_CLIENT_SECRET")


# Servers and brands


@pytest.mark.parametrize("server", SERVERS, ids=lambda server: server.name)
def test_known_servers_are_known_by_name_and_address(server: object) -> None:
    [known] = [each for each in SERVERS if each is server]
    assert read_server(known.name) == read_server(f"{known.origin}/") == known.origin


@pytest.mark.parametrize(
    "text",
    [
        "https://platform.ringcentral.com:8443",
        "https://platform.ringcentral.com/x",
        "https://xplatform.ringcentral.com",
        "https://192.0.2.7",
        "http://platform.devtest.ringcentral.com",
        "ftp://127.0.0.1",
        "",
    ],
)
def test_no_other_host_gets_the_credentials(text: str) -> None:
    with pytest.raises(ValueError, match=r"server|address|loopback"):
        read_server(text)


def test_a_mock_on_this_machine_will_do() -> None:
    assert read_server("http://127.0.0.1:8025") == "http://127.0.0.1:8025"


@pytest.mark.parametrize(
    ("brand_id", "slug"),
    [("2040", "unify-office-telekom"), ("2010", "ringcentral"), ("6010", "avaya-cloud-office")],
)
def test_brands_are_known_by_the_vendors_numbers(brand_id: str, slug: str) -> None:
    brand = brand_by_id(brand_id)
    assert brand is not None
    assert brand.slug == slug


def test_a_brand_that_is_not_known_is_none() -> None:
    assert brand_by_id("9999") is None
    assert login_page("9999") == "https://login.ringcentral.com/?brandId=9999"
    assert login_page(None) == login_page("x&y") == "https://login.ringcentral.com/"
    assert brand_by_id(None) is None
