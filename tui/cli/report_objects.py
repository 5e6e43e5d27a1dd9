"""The objects that `--json` prints, one a line; `report_schema` publishes their description."""

from typing import Literal

from typing_extensions import TypedDict  # pydantic reads no other before Python 3.12

SCHEMA_VERSION = 1
"""Grows when a member changes its meaning or goes; new members and outcomes may come at any time."""


class RefusedAnswer(TypedDict):
    """An answer that was not accepted; never its value."""

    field: str
    """Its key in the answers file."""
    rule: str
    """The rule it breaks, or `missing`, `not-offered`, `cannot-generate`."""
    message: str
    """Why, for people."""


class Contradiction(TypedDict):
    """What mail and server tell differently of an account."""

    field: str
    in_mail: str
    at_server: str


class Warned(TypedDict):
    """What speaks against a mail or a link."""

    id: str
    standing: str
    """`warning`, or `danger`, which nothing allows."""
    text: str
    """For people."""


class UnfitAddress(TypedDict):
    """An address of an active account that is unfit to be opened; it is told nowhere itself."""

    member: str
    """`login_url`, `first_steps_url` or `desktop_app`."""
    scheme: str | None
    host: str | None


class KnownAccount(TypedDict, total=False):
    """Whose account it is. The server tells all of it, a mail what stands in it, as it is written."""

    name: str | None
    """The whole name, where a mail does not tell its parts."""
    first_name: str | None
    last_name: str | None
    email: str | None
    company: str | None
    main_number: str | None
    main_fax_number: str | None
    extension: str | None
    direct_number: str | None
    role: str
    """`main_user` or `user`."""
    brand: str
    locale: str


class AccountObject(TypedDict):
    """What became of an account, or of something given in which there is none."""

    schema_version: int
    kind: Literal["account"]
    outcome: str
    """What became of it."""
    exit_code: int
    """What the shell would be told if this were the only account."""
    detail: str | None
    """Why it is not active, for people, in the language of the run; null where it is active."""
    retry_after: int | None
    """Seconds that the server asks to wait before another try."""
    source: str | None
    """The file it came from; null for a link that was named itself, and for standard input."""
    account: KnownAccount | None
    """Whose account it is, as far as that is known."""
    account_from: Literal["server", "mail"] | None
    """Who says whose it is. What a mail says is no proof."""
    receipt_id: str | None
    activated_at: str | None
    """When it became active (RFC 3339)."""
    workspace: Literal["desktop_app", "web_browser"] | None
    login_url: str | None
    """Where to sign in; null also where the address is unfit to be opened."""
    first_steps_url: str | None
    refused_addresses: list[UnfitAddress]
    refused: list[RefusedAnswer]
    contradictions: list[Contradiction]
    warnings: list[Warned]
    demo: bool
    """Whether nothing real happened."""


class SummaryObject(TypedDict):
    """The last line of a run that came to its accounts. Without it the run was cut off."""

    schema_version: int
    kind: Literal["summary"]
    exit_code: int
    """That of the run; of several accounts, the first that is not 0."""
    count: int
    """Objects before this one."""
    outcomes: dict[str, int]
    """How many of them have which outcome."""
    demo: bool


class FailureObject(TypedDict):
    """The only line of a run that came to no account; nothing was activated."""

    schema_version: int
    kind: Literal["failure"]
    outcome: str
    """What kept it from beginning."""
    exit_code: int
    detail: str
    """Why, for people, in the language of the run."""


ReportObject = AccountObject | SummaryObject | FailureObject
