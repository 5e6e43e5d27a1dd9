"""The server answers its own name and its own pages, and says the time of its own clock."""

import httpx
import pytest

from api_client.operations import OPERATIONS
from mock_server.state.service import MockService
from tests.links import TOKEN
from tests.wire.asking import Asker, bearer_of, refused, slug

PATHS = ("/v1/activation", "/_mock/scenarios", "/signin", "/rc-web/confirmation/default.html")


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "127.0.0.1.evil.example",
        "localhost.evil.example:8025",
        "",
        "192.168.0.1:8025",
    ],
)
async def test_another_host_is_refused(client: httpx.AsyncClient, path: str, host: str) -> None:
    answer = await client.get(path, headers={"Host": host})
    assert slug(answer) == "request-invalid"
    assert refused(answer) == [("Host", "own")]


@pytest.mark.parametrize("host", ["127.0.0.1:8025", "localhost", "LOCALHOST:9000", "[::1]:8025"])
async def test_any_name_of_this_machine_is_its_own(client: httpx.AsyncClient, host: str) -> None:
    assert (await client.get("/signin", headers={"Host": host})).status_code == 200


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "http://127.0.0.1:3000", "https://127.0.0.1:8025"]
)
async def test_a_page_from_elsewhere_is_refused(
    service: MockService, client: httpx.AsyncClient, origin: str
) -> None:
    for method, path in (("POST", "/_mock/reset"), ("GET", "/v1/activation")):
        answer = await client.request(method, path, headers={"Origin": origin})
        assert slug(answer) == "request-invalid"
        assert refused(answer) == [("Origin", "own")]


async def test_its_own_pages_may_call(service: MockService, client: httpx.AsyncClient) -> None:
    answer = await client.get("/_mock/clock", headers={"Origin": service.origin})
    assert answer.status_code == 200


@pytest.mark.parametrize("operation", OPERATIONS.values(), ids=lambda operation: operation.id)
async def test_other_methods_are_not_allowed(client: httpx.AsyncClient, operation: object) -> None:
    path = operation.path  # type: ignore[attr-defined]
    allowed = {o.method for o in OPERATIONS.values() if o.path == path}
    for method in ("DELETE", "PUT", "PATCH", "OPTIONS"):
        answer = await client.request(method, path)
        assert slug(answer) == "method-not-allowed"
        assert allowed <= set(answer.headers["allow"].split(", "))


@pytest.mark.parametrize(
    "path", ["/", "/v1", "/v1/activation/", "/v1/activation/x", "/favicon.ico"]
)
async def test_an_unknown_path_is_not_found(client: httpx.AsyncClient, path: str) -> None:
    answer = await client.get(path)
    assert slug(answer) == "not-found"
    assert "_mock" not in answer.text


async def test_every_answer_is_fresh_and_dated_by_the_clock(
    service: MockService, client: httpx.AsyncClient, ask: Asker
) -> None:
    link = service.link("ok", token=TOKEN)
    answers = [
        await ask("look", link),
        await ask("look", None),
        await ask("check", link, {"pin": "482913"}),
        await ask.commit(link),
        await ask.commit(link, key="other"),
        await client.delete("/v1/activation"),
        await client.get("/v1/nowhere"),
        await client.get("/v1/activation", headers={"Host": "evil.example"}),
    ]
    for answer in answers:
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["date"] == "Thu, 01 Jan 2026 09:00:00 GMT"
    page = await client.get("/signin")
    assert page.headers["date"] == "Thu, 01 Jan 2026 09:00:00 GMT"


async def test_over_a_socket_there_is_one_date_and_no_server(
    running: object, socket_client: httpx.AsyncClient
) -> None:
    answer = await socket_client.get(
        "/v1/activation", headers={"Authorization": bearer_of(f"?clock-skew:{TOKEN}")}
    )
    assert len(answer.headers.get_list("date")) == 1
    assert "server" not in answer.headers
