"""Answers files, the accounts they are tried on, and what becomes of it."""

from dataclasses import dataclass
from pathlib import Path

from api_client.models import Step
from tests.ui.stage import ANSWER, PASSWORD, PIN
from tui.answers.parser import read_answers
from tui.answers.schema import AnswersFile
from tui.answers.secret_sources import Secrets, take_secrets
from tui.exit_codes import Exit

FILES = Path(__file__).with_name("files")

ENVIRONMENT = {
    "NEW_PASSWORD": PASSWORD,
    "NEW_PIN": PIN,
    "NEW_ANSWER": ANSWER,
    "WEAK_PASSWORD": "abcd1111",
    "WEAK_PIN": "123123",
}
"""What the files refer to."""


@dataclass(frozen=True)
class Situation:
    """An answers file and a scenario of the mock.

    `outcome` is what the account ends in. `stops_at` is the step at which a person who types the
    same is kept from going on; they leave there.
    """

    file: str
    scenario: str
    outcome: str
    code: Exit
    stops_at: Step | None = None
    repeated: bool = False
    """Whether it is as after a run before: a person is told how to sign in, a program that all is done."""

    @property
    def answered(self) -> tuple[str, Exit]:
        """How the file's run ends."""
        return ("already-active", Exit.ACTIVE) if self.repeated else (self.outcome, self.code)

    def __str__(self) -> str:
        return f"{self.file} for {self.scenario}"


SITUATIONS = (
    Situation("everything", "ok", "active", Exit.ACTIVE),
    Situation("everything", "no-pin", "active", Exit.ACTIVE),
    Situation("everything", "sso", "active", Exit.ACTIVE),
    Situation("desktop", "main-user", "active", Exit.ACTIVE),
    Situation("everything", "ok.commit-lost", "active", Exit.ACTIVE),
    Situation("everything", "raced", "link-used", Exit.LINK_UNUSABLE),
    Situation("everything", "used", "link-used", Exit.LINK_UNUSABLE, repeated=True),
    Situation("everything", "expired", "link-expired", Exit.LINK_UNUSABLE),
    Situation("everything", "maintenance", "maintenance", Exit.UNAVAILABLE),
    Situation("everything", "ok.commit-503", "maintenance", Exit.UNAVAILABLE),
    Situation("weak-password", "ok", "credentials-rejected", Exit.REFUSED, "password"),
    Situation("everything", "strict", "credentials-rejected", Exit.REFUSED, "password"),
    Situation("everything", "pwned", "credentials-rejected", Exit.REFUSED, "password"),
    Situation("weak-pin", "ok", "credentials-rejected", Exit.REFUSED, "pin"),
    Situation("telling-answer", "ok", "credentials-rejected", Exit.REFUSED, "security_question"),
)


def answers_of(name: str) -> tuple[AnswersFile, Secrets]:
    """A file of these with its secrets read."""
    file = read_answers((FILES / f"{name}.toml").read_bytes())
    return file, take_secrets(file, dict(ENVIRONMENT), folder=FILES)
