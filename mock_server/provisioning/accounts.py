"""How a tenant's accounts come about: each with extension, direct number, link and mail."""

from datetime import datetime

from api_client.models import STEPS, Account
from mock_server.accounts.models import Profile, Record
from mock_server.accounts.store import Store
from mock_server.mail.invitations import invite
from mock_server.mail.outbox import Outbox, invitation_kind
from mock_server.provisioning.allocation import PlacedSeat, Room
from mock_server.provisioning.tenants import Tenant
from mock_server.scenarios.people import TELEKOM
from mock_server.texts.languages import LANGUAGES

FIRST_ACCOUNT, LAST_ACCOUNT = 8_310_000_001, 8_319_999_999


def room_of(store: Store, tenant: Tenant) -> Room:
    """What is free in a tenant besides what its accounts have."""
    accounts = [record.profile.account for record in store.records_in(tenant.id)]
    return Room(
        tenant.line,
        main_number=tenant.main_number,
        fax_number=tenant.main_fax_number,
        directs=[account.direct_number for account in accounts if account.direct_number],
        extensions=[account.extension for account in accounts if account.extension],
    )


def add_account(
    store: Store, tenant: Tenant, placed: PlacedSeat, *, main_user: bool = False
) -> Record:
    """An account, not invited as yet."""
    account_id = _next_account_id(store)
    return store.add_account(
        account_id, account_id, _profile(tenant, placed, main_user=main_user), tenant_id=tenant.id
    )


def send_invitation(store: Store, outbox: Outbox, record: Record, now: datetime) -> None:
    """The account's first link, in the mail that suits its role."""
    invite(store, outbox, record, invitation_kind(record), now)


def _profile(tenant: Tenant, placed: PlacedSeat, *, main_user: bool) -> Profile:
    seat = placed.seat
    return Profile(
        account=Account(
            first_name=seat.first_name,
            last_name=seat.last_name,
            email=seat.email,
            company=tenant.company,
            main_number=tenant.main_number,
            main_fax_number=tenant.main_fax_number,
            extension=placed.extension,
            direct_number=placed.direct,
            role="main_user" if main_user else "user",
            brand=TELEKOM,
            locale=LANGUAGES[seat.language or tenant.language],
        ),
        steps=tuple(s for s in STEPS if s != "pin" or seat.licence == "phone"),
    )


def _next_account_id(store: Store) -> str:
    # All ids have the same number of digits, so the greatest text is the greatest number.
    (last,) = store.db.execute(
        "SELECT max(account_id) FROM accounts WHERE account_id BETWEEN ? AND ?",
        (str(FIRST_ACCOUNT), str(LAST_ACCOUNT)),
    ).fetchone()
    return str(FIRST_ACCOUNT if last is None else int(last) + 1)
