"""Tables of values made from one account: its names in every spelling, its numbers in every form."""

from itertools import islice
from unicodedata import normalize

from api_client.models import Account, AnswerPolicy, PasswordPolicy, Policy
from api_client.rules import completed
from api_client.rules.account_info import name_tokens, phone_forms
from mock_server.verify.values import Values

_MOST_NAMES, _MOST_SHORT = 8, 3
_DIGITS = 6
"""Shared with a number, where the policy does not say how many."""


def _digits(policy: Policy) -> int:
    found = [rule for rule in policy.rules if rule.id == "account_info"]
    return (completed("password", found[0]).digits if found else None) or _DIGITS


def names_in_passwords(account: Account) -> Values:
    """Passwords with a part of the account's names in them."""
    tokens = name_tokens(account)
    alone = _first(tokens.alone)[:_MOST_SHORT]
    return [
        *((f"three letters ({n}) alone", f"7-{part}-Qw4z") for n, part in alone),
        *((f"three letters ({n}) in a word", f"7-q{part}w-Qz4") for n, part in alone),
        *((f"part {n} of the names", f"7-{part}!Q") for n, part in _first(tokens.anywhere)),
    ]


def passwords_about(policy: PasswordPolicy, account: Account) -> Values:
    """Passwords with something of the account in them, and such with a little less."""
    last, local = account.last_name, account.email.partition("@")[0]
    return [
        *names_in_passwords(account),
        ("the last name in capitals", f"7-{last.upper()}!q"),
        ("the last name decomposed", f"7-{normalize('NFD', last)}!Q"),
        ("the last name with a letter less", f"7-{last[:-1]}4!Qw"),
        ("the e-mail address's first part", f"7{local}!Q"),
        *_with_numbers(policy, account),
    ]


def _first(words: tuple[str, ...]) -> list[tuple[int, str]]:
    return list(islice(enumerate(words, 1), _MOST_NAMES))


def _with_numbers(policy: PasswordPolicy, account: Account) -> Values:
    size, forms = _digits(policy), phone_forms(account)
    dialled = next((form for form in forms if form[:1] == "0" != form[1:2]), "")
    abroad = next((form for form in forms if form.startswith("00")), "")
    table: Values = []
    if dialled:
        table += [
            ("a number with 0", f"Kq-{dialled[:size]}!Wz"),
            ("a number with 0, separated", f"Kq-{dialled[:3]}/{dialled[3:size]}!Wz"),
            ("a number with 0, a digit less", f"Kq-{dialled[: size - 1]}!Wz"),
        ]
    if abroad:
        spaced = " ".join(abroad[:size])
        table += [
            ("a number with 00", f"Kq-{abroad[:size]}!Wz"),
            ("with spaces", f"Kq-{spaced}!Wz"),
        ]
    return table


def answers_about(policy: AnswerPolicy, account: Account) -> Values:
    """Answers that are something of the account."""
    tokens = name_tokens(account)
    first, last = account.first_name, account.last_name
    forms = [form for form in phone_forms(account) if form[:1] == "0"][:2]
    return [
        *((f"part {n} of the names", part) for n, part in _first(tokens.anywhere)),
        ("last and first name", f"{last} {first}"),
        ("last name, first name", f"{last},  {first}"),
        ("the first name in capitals", first.upper()),
        ("the company, spaced", f"  {account.company.replace(' ', '   ')} "),
        ("the e-mail address in capitals", account.email.upper()),
        ("the name and more", f"{first} {last} am Meer"),
        *((f"number {n}", form) for n, form in enumerate(forms, 1)),
        *(
            (f"number {n}, separated", f"({form[:4]}) {form[4:7]}-{form[7:]}")
            for n, form in enumerate(forms, 1)
        ),
        ("the extension", account.extension or last),
    ]
