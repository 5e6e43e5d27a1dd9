"""The table of a tester's calls."""

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from api_client.problems import Internal, Problem, UnsupportedMediaType
from mock_server.admin import (
    accounts,
    changes,
    clock,
    faults,
    journal,
    mails,
    orders,
    platform,
    reset,
    tenants,
)
from mock_server.admin import scenarios as overview
from mock_server.admin.context import AdminContext
from mock_server.admin.endpoint import AdminCall
from mock_server.admin.error_texts import NO_SUCH, READS
from mock_server.admin.models import RowResults
from mock_server.admin.openapi import described
from mock_server.admin.orders import NDJSON
from mock_server.admin.request import AdminRequest
from mock_server.api.responses import HttpEndpoint, json_response, problem_response, report
from mock_server.middleware.journal import entry_of
from mock_server.provisioning.order import Order, Seat
from mock_server.texts.problems import language_of

ADMIN = "/_mock"
"""Where all of it is found."""

WHOSE = ("account",)
JOURNAL = ("account", "operation", "status", "since")

CALLS: tuple[AdminCall, ...] = (
    AdminCall("GET", "scenarios", overview.scenarios),
    AdminCall(
        "POST",
        "orders",
        orders.order,
        201,
        query=("pace",),
        body=Order,
        reads=("application/toml",),
        gives=(NDJSON,),
    ),
    AdminCall("GET", "tenants", tenants.tenants, query=("most",)),
    AdminCall("GET", "tenants/{id}", tenants.tenant),
    AdminCall(
        "POST",
        "tenants/{id}/users",
        tenants.users,
        201,
        body=Seat,
        reads=("text/csv",),
        others={RowResults: 200},
    ),
    AdminCall("GET", "mails", mails.mails, query=("to", "account", "since", "limit", "wait")),
    AdminCall("DELETE", "mails", mails.clear_mails, 204, query=("to", "account")),
    AdminCall("GET", "mails/{id}.eml", mails.message, gives=mails.MESSAGE_TYPES),
    AdminCall("GET", "mails/{id}", mails.mail),
    AdminCall("GET", "accounts", accounts.accounts, query=("most", "since")),
    AdminCall("GET", "accounts/{name}", accounts.show),
    AdminCall("POST", "accounts/{name}/revoke", accounts.revoke),
    AdminCall("POST", "accounts/{name}/resend", accounts.resend),
    AdminCall("POST", "accounts/{name}/lock", accounts.lock),
    AdminCall("POST", "accounts/{name}/unlock", accounts.unlock),
    AdminCall("POST", "accounts/{name}/verify", accounts.verify, body=accounts.Verification),
    AdminCall("GET", "requests", journal.requests, query=(*JOURNAL, "wait")),
    AdminCall("DELETE", "requests", journal.forget_requests, 204, query=JOURNAL),
    AdminCall("GET", "clock", clock.clock, query=WHOSE),
    AdminCall("PUT", "clock", clock.move_clock, query=WHOSE, body=clock.ClockChange),
    AdminCall("DELETE", "clock", clock.reset_clock, query=WHOSE),
    AdminCall("GET", "platform", platform.platform),
    AdminCall(
        "PUT",
        "platform",
        platform.change_platform,
        query=WHOSE,
        body=platform.PlatformChange,
    ),
    AdminCall("DELETE", "platform", platform.reset_platform),
    AdminCall("GET", "faults", faults.faults, query=WHOSE),
    AdminCall("POST", "faults", faults.add_fault, 201, body=faults.NewFault),
    AdminCall("DELETE", "faults", faults.clear_faults, 204, query=WHOSE),
    AdminCall("POST", "reset", reset.reset, query=(*WHOSE, "prefix")),
    AdminCall("GET", "changes", changes.changes, query=("since", "wait")),
)


def known_calls(language: str) -> str:
    """Every call there is, for whoever asked for another."""
    known = [f"{call.method} {ADMIN}/{call.path}" for call in CALLS]
    calls = ", ".join([f"GET {ADMIN}/", f"GET {ADMIN}/openapi.json", *known])
    return NO_SUCH["call"].in_language(language).format(calls=calls)


def admin_routes(context: AdminContext) -> list[Route]:
    """The routes of all calls; one for each path, so that a wrong method can be told the others."""
    at: dict[str, dict[str, AdminCall]] = {}
    for call in CALLS:
        at.setdefault(f"{ADMIN}/{call.path}", {})[call.method] = call
    return [
        Route(f"{ADMIN}/openapi.json", _openapi),
        *(
            Route(path, _endpoint(context, calls), methods=list(calls))
            for path, calls in at.items()
        ),
    ]


def _endpoint(context: AdminContext, calls: dict[str, AdminCall]) -> HttpEndpoint:
    async def endpoint(request: Request) -> Response:
        call = calls["GET" if request.method == "HEAD" else request.method]
        asked = AdminRequest(context, request, language_of(request.headers.get("accept-language")))
        try:
            asked.expect(call.query)
            content = await call.answer(asked)
        except ClientDisconnect:
            return Response(status_code=400)
        except Exception as error:
            return _refused(call, asked, error)
        if request.method not in ("GET", "HEAD"):
            context.changes.notify()
        if isinstance(content, Response):
            return content
        if content is None:
            return Response(status_code=204)
        return json_response(content, call.status_of(content))

    return endpoint


def _refused(call: AdminCall, asked: AdminRequest, error: Exception) -> Response:
    if not isinstance(error, Problem):
        report(error, f"{call.method} {call.path}")
    problem = error if isinstance(error, Problem) else Internal()
    detail = problem.detail
    if isinstance(problem, UnsupportedMediaType):
        kinds = ", ".join(("application/json", *call.reads))
        detail = READS.in_language(asked.language).format(kinds=kinds)
    time = entry_of(asked.http.scope).time
    return problem_response(problem, asked.language, time, detail=detail or None)


async def _openapi(_: Request) -> Response:
    return json_response(described(CALLS, ADMIN))
