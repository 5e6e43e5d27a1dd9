"""`unify-mock` speaks German or English: as --lang says, else as the environment does."""

import argparse
import gettext
import os
import sys
from io import BytesIO, TextIOWrapper

import pytest

from mock_server.cli import main
from mock_server.cli.parser import COMMANDS, command_parser
from mock_server.cli.streams import SPELLED
from mock_server.i18n import _, language_of, speaking

GERMAN, ENGLISH = "Aufruf: unify-mock", "usage: unify-mock"
NOWHERE = ("scenarios", "--server", "http://127.0.0.1:1")


@pytest.mark.parametrize(
    ("environment", "arguments", "said"),
    [
        ({}, (), ENGLISH),
        ({"LANG": "de_DE.UTF-8"}, (), GERMAN),
        ({"LANG": "de_DE.UTF-8", "LC_MESSAGES": "en_GB.UTF-8"}, (), ENGLISH),
        ({"LANG": "en_GB.UTF-8", "LC_ALL": "de_AT"}, (), GERMAN),
        ({"LANG": "fr_FR.UTF-8"}, (), ENGLISH),
        ({}, ("--lang", "de"), GERMAN),
        ({"LANG": "de_DE.UTF-8"}, ("--lang=en",), ENGLISH),
        ({}, ("serve", "--lang", "de"), GERMAN),
        ({"LANG": "de_DE.UTF-8"}, ("serve",), GERMAN),
    ],
)
def test_help_is_in_the_language_asked_for(
    environment: dict[str, str],
    arguments: tuple[str, ...],
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SystemExit):
        main([*arguments, "--help"])
    assert capsys.readouterr().out.startswith(said)


@pytest.mark.parametrize("name", [None, *COMMANDS])
def test_german_help_leaves_no_english_word_of_argparse_or_ours(
    name: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main([*([name] if name else []), "--lang", "de", "--help"])
    said = capsys.readouterr().out
    for word in ("usage", "options:", "show this", "default", "otherwise", "the ", "this "):
        assert word not in said


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "Es fehlt der Befehl. Möglich sind: serve, {commands}. {help} --help."),
        (
            ("nothing",),
            "Den Befehl „nothing“ gibt es nicht. Möglich sind: serve, {commands}. {help} --help.",
        ),
        (("verfy",), "Den Befehl „verfy“ gibt es nicht. Meinten Sie verify?"),
        (("help", "verfy"), "Den Befehl „verfy“ gibt es nicht. Meinten Sie verify?"),
        (("--lnag", "de"), "Die Option --lnag gibt es nicht. Meinten Sie --lang?"),
        (("--la", "de", "nothing"), "Den Befehl „nothing“ gibt es nicht. Möglich sind: {any}"),
        (
            ("serve", "--nothing"),
            "Die Option --nothing gibt es für serve nicht. {help} help serve.",
        ),
        (("serve", "--prt", "1"), "Die Option --prt gibt es für serve nicht. Meinten Sie --port?"),
        (
            ("serve", "--port", "x"),
            "Argument --port: „x“: Erlaubt ist eine Zahl von 0 bis 65535. {help} help serve.",
        ),
        (("invite",), "Es fehlt: KONTO. {help} help invite."),
        (
            ("invite", "1", "2"),
            "Das Argument „2“ ist bei diesem Befehl nicht möglich. {help} help invite.",
        ),
        (("outbox", "--eml"), "Argument --eml: Es fehlt ein Wert. {help} help outbox."),
        (
            ("outbox", "--eml", "x"),
            "Argument --eml: „x“: Erlaubt ist eine Zahl. {help} help outbox.",
        ),
        (
            ("outbox", "--eml", "1", "--clear"),
            "Argument --clear: Diese Option ist nicht zusammen mit --eml erlaubt. "
            "{help} help outbox.",
        ),
        (
            ("scenarios", "--insecure-http=1"),
            "Argument --insecure-http: Der Wert „1“ gehört nicht hierher. {help} help scenarios.",
        ),
        (
            ("serve", "--tls"),
            "Die Option --tls ist mehrdeutig: --tls-cert, --tls-key. {help} help serve.",
        ),
        (
            ("serve", "--lang", "fr"),
            "Der Wert „fr“ ist für --lang nicht möglich. Möglich sind: de, en. {help} help serve.",
        ),
    ],
)
def test_a_usage_error_is_one_line_in_german_too(
    arguments: tuple[str, ...],
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("LANG", "de_DE.UTF-8")
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2
    commands, helped = ", ".join([*COMMANDS][1:]), "Hilfe erhalten Sie mit unify-mock"
    expected, _, _ = said.format(help=helped, commands=commands, any="\0").partition("\0")
    [line] = capsys.readouterr().err.splitlines()
    assert line.startswith(f"unify-mock: {expected}")
    assert line.endswith(expected) or "{any}" in said


def test_messages_are_german_and_codes_stay(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LANG", "de_DE.UTF-8")
    assert main(NOWHERE) == 5
    assert main(["serve", "--host", "0.0.0.0"]) == 2
    assert main(["provision", "/nowhere/order.toml"]) == 2
    assert capsys.readouterr().err.splitlines() == [
        "unify-mock: Unter http://127.0.0.1:1 antwortet kein Mock-Server.",
        "unify-mock: 0.0.0.0 ist keine Loopback-Adresse. Damit andere Computer den Server erreichen "
        "dürfen, braucht er einen Admin-Schlüssel (--admin-key-file) und entweder --tls-cert mit "
        "--tls-key oder --insecure-http.",
        "unify-mock: /nowhere/order.toml: Datei oder Ordner nicht gefunden",
    ]


def test_an_abbreviated_lang_counts_for_what_the_command_says(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main([*NOWHERE, "--la", "de"]) == 5
    assert "antwortet kein Mock-Server" in capsys.readouterr().err


def test_a_command_ends_in_the_language_in_which_it_was_called(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = (gettext.textdomain(), os.environ.get("LANGUAGE"))

    def carry_out(options: argparse.Namespace) -> int:
        # What the command starts must not speak German because argparse did.
        assert (gettext.textdomain(), os.environ.get("LANGUAGE")) == before
        assert _("faults") == "Störungen"
        return 0

    monkeypatch.setattr(COMMANDS["reset"].function.replace(":", "."), carry_out)
    assert main(["reset", "--lang", "de"]) == 0
    assert _("faults") == "faults"
    assert command_parser().format_help().startswith(ENGLISH)
    assert (gettext.textdomain(), os.environ.get("LANGUAGE")) == before


@pytest.mark.parametrize("errors", ["strict", "surrogateescape"])  # as Python chooses by the locale
@pytest.mark.parametrize("encoding", ["ascii", "iso-8859-1", "cp437"])
def test_a_terminal_without_the_characters_gets_others_and_no_traceback(
    encoding: str, errors: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = BytesIO()
    monkeypatch.setattr(sys, "stdout", TextIOWrapper(raw, encoding=encoding, errors=errors))
    with pytest.raises(SystemExit):
        main(["--lang", "de", "--help"])
    assert b"Aufruf: unify-mock" in raw.getvalue()
    assert "„Ü“ …\u00a0☃".encode("ascii", SPELLED) == b'"Ue" ... \\u2603'


def test_the_environment_of_a_test_is_none_of_the_machine() -> None:
    assert language_of(os.environ, ("de", "en")) == "en"
    with speaking("en"):
        assert _("faults") == "faults"
