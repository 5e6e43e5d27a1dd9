"""The platform's routes: limits first, then the token, permissions, maintenance, and the answer."""

import json
from collections.abc import Awaitable, Callable, Mapping

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from api_client.ringcentral.operations import (
    OPERATIONS,
    OWN,
    PlatformOperation,
    PlatformOperationId,
    with_implied,
)
from mock_server.api.request_body import read_body
from mock_server.api.responses import HttpEndpoint, json_response, report
from mock_server.middleware.journal import entry_of
from mock_server.provisioning.tenants import Tenant, Tenants
from mock_server.ringcentral import oauth
from mock_server.ringcentral.call import PlatformCall
from mock_server.ringcentral.context import PlatformContext
from mock_server.ringcentral.errors import (
    ApiRefusal,
    error_response,
    lacking,
    missing,
    unsupported_media_type,
)
from mock_server.ringcentral.handlers import HANDLERS
from mock_server.state.platform import CLIENT_ID, Token
from mock_server.state.platform_rate_limits import RateLimitStatus
from mock_server.texts.problems import language_of

MAINTENANCE_SECONDS = 60

Handler = Callable[[Request, dict[str, str]], Awaitable[Response]]


def platform_routes(context: PlatformContext) -> list[Route]:
    """One route for each path."""
    at: dict[str, dict[str, PlatformOperation]] = {}
    for name in HANDLERS:
        operation = OPERATIONS[name]
        at.setdefault(operation.path, {})[operation.method] = operation
    return [
        _without_token("token", _token(context)),
        _without_token("revoke", _revoke(context)),
        *(
            Route(path, _operation(context, operations), methods=list(operations))
            for path, operations in at.items()
        ),
    ]


def _without_token(name: PlatformOperationId, endpoint: HttpEndpoint) -> Route:
    return Route(OPERATIONS[name].path, endpoint, methods=[OPERATIONS[name].method])


def _answering(context: PlatformContext, handle: Handler, name: str | None = None) -> HttpEndpoint:
    """An endpoint that tells refusals as the platform does; what `handle` puts into headers stays."""

    async def endpoint(request: Request) -> Response:
        headers: dict[str, str] = {}
        if name is not None:
            entry_of(request.scope).operation = name
        try:
            response = await handle(request, headers)
        except ApiRefusal as refusal:
            entry_of(request.scope).problem = refusal.code
            response = error_response(refusal, context.platform.error_shape)
        except ClientDisconnect:
            return Response(status_code=400)
        except Exception as error:
            report(error, entry_of(request.scope).operation or "platform")
            failed = ApiRefusal(500, "CMN-203", "Internal server error")
            response = error_response(failed, context.platform.error_shape)
        response.headers.update(headers)
        return response

    return endpoint


def _token(context: PlatformContext) -> HttpEndpoint:
    async def handle(request: Request, headers: dict[str, str]) -> Response:
        _draw(context, OPERATIONS["token"], CLIENT_ID, headers)
        raw = await _form_body(request)
        return json_response(oauth.token(context, request.headers.get("authorization"), raw))

    return _answering(context, handle, "token")


def _revoke(context: PlatformContext) -> HttpEndpoint:
    async def handle(request: Request, headers: dict[str, str]) -> Response:
        _draw(context, OPERATIONS["revoke"], CLIENT_ID, headers)
        oauth.revoke(context, request.headers.get("authorization"), await _form_body(request))
        return Response(status_code=200)

    return _answering(context, handle, "revoke")


def _operation(
    context: PlatformContext, operations: Mapping[str, PlatformOperation]
) -> HttpEndpoint:
    async def handle(request: Request, headers: dict[str, str]) -> Response:
        method = "GET" if request.method == "HEAD" else request.method
        operation = operations[method]
        entry_of(request.scope).operation = operation.id
        token = _token_of(context, request)
        _draw(context, operation, token.tenant_id, headers)
        _permit(context, operation)
        if operation.writes and request.query_params:
            raise ApiRefusal(400, "CMN-105", "There should be no query string")
        call = PlatformCall(
            context,
            _tenant(context, request, token),
            request.path_params,
            request.query_params,
            language_of(request.headers.get("accept-language")),
            {} if method == "GET" else await _json_body(request),
        )
        content = await HANDLERS[operation.id](call)
        headers["Content-Language"] = "de-DE" if call.language == "de" else "en-US"
        return Response(status_code=200) if content is None else json_response(content)

    return _answering(context, handle)


def _draw(
    context: PlatformContext, operation: PlatformOperation, who: str, headers: dict[str, str]
) -> None:
    standing: RateLimitStatus = context.platform.limits.draw(
        operation.group, who, context.clock.now()
    )
    headers.update(standing.headers)
    if standing.retry_after is not None:
        raise ApiRefusal(429, "CMN-301", "Request rate exceeded")


def _token_of(context: PlatformContext, request: Request) -> Token:
    scheme, _, text = request.headers.get("authorization", "").partition(" ")
    if not scheme:
        raise ApiRefusal(401, "OAU-123", "Authorization header is not specified")
    if scheme.lower() != "bearer" or not text:
        raise ApiRefusal(401, "OAU-149", "Unparsable access token")
    token = context.platform.token(text.strip())
    if token is None:
        raise ApiRefusal(401, "OAU-213", "Token not found")
    if context.clock.now() >= token.ends_at:
        raise ApiRefusal(401, "OAU-128", "Access token expired")
    return token


def _permit(context: PlatformContext, operation: PlatformOperation) -> None:
    state = context.platform
    if operation.internal and not state.has_credentials:
        raise ApiRefusal(403, "CMN-109", "Feature is not available")
    if operation.app_permission not in (None, *with_implied(state.app_permissions)):
        raise lacking("CMN-401", "application", operation.app_permission)
    enough = {operation.user_permission, operation.or_user_permission} - {None}
    if enough and not enough & state.user_permissions:
        raise lacking("CMN-408", "user", operation.user_permission)
    if state.in_maintenance and not operation.is_always_there:
        raise _maintenance()


def _maintenance() -> ApiRefusal:
    headers = {"Retry-After": str(MAINTENANCE_SECONDS)}
    return ApiRefusal(503, "CMN-211", "Service is in limited mode", headers=headers)


def _tenant(context: PlatformContext, request: Request, token: Token) -> Tenant:
    tenant = Tenants(context.store.db).find(token.tenant_id)
    account = request.path_params.get("account", OWN)
    main = context.store.records_in(token.tenant_id)
    if tenant is None or not main or account not in (OWN, main[0].account_id):
        raise missing("accountId")
    return tenant


async def _json_body(request: Request) -> dict[str, object]:
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type != "application/json":
        raise unsupported_media_type()
    raw = await read_body(request)
    try:
        content = json.loads(raw or b"")
    except (ValueError, RecursionError):
        content = None
    if not isinstance(content, dict):
        raise ApiRefusal(400, "CMN-104", "Cannot parse the body")
    return content


async def _form_body(request: Request) -> bytes:
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type != "application/x-www-form-urlencoded":
        raise unsupported_media_type()
    return await read_body(request) or b""
