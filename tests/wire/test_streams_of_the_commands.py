"""Standard streams that are missing, full or left: they decide nothing, and what is untold has a code."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TextIO

import pytest

from mock_server.cli import main
from mock_server.server import RunningMock
from tests.checkout import ROOT
from tests.wire.orders import EXAMPLE
from tests.wire.testers_commands import asked, order_file, run

UNTOLD = 7
EVA = "8310000001"


@pytest.fixture(scope="module")
def mock() -> Iterator[RunningMock]:
    with RunningMock() as running:
        yield running


def full() -> TextIO:
    return open("/dev/full", "w", encoding="utf-8")


def left() -> TextIO:
    """A pipe whose reader is gone."""
    reading, writing = os.pipe()
    os.close(reading)
    return os.fdopen(writing, "w")


@pytest.mark.parametrize("broken", [full, left])
def test_what_is_done_and_cannot_be_told_has_a_code_of_its_own(
    mock: RunningMock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: Callable[[], TextIO]
) -> None:
    users = tmp_path / "users.csv"
    rows = "".join(f"U{n},U,{broken.__name__}{n}@muster.example\n" for n in range(30))
    users.write_text(f"first_name,last_name,email\n{rows}")
    before = asked(mock, "mails").json()[-1]["id"]
    commands = (
        ["invite", EVA],
        ["add-users", "100001", users],
        ["add-users", "100001", users],
        ["scenarios", "--json"],
        ["outbox", "--eml", str(before)],
        ["outbox", "--account", "8319999999"],
        ["reset", "--prefix", "aaaa1111"],
    )
    codes = []
    for command in commands:
        with broken() as out, broken() as err, monkeypatch.context() as patched:
            patched.setattr("sys.stdout", out)
            patched.setattr("sys.stderr", err)
            codes.append(run(mock, *map(str, command)))
    # Of the users who are there already all are refused, and the account is none.
    assert codes == [UNTOLD, UNTOLD, 1, UNTOLD, UNTOLD, 2, UNTOLD]
    assert len(asked(mock, f"mails?since={before}").json()) == 1 + 30


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["outbox", "--help"]], ids=str)
def test_what_is_only_told_has_the_code_too(
    monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    with full() as stream, monkeypatch.context() as patched:
        patched.setattr("sys.stdout", stream)
        assert main(arguments) == UNTOLD


def test_words_that_the_encoding_lacks_are_spelled_out(
    mock: RunningMock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = tmp_path / "shown"
    with shown.open("w", encoding="ascii") as stream, monkeypatch.context() as patched:
        patched.setattr("sys.stdout", stream)
        assert run(mock, "scenarios", "--lang", "de") == 0
    assert "ausgefuehrt" in shown.read_text("ascii")


SHELL = """
m() { "$PYTHON" -m mock_server "$@"; }
m scenarios >&- 2>scenarios.err; echo scenarios $? >> codes
m outbox --eml 1 <&- >&- 2>&-; echo eml $? >> codes
m outbox --server http://127.0.0.1:1 >out 2>&-; echo gone $? >> codes
m add-users 100001 - <&- 2>users.err; echo users $? >> codes
"$PYTHON" -c 'import os; os.set_blocking(0, False); os.execvp(os.environ["PYTHON"], \
  [os.environ["PYTHON"], "-m", "mock_server", "provision", "-", "--json"])' 2>order.err >order.out \
  < <(sleep 0.5; cat order.toml); echo order $? >> codes
"""


def test_missing_streams_and_one_that_never_waits(mock: RunningMock, tmp_path: Path) -> None:
    order_file(tmp_path).write_text(EXAMPLE, encoding="utf-8")
    around = {"PYTHON": sys.executable, "PYTHONPATH": str(ROOT), "UNIFY_MOCK_SERVER": mock.origin}
    subprocess.run(
        ["bash", "-c", SHELL], cwd=tmp_path, env={**os.environ, **around}, check=True, timeout=60
    )
    codes = dict(line.split() for line in (tmp_path / "codes").read_text().splitlines())
    assert codes == {"scenarios": "0", "eml": "0", "gone": "5", "users": "2", "order": "0"}
    assert (tmp_path / "out").read_text() == (tmp_path / "scenarios.err").read_text() == ""
    assert "Traceback" not in (tmp_path / "users.err").read_text()
    assert "header row" in (tmp_path / "users.err").read_text()
    assert '"accounts"' in (tmp_path / "order.out").read_text()
