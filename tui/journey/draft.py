"""What a person chose so far, kept out of sight."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, get_args

if TYPE_CHECKING:
    from api_client.models import WorkspaceKind


SecretName = Literal["password", "password_repeat", "pin", "pin_repeat", "answer"]
"""The typed values of a draft."""


@dataclass(slots=True)
class Draft:
    """What was chosen so far; nothing of it is shown by its repr."""

    password: str = field(default="", repr=False)
    password_repeat: str = field(default="", repr=False)
    pin: str = field(default="", repr=False)
    pin_repeat: str = field(default="", repr=False)
    answer: str = field(default="", repr=False)
    question_id: str | None = field(default=None, repr=False)
    workspace: "WorkspaceKind | None" = field(default=None, repr=False)

    def is_empty(self) -> bool:
        """True while nothing was typed; a choice from a list is made again in a moment."""
        return not any(getattr(self, name) for name in get_args(SecretName))
