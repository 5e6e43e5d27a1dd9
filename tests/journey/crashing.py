"""Starts the program with a fault built in: `crashing.py WHERE [ARGUMENT…]`.

WHERE is `key`, and every screen crashes when F12 is pressed, or a function's place such as
`tui.journey.journey:Journey.look`. The fault comes while the secrets are local variables, in an exception
that quotes them: the worst that a mistake in the program could do.
"""

import sys
from importlib import import_module
from typing import NoReturn

import tui.cli.main
from tests.journey.walk import SECRETS
from tui import launch


def crash(*arguments: object) -> NoReturn:
    password, pin, answer = SECRETS
    raise RuntimeError(f"{password} {pin} {answer}") from ValueError(password, arguments)


def build_in(where: str) -> None:
    """Put the fault where it is wanted."""
    if where == "key":
        where = "textual.screen:Screen.key_f12"
    module, _, path = where.partition(":")
    *holders, name = path.split(".")
    holder: object = import_module(module)
    for attribute in holders:
        holder = getattr(holder, attribute)
    setattr(holder, name, crash)


def main() -> None:
    """Run the program; the fault is built in once the terminal is silent, as without it."""
    where = sys.argv.pop(1)
    run = tui.cli.main.run

    def run_with_fault() -> int:
        build_in(where)
        return run()

    tui.cli.main.run = run_with_fault  # type: ignore[assignment]
    launch.main()


if __name__ == "__main__":
    main()
