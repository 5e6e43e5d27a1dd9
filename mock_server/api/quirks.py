"""Answers that a newer or an odder server might give: what each quirk makes of a look's answer."""

from collections.abc import Callable

Answer = dict[str, object]


def _nulls(answer: Answer) -> Answer:
    account = answer["account"]
    assert isinstance(account, dict)
    numbers = ("main_number", "main_fax_number", "extension", "direct_number")
    return answer | {
        "expires_at": None,
        "first_steps_url": None,
        "account": account | dict.fromkeys(numbers),
    }


def _extra_fields(answer: Answer) -> Answer:
    account = answer["account"]
    assert isinstance(account, dict)
    return answer | {
        "account": account | {"pronouns": "sie", "photo": {"url": None, "sizes": [48, 96]}},
        "terms": {"version": "2027-01", "accepted": False},
        "hints": ["new-desk-phone"],
    }


def _new_enum(answer: Answer) -> Answer:
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


QUIRKS: dict[str, Callable[[Answer], Answer]] = {
    "nulls": _nulls,
    "extra-fields": _extra_fields,
    "new-enum": _new_enum,
}
