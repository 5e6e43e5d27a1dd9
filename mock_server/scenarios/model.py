"""What a scenario is: how an account that a magic link makes differs from one where all is well."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from api_client.models import STEPS, Step, Text
from mock_server.accounts.models import Objection

LINK_LIFE = timedelta(hours=48)
"""How long a link lives, as the product's guide says."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """One scenario. What it does not say is as in `ok`.

    `life` is what is left of the link at the first contact, `opens_in` how long until it works.
    `answer` is what every call gets, whoever asks. `fate` is what already became of the link.
    `ahead` is how far the server's clock is ahead of the world's. `person` names an odd person;
    without it the link's token picks a believable one. `modifiers` are those that every link of it
    has without naming them; a link's own come after them.
    """

    name: str
    text: Text
    life: timedelta = LINK_LIFE
    opens_in: timedelta = timedelta()
    ahead: timedelta = timedelta()
    answer: Literal["maintenance", "link-unknown", "link-malformed"] | None = None
    fate: Literal["used", "revoked", "replaced", "locked"] | None = None
    steps: tuple[Step, ...] = STEPS
    main_user: bool = False
    with_fax: bool = False
    desktop_app: bool = True
    password_policy: str = "default"
    pin_policy: str = "default"
    questions: str = "default"
    person: str | None = None
    quirk: str | None = None
    objection: Objection | None = None
    policy_at_commit: str | None = None
    raced: bool = False
    modifiers: tuple[str, ...] = ()
