"""The published descriptions, and where each is."""

from pathlib import Path

_PACKAGE = Path(__file__).parents[1]

SCHEMAS = {
    "answers": _PACKAGE / "answers" / "answers.schema.json",
    "json": _PACKAGE / "cli" / "report.schema.json",
}
"""Of an answers file, and of what `--json` prints."""
