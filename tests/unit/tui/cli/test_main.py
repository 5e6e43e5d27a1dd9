"""The command line: what it takes, what it refuses, in which language it says so."""

import json
import os
import re
from pathlib import Path

import pytest

from tests.links import LOCAL_ORIGIN, activation_link
from tui.cli.main import run
from tui.cli.options import read_options
from tui.cli.usage import Usage
from tui.exit_codes import Exit, exit_code
from tui.i18n import LANGUAGES, language_of, language_wanted, use_language
from tui.wording.problems import PROBLEM_PAGES

LINK = activation_link(LOCAL_ORIGIN, "ok").url()


@pytest.fixture(autouse=True)
def _english() -> None:
    use_language("en")


@pytest.mark.parametrize(
    ("arguments", "wanted"),
    [
        (["--lang", "de"], "de"),
        (["--lang=en", "x"], "en"),
        (["--lang"], None),
        (["--lang", "xx"], None),
        ([], None),
    ],
)
def test_the_language_is_known_before_anything_is_said(
    arguments: list[str], wanted: str | None
) -> None:
    assert language_wanted(arguments) == wanted


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LC_ALL": "de_DE.UTF-8", "LANG": "en_US.UTF-8"}, "de"),
        ({"LC_ALL": "", "LC_MESSAGES": "de_AT", "LANG": "C"}, "de"),
        ({"LC_ALL": "C", "LANG": "de_DE"}, "en"),
        ({"LANG": "de"}, "de"),
        ({"LANG": "xx_XX"}, "en"),
        ({}, "en"),
    ],
)
def test_the_environments_language(environment: dict[str, str], language: str) -> None:
    assert language_of(environment) == language


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_is_there_by_option_and_by_environment(language: str) -> None:
    assert language_of({"LANG": f"{language}_XX.UTF-8"}) == language
    assert language_wanted(["--lang", language]) == language
    read_options(["--lang", language])


REFUSED = [
    ["--bogus"],
    ["--lang", "xx"],
    ["-", "-"],
    ["--scenario", "ok"],
    ["--check", LINK],
    ["--answers", "answers.toml"],
    ["--answers", "-", "-"],
    ["--demo", LINK],
    ["--demo", "--no-loopback"],
    ["--link-file", "x", LINK],
    ["--link-file", "x", "-"],
    ["--backend", "http://activation.example"],
    ["--backend", "https://eva@activation.example"],
    ["--backend", "ftp://activation.example"],
    ["--backend", "activation.example"],
    ["--backend", "https://activation.example/?x"],
    ["--answers", "", "mail.eml"],
    ["--answers=", "mail.eml"],
    ["--backend", ""],
    ["--backend=  "],
    ["--trust-host", ""],
    ["--trust-host", "a.example", "--trust-host", " . "],
    ["--link-file", ""],
    ["--demo", "--scenario="],
    [""],
    ["mail.eml", " "],
    ["--answers", "-", "/dev/stdin"],
    ["--answers", "/dev/fd/0", "-"],
    ["--answers", "-", "--link-file", "-"],
    ["-", "/proc/self/fd/0"],
    ["--theme", "blue"],
    ["--print-schema", "json", "mail.eml"],
    ["--print-schema", "json", "--json"],
    ["--print-completion", "bash", "--idle", "3"],
    ["--print-schema", "json", "--print-completion", "bash"],
]


@pytest.mark.parametrize("arguments", REFUSED)
def test_what_does_not_fit_together_is_refused(arguments: list[str]) -> None:
    with pytest.raises(Usage):
        read_options(arguments)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("arguments", [*REFUSED, ["help", "x"], ["doctor", "x"]], ids=" ".join)
def test_a_refusal_is_whole_sentences_in_an_object_too(
    arguments: list[str], language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*arguments[:-1], "--lang", language, "--json", *arguments[-1:]]) == Exit.USAGE
    told = json.loads(capsys.readouterr().out)
    assert re.fullmatch(r"[^ ].*[.?]", told["detail"])
    assert not re.search(r"[^.?:] (To get help|Hilfe erhalten)", told["detail"])


@pytest.mark.parametrize(
    ("given", "origin"),
    [
        ("https://Activation.Example:443", "https://activation.example"),
        ("http://127.0.0.1:8025/", "http://127.0.0.1:8025"),
        ("http://localhost:1", "http://localhost:1"),
    ],
)
def test_a_backend_is_read_in_its_one_spelling(given: str, origin: str) -> None:
    assert read_options(["--backend", given]).backend == origin


def test_trusted_hosts_are_compared_without_case_or_trailing_dot() -> None:
    options = read_options(["--trust-host", "Activation.Example.", "--trust-host", "b.example"])
    assert options.trusted_hosts == {"activation.example", "b.example"}


def test_a_link_in_the_arguments_is_known_as_such(tmp_path: Path) -> None:
    mail = tmp_path / "mail.txt"
    mail.write_text(f"Guten Tag\n{LINK}\n")
    assert read_options([LINK]).link_in_arguments
    assert not read_options([str(mail)]).link_in_arguments
    assert not read_options(["-"]).link_in_arguments
    assert read_options([str(mail), LINK]).link_in_arguments


def test_several_sources_are_taken_in_their_order() -> None:
    options = read_options(["b.eml", "-", "a.eml"])
    assert options.sources == ("b.eml", "-", "a.eml")
    assert options.reads_standard_input
    assert not read_options(["b.eml"]).reads_standard_input


def test_json_is_asked_for_by_name() -> None:
    assert read_options(["--json"]).json
    assert not read_options([]).json


@pytest.mark.parametrize(
    ("language", "words"),
    [("de", "Diese Argumente sind unbekannt: --bogus"), ("en", "unrecognized")],
)
def test_a_wrong_option_is_told_in_one_line_in_ones_language(
    capsys: pytest.CaptureFixture[str], language: str, words: str
) -> None:
    assert run(["--lang", language, "--bogus"]) == Exit.USAGE
    said = capsys.readouterr()
    assert words in said.err
    assert said.out == ""


@pytest.mark.parametrize(
    ("language", "words"), [("de", "Aufruf: unify-activate"), ("en", "usage: unify-activate")]
)
def test_help_speaks_ones_language(
    capsys: pytest.CaptureFixture[str], language: str, words: str
) -> None:
    with pytest.raises(SystemExit) as left:
        run(["--help", "--lang", language])
    assert left.value.code == 0
    assert words in capsys.readouterr().out


def test_without_a_terminal_it_says_so_and_ends(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([LINK]) == Exit.TERMINAL
    said = capsys.readouterr()
    assert "\x1b" not in said.err + said.out
    assert said.err.count("unify-activate: ") == 1
    assert " ".join(said.err.split()) == (
        "unify-activate: There is no terminal for your input, because standard input is redirected. "
        "Start the program in a terminal, without a pipe or redirection there."
    )


def test_every_problem_page_has_an_exit_code_of_its_own_kind() -> None:
    unexpected = {slug for slug in PROBLEM_PAGES if exit_code(slug) is Exit.FAILED}
    assert unexpected == {"request-invalid", "idempotency-key-reused"}


def test_a_session_has_no_limit_unless_one_is_given() -> None:
    assert read_options([]).limit_seconds == 0
    assert read_options(["--limit", "30"]).limit_seconds == 1800
    with pytest.raises(Usage):
        read_options(["--limit", "-1"])


@pytest.mark.parametrize(
    ("variable", "option", "theme"),
    [
        (None, [], "auto"),
        ("", [], "auto"),
        (" Light ", [], "light"),
        ("light", ["--theme", "dark"], "dark"),
        ("nonsense", ["--theme=auto"], "auto"),
    ],
)
def test_the_theme_is_the_options_else_the_variables(
    variable: str | None, option: list[str], theme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("UNIFY_ACTIVATE_THEME", raising=False)
    if variable is not None:
        monkeypatch.setenv("UNIFY_ACTIVATE_THEME", variable)
    assert read_options(option).theme == theme


@pytest.mark.parametrize("arguments", [[], ["doctor"]])
def test_a_theme_that_does_not_exist_is_told_with_the_variables_name(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("UNIFY_ACTIVATE_THEME", "blue")
    assert run(arguments) == Exit.USAGE
    assert "UNIFY_ACTIVATE_THEME is “blue”" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "is_colourless"),
    [(["--no-color", "--bogus"], True), (["--bogus", "--", "--no-color"], False)],
)
def test_without_colours_is_what_the_variable_for_it_means(
    arguments: list[str], is_colourless: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "")
    run(arguments)
    assert bool(os.environ["NO_COLOR"]) is is_colourless


def test_a_description_is_printed_in_spite_of_what_an_alias_always_says() -> None:
    with pytest.raises(SystemExit) as ended:
        read_options(["--lang", "de", "--ascii", "--print-schema", "json"])
    assert ended.value.code == 0
