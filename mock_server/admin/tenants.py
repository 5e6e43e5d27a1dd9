"""Tenants, and the users that are added to them later."""

from mock_server.accounts.models import Record
from mock_server.admin.accounts import MOST_ACCOUNTS, invited, shown
from mock_server.admin.models import (
    AddedRow,
    Block,
    Invited,
    RefusedRow,
    RowResults,
    Single,
    StepReached,
    TenantTold,
)
from mock_server.admin.request import AdminRequest
from mock_server.provisioning.errors import BadOrder, Mistake, Path
from mock_server.provisioning.order import Seat
from mock_server.provisioning.order_parser import read_part
from mock_server.provisioning.provision import add_users
from mock_server.provisioning.tenants import Tenant, Tenants
from mock_server.provisioning.users_csv import Row, read_rows, table_text

MAX_CSV_BYTES = 1024 * 1024


async def tenants(request: AdminRequest) -> list[TenantTold]:
    """Every tenant and the accounts in it, or the first so many of each."""
    most = request.whole("most", most=MOST_ACCOUNTS)
    return [_told(request, tenant, most) for tenant in Tenants(request.context.store.db).all()]


async def tenant(request: AdminRequest) -> TenantTold:
    """One tenant: its numbers, the states it went through, its accounts."""
    return _told(request, _named(request))


async def users(request: AdminRequest) -> Invited | RowResults:
    """Add one user given as JSON, or many as CSV with a result for each row."""
    _named(request)
    try:
        if request.media_type == "text/csv":
            rows = read_rows(table_text(await request.raw(MAX_CSV_BYTES)))
            async with request.context.provisioning:
                return _added_rows(request, _named(request), rows)
        seat, mistakes = read_part(Seat, await request.json())
        if seat is None:
            raise BadOrder(mistakes)
        async with request.context.provisioning:
            return _added(request, _named(request), seat)
    except BadOrder as bad:
        raise bad.problem(request.language) from None


def _named(request: AdminRequest) -> Tenant:
    found = Tenants(request.context.store.db).find(request.http.path_params["id"])
    if found is None:
        raise request.missing("tenant")
    return found


def _added(request: AdminRequest, tenant: Tenant, seat: Seat) -> Invited:
    context = request.context
    made, mistakes = add_users(context.store, context.outbox, context.clock, tenant, [((), seat)])
    if mistakes:
        raise BadOrder(mistakes)
    return invited(request, made[()])


def _added_rows(request: AdminRequest, tenant: Tenant, rows: list[Row]) -> RowResults:
    seats: list[tuple[Path, Seat]] = []
    mistakes: list[Mistake] = []
    for place, row in enumerate(rows):
        seat, wrong = read_part(Seat, row.cells)
        wrong += [Mistake((), "cells")] if row.surplus else []
        mistakes += [Mistake((place, *each.path), each.rule) for each in wrong]
        if seat is not None and not wrong:
            seats.append(((place,), seat))
    context = request.context
    made, more = add_users(context.store, context.outbox, context.clock, tenant, seats)
    wrong_in: dict[int | str, list[Mistake]] = {}
    for mistake in mistakes + more:
        wrong_in.setdefault(mistake.path[0], []).append(mistake)
    results = [
        _row_result(request, row, made.get((place,)), wrong_in.get(place, []))
        for place, row in enumerate(rows)
    ]
    return RowResults(added=len(made), refused=len(rows) - len(made), rows=results)


def _row_result(
    request: AdminRequest, row: Row, record: Record | None, mistakes: list[Mistake]
) -> AddedRow | RefusedRow:
    if record is not None:
        return AddedRow(line=row.line, account=invited(request, record))
    refusals = [
        Mistake(mistake.path[1:], mistake.rule, mistake.said).refusal(request.language)
        for mistake in mistakes
    ]
    return RefusedRow(line=row.line, errors=refusals)


def _told(request: AdminRequest, tenant: Tenant, most: int | None = None) -> TenantTold:
    context = request.context
    records = context.store.records_in(tenant.id)
    steps = Tenants(context.store.db).steps(tenant)
    return TenantTold(
        tenant_id=tenant.id,
        company=tenant.company,
        edition=tenant.edition,
        state=steps[-1].state,
        steps=[StepReached(state=step.state, at=step.at) for step in steps],
        language=tenant.language,
        main_number=tenant.main_number,
        main_fax_number=tenant.main_fax_number,
        numbers=[
            *(Block(block=b.stem, first=b.first, last=b.last) for b in tenant.line.blocks),
            *(Single(single=number) for number in tenant.line.singles),
        ],
        accounts=[shown(request, record) for record in records[:most]],
        account_count=len(records),
    )
