"""What the two commands print for shells, tried by bash itself where a shell would ask for it."""

import io
import shlex
import subprocess
from contextlib import redirect_stdout
from functools import cache
from pathlib import Path

import pytest

import mock_server.cli
from api_client.completion import SHELLS
from tests.programs import needed_program
from tui.cli import main as app_main

COMMANDS = {"unify-activate": app_main.run, "unify-mock": mock_server.cli.main}


@cache
def printed(command: str, shell: str) -> str:
    """The script that a command prints."""
    said = io.StringIO()
    with redirect_stdout(said):
        try:
            code: object = COMMANDS[command](["--print-completion", shell])
        except SystemExit as ended:
            code = ended.code
    assert code == 0
    return said.getvalue()


ASKED = """
{script}
COMP_WORDS=({words})
COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1))
"$(complete -p {command} | sed 's/.*-F \\([^ ]*\\).*/\\1/')" 2>/dev/null
printf '%s\\n' "${{COMPREPLY[@]}}"
"""


def completed(line: str, folder: Path) -> set[str]:
    """What bash proposes at the end of a line."""
    command, *words = line.split(" ")
    typed = shlex.join([command, *words])
    asked = ASKED.format(script=printed(command, "bash"), words=typed, command=command)
    bash = [needed_program("bash"), "--norc", "--noprofile"]
    done = subprocess.run(bash, input=asked, cwd=folder, capture_output=True, text=True, check=True)
    return set(done.stdout.split())


@pytest.mark.parametrize(
    ("line", "proposed"),
    [
        ("unify-activate d", {"doctor"}),
        ("unify-activate ", {"doctor", "operator", "help", "mail.eml"}),
        ("unify-activate --lang de d", {"doctor"}),
        ("unify-activate mail.eml ", {"mail.eml"}),
        ("unify-activate --the", {"--theme"}),
        ("unify-activate --theme ", {"auto", "dark", "light"}),
        ("unify-activate --demo --scenario exp", {"expiring", "expired"}),
        ("unify-activate --answers m", {"mail.eml"}),
        ("unify-activate operator ", {"list"}),
        ("unify-activate operator list --j", {"--json"}),
        ("unify-activate help d", {"doctor"}),
        ("unify-mock s", {"serve", "scenarios"}),
        ("unify-mock serve --tls-k", {"--tls-key"}),
        ("unify-mock provision ", {"mail.eml"}),
    ],
)
def test_bash_proposes_what_may_stand_there(line: str, proposed: set[str], tmp_path: Path) -> None:
    (tmp_path / "mail.eml").touch()
    assert completed(line, tmp_path) == proposed


@pytest.mark.parametrize("shell", SHELLS)
def test_there_is_a_script_for_each_shell(shell: str) -> None:
    assert "print-schema" in printed("unify-activate", shell)
    assert "add-users" in printed("unify-mock", shell)


def test_nothing_beside_it_is_ignored_in_silence(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        mock_server.cli.main(["--print-completion", "bash", "serve"])
    assert ended.value.code == 2
    assert "leave the command out" in capsys.readouterr().err
