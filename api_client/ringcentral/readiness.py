"""Whether an operator could activate somebody, found out without changing anything.

The app's permissions come with the token, some of which include others. The operator's own are read
off from what they may read; those for writing the platform is asked for, since nothing is written to
see whether it could be.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from api_client.ringcentral.operations import NEEDED_APP_PERMISSIONS, OPERATIONS, with_implied
from api_client.ringcentral.problems import PermissionMissing, PlatformRefused
from api_client.ringcentral.questions import read_questions
from api_client.ringcentral.read_account import OWN, read_extension
from api_client.ringcentral.records import Extension, Page, PermissionCheck, PlatformAccount

if TYPE_CHECKING:
    from api_client.ringcentral.client import PlatformClient


@dataclass(frozen=True, slots=True)
class Fitness:
    """What an operator may do. `has_credentials`: security questions can be set in their account."""

    operator: str
    missing_app_permissions: tuple[str, ...]
    missing_user_permissions: tuple[str, ...]
    has_credentials: bool


async def read_fitness(platform: "PlatformClient") -> Fitness:
    """Ask for what an activation reads.

    Raises:
        Problem: the platform cannot be asked, or does not accept the operator.
    """
    app: list[str] = []
    user: list[str] = []
    operator = ""
    for read in (_read_own, _read_account, _read_extensions):
        try:
            operator = await read(platform) or operator
        except PermissionMissing as missing:
            wanted = user if missing.is_of_the_user else app
            wanted.append(missing.permission or missing.codes)
    if granted := platform.app_permissions:  # some answers do not list them
        held = with_implied(granted)
        app += [name for name in NEEDED_APP_PERMISSIONS if name not in held]
    if (lacking := await _lacks_write(platform)) is not None:
        user.append(lacking)
    questions = await read_questions(platform, OWN)
    return Fitness(operator, _each_once(app), _each_once(user), bool(questions))


async def _lacks_write(platform: "PlatformClient") -> str | None:
    """The permission of the operator that an update wants and they lack; None if it is not told."""
    update = OPERATIONS["update-extension"]
    try:
        for name in filter(None, (update.user_permission, update.or_user_permission)):
            query = {"permissionId": name}
            told = await platform.read(
                "check-permission", PermissionCheck, extension=OWN, query=query
            )
            if told.successful is not False:
                return None
    except PlatformRefused:
        return None
    return update.user_permission


async def _read_own(platform: "PlatformClient") -> str:
    own = await read_extension(platform, OWN)
    return own.full_name or own.contact.email


async def _read_account(platform: "PlatformClient") -> str:
    await platform.read("read-account", PlatformAccount)
    return ""


async def _read_extensions(platform: "PlatformClient") -> str:
    await platform.read("list-extensions", Page[Extension], query={"page": 1, "perPage": 1})
    return ""


def _each_once(names: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
