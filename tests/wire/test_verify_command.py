"""`unify-mock verify`: our mock keeps every sentence, nothing unannounced is sent, and how it ends."""

import json
import sys
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
    assert main(mock.arguments("--limits", "--complete", "--json", "--junit", str(junit))) == 0
    printed = capsys.readouterr()
    told = json.loads(printed.out)
    outcomes = {each["id"]: each["outcome"] for each in told["checks"]}
    assert outcomes == dict.fromkeys(CHECKS, "held")
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


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        (["--backend", "https://activation.example.org"], "--i-own-this-backend"),
        (["--backend", "https://127.0.0.1.example.org"], "--i-own-this-backend"),
        (["--backend", "http://192.0.2.1", "--i-own-this-backend"], "http:// on this computer"),
        (["--backend", "http://user@127.0.0.1"], "http:// on this computer"),
        (["--backend", "nonsense"], "an address with https://"),
        ([], "--backend URL is missing"),
        (["--backend", "http://127.0.0.1:1", "--only", "race.two"], "check or subject race.two."),
        (["--backend", "http://127.0.0.1:1", "--only", "limits"], "Add --limits."),
        (["--backend", "http://127.0.0.1:1"], "Links are missing."),
        (["--backend", "http://127.0.0.1:1", "--links", "/nowhere.toml"], "No such file"),
        (["--backend", "http://127.0.0.1:1", "--links-from", "'"], "does not name a command"),
        (["--backend", "http://127.0.0.1:1", "--links-from", "/nowhere"], "cannot be run"),
        (
            ["--backend", "http://127.0.0.1:1", "--links-from", "echo hello"],
            "does not print an activation link",
        ),
    ],
)
def test_what_cannot_be_used_is_told_and_nothing_is_sent(
    options: list[str], reason: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["verify", *options]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert reason in printed.err.splitlines()[-1]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (f'fresh = ["1:{TOKEN}"', "The file is not TOML"),
        (f'fresch = ["1:{TOKEN}"]', "There is no kind of link 'fresch'."),
        (
            f'fresh = ["1:{TOKEN}", "1:{TOKEN}x"]',
            "fresh, number 2: This is not an activation link.",
        ),
        (f'fresh = ["1:{TOKEN} 2:{OTHER}"]', "fresh, number 1: This is not an activation link."),
        (f'used = [7, "1:{TOKEN}"]', "used, number 1: This is not an activation link."),
        (f'fresh = ["1:{TOKEN}"]\nused = "1:{TOKEN}"', "A link of account 1 is there twice."),
    ],
)
def test_a_file_that_cannot_be_used_is_told_without_a_link(
    text: str, reason: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    links = tmp_path / "links.toml"
    links.write_text(text)
    assert main(["verify", "--backend", "http://127.0.0.1:1", "--links", str(links)]) == 2
    printed = capsys.readouterr()
    assert f"{links}: {reason}" in printed.err
    assert TOKEN not in printed.err


def test_where_nothing_answers_that_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    command = f"{sys.executable} -c pass"
    options = ["--backend", "http://127.0.0.1:1", "--links-from", command]
    assert main(["verify", *options, "--only", "service"]) == 5
    assert "no answer (ConnectError)" in capsys.readouterr().err


def test_checks_are_listed_without_a_backend(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", "--list"]) == 0
    printed = capsys.readouterr().out.splitlines()
    assert [line.partition("  (")[0] for line in printed[::2]] == list(CHECKS)
    assert [line.strip() for line in printed[1::2]] == [each.sentence for each in CHECKS.values()]


def test_sentences_stand_alone_and_name_a_heading_of_the_page() -> None:
    page = (Path(__file__).parents[2] / "docs" / "backend.md").read_text(encoding="utf-8")
    headings = {line.lstrip("# ") for line in page.splitlines() if line.startswith("#")}
    assert {check.heading for check in CHECKS.values()} <= headings
    unclear = ("so ", "it ", "they ", "and ", "these ", "this ")
    assert [c.id for c in CHECKS.values() if c.sentence.lower().startswith(unclear)] == []


def test_a_command_is_asked_for_each_kind_and_what_it_lacks_is_not_tried(
    mock: VerifiedMock, capsys: pytest.CaptureFixture[str]
) -> None:
    script = "import os,sys; kind,n=sys.argv[1:]; kind=='locked' and sys.exit(1); "
    script += (
        "[print(('ok' if kind=='fresh' else kind)+':'+os.urandom(16).hex()) for _ in range(int(n))]"
    )
    options = [
        "--backend",
        mock.origin,
        "--links-from",
        f'{sys.executable} -c "{script}" {{kind}} {{count}}',
    ]
    chosen = ["--only", "dead.expired", "--only", "dead.locked", "--only", "race.one-wins"]
    assert main(["verify", *options, *chosen]) == 0
    printed = capsys.readouterr().out
    assert [line.split("  ")[0] for line in printed.splitlines() if "." in line[:30]] == [
        "held",
        "held",
        "not tried",
    ]
    assert "no locked link is left" in printed
    assert main(["verify", *options, *chosen, "--complete"]) == 1


def test_a_check_that_fails_is_the_exit_code(
    mock: VerifiedMock, capsys: pytest.CaptureFixture[str]
) -> None:
    elsewhere = ["--backend", f"{mock.origin}/elsewhere", "--links", str(mock.links)]
    assert main(["verify", *elsewhere, "--only", "service", "--only", "look.form"]) == 1
    printed = capsys.readouterr().out
    assert "FAILED     look.form" in printed
    assert "GET /v1/activation → 404 not-found, not 200" in printed
    assert printed.endswith("2 held, 3 failed, 0 not tried\n")
