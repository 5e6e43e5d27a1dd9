"""What the platform answers to each of its operations."""

from collections.abc import Awaitable, Callable, Mapping

from api_client.ringcentral.operations import PlatformOperationId
from mock_server.ringcentral import representations as telling
from mock_server.ringcentral import updates as writing
from mock_server.ringcentral.call import PlatformCall

Answer = Callable[[PlatformCall], Awaitable[object]]


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


ANSWERS: Mapping[PlatformOperationId, Answer] = {
    "read-account": _account,
    "read-company": _company,
    "list-extensions": _extensions,
    "read-extension": _extension,
    "update-extension": writing.update,
    "list-numbers": _numbers,
    "list-questions": _questions,
    "read-credentials": _credentials,
    "validate-credentials": _validate,
    "put-credentials": writing.put_credentials,
}
"""Those that ask for a token; None is an answer without content."""
