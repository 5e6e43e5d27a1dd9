"""Provisioning by an order, and how it goes on."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable

from pydantic_core import to_json
from starlette.responses import Response, StreamingResponse

from api_client.problems import Internal
from mock_server.admin.accounts import invited
from mock_server.admin.models import Progress, Provisioned
from mock_server.admin.request import AdminRequest
from mock_server.api.responses import problem_response, report
from mock_server.middleware.journal import entry_of
from mock_server.provisioning.errors import BadOrder
from mock_server.provisioning.order_parser import Plan, plan_of, plan_of_toml
from mock_server.provisioning.provision import provision_visibly
from mock_server.provisioning.tenants import Tenant, Tenants, TenantStep

NDJSON = "application/x-ndjson"
"""One JSON value on each line: the states as they are reached, then what the order became."""

MAX_ORDER_BYTES = 256 * 1024
MAX_PACE = 10.0
"""Seconds that a tenant may stay in each state, for whoever wants to see it there."""

ProgressListener = Callable[[Progress], None]


async def order(request: AdminRequest) -> Provisioned | Response:
    """Provision a tenant from an order, TOML or JSON; all of it or nothing."""
    pace, judge = request.number("pace", MAX_PACE), await _read(request)
    if NDJSON not in request.http.headers.get("accept", ""):
        return await _carried_out(request, judge, pace, lambda _: None)
    told: asyncio.Queue[Progress | None] = asyncio.Queue()
    work = asyncio.create_task(_carried_out(request, judge, pace, told.put_nowait))
    work.add_done_callback(lambda _: told.put_nowait(None))
    first = await told.get()
    if first is None:
        # It came to nothing, so that the answer is the reason.
        return await work
    lines = _lines(request, first, told, work)
    return StreamingResponse(lines, 201, {"Cache-Control": "no-store"}, NDJSON)


async def _read(request: AdminRequest) -> Callable[[], Plan]:
    """The order, to be judged by who has which address and which numbers by then."""
    taken, tenants = request.context.store.has_address, Tenants(request.context.store.db)
    if request.media_type == "application/toml":
        raw = await request.raw(MAX_ORDER_BYTES)
        return lambda: plan_of_toml(raw, taken, tenants.lines())
    value = await request.json(MAX_ORDER_BYTES)
    return lambda: plan_of(value, taken, tenants.lines())


async def _carried_out(
    request: AdminRequest, judge: Callable[[], Plan], pace: float, tell: ProgressListener
) -> Provisioned:
    context = request.context

    async def reached(tenant: Tenant, step: TenantStep) -> None:
        tell(
            Progress(
                tenant_id=tenant.id,
                company=tenant.company,
                edition=tenant.edition,
                state=step.state,
                at=step.at,
            )
        )
        context.changes.notify()
        await asyncio.sleep(pace)

    async with context.provisioning:
        try:
            tenant = await provision_visibly(
                context.store, context.outbox, context.clock, judge(), reached
            )
        except BadOrder as bad:
            raise bad.problem(request.language) from None
        finally:
            # Whoever saw the tenant come has to see it go.
            context.changes.notify()
    return Provisioned(
        tenant_id=tenant.id,
        state=Tenants(context.store.db).steps(tenant)[-1].state,
        main_number=tenant.main_number,
        main_fax_number=tenant.main_fax_number,
        accounts=[invited(request, record) for record in context.store.records_in(tenant.id)],
    )


async def _lines(
    request: AdminRequest,
    first: Progress,
    told: "asyncio.Queue[Progress | None]",
    work: Awaitable[Provisioned],
) -> AsyncIterator[bytes]:
    """The answer, line by line. Whoever hangs up stops listening, and not the provisioning."""
    progress: Progress | None = first
    while progress is not None:
        yield to_json(progress) + b"\n"
        progress = await told.get()
    try:
        yield to_json(await work) + b"\n"
    except Exception as error:
        report(error, "POST orders")
        time = entry_of(request.http.scope).time
        yield bytes(problem_response(Internal(), request.language, time).body) + b"\n"
