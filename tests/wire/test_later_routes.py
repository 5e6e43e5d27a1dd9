"""A mock for one test makes the routes of testers, pages and the platform when a call needs them."""

import httpx
import pytest
from starlette.routing import Route

from mock_server.admin import AdminContext, admin_routes
from mock_server.mock import Mock
from mock_server.state.service import MockService


async def test_the_contract_needs_none_of_them_and_they_are_made_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made: list[AdminContext] = []
    make = admin_routes

    def counted(context: AdminContext) -> list[Route]:
        made.append(context)
        return make(context)

    monkeypatch.setattr("mock_server.app.admin_routes", counted)
    mock = Mock(MockService.in_memory())
    async with mock.client() as client:
        assert (await client.get("/v1/activation", headers=mock.headers(mock.link()))).is_success
        assert not made
        for _ in range(2):
            assert (await client.get("/_mock/scenarios")).is_success
        assert len(made) == 1
    mock.close()


async def test_a_wrong_method_is_told_the_right_ones(client: httpx.AsyncClient) -> None:
    answer = await client.delete("/_mock/scenarios")
    assert answer.status_code == 405
    assert answer.headers["allow"]


async def test_what_no_route_answers_is_not_there(client: httpx.AsyncClient) -> None:
    assert (await client.get("/nowhere")).status_code == 404
