"""The table of a tester's calls."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from api_client.problems import Problem
from mock_server.admin import accounts, control, overview
from mock_server.admin.ask import Ask
from mock_server.recorder import entry_of
from mock_server.responses import json_response, problem_response
from mock_server.service import MockService
from mock_server.texts import language_of

ADMIN = "/_mock"
"""Where all of it is found."""

Answerer = Callable[[Ask], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class AdminCall:
    """One call: its method, its path under `/_mock/`, and what answers it."""

    method: str
    path: str
    answer: Answerer
    status: int = 200


CALLS: tuple[AdminCall, ...] = (
    AdminCall("GET", "scenarios", overview.scenarios),
    AdminCall("GET", "tenants", overview.tenants),
    AdminCall("GET", "mails", overview.mails),
    AdminCall("GET", "accounts/{name}", accounts.show),
    AdminCall("POST", "accounts/{name}/revoke", accounts.revoke),
    AdminCall("POST", "accounts/{name}/resend", accounts.resend),
    AdminCall("POST", "accounts/{name}/lock", accounts.lock),
    AdminCall("POST", "accounts/{name}/unlock", accounts.unlock),
    AdminCall("POST", "accounts/{name}/verify", accounts.verify),
    AdminCall("GET", "requests", control.requests),
    AdminCall("DELETE", "requests", control.forget_requests, 204),
    AdminCall("GET", "clock", control.clock),
    AdminCall("PUT", "clock", control.move_clock),
    AdminCall("DELETE", "clock", control.reset_clock),
    AdminCall("GET", "faults", control.faults),
    AdminCall("POST", "faults", control.add_fault, 201),
    AdminCall("DELETE", "faults", control.clear_faults, 204),
    AdminCall("POST", "reset", control.reset),
)


def known_calls() -> str:
    """Every call there is, for whoever asked for another."""
    return ", ".join(f"{call.method} {ADMIN}/{call.path}" for call in CALLS)


def admin_routes(service: MockService) -> list[Route]:
    """The routes of all calls; one for each path, so that a wrong method can be told the others."""
    at: dict[str, dict[str, AdminCall]] = {}
    for call in CALLS:
        at.setdefault(f"{ADMIN}/{call.path}", {})[call.method] = call
    return [
        Route(path, _endpoint(service, calls), methods=list(calls)) for path, calls in at.items()
    ]


def _endpoint(
    service: MockService, calls: dict[str, AdminCall]
) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        call = calls["GET" if request.method == "HEAD" else request.method]
        language = language_of(request.headers.get("accept-language"))
        try:
            content = await call.answer(Ask(service, request, language))
        except Problem as problem:
            return problem_response(problem, language, entry_of(request.scope).time)
        except ClientDisconnect:
            return Response(status_code=400)
        service.bell.ring()
        return Response(status_code=204) if content is None else json_response(content, call.status)

    return endpoint
