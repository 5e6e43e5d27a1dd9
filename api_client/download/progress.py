"""How far a download is, for whoever draws it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from api_client.download.errors import DownloadFailureReason

Stage = Literal["connecting", "receiving", "waiting", "checking"]
"""Asking the server; bytes come; a pause before the next try; the whole file is being hashed."""


@dataclass(frozen=True, slots=True)
class DownloadProgress:
    """A moment of a download.

    `done` and `size` are bytes: received, or hashed while `checking`. While `waiting`, `reason`
    says what broke and `pause` how many seconds pass before the next try.
    """

    stage: Stage
    done: int
    size: int
    reason: DownloadFailureReason | None = None
    pause: float = 0.0


TellProgress = Callable[[DownloadProgress], None]
"""Is told of every step, often; called on the event loop."""
