"""The bodies of the contract's answers."""

import hashlib
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import lru_cache

from api_client.models import Policy
from api_client.rules import DEFAULT_ANSWER_POLICY
from mock_server.accounts.models import Record
from mock_server.api.admission import Admitted
from mock_server.installers import DOWNLOADS, download_path
from mock_server.scenarios.policies import PASSWORD_POLICIES, PIN_POLICIES, QUESTIONS

JsonObject = dict[str, object]
"""A JSON object."""

_POLICIES: dict[str, Mapping[str, Policy]] = {
    "password": PASSWORD_POLICIES,
    "pin": PIN_POLICIES,
    "answer": {"default": DEFAULT_ANSWER_POLICY},
}

SIGN_IN_PATH = "/signin"
FIRST_STEPS_PATH = "/first-steps"


def stamp(time: datetime) -> str:
    """A time as JSON carries it: RFC 3339, in UTC."""
    return time.isoformat().replace("+00:00", "Z")


def activation(admitted: Admitted, origin: str) -> JsonObject:
    """What a look answers, with URLs at the origin that was asked."""
    record, profile = admitted.record, admitted.record.profile
    answer: JsonObject = {
        "server_time": stamp(admitted.now),
        "expires_at": stamp(admitted.link.expires_at),
        "expires_basis": "stated",
        "account": profile.account.model_dump(mode="json"),
        "steps": list(profile.steps),
        "password_policy": _policy("password", record.password_policy),
        "pin_policy": _policy("pin", profile.pin_policy),
        "answer_policy": _policy("answer", "default"),
        "security_questions": _questions(profile.questions),
        "workspaces": _workspaces(record, origin),
        "first_steps_url": origin + FIRST_STEPS_PATH,
        "renewed_by": "service" if profile.account.role == "main_user" else "administrator",
    }
    return answer if profile.quirk is None else QUIRKS[profile.quirk](answer)


def receipt(admitted: Admitted, workspace: str | None, origin: str) -> JsonObject:
    """What a commit leaves behind."""
    profile = admitted.record.profile
    account: object = profile.account.model_dump(mode="json")
    if profile.quirk is not None:
        account = activation(admitted, origin)["account"]  # as the look told it
    return {
        "receipt_id": receipt_id(admitted),
        "activated_at": stamp(admitted.now),
        "account": account,
        "workspace": workspace,
        "login_url": origin + SIGN_IN_PATH,
        "first_steps_url": origin + FIRST_STEPS_PATH,
    }


def receipt_id(admitted: Admitted) -> str:
    """The number of the receipt: it follows from the link, so that pictures can be compared."""
    seed = admitted.record.ref.encode() + admitted.link.token_sha256
    digits = hashlib.sha256(seed).hexdigest()[:12].upper()
    return f"R-{digits[:4]}-{digits[4:8]}-{digits[8:]}"


def _workspaces(record: Record, origin: str) -> list[JsonObject]:
    apps: list[JsonObject] = [
        {
            "kind": "desktop_app",
            "platform": download.platform,
            "url": origin + download_path(record.ref, download),
            "size": download.size,
            "sha256": download.sha256,
        }
        for download in DOWNLOADS
        if record.profile.desktop_app
    ]
    return [*apps, {"kind": "web_browser", "url": origin + SIGN_IN_PATH}]


@lru_cache(maxsize=32)
def _dumped(kind: str, name: str) -> JsonObject:
    return _POLICIES[kind][name].model_dump(mode="json", exclude_none=True)


def _policy(kind: str, name: str) -> JsonObject:
    return dict(_dumped(kind, name))


@lru_cache(maxsize=8)
def _questions(name: str) -> list[JsonObject]:
    return [question.model_dump(mode="json") for question in QUESTIONS[name]]


# Quirks: what a newer or an odder server might make of a look's answer


def _nulls(answer: JsonObject) -> JsonObject:
    account = answer["account"]
    assert isinstance(account, dict)
    numbers = ("main_number", "main_fax_number", "extension", "direct_number")
    return answer | {
        "expires_at": None,
        "first_steps_url": None,
        "account": account | dict.fromkeys(numbers),
    }


def _extra_fields(answer: JsonObject) -> JsonObject:
    account = answer["account"]
    assert isinstance(account, dict)
    return answer | {
        "account": account | {"pronouns": "sie", "photo": {"url": None, "sizes": [48, 96]}},
        "terms": {"version": "2027-01", "accepted": False},
        "hints": ["new-desk-phone"],
    }


def _new_enum(answer: JsonObject) -> JsonObject:
    account, workspaces, policy = (
        answer["account"],
        answer["workspaces"],
        answer["pin_policy"],
    )
    assert isinstance(account, dict)
    assert isinstance(workspaces, list)
    assert isinstance(policy, dict)
    return answer | {
        "account": account | {"role": "auditor"},
        "expires_basis": "estimated",
        "renewed_by": "reseller",
        "workspaces": [{"kind": "desk_phone", "url": "https://phone.example/"}, *workspaces],
        "pin_policy": policy | {"advice": [{"id": "zodiac"}, *policy.get("advice", [])]},
    }


QUIRKS: dict[str, Callable[[JsonObject], JsonObject]] = {
    "nulls": _nulls,
    "extra-fields": _extra_fields,
    "new-enum": _new_enum,
}
