"""The option that prints a published description and ends the program."""

import argparse
from pathlib import Path

_PACKAGE = Path(__file__).parents[1]

SCHEMAS = {
    "answers": _PACKAGE / "answers" / "answers.schema.json",
    "json": _PACKAGE / "cli" / "report.schema.json",
}
"""The published descriptions: of an answers file, and of what `--json` prints."""


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
