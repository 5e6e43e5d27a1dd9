"""Options that print something and end the program: the version, the published descriptions."""

import argparse
from collections.abc import Sequence
from pathlib import Path

_PACKAGE = Path(__file__).parents[1]

SCHEMAS = {
    "answers": _PACKAGE / "answers" / "answers.schema.json",
    "json": _PACKAGE / "cli" / "report.schema.json",
}
"""The published descriptions: of an answers file, and of what `--json` prints."""


class ShowVersion(argparse.Action):
    """Finds the version out only when asked: loading what knows it takes 40 ms."""

    def __init__(self, option_strings: Sequence[str], dest: str, help: str) -> None:  # noqa: A002
        super().__init__(option_strings, argparse.SUPPRESS, nargs=0, help=help)

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: object,
        option_string: str | None = None,
    ) -> None:
        """Print it."""
        print(f"unify-activate {_version()}")
        parser.exit()


class PrintSchema(argparse.Action):
    """Prints a description that programs can check with; nothing else is loaded for it."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: object,
        option_string: str | None = None,
    ) -> None:
        """Print the one that is named."""
        print(SCHEMAS[str(values)].read_text(encoding="utf-8"), end="")
        parser.exit()


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("unify-activate")
    except PackageNotFoundError:
        return "(source)"
