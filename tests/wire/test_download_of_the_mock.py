"""The desktop app from the mock server, over a socket, with its faults."""

import hashlib
import re
from pathlib import Path

import httpx
import pytest

from api_client.connect import BackendSettings, open_backend
from api_client.download import (
    app_file,
    fetch,
)
from api_client.link import find_links
from mock_server.faults import FaultSpec, parse_modifier
from mock_server.installers import DOWNLOADS
from mock_server.server import RunningMock
from tests.downloads import Pauses, ToldProgress


async def bytes_before_it_breaks(client: httpx.AsyncClient, path: str) -> bytes:
    """What of an answer's content comes before the connection ends."""
    got = bytearray()
    try:
        async with client.stream("GET", path) as answer:
            async for piece in answer.aiter_raw():
                got += piece
    except httpx.RemoteProtocolError:
        return bytes(got)
    raise AssertionError("it did not break")


@pytest.mark.parametrize("at", [0, 1, 70_001])
async def test_the_mocks_answer_breaks_off_at_the_very_byte(
    running: RunningMock, socket_client: httpx.AsyncClient, at: int
) -> None:
    running.do(lambda: running.service.faults.add(FaultSpec("truncate", at, "download")))
    came = await bytes_before_it_breaks(socket_client, f"/downloads/{DOWNLOADS[0].name}")
    assert came == DOWNLOADS[0].content()[:at]


def test_a_cut_is_named_in_a_link_by_its_bytes() -> None:
    assert parse_modifier("download-truncate-2097151") == FaultSpec("truncate", 2097151, "download")


@pytest.mark.parametrize("scenario", ["ok.download-truncate-400000", "ok.download-delay-5ms"])
async def test_the_mocks_installer_survives_its_faults(
    running: RunningMock, tmp_path: Path, scenario: str
) -> None:
    backend = open_backend(find_links(running.service.link(scenario))[0], BackendSettings())
    offers = (await backend.look()).workspaces
    await backend.close()
    told = ToldProgress()
    path = await fetch(app_file(offers[0]), tmp_path, told, sleep=Pauses())
    assert hashlib.sha256(path.read_bytes()).hexdigest() == DOWNLOADS[0].sha256
    assert len(told.pauses) == (5 if "truncate" in scenario else 0)
    assert re.fullmatch(r"[\w.-]+\.exe", path.name)
