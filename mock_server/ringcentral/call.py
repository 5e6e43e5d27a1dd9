"""One request to the platform, by an operator who proved who they are."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from starlette.datastructures import QueryParams

from api_client.ringcentral.operations import OWN
from mock_server.accounts.models import Record
from mock_server.provisioning.tenants import Tenant
from mock_server.ringcentral.context import PlatformContext
from mock_server.ringcentral.errors import missing
from mock_server.state.platform import OPERATOR, PlatformState


@dataclass(frozen=True, slots=True)
class PlatformCall:
    """What is asked, of which tenant. `body` is the JSON that was sent, {} for none."""

    context: PlatformContext
    tenant: Tenant
    path: Mapping[str, str]
    query: QueryParams
    language: str
    body: Mapping[str, object] = field(default_factory=dict, repr=False)

    @property
    def state(self) -> PlatformState:
        """The platform apart from its accounts."""
        return self.context.platform

    @property
    def records(self) -> list[Record]:
        """The tenant's accounts, the main user first."""
        return self.context.store.records_in(self.tenant.id)

    @property
    def account_id(self) -> str:
        """The account's id, which is that of its system user's extension (vendor's guide)."""
        return self.records[0].account_id

    @property
    def is_own(self) -> bool:
        """Whether the operator's own extension is meant."""
        return self.path.get("extension") in (OWN, OPERATOR.id)

    def record(self) -> Record:
        """The account whose extension is meant.

        Raises:
            ApiRefusal: there is none.
        """
        wanted = self.path.get("extension")
        for record in self.records:
            if record.account_id == wanted:
                return record
        raise missing("extensionId")
