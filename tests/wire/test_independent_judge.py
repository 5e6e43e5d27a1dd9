"""All of operator mode through a validating proxy that others wrote, after the vendor's description.

Our own reading of the description judges every exchange at the operator's desk; here somebody
else's does. A violation on either side is answered with an error, and named in the proxy's log.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from mock_server.mail.mime import mime
from mock_server.server import RunningMock
from mock_server.state.platform import CLIENT_ID, CLIENT_SECRET, jwt_of
from tests.wire.operator_desk import ANSWER, JOERG, MAIN, NADJA, PASSWORD, PIN, TENANT
from tests.wire.platform_description import needed
from tests.wire.prism import judging, objections
from tui.cli import doctor
from tui.cli.main import run
from tui.exit_codes import Exit
from tui.i18n import use_language

pytestmark = needed

ANSWERS = """
password = { file = "password.txt" }
pin = { file = "pin.txt" }
"""
QUESTION = """
[security_question]
id = "3"
answer = { file = "answer.txt" }
"""
PEOPLE = (MAIN, JOERG, NADJA)


@dataclass(frozen=True)
class Judged:
    """An emulated platform, the proxy in front of it, and a folder with everybody's mail."""

    platform: RunningMock
    origin: str
    log: Path
    folder: Path
    has_credentials: bool


@pytest.fixture(params=[True, False], ids=["with-credentials-operations", "public-ones-only"])
def judged(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Judged]:
    with RunningMock() as platform:
        limits = platform.service.platform.limits.limits
        limits.update(dict.fromkeys(limits, 1000))  # how they are kept is proved elsewhere
        with judging(platform.origin, tmp_path, with_internal=request.param) as (origin, log):
            for name, value in {
                "RC_SERVER_URL": origin,
                "HOME": str(tmp_path),
                "XDG_CONFIG_HOME": str(tmp_path),
            }.items():
                monkeypatch.setenv(name, value)
            monkeypatch.setattr(doctor, "CHECKS", (doctor.operator_findings,))
            yield Judged(platform, origin, log, _desk(platform, tmp_path), request.param)
    use_language("en")


def _desk(platform: RunningMock, folder: Path) -> Path:
    mails = folder / "mails"
    mails.mkdir()
    service = platform.service

    def written(ref: str) -> bytes:
        record = service.store.record(ref)
        assert record is not None
        [mail] = service.outbox.find(ref=ref)
        return mime(mail, record, service.origin)

    for ref in PEOPLE:
        (mails / f"{ref}.eml").write_bytes(platform.do(lambda ref=ref: written(ref)))  # type: ignore[misc]
    for name, secret in (("password", PASSWORD), ("pin", PIN), ("answer", ANSWER)):
        file = folder / f"{name}.txt"
        file.touch(0o600)
        file.write_text(secret)
    return mails


@pytest.fixture
def command(judged: Judged, monkeypatch: pytest.MonkeyPatch) -> "Command":
    return Command(monkeypatch)


@dataclass(frozen=True)
class Command:
    """Carries out a command; credentials are taken out of the environment each time."""

    monkeypatch: pytest.MonkeyPatch

    def __call__(self, *arguments: str) -> int:
        self.monkeypatch.setenv("RC_APP_CLIENT_ID", CLIENT_ID)
        self.monkeypatch.setenv("RC_APP_CLIENT_SECRET", CLIENT_SECRET)
        self.monkeypatch.setenv("RC_USER_JWT", jwt_of(TENANT))
        return run([*arguments])


def test_nothing_of_a_working_day_is_off_the_description(
    judged: Judged, command: Command, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command("doctor") == Exit.ACTIVE
    assert command("operator", "list", "--json") == Exit.ACTIVE
    answers = judged.folder.with_name("answers.toml")
    answers.write_text(ANSWERS + (QUESTION if judged.has_credentials else ""))
    begun = ("--backend", "ringcentral", str(judged.folder), "--answers", str(answers))
    assert command(*begun, "--check") == Exit.ACTIVE, capsys.readouterr()
    assert command(*begun) == Exit.ACTIVE, capsys.readouterr()
    assert command("operator", "list") == Exit.ACTIVE
    assert "All users are activated." in capsys.readouterr().out

    assert objections(judged.origin, judged.log) == []
    records = [judged.platform.service.store.record(ref) for ref in PEOPLE]
    assert all(record is not None and record.activated_at is not None for record in records)
    entries = judged.platform.service.journal.entries
    assert len(entries) > 20
    assert {"token", "list-extensions", "update-extension"} <= {each.operation for each in entries}
