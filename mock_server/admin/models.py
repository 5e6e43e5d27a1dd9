"""What testers' calls answer, as models: the description is made of them, too."""

from datetime import datetime
from typing import ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field

from api_client.models import Account, Refusal, Request, Step, Text
from mock_server.accounts.models import LinkState
from mock_server.faults import Point
from mock_server.mail.outbox import MailKind, RelayState
from mock_server.provisioning.tenants import TenantState
from mock_server.state.platform import Shape


class AnswerModel(BaseModel):
    """What a call answers, or a part of it. Times are in UTC, numbers E.164."""

    # Most servers never answer most of these, so that none is built before it is needed.
    model_config = ConfigDict(frozen=True, defer_build=True)


class TesterRequest(Request):
    """What a tester sends; null is as good as nothing."""

    takes_null: ClassVar[bool] = True


class ScenarioEntry(AnswerModel):
    """A scenario, and a link to an account of it that nobody has met yet."""

    name: str
    text: Text
    link: str


class Named(AnswerModel):
    """A modifier or a fault, and what it does."""

    name: str
    text: Text


class Offer(AnswerModel):
    """What magic links can name; `points` is where faults can strike."""

    scenarios: list[ScenarioEntry]
    modifiers: list[Named]
    faults: list[Named]
    points: list[Point]


class AccountState(Account):
    """An account and how it stands. `link` is the newest one, if the mock made it.

    An account that is created, and no more, has no link yet.
    """

    account_id: str
    scenario: str | None
    state: Literal["created", "invited", "active"]
    locked: bool
    link_state: LinkState | None
    expires_at: datetime | None
    steps: tuple[Step, ...]
    activated_at: datetime | None
    receipt_id: str | None
    security_question: str | None
    workspace: str | None
    link: str | None


class NamedAccount(AccountState):
    """An account under the name that testers' calls take."""

    name: str


class Invited(AnswerModel):
    """An account that was just made, and its link."""

    account_id: str
    email: str
    role: Literal["main_user", "user"]
    extension: str | None
    direct_number: str | None
    link: str | None


class StepReached(AnswerModel):
    """A state of a tenant, and when it was reached."""

    state: TenantState
    at: datetime


class Progress(StepReached):
    """A state that a tenant just reached."""

    tenant_id: str
    company: str
    edition: str


class Provisioned(AnswerModel):
    """What an order became."""

    tenant_id: str
    state: TenantState
    main_number: str | None
    main_fax_number: str | None
    accounts: list[Invited]


class Block(AnswerModel):
    """A number block, from `block` + `first` to `block` + `last`."""

    block: str
    first: str
    last: str


class Single(AnswerModel):
    """A single number."""

    single: str


class TenantTold(AnswerModel):
    """A tenant, the states it went through, and the accounts in it; `account_count` counts all."""

    tenant_id: str
    company: str
    edition: str
    state: TenantState
    steps: list[StepReached]
    language: str
    main_number: str | None
    main_fax_number: str | None
    numbers: list[Block | Single]
    accounts: list[AccountState]
    account_count: int


class AddedRow(AnswerModel):
    """A row of a file, counted from 1, whose user was added."""

    line: int
    result: Literal["added"] = "added"
    account: Invited


class RefusedRow(AnswerModel):
    """A row whose user was refused, and every reason."""

    line: int
    result: Literal["refused"] = "refused"
    errors: list[Refusal]


class RowResults(AnswerModel):
    """What became of the rows of a file."""

    added: int
    refused: int
    rows: list[AddedRow | RefusedRow]


class Relay(AnswerModel):
    """How far a mail came on its way to the SMTP server."""

    state: RelayState
    reason: str | None


class MailEntry(AnswerModel):
    """A mail in the outbox; `relay` is null where mails are not handed on."""

    id: int
    account_id: str
    kind: MailKind
    to: str
    subject: str
    language: str
    sent_at: datetime
    message_id: str
    link: str | None
    relay: Relay | None


class MailWhole(MailEntry):
    """A mail as its reader sees it."""

    headers: dict[str, str]
    text: str
    html: str


class Call(AnswerModel):
    """A call in the journal. `status` is null when its answer never left."""

    model_config = ConfigDict(frozen=True, defer_build=True, from_attributes=True)

    id: int
    time: datetime
    wall_time: datetime
    method: str
    path: str
    operation: str | None
    account: str | None
    status: int | None
    problem: str | None
    fault: str | None
    body: dict[str, object] | None
    violations: list[str]


class ClockReading(AnswerModel):
    """What time it is, and by how many seconds that is from the clock's own time."""

    now: datetime
    frozen: bool
    offset_seconds: float


class PlatformReading(AnswerModel):
    """How the emulated platform is, and the environment of an operator, by tenant.

    `statuses`, `without_password` and `without_pin` are of accounts.
    """

    in_maintenance: bool
    has_credentials: bool
    single_sign_on: bool
    needs_password: bool
    error_shape: Shape
    token_refusal: str | None
    statuses: dict[str, str]
    without_password: list[str]
    without_pin: list[str]
    operators: dict[str, dict[str, str]]


class FaultTold(AnswerModel):
    """A rule in the queue; `account` null is everyone's, `times` null is for good."""

    id: int
    operation: Point | None
    account: str | None
    fault: str
    after: int
    times: int | None
    probability: float
    seed: int


class Forgotten(AnswerModel):
    """How many accounts were forgotten or begin again."""

    forgotten: int


class Kept(AnswerModel):
    """What there is of a kind: the greatest number, and how many."""

    newest: int
    total: int


class KeptCalls(Kept):
    """Calls: those that came after `settled` may not have ended as yet."""

    settled: int


class Changes(AnswerModel):
    """A number that grows with every change, and what there is.

    The numbers are those that `since` takes: ids of mails and of calls, and for accounts a count of
    changes; for tenants, of the states they reached, with how many accounts they have.
    """

    count: int = Field(ge=0)
    mails: Kept
    requests: KeptCalls
    accounts: Kept
    tenants: Kept
