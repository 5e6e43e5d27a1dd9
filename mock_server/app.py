"""The ASGI application: the contract's routes, the tester's, the pages, and what wraps them all."""

from dataclasses import fields
from typing import TypeVar

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp

from api_client.operations import OPERATIONS, Operation
from api_client.problems import (
    Internal,
    LinkUsed,
    MethodNotAllowed,
    NotFound,
    Problem,
    RequestInvalid,
)
from mock_server.admin import (
    ADMIN,
    AdminContext,
    admin_routes,
    known_calls,
    testers_page_routes,
)
from mock_server.api.call import OperationCall
from mock_server.api.context import OperationContext
from mock_server.api.handlers import HANDLERS
from mock_server.api.representations import SIGN_IN_PATH
from mock_server.api.request_body import parse_body, read_body
from mock_server.api.responses import HttpEndpoint, problem_response, reply_response, report
from mock_server.later_routes import LaterRoutes
from mock_server.middleware.cross_origin import shared
from mock_server.middleware.fault_injection import FaultInjectionMiddleware
from mock_server.middleware.host_guard import HostGuardMiddleware, origin_of
from mock_server.middleware.journal import JournalMiddleware, entry_of, head_of
from mock_server.ringcentral import PlatformContext, platform_routes
from mock_server.state.service import MockService
from mock_server.texts.problems import language_of
from mock_server.website.context import SignInContext
from mock_server.website.pages import page_routes
from mock_server.website.sign_in_pages import sign_in_routes

Context = TypeVar("Context", OperationContext, AdminContext, PlatformContext, SignInContext)


class MockApp(Starlette):
    """Starlette, with the journal and the faults outside of everything it does itself."""

    def __init__(self, service: MockService, routes: list[BaseRoute]) -> None:
        super().__init__(routes=routes, exception_handlers={HTTPException: _nothing_here})
        self._service = service
        self.router.redirect_slashes = False

    def build_middleware_stack(self) -> ASGIApp:
        """Journal, pages of others, faults, the check of Host, Origin and key, then Starlette."""
        service = self._service
        checked = HostGuardMiddleware(
            super().build_middleware_stack(),
            settings=service.settings,
            clock=service.clock,
            rate_limits=service.rate_limits,
        )
        faulty = FaultInjectionMiddleware(
            checked,
            store=service.store,
            clock=service.clock,
            faults=service.faults,
            changes=service.changes,
        )
        return JournalMiddleware(
            shared(faulty, service.settings.allowed_origins),
            clock=service.clock,
            journal=service.journal,
            changes=service.changes,
            settings=service.settings,
        )


def create_app(service: MockService) -> MockApp:
    """The mock server over some state; it can be served or called in process."""

    def others() -> list[Route]:
        return [
            *admin_routes(_part(AdminContext, service)),
            *page_routes(),
            *platform_routes(_part(PlatformContext, service)),
            *sign_in_routes(_part(SignInContext, service)),
            *testers_page_routes(),
        ]

    contract = _contract_routes(_part(OperationContext, service))
    return MockApp(service, [*contract, LaterRoutes(others)])


def _part(kind: type[Context], service: MockService) -> Context:
    """What one room works with; its members are called as those of the whole."""
    return kind(**{member.name: getattr(service, member.name) for member in fields(kind)})


def _contract_routes(context: OperationContext) -> list[Route]:
    at: dict[str, dict[str, Operation]] = {}
    for operation in OPERATIONS.values():
        at.setdefault(operation.path, {})[operation.method] = operation
    return [
        Route(path, _endpoint(context, operations), methods=list(operations))
        for path, operations in at.items()
    ]


def _endpoint(context: OperationContext, operations: dict[str, Operation]) -> HttpEndpoint:
    async def endpoint(request: Request) -> Response:
        method = "GET" if request.method == "HEAD" else request.method
        return await _answer(context, operations[method], request)

    return endpoint


async def _answer(context: OperationContext, operation: Operation, request: Request) -> Response:
    entry, language = entry_of(request.scope), language_of(request.headers.get("accept-language"))
    try:
        raw = await read_body(request)
        call = OperationCall(
            context,
            operation,
            head_of(request.scope),
            parse_body(operation.request, raw, request.headers.get("content-type", "")),
            request.client.host if request.client else "",
            origin_of(request.scope, context.settings),
            language,
            entry,
        )
        call.note_violations()
        reply = await HANDLERS[operation.id](call)
    except Problem as problem:
        entry.blame(problem)
        if isinstance(problem, LinkUsed):
            problem.login_url = origin_of(request.scope, context.settings) + SIGN_IN_PATH
        return problem_response(problem, language, entry.time)
    except ClientDisconnect:
        return Response(status_code=400)
    except Exception as error:
        report(error, operation.id)
        entry.blame(Internal())
        return problem_response(Internal(), language, entry.time)
    return reply_response(reply, entry.time)


async def _nothing_here(request: Request, error: Exception) -> Response:
    """Unknown paths and methods, as problems."""
    assert isinstance(error, HTTPException)
    problem: Problem = {404: NotFound, 405: MethodNotAllowed}.get(
        error.status_code, RequestInvalid
    )()
    entry = entry_of(request.scope)
    entry.blame(problem)
    language = language_of(request.headers.get("accept-language"))
    known = known_calls(language) if request.url.path.startswith(ADMIN) else None
    return problem_response(problem, language, entry.time, detail=known, headers=error.headers)
