"""What the server said about fields as they stood: kept until they are edited."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from api_client.models import CheckVerdict, CredentialField


class ServerWord:
    """The server's verdicts by field and rule; an edit of a field makes it forget them."""

    def __init__(self) -> None:
        self._said: dict[tuple[str, str], CheckVerdict] = {}

    def take(self, verdicts: "Iterable[CheckVerdict]") -> None:
        """Keep verdicts, the latest on each rule."""
        for verdict in verdicts:
            self._said[verdict.field, verdict.rule] = verdict

    def on(self, field: "CredentialField", rule: str) -> "CheckVerdict | None":
        """The verdict on one rule of a field."""
        return self._said.get((field, rule))

    def refused(self, field: "CredentialField") -> "tuple[CheckVerdict, ...]":
        """What it holds against a field."""
        return tuple(
            verdict for verdict in self._said.values() if verdict.field == field and not verdict.met
        )

    def forget(self, *fields: "CredentialField") -> None:
        """These fields were edited, or are judged by other rules now; without any, forget all."""
        self._said = {
            key: verdict for key, verdict in self._said.items() if fields and key[0] not in fields
        }
