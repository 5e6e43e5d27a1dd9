"""Options that print something for programs and end this one."""

import argparse

from tui.cli.schemas import SCHEMAS
from tui.cli.usage import Usage
from tui.i18n import _

_BESIDE = {
    *("print_schema", "print_completion"),
    *("lang", "theme", "no_color", "ascii", "plain", "no_mouse"),
}
"""What may stand beside one of them: what some give always, in an alias."""


def print_instead(given: argparse.Namespace, parser: argparse.ArgumentParser) -> None:
    """Print what was asked for, if anything was, and end.

    Raises:
        Usage: something else was given, too.
        SystemExit: it is printed.
    """
    asked = {"--print-schema": given.print_schema, "--print-completion": given.print_completion}
    wanted = {option: name for option, name in asked.items() if name is not None}
    if not wanted:
        return
    nothing, all_given = vars(parser.parse_args([])), vars(given)
    others = all_given.keys() - _BESIDE
    if len(wanted) > 1 or any(all_given[name] != nothing[name] for name in others):
        said = _("{option} only prints something. Give it without a SOURCE and other options.")
        raise Usage(said.format(option=next(iter(wanted))))
    for option, name in wanted.items():
        print(_schema(name) if option == "--print-schema" else _completion(name))
    raise SystemExit(0)


def _schema(name: str) -> str:
    return SCHEMAS[name].read_text(encoding="utf-8").removesuffix("\n")


def _completion(shell: str) -> str:
    from tui.cli.completion import app_completion

    return app_completion(shell)
