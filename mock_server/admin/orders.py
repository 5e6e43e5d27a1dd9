"""Provisioning by an order, and how it goes on."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable

from pydantic_core import to_json
from starlette.responses import Response, StreamingResponse

from api_client.problems import Internal
from mock_server.admin.accounts import invited
from mock_server.admin.models import Progress, Provisioned
from mock_server.admin.request import Ask
from mock_server.api.responses import problem_response, report
from mock_server.middleware.journal import entry_of
from mock_server.provisioning.errors import BadOrder
from mock_server.provisioning.order_parser import Plan, plan_of, plan_of_toml
from mock_server.provisioning.provision import provision_visibly
from mock_server.provisioning.tenants import Step, Tenant, Tenants

NDJSON = "application/x-ndjson"
"""One JSON value on each line: the states as they are reached, then what the order became."""

MAX_ORDER_BYTES = 256 * 1024
MAX_PACE = 10.0
"""Seconds that a tenant may stay in each state, for whoever wants to see it there."""

Tell = Callable[[Progress], None]


async def order(ask: Ask) -> Provisioned | Response:
    """Provision a tenant from an order, TOML or JSON; all of it or nothing."""
    pace, judge = ask.number("pace", MAX_PACE), await _read(ask)
    if NDJSON not in ask.request.headers.get("accept", ""):
        return await _carried_out(ask, judge, pace, lambda _: None)
    told: asyncio.Queue[Progress | None] = asyncio.Queue()
    work = asyncio.create_task(_carried_out(ask, judge, pace, told.put_nowait))
    work.add_done_callback(lambda _: told.put_nowait(None))
    first = await told.get()
    if first is None:
        # It came to nothing, so that the answer is the reason.
        return await work
    lines = _lines(ask, first, told, work)
    return StreamingResponse(lines, 201, {"Cache-Control": "no-store"}, NDJSON)


async def _read(ask: Ask) -> Callable[[], Plan]:
    """The order, to be judged by who has which address by then."""
    taken = ask.service.store.has_address
    if ask.media_type == "application/toml":
        raw = await ask.raw(MAX_ORDER_BYTES)
        return lambda: plan_of_toml(raw, taken)
    value = await ask.json(MAX_ORDER_BYTES)
    return lambda: plan_of(value, taken)


async def _carried_out(ask: Ask, judge: Callable[[], Plan], pace: float, tell: Tell) -> Provisioned:
    service = ask.service

    async def reached(tenant: Tenant, step: Step) -> None:
        tell(
            Progress(
                tenant_id=tenant.id,
                company=tenant.company,
                edition=tenant.edition,
                state=step.state,
                at=step.at,
            )
        )
        service.bell.ring()
        await asyncio.sleep(pace)

    async with service.provisioning:
        try:
            tenant = await provision_visibly(
                service.store, service.outbox, service.clock, judge(), reached
            )
        except BadOrder as bad:
            raise bad.problem(ask.language) from None
        finally:
            # Whoever saw the tenant come has to see it go.
            service.bell.ring()
    return Provisioned(
        tenant_id=tenant.id,
        state=Tenants(service.store.db).steps(tenant)[-1].state,
        main_number=tenant.main_number,
        main_fax_number=tenant.main_fax_number,
        accounts=[invited(ask, record) for record in service.store.records_in(tenant.id)],
    )


async def _lines(
    ask: Ask,
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
        time = entry_of(ask.request.scope).time
        yield bytes(problem_response(Internal(), ask.language, time).body) + b"\n"
