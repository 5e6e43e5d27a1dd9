"""Starts the program so that its memory can be read from outside: `readable.py SECONDS [ARGUMENT…]`.

SECONDS is the idle limit, 0 for none. Nothing else is changed.
"""

import sys
from dataclasses import replace

from tui import launch
from tui.cli import options


def main() -> None:
    """Run the program."""
    seconds = float(sys.argv.pop(1))
    read = options.read_options

    def read_with_limit(arguments: list[str]) -> options.Options:
        return replace(read(arguments), idle_seconds=seconds)

    options.read_options = read_with_limit  # type: ignore[assignment]
    vars(launch)["harden_process"] = lambda: None
    launch.main()


if __name__ == "__main__":
    main()
