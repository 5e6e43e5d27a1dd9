"""Short facts side by side in a line."""

from collections.abc import Iterable


def side_by_side(parts: Iterable[str | None]) -> str:
    """Those that there are; no line ends before a separator, since a space holds it that cannot break."""
    return "\u00a0· ".join(part for part in parts if part)
