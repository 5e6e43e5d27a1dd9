"""What a shell needs to complete a command: a script, made of what reads the command line.

Importing this does not load shtab, which makes the script.
"""

import argparse
from collections.abc import Collection, Iterator

SHELLS = ("bash", "zsh", "tcsh")
"""Those for which there are scripts."""


def completion_script(parser: argparse.ArgumentParser, shell: str, files: Collection[str]) -> str:
    """The script for one of `SHELLS`.

    Args:
        parser: what reads the command line, its commands included.
        shell: whose script it is.
        files: how values that are files are called in its help.
    """
    import shtab

    for action in _all_actions(parser):
        if action.metavar in files and not hasattr(action, "complete"):
            action.complete = shtab.FILE  # type: ignore[attr-defined]
    return shtab.complete(parser, shell)


def _all_actions(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    for action in parser._actions:
        yield action
        if isinstance(action, argparse._SubParsersAction):
            for each in action.choices.values():
                yield from _all_actions(each)
