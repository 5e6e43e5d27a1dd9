"""Reading an account on the platform: whose extension it is, and what belongs to it."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel

from api_client.phone_numbers import without_separators
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
    CompanyFacts,
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

_PROBLEM_OF_STATUS: dict[str, type[Problem]] = {
    "Enabled": AlreadyActive,
    "Disabled": ExtensionDisabled,
    "Frozen": ExtensionDisabled,
    "Unassigned": ExtensionUnassigned,
}


@dataclass(frozen=True, slots=True)
class ExtensionSurroundings(CompanyFacts):
    """The same, and the numbers of one extension."""

    numbers: tuple[PhoneNumber, ...] = ()


async def find_extension(
    platform: "PlatformClient", email: str, numbers: Collection[str] = ()
) -> Extension:
    """The person's extension with a login address, however its letters are written.

    Several may have one address (the vendor's knowledge base, 10852). Whichever has one of the
    `numbers` that the mail names is meant, also if it is active; else whoever is not activated yet.

    Raises:
        ExtensionUnknown: there is none.
        ExtensionAmbiguous: several can be activated, and nothing tells which is meant.
        Problem: the platform does not tell.
    """
    listed = await read_pages(platform, "list-extensions", Extension, query={"email": email})
    wanted = email.casefold()
    found = [each for each in listed if each.is_person and each.contact.email.casefold() == wanted]
    if not found:
        raise ExtensionUnknown
    if len(found) > 1:
        found = _meant(found, numbers)
    if len(found) > 1:
        raise ExtensionAmbiguous(tuple(found))
    return found[0]


def _meant(found: list[Extension], numbers: Collection[str]) -> list[Extension]:
    """Those of several that may be meant; where none can be activated, the one to speak of."""
    wanted = {without_separators(number) for number in numbers}
    by_number = [each for each in found if each.extension_number in wanted]
    waiting = [each for each in found if each.status == "NotActivated"]
    return by_number or waiting or sorted(found, key=_standing)[:1]


def _standing(extension: Extension) -> bool:
    """An active one first: what it says leads on."""
    return extension.status != "Enabled"


async def read_extension(platform: "PlatformClient", extension: str) -> Extension:
    """How an extension stands now."""
    told = await platform.read("read-extension", Extension, extension=extension)
    if not told.id:
        raise NotOurService("shape")
    return told


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
    """Everything else about a person's account; of that, the company's is read once in a run."""
    shared = await _read_company_facts(platform)
    numbers = await _read_numbers(platform, extension)
    return ExtensionSurroundings(shared.account, shared.company, shared.operator, tuple(numbers))


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


async def _read_company_facts(platform: "PlatformClient") -> CompanyFacts:
    session = platform.session
    if session.company is not None:
        return session.company
    account = await _read_account(platform)
    company = await _read_company(platform)
    operator = await read_extension(platform, OWN)
    facts = CompanyFacts(account, company or Company(), operator)
    if company is not None:
        session.company = facts
    return facts


async def _read_numbers(platform: "PlatformClient", extension: Extension) -> list[PhoneNumber]:
    """The numbers; whoever may not read them activates all the same."""
    try:
        return await read_pages(platform, "list-numbers", PhoneNumber, extension=extension.id)
    except (PlatformRefused, WaitProblem):
        return []


async def _read_account(platform: "PlatformClient") -> PlatformAccount:
    """Main number, brand and language; whoever may not read them activates all the same."""
    try:
        return await platform.read("read-account", PlatformAccount)
    except PlatformRefused:
        return PlatformAccount()


async def _read_company(platform: "PlatformClient") -> Company | None:
    """What version 2 adds; during a maintenance it is not there, and it is not worth failing for."""
    try:
        return await platform.read("read-company", Company)
    except WaitProblem:
        return None
    except PlatformRefused:
        return Company()
