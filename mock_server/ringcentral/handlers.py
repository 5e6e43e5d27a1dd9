"""What the platform answers to each of its operations."""

from collections.abc import Awaitable, Callable, Mapping

from api_client.ringcentral.operations import PlatformOperationId
from mock_server.api.representations import JsonObject
from mock_server.ringcentral import representations, updates
from mock_server.ringcentral.call import PlatformCall
from mock_server.ringcentral.errors import invalid

PlatformHandler = Callable[[PlatformCall], Awaitable[object]]


async def _account(call: PlatformCall) -> object:
    return representations.account(call)


async def _company(call: PlatformCall) -> object:
    return representations.company(call)


async def _extensions(call: PlatformCall) -> object:
    emails = {email.casefold() for email in call.query.getlist("email")}
    statuses = set(call.query.getlist("status"))
    numbers = set(call.query.getlist("extensionNumber"))
    everybody = [
        *(representations.extension(call, record) for record in call.records),
        *call.state.others,
    ]
    own = {name: told for name, told in representations.operator(call).items() if name in _LISTED}
    found = [
        told
        for told in (*everybody, own)
        if (not emails or _email(told) in emails)
        and (not statuses or told.get("status") in statuses)
        and (not numbers or told.get("extensionNumber") in numbers)
    ]
    return representations.page(call, "extension", found)


_LISTED = ("id", "uri", "extensionNumber", "name", "type", "status", "contact", "permissions")


def _email(told: JsonObject) -> str:
    contact = told.get("contact")
    return str(contact.get("email", "")).casefold() if isinstance(contact, dict) else ""


async def _extension(call: PlatformCall) -> object:
    if call.is_own:
        return representations.operator(call)
    return representations.whole_extension(call, call.record())


async def _check(call: PlatformCall) -> object:
    asked = call.query.get("permissionId", "")
    if not asked:
        raise invalid("permissionId")
    uri = f"{call.context.settings.origin}/restapi/v1.0/dictionary/permission/{asked}"
    return {
        "uri": uri,
        "successful": asked in call.state.user_permissions,
        "details": {"permission": {"uri": uri, "id": asked}},
    }


async def _numbers(call: PlatformCall) -> object:
    return representations.page(call, "phone-number", representations.numbers(call, call.record()))


async def _questions(call: PlatformCall) -> object:
    listed = [updates.question_told(call, number) for number in updates.QUESTION_IDS]
    return representations.page(call, "secret-question", listed)


async def _credentials(call: PlatformCall) -> object:
    return {} if call.is_own else updates.read_credentials(call)


async def _validate(call: PlatformCall) -> object:
    updates.validate(call)
    return None


HANDLERS: Mapping[PlatformOperationId, PlatformHandler] = {
    "read-account": _account,
    "read-company": _company,
    "list-extensions": _extensions,
    "read-extension": _extension,
    "update-extension": updates.update,
    "check-permission": _check,
    "list-numbers": _numbers,
    "list-questions": _questions,
    "read-credentials": _credentials,
    "validate-credentials": _validate,
    "put-credentials": updates.put_credentials,
}
"""Those that ask for a token; None is an answer without content."""
