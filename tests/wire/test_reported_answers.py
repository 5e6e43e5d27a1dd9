"""The emulation gives the answers that people report, and the client makes of them what it should."""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import httpx
import pytest

from api_client.problems import Problem
from api_client.ringcentral.operations import OPERATIONS, OWN, PlatformOperationId
from api_client.ringcentral.records import Extension
from mock_server.ringcentral.oauth import JWT_GRANT
from mock_server.state.platform import CLIENT_ID, CLIENT_SECRET, jwt_of
from tests.wire.operator_desk import EMAIL, JOERG, PIN, TENANT, Desk, open_desk
from tests.wire.reported_answers import REPORTS, TEXT, Report, Shape

Request = dict[str, Any]


@pytest.fixture
def platform() -> Iterator[Desk]:
    with open_desk() as desk:
        yield desk


def _rows(rows: Iterable[Report]) -> list[Any]:
    return [pytest.param(row, id=row.name.replace(" ", "-")) for row in rows]


# The emulation


def _token_request(**form: str) -> Request:
    told = {"grant_type": JWT_GRANT, "assertion": jwt_of(TENANT), **form}
    return {
        "method": "POST",
        "url": OPERATIONS["token"].path,
        "data": told,
        "auth": (CLIENT_ID, CLIENT_SECRET),
    }


def _extension_request(desk: Desk, method: str = "GET", extension: str = JOERG) -> Request:
    path = OPERATIONS["read-extension"].path.format(account=OWN, extension=extension)
    token = desk.running.do(lambda: desk.state.issue(TENANT, desk.service.clock.now()))
    return {"method": method, "url": path, "headers": {"Authorization": f"Bearer {token}"}}


def _update_request(desk: Desk, **body: str) -> Request:
    return {**_extension_request(desk, "PUT"), "json": body}


def _refused_token(desk: Desk, code: str) -> Request:
    desk.state.token_refusal = code
    return _token_request()


def _with(request: Request, **changes: Any) -> Request:
    return {name: value for name, value in {**request, **changes}.items() if value is not None}


def _without_pin(desk: Desk) -> Request:
    desk.state.without_pin.add(JOERG)
    return _update_request(desk, ivrPin=PIN)


def _without_password(desk: Desk) -> Request:
    desk.state.single_sign_on = True
    return _update_request(desk, password="Kranich7!Moor")


def _lacking(desk: Desk, who: str) -> Request:
    setattr(desk.state, f"{who}_permissions", frozenset())
    return _extension_request(desk)


def _used_up(desk: Desk) -> Request:
    desk.state.limits.limits["light"] = 0
    return _extension_request(desk)


def _tokens_used_up(desk: Desk) -> Request:
    desk.state.limits.limits["auth"] = 0
    return _token_request()


def _twice(desk: Desk) -> Request:
    twin = {"id": 77, "type": "User", "status": "Disabled", "contact": {"email": EMAIL}}
    desk.state.others.append(twin)
    return _listing(desk, email=EMAIL)


def _listing(desk: Desk, **query: str) -> Request:
    path = OPERATIONS["list-extensions"].path.format(account=OWN)
    return _with(_extension_request(desk), url=path, params=query)


def _asking_for_a_right(desk: Desk) -> Request:
    request = _extension_request(desk, extension=OWN)
    return _with(
        request,
        url=f"{request['url']}/authz-profile/check",
        params={"permissionId": "EditUserCredentials"},
    )


def _password_needed(desk: Desk) -> Request:
    desk.state.needs_password = True
    return _update_request(desk, status="Enabled")


SITUATIONS: dict[str, Callable[[Desk], Request]] = {
    **{
        f"token-{code}": lambda desk, code=code: _refused_token(desk, code)  # type: ignore[misc]
        for code in ("OAU-123", "OAU-140", "OAU-142", "OAU-165", "OAU-251", "CMN-408")
    },
    "token-wrong-jwt": lambda desk: _token_request(assertion="x"),
    "token-wrong-client": lambda desk: _with(_token_request(), auth=(CLIENT_ID, "x")),
    "token-unknown-grant": lambda desk: _token_request(grant_type="device"),
    "six-tokens": _tokens_used_up,
    "too-many-calls": _used_up,
    "app-reads-nothing": lambda desk: _lacking(desk, "app"),
    "user-reads-nothing": lambda desk: _lacking(desk, "user"),
    "no-header": lambda desk: _with(_extension_request(desk), headers=None),
    "wrong-token": lambda desk: _with(
        _extension_request(desk), headers={"Authorization": "Bearer x"}
    ),
    "no-such-extension": lambda desk: _extension_request(desk, extension="1"),
    "odd-status": lambda desk: _update_request(desk, status="Awake"),
    "single-sign-on": _without_password,
    "no-pin": _without_pin,
    "same-address-twice": _twice,
    "by-extension-number": lambda desk: _listing(desk, extensionNumber="802"),
    "permission-check": _asking_for_a_right,
    "password-needed": _password_needed,
    "query-on-a-write": lambda desk: _with(
        _update_request(desk, setupWizardState="Completed"), params={"colour": "red"}
    ),
}


@pytest.mark.parametrize("report", _rows(row for row in REPORTS if row.situation))
def test_the_emulation_answers_as_is_reported(platform: Desk, report: Report) -> None:
    request = SITUATIONS[report.situation](platform)
    with httpx.Client(base_url=platform.service.origin, verify=False, trust_env=False) as client:
        response = client.request(**request)
    assert response.status_code == report.status, response.text
    assert report.shape is not None
    assert list(_differences(report.shape, response.json())) == [], response.text


def _differences(shape: Shape, told: object, where: str = "") -> Iterator[str]:
    """Where an answer lacks what was reported."""
    if shape is TEXT:
        if told is None:
            yield f"{where} is missing"
    elif isinstance(shape, dict):
        members = told if isinstance(told, dict) else {}
        for name, value in shape.items():
            yield from _differences(value, members.get(name), f"{where}/{name}")
    elif isinstance(shape, list):
        entries = told if isinstance(told, list) else []
        if len(entries) != len(shape):
            yield f"{where} has {len(entries)} entries"
        for number, (value, entry) in enumerate(zip(shape, entries, strict=False)):
            yield from _differences(value, entry, f"{where}/{number}")
    elif told != shape:
        yield f"{where} is {told!r} and not {shape!r}"


# The client


def _filled(shape: Shape) -> object:
    if isinstance(shape, dict):
        return {name: _filled(value) for name, value in shape.items()}
    if isinstance(shape, list):
        return [_filled(value) for value in shape]
    return "In other words" if shape is TEXT else shape


def _reporting(report: Report) -> httpx.MockTransport:
    """A network on which the operation is answered as was reported, and a token is given."""

    def answer(request: httpx.Request) -> httpx.Response:
        is_token = request.url.path == OPERATIONS["token"].path
        if is_token is not (report.operation == "token"):
            token = {"access_token": "t", "token_type": "bearer", "expires_in": 3600, "scope": ""}
            return httpx.Response(200, json=token)
        if report.shape is None:
            return httpx.Response(report.status, html="<html>")
        headers = {"Retry-After": "60"} if report.status == 429 else {}
        return httpx.Response(report.status, json=_filled(report.shape), headers=headers)

    return httpx.MockTransport(answer)


@pytest.mark.parametrize("report", _rows(row for row in REPORTS if row.outcome))
async def test_the_client_makes_of_it_what_it_is(
    platform: Desk, report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(platform.network, "_network", _reporting(report))
    client = platform.platform()
    operation: PlatformOperationId = (
        "update-extension" if report.operation == "update-extension" else "read-extension"
    )
    body = {"status": "Enabled"} if operation == "update-extension" else None
    with pytest.raises(Problem) as caught:
        await client.read(operation, Extension, extension=JOERG, body=body)
    assert caught.value.slug == report.outcome


async def test_a_permission_that_is_refused_with_401_costs_no_second_token(
    platform: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    [row] = [row for row in REPORTS if row.status == 401 and row.outcome == "permission-missing"]
    network, asked = _reporting(row), []

    async def noted(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.path)
        return await network.handle_async_request(request)

    monkeypatch.setattr(platform.network, "_network", httpx.MockTransport(noted))
    for _ in range(2):
        with pytest.raises(Problem):
            await platform.platform().read("read-extension", Extension, extension=JOERG)
    assert asked.count(OPERATIONS["token"].path) == 2  # one for each client


# The table


@pytest.mark.parametrize("report", REPORTS, ids=lambda row: row.name.replace(" ", "-"))
def test_a_row_says_where_and_when(report: Report) -> None:
    assert report.sources
    assert all(source.startswith("https://") for source in report.sources)
    assert re.fullmatch(r"|20\d\d(-\d\d){0,2}", report.when)
    assert not report.situation or report.situation in SITUATIONS
    assert json.dumps(_filled(report.shape)) if report.shape is not None else not report.situation


def test_every_row_has_a_name_of_its_own() -> None:
    names = [row.name for row in REPORTS]
    assert len(names) == len(set(names))
