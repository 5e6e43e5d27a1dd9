"""`unify-activate operator list` and `unify-activate doctor`, in front of the emulated platform."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from mock_server.server import RunningMock
from mock_server.state.platform import CLIENT_ID, CLIENT_SECRET, jwt_of
from tests.wire.operator_desk import JOERG, TENANT
from tui.cli import doctor
from tui.cli.main import run
from tui.exit_codes import Exit
from tui.i18n import use_language
from tui.wording.operator import who_can_resend

SECRETS = (CLIENT_SECRET, jwt_of(TENANT))


@pytest.fixture
def platform(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[RunningMock]:
    """A platform of its own, and an operator's credentials for it in the environment."""
    with RunningMock() as running:
        for name, value in {
            "RC_SERVER_URL": running.origin,
            "RC_APP_CLIENT_ID": CLIENT_ID,
            "RC_APP_CLIENT_SECRET": CLIENT_SECRET,
            "RC_USER_JWT": jwt_of(TENANT),
            "HOME": str(tmp_path),
        }.items():
            monkeypatch.setenv(name, value)
        monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
        yield running
    use_language("en")


Said = pytest.CaptureFixture[str]


def test_who_is_not_activated_yet_is_listed_for_people(platform: RunningMock, capsys: Said) -> None:
    assert run(["operator", "list", "--lang", "de"]) == Exit.ACTIVE
    said = capsys.readouterr()
    assert said.out.splitlines() == [
        "Name                     E-Mail                                 Durchwahl (intern)  Angelegt",
        "Eva von der Lühe-Müller  eva.luehe@beispiel-gmbh.example        815                 2026-01-01",
        "Jörg Amsel               joerg.amsel@beispiel-gmbh.example      801                 2026-01-01",
        "Nadja Kowalczyk          nadja.kowalczyk@beispiel-gmbh.example  802                 2026-01-01",
    ]
    assert "Nur ein Administrator kann eine Aktivierungsmail erneut senden" in said.err


def test_who_is_not_activated_yet_is_listed_for_programs(
    platform: RunningMock, capsys: Said
) -> None:
    platform.do(lambda: platform.service.platform.statuses.update({JOERG: "Enabled"}))
    assert run(["operator", "list", "--json"]) == Exit.ACTIVE
    said = capsys.readouterr()
    assert [each["name"] for each in json.loads(said.out)] == [
        "Eva von der Lühe-Müller",
        "Nadja Kowalczyk",
    ]
    assert json.loads(said.out)[1] == {
        "extension_id": "8310000003",
        "name": "Nadja Kowalczyk",
        "email": "nadja.kowalczyk@beispiel-gmbh.example",
        "extension": "802",
        "since": "2026-01-01T09:00:00+00:00",
    }
    assert " ".join(said.err.split()) == who_can_resend()


def test_names_from_outside_cannot_move_the_terminal(platform: RunningMock, capsys: Said) -> None:
    odd = {
        "id": 7,
        "type": "User",
        "status": "NotActivated",
        "name": "x\x1b]52;c;eA==\x07" + "y" * 900,
    }
    platform.do(lambda: platform.service.platform.others.append(odd))
    assert run(["operator", "list"]) == Exit.ACTIVE
    said = capsys.readouterr().out
    assert "\x1b" not in said
    assert all(len(line) <= 64 + 80 + 20 + 10 + 6 for line in said.splitlines())


@pytest.fixture(autouse=True)
def _only_the_operators_checks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Here no terminal is looked at: there is none."""
    monkeypatch.setattr(doctor, "CHECKS", (doctor.operator_findings,))


def test_nobody_left_is_said(platform: RunningMock, capsys: Said) -> None:
    everybody = {f"831000000{number}": "Enabled" for number in (1, 2, 3)}
    platform.do(lambda: platform.service.platform.statuses.update(everybody))
    assert run(["operator", "list"]) == Exit.ACTIVE
    assert capsys.readouterr().out == "All users are activated.\n"


@pytest.mark.parametrize("arguments", [["operator"], ["operator", "dance"], ["doctor", "now"]])
def test_a_command_that_does_not_exist_is_a_usage_error(arguments: list[str], capsys: Said) -> None:
    assert run(arguments) == Exit.USAGE
    assert "unify-activate help " in capsys.readouterr().err


def test_without_credentials_operator_mode_says_where_they_belong(
    capsys: Said, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("RC_APP_CLIENT_ID", "RC_APP_CLIENT_SECRET", "RC_USER_JWT", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    for arguments in (["operator", "list"], ["--backend", "ringcentral", "-"]):
        assert run(arguments) == Exit.USAGE
        said = capsys.readouterr().err
        assert "RC_APP_CLIENT_ID" in said
        assert str(tmp_path / ".config/unify-activate/operator.toml") in said
    assert run(["doctor"]) == Exit.ACTIVE
    assert capsys.readouterr().out == (
        "· Operator mode is not set up. Most people do not need it.\n"
    )


def test_the_demo_is_not_the_real_platform(capsys: Said) -> None:
    assert run(["--demo", "--backend", "ringcentral"]) == Exit.USAGE
    assert "--demo" in capsys.readouterr().err


def test_a_healthy_operator_is_told_so(platform: RunningMock, capsys: Said) -> None:
    assert run(["doctor"]) == Exit.ACTIVE
    host = platform.origin.removeprefix("http://")
    assert capsys.readouterr().out.splitlines() == [
        f"✓ The operator’s credentials come from environment variables and are for the server {host}.",
        "✓ The platform accepts Petra Betrieb as operator.",
        "✓ All permissions that can be checked are in place.",
        "✓ Security questions can be set.",
    ]


def test_what_is_missing_is_named_one_by_one(platform: RunningMock, capsys: Said) -> None:
    def poorer() -> None:
        state = platform.service.platform
        state.app_permissions = frozenset({"ReadAccounts"})
        state.user_permissions = frozenset({"ReadExtensions"})
        state.has_credentials = False

    platform.do(poorer)
    assert run(["doctor"]) == Exit.FAILED
    assert capsys.readouterr().out.splitlines()[1:] == [
        "✓ The platform accepts Petra Betrieb as operator.",
        "✗ The operator’s app does not have the permission EditExtensions.",
        "✗ The operator’s role does not have the permission ReadCompanyInfo.",
        "✗ The operator’s role does not have the permission EditUserCredentials.",
        "· Security questions cannot be set in this company’s account. That step is left out.",
    ]


@pytest.mark.parametrize("name", ["RC_APP_CLIENT_SECRET", "RC_USER_JWT"])
def test_refused_credentials_are_told_without_being_shown(
    platform: RunningMock, capsys: Said, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, "sentinel-of-a-wrong-secret")
    assert run(["doctor"]) == Exit.FAILED
    said = capsys.readouterr()
    assert "✗ The platform refused the sign-in." in said.out
    monkeypatch.setenv("RC_APP_CLIENT_SECRET", CLIENT_SECRET)
    monkeypatch.setenv("RC_USER_JWT", "sentinel-of-a-wrong-secret")
    assert run(["operator", "list"]) == Exit.UNAVAILABLE
    listed = capsys.readouterr()
    assert "The platform refused the sign-in" in listed.err
    assert listed.out == ""
    for text in (said.out, said.err, listed.err):
        assert not any(secret in text for secret in (*SECRETS, "sentinel"))


def test_sentences_of_a_refusal_stand_apart(
    platform: RunningMock, capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RC_USER_JWT", "wrong")
    assert run(["operator", "list"]) == Exit.UNAVAILABLE
    said = " ".join(capsys.readouterr().err.split())
    assert "The platform refused the sign-in. The platform does not accept the operator’s" in said
    assert ".." not in said
    monkeypatch.setenv("RC_APP_CLIENT_SECRET", CLIENT_SECRET)
    monkeypatch.setenv("RC_USER_JWT", "wrong")
    assert run(["operator", "list", "--lang", "de"]) == Exit.UNAVAILABLE
    german = " ".join(capsys.readouterr().err.split())
    assert "Die Plattform hat die Anmeldung abgelehnt. Die Plattform akzeptiert" in german


def test_doctor_changes_nothing_and_gives_its_token_back(platform: RunningMock) -> None:
    assert run(["doctor"]) == Exit.ACTIVE
    entries = platform.service.journal.entries
    assert {entry.method for entry in entries if entry.operation not in ("token", "revoke")} == {
        "GET"
    }
    assert platform.service.platform.tokens == {}
