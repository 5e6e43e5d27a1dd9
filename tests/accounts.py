"""The account of the examples and what a server tells about it, for tests.

Each function takes what shall be different by the field's name: `account(role="main_user")`.
"""

from datetime import UTC, datetime
from typing import Any

from api_client.models import (
    STEPS,
    Account,
    Activation,
    Receipt,
    SecurityQuestion,
    Text,
    Workspace,
)
from api_client.rules import DEFAULT_ANSWER_POLICY, DEFAULT_PASSWORD_POLICY, DEFAULT_PIN_POLICY

NOW = datetime(2026, 1, 1, 9, tzinfo=UTC)
"""When the server answers; the mock server's frozen time is the same."""

EVA = Account(
    first_name="Eva",
    last_name="von der Lühe-Müller",
    email="eva.luehe@beispiel-gmbh.de",
    company="Beispiel GmbH",
    main_number="+492214710800",
    direct_number="+492214710815",
    extension="815",
    role="user",
    brand="unify-office-telekom",
    locale="de",
)
"""Whose values the tables of rules are about."""


def account(**changes: Any) -> Account:
    """Eva's account."""
    return Account(**{**EVA.model_dump(), **changes})


def activation(**changes: Any) -> Activation:
    """What a look at Eva's link tells: all steps under the default rules, and no end."""
    told: dict[str, Any] = {
        "server_time": NOW,
        "account": EVA,
        "steps": STEPS,
        "password_policy": DEFAULT_PASSWORD_POLICY,
        "pin_policy": DEFAULT_PIN_POLICY,
        "answer_policy": DEFAULT_ANSWER_POLICY,
        "security_questions": (
            SecurityQuestion(id="teacher", text=Text(de="Ihre Lehrkraft?", en="Your teacher?")),
            SecurityQuestion(id="toy", text=Text(de="Ihr Kuscheltier?", en="Your first toy?")),
        ),
        "workspaces": (Workspace(kind="web_browser", url="https://app.example"),),
    }
    return Activation(**{**told, **changes})


def receipt(**changes: Any) -> Receipt:
    """What a commit of Eva's account is answered with."""
    told: dict[str, Any] = {
        "receipt_id": "R-1",
        "activated_at": NOW,
        "account": EVA,
        "login_url": "https://login.example/",
    }
    return Receipt(**{**told, **changes})
