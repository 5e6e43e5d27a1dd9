"""The guide's central steps, from an order to the mails, all or nothing."""

from collections.abc import Iterable
from dataclasses import replace

from mock_server.accounts import Record
from mock_server.clock import Clock
from mock_server.outbox import Outbox
from mock_server.provisioning.accounts import (
    add_account,
    room_of,
    send_invitation,
)
from mock_server.provisioning.mistakes import Mistake, Path
from mock_server.provisioning.order import Seat
from mock_server.provisioning.reading import Plan, emails_in_use
from mock_server.provisioning.tenants import Tenant, Tenants
from mock_server.store import Store


def provision(store: Store, outbox: Outbox, clock: Clock, plan: Plan) -> Tenant:
    """Set up a tenant with its accounts, and mail everyone a link.

    Source: the guide to CompanyFlex, "Ersteinrichtung": a tenant for each order; its line and
    numbers; main number and main fax number; the main user; the mail that starts the activation.

    Everyone's address must be one that no account has; see `reading`.
    """
    with store.transaction():
        return _carry_out(store, outbox, clock, plan)


def _carry_out(store: Store, outbox: Outbox, clock: Clock, plan: Plan) -> Tenant:
    tenants, order = Tenants(store.db), plan.order
    tenant = tenants.add(order.company, order.edition, order.language)
    tenants.reached(tenant, "ordered", clock.now())
    tenants.reached(tenant, "created", clock.now())
    tenant = replace(tenant, line=plan.line)
    tenants.save(tenant)
    tenants.reached(tenant, "line-connected", clock.now())
    tenant = replace(tenant, main_number=plan.main_number, main_fax_number=plan.main_fax_number)
    tenants.save(tenant)
    tenants.reached(tenant, "numbers-set", clock.now())
    main_user, *others = plan.seats
    administrator = add_account(store, tenant, main_user, main_user=True)
    tenants.reached(tenant, "main-user-created", clock.now())
    send_invitation(store, outbox, administrator, clock.now())
    tenants.reached(tenant, "mail-sent", clock.now())
    for placed in others:
        send_invitation(store, outbox, add_account(store, tenant, placed), clock.now())
    return tenant


def add_users(
    store: Store,
    outbox: Outbox,
    clock: Clock,
    tenant: Tenant,
    seats: Iterable[tuple[Path, Seat]],
) -> tuple[dict[Path, Record], list[Mistake]]:
    """Accounts for further users of a tenant, each with its mail; those that can be are made.

    Returns:
        The accounts made, by path, and what was wrong with the others.
    """
    with store.transaction():
        seats = list(seats)
        mistakes = emails_in_use(seats, store.has_address)
        late = {mistake.path[:-1] for mistake in mistakes}
        placed, wrong = room_of(store, tenant).place(
            (path, seat) for path, seat in seats if path not in late
        )
        made = {each.path: add_account(store, tenant, each) for each in placed}
        for record in made.values():
            send_invitation(store, outbox, record, clock.now())
    return made, mistakes + wrong
