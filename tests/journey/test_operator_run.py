"""An unattended run of an operator, as a program: what it says, and what a signal leaves behind."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from mock_server.mail.mime import mime
from mock_server.server import RunningMock
from mock_server.state.platform import CLIENT_ID, CLIENT_SECRET, jwt_of
from tui.wording.waiting import platform_wait_sentence

NADJA = "8310000003"
ANSWERS = """
trust = true
password = { generate = "password" }
pin = { generate = "pin" }
[security_question]
id = "1"
answer = { generate = "answer" }
"""


@pytest.fixture
def platform() -> Iterator[RunningMock]:
    """A platform whose limit is used up by the first look."""
    with RunningMock() as running:
        running.do(lambda: running.service.platform.limits.limits.update({"medium": 2}))
        yield running


def mail_of(platform: RunningMock, account: str) -> bytes:
    service = platform.service

    def written() -> bytes:
        record = service.store.record(account)
        assert record is not None
        [mail] = service.outbox.find(ref=account)
        return mime(mail, record, service.origin)

    return platform.do(written)


@pytest.mark.parametrize("name", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_while_the_platform_is_waited_for_gives_the_token_back_once(
    platform: RunningMock, tmp_path: Path, name: signal.Signals
) -> None:
    (tmp_path / "mail.eml").write_bytes(mail_of(platform, NADJA))
    (tmp_path / "answers.toml").write_text(ANSWERS)
    command = [sys.executable, "-m", "tui", "--backend", "ringcentral", "--lang", "en"]
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "LANG": "C.UTF-8",
        "RC_SERVER_URL": platform.origin,
        "RC_APP_CLIENT_ID": CLIENT_ID,
        "RC_APP_CLIENT_SECRET": CLIENT_SECRET,
        "RC_USER_JWT": jwt_of("100001"),
    }
    with subprocess.Popen(
        [*command, "--answers", "answers.toml", "mail.eml"],
        cwd=tmp_path,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as program:
        assert program.stderr is not None
        said = []
        for line in program.stderr:
            said.append(line)
            if "for the platform" in line:
                break
        program.send_signal(name)
        assert said[-1] == f"{platform_wait_sentence(60)}\n", said
        program.communicate(timeout=30)
    assert program.returncode == 128 + name
    calls = [entry.operation for entry in platform.service.journal.entries]
    assert calls.count("token") == calls.count("revoke") == 1
    assert platform.service.platform.tokens == {}
