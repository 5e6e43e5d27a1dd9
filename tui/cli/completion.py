"""What a shell needs to complete `unify-activate`: its options, their values, commands and files."""

import argparse

from api_client.completion import completion_script
from tui.cli.commands import COMMANDS
from tui.cli.demo import SCENARIO_NAMES
from tui.cli.help_page import commands_table
from tui.cli.parser import PLATFORM, command_metavar, file_metavar, option_parser
from tui.i18n import _

_FUNCTION = "_unify_activate_files_or_commands"
"""Where `_file` stands in a name, shtab lets bash quote what is in a file's name."""

_SOURCES = {
    "bash": _FUNCTION,
    "zsh": _FUNCTION,
    "tcsh": "f",
    "preamble": {
        "bash": f"""{_FUNCTION}() {{
  compgen -f -- "$1"
  local word
  for word in "${{COMP_WORDS[@]:1:COMP_CWORD-1}}"; do
    if [ -e "$word" ]; then return; fi  # a SOURCE: what follows is one, too
  done
  compgen -W "{" ".join(COMMANDS)}" -- "$1"
}}""",
        "zsh": f"""{_FUNCTION}() {{
  _alternative 'commands:command:({" ".join(COMMANDS)})' 'files:file:_files'
}}""",
    },
}
"""A SOURCE is a file, and in its place a command's word may stand."""


def app_completion(shell: str) -> str:
    """The script for a shell."""
    # zsh and tcsh cannot tell a command's word from a SOURCE.
    parser = parser_with_commands() if shell == "bash" else option_parser()
    for action in parser._actions:
        if action.dest == "sources":
            action.complete = _SOURCES  # type: ignore[attr-defined]
        elif action.dest == "scenario":
            action.choices = SCENARIO_NAMES
        elif action.dest == "backend":
            action.choices = (PLATFORM,)
    return completion_script(parser, shell, {file_metavar()})


def parser_with_commands() -> argparse.ArgumentParser:
    """All that there is to give; it reads no command line."""
    parser = option_parser()
    commands = parser.add_subparsers(title=commands_table()[0], metavar=command_metavar())
    for word, command in COMMANDS.items():
        each = command.parser()
        for action in each._actions:
            if action.dest == "words":  # of help
                action.choices = tuple(COMMANDS)
        commands.add_parser(
            word, prog=each.prog, help=_(command.does), parents=[each], add_help=False
        )
    return parser
