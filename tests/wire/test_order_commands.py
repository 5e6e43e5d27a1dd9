"""The commands that order: provision and add-users."""

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from mock_server.mail.outbox import Outbox
from mock_server.server import RunningMock
from tests.wire.orders import EXAMPLE, an_order, person
from tests.wire.testers_commands import asked, one_line, order_file, run


@pytest.fixture
def mock() -> Iterator[RunningMock]:
    with RunningMock() as running:
        yield running


@pytest.fixture
def order(tmp_path: Path) -> Path:
    return order_file(tmp_path)


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
                f"  direct number {account['direct_number']}",
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
        assert "Nothing of the order was kept" in captured.err
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
            f"unify-mock: {order}:2: edition: Diese Edition gibt es nicht. "
            "Erlaubt sind: essentials, standard, premium, ultimate",
            f"unify-mock: {order}:17: main_user.direct: Diese Nummer gehört nicht zu den bestellten Nummern",
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
        assert f"{file}: main_user.extension: Must have 2 to 8 digits" in one_line(capsys)

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
        assert "5/60  line 5: refused: email: Is not an email address" in lines
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
        assert run(mock, "add-users", "100001", file) == 0
        assert "1/1  user 0: added: 8310000004  ada@muster.example" in capsys.readouterr().out
        file = tmp_path / "users"
        file.write_text(json.dumps([person("ada"), person("bob"), 7]))
        assert run(mock, "add-users", "100001", file) == 1
        printed = capsys.readouterr().out
        assert (
            "1/3  user 0: refused: email: There is already an account with this email address"
            in printed
        )
        assert "2/3  user 1: added: 8310000005  bob@muster.example" in printed
        assert "3/3  user 2: refused: Must be a table" in printed

    @pytest.mark.parametrize(
        ("content", "options", "reason"),
        [
            (b"name\nada\n", (), ":1: The header row does not contain first_name"),
            (
                "first_name,last_name,email\nJörg,A,a@b.de\n".encode("cp1252"),
                (),
                ":2: The line is not UTF-8.",
            ),
            (b"{", ("--json",), ": The file is not valid JSON."),
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
