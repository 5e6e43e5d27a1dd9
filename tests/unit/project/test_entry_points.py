"""What other programs may lean on is there under its names, wherever the project is installed."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.checkout import MAILS, ROOT
from tests.installed import Installed

PROGRAM = (ROOT / "tests/unit/project/leaning_program.py").read_text(encoding="utf-8")
PATH = "/rc-web/confirmation/default.html"
TOKEN = "0123456789abcdef0123456789abcdef"
TELEKOM = "https://secure.unifyoffice-telekom.ringcentral.com"
NO_MAIL = "shopping-list.txt"


def program_says(
    installed: Installed, *, mail: str = NO_MAIL, text: str = "", origin: str | None = None
) -> Any:
    """What a program that leans on the project finds."""
    given = [] if origin is None else [origin]
    return json.loads(installed.python(PROGRAM, MAILS / mail, text, *given))


def test_links_are_found_in_a_text_whoever_they_lead_to(installed: Installed) -> None:
    origins = {
        TELEKOM: "brand",
        "http://127.0.0.1:8025": "loopback",
        "https://evil.example": "unknown",
    }
    text = "\n".join(f"{origin}{PATH}?815:{TOKEN}" for origin in origins)
    assert program_says(installed, text=text)["links"] == [
        {"origin": origin, "account_id": "815", "token": TOKEN, "trust": trust}
        for origin, trust in origins.items()
    ]


def test_a_bare_token_counts_where_its_server_is_named(installed: Installed) -> None:
    bare = f"815:{TOKEN}"
    assert program_says(installed, text=bare)["links"] == []
    [link] = program_says(installed, text=bare, origin="https://mock.example")["links"]
    assert (link["origin"], link["account_id"]) == ("https://mock.example", "815")


def test_a_near_miss_has_a_reason_and_tells_no_token(installed: Installed) -> None:
    text = f"{TELEKOM}{PATH}?815:{TOKEN}".replace("https:", "http:")
    found = program_says(installed, text=text)
    [refused] = found["refused"]
    assert refused["reason"] == "http-scheme"
    assert TOKEN not in refused["text"]
    assert found["links"] == []


def test_a_mail_tells_all_that_is_promised(installed: Installed) -> None:
    assert program_says(installed, mail="telekom.eml")["mail"] == {
        "links": [[TELEKOM, "40012345678", TOKEN]],
        "trust": ["brand"],
        "refused": [],
        "sender": "support@email.unifyoffice-telekom.ringcentral.com",
        "sender_known": True,
        "subject": "Sie wurden dem Unify Office by RingCentral-Geschäftstelefonsystem "
        "Ihres Unternehmens hinzugefügt",
        "login_email": "eva.luehe@beispiel-gmbh.de",
        "date": "2025-11-03T10:12:33+01:00",
        "main_number": "+49 221 47108-00",
        "extension": "815",
        "direct_number": "+49 221 47108-15",
    }


def test_a_mail_with_a_near_miss_tells_it(installed: Installed) -> None:
    mail = program_says(installed, mail="http.eml")["mail"]
    assert mail["links"] == []
    assert [each["reason"] for each in mail["refused"]] == ["http-scheme"]


def test_what_is_no_mail_is_one_that_says_nothing(installed: Installed) -> None:
    mail = program_says(installed)["mail"]
    assert mail == dict.fromkeys(mail) | {"links": [], "trust": [], "refused": []}


@pytest.mark.parametrize(
    "promised",
    [
        "api_client.link.find_links",
        "api_client.link.find_refused",
        "api_client.brands.trust",
        "api_client.mail.read_mail",
    ],
)
def test_each_can_be_imported_on_its_own(installed: Installed, promised: str) -> None:
    module, _dot, name = promised.rpartition(".")
    told = installed.python(f"from {module} import {name}; import {module} as m; print(m.__file__)")
    assert Path(told).is_relative_to(installed.packages)
