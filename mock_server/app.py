"""The ASGI application: the contract's routes, the tester's, the pages, and what wraps them all."""

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

from api_client.operations import OPERATIONS, Operation
from api_client.problems import (
    Internal,
    MethodNotAllowed,
    NotFound,
    Problem,
    RequestInvalid,
)
from mock_server.admin import ADMIN, admin_routes, known_calls
from mock_server.admin.page import testers_page_routes
from mock_server.api.call import OperationCall
from mock_server.api.conformance import body_violations, refusal
from mock_server.api.handlers import HANDLERS
from mock_server.api.request_body import read_body
from mock_server.api.responses import HttpEndpoint, problem_response, reply_response, report
from mock_server.middleware.fault_injection import FaultInjectionMiddleware
from mock_server.middleware.host_guard import HostGuardMiddleware, origin_of
from mock_server.middleware.journal import JournalMiddleware, entry_of, off_in_head
from mock_server.ringcentral.routes import platform_routes
from mock_server.state.service import MockService
from mock_server.texts.problems import language_of
from mock_server.website.pages import page_routes
from mock_server.website.sign_in_pages import door_routes


class MockApp(Starlette):
    """Starlette, with the journal and the faults outside of everything it does itself."""

    def __init__(self, service: MockService, routes: list[Route]) -> None:
        super().__init__(routes=routes, exception_handlers={HTTPException: _nothing_here})
        self.service = service
        self.router.redirect_slashes = False

    def build_middleware_stack(self) -> ASGIApp:
        """Journal, then faults, then the check of Host, Origin and key, then Starlette."""
        inner = super().build_middleware_stack()
        return JournalMiddleware(
            self.service,
            FaultInjectionMiddleware(self.service, HostGuardMiddleware(self.service, inner)),
        )


def create_app(service: MockService) -> MockApp:
    """The mock server over some state; it can be served or called in process."""
    routes = [*_contract_routes(service), *admin_routes(service), *page_routes()]
    routes += platform_routes(service)
    return MockApp(service, [*routes, *door_routes(service), *testers_page_routes()])


def _contract_routes(service: MockService) -> list[Route]:
    at: dict[str, dict[str, Operation]] = {}
    for operation in OPERATIONS.values():
        at.setdefault(operation.path, {})[operation.method] = operation
    return [
        Route(path, _endpoint(service, operations), methods=list(operations))
        for path, operations in at.items()
    ]


def _endpoint(service: MockService, operations: dict[str, Operation]) -> HttpEndpoint:
    async def endpoint(request: Request) -> Response:
        method = "GET" if request.method == "HEAD" else request.method
        return await _answer(service, operations[method], request)

    return endpoint


async def _answer(service: MockService, operation: Operation, request: Request) -> Response:
    entry, language = entry_of(request.scope), language_of(request.headers.get("accept-language"))
    try:
        raw = await read_body(request.stream())
        _keep_to_the_contract(service, operation, request, raw)
        call = OperationCall(
            service,
            operation,
            request.headers,
            request.client.host if request.client else "",
            origin_of(request.scope),
            language,
            entry,
            raw,
        )
        reply = await HANDLERS[operation.id](call)
    except Problem as problem:
        entry.blame(problem)
        return problem_response(problem, language, entry.time)
    except ClientDisconnect:
        return Response(status_code=400)
    except Exception as error:
        report(error, operation.id)
        entry.blame(Internal())
        return problem_response(Internal(), language, entry.time)
    return reply_response(reply, entry.time)


def _keep_to_the_contract(
    service: MockService, operation: Operation, request: Request, raw: bytes | None
) -> None:
    """Note what of a call is off the contract.

    Raises:
        Problem: there is something, and the server is strict.
    """
    found = body_violations(operation, request.headers, raw)
    entry_of(request.scope).note(found)
    found = off_in_head(request.scope) + found
    if found and service.strict:
        raise refusal(found, language_of(request.headers.get("accept-language")))


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
