"""The commands that ask a running server, as a tester types them."""

from pathlib import Path

import httpx
import pytest

from mock_server.cli import main
from mock_server.server import RunningMock
from tests.wire.orders import EXAMPLE


def run(mock: RunningMock, *arguments: str | Path) -> int:
    return main([*map(str, arguments), "--server", mock.origin])


def order_file(folder: Path) -> Path:
    """The order of the examples, as a file."""
    file = folder / "order.toml"
    file.write_text(EXAMPLE, encoding="utf-8")
    return file


def asked(mock: RunningMock, call: str) -> httpx.Response:
    return httpx.get(f"{mock.origin}/_mock/{call}", trust_env=False)


def one_line(capsys: pytest.CaptureFixture[str]) -> str:
    """The only line on standard error."""
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1
    return captured.err
