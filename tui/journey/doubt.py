"""Whether an account may be active without our knowing: a commit whose answer was lost."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from api_client.problems import (
    AnswerLost,
    CredentialsRejected,
    LinkExpired,
    LinkReplaced,
    LinkRevoked,
    Problem,
)

if TYPE_CHECKING:
    from api_client.models import Choices, SecurityQuestion

_NOT_ACTIVE = (CredentialsRejected, LinkExpired, LinkReplaced, LinkRevoked)
"""What a server says of a link only while it activated nothing."""


@dataclass(frozen=True, slots=True)
class SentCommit:
    """A commit that was sent: its key, and the choices that belong to it, the question as it stood."""

    key: str
    choices: "Choices" = field(repr=False)
    question: "SecurityQuestion | None" = None


class Doubt:
    """What was sent for one link and is not settled.

    Attributes:
        attempt: the commit to ask about; None if there is none, or if its choices were forgotten.
        outlives_choices: whether there is one whose choices were forgotten, so that no answer to
            another one can tell whose an active account is.
        slug: the problem that stands until it is settled; `answer-lost`, if nothing else came.
    """

    def __init__(self) -> None:
        self.attempt: SentCommit | None = None
        self.outlives_choices = False
        self.slug = AnswerLost.slug

    def __bool__(self) -> bool:
        """Whether there is any."""
        return self.attempt is not None or self.outlives_choices

    def forget_choices(self) -> None:
        """Drop the choices; that there is a doubt stays."""
        self.outlives_choices, self.attempt = bool(self), None

    def hear(self, problem: Problem) -> None:
        """Take what a server says of the link as proof, if it is one."""
        if isinstance(problem, _NOT_ACTIVE):
            self.settle()

    def settle(self) -> None:
        """It is known what became of everything."""
        self.attempt, self.outlives_choices = None, False
