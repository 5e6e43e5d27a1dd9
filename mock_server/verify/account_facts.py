"""What of an account an answer tells: for problems that may tell nothing of one."""

import json
import re
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
    text = _readable(exchange)
    facts = [what for account in accounts for what, is_told in _facts(account, text) if is_told]
    return list(dict.fromkeys([*named, *facts]))


def _readable(exchange: Exchange) -> str:
    """The answer with its letters as they are: JSON may write them as escapes."""
    if exchange.json is None:
        return exchange.body.decode(errors="replace")
    return json.dumps(exchange.json, ensure_ascii=False)


def _names(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        yield from map(str, value)
        for each in value.values():
            yield from _names(each)


def _facts(account: Account, text: str) -> Iterator[tuple[str, bool]]:
    """What may be told, and whether it is: names as words, since some of them are words."""
    for what in ("first_name", "last_name"):
        name = getattr(account, what)
        is_word = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None
        yield f"the {what.replace('_', ' ')}", is_word and len(name) >= _SHORTEST
    for what in ("email", "company", "main_number", "main_fax_number", "direct_number"):
        value = (getattr(account, what) or "").removeprefix("+").casefold()
        is_told = len(value) >= _SHORTEST and value in text.casefold()
        yield f"the {what.replace('_', ' ')}", is_told
