"""The guide's central steps, from an order to the mails, all or nothing."""

from collections.abc import Awaitable, Callable, Iterable, Iterator
from dataclasses import replace

from mock_server.accounts.models import Record
from mock_server.accounts.store import Store
from mock_server.clock import Clock
from mock_server.mail.outbox import Outbox
from mock_server.provisioning.accounts import (
    add_account,
    room_of,
    send_invitation,
)
from mock_server.provisioning.errors import Mistake, Path
from mock_server.provisioning.order import Seat
from mock_server.provisioning.order_parser import Plan, emails_in_use
from mock_server.provisioning.tenants import Tenant, Tenants, TenantStep


def carry_out(
    store: Store, outbox: Outbox, clock: Clock, plan: Plan
) -> Iterator[tuple[Tenant, TenantStep]]:
    """Set up a tenant with its accounts, and mail everyone a link: one state after the other.

    Source: the guide to CompanyFlex, "Ersteinrichtung": a tenant for each order; its line and
    numbers; main number and main fax number; the main user; the mail that starts the activation.
    Further users get their mails with the main user's.

    Everyone's address must be one that no account has; see `reading`.
    """
    tenants, order = Tenants(store.db), plan.order
    tenant = tenants.add(order.company, order.edition, order.language)
    yield tenant, tenants.reached(tenant, "ordered", clock.now())
    yield tenant, tenants.reached(tenant, "created", clock.now())
    tenant = replace(tenant, line=plan.line)
    tenants.save(tenant)
    yield tenant, tenants.reached(tenant, "line-connected", clock.now())
    tenant = replace(tenant, main_number=plan.main_number, main_fax_number=plan.main_fax_number)
    tenants.save(tenant)
    yield tenant, tenants.reached(tenant, "numbers-set", clock.now())
    main_user, *others = plan.seats
    administrator = add_account(store, tenant, main_user, main_user=True)
    yield tenant, tenants.reached(tenant, "main-user-created", clock.now())
    send_invitation(store, outbox, administrator, clock.now())
    step = tenants.reached(tenant, "mail-sent", clock.now())
    for placed in others:
        send_invitation(store, outbox, add_account(store, tenant, placed), clock.now())
    yield tenant, step


def provision(store: Store, outbox: Outbox, clock: Clock, plan: Plan) -> None:
    """Carry a plan out in one go."""
    with store.transaction():
        for _ in carry_out(store, outbox, clock, plan):
            pass


async def provision_visibly(
    store: Store,
    outbox: Outbox,
    clock: Clock,
    plan: Plan,
    reached: Callable[[Tenant, TenantStep], Awaitable[None]],
) -> Tenant:
    """Carry a plan out so that everyone can see the tenant in each of its states.

    `reached` is told of each and may take its time. A tenant that cannot be finished is deleted
    again, so that of an order all is applied or nothing. One order after the other.
    """
    steps = carry_out(store, outbox, clock, plan)
    tenant: Tenant | None = None
    finished = False
    try:
        while not finished:
            with store.transaction():
                tenant, step = next(steps)
            finished = step.state == "mail-sent"
            await reached(tenant, step)
    except BaseException:
        if tenant is not None and not finished:
            with store.transaction():
                Tenants(store.db).remove(tenant)
        raise
    assert tenant is not None
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
