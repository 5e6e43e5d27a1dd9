"""A server that cannot start keeps nobody from starting another one."""

import sqlite3
from pathlib import Path

import pytest

from mock_server.server import RunningMock
from mock_server.state.service import MockService


@pytest.mark.parametrize(
    ("what", "error"),
    [
        ("pathlib.Path.chmod", OSError(5, "Input/output error")),
        ("mock_server.state.service.provision_demo", sqlite3.OperationalError("disk full")),
        ("mock_server.state.service.provision_demo", KeyboardInterrupt()),
    ],
    ids=["mode", "disk", "stopped"],
)
def test_the_file_is_let_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str, error: BaseException
) -> None:
    def fail(*_args: object) -> None:
        raise error

    file = tmp_path / "mock.db"
    monkeypatch.setattr("mock_server.accounts.database.PATIENCE", 0)
    with monkeypatch.context() as patch:
        patch.setattr(what, fail)
        with pytest.raises(type(error)) as failed:
            MockService.open(file, cheap_hash=True)
    # The failure is still at hand, and with it all that its frames hold.
    assert failed.value is error
    MockService.open(file, cheap_hash=True).close()


def test_a_server_without_a_port_lets_go_of_its_database(monkeypatch: pytest.MonkeyPatch) -> None:
    async def no_port(_service: MockService) -> None:
        raise OSError("no port is free")

    monkeypatch.setattr("mock_server.server.listen", no_port)
    running = RunningMock()
    with pytest.raises(OSError, match="no port is free"), running:
        raise AssertionError("it started")
    with pytest.raises(sqlite3.ProgrammingError):
        running.service.store.db.execute("SELECT 1")


def test_a_database_of_somebody_else_stays_open(monkeypatch: pytest.MonkeyPatch) -> None:
    async def no_port(_service: MockService) -> None:
        raise OSError("no port is free")

    monkeypatch.setattr("mock_server.server.listen", no_port)
    service = MockService.in_memory()
    with pytest.raises(OSError, match="no port is free"), RunningMock(service):
        raise AssertionError("it started")
    assert service.demo_link()
    service.close()
