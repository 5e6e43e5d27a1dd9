"""A mock in process for each test, its time frozen; and one on a real port for each file."""

from collections.abc import AsyncIterator, Iterator

import httpx
import pytest

from mock_server.app import create_app
from mock_server.server import RunningMock
from mock_server.state.service import MockService
from tests.wire import platform_description
from tests.wire.asking import Asker
from tests.wire.operator_desk import Desk, open_desk
from tests.wire.operator_office import ON_THE_WAY, Office


@pytest.fixture
def service() -> Iterator[MockService]:
    service = MockService.in_memory()
    yield service
    service.close()


@pytest.fixture
async def client(service: MockService) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(create_app(service))
    async with httpx.AsyncClient(transport=transport, base_url=service.origin) as client:
        yield client


@pytest.fixture
def ask(client: httpx.AsyncClient) -> Asker:
    return Asker(client)


@pytest.fixture(scope="module")
def running() -> Iterator[RunningMock]:
    with RunningMock() as running:
        yield running


@pytest.fixture
async def socket_client(running: RunningMock) -> AsyncIterator[httpx.AsyncClient]:
    # No TLS is spoken here, and building its context would take longer than the test.
    async with httpx.AsyncClient(base_url=running.origin, verify=False, trust_env=False) as client:
        yield client


@pytest.fixture
def ask_socket(socket_client: httpx.AsyncClient) -> Asker:
    return Asker(socket_client)


@pytest.fixture
async def desk() -> AsyncIterator[Desk]:
    """An operator's desk; where the platform's description is kept, every exchange fits it."""
    with open_desk() as desk:
        yield desk
        await desk.network.aclose()
        if platform_description.FILE.exists():
            assert [found for each in desk.network.exchanges for found in each.violations] == []


@pytest.fixture
def office(desk: Desk) -> Office:
    """Every request takes a while, as it does on the real network."""

    def takes_time(request: httpx.Request) -> None:
        desk.advance(ON_THE_WAY)

    desk.network.breaks = takes_time
    return Office(desk)
