"""Mails as other programs, lists, ticket systems, filters and forgers write them.

`expected.json` beside them was written before any of them was read: links, facts (null for none),
the sender that a quoted head names, findings that have to be told, and such that must not be.
"""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from api_client.mail.read import read_mail
from api_client.mail.trust import findings
from tests.checkout import TESTS

FOLDER = TESTS / "mails_of_programs"
EXPECTED: dict[str, dict[str, Any]] = json.loads((FOLDER / "expected.json").read_text("utf-8"))
NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)


@pytest.mark.parametrize("name", EXPECTED)
def test_a_mail_of_another_program_is_read_as_it_is_meant(name: str) -> None:
    expected = EXPECTED[name]
    mail = read_mail((FOLDER / f"{name}.eml").read_bytes())
    found = findings(mail, NOW)
    told = {each.id for each in found}
    if "links" in expected:
        assert [each.link.url() for each in mail.links] == expected["links"]
    facts = {fact: getattr(mail.facts, fact) for fact in expected.get("facts", {})}
    assert facts == expected.get("facts", {})
    if "quoted" in expected:
        assert mail.quoted_sender is not None
        assert mail.quoted_sender.address == expected["quoted"]
        assert (mail.sent_at is None) is expected.get("undated", False)
        assert mail.sent_at is None or abs((NOW - mail.sent_at).total_seconds()) < 12 * 3600
    assert told >= set(expected.get("told", ()))
    assert not told & set(expected.get("untold", ()))
    if expected.get("danger"):
        assert any(each.standing == "danger" for each in found)


def test_every_mail_has_its_expectation() -> None:
    assert {path.stem for path in FOLDER.glob("*.eml")} == EXPECTED.keys()
