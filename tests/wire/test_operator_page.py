"""The commands of the page about operator mode work, one after the other, as they stand there."""

import json
import os
import re
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from mock_server.mail.mime import mime
from mock_server.server import RunningMock
from mock_server.state.platform import CLIENT_ID, CLIENT_SECRET, jwt_of
from tests.checkout import ROOT
from tests.told import accounts_told
from tests.wire.operator_desk import ANSWER, JOERG, MAIN, NADJA, TENANT

PAGE = (ROOT / "docs" / "operator-mode.md").read_text(encoding="utf-8")
FIRST_DAY = PAGE.partition("## The first day\n")[2].partition("\n## ")[0]
IN_THE_APP = "unify-activate --backend ringcentral mail.eml\n"
"""Needs a person; `journey/test_operator.py` starts it in a terminal."""

PEOPLE = {MAIN: "eva.luehe", JOERG: "joerg.amsel", NADJA: "nadja.kowalczyk"}


def blocks(text: str, kind: str) -> list[str]:
    return re.findall(rf"```{kind}\n(.*?)```", text, re.DOTALL)


@pytest.fixture
def platform() -> Iterator[RunningMock]:
    with RunningMock() as running:
        limits = running.service.platform.limits.limits
        limits.update(dict.fromkeys(limits, 1000))  # how they are kept is proved elsewhere
        yield running


@pytest.fixture
def folder(platform: RunningMock, tmp_path: Path) -> Path:
    """The files that the page speaks of."""
    service = platform.service

    def written(ref: str) -> bytes:
        record = service.store.record(ref)
        assert record is not None
        [mail] = service.outbox.find(ref=ref)
        return mime(mail, record, service.origin)

    (tmp_path / "mails").mkdir()
    for ref in PEOPLE:
        (tmp_path / "mails" / f"{ref}.eml").write_bytes(platform.do(lambda ref=ref: written(ref)))  # type: ignore[misc]
    [answers] = blocks(FIRST_DAY, "toml")
    (tmp_path / "answers.toml").write_text(answers, encoding="utf-8")
    secret = tmp_path / "answer.txt"
    secret.touch(0o600)
    secret.write_text(ANSWER)
    program = tmp_path / "unify-activate"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m tui "$@"\n')
    program.chmod(0o700)
    return tmp_path


def shell(commands: str, folder: Path, platform: RunningMock) -> subprocess.CompletedProcess[str]:
    """Run commands in a shell, as an operator whose credentials are in the environment."""
    environment = {
        **os.environ,
        "PATH": f"{folder}:{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "HOME": str(folder),
        "LC_ALL": "C.UTF-8",
        "RC_SERVER_URL": platform.origin,
        "RC_APP_CLIENT_ID": CLIENT_ID,
        "RC_APP_CLIENT_SECRET": CLIENT_SECRET,
        "RC_USER_JWT": jwt_of(TENANT),
    }
    return subprocess.run(
        ["bash", "-euc", commands],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def test_the_first_day_goes_as_it_is_told(platform: RunningMock, folder: Path) -> None:
    looking, in_the_app, unattended = blocks(FIRST_DAY, "sh")
    assert in_the_app == IN_THE_APP

    # Doctor also looks for a terminal, and there is none here.
    looked = shell(looking.replace("doctor\n", "doctor || test $? = 6\n"), folder, platform)
    assert looked.returncode == 0, looked.stderr
    assert "✓ All permissions that can be checked are in place." in looked.stdout
    waiting = json.loads((folder / "waiting.json").read_text())
    assert {each["email"].partition("@")[0] for each in waiting} == set(PEOPLE.values())

    check, activate, listed = unattended.splitlines()
    checked = shell(check, folder, platform)
    assert checked.returncode == 0, checked.stderr
    assert list(folder.glob("*@*")) == []
    assert all(not _is_active(platform, ref) for ref in PEOPLE)

    done = shell(activate, folder, platform)
    assert done.returncode == 0, done.stderr
    told = accounts_told((folder / "done.jsonl").read_text())
    assert [each["outcome"] for each in told] == ["active"] * len(PEOPLE)
    assert all(_is_active(platform, ref) for ref in PEOPLE)
    kept = sorted(folder.glob("*@*"))
    assert len(kept) == 2 * len(PEOPLE)
    assert {stat.S_IMODE(file.stat().st_mode) for file in kept} == {0o600}
    assert not any(file.read_text().strip() in done.stdout + done.stderr for file in kept)

    last = shell(listed, folder, platform)
    assert (last.returncode, last.stdout) == (0, "All users are activated.\n")


def test_a_wrong_question_is_answered_with_those_there_are(
    platform: RunningMock, folder: Path
) -> None:
    answers = folder / "answers.toml"
    answers.write_text(answers.read_text().replace('id = "1"', 'id = "none"'))
    said = shell(blocks(FIRST_DAY, "sh")[2].splitlines()[0], folder, platform)
    assert said.returncode == 4
    assert "Choose from: 1" in said.stderr


def test_a_repeated_run_passes_over_whoever_is_active(platform: RunningMock, folder: Path) -> None:
    activate = blocks(FIRST_DAY, "sh")[2].splitlines()[1]
    platform.do(lambda: platform.service.platform.statuses.update({JOERG: "Enabled"}))
    done = shell(activate, folder, platform)
    told = accounts_told((folder / "done.jsonl").read_text())
    assert sorted(each["outcome"] for each in told) == [
        "active",
        "active",
        "already-active",
    ], done.stderr


def test_what_tries_it_out_works_as_shown(platform: RunningMock, folder: Path) -> None:
    [commands] = blocks(PAGE.partition("## Trying it out\n")[2], "sh")
    assert commands.startswith("unify-mock serve\n")
    rest = commands.partition("\n")[2].replace("http://127.0.0.1:8025", platform.origin)
    done = shell(rest, folder, platform)
    assert done.returncode == 0, done.stderr
    assert '"in_maintenance":true' in done.stdout.replace(": ", ":")
    assert platform.service.platform.statuses[JOERG] == "Frozen"


def _is_active(platform: RunningMock, ref: str) -> bool:
    record = platform.do(lambda: platform.service.store.record(ref))
    return record is not None and record.activated_at is not None
