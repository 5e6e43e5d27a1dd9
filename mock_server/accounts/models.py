"""An account as the mock knows it: what it is, which link leads to it, what became of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict

from api_client.models import Account, CredentialField, Step

LinkStatus = Literal["live", "replaced", "revoked"]
"""What was done to a link. Whether it is too early or too late is for the clock to say."""

LinkState = Literal["live", "not-yet-valid", "used", "revoked", "replaced", "expired"]
"""How a link stands at a moment."""

Reachable = Literal["email", "direct_number", "extension"]
"""By what an account can be found."""


class Objection(BaseModel):
    """A refusal no client can foresee: the first value offered for a field, whatever it is."""

    model_config = ConfigDict(frozen=True)

    field: CredentialField
    rule: str


class Profile(BaseModel):
    """What stays the same about an account. Policies and lists are named, not spelled out."""

    model_config = ConfigDict(frozen=True)

    account: Account
    steps: tuple[Step, ...]
    password_policy: str = "default"
    pin_policy: str = "default"
    questions: str = "default"
    desktop_app: bool = True
    quirk: str | None = None
    objection: Objection | None = None
    policy_at_commit: str | None = None
    raced: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """One personal link, known by the SHA-256 of its token. Times are aware, in UTC.

    `opens_at` is None where it works from the start: no clock that is moved back closes it again.
    """

    pk: int
    token_sha256: bytes
    status: LinkStatus
    opens_at: datetime | None
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Record:
    """An account and all that happened to it.

    `ref` names it everywhere inside the mock: the account id, and for a magic account a
    fingerprint of its first token too. Secrets are argon2id hashes.
    """

    pk: int
    ref: str
    account_id: str
    profile: Profile
    scenario: str | None = None
    locked: bool = False
    policy_changed: bool = False
    activated_at: datetime | None = None
    commit_key: str | None = None
    receipt: str | None = None
    password_hash: str | None = None
    pin_hash: str | None = None
    question_id: str | None = None
    answer_hash: str | None = None
    workspace: str | None = None

    @property
    def password_policy(self) -> str:
        """The name of the password policy in force."""
        changed = self.profile.policy_at_commit if self.policy_changed else None
        return changed or self.profile.password_policy


def link_state(record: Record, link: Link, now: datetime) -> LinkState:
    """How the link stands now."""
    if record.activated_at is not None:
        return "used"
    if link.status != "live":
        return link.status
    if now >= link.expires_at:
        return "expired"
    return "not-yet-valid" if link.opens_at is not None and now < link.opens_at else "live"
