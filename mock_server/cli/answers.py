"""What the commands read of a server's answers; whatever else is in them is left aside.

An answer that has not these shapes is none of a mock server.
"""

from pydantic import BaseModel

from api_client.models import Text


class Told(BaseModel):
    """A part of an answer."""


class ToldAccount(Told):
    """An account, and the link in its newest mail."""

    account_id: str
    email: str
    extension: str | None = None
    direct_number: str | None = None
    link: str | None = None


class ToldRelay(Told):
    """How far a mail came on its way to an SMTP server."""

    state: str
    reason: str | None = None


class ToldMail(Told):
    """A mail in the outbox."""

    id: int
    sent_at: str
    kind: str
    to: str
    link: str | None = None
    relay: ToldRelay | None = None


class ToldNamed(Told):
    """A modifier or a fault."""

    name: str
    text: Text


class ToldScenario(ToldNamed):
    """A scenario with a ready link."""

    link: str


class ToldOffer(Told):
    """What magic links can name."""

    scenarios: list[ToldScenario]
    modifiers: list[ToldNamed]
    faults: list[ToldNamed]


class ToldReset(Told):
    """How many accounts were reset."""

    forgotten: int


class ToldStep(Told):
    """A state that a tenant reached."""

    tenant_id: str
    company: str
    edition: str
    at: str
    state: str


class ToldTenant(Told):
    """What an order became."""

    main_number: str | None = None
    main_fax_number: str | None = None
    accounts: list[ToldAccount]


class ToldRefusal(Told):
    """One thing that is wrong with a call or an order."""

    field: str = "body"
    message: str
    line: int | None = None


class ToldProblem(Told):
    """Why a call was refused, or a row of a file."""

    title: str = ""
    detail: str = ""
    errors: list[ToldRefusal] = []


class ToldRow(ToldProblem):
    """What became of a row: an account, or the errors."""

    account: ToldAccount | None = None


class ToldRows(Told):
    """What became of the rows of a file."""

    rows: list[ToldRow]
