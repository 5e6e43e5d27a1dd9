"""How a server is talked to over HTTP, whichever it is."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import httpx


@dataclass(frozen=True, slots=True)
class ClientSettings:
    """Language and limits of every request.

    `language` is what problem texts are wanted in. The three limits are seconds: to connect,
    between two pieces of an answer, and for an answer in all, so that a server that dribbles
    cannot hold a person for ever. A `transport` stands in for the network in tests.
    """

    language: str = "en"
    connect_seconds: float = 5.0
    read_seconds: float = 10.0
    answer_seconds: float = 60.0
    transport: "httpx.AsyncBaseTransport | None" = field(default=None, repr=False)
