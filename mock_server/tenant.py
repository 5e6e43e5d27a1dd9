"""The demo tenant: a company whose accounts were provisioned the way the guide describes it."""

from dataclasses import dataclass, replace

from api_client.models import STEPS
from mock_server.accounts import Profile
from mock_server.clock import Clock
from mock_server.invitations import invite
from mock_server.outbox import Outbox, invitation_kind
from mock_server.people import EVA, Person, account_of
from mock_server.store import Store


@dataclass(frozen=True, slots=True)
class Seat:
    """One account of the tenant. A messaging licence has no telephone, hence no PIN."""

    account_id: str
    person: Person
    main_user: bool = False
    messaging: bool = False


DEMO_TENANT = "100001"
DEMO_MAIN_USER = "8310000001"
"""The account id of the demo tenant's main user."""

DEMO_EDITION = "premium"

DEMO_SEATS: tuple[Seat, ...] = (
    Seat(DEMO_MAIN_USER, EVA, main_user=True),
    Seat(
        "8310000002",
        replace(
            EVA,
            first_name="Jörg",
            last_name="Amsel",
            email="joerg.amsel@beispiel-gmbh.de",
            direct="801",
        ),
        messaging=True,
    ),
    Seat(
        "8310000003",
        replace(
            EVA,
            first_name="Nadja",
            last_name="Kowalczyk",
            email="nadja.kowalczyk@beispiel-gmbh.de",
            direct="802",
        ),
    ),
)


def provision_demo(store: Store, outbox: Outbox, clock: Clock) -> None:
    """Provision the demo tenant, unless it is there already: its accounts, each with its mail."""
    with store.transaction():
        added = store.db.execute(
            """INSERT OR IGNORE INTO tenants
                   (id, company, edition, state, language, main_number, main_fax_number)
               VALUES (?, ?, ?, 'mail-sent', 'de', ?, ?)""",
            (DEMO_TENANT, EVA.company, DEMO_EDITION, EVA.line + EVA.main, EVA.line + EVA.fax),
        )
        if added.rowcount == 0:
            return
        for seat in DEMO_SEATS:
            record = store.add_account(
                seat.account_id,
                seat.account_id,
                _profile(seat),
                tenant_id=DEMO_TENANT,
            )
            invite(store, outbox, record, invitation_kind(record), clock.now())


def _profile(seat: Seat) -> Profile:
    return Profile(
        account=account_of(seat.person, main_user=seat.main_user, with_fax=True),
        steps=tuple(step for step in STEPS if not (seat.messaging and step == "pin")),
    )
