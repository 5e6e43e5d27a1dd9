"""The table of the platform's operations, and what each answers."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Literal

from mock_server.platform import telling, writing
from mock_server.platform.call import PlatformCall
from mock_server.platform.limits import Group

_ACCOUNT = "/restapi/v1.0/account/{account}"
_EXTENSION = f"{_ACCOUNT}/extension/{{extension}}"

Answer = Callable[[PlatformCall], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class PlatformOperation:
    """One operation: its rate limit's group, what it needs, whether it works in a maintenance.

    `body` says whether JSON is sent, `internal` that not every account has it.
    """

    id: str
    method: Literal["GET", "POST", "PUT"]
    path: str
    group: Group
    answer: Answer
    app_permission: str | None = None
    user_permission: str | None = None
    is_always_there: bool = True
    body: bool = False
    internal: bool = False


async def _account(call: PlatformCall) -> object:
    return telling.account(call)


async def _company(call: PlatformCall) -> object:
    return telling.company(call)


async def _extensions(call: PlatformCall) -> object:
    emails = {email.casefold() for email in call.query.getlist("email")}
    statuses = set(call.query.getlist("status"))
    everybody = [*(telling.extension(call, record) for record in call.records), *call.state.others]
    own = {name: told for name, told in telling.operator(call).items() if name in _LISTED}
    found = [
        told
        for told in (*everybody, own)
        if (not emails or _email(told) in emails)
        and (not statuses or told.get("status") in statuses)
    ]
    return telling.page(call, "extension", found)


_LISTED = ("id", "uri", "extensionNumber", "name", "type", "status", "contact", "permissions")


def _email(told: telling.Told) -> str:
    contact = told.get("contact")
    return str(contact.get("email", "")).casefold() if isinstance(contact, dict) else ""


async def _extension(call: PlatformCall) -> object:
    if call.is_own:
        return telling.operator(call)
    return telling.whole_extension(call, call.record())


async def _numbers(call: PlatformCall) -> object:
    return telling.page(call, "phone-number", telling.numbers(call, call.record()))


async def _questions(call: PlatformCall) -> object:
    listed = [writing.question_told(call, number) for number in writing.QUESTION_IDS]
    return telling.page(call, "secret-question", listed)


async def _credentials(call: PlatformCall) -> object:
    return {} if call.is_own else writing.read_credentials(call)


async def _validate(call: PlatformCall) -> object:
    writing.validate(call)
    return None


OPERATIONS: tuple[PlatformOperation, ...] = (
    PlatformOperation(
        "read-account", "GET", _ACCOUNT, "light", _account, "ReadAccounts", "ReadCompanyInfo"
    ),
    PlatformOperation(
        "read-company",
        "GET",
        "/restapi/v2/accounts/{account}",
        "light",
        _company,
        "ReadAccounts",
        "ReadCompanyInfo",
        is_always_there=False,
    ),
    PlatformOperation(
        "list-extensions",
        "GET",
        f"{_ACCOUNT}/extension",
        "medium",
        _extensions,
        "ReadAccounts",
        "ReadExtensions",
    ),
    PlatformOperation(
        "read-extension", "GET", _EXTENSION, "light", _extension, "ReadAccounts", "ReadExtensions"
    ),
    PlatformOperation(
        "update-extension",
        "PUT",
        _EXTENSION,
        "medium",
        writing.update,
        "EditExtensions",
        "EditUserCredentials",
        is_always_there=False,
        body=True,
    ),
    PlatformOperation(
        "list-numbers",
        "GET",
        f"{_EXTENSION}/phone-number",
        "light",
        _numbers,
        "ReadAccounts",
        "ReadUserPhoneNumbers",
    ),
    PlatformOperation(
        "list-questions",
        "GET",
        "/restapi/v1.0/dictionary/secret-question",
        "light",
        _questions,
        internal=True,
    ),
    PlatformOperation(
        "read-credentials",
        "GET",
        f"{_EXTENSION}/credentials",
        "medium",
        _credentials,
        "ReadAccounts",
        "ReadUserInfo",
        internal=True,
    ),
    PlatformOperation(
        "validate-credentials",
        "POST",
        f"{_EXTENSION}/credentials/validate",
        "medium",
        _validate,
        "EditExtensions",
        body=True,
        internal=True,
    ),
    PlatformOperation(
        "put-credentials",
        "PUT",
        f"{_EXTENSION}/credentials",
        "medium",
        writing.put_credentials,
        "EditExtensions",
        "EditUserCredentials",
        is_always_there=False,
        body=True,
        internal=True,
    ),
)
