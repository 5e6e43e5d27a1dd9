"""What the table of testers' calls is made of."""

from collections.abc import Awaitable, Mapping
from dataclasses import dataclass, field
from types import NoneType, UnionType
from typing import Any, Protocol, get_args, get_origin, get_type_hints

from pydantic import BaseModel
from starlette.responses import Response

from mock_server.admin.request import AdminRequest


class Answerer(Protocol):
    """What answers a call; its docstring's first line tells testers what it does."""

    __name__: str

    def __call__(self, request: AdminRequest, /) -> Awaitable[object]:
        """The model or models to answer, None for nothing, or a whole response."""


@dataclass(frozen=True, slots=True)
class AdminCall:
    """One call: its method, its path under `/_mock/`, and what answers it.

    `query` names its parameters, `body` is its JSON, `reads` are other media types it takes. What
    it answers is what `answer` says to return; `others` has the models whose status is another,
    and `gives` the media types of answers that are no JSON.
    """

    method: str
    path: str
    answer: Answerer
    status: int = 200
    query: tuple[str, ...] = ()
    body: type[BaseModel] | None = None
    reads: tuple[str, ...] = ()
    others: Mapping[type[BaseModel], int] = field(default_factory=dict)
    gives: tuple[str, ...] = ()

    def status_of(self, content: object) -> int:
        """The status of an answer."""
        return next(
            (code for kind, code in self.others.items() if type(content) is kind), self.status
        )

    def told(self) -> dict[int, Any]:
        """What is answered as JSON, by status; None stands for an answer without content."""
        answered = get_type_hints(self.answer)["return"]
        members = get_args(answered) if get_origin(answered) is UnionType else (answered,)
        return {
            self.others.get(member, self.status): None if member is NoneType else member
            for member in members
            if member is not Response
        }
