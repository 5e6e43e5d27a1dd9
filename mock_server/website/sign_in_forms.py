"""What an activated account opens: signing in with the password, the voicemail with the PIN.

Each is a form for people and a call for programs, told apart by what is sent and accepted. No
cookie is set; nothing stays open behind anyone.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal
from urllib.parse import parse_qsl

from api_client.models import Text
from api_client.phone_numbers import e164, without_separators
from api_client.rules import normalised
from mock_server.accounts.models import Reachable, Record
from mock_server.api.representations import SIGN_IN_PATH, stamp
from mock_server.scenarios.magic_links import named_ref
from mock_server.state.rate_limits import LimitName
from mock_server.website.context import SignInContext

VOICEMAIL_PATH = "/voicemail"

TRIED = 16
"""Magic accounts share addresses and numbers: so many of them are tried, the newest first."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form, and the member of its JSON."""

    name: str
    label: Text
    kind: Literal["email", "tel", "password"]
    autocomplete: str


@dataclass(frozen=True, slots=True)
class SignInForm:
    """A way in: `whose` says whose it is, `secret` proves it.

    `find` gives what to look for among active accounts: a member of the account, and its value.
    """

    id: str
    path: str
    title: Text
    text: Text
    whose: Field
    secret: Field
    find: Callable[[str], tuple[Reachable, str]]
    digest: Callable[[Record], str | None]
    opened: Text
    refused: Text
    limit: LimitName


@dataclass(frozen=True, slots=True)
class Attempt:
    """What came in: `account` names one of several accounts with the same address or number."""

    whose: str
    secret: str
    account: str | None = None

    def __repr__(self) -> str:
        return "Attempt()"


def read_form(raw: bytes) -> dict[str, str]:
    """The members of a form as browsers send it.

    Raises:
        ValueError: it is none.
    """
    pairs = parse_qsl(raw.decode(), keep_blank_values=True, max_num_fields=8, errors="strict")
    return dict(pairs)


def read_members(raw: bytes) -> dict[str, str]:
    """The members of a JSON object of strings.

    Raises:
        ValueError: it is none.
    """
    members = json.loads(raw.decode())
    if not isinstance(members, dict) or not all(isinstance(v, str) for v in members.values()):
        raise ValueError
    return members


async def opens(context: SignInContext, form: SignInForm, attempt: Attempt) -> Record | None:
    """The account that an attempt opens.

    One hash at least is computed, so that the time of the answer does not tell who has an account.
    """
    ref = None if attempt.account is None else named_ref(context.store, attempt.account) or ""
    member, value = form.find(attempt.whose)
    secret, tried = normalised(attempt.secret), False
    for record in context.store.active_with(member, value, ref=ref, most=TRIED):
        digest = form.digest(record)
        if digest is not None:
            tried = True
            if await context.hasher.matches(digest, secret):
                return record
    if not tried:
        await context.hasher.digest(secret)
    return None


def shown(record: Record) -> dict[str, object]:
    """An account as whoever opened it sees it."""
    assert record.activated_at is not None
    return {
        "account_id": record.account_id,
        "state": "active",
        "activated_at": stamp(record.activated_at),
        "account": record.profile.account.model_dump(mode="json"),
    }


def _by_email(written: str) -> tuple[Reachable, str]:
    return "email", written.strip()


def _by_number(written: str) -> tuple[Reachable, str]:
    """By the direct number however it is written, or by the extension."""
    number = e164(written)
    return ("direct_number", number) if number else ("extension", without_separators(written))


SIGN_IN_FORMS: tuple[SignInForm, ...] = (
    SignInForm(
        "sign-in",
        SIGN_IN_PATH,
        Text(de="Anmelden", en="Sign in"),
        Text(
            de="Melden Sie sich mit Ihrer E-Mail-Adresse und Ihrem neuen Kennwort an.",
            en="Sign in with your email address and your new password.",
        ),
        Field("email", Text(de="E-Mail-Adresse", en="Email address"), "email", "username"),
        Field("password", Text(de="Kennwort", en="Password"), "password", "current-password"),
        _by_email,
        lambda record: record.password_hash,
        Text(
            de="Sie sind angemeldet. Ihr Konto ist aktiv.",
            en="You are signed in. Your account is active.",
        ),
        Text(
            de="Die E-Mail-Adresse oder das Kennwort ist falsch, oder das Konto ist noch nicht "
            "aktiv. Ein neues Konto aktivieren Sie mit dem Link aus der Aktivierungsmail.",
            en="The email address or the password is wrong, or the account is not active yet. "
            "You activate a new account with the link from the activation email.",
        ),
        "sign-in",
    ),
    SignInForm(
        "voicemail",
        VOICEMAIL_PATH,
        Text(de="Voicemail abfragen", en="Check voicemail"),
        Text(
            de="Geben Sie Ihre Direktwahl oder Ihre Durchwahl und Ihre PIN ein.",
            en="Enter your direct number or your extension, and your PIN.",
        ),
        Field(
            "number",
            Text(de="Direktwahl oder Durchwahl", en="Direct number or extension"),
            "tel",
            "tel",
        ),
        Field("pin", Text(de="PIN", en="PIN"), "password", "off"),
        _by_number,
        lambda record: record.pin_hash,
        Text(
            de="Die PIN ist richtig. Sie haben keine neuen Nachrichten.",
            en="The PIN is correct. You have no new messages.",
        ),
        Text(
            de="Die Rufnummer oder die PIN ist falsch, oder das Konto ist noch nicht aktiv.",
            en="The number or the PIN is wrong, or the account is not active yet.",
        ),
        "voicemail",
    ),
)
