"""Examples for the description: one journey, as a client sends it and is answered.

The account and its credentials are made up for these pages.
"""

from typing import Any

from api_client.operations import OperationId

Json = dict[str, Any]

ACCOUNT: Json = {
    "first_name": "Eva",
    "last_name": "von der Lühe-Müller",
    "email": "eva.luehe@beispiel-gmbh.de",
    "company": "Beispiel GmbH",
    "main_number": "+492214710800",
    "main_fax_number": "+492214710899",
    "extension": "815",
    "direct_number": "+492214710815",
    "role": "main_user",
    "brand": "unify-office-telekom",
    "locale": "de-DE",
}

CHOICES: Json = {
    "password": "Xk7vQm2p",
    "pin": "482913",
    "security_question": {"id": "first_teacher", "answer": "Ingrid Sommerfeld"},
    "workspace": "web_browser",
}

ACTIVATION: Json = {
    "server_time": "2026-01-01T09:00:00Z",
    "expires_at": "2026-01-03T09:00:00Z",
    "expires_basis": "stated",
    "account": ACCOUNT,
    "steps": ["password", "pin", "security_question", "workspace"],
    "password_policy": {
        "rules": [
            {"id": "length", "min": 8, "max": 32},
            {"id": "upper_or_special", "specials": "!@#$%^&*."},
        ],
        "advice": [{"id": "date"}],
    },
    "pin_policy": {
        "rules": [
            {"id": "length", "min": 6, "max": 10},
            {"id": "repeating", "same": 3, "blocks": [[2, 3]]},
        ],
        "advice": [],
    },
    "answer_policy": {"rules": [{"id": "length", "min": 3, "max": 64}], "advice": []},
    "security_questions": [
        {
            "id": "first_teacher",
            "text": {
                "de": "Wie hieß Ihre erste Lehrkraft?",
                "en": "What was the name of your first teacher?",
            },
        }
    ],
    "workspaces": [{"kind": "web_browser", "url": "https://app.example.com/"}],
    "first_steps_url": "https://app.example.com/first-steps",
    "renewed_by": "service",
}

REQUESTS: dict[OperationId, Json] = {
    "check": {"pin": CHOICES["pin"]},
    "commit": CHOICES,
    "disown": {"confirm": True},
}
"""What is sent."""

ANSWERS: dict[OperationId, Json] = {
    "look": ACTIVATION,
    "check": {"verdicts": [{"field": "pin", "rule": "length", "met": True, "message": ""}]},
    "commit": {
        "receipt_id": "R-0123-4567-89AB",
        "activated_at": "2026-01-01T09:05:00Z",
        "account": ACCOUNT,
        "workspace": "web_browser",
        "login_url": "https://app.example.com/signin",
        "first_steps_url": "https://app.example.com/first-steps",
    },
    "health": {"status": "ok"},
}
"""What is answered, where the answer has a body."""
