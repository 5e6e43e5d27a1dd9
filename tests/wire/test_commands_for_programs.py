"""What the commands print for programs, which server they ask, and that no server steers a terminal."""

import io
import json
import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import pytest

from mock_server.cli import main
from mock_server.server import RunningMock
from tests.links import TOKEN
from tests.wire.orders import an_order, person
from tests.wire.testers_commands import asked, one_line, order_file, run


@pytest.fixture
def mock() -> Iterator[RunningMock]:
    with RunningMock() as running:
        yield running


def told(capsys: pytest.CaptureFixture[str]) -> Any:
    """The one JSON value on standard output; nothing else was printed."""
    captured = capsys.readouterr()
    assert captured.err == ""
    assert captured.out.isascii()
    assert captured.out.count("\n") == 1
    return json.loads(captured.out)


class TestJson:
    def test_each_command_prints_one_value(
        self, mock: RunningMock, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert run(mock, "scenarios", "--json") == 0
        assert told(capsys).keys() == asked(mock, "scenarios").json().keys()
        assert run(mock, "invite", f"ok:{TOKEN}", "--json") == 0
        assert told(capsys)["link"] == asked(mock, f"accounts/ok:{TOKEN}").json()["link"]
        assert run(mock, "outbox", "--json") == 0
        assert told(capsys) == asked(mock, "mails").json()
        assert run(mock, "outbox", "--json", "--eml", "1") == 0
        assert told(capsys) == asked(mock, "mails/1").json()
        assert run(mock, "provision", order_file(tmp_path), "--json") == 0
        tenant = told(capsys)
        assert tenant["main_number"] == "+492214710800"
        assert len(tenant["accounts"]) == 2
        assert run(mock, "reset", "--account", f"ok:{TOKEN}", "--json") == 0
        assert told(capsys) == {"forgotten": 1}

    def test_users_are_told_with_the_line_of_the_file(
        self, mock: RunningMock, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        file = tmp_path / "users.csv"
        file.write_text(
            "sep=;\nfirst_name;last_name;email;extension;\n"
            "Bob;B;bob@muster.example;;\n Cem ;C;nowhere;\nDa;D; da@muster.example;803;\n"
        )
        assert run(mock, "add-users", "100001", file, "--json") == 1
        done = told(capsys)
        assert (done["added"], done["refused"]) == (2, 1)
        rows = {row["line"]: row for row in done["rows"]}
        assert rows[3]["account"]["email"] == "bob@muster.example"
        assert rows[5]["account"]["extension"] == "803"
        assert [error["field"] for error in rows[4]["errors"]] == ["email"]
        file.write_text(f" \n{json.dumps([person('eve'), 7])}")
        assert run(mock, "add-users", "100001", file, "--json") == 1
        added, refused = told(capsys)["rows"]
        assert (added["user"], added["account"]["email"]) == (0, "eve@muster.example")
        assert (refused["user"], refused["result"]) == (1, "refused")

    def test_a_refusal_prints_no_value(
        self, mock: RunningMock, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert run(mock, "invite", "8319999999", "--json") == 2
        assert "There is no such account" in one_line(capsys)


class TestOutbox:
    def test_it_is_searched_waited_for_and_cleared(
        self, mock: RunningMock, capsys: pytest.CaptureFixture[str]
    ) -> None:
        def ids(*options: str) -> list[int]:
            assert run(mock, "outbox", "--json", *options) == 0
            return [mail["id"] for mail in told(capsys)]

        assert ids("--since", "1", "--limit", "1") == [3]
        assert ids("--account", "8310000001", "--wait", "5") == [1]
        assert run(mock, "outbox", "--clear", "--account", "8310000001") == 0
        assert ids() == [2, 3]
        for options in (("--limit", "0"), ("--since", "x"), ("--wait", "99"), ("--to", "")):
            assert run(mock, "outbox", *options) == 2
            assert options[0].removeprefix("--") in one_line(capsys)


class TestServer:
    def test_it_may_be_named_in_the_environment(
        self,
        mock: RunningMock,
        capsys: pytest.CaptureFixture[str],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setenv("UNIFY_MOCK_SERVER", f" {mock.origin}/\n")
        assert main(["outbox", "--json"]) == 0
        assert len(told(capsys)) == 3
        assert main(["outbox", "--server", "http://127.0.0.1:1"]) == 5
        assert "http://127.0.0.1:1" in one_line(capsys)
        monkeypatch.setenv("UNIFY_MOCK_SERVER", "nonsense\x1b[2J")
        assert main(["outbox"]) == 5
        assert "nonsense[2J.\n" in one_line(capsys)

    @pytest.mark.parametrize("empty", ["", " "])
    def test_an_empty_one_is_a_usage_error(
        self, empty: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        with pytest.raises(SystemExit) as stopped:
            main(["outbox", "--server", empty])
        assert stopped.value.code == 2
        assert "--server" in capsys.readouterr().err


STEERING = "".join(map(chr, (*range(0x20), 0x7F, *range(0x80, 0xA0)))) + (
    "\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
EVIL = f"E{STEERING}\x1b]0;title\x07\x1b[2JUnify-mock: all is well"
ACCOUNT = {
    "account_id": EVIL,
    "email": EVIL,
    "extension": EVIL,
    "direct_number": EVIL,
    "link": EVIL,
}
NAMED = {"name": EVIL, "text": {"de": EVIL, "en": EVIL}}
MAIL = {
    "id": 1,
    "sent_at": EVIL,
    "kind": EVIL,
    "to": EVIL,
    "link": EVIL,
    "relay": {"state": EVIL, "reason": EVIL},
}
STEP = {"tenant_id": EVIL, "company": EVIL, "edition": EVIL, "at": EVIL, "state": EVIL}
TENANT = {"main_number": EVIL, "main_fax_number": EVIL, "accounts": [ACCOUNT]}
EVIL_ANSWERS: dict[str, tuple[list[str], list[object], int]] = {
    "invite": (["invite", "1"], [ACCOUNT], 2),
    "outbox": (["outbox"], [[MAIL, MAIL]], 6),
    "scenarios": (
        ["scenarios"],
        [{"scenarios": [{**NAMED, "link": EVIL}], "modifiers": [NAMED], "faults": [NAMED]}],
        8,
    ),
    "provision": (["provision", "ORDER"], [[STEP, STEP, TENANT]], 6),
    "add-users": (["add-users", "1", "USERS"], [{}, ACCOUNT], 3),
}


def steers(text: str) -> bool:
    return any(character in text for character in STEERING if character != "\n")


class EvilServer:
    """Says what it is told to say, instead of a mock server; `words` of bytes go as they are."""

    origin = "http://mock.example"

    def __init__(self) -> None:
        self.answers: list[object] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        said = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(said, httpx.Response):
            return said
        if request.url.path.endswith("/orders") and isinstance(said, list):
            return httpx.Response(201, text="".join(f"{json.dumps(each)}\n" for each in said))
        return httpx.Response(200, json=said)


@pytest.fixture
def evil_server(monkeypatch: pytest.MonkeyPatch) -> EvilServer:
    server = EvilServer()
    reached = partial(httpx.Client, transport=httpx.MockTransport(server))
    monkeypatch.setattr("httpx.Client", reached)
    return server


@pytest.mark.parametrize("name", EVIL_ANSWERS)
@pytest.mark.parametrize("as_json", [False, True], ids=["words", "json"])
def test_no_command_prints_what_steers_a_terminal(
    name: str,
    as_json: bool,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    evil_server: EvilServer,
) -> None:
    words, answers, lines = EVIL_ANSWERS[name]
    for file, content in (("ORDER", an_order()), ("USERS", person("ada"))):
        (tmp_path / file).write_text(json.dumps(content))
    arguments = [str(tmp_path / word) if word.isupper() else word for word in words]
    evil_server.answers[:] = answers
    options = ["--server", evil_server.origin, *(["--json"] if as_json else [])]
    assert main([*arguments, *options]) == 0
    printed = capsys.readouterr().out
    assert not steers(printed)
    assert printed.count("\n") == (1 if as_json else lines)


ODD: tuple[object, ...] = (
    None,
    7,
    "text",
    [],
    [7],
    [[]],
    {},
    {"account_id": 7, "email": None},
    {"forgotten": "many"},
    {"scenarios": [{}], "modifiers": {}, "faults": None},
    [{"id": "1", "to": {}}],
    {"accounts": "none"},
)


@pytest.mark.parametrize("odd", ODD, ids=str)
def test_an_answer_of_an_odd_shape_is_none_of_a_mock_server(
    odd: object, tmp_path: Path, capsys: pytest.CaptureFixture[str], evil_server: EvilServer
) -> None:
    users = tmp_path / "users.csv"
    users.write_text("first_name,last_name,email\nAda,A,ada@muster.example\n")
    (tmp_path / "order.json").write_text(json.dumps(an_order()))
    for arguments in (
        ["invite", "1"],
        ["outbox"],
        ["scenarios"],
        ["reset"],
        ["add-users", "1", str(users)],
        ["provision", str(tmp_path / "order.json")],
    ):
        if (arguments[0], odd) == ("outbox", []):
            continue
        evil_server.answers[:] = [odd, odd]
        code = main([*arguments, "--server", evil_server.origin])
        captured = capsys.readouterr()
        assert code in ((1, 5) if arguments[0] == "provision" else (5,)), arguments
        assert captured.err.count("\n") == 1
        assert re.fullmatch(r"(added 0, refused 0\n)?", captured.out)


def test_a_refusal_is_harmless_whatever_it_says(
    capsys: pytest.CaptureFixture[str], evil_server: EvilServer
) -> None:
    problem = {"Content-Type": "application/problem+json"}
    for content, code in (
        ({"errors": [{"field": EVIL, "message": EVIL}]}, 2),
        ({"detail": EVIL}, 2),
        ({"title": EVIL}, 2),
        ({}, 2),
        ([], 5),
        ({"errors": 7}, 5),
        ({"errors": [7]}, 5),
        ({"errors": [{"field": {}}]}, 5),
    ):
        evil_server.answers[:] = [httpx.Response(400, headers=problem, json=content)]
        assert main(["invite", "1", "--server", evil_server.origin]) == code
        assert not steers(one_line(capsys))


def test_json_without_an_end_is_no_answer(
    capsys: pytest.CaptureFixture[str], evil_server: EvilServer
) -> None:
    deep = "[" * 100_000
    for text in (deep, f"{deep}{']' * 100_000}", '{"a":', "\xff", "1" * 5_000):
        evil_server.answers[:] = [httpx.Response(200, text=text)]
        assert main(["outbox", "--server", evil_server.origin]) == 5
        assert "No mock server responds" in one_line(capsys)


class Terminal(io.TextIOWrapper):
    def isatty(self) -> bool:
        return True


def test_a_mail_is_harmless_on_a_terminal_and_itself_in_a_file(
    capfdbinary: pytest.CaptureFixture[bytes],
    monkeypatch: pytest.MonkeyPatch,
    evil_server: EvilServer,
) -> None:
    raw = f"Subject: {EVIL}\r\n\r\n  Grüße\xff".encode("latin-1", "replace")
    evil_server.answers[:] = [httpx.Response(200, content=raw)]
    words = ["outbox", "--eml", "1", "--server", evil_server.origin]
    assert main(words) == 0
    assert capfdbinary.readouterr().out == raw
    terminal = Terminal(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr("sys.stdout", terminal)
    assert main(words) == 0
    shown = terminal.buffer.getvalue().decode("ascii")  # type: ignore[attr-defined]
    assert not steers(shown)
    assert "\n  Gr" in shown
