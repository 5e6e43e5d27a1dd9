"""The demo tenant: a company that comes from an order like every other, and is there from the start."""

from functools import lru_cache
from importlib.resources import files

from mock_server.accounts.store import Store
from mock_server.clock import Clock
from mock_server.mail.outbox import Outbox
from mock_server.provisioning.accounts import FIRST_ACCOUNT
from mock_server.provisioning.order_parser import Plan, plan_of_toml
from mock_server.provisioning.provision import provision
from mock_server.provisioning.tenants import Tenants

DEMO_MAIN_USER = str(FIRST_ACCOUNT)
"""The account id of the demo tenant's main user: the first there is."""


def provision_demo(store: Store, outbox: Outbox, clock: Clock) -> None:
    """Carry out the demo order, unless there are tenants already."""
    if not Tenants(store.db).all():
        provision(store, outbox, clock, _demo_plan())


@lru_cache(maxsize=1)
def _demo_plan() -> Plan:
    return plan_of_toml(files("mock_server.provisioning").joinpath("demo.toml").read_bytes())
