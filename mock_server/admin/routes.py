"""The table of a tester's calls."""

from collections.abc import Awaitable, Callable

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from api_client.problems import Problem
from mock_server.admin import accounts, control, mails, overview, tenants, watching
from mock_server.admin.ask import Ask
from mock_server.admin.calls import AdminCall
from mock_server.admin.description import described
from mock_server.provisioning.order import Order, Seat
from mock_server.recorder import entry_of
from mock_server.responses import json_response, problem_response
from mock_server.service import MockService
from mock_server.texts import language_of

ADMIN = "/_mock"
"""Where all of it is found."""

WHOSE = ("account",)
JOURNAL = ("account", "operation", "status", "since")

CALLS: tuple[AdminCall, ...] = (
    AdminCall("GET", "scenarios", overview.scenarios),
    AdminCall("POST", "orders", tenants.order, 201, body=Order, reads=("application/toml",)),
    AdminCall("GET", "tenants", tenants.tenants),
    AdminCall("GET", "tenants/{id}", tenants.tenant),
    AdminCall("POST", "tenants/{id}/users", tenants.users, 201, body=Seat, reads=("text/csv",)),
    AdminCall("GET", "mails", mails.mails, query=("to", "account", "wait")),
    AdminCall("GET", "mails/{id}.eml", mails.message, gives="message/rfc822"),
    AdminCall("GET", "mails/{id}", mails.mail),
    AdminCall("GET", "accounts", watching.accounts, query=("most",)),
    AdminCall("GET", "accounts/{name}", accounts.show),
    AdminCall("POST", "accounts/{name}/revoke", accounts.revoke),
    AdminCall("POST", "accounts/{name}/resend", accounts.resend),
    AdminCall("POST", "accounts/{name}/lock", accounts.lock),
    AdminCall("POST", "accounts/{name}/unlock", accounts.unlock),
    AdminCall("POST", "accounts/{name}/verify", accounts.verify, body=accounts.Verification),
    AdminCall("GET", "requests", control.requests, query=(*JOURNAL, "wait")),
    AdminCall("DELETE", "requests", control.forget_requests, 204, query=JOURNAL),
    AdminCall("GET", "clock", control.clock, query=WHOSE),
    AdminCall("PUT", "clock", control.move_clock, query=WHOSE, body=control.ClockChange),
    AdminCall("DELETE", "clock", control.reset_clock, query=WHOSE),
    AdminCall("GET", "faults", control.faults, query=WHOSE),
    AdminCall("POST", "faults", control.add_fault, 201, body=control.NewFault),
    AdminCall("DELETE", "faults", control.clear_faults, 204, query=WHOSE),
    AdminCall("POST", "reset", control.reset, query=(*WHOSE, "prefix")),
    AdminCall("GET", "changes", watching.changes, query=("since", "wait")),
)


def known_calls() -> str:
    """Every call there is, for whoever asked for another."""
    known = [f"{call.method} {ADMIN}/{call.path}" for call in CALLS]
    return ", ".join([f"GET {ADMIN}/", f"GET {ADMIN}/openapi.json", *known])


def admin_routes(service: MockService) -> list[Route]:
    """The routes of all calls; one for each path, so that a wrong method can be told the others."""
    at: dict[str, dict[str, AdminCall]] = {}
    for call in CALLS:
        at.setdefault(f"{ADMIN}/{call.path}", {})[call.method] = call
    return [
        Route(f"{ADMIN}/openapi.json", _openapi),
        *(
            Route(path, _endpoint(service, calls), methods=list(calls))
            for path, calls in at.items()
        ),
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
        if request.method not in ("GET", "HEAD"):
            service.bell.ring()
        if isinstance(content, Response):
            return content
        return Response(status_code=204) if content is None else json_response(content, call.status)

    return endpoint


async def _openapi(_: Request) -> Response:
    return json_response(described(CALLS, ADMIN))
