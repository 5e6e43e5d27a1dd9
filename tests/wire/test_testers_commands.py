"""The commands that ask a running server: provision, add-users, invite, outbox, reset."""

import email
import email.policy
import json
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from mock_server.cli import main
from mock_server.mail.outbox import Outbox
from mock_server.server import RunningMock
from mock_server.state.service import MockService
from tests.links import TOKEN
from tests.wire.orders import EXAMPLE, an_order, person


@pytest.fixture
def mock() -> Iterator[RunningMock]:
    with RunningMock() as running:
        yield running


@pytest.fixture
def order(tmp_path: Path) -> Path:
    file = tmp_path / "order.toml"
    file.write_text(EXAMPLE, encoding="utf-8")
    return file


def run(mock: RunningMock, *arguments: str | Path) -> int:
    return main([*map(str, arguments), "--server", mock.origin])


def asked(mock: RunningMock, call: str) -> httpx.Response:
    return httpx.get(f"{mock.origin}/_mock/{call}", trust_env=False)


class TestProvision:
    def test_it_prints_the_tenant_its_states_and_accounts_with_links(
        self, mock: RunningMock, order: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert run(mock, "provision", order) == 0
        tenant = asked(mock, "tenants/100002").json()
        printed = capsys.readouterr().out.splitlines()
        assert printed[0] == "tenant 100002: Beispiel GmbH (premium)"
        assert printed[1:7] == [f"  {step['at']}  {step['state']}" for step in tenant["steps"]]
        assert printed[7] == "  main number +492214710800, main fax number +492214710899"
        assert printed[8:] == [
            line
            for account in tenant["accounts"]
            for line in (
                f"{account['account_id']}  {account['email']}  extension {account['extension']}"
                f"  direct {account['direct_number']}",
                f"  {account['link']}",
            )
        ]

    def test_a_pace_is_kept_within_reason(
        self, mock: RunningMock, order: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        for pace in ("11", "-1", "nan", "slow"):
            with pytest.raises(SystemExit) as stopped:
                run(mock, "provision", order, "--pace", pace)
            assert stopped.value.code == 2
        assert "from 0 to 10" in capsys.readouterr().err
        assert run(mock, "provision", order, "--pace", "0.001") == 0

    def test_a_server_that_cannot_finish_is_one_line_and_its_own_fault(
        self,
        mock: RunningMock,
        order: Path,
        capsys: pytest.CaptureFixture[str],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        def fail(*_: object, **__: object) -> None:
            raise sqlite3.OperationalError("disk full")

        monkeypatch.setattr(Outbox, "put", fail)
        assert run(mock, "provision", order) == 1
        captured = capsys.readouterr()
        assert captured.out.splitlines()[-1].endswith("main-user-created")
        assert "nothing of the order is left" in captured.err
        assert len(asked(mock, "tenants").json()) == 1

    def test_a_bad_order_is_refused_with_each_reason_in_its_line(
        self, mock: RunningMock, order: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        order.write_text(
            EXAMPLE.replace("premium", "gold").replace("4710", "4711", 1).replace("joerg", "@"),
            encoding="utf-8",
        )
        assert run(mock, "provision", order, "--lang", "de") == 2
        captured = capsys.readouterr()
        assert captured.out == ""
        assert captured.err.splitlines() == [
            f"unify-mock: {order}:2: edition: Diese Edition gibt es nicht; "
            "es gibt: essentials, standard, premium, ultimate",
            f"unify-mock: {order}:17: main_user.direct: Gehört nicht zu den bestellten Nummern",
            f"unify-mock: {order}:21: users.0.email: Ist keine E-Mail-Adresse",
        ]
        assert len(asked(mock, "tenants").json()) == 1

    def test_what_is_no_toml_names_its_line(
        self, mock: RunningMock, order: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        order.write_text('company = "x"\nedition\n')
        assert run(mock, "provision", order) == 2
        assert f"{order}:2: Is not valid TOML" in one_line(capsys)

    def test_an_order_may_be_json(
        self, mock: RunningMock, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        file = tmp_path / "order.json"
        file.write_text(json.dumps(an_order(company="\x1b[31mRot\r\nGmbH")))
        assert run(mock, "provision", file) == 0
        assert capsys.readouterr().out.startswith("tenant 100002: [31mRot GmbH (essentials)\n")
        file.write_text(json.dumps(an_order(main_user=person("bob", extension="x"))))
        assert run(mock, "provision", file) == 2
        assert f"{file}: main_user.extension: Must be 2 to 8 digits" in one_line(capsys)

    def test_a_file_that_cannot_be_read_is_one_line(
        self, mock: RunningMock, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        for unreadable in (tmp_path, tmp_path / "nowhere"):
            assert run(mock, "provision", unreadable) == 2
            assert str(unreadable) in one_line(capsys)


class TestAddUsers:
    def test_it_tells_of_each_row_and_exits_with_1_if_one_failed(
        self, mock: RunningMock, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        file = tmp_path / "users.csv"
        people = [f"U{n};Neu;u{n}@muster.example;" for n in range(60)]
        people[3] = "U3;Neu;nowhere;"
        people[50] = "U50;Neu;u50@muster.example;803"
        file.write_text("\n".join(["first_name;last_name;email;extension", *people]))
        assert run(mock, "add-users", "100001", file) == 1
        lines = capsys.readouterr().out.splitlines()
        assert lines[0].startswith("1/60  line 52: added: ")
        assert "  u50@muster.example  extension 803  " in lines[0]
        assert "5/60  line 5: refused: email: Is no e-mail address" in lines
        assert lines[-1] == "added 59, refused 1"
        added = [line for line in lines if ": added: " in line]
        assert sorted(int(line.split()[2].rstrip(":")) for line in added) == [
            line for line in range(2, 62) if line != 5
        ]
        accounts = asked(mock, "tenants/100001").json()["accounts"]
        assert len(accounts) == 3 + 59
        assert {f"  {account['link']}" for account in accounts[3:]} <= set(lines)

    def test_users_may_be_json(
        self, mock: RunningMock, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        file = tmp_path / "users.json"
        file.write_text(json.dumps(person("ada")))
        assert run(mock, "add-users", "100001", "--json", file) == 0
        assert "1/1  user 0: added: 8310000004  ada@muster.example" in capsys.readouterr().out
        file.write_text(json.dumps([person("ada"), person("bob"), 7]))
        assert run(mock, "add-users", "100001", file, "--json") == 1
        printed = capsys.readouterr().out
        assert "1/3  user 0: refused: email: There is an account with it already" in printed
        assert "2/3  user 1: added: 8310000005  bob@muster.example" in printed
        assert "3/3  user 2: refused: Must be a table" in printed

    @pytest.mark.parametrize(
        ("content", "options", "reason"),
        [
            (b"name\nada\n", (), ":1: The header row lacks first_name"),
            ("first_name,last_name,email\nJörg,A,a@b.de\n".encode("cp1252"), (), ":2: not UTF-8"),
            (b"{", ("--json",), ": not JSON"),
        ],
    )
    def test_a_file_of_the_wrong_kind_adds_nobody(
        self,
        mock: RunningMock,
        tmp_path: Path,
        capsys: pytest.CaptureFixture[str],
        content: bytes,
        options: tuple[str, ...],
        reason: str,
    ) -> None:
        file = tmp_path / "users"
        file.write_bytes(content)
        assert run(mock, "add-users", "100001", file, *options) == 2
        captured = capsys.readouterr()
        assert captured.out == ""
        assert f"{file}{reason}" in captured.err.splitlines()[0]

    def test_a_tenant_that_does_not_exist_is_one_line(
        self, mock: RunningMock, order: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        order.write_text("first_name,last_name,email\n")
        assert run(mock, "add-users", "4711", order) == 2
        assert "There is no such tenant" in one_line(capsys)


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
        assert "There is no such mail" in one_line(capsys)


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
    service.admin_key = "correct-horse-battery"
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


def one_line(capsys: pytest.CaptureFixture[str]) -> str:
    """The only line on standard error."""
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1
    return captured.err
