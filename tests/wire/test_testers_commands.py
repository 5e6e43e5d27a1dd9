"""The commands that ask a running server, and what they say where there is none or it is closed."""

import email
import email.policy
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from mock_server.cli import main
from mock_server.server import RunningMock
from mock_server.state.service import MockService
from tests.links import TOKEN
from tests.wire.testers_commands import asked, one_line, order_file, run


@pytest.fixture
def mock() -> Iterator[RunningMock]:
    with RunningMock() as running:
        yield running


@pytest.fixture
def order(tmp_path: Path) -> Path:
    return order_file(tmp_path)


class TestInvite:
    def test_it_prints_the_new_link(
        self, mock: RunningMock, capsys: pytest.CaptureFixture[str]
    ) -> None:
        before = mock.service.demo_link()
        assert run(mock, "invite", "8310000001") == 0
        account, link = capsys.readouterr().out.splitlines()
        assert account.startswith("8310000001  eva.luehe@")
        assert link.strip() == asked(mock, "accounts/8310000001").json()["link"] != before

    def test_of_a_scenario_too(self, mock: RunningMock, capsys: pytest.CaptureFixture[str]) -> None:
        assert run(mock, "invite", f"expired:{TOKEN}") == 0
        assert "?expired:" in capsys.readouterr().out

    def test_a_modifier_there_is_not_is_named(
        self, mock: RunningMock, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert run(mock, "invite", f"ok.look-explode:{TOKEN}") == 2
        assert "There is no scenario or modifier “look-explode”" in one_line(capsys)

    @pytest.mark.parametrize("name", ["8319999999", "nonsense", "../clock", "a?b"])
    def test_an_account_that_does_not_exist_is_one_line(
        self, mock: RunningMock, capsys: pytest.CaptureFixture[str], name: str
    ) -> None:
        assert run(mock, "invite", name) == 2
        assert "There is no such account" in one_line(capsys)


class TestOutbox:
    def test_it_lists_mails_with_links_and_prints_one_as_it_is_sent(
        self, mock: RunningMock, capfdbinary: pytest.CaptureFixture[bytes]
    ) -> None:
        mails = asked(mock, "mails").json()
        assert run(mock, "outbox", "--to", mails[1]["to"].upper()) == 0
        assert capfdbinary.readouterr().out.decode().splitlines() == [
            f"2  {mails[1]['sent_at']}  activation  {mails[1]['to']}",
            f"  {mails[1]['link']}",
        ]
        assert run(mock, "outbox") == 0
        assert capfdbinary.readouterr().out.decode().count("http://") == 3
        assert run(mock, "outbox", "--eml", "2") == 0
        raw = capfdbinary.readouterr().out
        assert raw == asked(mock, "mails/2.eml").content
        parsed = email.message_from_bytes(raw, policy=email.policy.default)
        assert parsed["Message-ID"] == mails[1]["message_id"]

    def test_no_such_mail_is_one_line(
        self, mock: RunningMock, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert run(mock, "outbox", "--eml", "99") == 2
        assert "There is no such email" in one_line(capsys)


class TestReset:
    def test_of_everything_one_account_or_one_tester(
        self, mock: RunningMock, order: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        for token in (TOKEN, f"aaaa1111{TOKEN[8:]}"):
            assert run(mock, "invite", f"ok:{token}") == 0
        assert run(mock, "provision", order) == 0
        capsys.readouterr()
        for options, said in (
            (("--account", f"ok:{TOKEN}"), "accounts reset: 1\n"),
            (("--account", "8310000004"), "accounts reset: 1\n"),
            (("--prefix", "aaaa1111"), "accounts reset: 1\n"),
            ((), "accounts reset: 5\n"),
        ):
            assert run(mock, "reset", *options) == 0
            assert capsys.readouterr().out == said
        assert [tenant["tenant_id"] for tenant in asked(mock, "tenants").json()] == ["100001"]

    def test_an_account_there_is_not_is_one_line_and_nothing_is_reset(
        self, mock: RunningMock, capsys: pytest.CaptureFixture[str]
    ) -> None:
        for name in ("8319999999", "nobody", ""):
            assert run(mock, "reset", "--account", name) == 2
            assert "account" in one_line(capsys)
        assert len(asked(mock, "mails").json()) == 3

    def test_what_is_no_prefix_is_one_line(
        self, mock: RunningMock, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert run(mock, "reset", "--prefix", "x") == 2
        assert "prefix" in one_line(capsys)

    def test_an_account_and_a_prefix_at_once_are_a_usage_error(self) -> None:
        with pytest.raises(SystemExit) as stopped:
            main(["reset", "--account", "1", "--prefix", "aaaa1111"])
        assert stopped.value.code == 2


COMMANDS: tuple[tuple[str, ...], ...] = (
    ("provision", os.devnull),
    ("add-users", "100001", os.devnull, "--json"),
    ("invite", "8310000001"),
    ("outbox",),
    ("outbox", "--eml", "1"),
    ("scenarios",),
    ("reset",),
)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("server", ["http://127.0.0.1:1", "nonsense", "http://[::1", "ftp://x"])
def test_no_server_is_one_line(
    command: tuple[str, ...], server: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*command, "--server", server]) == 5
    assert server in one_line(capsys)


def test_another_kind_of_server_is_no_mock_server(
    mock: RunningMock, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["outbox", "--server", f"{mock.origin}/first-steps"]) in (2, 5)
    assert one_line(capsys)


def test_the_admin_key_is_shown_to_a_server_that_asks_for_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    key = tmp_path / "key"
    key.write_text("correct-horse-battery")
    key.chmod(0o600)
    service = MockService.in_memory()
    service.settings.admin_key = "correct-horse-battery"
    with RunningMock(service) as mock:
        assert run(mock, "outbox") == 2
        assert "correct" not in one_line(capsys)
        assert run(mock, "outbox", "--admin-key-file", key) == 0
        capsys.readouterr()
        key.chmod(0o644)
        assert run(mock, "outbox", "--admin-key-file", key) == 2
        assert str(key) in one_line(capsys)
    service.close()
    key.chmod(0o600)
    options = ["--server", "http://mock.example", "--admin-key-file", str(key)]
    assert main(["outbox", *options]) == 2
    assert "https" in one_line(capsys)
