"""What the table of testers' calls is made of."""

from collections.abc import Awaitable
from dataclasses import dataclass
from typing import Protocol

from pydantic import BaseModel

from mock_server.admin.ask import Ask


class Answerer(Protocol):
    """What answers a call; its docstring's first line tells testers what it does."""

    __name__: str

    def __call__(self, ask: Ask, /) -> Awaitable[object]:
        """The JSON to answer, None for nothing, or a whole response."""


@dataclass(frozen=True, slots=True)
class AdminCall:
    """One call: its method, its path under `/_mock/`, and what answers it.

    `query` names its parameters, `body` is its JSON, `reads` are other media types it takes.
    """

    method: str
    path: str
    answer: Answerer
    status: int = 200
    query: tuple[str, ...] = ()
    body: type[BaseModel] | None = None
    reads: tuple[str, ...] = ()
    gives: str = "application/json"
