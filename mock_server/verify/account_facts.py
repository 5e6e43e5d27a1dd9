"""What of an account an answer tells: for problems that may tell nothing of one."""

from collections.abc import Iterable, Iterator

from pydantic import ValidationError

from api_client.models import Account
from mock_server.verify.exchange import Exchange

_MEMBERS = {"account", *Account.model_fields}

_SHORTEST = 4
"""Characters; what is shorter may stand in any sentence by chance."""


def accounts_in(exchanges: Iterable[Exchange]) -> list[Account]:
    """The accounts that looks and receipts told of."""
    found: dict[str, Account] = {}
    for exchange in exchanges:
        told = exchange.members.get("account") if exchange.status == 200 else None
        try:
            account = Account.model_validate(told)
        except ValidationError:
            continue
        found[account.email] = account
    return list(found.values())


def told_of_accounts(exchange: Exchange, accounts: Iterable[Account]) -> list[str]:
    """Which members named as an account's, and which of these accounts' facts, an answer has."""
    named = [f"a member {name}" for name in sorted(_MEMBERS & {*_names(exchange.json)})]
    text = exchange.body.decode(errors="replace").casefold()
    facts = [
        what
        for account in accounts
        for what, value in _facts(account)
        if len(value) >= _SHORTEST and value.casefold() in text
    ]
    return list(dict.fromkeys([*named, *facts]))


def _names(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        yield from map(str, value)
        for each in value.values():
            yield from _names(each)


def _facts(account: Account) -> Iterator[tuple[str, str]]:
    yield "the last name", account.last_name
    for what in ("email", "company", "main_number", "main_fax_number", "direct_number"):
        value = getattr(account, what)
        if value is not None:
            yield f"the {what.replace('_', ' ')}", value.removeprefix("+")
