"""The commands in the testers' documentation work, one after the other, as they stand there."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from mock_server.server import RunningMock
from tests.checkout import ROOT

PAGE = ROOT / "docs" / "testing-with-the-mock.md"
ROOT = PAGE.parents[1]
TEXT = PAGE.read_text(encoding="utf-8")

SERVER = "http://127.0.0.1:8025"
"""Where the documentation has the server."""


def blocks(kind: str) -> list[str]:
    """What stands in the code blocks of a kind."""
    return re.findall(rf"```{kind}\n(.*?)```", TEXT, re.DOTALL)


def run(commands: str, where: Path) -> subprocess.CompletedProcess[str]:
    """Run commands in a shell that knows `unify-mock`, until one fails."""
    program = where / "unify-mock"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m mock_server "$@"\n')
    program.chmod(0o700)
    paths = {"PATH": f"{where}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        ["bash", "-euc", commands],
        cwd=where,
        env={**os.environ, **paths},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The files that the documentation shows."""
    [order], [users] = blocks("toml"), blocks("csv")
    (tmp_path / "order.toml").write_text(order, encoding="utf-8")
    (tmp_path / "users.csv").write_text(users, encoding="utf-8")
    return tmp_path


def test_the_server_is_started_as_shown(folder: Path) -> None:
    start = blocks("sh")[0].replace("serve", "serve --port 0 --cheap-hash")
    done = run(f"trap 'kill %1' EXIT\n{start}", folder)
    assert (done.returncode, done.stderr) == (0, "")
    assert (folder / "mock.log").read_text().startswith("READY http://127.0.0.1:")


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
def test_everything_else_works_as_shown(folder: Path) -> None:
    with RunningMock() as mock:
        shown = "".join(blocks("sh")[1:])
        commands = re.sub(
            r"^(unify-mock .*?)( >.*)?$", rf"\1 --server {SERVER}\2", shown, flags=re.MULTILINE
        ).replace(SERVER, mock.origin)
        done = run(commands, folder)
    assert (done.returncode, done.stderr) == (0, "")
    for said in ("main-user-created", "added 2, refused 0", "joerg.amsel@", '{"pin":false}'):
        assert said in done.stdout
    assert (folder / "mail.eml").read_bytes().startswith(b"From: Unify Office by RingCentral <")
