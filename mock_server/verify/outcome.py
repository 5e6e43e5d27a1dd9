"""How a check ends."""

from typing import Literal

CheckOutcome = Literal["held", "failed", "not tried"]


class NotKept(Exception):
    """The backend does not keep the sentence; the text is the evidence, without a secret."""


class NotTried(Exception):
    """The check cannot be carried out here; the text says why."""
