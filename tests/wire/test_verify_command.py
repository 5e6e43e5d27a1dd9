"""`unify-mock verify`: our mock keeps every sentence, nothing unannounced is sent, and how it ends."""

import json
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

from mock_server.cli import main
from mock_server.verify.checks import CHECKS
from tests.wire.verified_mock import VerifiedMock, verified_mock

TOKEN = "5e" * 16
OTHER = "91" * 16


@pytest.fixture(scope="module")
def mock(tmp_path_factory: pytest.TempPathFactory) -> Iterator[VerifiedMock]:
    with verified_mock(tmp_path_factory.mktemp("verify")) as mock:
        yield mock


def test_our_mock_keeps_every_sentence_and_gets_no_more_than_was_said(
    mock: VerifiedMock, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    junit = tmp_path / "verify.xml"
    service = mock.running.service
    mails = len(service.outbox.find())
    assert main(mock.arguments("--limits", "--json", "--junit", str(junit))) == 0
    printed = capsys.readouterr()
    told = json.loads(printed.out)
    outcomes = {each["id"]: each["outcome"] for each in told["checks"]}
    assert outcomes == dict.fromkeys(CHECKS, "held") | {"checks.other-steps": "not_tried"}
    said = told["announced"]
    entries = [e for e in service.journal.entries if not e.path.startswith("/_mock")]
    assert len(entries) <= said["requests"]
    assert len(service.outbox.find()) - mails == said["mails"]
    unknown = [
        entry for entry in entries if entry.status == 404 and entry.problem == "link-unknown"
    ]
    assert len(unknown) <= said["wrong_tokens"]
    cases = ElementTree.parse(junit).getroot().iter("testcase")
    assert [case.get("name") for case in cases] == list(CHECKS)
    for link in mock.links.read_text().split('"')[1::2]:
        assert link[-32:] not in printed.out + printed.err + junit.read_text()
