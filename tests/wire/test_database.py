"""The file a server keeps its state in: its own, whole, for one server; anything else is left alone."""

import os
import socket
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from mock_server.accounts.models import link_state
from mock_server.cli import main
from mock_server.clock import Clock
from mock_server.mail.invitations import invite
from mock_server.state.service import MockService
from tests.checkout import ROOT

VERSION_2 = Path(__file__).parent / "databases" / "version_2.sql"
"""A file of the version before: the demo tenant, `ok` and `pending`, and a mail that was resent."""


def kept(file: Path) -> Path:
    """A file a server has kept its state in."""
    MockService.open(file, cheap_hash=True).close()
    return file


def refusal(file: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """The one line with which a server refuses a file."""
    # Were it accepted, the port in use would end the server, and the line be another.
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert main(["serve", "--db", str(file), "--port", port]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1
    assert captured.err.startswith(f"unify-mock: {file}: ")
    return captured.err


def a_letter(file: Path) -> None:
    file.write_text("Dear Sir or Madam, " * 50)


def another_database(file: Path) -> None:
    with closing(sqlite3.connect(file)) as db:
        db.execute("CREATE TABLE cats (name TEXT)")
        db.commit()


def a_newer_version(file: Path) -> None:
    with closing(sqlite3.connect(kept(file))) as db:
        db.execute("PRAGMA user_version = 999")
        db.commit()


def cut_short(file: Path) -> None:
    os.truncate(kept(file), 20_000)


def overwritten(file: Path) -> None:
    with kept(file).open("r+b") as opened:
        opened.seek(8_192)
        opened.write(b"\xa5" * 12_000)


FOREIGN = (a_letter, another_database, a_newer_version, cut_short, overwritten)


@pytest.mark.parametrize("make", FOREIGN)
def test_what_is_not_its_own_or_not_whole_is_refused_and_left_as_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], make: Callable[[Path], None]
) -> None:
    file = tmp_path / "mock.db"
    make(file)
    file.chmod(0o640)
    content = file.read_bytes()
    refusal(file, capsys)
    assert file.read_bytes() == content
    assert stat.S_IMODE(file.stat().st_mode) == 0o640


def test_what_is_no_file_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    os.mkfifo(tmp_path / "pipe")
    for unusable in (tmp_path / "pipe", tmp_path, tmp_path / "nowhere" / "mock.db"):
        refusal(unusable, capsys)
    assert not (tmp_path / "nowhere").exists()


def test_a_second_server_does_not_share_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mock_server.accounts.database.PATIENCE", 0)
    file = tmp_path / "mock.db"
    first = MockService.open(file, cheap_hash=True)
    assert "in use by another server" in refusal(file, capsys)
    first.close()
    MockService.open(file, cheap_hash=True).close()


def test_only_its_owner_may_read_it(tmp_path: Path) -> None:
    file = kept(tmp_path / "mock.db")
    file.chmod(0o644)
    service = MockService.open(file, cheap_hash=True)
    assert [stat.S_IMODE(each.stat().st_mode) for each in tmp_path.iterdir()] == [0o600] * len(
        list(tmp_path.iterdir())
    )
    service.close()


def test_one_of_another_version_says_which(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "mock.db"
    a_newer_version(file)
    said = refusal(file, capsys)
    assert "format 999" in said
    assert "use that one, or another file" in said


def test_one_without_an_index_gets_it(tmp_path: Path) -> None:
    file = kept(tmp_path / "mock.db")
    with closing(sqlite3.connect(file)) as db:
        db.execute("DROP INDEX magic_accounts")
    service = MockService.open(file, cheap_hash=True)
    indexes = service.store.db.execute("SELECT name FROM sqlite_schema WHERE type = 'index'")
    assert "magic_accounts" in {name for (name,) in indexes}
    service.close()


ANOTHER_USER = 65534

AS_ANOTHER_USER = """
import os, sys
from pathlib import Path
from mock_server.state.service import MockService
MockService.in_memory().close()  # what is loaded later could not be read
os.setgroups([]); os.setgid({user}); os.setuid({user})
for file in sys.argv[1:]:
    try:
        service = MockService.open(Path(file), cheap_hash=True)
        with service.store.transaction():
            service.store.db.execute("UPDATE accounts SET locked = 1")
        service.close()
        print("written")
    except Exception as error:
        print(type(error).__name__, error)
"""


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")
def test_one_of_another_owner_is_used_if_it_can_be_written() -> None:
    # Not below pytest's own folders, which no other user can enter.
    with TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        files = []
        for folder_mode, file_mode in ((0o777, 0o666), (0o755, 0o666), (0o777, 0o600)):
            folder = Path(name) / f"{folder_mode:o}-{file_mode:o}"
            folder.mkdir()
            files.append(kept(folder / "mock.db"))
            folder.chmod(folder_mode)
            files[-1].chmod(file_mode)
        done = subprocess.run(
            [sys.executable, "-c", AS_ANOTHER_USER.format(user=ANOTHER_USER), *map(str, files)],
            capture_output=True,
            text=True,
            cwd=ROOT,
            check=False,
        )
        modes = [stat.S_IMODE(file.stat().st_mode) for file in files]
    written, beside, forbidden = done.stdout.splitlines()
    assert written == "written"
    # A file that was mounted alone, into a folder that is read-only.
    assert "no file can be made beside it" in beside
    assert forbidden.startswith("PermissionError")
    assert modes == [0o666, 0o666, 0o600]


def test_one_of_an_earlier_version_is_upgraded(tmp_path: Path) -> None:
    file = tmp_path / "mock.db"
    with closing(sqlite3.connect(file)) as db:
        db.executescript(VERSION_2.read_text("utf-8"))
    clock = Clock.frozen(datetime(2026, 1, 1, 8, 59, tzinfo=UTC))
    for expected in ([1, 2, 3, 4, 5], [1, 2, 3, 5, 6]):
        service = MockService.open(file, clock=clock, cheap_hash=True)
        mails = service.outbox.find()
        assert [mail.id for mail in mails] == expected[:4]
        assert mails[2].link != mails[3].link
        assert len(service.outbox.find(to="EVA.LUEHE@beispiel-gmbh.example")) == 1
        states = {
            record.ref.partition("#")[0]: link_state(record, link, clock.now())
            for record in service.store.newest(9)
            if (link := service.store.newest_link(record)) is not None
        }
        assert states.pop("pending") == "not-yet-valid"
        assert set(states.values()) == {"live"}
        nadja = service.store.record("8310000003")
        assert nadja is not None
        with service.store.transaction():
            service.store.db.execute("DELETE FROM mails WHERE id > 3 AND id < 5")
            invite(service.store, service.outbox, nadja, "activation", clock.now())
        assert [mail.id for mail in service.outbox.find()][-1] == expected[-1]
        service.close()
    fresh = MockService.open(tmp_path / "fresh.db", clock=clock, cheap_hash=True)
    with closing(sqlite3.connect(file)) as db:
        assert schema_of(db) == schema_of(fresh.store.db)
    fresh.close()


def schema_of(db: sqlite3.Connection) -> set[tuple[str, str]]:
    """Tables and indexes, each with what made it."""
    made = db.execute("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL")
    return {(name, sql.replace('"', "")) for name, sql in made}
