"""Who was invited and is not activated yet."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from api_client.ringcentral.read_account import read_pages
from api_client.ringcentral.records import Extension

if TYPE_CHECKING:
    from api_client.ringcentral.client import PlatformClient


@dataclass(frozen=True, slots=True)
class Invitee:
    """A person whose extension is not activated; `since` is when it was made, where that is told."""

    id: str
    name: str
    email: str
    extension: str | None
    since: datetime | None

    def as_json(self) -> dict[str, str | None]:
        """For programs."""
        return {
            "extension_id": self.id,
            "name": self.name,
            "email": self.email,
            "extension": self.extension,
            "since": None if self.since is None else self.since.isoformat(),
        }


async def list_invited(platform: "PlatformClient") -> list[Invitee]:
    """Everybody in the operator's account who is not activated yet, by name.

    Raises:
        Problem: the platform does not tell.
    """
    listed = await read_pages(
        platform, "list-extensions", Extension, query={"status": "NotActivated"}
    )
    found = [
        Invitee(
            each.id, each.full_name, each.contact.email, each.extension_number, each.creation_time
        )
        for each in listed
        if each.is_person and each.status == "NotActivated"
    ]
    return sorted(found, key=lambda each: (each.name.casefold(), each.id))
