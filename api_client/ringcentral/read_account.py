"""Reading an account on the platform: whose extension it is, and what belongs to it."""

import asyncio
from collections.abc import Awaitable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel

from api_client.problems import NotOurService, Problem, WaitProblem
from api_client.ringcentral.operations import PlatformOperationId
from api_client.ringcentral.problems import (
    AlreadyActive,
    ExtensionAmbiguous,
    ExtensionDisabled,
    ExtensionUnassigned,
    ExtensionUnknown,
    PlatformRefused,
)
from api_client.ringcentral.records import (
    Company,
    Extension,
    Page,
    PhoneNumber,
    PlatformAccount,
)

if TYPE_CHECKING:
    from api_client.ringcentral.client import PlatformClient

PER_PAGE = 100
MOST_PAGES = 50
"""More than that of a list is not read: 5,000 records."""

OWN = "~"
"""The operator's own extension."""

_Record = TypeVar("_Record", bound=BaseModel)
_One = TypeVar("_One")
_Other = TypeVar("_Other")

_PROBLEM_OF_STATUS: dict[str, type[Problem]] = {
    "Enabled": AlreadyActive,
    "Disabled": ExtensionDisabled,
    "Frozen": ExtensionDisabled,
    "Unassigned": ExtensionUnassigned,
}


@dataclass(frozen=True, slots=True)
class ExtensionSurroundings:
    """What is around an extension; `operator` is whoever asks."""

    account: PlatformAccount
    company: Company
    numbers: tuple[PhoneNumber, ...]
    operator: Extension


async def find_extension(platform: "PlatformClient", email: str) -> Extension:
    """The person's extension with a login address, however its letters are written.

    Raises:
        ExtensionUnknown, ExtensionAmbiguous: there is none, or there are several.
        Problem: the platform does not tell.
    """
    listed = await read_pages(platform, "list-extensions", Extension, query={"email": email})
    wanted = email.casefold()
    found = [each for each in listed if each.is_person and each.contact.email.casefold() == wanted]
    if not found:
        raise ExtensionUnknown
    if len(found) > 1:
        raise ExtensionAmbiguous
    return found[0]


async def read_extension(platform: "PlatformClient", extension: str) -> Extension:
    """How an extension stands now."""
    return await platform.read("read-extension", Extension, extension=extension)


def expect_not_activated(extension: Extension) -> None:
    """Let through whoever can be activated.

    Raises:
        LinkProblem: the extension is active, disabled, frozen or nobody's.
        NotOurService: its status is none that is known here.
    """
    if extension.status == "NotActivated":
        return
    problem = _PROBLEM_OF_STATUS.get(extension.status)
    raise NotOurService("shape") if problem is None else problem


async def read_surroundings(
    platform: "PlatformClient", extension: Extension
) -> ExtensionSurroundings:
    """Everything else about a person's account, in one go."""
    (account, company), (numbers, operator) = await _both(
        _both(platform.read("read-account", PlatformAccount), _read_company(platform)),
        _both(
            read_pages(platform, "list-numbers", PhoneNumber, extension=extension.id),
            read_extension(platform, OWN),
        ),
    )
    return ExtensionSurroundings(account, company, tuple(numbers), operator)


async def read_pages(
    platform: "PlatformClient",
    operation_id: PlatformOperationId,
    model: type[_Record],
    *,
    extension: str = "",
    query: dict[str, str | int] | None = None,
) -> list[_Record]:
    """All records of a list, page by page."""
    found: list[_Record] = []
    for number in range(1, MOST_PAGES + 1):
        page = await platform.read(
            operation_id,
            Page[model],  # type: ignore[valid-type]  # made at run time, as pydantic documents
            extension=extension,
            query={**(query or {}), "page": number, "perPage": PER_PAGE},
        )
        found += page.records
        pages = page.paging.total_pages
        if number >= pages if pages is not None else len(page.records) < PER_PAGE:
            break
    return found


async def _read_company(platform: "PlatformClient") -> Company:
    """What version 2 adds; during a maintenance it is not there, and it is not worth failing for."""
    try:
        return await platform.read("read-company", Company)
    except (WaitProblem, PlatformRefused):
        return Company()


async def _both(one: Awaitable[_One], other: Awaitable[_Other]) -> tuple[_One, _Other]:
    """Two answers at once; when one fails, the other is waited for all the same."""
    first, second = await asyncio.gather(one, other, return_exceptions=True)
    if isinstance(first, BaseException):
        raise first
    if isinstance(second, BaseException):
        raise second
    return first, second
