"""Tenants: provisioning by an order, and the users that are added later."""

from starlette.responses import Response

from api_client.problems import NotFound
from mock_server.accounts import Record
from mock_server.admin.accounts import newest_link, shown
from mock_server.admin.ask import Ask
from mock_server.answers import stamp
from mock_server.provisioning.mistakes import BadOrder, Mistake, Path
from mock_server.provisioning.order import Seat
from mock_server.provisioning.provision import add_users, provision
from mock_server.provisioning.reading import Plan, decoded, plan_of, plan_of_toml, read_part
from mock_server.provisioning.rows import Row, read_rows
from mock_server.provisioning.tenants import Tenant, Tenants
from mock_server.responses import json_response

MAX_ORDER_BYTES = 256 * 1024
MAX_CSV_BYTES = 1024 * 1024


async def order(ask: Ask) -> object:
    """Provision a tenant from an order, TOML or JSON; all of it or nothing."""
    # Between judging and carrying out nothing is awaited, so no other order comes between.
    service, plan = ask.service, await _plan(ask)
    tenant = provision(service.store, service.outbox, service.clock, plan)
    return {
        "tenant_id": tenant.id,
        "state": Tenants(service.store.db).steps(tenant)[-1].state,
        "main_number": tenant.main_number,
        "main_fax_number": tenant.main_fax_number,
        "accounts": [_invited(ask, record) for record in service.store.records_in(tenant.id)],
    }


async def tenants(ask: Ask) -> object:
    """Every tenant and the accounts in it."""
    return [_shown(ask, tenant) for tenant in Tenants(ask.service.store.db).all()]


async def tenant(ask: Ask) -> object:
    """One tenant: its numbers, the states it went through, its accounts."""
    return _shown(ask, _named(ask))


async def users(ask: Ask) -> object:
    """Add one user given as JSON, or many as CSV with a result for each row."""
    found = _named(ask)
    if ask.media_type == "text/csv":
        return _added_rows(ask, found, _rows(ask, await ask.raw(MAX_CSV_BYTES)))
    seat, mistakes = read_part(Seat, await ask.json())
    service = ask.service
    if seat is not None:
        made, mistakes = add_users(
            service.store, service.outbox, service.clock, found, [((), seat)]
        )
        if made:
            return json_response(_invited(ask, made[()]), 201)
    raise BadOrder(mistakes).problem(ask.language)


def _rows(ask: Ask, raw: bytes) -> list[Row]:
    try:
        return read_rows(decoded(raw))
    except BadOrder as bad:
        raise bad.problem(ask.language) from None


async def _plan(ask: Ask) -> Plan:
    taken = ask.service.store.has_address
    try:
        if ask.media_type == "application/toml":
            return plan_of_toml(await ask.raw(MAX_ORDER_BYTES), taken)
        return plan_of(await ask.json(MAX_ORDER_BYTES), taken)
    except BadOrder as bad:
        raise bad.problem(ask.language) from None


def _named(ask: Ask) -> Tenant:
    found = Tenants(ask.service.store.db).find(ask.request.path_params["id"])
    if found is None:
        raise NotFound
    return found


def _added_rows(ask: Ask, tenant: Tenant, rows: list[Row]) -> Response:
    seats: list[tuple[Path, Seat]] = []
    mistakes: list[Mistake] = []
    for place, row in enumerate(rows):
        seat, wrong = read_part(Seat, row.cells)
        wrong += [Mistake((), "cells")] if row.surplus else []
        mistakes += [Mistake((place, *each.path), each.rule) for each in wrong]
        if seat is not None and not wrong:
            seats.append(((place,), seat))
    service = ask.service
    made, more = add_users(service.store, service.outbox, service.clock, tenant, seats)
    wrong_in: dict[int | str, list[Mistake]] = {}
    for mistake in mistakes + more:
        wrong_in.setdefault(mistake.path[0], []).append(mistake)
    results = [
        _row_result(ask, row, made.get((place,)), wrong_in.get(place, []))
        for place, row in enumerate(rows)
    ]
    return json_response({"added": len(made), "refused": len(rows) - len(made), "rows": results})


def _row_result(
    ask: Ask, row: Row, record: Record | None, mistakes: list[Mistake]
) -> dict[str, object]:
    if record is not None:
        return {"line": row.line, "result": "added", "account": _invited(ask, record)}
    refusals = [
        Mistake(mistake.path[1:], mistake.rule, mistake.said).refusal(ask.language)
        for mistake in mistakes
    ]
    return {
        "line": row.line,
        "result": "refused",
        "errors": [refusal.model_dump() for refusal in refusals],
    }


def _invited(ask: Ask, record: Record) -> dict[str, object]:
    account = record.profile.account
    return {
        "account_id": record.account_id,
        "email": account.email,
        "role": account.role,
        "extension": account.extension,
        "direct_number": account.direct_number,
        "link": newest_link(ask, record),
    }


def _shown(ask: Ask, tenant: Tenant) -> dict[str, object]:
    service = ask.service
    steps = Tenants(service.store.db).steps(tenant)
    return {
        "tenant_id": tenant.id,
        "company": tenant.company,
        "edition": tenant.edition,
        "state": steps[-1].state,
        "steps": [{"state": step.state, "at": stamp(step.at)} for step in steps],
        "language": tenant.language,
        "main_number": tenant.main_number,
        "main_fax_number": tenant.main_fax_number,
        "numbers": [
            *({"block": b.stem, "first": b.first, "last": b.last} for b in tenant.line.blocks),
            *({"single": number} for number in tenant.line.singles),
        ],
        "accounts": [shown(ask, record) for record in service.store.records_in(tenant.id)],
    }
